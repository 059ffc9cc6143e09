//! What was typed is in the page that could not take it.

use super::{filled, problems};
use crate::support::{Client, TestApp};

const PASTED: &str = "问题\t原因分析\n会多\t\"1.图省事\n2.没有想\"\n";

/// Everybody's session ends, as after an hour.
async fn all_sessions_end(app: &TestApp) {
    sqlx::query("delete from sessions")
        .execute(app.loader())
        .await
        .expect("ended");
}

async fn pasted(official: &Client) -> crate::support::Form {
    let page = official.get("/problems/paste").await.expect(200);
    page.form("/problems/paste").set("text", PASTED)
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_is_held_and_sent_once_more() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let form = official.get("/problems/new").await.expect(200).form("/problems");
    let form = filled(form, "没有登录时交的题目").set("do", "save");
    all_sessions_end(&app).await;
    let page = official.submit(form.clone()).await.expect(401);
    let words = page.texts(".zg-versions .txt").join(" ");
    for typed in ["没有登录时交的题目", "怕麻烦", "件件有回访"] {
        assert!(words.contains(typed), "{typed}: {words}");
    }
    // Whoever signs in comes to a page, and not to a button's address.
    assert!(
        page.attributes("a", "href")
            .contains(&"/sign-in?return_to=%2F".to_owned()),
        "{}",
        page.body
    );
    assert!(problems(&app).await.is_empty());
    app.as_("official")
        .await
        .submit(page.form("/problems"))
        .await
        .redirected();
    assert_eq!(problems(&app).await.len(), 1);
    // A browser in which nobody ever signed in has typed nothing that could be lost.
    let page = app.anonymous().submit(form).await.expect(401);
    assert!(!page.body.contains("没有登录时交的题目"));
}

#[tokio::test]
async fn pasted_rows_are_held_too_and_nobody_else_sends_them() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let form = pasted(&official).await;
    all_sessions_end(&app).await;
    let page = official.submit(form).await.expect(401);
    let again = page.form("/problems/paste");
    assert_eq!(
        again.value("text").map(|text| text.replace("\r\n", "\n")),
        Some(PASTED.to_owned())
    );
    let others = app.as_("leader").await.submit(again.clone()).await.expect(422);
    assert!(others.text().contains("另一个账号"), "{}", others.text());
    assert!(others.text().contains("图省事"), "they are not lost by it");
    let look = app.as_("official").await.submit(again).await.expect(200);
    assert!(look.text().contains("图省事"), "{}", look.text());
}

#[tokio::test]
async fn what_is_refused_or_cannot_be_read_is_shown_and_not_sent_again() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let form = official.get("/problems/new").await.expect(200).form("/problems");
    let form = filled(form, "写了很久的题目");
    let unread = official
        .request(reqwest::Method::POST, "/problems/paste")
        .header("accept", "text/html")
        .form(&[("text", PASTED), ("row", "-1")]);
    for (page, typed) in [
        (
            official.submit(form.set("act_id", "nobody's")).await,
            "写了很久的题目",
        ),
        (official.send(unread).await, "图省事"),
    ] {
        let page = page.expect(422);
        assert!(page.text().contains(typed), "{}", page.text());
        assert!(!page.body.contains("再提交一次"), "it would be refused again");
    }
    let long = "长".repeat(400_000);
    let form = official.get("/problems/new").await.expect(200).form("/problems");
    let page = official
        .submit(form.set("title", "题目").set("manifestation", &long))
        .await
        .expect(413);
    assert!(
        !page.body.contains("没有丢"),
        "nothing is promised that is not there"
    );
}

#[tokio::test]
async fn secrets_are_shown_to_nobody_and_a_foreign_site_gets_nothing_held() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let fields = official
        .get("/account/password")
        .await
        .expect(200)
        .form("/account/password");
    let secret = fields
        .set("present", "das alte wort")
        .set("wanted", "das neue wort")
        .set("again", "das neue wort");
    all_sessions_end(&app).await;
    let page = official.submit(secret).await.expect(401);
    assert!(!page.body.contains("das alte wort") && !page.body.contains("das neue wort"));
    let request = official.request(reqwest::Method::POST, "/problems");
    let request = request.header("sec-fetch-site", "cross-site");
    let page = official
        .send(request.form(&[("title", "别处 写的")]))
        .await
        .expect(403);
    assert!(!page.body.contains("别处 写的"));
    // Neither markup nor a form without end comes back as it came.
    let script = "<script>a b</script>";
    let page = official
        .post("/problems", &[("title", script), (script, "x y")])
        .await
        .expect(401);
    assert!(!page.body.contains("<script>a"));
    let request = official.request(reqwest::Method::POST, "/problems");
    let flood = request
        .header("content-type", "application/x-www-form-urlencoded")
        .body("a&".repeat(200_000));
    let page = official.send(flood).await.expect(401);
    assert!(page.body.len() < 40_000, "{} bytes", page.body.len());
}
