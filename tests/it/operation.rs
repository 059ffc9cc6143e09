//! Operation: several programs as one, probes, what every answer carries, errors as pages.

mod system;

use reqwest::Method;
use sqlx::postgres::PgConnectOptions;
use zhenggai::kernel::clock::Clock;
use zhenggai::platform::db::{Db, Settings};
use zhenggai::web::app::router;
use zhenggai::web::state::{App, Parts};

use crate::support::cast::start;
use crate::support::filed::Filed;
use crate::support::filed::draft;
use crate::support::{Client, PASSWORD, TestApp};

async fn sign_in(browser: &Client, who: &str) -> String {
    let page = browser.get("/sign-in").await.expect(200);
    let form = page
        .form("/sign-in")
        .set("login", who)
        .set("password", PASSWORD)
        .set("tenant", "alpha");
    browser.submit(form).await.redirected()
}

/// A program on a database of its own. Gives its base address.
async fn program(db: Db) -> String {
    let app = App::new(Parts {
        db,
        clock: Clock::manual(start()),
        hold_figures: chrono::TimeDelta::zero(),
        files: crate::support::file_store(&std::env::temp_dir()),
        secure_cookies: false,
        site: None,
        countersigner: None,
        metrics: None,
    });
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router(app)).await });
    base
}

#[tokio::test]
async fn two_programs_on_one_database_act_as_one() {
    let app = TestApp::small().await;
    let other = app.another_program().await;
    assert_ne!(other, app.url());
    let filed = Filed::by(&app, "official", &draft("Problem")).await;

    // Signed in at one, at work at the other.
    let here = app.anonymous();
    sign_in(&here, "reviewer").await;
    let there = here.at(&other);
    let page = there.get(&filed.review("")).await.expect(200);
    let form = page.form(&filed.verdicts()).set("verdict", "approved");
    let act = form.value("act_id").expect("an act").to_owned();
    there.submit(form.clone()).await.redirected();
    assert_eq!(filed.verdict_count(&app).await, 1);

    // The same act once more, at the first one: counted once.
    here.submit(form).await.redirected();
    assert_eq!(filed.verdict_count(&app).await, 1, "{act}");

    // What one did the other shows at once, and a session ended at one is ended at both.
    let owner = app.as_("official").await;
    let home = owner.get("/").await.redirected();
    for browser in [owner.at(&other), owner] {
        let page = browser.get(&home).await.expect(200);
        assert!(page.has(&format!("a[href*='{}']", filed.id())), "{}", page.text());
    }
    there.post("/sign-out", &[]).await.redirected();
    let again = here.get("/review").await;
    assert!(again.redirected().starts_with("/sign-in"));
}

#[tokio::test]
async fn wrong_passwords_at_two_programs_are_counted_together() {
    let app = TestApp::small().await;
    let other = app.another_program().await;
    let bases = [app.url(), other];
    for attempt in 0..10 {
        let browser = Client::new(&bases[attempt % 2], "anonymous");
        let page = browser.get("/sign-in").await.expect(200);
        let form = page
            .form("/sign-in")
            .set("login", "official")
            .set("password", "wrong")
            .set("tenant", "alpha");
        assert!(browser.submit(form).await.status >= 400);
    }
    for base in &bases {
        let browser = Client::new(base, "anonymous");
        let page = browser.get("/sign-in").await.expect(200);
        let form = page
            .form("/sign-in")
            .set("login", "official")
            .set("password", PASSWORD)
            .set("tenant", "alpha");
        assert!(browser.submit(form).await.status >= 400, "locked at {base}");
    }
}

#[tokio::test]
async fn probes_answer_and_metrics_are_not_for_the_outside() {
    let app = TestApp::small().await;
    let nobody = app.anonymous();
    nobody.get("/healthz").await.expect(200);
    nobody.get("/readyz").await.expect(200);
    nobody.get("/metrics").await.expect(200);
    let proxied = nobody
        .request(Method::GET, "/metrics")
        .header("x-forwarded-for", "203.0.113.7");
    nobody.send(proxied).await.expect(404);
    app.app.drain();
    nobody.get("/readyz").await.expect(503);
    nobody.get("/healthz").await.expect(200);
    nobody.get("/sign-in").await.expect(200);
}

/// As while the database is being started again.
#[tokio::test]
async fn without_a_database_it_says_so_and_when_to_come_again() {
    let app = TestApp::small().await;
    let nowhere = tempfile::tempdir().expect("a folder");
    let options = PgConnectOptions::new()
        .socket(nowhere.path())
        .username("nobody")
        .database("none");
    let base = program(Db::open(Settings::new(options, 2))).await;
    let browser = app.as_("official").await.at(&base);
    browser.get("/healthz").await.expect(200);
    browser.get("/readyz").await.expect(503);
    let request = browser.request(Method::GET, "/my").header("accept", "text/html");
    let page = browser.send(request).await.expect(503);
    assert!(page.headers.contains_key("retry-after"));
    assert!(
        page.has("h1")
            && page
                .body
                .contains(page.headers["x-request-id"].to_str().expect("a number"))
    );
    assert!(!page.body.contains("No such file"), "{}", page.text());
}

#[tokio::test]
async fn every_answer_carries_the_policy_and_errors_are_pages_with_a_number() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let (html, cases) = (
        "text/html",
        [("/my", 200), ("/nowhere", 404), ("/figures", 403), ("/", 303)],
    );
    for (path, status) in cases {
        for english in [false, true] {
            let client = if english {
                official.clone().in_english()
            } else {
                official.clone()
            };
            let request = client.request(Method::GET, path).header("accept", html);
            let page = client.send(request).await.expect(status);
            let policy = page.headers["content-security-policy"].to_str().expect("words");
            assert!(
                policy.contains("default-src 'none'") && !policy.contains("unsafe"),
                "{policy}"
            );
            assert_eq!(page.headers["x-content-type-options"], "nosniff");
            assert_eq!(page.headers["cache-control"], "no-store", "{path}");
            if status >= 400 {
                let number = page.headers["x-request-id"].to_str().expect("a number");
                assert!(page.body.contains(number), "{path}");
                assert_eq!(page.texts("h1").len(), 1, "{path}");
                assert!(page.has("main a[href]"), "{path}: nothing to go on with");
            }
        }
    }
}

#[tokio::test]
async fn pages_are_sent_compressed_to_whoever_takes_it() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    for encoding in ["gzip", "zstd"] {
        let request = official
            .request(Method::GET, "/my")
            .header("accept-encoding", encoding);
        let page = official.send(request).await.expect(200);
        assert_eq!(page.headers["content-encoding"], encoding);
    }
}

/// A byte that no text has is the sender's mistake, not ours, wherever it is put.
#[tokio::test]
async fn what_no_text_can_hold_is_refused_and_is_no_failure() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let form = page.form("/problems").set("do", "save").set("title", "a\0b");
    let answer = official.submit(form).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    assert!(answer.has("h1"));
    let office = app.as_("office").await;
    for path in [
        "/units?q=%00",
        "/figures?as_of=%00",
        "/sign-in?return_to=%00&tenant=%00",
    ] {
        let status = office.get(path).await.status;
        assert!(status < 500, "{path}: {status}");
    }
    let auditor = app.as_("auditor").await;
    let status = auditor
        .get("/ledger?q=%00&act=%00&person=%00&day=%00")
        .await
        .status;
    assert!(status < 500, "{status}");
}

/// As while the private database is being started again: its socket is there and nobody listens.
#[tokio::test]
async fn a_database_that_is_gone_is_said_at_once_however_patient_the_pool() {
    let app = TestApp::small().await;
    let place = tempfile::tempdir().expect("a folder");
    drop(std::os::unix::net::UnixListener::bind(place.path().join(".s.PGSQL.5432")).expect("a socket"));
    let options = PgConnectOptions::new()
        .socket(place.path())
        .port(5432)
        .username("nobody")
        .database("none");
    let base = program(Db::open(Settings {
        patience: std::time::Duration::from_hours(1),
        ..Settings::new(options, 2)
    }))
    .await;
    let browser = app.as_("official").await.at(&base);
    browser.get("/readyz").await.expect(503);
    let page = browser.get("/my").await.expect(503);
    assert!(page.headers.contains_key("retry-after"));
}
