//! What a verdict asks for and what it does.

use zhenggai::domain::campaigns::Stage;
use zhenggai::domain::lists::State;
use zhenggai::domain::review::{Decision, GivenReason, Ruling, store};

use super::filed::{Filed, draft};
use crate::support::TestApp;

fn returned(code: &str, field: &str, quote: &str) -> Decision {
    Decision {
        ruling: Ruling::Returned,
        words: String::new(),
        reasons: vec![GivenReason {
            code: code.to_owned(),
            field: field.to_owned(),
            quote: quote.to_owned(),
            words: "请改".to_owned(),
        }],
    }
}

#[tokio::test]
async fn an_approval_at_the_last_stage_asks_for_the_owners_signature() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    filed
        .rule(&app, "reviewer", &Decision::approval(""))
        .await
        .expect("approved");
    let now = filed.now(&app).await;
    assert_eq!((now.state, now.stage), (State::AwaitingOwner, None));
    assert_eq!(now.approved_at, Some(app.clock.now()));
    assert_eq!(
        filed.acts(&app).await,
        ["problem.started", "problem.submitted", "problem.approved"]
    );
}

#[tokio::test]
async fn an_approval_before_the_last_stage_goes_on_along_the_route() {
    let app = TestApp::small().await;
    sqlx::query(
        "insert into routes (tenant_id, campaign_id, tier, position, stage) values ($1, $2, 'township', 2, 'form')",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.campaigns["alpha"])
    .execute(app.loader())
    .await
    .expect("a longer route");
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let now = filed
        .rule(&app, "reviewer", &Decision::approval(""))
        .await
        .expect("approved");
    assert_eq!((now.state, now.stage), (State::Submitted, Some(Stage::Form)));
    assert_eq!((now.approved_at, now.rest_of_route.len()), (None, 0));
    // Past the group's stage it is not the group's any more.
    let again = Filed {
        problem: now,
        ..filed
    };
    let refused = again.rule(&app, "reviewer", &Decision::approval("")).await;
    assert_eq!(refused.expect_err("refused"), "Refused(NotYours)");
}

#[tokio::test]
async fn a_return_keeps_reasons_and_can_be_read_back() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let decision = Decision {
        ruling: Ruling::Redo,
        ..returned("05", "manifestation", "重 转办")
    };
    filed.rule(&app, "reviewer", &decision).await.expect("given back");
    let now = filed.now(&app).await;
    assert_eq!((now.state, now.stage, now.approved_at), (State::Redo, None, None));
    let mut tx = app.tx("alpha").await;
    let verdicts = store::of_problem(&mut tx, now.id).await.expect("read");
    assert_eq!(verdicts.len(), 1);
    assert_eq!((verdicts[0].verdict, verdicts[0].revision), (Ruling::Redo, 1));
    assert_eq!(verdicts[0].group_name.as_deref(), Some("Group One"));
    assert_eq!(verdicts[0].reasons[0].quote, "重转办");
    assert_eq!(
        filed.acts(&app).await.last().map(String::as_str),
        Some("problem.sent_to_redo")
    );
    let twice = filed.rule(&app, "reviewer", &Decision::approval("")).await;
    assert_eq!(twice.expect_err("refused"), "Stale");
}

#[tokio::test]
async fn a_return_without_reason_or_with_a_wrong_one_is_drawn_again_with_what_was_typed() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let reviewer = app.as_("reviewer").await;
    let form = || async {
        let page = reviewer.get(&filed.review("")).await.expect(200);
        page.form(&filed.verdicts())
    };
    let bare = form().await.set("verdict", "returned").set("words", "说不清理由");
    let page = reviewer.submit(bare).await.expect(422);
    assert!(page.text().contains("请至少选一条理由"));
    assert_eq!(page.form(&filed.verdicts()).value("words"), Some("说不清理由"));

    let misquoted = form()
        .await
        .set("verdict", "redo")
        .add("reason", "10")
        .set("field-10", "measures.0")
        .set("quote-10", "没有写过的话");
    let page = reviewer.submit(misquoted).await.expect(422);
    assert!(page.has("#r10[checked]") && page.has("[name='quote-10'][aria-invalid]"));
    assert_eq!(
        page.form(&filed.verdicts()).value("quote-10"),
        Some("没有写过的话")
    );

    let reasoned = form().await.set("verdict", "approved").add("reason", "05");
    let page = reviewer.submit(reasoned).await.expect(422);
    assert!(page.text().contains("通过不带理由"));
    let forged = form().await.set("verdict", "returned").add("reason", "99");
    assert!(
        reviewer
            .submit(forged)
            .await
            .expect(422)
            .text()
            .contains("理由库里没有")
    );
    assert_eq!(filed.verdict_count(&app).await, 0);
    assert_eq!(filed.now(&app).await.state, State::Submitted);
}

#[tokio::test]
async fn the_same_act_sent_twice_counts_once() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let reviewer = app.as_("reviewer").await;
    let page = reviewer.get(&filed.review("")).await.expect(200);
    let form = page.form(&filed.verdicts()).set("verdict", "approved");
    reviewer.submit(form.clone()).await.redirected();
    let to = reviewer.submit(form).await.redirected();
    assert_eq!(to, "/review");
    assert!(reviewer.get(&to).await.text().contains("没有重复办理"));
    assert_eq!(filed.verdict_count(&app).await, 1);
    // Whoever comes back to a decided entry reads it instead.
    assert_eq!(
        reviewer.get(&filed.review("")).await.redirected(),
        format!("/problems/{}", filed.id())
    );
}

#[tokio::test]
async fn of_two_reviewers_at_one_entry_the_second_sees_both_rulings() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let (one, two) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let seen = two.get(&filed.review("")).await.expect(200);
    let page = one.get(&filed.review("")).await.expect(200);
    let form = page.form(&filed.verdicts()).set("verdict", "returned");
    let form = form.add("reason", "05").set("words", "请写具体");
    one.submit(form).await.redirected();

    let late = seen.form(&filed.verdicts()).set("verdict", "approved");
    let late = late.set("words", "可以了");
    let conflict = two.submit(late).await.expect(409);
    let text = conflict.text();
    for word in ["审核通过", "退回修改", "可以了", "请写具体"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert_eq!(filed.verdict_count(&app).await, 1);
}

#[tokio::test]
async fn in_english_only_what_was_filed_is_chinese() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("甲")).await;
    filed
        .rule(&app, "reviewer", &returned("10", "measures.0", ""))
        .await
        .expect("returned");
    let mut again = draft("甲");
    "怕被围着问".clone_into(&mut again.causes[0].text);
    "每周到窗口一次".clone_into(&mut again.measures[0].text);
    again.due = again.measures[0].due.clone();
    filed.submit(&app, &again).await;
    for (who, path) in [
        ("reviewer", filed.review("")),
        ("official", filed.path("revisions/2")),
    ] {
        let page = app.as_(who).await.in_english().get(&path).await.expect(200);
        let text = page.text();
        for word in [
            "主观",
            "整改目标",
            "完成时限",
            "责任人",
            "责任单位",
            "整改时限",
            "：",
        ] {
            assert!(!text.contains(word), "{who} {path} {word}: {text}");
        }
        assert!(
            text.contains("Goal: ") && text.contains("被围着问"),
            "{who}: {text}"
        );
    }
}
