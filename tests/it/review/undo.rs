//! Ten seconds in which whoever ruled can undo it: as if it had not been given.

use chrono::TimeDelta;
use zhenggai::domain::lists::{State, actions, store as problems};
use zhenggai::domain::review::{Decision, GivenReason, Ruling, store};
use zhenggai::domain::signing::Purpose;

use super::filed::{Filed, draft};
use crate::support::taken::{held, lot, take, township};
use crate::support::{Client, Form, Page, TestApp};

fn returned() -> Decision {
    Decision {
        ruling: Ruling::Returned,
        words: "请写具体".to_owned(),
        reasons: vec![GivenReason {
            code: "05".to_owned(),
            field: "manifestation".to_owned(),
            quote: "重转办".to_owned(),
            words: String::new(),
        }],
    }
}

/// Rules as the page offers it; gives the form by which that is undone on the page where one comes to.
async fn ruled(client: &Client, filed: &Filed, verdict: &str) -> Form {
    let page = client.get(&filed.review("")).await.expect(200);
    let form = page.form(&filed.verdicts()).set("verdict", verdict);
    let form = if verdict == "approved" {
        form
    } else {
        form.add("reason", "05")
    };
    let to = client.submit(form).await.redirected();
    assert!(to.contains("undo="), "{to}");
    client.get(&to).await.expect(200).form(&filed.path("undos"))
}

/// What whoever just ruled would send, page or no page.
async fn send(app: &TestApp, client: &Client, filed: &Filed) -> Page {
    let mut tx = app.tx("alpha").await;
    let given = store::last_given(&mut tx, filed.problem.id).await.expect("read");
    let verdict = given.expect("a verdict").id.to_string();
    drop(tx);
    client.post(&filed.path("undos"), &[("verdict", &verdict)]).await
}

async fn standing(app: &TestApp, filed: &Filed) -> usize {
    let mut tx = app.tx("alpha").await;
    let all = store::of_problem(&mut tx, filed.problem.id).await;
    all.expect("read").len()
}

#[tokio::test]
async fn an_undone_return_counts_nowhere_and_its_entry_waits_again() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲事推来推去")).await;
    let (reviewer, official) = (app.as_("reviewer").await, app.as_("official").await);
    let before = official.get("/my").await.text();
    app.pass(TimeDelta::seconds(30)).await;
    let form = ruled(&reviewer, &filed, "returned").await;
    assert_eq!(filed.now(&app).await.state, State::Returned);
    assert_ne!(official.get("/my").await.text(), before);

    app.pass(TimeDelta::seconds(10)).await;
    assert_eq!(reviewer.submit(form.clone()).await.redirected(), filed.review(""));
    let page = reviewer.get(&filed.review("")).await.expect(200);
    assert!(
        page.texts(".zg-flash").concat().contains("已撤销"),
        "{}",
        page.text()
    );
    let now = filed.now(&app).await;
    assert_eq!(
        (now.state, now.stage, now.approved_at),
        (State::Submitted, filed.problem.stage, None)
    );
    assert_eq!(
        (standing(&app, &filed).await, filed.verdict_count(&app).await),
        (0, 1),
        "kept, but it doesn't hold"
    );
    assert_eq!(
        official.get("/my").await.text(),
        before,
        "as if nothing had happened"
    );
    let life = official
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200);
    let steps = life.texts(".zg-life").concat();
    for word in ["退回", "撤销", "05", "reviewer", "建立草稿建立草稿"] {
        assert!(!steps.contains(word), "{word}: {steps}");
    }
    assert_eq!(life.texts(".zg-life li").len(), 2, "begun and submitted: {steps}");
    let rows = app
        .as_("office")
        .await
        .get("/figures/rows?figure=waiting_review")
        .await
        .expect(200);
    assert!(rows.text().contains(&filed.problem.number), "{}", rows.text());
    assert_eq!(
        filed.acts(&app).await[2..],
        ["problem.returned", "problem.verdict_undone"],
        "the ledger knows both"
    );
    // Sent again it counts once; whoever thinks better of it rules again.
    assert_eq!(reviewer.submit(form).await.redirected(), filed.review(""));
    assert_eq!(filed.acts(&app).await.len(), 4);
    ruled(&reviewer, &filed, "approved").await;
    assert_eq!(filed.now(&app).await.state, State::AwaitingOwner);
}

#[tokio::test]
async fn an_undone_approval_stands_in_its_lot_again() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let (reviewer, head) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let mine = take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    let form = ruled(&reviewer, &filed, "approved").await;
    assert!(lot(&app, mine.id).await.ended.is_some());
    reviewer.submit(form).await.redirected();
    let again = lot(&app, mine.id).await;
    assert_eq!(
        (again.ended, again.entries, again.done, again.ruled),
        (None, 1, 0, 0)
    );
    assert_eq!(held(&app, mine.id).await.len(), 1);
    assert_eq!(filed.now(&app).await.approved_at, None);

    // Once the head has confirmed the lot it is for the head to revoke.
    let form = ruled(&reviewer, &filed, "approved").await;
    head.post(&format!("/lots/{}/confirmations", mine.id), &[])
        .await
        .redirected();
    reviewer.submit(form).await.expect(422);
    assert_eq!(filed.now(&app).await.state, State::AwaitingOwner);
    assert_eq!(standing(&app, &filed).await, 1);
}

#[tokio::test]
async fn whoever_ruled_in_a_lot_that_another_left_does_not_lose_it_by_undoing() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    Filed::by(&app, "official", &draft("乙")).await;
    take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    app.pass(TimeDelta::hours(2) + TimeDelta::seconds(1)).await;
    let head = app.as_("grouphead").await;
    let form = ruled(&head, &filed, "approved").await;
    head.submit(form).await.redirected();
    ruled(&head, &filed, "returned").await;
    assert_eq!(standing(&app, &filed).await, 1);
}

#[tokio::test]
async fn after_ten_seconds_or_by_another_nothing_is_undone() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let (reviewer, head) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let form = ruled(&reviewer, &filed, "returned").await;
    for (who, status) in [
        ("grouphead", 403),
        ("official", 403),
        ("office", 403),
        ("reviewer@beta", 404),
    ] {
        let client = app.as_(who).await;
        assert_eq!(send(&app, &client, &filed).await.status, status, "{who}");
    }
    let undos = format!("form[action='{}']", filed.path("undos"));
    let there = format!("/review?undo={}", filed.id());
    assert!(!head.get(&there).await.expect(200).has(&undos));
    assert!(reviewer.get(&there).await.expect(200).has(&undos));
    app.pass(TimeDelta::seconds(11)).await;
    let late = reviewer.submit(form).await.expect(422);
    assert!(late.text().contains("撤销的时间已过"), "{}", late.text());
    assert!(!reviewer.get(&there).await.expect(200).has(&undos));
    assert_eq!(filed.now(&app).await.state, State::Returned);
    assert_eq!(
        (standing(&app, &filed).await, filed.acts(&app).await.len()),
        (1, 3)
    );
}

#[tokio::test]
async fn what_the_owner_went_on_with_is_not_undone() {
    let app = TestApp::small().await;
    let reviewer = app.as_("reviewer").await;
    // A returned draft that was saved.
    let saved = Filed::by(&app, "official", &draft("甲")).await;
    saved.rule(&app, "reviewer", &returned()).await.expect("returned");
    app.pass(TimeDelta::seconds(2)).await;
    let mut tx = app.tx("alpha").await;
    let now = problems::find(&mut tx, saved.problem.id)
        .await
        .expect("read")
        .expect("there");
    let at = (now.version, None);
    let typed = draft("甲，正在改");
    actions::keep(&mut tx, &now, &saved.actor, at, &typed, app.clock.now())
        .await
        .expect("kept");
    tx.commit().await.expect("committed");
    let refused = send(&app, &reviewer, &saved).await.expect(422);
    assert!(refused.text().contains("状态已经变了"), "{}", refused.text());
    assert_eq!(saved.now(&app).await.state, State::Returned);
    // One that was submitted again.
    let mut again = Filed::by(&app, "official", &draft("乙")).await;
    again.rule(&app, "reviewer", &returned()).await.expect("returned");
    app.pass(TimeDelta::seconds(2)).await;
    again.submit(&app, &draft("乙，写具体了")).await;
    send(&app, &reviewer, &again).await.expect(422);
    assert_eq!(again.now(&app).await.revision, 2);
    // An approved one that was signed.
    let signed = Filed::by(&app, "official", &draft("丙"))
        .await
        .approved(&app)
        .await;
    signed.sign(&app, "official", Purpose::Claim).await;
    send(&app, &reviewer, &signed).await.expect(422);
    assert_eq!(signed.now(&app).await.state, State::AwaitingLeader);
}

#[tokio::test]
async fn a_script_is_told_what_it_needs_and_twice_the_same() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let reviewer = app.as_("reviewer").await;
    let page = reviewer.get(&filed.review("")).await.expect(200);
    let form = page.form(&filed.verdicts()).set("verdict", "approved");
    let send = |path: String, fields: Vec<(String, String)>| {
        let request = reviewer
            .request(reqwest::Method::POST, &path)
            .header("x-zg-script", "1");
        reviewer.send(request.form(&fields))
    };
    let answer = |page: &Page| -> serde_json::Value { serde_json::from_str(&page.body).expect("JSON") };
    let first = send(filed.verdicts(), form.fields().to_vec()).await.expect(200);
    let again = send(filed.verdicts(), form.fields().to_vec()).await.expect(200);
    assert_eq!(answer(&first), answer(&again));
    let undo = &answer(&first)["undo"];
    let to = undo["to"].as_str().expect("where").to_owned();
    let act = zhenggai::kernel::ids::ActId::fresh().to_string();
    let fields = vec![
        ("act_id".to_owned(), act),
        (
            "verdict".to_owned(),
            undo["verdict"].as_str().expect("which").to_owned(),
        ),
    ];
    let first = send(to.clone(), fields.clone()).await.expect(200);
    let again = send(to, fields).await.expect(200);
    assert_eq!(answer(&first), answer(&again));
    assert_eq!(filed.now(&app).await.state, State::Submitted);
    assert_eq!(filed.acts(&app).await.len(), 4);
}
