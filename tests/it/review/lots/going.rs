//! Going through a lot: nobody else rules in it, it is put back, taken back or done, and the head confirms it.

use chrono::TimeDelta;
use zhenggai::domain::review::Decision;

use super::{Filed, approve, draft, ends, holders, some, wrong};
use crate::support::taken::{lot, posted, take, township};
use crate::support::{Client, Page, TestApp};

/// Takes first submissions of Department A as a page offers them.
async fn taken(app: &TestApp, client: &Client) -> String {
    let fields = posted(township(app, "dept-a"));
    let fields = [0, 1, 2].map(|at: usize| (fields[at].0, fields[at].1.as_str()));
    let first = client.post("/lots", &fields).await.redirected();
    let page = client.get(&first).await.expect(200);
    page.attributes(".zg-lot a", "href").remove(0)
}

/// Done and of how many, as a page says it.
fn bar(page: &Page) -> (String, String) {
    let shown = |name| page.attributes("progress", name).remove(0);
    (shown("value"), shown("max"))
}

#[tokio::test]
async fn nobody_else_rules_on_what_is_held_and_is_told_who_has_it() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let (reviewer, head) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let seen = head.get(&filed.review("")).await.expect(200);
    taken(&app, &reviewer).await;

    let late = seen.form(&filed.verdicts()).set("verdict", "approved");
    let refused = head.submit(late.set("words", "可以了")).await.expect(422);
    assert!(
        refused.text().contains("这一条在 reviewer of alpha 的批次里"),
        "{}",
        refused.text()
    );
    assert_eq!(filed.verdict_count(&app).await, 0);
    assert_eq!(
        holders(&app, filed.problem.id).await.len(),
        1,
        "and it is held as before"
    );

    let page = head.get(&filed.review("")).await.expect(200);
    assert!(page.texts("[role=note]").concat().contains("reviewer of alpha"));
    assert!(
        !page.has("button[name=verdict]") && !page.has("#pass"),
        "it can only be read"
    );
    let queue = head.get("/review").await.expect(200);
    assert_eq!(queue.texts(".zg-kinds .others"), ["别人在审 1"]);
    assert_eq!(queue.texts(".zg-kinds .free"), ["可领 0"]);
    assert!(
        !queue.attributes(".zg-acts a", "href").contains(&filed.review("")),
        "nobody is led to what another has"
    );
    assert_eq!(approve(&reviewer, &filed).await.status, 303);
    assert_eq!(filed.verdict_count(&app).await, 1);
}

#[tokio::test]
async fn a_lot_says_how_far_it_is_and_ends_with_its_last() {
    let app = TestApp::small().await;
    let filed = some(&app, &["甲", "乙", "丙"]).await;
    let reviewer = app.as_("reviewer").await;
    let here = taken(&app, &reviewer).await;
    for (done, entry) in filed.iter().enumerate() {
        let page = reviewer.get(&entry.review("")).await.expect(200);
        assert_eq!(bar(&page), (done.to_string(), "3".to_owned()));
        assert!(
            page.text().contains(&format!("第 {} / 3 条", done + 1)),
            "{}",
            page.text()
        );
        let next = approve(&reviewer, entry).await.redirected();
        let expected = filed.get(done + 1).map_or(here.clone(), |next| next.review(""));
        assert_eq!(next, format!("{expected}?undo={}", entry.id()));
    }
    let page = reviewer.get(&here).await.expect(200);
    assert_eq!(bar(&page), ("3".to_owned(), "3".to_owned()));
    assert!(page.text().contains("已审完，待组长确认"), "{}", page.text());
    let list = reviewer.get("/lots").await.expect(200);
    assert_eq!(list.attributes("td a", "href"), [here]);
    assert!(
        reviewer
            .get("/review")
            .await
            .expect(200)
            .texts(".zg-mine")
            .is_empty()
    );
    assert_eq!(ends(&app).await, [Some("done".to_owned())]);
}

#[tokio::test]
async fn only_the_head_confirms_a_lot_and_never_their_own() {
    let app = TestApp::small().await;
    let filed = some(&app, &["甲", "乙"]).await;
    let (reviewer, head) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let here = taken(&app, &reviewer).await;
    let confirmations = format!("{here}/confirmations");
    approve(&reviewer, &filed[0]).await.redirected();
    head.post(&confirmations, &[]).await.expect(422);
    approve(&reviewer, &filed[1]).await.redirected();
    assert_eq!(reviewer.post(&confirmations, &[]).await.status, 403);
    assert_eq!(
        app.as_("office").await.post(&confirmations, &[]).await.status,
        403
    );

    let page = head.get(&here).await.expect(200);
    let form = page.form(&confirmations);
    assert_eq!(head.submit(form.clone()).await.redirected(), here);
    assert_eq!(
        head.submit(form).await.redirected(),
        here,
        "sent again it is done already"
    );
    head.post(&confirmations, &[]).await.expect(422);
    let page = reviewer.get(&here).await.expect(200);
    assert!(page.text().contains("grouphead of alpha 于"), "{}", page.text());

    let own = Filed::by(&app, "official", &draft("丙")).await;
    let mine = taken(&app, &head).await;
    approve(&head, &own).await.redirected();
    assert!(
        !head
            .get(&mine)
            .await
            .expect(200)
            .has(&format!("form[action='{mine}/confirmations']"))
    );
    assert_eq!(head.post(&format!("{mine}/confirmations"), &[]).await.status, 403);
}

#[tokio::test]
async fn what_was_not_reviewed_is_put_back_or_taken_back_and_free_again() {
    let app = TestApp::small().await;
    let filed = some(&app, &["甲", "乙"]).await;
    let (reviewer, head) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let here = taken(&app, &reviewer).await;
    approve(&reviewer, &filed[0]).await.redirected();
    let form = reviewer
        .get(&here)
        .await
        .expect(200)
        .form(&format!("{here}/ends"));
    assert_eq!(reviewer.submit(form.clone()).await.redirected(), "/review");
    assert!(
        reviewer
            .get("/review")
            .await
            .text()
            .contains("没审的 1 条别人可以领")
    );
    assert_eq!(reviewer.submit(form).await.redirected(), "/review");
    assert!(holders(&app, filed[1].problem.id).await.is_empty());

    let again = taken(&app, &reviewer).await;
    assert_ne!(again, here);
    let form = head.get(&again).await.expect(200).form(&format!("{again}/ends"));
    head.submit(form).await.redirected();
    assert!(head.get("/review").await.text().contains("没审的 1 条可以另分"));
    head.post(&format!("{again}/ends"), &[]).await.expect(422);
    let back = ["given_back", "taken_back"].map(|how| Some(how.to_owned()));
    assert_eq!(ends(&app).await, back);
    let theirs = take(&app, "grouphead", township(&app, "dept-a"))
        .await
        .expect("free");
    assert_eq!((theirs.entries, theirs.first), (1, filed[1].problem.id));
    // Nobody but the head takes another's back.
    assert_eq!(
        reviewer
            .post(&format!("/lots/{}/ends", theirs.id), &[])
            .await
            .status,
        403
    );
    assert_eq!(wrong(&app).await, [""; 0]);
}

#[tokio::test]
async fn who_is_moved_out_keeps_no_lot_open_and_waits_again_when_they_come_back() {
    let app = TestApp::small().await;
    let stays = Filed::by(&app, "official", &draft("甲")).await;
    let leaves = Filed::by(&app, "colleague", &draft("乙")).await;
    let (reviewer, office) = (app.as_("reviewer").await, app.as_("office").await);
    let here = taken(&app, &reviewer).await;
    app.pass(TimeDelta::minutes(1)).await;
    let person = format!("/people/{}", app.cast.person("colleague"));
    let aside = format!("{person}/aside");
    office.post(&aside, &[("why", "retired")]).await.redirected();

    let page = reviewer.get(&here).await.expect(200);
    assert_eq!(bar(&page), ("1".to_owned(), "2".to_owned()), "{}", page.text());
    let next = approve(&reviewer, &stays).await.redirected();
    assert_eq!(next, format!("{here}?undo={}", stays.id()));
    assert_eq!(ends(&app).await, [Some("done".to_owned())]);
    assert_eq!(wrong(&app).await, [""; 0]);
    app.pass(TimeDelta::minutes(1)).await;
    office.post(&format!("{person}/return"), &[]).await.redirected();
    let theirs = take(&app, "grouphead", township(&app, "dept-a"))
        .await
        .expect("free");
    assert_eq!(theirs.first, leaves.problem.id);
}

#[tokio::test]
async fn a_later_submission_is_of_another_lot() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("甲")).await;
    let first = take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    let no = Decision {
        ruling: zhenggai::domain::review::Ruling::Returned,
        words: String::new(),
        reasons: vec![zhenggai::domain::review::GivenReason {
            code: "05".to_owned(),
            field: "title".to_owned(),
            ..Default::default()
        }],
    };
    filed.rule(&app, "reviewer", &no).await.expect("returned");
    app.pass(TimeDelta::minutes(1)).await;
    filed.submit(&app, &draft("甲，写具体了")).await;
    take(&app, "grouphead", township(&app, "dept-a"))
        .await
        .expect_err("not a first submission");
    let again = zhenggai::domain::review::lots::Kind {
        again: true,
        ..township(&app, "dept-a")
    };
    let second = take(&app, "grouphead", again).await.expect("a lot");
    assert_eq!(second.first, filed.problem.id);
    let ended = lot(&app, first.id).await;
    assert_eq!((ended.done, ended.ruled, ended.returned), (1, 1, 1));
    assert_eq!(wrong(&app).await, [""; 0]);
}
