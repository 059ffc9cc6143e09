//! What was typed is in the page that could not take it.

use super::{filled, problems};
use crate::support::TestApp;

#[tokio::test]
async fn a_form_sent_after_the_session_ended_is_held_and_sent_once_more() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let form = filled(
        official.get("/problems/new").await.expect(200).form("/problems"),
        "没有登录时交的题目",
    );
    let page = app.anonymous().submit(form.set("do", "save")).await.expect(401);
    let words = page.texts(".zg-versions .txt").join(" ");
    for typed in ["没有登录时交的题目", "怕麻烦", "件件有回访"] {
        assert!(words.contains(typed), "{typed}: {words}");
    }
    assert!(problems(&app).await.is_empty());
    // Signed in meanwhile in another window of the same browser.
    official.submit(page.form("/problems")).await.redirected();
    assert_eq!(problems(&app).await.len(), 1);
}

#[tokio::test]
async fn pasted_rows_are_held_too() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let form = official
        .get("/problems/paste")
        .await
        .expect(200)
        .form("/problems/paste");
    let rows = "问题\t原因分析\n会多\t\"1.图省事\n2.没有想\"\n";
    let page = app.anonymous().submit(form.set("text", rows)).await.expect(401);
    let again = page.form("/problems/paste");
    assert_eq!(
        again.value("text").map(|text| text.replace("\r\n", "\n")),
        Some(rows.to_owned())
    );
    let look = official.submit(again).await.expect(200);
    assert!(look.text().contains("图省事"), "{}", look.text());
}

#[tokio::test]
async fn what_is_refused_is_shown_and_not_sent_again() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let form = official.get("/problems/new").await.expect(200).form("/problems");
    let form = filled(form, "写了很久的题目").set("act_id", "nobody's");
    let page = official.submit(form).await;
    assert_eq!(page.status, 422, "{}", page.text());
    assert!(page.text().contains("写了很久的题目"), "{}", page.text());
    assert!(!page.body.contains("再提交一次"), "it would be refused again");
}

#[tokio::test]
async fn secrets_are_shown_to_nobody_and_a_foreign_site_gets_nothing_held() {
    let app = TestApp::small().await;
    let page = app
        .anonymous()
        .post(
            "/account/password",
            &[("password", "dies ist geheim"), ("new", "noch ein wort")],
        )
        .await
        .expect(401);
    assert!(!page.body.contains("geheim") && !page.body.contains("noch ein wort"));
    let client = app.anonymous();
    let request = client.request(reqwest::Method::POST, "/problems");
    let request = request.header("sec-fetch-site", "cross-site");
    let page = client
        .send(request.form(&[("title", "别处 写的")]))
        .await
        .expect(403);
    assert!(!page.body.contains("别处 写的"));
}
