//! Advice while somebody writes: beside the form, put aside with a word, never in the way.

use super::filled;
use crate::support::TestApp;

#[tokio::test]
async fn advice_is_given_put_aside_with_a_word_and_keeps_nobody_from_submitting() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let form = filled(page.form("/problems"), "有时回复慢");
    let edit = official.submit(form.set("do", "save")).await.redirected();
    let page = official.get(&edit).await.expect(200);
    let hints = page.texts(".zg-hints li").join(" ");
    assert!(hints.contains("E01") && hints.contains("有时"), "{hints}");
    let to = edit.replace("/edit", "/advice");
    let empty = page.form(&to);
    assert_eq!(
        official.submit(empty.clone()).await.status,
        422,
        "a word is asked for"
    );
    official
        .submit(empty.set("words", "题目里就要这样写"))
        .await
        .redirected();
    let page = official.get(&edit).await.expect(200);
    assert!(page.text().contains("题目里就要这样写"), "{}", page.text());
    assert!(
        !page
            .texts(".zg-hints li")
            .join(" ")
            .contains("一句话写清问题 E01")
    );
    assert_eq!(
        app.as_("colleague")
            .await
            .post(&to, &[("rule", "E01")])
            .await
            .status,
        403
    );
    assert_eq!(
        app.as_("official@beta")
            .await
            .post(&to, &[("rule", "E01")])
            .await
            .status,
        404
    );
    let submission = edit.replace("/edit", "/submission");
    let form = page.form(&submission).set("do", "submit");
    official.submit(form).await.redirected();
}
