//! Two windows at once, and a form that is sent twice.

use super::{acts, filled, problems, revisions};
use crate::support::{Client, TestApp};

/// A saved draft of the official's; gives the path of the problem.
async fn saved(official: &Client, title: &str) -> String {
    let page = official.get("/problems/new").await.expect(200);
    let form = filled(page.form("/problems"), title).set("do", "save");
    let edit = official.submit(form).await.redirected();
    edit.strip_suffix("/edit").expect("the form").to_owned()
}

#[tokio::test]
async fn of_two_windows_the_second_is_shown_both_texts_and_nothing_is_overwritten() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let problem = saved(&official, "原来的题目").await;
    let (edit, draft, submission) = (
        format!("{problem}/edit"),
        format!("{problem}/draft"),
        format!("{problem}/submission"),
    );
    let first = official.get(&edit).await.expect(200).form(&submission);
    let second = official.get(&edit).await.expect(200).form(&submission);
    let stored = first.set("title", "第一个窗口").set("do", "save").to(&draft);
    official.submit(stored).await.redirected();

    let second = second
        .set("title", "第二个窗口")
        .set("cause_text", "第二个窗口的原因");
    for to in [&draft, &submission] {
        let conflict = official
            .submit(second.clone().set("do", "submit").to(to))
            .await
            .expect(409);
        let versions = conflict.texts(".zg-versions").join(" ");
        for text in ["第一个窗口", "第二个窗口", "第二个窗口的原因", "怕麻烦"] {
            assert!(versions.contains(text), "{text}: {versions}");
        }
        assert!(
            !versions.contains("件件有回访"),
            "what is the same is not shown: {versions}"
        );
        assert!(conflict.attributes("a", "href").contains(&edit), "a way to go on");
    }
    let now = official.get(&edit).await.expect(200).form(&submission);
    assert_eq!(now.value("title"), Some("第一个窗口"));
    assert_eq!(problems(&app).await[0].1, "draft");
}

#[tokio::test]
async fn an_older_form_that_says_what_is_stored_is_no_conflict() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let problem = saved(&official, "同样的字").await;
    let submission = format!("{problem}/submission");
    let form = official
        .get(&format!("{problem}/edit"))
        .await
        .expect(200)
        .form(&submission);
    let save = form.clone().set("do", "save").to(&format!("{problem}/draft"));
    official.submit(save).await.redirected();
    official.submit(form.set("do", "submit")).await.redirected();
    assert_eq!(problems(&app).await[0].1, "submitted");
}

/// A page's own saving that one of its buttons overtook comes late, with nothing new.
#[tokio::test]
async fn the_same_words_once_more_make_no_other_page_stale() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let problem = saved(&official, "同样的字").await;
    let (edit, draft) = (format!("{problem}/edit"), format!("{problem}/draft"));
    let drawn = || async {
        official
            .get(&edit)
            .await
            .expect(200)
            .form(&format!("{problem}/submission"))
    };
    let (late, other) = (drawn().await, drawn().await);
    official
        .submit(late.set("do", "save").to(&draft))
        .await
        .redirected();
    let other = other.set("title", "接着写的").set("do", "save").to(&draft);
    official.submit(other).await.redirected();
    assert_eq!(drawn().await.value("title"), Some("接着写的"));
}

#[tokio::test]
async fn the_same_act_sent_twice_counts_once() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let new = official.get("/problems/new").await.expect(200).form("/problems");
    let new = new.set("title", "发了两次").set("do", "save");
    official.submit(new.clone()).await.redirected();
    let again = official.submit(new).await.redirected();
    assert!(official.get(&again).await.text().contains("没有重复办理"));
    let all = problems(&app).await;
    assert_eq!(all.len(), 1);

    let id = &all[0].0;
    let submission = format!("/problems/{id}/submission");
    let form = official
        .get(&format!("/problems/{id}/edit"))
        .await
        .expect(200)
        .form(&submission);
    let form = filled(form, "发了两次");
    // Both at once, as an impatient hand or a proxy sends them.
    let (one, two) = tokio::join!(official.submit(form.clone()), official.submit(form.clone()));
    for answer in [one, two, official.submit(form).await] {
        answer.redirected();
    }
    assert_eq!(revisions(&app, id).await.len(), 1);
    assert_eq!(acts(&app, id).await, ["problem.started", "problem.submitted"]);
}

#[tokio::test]
async fn a_form_without_an_act_or_a_version_is_refused() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let problem = saved(&official, "甲").await;
    let submission = format!("{problem}/submission");
    let form = official
        .get(&format!("{problem}/edit"))
        .await
        .expect(200)
        .form(&submission);
    let refused = official.submit(form.clone().set("act_id", "no-id")).await;
    assert_eq!(refused.status, 422);
    let refused = official.submit(form.set("version", "").set("title", "乙")).await;
    assert_eq!(refused.status, 409);
    assert_eq!(problems(&app).await[0].1, "draft");
}

/// As the page's script saves: the words of one window, by the version that it knows.
async fn saves(official: &Client, to: &str, fields: &[(&str, &str)]) -> (u16, serde_json::Value) {
    let request = official.request(reqwest::Method::POST, to);
    let answer = official
        .send(request.header("x-zg-script", "1").form(fields))
        .await;
    let said = serde_json::from_str(&answer.body).unwrap_or_default();
    (answer.status, said)
}

const ONE: &str = "00000000-0000-4000-8000-000000000001";
const OTHER: &str = "00000000-0000-4000-8000-000000000002";

#[tokio::test]
async fn a_page_whose_answer_was_lost_goes_on_and_another_window_does_not_overwrite_it() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let act = zhenggai::kernel::ids::ActId::fresh().to_string();
    let begin = |title: &'static str| {
        let fields = [
            ("act_id", act.clone()),
            ("window", ONE.to_owned()),
            ("title", title.to_owned()),
        ];
        let official = &official;
        async move {
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            saves(official, "/problems", &fields).await
        }
    };
    let (status, first) = begin("第一句").await;
    assert_eq!(status, 200);
    // That answer never came: the same act is sent again, with what was typed meanwhile.
    let (status, second) = begin("第一句，第二句").await;
    assert_eq!((status, &second["id"]), (200, &first["id"]));
    let all = problems(&app).await;
    assert_eq!(all.len(), 1);
    let id = all[0].0.clone();
    let draft = format!("/problems/{id}/draft");
    let old = first["version"].to_string();
    let (status, third) = saves(
        &official,
        &draft,
        &[("version", &old), ("window", ONE), ("title", "第三句")],
    )
    .await;
    assert_eq!(status, 200, "the same page knows all that is stored");
    for window in [OTHER, ""] {
        let fields = [
            ("version", old.as_str()),
            ("window", window),
            ("title", "别的窗口"),
        ];
        assert_eq!(saves(&official, &draft, &fields).await.0, 409, "{window}");
    }
    // Whoever has seen both may mean their own.
    let edit = format!("/problems/{id}/edit");
    let stale = official
        .get(&edit)
        .await
        .expect(200)
        .form(&format!("/problems/{id}/submission"));
    let conflict = stale
        .set("version", &old)
        .set("title", "我的")
        .set("do", "save")
        .to(&draft);
    let both = official.submit(conflict).await.expect(409);
    assert_eq!(
        official
            .get(&edit)
            .await
            .expect(200)
            .form(&format!("/problems/{id}/submission"))
            .value("title"),
        Some("第三句")
    );
    official
        .submit(both.form(&draft).set("do", "save"))
        .await
        .redirected();
    let now = official
        .get(&edit)
        .await
        .expect(200)
        .form(&format!("/problems/{id}/submission"));
    assert_eq!(now.value("title"), Some("我的"));
    assert_ne!(third["version"], first["version"]);
}

#[tokio::test]
async fn what_was_typed_for_one_account_is_never_kept_for_another() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let typed = page.form("/problems").set("title", "甲的话").set("do", "save");
    // On the same computer another signed in meanwhile.
    let colleague = app.as_("colleague").await;
    assert_eq!(colleague.submit(typed.clone()).await.status, 403);
    let who = typed.value("who").expect("the account");
    let fields = [("who", who), ("window", ONE), ("title", "甲的话")];
    assert_eq!(saves(&colleague, "/problems", &fields).await.0, 403);
    assert_eq!(problems(&app).await.len(), 0);
    official.submit(typed).await.redirected();
    assert_eq!(problems(&app).await.len(), 1);
}

#[tokio::test]
async fn rows_without_end_are_refused_and_what_is_stored_stays() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let problem = saved(&official, "原来的题目").await;
    let edit = format!("{problem}/edit");
    let mut form = official
        .get(&edit)
        .await
        .expect(200)
        .form(&format!("{problem}/submission"));
    for _ in 0..200 {
        form = form.add("cause_text", "又一行");
    }
    let refused = form.set("do", "save").to(&format!("{problem}/draft"));
    official.submit(refused).await.expect(422);
    let now = official.get(&edit).await.expect(200);
    assert_eq!(
        now.form(&format!("{problem}/submission")).value("cause_text"),
        Some("怕麻烦")
    );
}
