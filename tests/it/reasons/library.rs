//! The library: read by whoever gives or gets reasons, looked after by the office.

use chrono::TimeDelta;

use super::{events, give_back};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

#[tokio::test]
async fn officials_read_what_each_reason_means_and_change_nothing() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/reasons").await.expect(200);
    assert_eq!(page.texts(".zg-library tbody tr").len(), 16);
    let fifth = page.texts("#r-05").concat();
    assert!(
        fifth.contains("大而化之") && fifth.contains("不够主动的现象") && fifth.contains("3趟"),
        "{fifth}"
    );
    assert!(!page.has("main form"), "nothing to change");
    official.post("/reasons", &[("label", "X")]).await.expect(403);
    app.as_("auditor").await.get("/reasons").await.expect(403);
}

#[tokio::test]
async fn the_office_adds_a_reason_once_under_the_next_digits_and_reviewers_may_give_it() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let form = office.get("/reasons").await.expect(200).form("/reasons");
    let empty = form.clone().set("bad", "含糊其辞").set("label", "  ");
    let again = office.submit(empty).await.expect(422);
    assert!(
        again.texts(".err").concat().contains("请写理由的名称"),
        "{}",
        again.text()
    );
    assert!(again.body.contains("含糊其辞"), "what was typed stays");
    let form = form
        .set("label", "查摆与民主评议不符")
        .set("good", "评议指出的三条都列了");
    assert_eq!(office.submit(form.clone()).await.redirected(), "/reasons");
    office.submit(form).await.redirected();
    assert_eq!(events(&app, "reason.added").await, 1, "a retry counts once");
    let page = office.get("/reasons").await.expect(200);
    assert!(page.texts("#r-17").concat().contains("查摆与民主评议不符"));
    let taken = page.form("/reasons").set("label", "归类不准");
    let taken = office.submit(taken).await.expect(422);
    assert!(
        taken.texts(".err").concat().contains("理由 14 已经叫这个名称"),
        "{}",
        taken.text()
    );

    let mut filed = Filed::by(&app, "official", &draft("甲")).await;
    give_back(&app, &mut filed, "reviewer", "17", "对照评议").await;
    let other = app.as_("office@beta").await.get("/reasons").await.expect(200);
    assert!(!other.has("#r-17"), "the other city's library is its own");
}

#[tokio::test]
async fn a_reason_that_was_given_keeps_its_name_and_may_get_better_examples() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("甲")).await;
    give_back(&app, &mut filed, "reviewer", "05", "").await;
    let office = app.as_("office").await;
    let form = office
        .get("/reasons?edit=05")
        .await
        .expect(200)
        .form("/reasons/changes");
    let renamed = office
        .submit(form.clone().set("label", "别的意思"))
        .await
        .expect(422);
    assert!(
        renamed.texts(".err").concat().contains("名称不再改"),
        "{}",
        renamed.text()
    );
    assert!(renamed.body.contains("别的意思"));
    office
        .submit(form.set("bad", "有的时候不太主动。"))
        .await
        .redirected();
    let page = office.get("/reasons").await.expect(200);
    let fifth = page.texts("#r-05").concat();
    assert!(
        fifth.contains("大而化之") && fifth.contains("有的时候不太主动。"),
        "{fifth}"
    );

    let free = office
        .get("/reasons?edit=06")
        .await
        .expect(200)
        .form("/reasons/changes");
    office.submit(free.set("label", "见事不见人")).await.redirected();
    assert!(
        office
            .get("/reasons")
            .await
            .texts("#r-06")
            .concat()
            .contains("见事不见人")
    );
    let forged = [
        ("act_id", "01999999-0000-7000-8000-000000000001"),
        ("code", "77"),
        ("label", "X"),
    ];
    office.post("/reasons/changes", &forged).await.expect(422);
}

#[tokio::test]
async fn a_retired_reason_is_given_no_more_stays_readable_and_comes_back() {
    let app = TestApp::small().await;
    let mut old = Filed::by(&app, "official", &draft("甲")).await;
    give_back(&app, &mut old, "reviewer", "05", "写清几件").await;
    let office = app.as_("office").await;
    let retire = |what: &'static str, id: &'static str| [("act_id", id), ("code", "05"), ("do", what)];
    let first = "01999999-0000-7000-8000-000000000002";
    office
        .post("/reasons/retirements", &retire("retire", first))
        .await
        .redirected();
    office
        .post("/reasons/retirements", &retire("retire", first))
        .await
        .redirected();
    assert_eq!(events(&app, "reason.retired").await, 1);

    app.pass(TimeDelta::hours(1)).await;
    let filed = Filed::by(&app, "official", &draft("乙")).await;
    let decision = super::back(vec![super::why("05", "title", "", "")]);
    assert!(
        filed.rule(&app, "reviewer", &decision).await.is_err(),
        "not to be chosen"
    );
    let edit = app.as_("official").await.get(&old.path("edit")).await.expect(200);
    assert!(edit.text().contains("大而化之"), "the old return reads as before");

    let second = "01999999-0000-7000-8000-000000000003";
    office
        .post("/reasons/retirements", &retire("bring_back", second))
        .await
        .redirected();
    assert!(filed.rule(&app, "reviewer", &decision).await.is_ok());
}

#[tokio::test]
async fn whoever_gets_a_reason_reads_its_example_beside_it() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("甲")).await;
    give_back(&app, &mut filed, "reviewer", "05", "写清几件").await;
    let edit = app
        .as_("official")
        .await
        .get(&filed.path("edit"))
        .await
        .expect(200);
    let note = edit.texts("#f-manifestation-note details").concat();
    assert!(note.contains("不够主动的现象") && note.contains("3趟"), "{note}");
    assert!(
        !edit.has("#f-manifestation-note details[open]"),
        "folded until it is wanted"
    );
    assert_eq!(
        edit.attributes("#f-manifestation-note details a", "href"),
        ["/reasons"]
    );
}
