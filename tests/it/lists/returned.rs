//! What comes back, where its reasons show, and what goes out again.

use chrono::TimeDelta;
use zhenggai::domain::review::{Decision, GivenReason, Ruling};

use super::{problems, revisions};
use crate::review::filed::{Filed, draft};
use crate::support::TestApp;

fn reason(code: &str, field: &str, quote: &str, words: &str) -> GivenReason {
    GivenReason {
        code: code.to_owned(),
        field: field.to_owned(),
        quote: quote.to_owned(),
        words: words.to_owned(),
    }
}

async fn give_back(app: &TestApp, filed: &mut Filed, ruling: Ruling, reasons: Vec<GivenReason>) {
    app.pass(TimeDelta::hours(1)).await;
    let decision = Decision {
        ruling,
        words: "改好再交".to_owned(),
        reasons,
    };
    filed.problem = filed.rule(app, "reviewer", &decision).await.expect("given back");
}

#[tokio::test]
async fn each_reason_stands_at_the_field_it_means() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("甲")).await;
    let reasons = vec![
        reason("05", "manifestation", "有时存在", "写清几件"),
        reason("08", "causes.0", "", "主观在哪里"),
        reason("10", "measures.0", "", "怎么检验"),
        reason("11", "responsibility", "", "几月几日"),
    ];
    give_back(&app, &mut filed, Ruling::Returned, reasons).await;
    let official = app.as_("official").await;
    let page = official.get(&filed.path("edit")).await.expect(200);
    for (note, words) in [
        ("#f-manifestation-note", "写清几件"),
        ("#f-causes-0-text-note", "主观在哪里"),
        ("#f-measures-0-text-note", "怎么检验"),
        ("#f-responsibility-note", "几月几日"),
    ] {
        let said = page.texts(note);
        assert!(said.len() == 1 && said[0].contains(words), "{note}: {said:?}");
    }
    assert_eq!(page.texts(".zg-note").len(), 4);
    assert_eq!(page.texts("mark.zg-hit"), ["有时存在"]);
    let described = page.attributes("#f-manifestation", "aria-describedby").join(" ");
    assert!(described.contains("f-manifestation-note"), "{described}");
    for href in page.attributes(".zg-flash[role=note] a", "href") {
        assert!(page.has(&href), "{href} leads nowhere");
    }
    assert!(page.text().contains("改好再交") && page.text().contains("退回修改"));
    let mine = official.get("/my").await.expect(200).text();
    assert!(
        mine.contains("05 大而化之") && mine.contains("4 条理由"),
        "{mine}"
    );
}

#[tokio::test]
async fn a_resubmission_keeps_both_revisions_and_shows_what_changed() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("第一稿的题目")).await;
    let (id, first) = (filed.id(), revisions(&app, &filed.id()).await);
    give_back(
        &app,
        &mut filed,
        Ruling::Returned,
        vec![reason("05", "title", "", "")],
    )
    .await;
    let official = app.as_("official").await;
    let submission = filed.path("submission");
    let form = official
        .get(&filed.path("edit"))
        .await
        .expect(200)
        .form(&submission);
    assert_eq!(
        form.value("title"),
        Some("第一稿的题目"),
        "nothing is to be typed twice"
    );
    let form = form.set("title", "第二稿的题目").set("do", "submit");
    official.submit(form).await.redirected();

    let both = revisions(&app, &id).await;
    assert_eq!(both.len(), 2);
    assert_eq!(both[0], first[0], "the first stays as it was");
    assert!(both[1].2 && both[1].1.contains("第二稿的题目"));
    assert_eq!(problems(&app).await[0].1, "submitted");
    for who in ["official", "reviewer", "leader"] {
        let page = app
            .as_(who)
            .await
            .get(&format!("/problems/{id}/revisions/2"))
            .await
            .expect(200);
        let (gone, new) = (page.texts("del").concat(), page.texts("ins").concat());
        assert!(gone.ends_with('一') && new.ends_with('二'), "{who}: {gone} {new}");
        assert!(
            page.attributes("a", "href")
                .contains(&format!("/problems/{id}/revisions/1"))
        );
    }
    assert_eq!(
        official.get(&format!("/problems/{id}/revisions/3")).await.status,
        404
    );
    assert_eq!(
        official.get(&format!("/problems/{id}/revisions/x")).await.status,
        404
    );
    // Answered: the reasons are not asked for again.
    let life = official.get(&format!("/problems/{id}")).await.expect(200).text();
    assert!(
        life.contains("提交第 2 稿") && life.contains("退回修改") && life.contains("改好再交"),
        "{life}"
    );
}

#[tokio::test]
async fn one_to_be_begun_anew_says_so() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("甲")).await;
    give_back(
        &app,
        &mut filed,
        Ruling::Redo,
        vec![reason("01", "title", "", "这是工作问题")],
    )
    .await;
    let page = app
        .as_("official")
        .await
        .get(&filed.path("edit"))
        .await
        .expect(200);
    assert!(page.text().contains("推倒重来") && page.text().contains("这是工作问题"));
    filed.submit(&app, &draft("乙")).await;
    assert_eq!(revisions(&app, &filed.id()).await.len(), 2);
}

#[tokio::test]
async fn records_can_not_be_changed_by_the_program() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("甲")).await;
    for sql in [
        "update revisions set content = '{}'",
        "delete from revisions",
        "update events set data = '{}'",
        "delete from events",
        "delete from problems",
        "delete from problem_spans",
        "truncate revisions",
    ] {
        let mut tx = app.tx("alpha").await;
        let refused = sqlx::query(sql).execute(&mut *tx).await.expect_err(sql);
        let code = refused
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code);
        assert_eq!(code.as_deref(), Some("42501"), "{sql}");
    }
    let mut tx = app.tx("alpha").await;
    let twice = "insert into revisions select tenant_id, problem_id, revision, '{}', digest, '', submitted_at, account_id
        from revisions";
    let refused = sqlx::query(twice)
        .execute(&mut *tx)
        .await
        .expect_err("one text per revision");
    let constraint = refused
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::constraint);
    assert_eq!(constraint, Some("revisions_pk"));
}
