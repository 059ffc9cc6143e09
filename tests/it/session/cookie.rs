//! The cookie and its row: what either is worth to whoever has seen it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zhenggai::platform::db::{Db, Settings};
use zhenggai::platform::postgres::Role;
use zhenggai::web::app::router;
use zhenggai::web::state::{App, Parts};

use super::{token, try_in};
use crate::support::{Client, PASSWORD, TestApp};

/// Whether a cookie of this value opens a page.
async fn opens(app: &TestApp, value: &str) -> bool {
    let page = app.anonymous().with_session(value).get("/my").await;
    if page.status == 303 {
        assert!(page.location().starts_with("/sign-in"), "{}", page.location());
        return false;
    }
    page.expect(200);
    true
}

#[tokio::test]
async fn signing_in_anew_ends_the_session_of_before() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    try_in(&browser, "official", PASSWORD).await.redirected();
    let first = token(&browser);
    // A wrong password ends nothing.
    try_in(&browser, "official", "wrong horse 7").await.expect(422);
    assert!(opens(&app, &first).await);
    try_in(&browser, "official", PASSWORD).await.redirected();
    let second = token(&browser);
    assert!(!opens(&app, &first).await, "the same person's");
    assert!(opens(&app, &second).await);
    // Nor is a browser two people's.
    try_in(&browser, "colleague", PASSWORD).await.redirected();
    assert!(!opens(&app, &second).await, "somebody else's");
    assert!(opens(&app, &token(&browser)).await);
}

#[tokio::test]
async fn another_browser_of_the_same_person_stays_signed_in() {
    let app = TestApp::small().await;
    let (office, home) = (app.anonymous(), app.anonymous());
    try_in(&office, "official", PASSWORD).await.redirected();
    try_in(&home, "official", PASSWORD).await.redirected();
    office.get("/my").await.expect(200);
    home.post("/sign-out", &[]).await.redirected();
    office.get("/my").await.expect(200);
}

#[tokio::test]
async fn whoever_reads_the_rows_gets_in_with_nothing_that_stands_there() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    try_in(&browser, "official", PASSWORD).await.redirected();
    let token = token(&browser);
    let hash: Vec<u8> = sqlx::query_scalar("select token_hash from sessions")
        .fetch_one(app.loader())
        .await
        .expect("one row");
    // Not even the random bytes behind the token.
    assert_ne!(URL_SAFE_NO_PAD.decode(&token).expect("base64"), hash);
    for value in [
        URL_SAFE_NO_PAD.encode(&hash),
        STANDARD_NO_PAD.encode(&hash),
        hex::encode(&hash),
    ] {
        assert!(!opens(&app, &value).await, "{value}");
    }
    assert!(opens(&app, &token).await);
    // Nor does the ledger or any other place hold the token.
    let events: Vec<String> = sqlx::query_scalar("select e::text from events e where act = 'session.opened'")
        .fetch_all(app.loader())
        .await
        .expect("rows");
    assert_eq!(events.len(), 1);
    assert!(!events[0].contains(&token), "{events:?}");
}

#[tokio::test]
async fn a_cookie_of_a_site_with_a_certificate_is_never_sent_without() {
    let app = TestApp::small().await;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    let secure = router(App::new(Parts {
        db: Db::open(Settings::new(app.options(Role::App), 2)),
        clock: app.clock.clone(),
        hold_figures: chrono::TimeDelta::zero(),
        files: crate::support::file_store(&std::env::temp_dir()),
        secure_cookies: true,
        site: None,
        countersigner: None,
        metrics: None,
    }));
    let serving = tokio::spawn(async move { axum::serve(listener, secure).await });
    let browser = Client::new(&format!("http://{address}"), "anonymous");
    let page = try_in(&browser, "official", PASSWORD).await;
    // Two, in no order: the session's, and whose words a form holds.
    let cookies: Vec<String> = page
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|c| c.to_str().expect("words").to_owned())
        .collect();
    assert_eq!(page.redirected(), "/");
    assert!(
        cookies.iter().any(|c| c.starts_with("zg-session=")),
        "{cookies:?}"
    );
    for cookie in cookies {
        for word in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(word), "{word}: {cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
    serving.abort();
}
