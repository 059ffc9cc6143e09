//! What the cockpit's script is answered: by what stands, within the lot, and only to whom the page was drawn for.

use zhenggai::domain::lists::State;
use zhenggai::kernel::ids::ActId;

use super::filed::{Filed, draft};
use crate::support::taken::{take, township};
use crate::support::{Client, Page, TestApp};

/// What the cockpit's script posts.
pub(super) async fn send(client: &Client, path: &str, fields: &[(String, String)]) -> Page {
    let request = client
        .request(reqwest::Method::POST, path)
        .header("x-zg-script", "1");
    client.send(request.form(fields)).await
}

fn said(page: &Page) -> serde_json::Value {
    serde_json::from_str(&page.body).expect("JSON")
}

#[tokio::test]
async fn the_same_act_with_another_verdict_is_answered_by_what_stands_and_stays_in_the_lot() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let next = Filed::by(&app, "official", &draft("乙")).await;
    take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    // Outside the lot, and before it in the queue or behind it.
    Filed::by(&app, "cadre", &draft("丙")).await;
    let reviewer = app.as_("reviewer").await;
    let page = reviewer.get(&filed.review("")).await.expect(200);
    let form = page.form(&filed.verdicts());
    let approved = form.clone().set("verdict", "approved");
    let first = said(
        &send(&reviewer, &filed.verdicts(), approved.fields())
            .await
            .expect(200),
    );
    assert_eq!(first["next"], next.review(""));
    let returned = form.set("verdict", "returned").add("reason", "05");
    let again = said(
        &send(&reviewer, &filed.verdicts(), returned.fields())
            .await
            .expect(200),
    );
    assert!(
        again["said"].as_str().is_some_and(|said| said.contains("已通过")),
        "{again}"
    );
    assert_eq!(again["next"], next.review(""), "it goes on in the lot");
    assert_eq!(
        (filed.verdict_count(&app).await, filed.now(&app).await.state),
        (1, State::AwaitingOwner)
    );

    let undo = &first["undo"];
    let fields = [
        ("act_id".to_owned(), ActId::fresh().to_string()),
        (
            "verdict".to_owned(),
            undo["verdict"].as_str().expect("which").to_owned(),
        ),
    ];
    send(&reviewer, undo["to"].as_str().expect("where"), &fields)
        .await
        .expect(200);
    let late = said(
        &send(&reviewer, &filed.verdicts(), approved.fields())
            .await
            .expect(200),
    );
    assert!(
        late["undo"].is_null() && !late["said"].as_str().unwrap_or_default().contains("已通过"),
        "{late}"
    );
    assert_eq!(filed.now(&app).await.state, State::Submitted);
}

#[tokio::test]
async fn a_page_that_was_drawn_for_somebody_else_acts_for_nobody() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let (reviewer, head) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let page = reviewer.get(&filed.review("")).await.expect(200);
    let form = page.form(&filed.verdicts()).set("verdict", "approved");
    let mut fields = form.fields().to_vec();
    fields.push(("who".to_owned(), app.cast.member("reviewer").account.to_string()));
    let other = send(&head, &filed.verdicts(), &fields).await;
    assert_eq!((other.status, filed.verdict_count(&app).await), (401, 0));
    send(&reviewer, &filed.verdicts(), &fields).await.expect(200);
    assert_eq!(filed.verdict_count(&app).await, 1);
}
