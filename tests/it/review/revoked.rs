//! The head of the group revokes a verdict, with a reason, until both have signed.

use chrono::TimeDelta;
use zhenggai::domain::campaigns::Stage;
use zhenggai::domain::lists::State;
use zhenggai::domain::review::{Decision, GivenReason, Ruling, lots::Kind};
use zhenggai::domain::signing::Purpose;

use super::filed::{Filed, draft, lay_route};
use crate::support::taken::{lot, take, township};
use crate::support::{Client, Page, TestApp};

async fn revoke(client: &Client, filed: &Filed, reason: &str) -> Page {
    let page = client.get(&filed.path("revocation")).await.expect(200);
    let form = page.form(&filed.path("revocations")).set("reason", reason);
    client.submit(form).await
}

/// The steps of its life as somebody reads them, the newest first.
async fn life(app: &TestApp, who: &str, filed: &Filed) -> Vec<String> {
    let page = app.as_(who).await.get(&format!("/problems/{}", filed.id())).await;
    page.expect(200).texts(".zg-life li")
}

#[tokio::test]
async fn the_head_revokes_with_a_reason_that_stands_in_its_life() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let mine = take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    let filed = filed.approved(&app).await;
    app.pass(TimeDelta::days(2)).await;
    let head = app.as_("grouphead").await;
    let page = head.get(&format!("/lots/{}", mine.id)).await.expect(200);
    let link = filed.path("revocation");
    assert!(page.attributes("td a", "href").contains(&link), "{}", page.text());
    assert_eq!(
        revoke(&head, &filed, "措施没有落到人").await.redirected(),
        format!("/problems/{}", filed.id())
    );

    let now = filed.now(&app).await;
    assert_eq!(
        (now.state, now.stage, now.approved_at),
        (State::Submitted, Some(Stage::Group), None)
    );
    let counted = lot(&app, mine.id).await;
    assert_eq!(
        (counted.ruled, counted.done),
        (0, 1),
        "it waits for whoever takes it next"
    );
    let page = head.get(&format!("/lots/{}", mine.id)).await.expect(200);
    assert!(
        page.text().contains("结论已撤销") && !page.text().contains("还没审"),
        "{}",
        page.text()
    );
    for who in ["official", "leader", "reviewer"] {
        let steps = life(&app, who, &filed).await;
        assert!(
            steps[0].contains("组长撤销审核结论") && steps[0].contains("措施没有落到人"),
            "{steps:?}"
        );
        assert!(steps[1].contains("审核通过（已撤销）"), "{steps:?}");
        assert!(
            steps
                .iter()
                .all(|step| !step.contains("grouphead") && !step.contains("reviewer of")),
            "{steps:?}"
        );
    }
    let english = app.as_("official").await.in_english();
    let page = english
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200);
    let steps = page.texts(".zg-life li");
    assert!(steps[1].contains("(revoked)"), "{steps:?}");

    // It is reviewed anew, and both verdicts are told apart.
    let again = take(&app, "grouphead", township(&app, "dept-a"))
        .await
        .expect("free");
    assert_eq!(again.first, filed.problem.id);
    let now = Filed {
        problem: filed.now(&app).await,
        ..filed
    };
    now.rule(&app, "grouphead", &Decision::approval(""))
        .await
        .expect("approved");
    let steps = life(&app, "official", &now).await;
    assert!(
        steps[0].contains("审核通过") && !steps[0].contains("已撤销"),
        "{steps:?}"
    );
    assert_eq!(now.now(&app).await.state, State::AwaitingOwner);
}

#[tokio::test]
async fn a_return_that_was_revoked_is_answered_by_nobody() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let official = app.as_("official").await;
    let before = official.get("/my").await.text();
    let no = Decision {
        ruling: Ruling::Redo,
        words: String::new(),
        reasons: vec![GivenReason {
            code: "05".to_owned(),
            field: "title".to_owned(),
            ..GivenReason::default()
        }],
    };
    filed.rule(&app, "reviewer", &no).await.expect("sent to redo");
    assert_eq!(official.get(&filed.path("edit")).await.status, 200);
    let head = app.as_("grouphead").await;
    revoke(&head, &filed, "看错了人").await.redirected();
    assert_eq!(official.get("/my").await.text(), before);
    let steps = life(&app, "official", &filed).await;
    assert!(steps[1].contains("推倒重来（已撤销）"), "{steps:?}");
    let kind = Kind {
        again: false,
        ..township(&app, "dept-a")
    };
    take(&app, "reviewer", kind)
        .await
        .expect("it waits as it was first submitted");
}

#[tokio::test]
async fn the_owners_signature_breaks_in_plain_sight() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    filed.sign(&app, "official", Purpose::Claim).await;
    app.pass(TimeDelta::minutes(1)).await;
    let head = app.as_("grouphead").await;
    let page = head.get(&filed.path("revocation")).await.expect(200);
    assert!(page.text().contains("本人已经签字"), "{}", page.text());
    revoke(&head, &filed, "措施没有落到人").await.redirected();
    assert_eq!(filed.now(&app).await.state, State::Submitted);
    let broken: Vec<Option<String>> = sqlx::query_scalar(
        "select b.reason from signatures s left join signature_breaks b on b.tenant_id = s.tenant_id and b.signature_id = s.id
         where s.problem_id = $1",
    )
    .bind(filed.problem.id)
    .fetch_all(app.loader())
    .await
    .expect("read");
    assert_eq!(broken, [Some("组长撤销了审核结论：措施没有落到人".to_owned())]);
    let steps = life(&app, "official", &filed).await;
    assert!(
        steps
            .iter()
            .any(|step| step.contains("签字作废") && step.contains("措施没有落到人")),
        "{steps:?}"
    );
    assert_eq!(
        filed.acts(&app).await[4..],
        ["problem.verdict_revoked", "signature.broken"]
    );
    // The whole way again.
    let filed = filed.claimed(&app).await;
    assert_eq!(filed.now(&app).await.state, State::Claimed);
}

#[tokio::test]
async fn what_is_wrong_with_a_revocation_is_said_and_its_words_are_kept() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let head = app.as_("grouphead").await;
    let action = filed.path("revocations");
    let bare = revoke(&head, &filed, "  ").await.expect(422);
    assert!(
        bare.has("#reason[aria-invalid]") && bare.text().contains("请写明为什么撤销"),
        "{}",
        bare.text()
    );
    let long = "长".repeat(1001);
    let kept = revoke(&head, &filed, &long).await.expect(422);
    assert_eq!(kept.form(&action).value("reason"), Some(long.as_str()));
    assert_eq!(filed.now(&app).await.state, State::AwaitingOwner);

    // The owner signed while the head was writing.
    let page = head.get(&filed.path("revocation")).await.expect(200);
    filed.sign(&app, "official", Purpose::Claim).await;
    let late = page.form(&action).set("reason", "措施没有落到人");
    let stale = head.submit(late).await.expect(409);
    assert!(stale.text().contains("措施没有落到人"), "{}", stale.text());
    assert_eq!(filed.now(&app).await.state, State::AwaitingLeader);
}

#[tokio::test]
async fn nobody_but_the_head_revokes_and_nothing_once_both_have_signed() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    for (who, status) in [
        ("reviewer", 403),
        ("official", 403),
        ("leader", 403),
        ("office", 403),
        ("officehead", 403),
        ("grouphead@beta", 404),
    ] {
        let client = app.as_(who).await;
        assert_eq!(
            client.get(&filed.path("revocation")).await.status,
            status,
            "{who}"
        );
        let fields = [("version", "3"), ("reason", "不行")];
        assert_eq!(
            client.post(&filed.path("revocations"), &fields).await.status,
            status,
            "{who}"
        );
    }
    // The head's own department is for another head.
    let own = Filed::by(&app, "otherlead", &draft("乙")).await;
    let head = app.as_("grouphead").await;
    assert_eq!(head.get(&own.path("revocation")).await.status, 403);

    let page = head.get(&filed.path("revocation")).await.expect(200);
    let form = page.form(&filed.path("revocations")).set("reason", "太晚了");
    for who in ["official", "leader"] {
        filed.sign(&app, who, Purpose::Claim).await;
    }
    assert_eq!(
        head.get(&filed.path("revocation")).await.redirected(),
        format!("/problems/{}", filed.id())
    );
    let version = filed.now(&app).await.version.to_string();
    head.submit(form.set("version", &version)).await.expect(422);
    assert_eq!(filed.now(&app).await.state, State::Claimed);
    assert!(
        !filed
            .acts(&app)
            .await
            .contains(&"problem.verdict_revoked".to_owned())
    );
}

#[tokio::test]
async fn a_revocation_goes_back_to_the_groups_stage_whatever_came_after_it() {
    let app = TestApp::small().await;
    lay_route(&app, "alpha", "township", &["group", "unit"]).await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let now = filed.now(&app).await;
    assert_eq!((now.state, now.stage), (State::Submitted, Some(Stage::Unit)));
    let head = app.as_("grouphead").await;
    revoke(&head, &filed, "措施没有落到人").await.redirected();
    let now = filed.now(&app).await;
    assert_eq!(
        (now.stage, now.rest_of_route),
        (Some(Stage::Group), vec![Stage::Unit])
    );
    let filed = Filed {
        problem: filed.now(&app).await,
        ..filed
    };
    filed
        .rule(&app, "reviewer", &Decision::approval(""))
        .await
        .expect("approved again");
    assert_eq!(filed.now(&app).await.stage, Some(Stage::Unit));
}
