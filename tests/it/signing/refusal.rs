//! A leader who does not sign says why.

use zhenggai::domain::lists::State;
use zhenggai::domain::signing::Purpose;

use super::stored;
use crate::review::filed::{Filed, draft};
use crate::support::TestApp;

#[tokio::test]
async fn refusing_a_claim_is_a_return_with_its_reason_at_the_field() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    filed.sign(&app, "official", Purpose::Claim).await;
    let leader = app.as_("leader").await;
    let page = leader.get(&filed.path("signatures/claim")).await.expect(200);
    let refusal = page
        .form(&filed.path("refusals"))
        .set("words", "三条措施都没有数");
    let bare = leader.submit(refusal.clone()).await.expect(422);
    assert!(bare.has("#code[aria-invalid]"), "{}", bare.text());
    assert_eq!(
        bare.form(&filed.path("refusals")).value("words"),
        Some("三条措施都没有数")
    );
    assert_eq!(filed.now(&app).await.state, State::AwaitingLeader);

    let given = refusal.set("code", "10").set("field", "measures.0");
    assert_eq!(leader.submit(given).await.redirected(), "/to-sign");
    let now = filed.now(&app).await;
    assert_eq!((now.state, now.approved_at), (State::Returned, None));
    let [owners] = &stored(&app, &filed).await[..] else {
        panic!("the owner's signature alone")
    };
    assert!(
        owners
            .broken
            .as_deref()
            .is_some_and(|why| why.contains("措施空泛")),
        "{:?}",
        owners.broken
    );
    let official = app.as_("official").await;
    let edit = official.get(&filed.path("edit")).await.expect(200);
    let note = edit.texts("#f-measures-0-text-note").concat();
    assert!(note.contains("措施空泛"), "{note}");
    assert!(
        edit.text().contains("分管领导") && edit.text().contains("三条措施都没有数"),
        "{}",
        edit.text()
    );
    // It goes the whole way again.
    filed.submit(&app, &draft("乙")).await;
    assert_eq!(filed.now(&app).await.state, State::Submitted);
    let filed = filed.approved(&app).await;
    filed.sign(&app, "official", Purpose::Claim).await;
    filed.sign(&app, "leader", Purpose::Claim).await;
    assert_eq!(filed.now(&app).await.state, State::Claimed);
}

#[tokio::test]
async fn refusing_a_completion_sends_it_back_and_the_claim_stands() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .claimed(&app)
        .await;
    filed.report(&app, "差不多了").await;
    filed.sign(&app, "official", Purpose::Complete).await;
    let leader = app.as_("leader").await;
    let page = leader.get(&filed.path("signatures/complete")).await.expect(200);
    let refusal = page.form(&filed.path("refusals"));
    let bare = leader.submit(refusal.clone().set("words", " ")).await.expect(422);
    assert!(bare.has("#words[aria-invalid]"));
    leader
        .submit(refusal.set("words", "没有回访记录"))
        .await
        .redirected();
    let now = filed.now(&app).await;
    assert_eq!(
        (now.state, now.rectification.as_deref()),
        (State::Claimed, Some("sent_back"))
    );
    let all = stored(&app, &filed).await;
    let broken: Vec<_> = all
        .iter()
        .map(|s| (s.purpose.as_str(), s.broken.as_deref()))
        .collect();
    assert_eq!(
        broken,
        [
            ("claim", None),
            ("claim", None),
            ("complete", Some("没有回访记录"))
        ]
    );
    let desk = app
        .as_("official")
        .await
        .get(&filed.path("completion"))
        .await
        .expect(200);
    assert!(
        desk.text().contains("没有回访记录")
            && desk.form(&filed.path("completion")).value("outcome") == Some("差不多了")
    );
}

#[tokio::test]
async fn only_the_leader_refuses_and_only_while_it_is_theirs_to_sign() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let version = || async { filed.now(&app).await.version.to_string() };
    let refuse = |who: &'static str, purpose: &'static str, version: String| {
        let (app, path) = (&app, filed.path("refusals"));
        async move {
            let fields = [
                ("purpose", purpose),
                ("code", "10"),
                ("field", "title"),
                ("words", "不行"),
                ("version", &version),
            ];
            app.as_(who).await.post(&path, &fields).await.status
        }
    };
    // Not yet: the owner has not signed.
    assert_eq!(refuse("leader", "claim", version().await).await, 422);
    filed.sign(&app, "official", Purpose::Claim).await;
    assert_eq!(refuse("official", "claim", version().await).await, 403);
    assert_eq!(refuse("reviewer", "claim", version().await).await, 403);
    assert_eq!(refuse("leader@beta", "claim", version().await).await, 404);
    assert_eq!(refuse("leader", "complete", version().await).await, 422);
    assert_eq!(refuse("leader", "neither", version().await).await, 422);
    assert_eq!(refuse("leader", "claim", "1".to_owned()).await, 409);
    filed.sign(&app, "leader", Purpose::Claim).await;
    assert_eq!(
        refuse("leader", "claim", version().await).await,
        422,
        "signed is signed"
    );
    assert_eq!(filed.now(&app).await.state, State::Claimed);
}
