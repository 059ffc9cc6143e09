//! What comes after both have signed: a correction in plain sight, more time.

use crate::axe::accessible;
use crate::chromium::Chromium;
use crate::passkeys::by_password;
use crate::support::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

async fn confirm(tab: &Tab) {
    tab.fill("#pw", PASSWORD).await;
    tab.submit(".zg-confirm .btn-primary").await;
    tab.says("已签字").await;
}

/// A problem that both have taken on, and its owner's tab.
async fn claimed(chromium: &Chromium) -> (TestApp, Filed, Tab) {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("拖着不办")).await;
    let filed = filed.claimed(&app).await;
    let official = chromium.tab(&app.url()).await;
    by_password(&official, "official").await;
    (app, filed, official)
}

async fn one(app: &TestApp, what: &str) -> String {
    let text = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select ({what})::text")));
    text.fetch_one(app.loader()).await.expect("read")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_breaks_both_signatures_in_plain_sight_and_both_sign_again() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let (app, filed, official) = claimed(&chromium).await;
    official.open(&filed.path("edit")).await;
    official.fill("#f-causes-0-text", "怕被围着问").await;
    official.submit("button[name=do][value=correct]").await;
    official.says("两人重新签字").await;
    assert_eq!(official.texts(".zg-change ins").await.concat(), "被围着问");
    accessible(&official).await;
    official.fill("#reason", "原因没有找准").await;
    official.submit("main form .btn-primary").await;
    official.says("原签字已失效").await;
    official.open(&filed.path("signatures/claim")).await;
    for said in ["签后已改动", "签字已失效", "原因没有找准"] {
        official.says(said).await;
    }
    accessible(&official).await;
    // On paper stands all of what is signed, and nothing that is pressed.
    official.on_paper(true).await;
    let printed = "[...document.querySelectorAll('.zg-doc tr, .zg-sums, .zg-sign')].every((part) => part.offsetHeight > 0)";
    assert!(official.eval::<bool>(printed).await);
    assert!(
        official
            .eval::<bool>("document.querySelector('.zg-confirm').offsetHeight === 0")
            .await
    );
    official.on_paper(false).await;
    official.dark(false).await;
    confirm(&official).await;

    let leader = chromium.tab(&app.url()).await;
    by_password(&leader, "leader").await;
    leader.open("/to-sign").await;
    leader.submit("main table a").await;
    for said in ["签后已改动", "原因没有找准"] {
        leader.says(said).await;
    }
    assert_eq!(leader.texts(".zg-since ins").await.concat(), "被围着问");
    confirm(&leader).await;
    let state = format!(
        "select state || ' ' || revision from problems where id = '{}'",
        filed.id()
    );
    assert_eq!(one(&app, &state).await, "claimed 2");
    assert_eq!(one(&app, "select count(*) from signatures").await, "4");
    assert_eq!(one(&app, "select count(*) from signature_breaks").await, "2");
    for tab in [official, leader] {
        assert!(tab.faults().is_empty(), "{:?}", tab.faults());
    }
    chromium.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_time_is_asked_for_and_granted_by_leader_and_office() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let (app, filed, official) = claimed(&chromium).await;
    official.open(&filed.path("extension")).await;
    accessible(&official).await;
    official.pick_day("#due_on", "2018-11-01").await;
    official.fill("#reason", "等上级批复").await;
    official.fill("#progress", "已报三次").await;
    official.submit("form[action$='/extension'] .btn-primary").await;
    official.open(&filed.path("extension")).await;
    official.says("已有一份延期申请等着审批").await;
    let due = format!("select due_on from problems where id = '{}'", filed.id());
    for (who, before) in [("leader", "2018-10-20"), ("office", "2018-10-20")] {
        assert_eq!(one(&app, &due).await, before);
        let tab = chromium.tab(&app.url()).await;
        by_password(&tab, who).await;
        tab.open("/extensions").await;
        tab.submit(".zg-head .btn-primary").await;
        tab.says("等上级批复").await;
        accessible(&tab).await;
        tab.submit("button[name=verdict][value=approve]").await;
        assert!(tab.faults().is_empty(), "{:?}", tab.faults());
    }
    assert_eq!(one(&app, &due).await, "2018-11-01");
    assert_eq!(one(&app, "select count(*) from signature_breaks").await, "0");
    official.open(&format!("/problems/{}", filed.id())).await;
    official.says("活动办批准延期").await;
    assert!(official.faults().is_empty(), "{:?}", official.faults());
    chromium.stop().await;
}
