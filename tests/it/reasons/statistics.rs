//! What reasons add up to: every number opens exactly its rows.

use chrono::TimeDelta;
use zhenggai::domain::campaigns::groups;
use zhenggai::domain::review::Decision;

use super::{back, give_back, revoke, why};
use crate::imports::books::texts;
use crate::support::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp, selector};

/// The numbers of a line that begins so, as they are shown.
fn line(page: &Page, begins: &str) -> Vec<String> {
    let html = page.html();
    let rows: Vec<_> = html.select(&selector("table.zg-given tbody tr")).collect();
    let row = rows.iter().find(|row| {
        let said: String = row.text().collect();
        said.trim().starts_with(begins)
    });
    let cells = selector("td");
    let cells = row.expect("a line").select(&cells);
    let last = |cell: scraper::ElementRef| cell.text().last().unwrap_or_default().trim().to_owned();
    cells.map(last).collect()
}

async fn rows(client: &Client, href: &str) -> usize {
    client
        .get(href)
        .await
        .expect(200)
        .texts("table[data-list] tbody tr")
        .len()
}

#[tokio::test]
async fn a_reason_counts_once_a_return_and_each_number_opens_its_rows() {
    let app = TestApp::small().await;
    for title in ["甲", "乙"] {
        let mut filed = Filed::by(&app, "official", &draft(title)).await;
        give_back(&app, &mut filed, "reviewer", "05", "写清几件事").await;
    }
    let both = Filed::by(&app, "cadre", &draft("丙")).await;
    let reasons = vec![
        why("05", "title", "", ""),
        why("05", "manifestation", "", ""),
        why("08", "causes.0", "", "主观呢"),
    ];
    both.rule(&app, "grouphead", &back(reasons))
        .await
        .expect("returned");
    let undone = Filed::by(&app, "cadre", &draft("丁")).await;
    undone
        .rule(&app, "reviewer", &back(vec![why("05", "title", "", "")]))
        .await
        .expect("returned");
    revoke(&app, &undone).await;

    let office = app.as_("office").await;
    let page = office.get("/reasons/statistics").await.expect(200);
    assert_eq!(
        line(&page, "05"),
        ["3", "0", "3"],
        "group, other stages, all; what was revoked counts nowhere"
    );
    assert_eq!(line(&page, "08"), ["1", "0", "1"]);
    assert_eq!(
        line(&page, "退回次数"),
        ["3", "0", "3"],
        "three returns, not four reasons"
    );
    assert!(page.text().contains("按机构序列排列，不排名"));
    for (n, href) in page
        .texts(".zg-given td a")
        .iter()
        .zip(page.attributes(".zg-given td a", "href"))
    {
        assert_eq!(rows(&office, &href).await.to_string(), *n, "{href}");
    }
    let returns = office
        .get("/reasons/statistics/returns?reason=08")
        .await
        .expect(200);
    let said = returns.texts("table[data-list] tbody").concat();
    assert!(
        said.contains("第 1 条原因") && said.contains("主观呢") && said.contains("Group One"),
        "{said}"
    );
    assert!(
        !said.contains("一句话写清问题"),
        "fields of this reason alone: {said}"
    );
    let book = office
        .get("/reasons/statistics/returns.xlsx?reason=08")
        .await
        .expect(200);
    let book = texts(&book.bytes);
    assert_eq!(book.len(), 3, "title, header, one row: {book:?}");
    assert!(book[2].iter().any(|cell| cell == "改好再交 主观呢"), "{book:?}");
}

#[tokio::test]
async fn a_head_counts_their_own_group_and_nobody_else_counts() {
    let app = TestApp::small().await;
    let mut tx = app.tx("alpha").await;
    let campaign = app.campaign(&mut tx).await.id;
    let other = groups::add(&mut tx, campaign, "Group Two", false, 2)
        .await
        .expect("a group");
    tx.commit().await.expect("committed");
    let mut mine = Filed::by(&app, "official", &draft("甲")).await;
    give_back(&app, &mut mine, "reviewer", "05", "").await;
    let mut theirs = Filed::by(&app, "official", &draft("乙")).await;
    give_back(&app, &mut theirs, "reviewer", "05", "").await;
    sqlx::query("update verdicts set group_id = $1 where problem_id = $2")
        .bind(other)
        .bind(theirs.problem.id)
        .execute(app.loader())
        .await
        .expect("another group's");

    let head = app.as_("grouphead").await;
    let page = head.get("/reasons/statistics").await.expect(200);
    assert_eq!(line(&page, "05"), ["1"]);
    assert!(!page.text().contains("Group Two") && !page.text().contains("组审以外"));
    assert_eq!(rows(&head, "/reasons/statistics/returns").await, 1);
    let forged = head
        .get(&format!("/reasons/statistics/returns?group={other}"))
        .await
        .expect(200);
    assert!(forged.has(".zg-empty"), "{}", forged.text());
    let office = app
        .as_("office")
        .await
        .get("/reasons/statistics")
        .await
        .expect(200);
    assert_eq!(line(&office, "05"), ["1", "1", "0", "2"], "in official order");
    app.as_("reviewer")
        .await
        .get("/reasons/statistics")
        .await
        .expect(403);
}

#[tokio::test]
async fn a_past_day_shows_what_had_been_given_and_not_revoked_by_then() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("甲")).await;
    give_back(&app, &mut filed, "reviewer", "05", "").await;
    app.pass(TimeDelta::days(1)).await;
    revoke(&app, &filed).await;
    let office = app.as_("office").await;
    let now = office.get("/reasons/statistics").await.expect(200);
    assert_eq!(line(&now, "05"), ["0", "0", "0"]);
    let then = office
        .get("/reasons/statistics?as_of=2018-09-25")
        .await
        .expect(200);
    assert_eq!(line(&then, "05"), ["1", "0", "1"]);
    assert!(then.text().contains("截至 9月25日 24:00"), "{}", then.text());
    let href = then.attributes(".zg-given td a", "href").remove(0);
    assert_eq!(rows(&office, &href).await, 1, "{href}");
    let unreadable = office
        .get("/reasons/statistics?as_of=yesterday")
        .await
        .expect(200);
    assert!(unreadable.text().contains("看不懂这个日期"));
}

#[tokio::test]
async fn words_on_guarded_texts_stand_in_no_row() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "citylead", &draft("Guarded")).await;
    give_back(&app, &mut filed, "reviewer", "05", "Secret words").await;
    for who in ["office", "officehead", "grouphead"] {
        let client = app.as_(who).await;
        let page = client.get("/reasons/statistics/returns").await.expect(200);
        assert_eq!(page.texts("table[data-list] tbody tr").len(), 1, "{who}");
        assert!(
            !page.body.contains("Secret") && !page.body.contains("改好再交"),
            "{who}"
        );
        let book = client.get("/reasons/statistics/returns.xlsx").await.expect(200);
        assert!(!format!("{:?}", texts(&book.bytes)).contains("Secret"), "{who}");
    }
}

#[tokio::test]
async fn passed_at_the_first_submission_is_n_of_all_at_each_level() {
    let app = TestApp::small().await;
    let yes = Decision::approval("");
    let good = Filed::by(&app, "official", &draft("甲")).await;
    good.rule(&app, "reviewer", &yes).await.expect("approved");
    let mut twice = Filed::by(&app, "official", &draft("乙")).await;
    give_back(&app, &mut twice, "reviewer", "05", "").await;
    app.pass(TimeDelta::hours(1)).await;
    twice.submit(&app, &draft("乙，改过")).await;
    twice.rule(&app, "reviewer", &yes).await.expect("approved");
    let mut open = Filed::by(&app, "cadre", &draft("丙")).await;
    give_back(&app, &mut open, "reviewer", "05", "").await;
    // The leader refuses to sign what was approved: no return of a reading.
    sqlx::query(
        "insert into verdicts (tenant_id, id, problem_id, revision, stage, verdict, reason_count, account_id, at)
         select tenant_id, gen_random_uuid(), id, revision, 'leader', 'returned', 1, gen_random_uuid(), updated_at
         from problems where id = $1",
    )
    .bind(good.problem.id)
    .execute(app.loader())
    .await
    .expect("refused");

    let office = app.as_("office").await;
    let page = office.get("/reasons/statistics").await.expect(200);
    let levels = page.texts("section[aria-labelledby=first-h] tbody tr");
    let group = levels
        .iter()
        .find(|row| row.contains("组审"))
        .expect("the group's level");
    assert!(group.contains("1 / 3") && group.contains("33.3%"), "{levels:?}");
    assert!(
        !levels.iter().any(|row| row.contains("分管领导审阅")),
        "{levels:?}"
    );
    for (first, n) in [("&first=1", 1), ("&first=0", 2), ("", 3)] {
        assert_eq!(
            rows(&office, &format!("/reasons/statistics/levels?stage=group{first}")).await,
            n
        );
    }
    let book = office
        .get("/reasons/statistics/levels.xlsx?stage=group&first=0")
        .await
        .expect(200);
    assert_eq!(texts(&book.bytes).len(), 4);
}
