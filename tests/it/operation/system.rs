//! The page of the system administrator: what the system is, and nothing of its business.

use crate::imports::sheets::{three_people, try_out};
use crate::packages::{carry_all, freeze};
use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{Page, TestApp};

/// What a term of the page says.
fn says(page: &Page, term: &str) -> String {
    let terms = page.texts("dt");
    let at = terms.iter().position(|one| one == term);
    let at = at.unwrap_or_else(|| panic!("{term}: {}", page.text()));
    page.texts("dd")[at].clone()
}

#[tokio::test]
async fn the_page_of_the_system_says_what_is_there() {
    let app = TestApp::small().await;
    let keeper = app.as_("sysadmin").await;
    assert_eq!(keeper.get("/").await.redirected(), "/system");
    let page = keeper.get("/system").await.expect(200);
    assert_eq!(says(&page, "程序版本"), env!("CARGO_PKG_VERSION"));
    assert_eq!(says(&page, "数据库结构"), "与程序一致");
    assert!(says(&page, "数据库大小，含各辖区").ends_with("MB"));
    let migrations: i64 = sqlx::query_scalar("select count(*) from _sqlx_migrations")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(i64::try_from(page.texts("tbody tr").len()), Ok(migrations));
    assert_eq!(says(&page, "等着确认的导入"), "0");
    assert_eq!(says(&page, "最近一次送到"), "还没有送过");
    assert_eq!(says(&page, "现在的会话"), "1 个，属于 1 个账号");

    // A session more, one of another city that is not counted, a workbook that waits, a package that is not carried yet.
    app.as_("official@beta").await;
    try_out(&app.as_("office").await, "roster", three_people()).await;
    lay_route(&app, "alpha", "city", &["province"]).await;
    Filed::by(&app, "citylead", &draft("Unmistakable")).await;
    freeze(&app, "alpha").await;
    let page = keeper.get("/system").await.expect(200);
    assert_eq!(says(&page, "现在的会话"), "2 个，属于 2 个账号");
    assert_eq!(says(&page, "等着确认的导入"), "1");
    assert_eq!(
        (says(&page, "等着送的"), says(&page, "其中上次没送到的")),
        ("1".into(), "0".into())
    );
    sqlx::query("update outbox set failure = 'no such tenant', attempts = 1")
        .execute(app.loader())
        .await
        .expect("failed");
    let page = keeper.get("/system").await.expect(200);
    assert_eq!(says(&page, "其中上次没送到的"), "1");
    assert_eq!(says(&page, "没送到的原因"), "no such tenant");
    assert!(!page.body.contains("Unmistakable"), "no texts");
    carry_all(&app).await;
    let page = keeper.get("/system").await.expect(200);
    assert_eq!(says(&page, "等着送的"), "0");
    assert_ne!(says(&page, "最近一次送到"), "还没有送过");
}

/// Sessions that ended are not among those of now.
#[tokio::test]
async fn sessions_end_by_themselves() {
    let app = TestApp::small().await;
    app.as_("official").await;
    app.clock.clone().advance(chrono::TimeDelta::hours(2));
    let page = app.as_("sysadmin").await.get("/system").await.expect(200);
    assert_eq!(says(&page, "现在的会话"), "1 个，属于 1 个账号");
}
