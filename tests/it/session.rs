//! Signing in and out, sessions, lock-out, passwords.

use crate::support::{PASSWORD, TestApp};

#[tokio::test]
async fn signing_in_leads_to_the_entrance_of_the_role() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    let page = browser.get("/sign-in").await.expect(200);
    let form = page
        .form("/sign-in")
        .set("login", "official")
        .set("password", PASSWORD)
        .set("tenant", "alpha");
    assert_eq!(browser.submit(form).await.redirected(), "/");
    assert_eq!(browser.get("/").await.redirected(), "/my");
}
