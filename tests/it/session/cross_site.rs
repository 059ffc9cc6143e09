//! What another site makes a signed-in browser send.

use reqwest::Method;
use zhenggai::kernel::ids::ActId;

use super::{token, try_in};
use crate::support::{Client, PASSWORD, Page, TestApp};

/// A form, sent with the person's cookies and this one header about where it comes from.
async fn sent(
    app: &TestApp,
    cookies: &str,
    (header, value): (&'static str, &str),
    path: &str,
    fields: &[(&str, &str)],
) -> reqwest::Response {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .expect("a client");
    let request = client
        .request(Method::POST, format!("{}{path}", app.url()))
        .header("cookie", cookies)
        .header(header, value)
        .form(fields);
    request.send().await.expect("an answer")
}

const AWAY: [(&str, &str); 5] = [
    ("origin", "https://evil.example"),
    // The same machine, another port.
    ("origin", "http://127.0.0.1:1"),
    ("origin", "null"),
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-site", "same-site"),
];

async fn problems(app: &TestApp) -> i64 {
    sqlx::query_scalar("select count(*) from problems")
        .fetch_one(app.loader())
        .await
        .expect("counted")
}

#[tokio::test]
async fn what_another_site_sends_is_refused_and_changes_nothing() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let cookies = official.cookies();
    let act = ActId::fresh().to_string();
    let page = official.get("/problems/new").await.expect(200);
    let form = page.form("/problems").set("title", "Planted").set("act_id", &act);
    let fields: Vec<(&str, &str)> = form
        .fields()
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    for from in AWAY {
        let answer = sent(&app, &cookies, from, "/problems", &fields).await;
        assert_eq!(answer.status(), 403, "{from:?}");
    }
    assert_eq!(problems(&app).await, 0);
    // The very same from a page of ours is done: nothing else was wrong with it.
    let answer = sent(&app, &cookies, ("origin", &app.url()), "/problems", &fields).await;
    assert!(answer.status().as_u16() < 500, "{}", answer.status());
    assert_eq!(problems(&app).await, 1);
}

#[tokio::test]
async fn another_site_can_neither_sign_out_nor_in() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let own = [
        ("login", "colleague"),
        ("password", PASSWORD),
        ("tenant", "alpha"),
    ];
    for from in AWAY {
        let answer = sent(&app, &official.cookies(), from, "/sign-out", &[]).await;
        assert_eq!(answer.status(), 403, "{from:?}");
        // Into an account of the attacker's, so that the victim fills it.
        let answer = sent(&app, "", from, "/sign-in", &own).await;
        assert_eq!(answer.status(), 403, "{from:?}");
        assert!(!answer.headers().contains_key("set-cookie"), "{from:?}");
    }
    official.get("/my").await.expect(200);
    let answer = sent(&app, "", ("origin", &app.url()), "/sign-in", &own).await;
    assert!(answer.headers().contains_key("set-cookie"));
}

/// A switch of language that leads on to an address.
async fn switched(browser: &Client, back: &str) -> Page {
    browser
        .post("/preferences", &[("lang", "en"), ("return", back)])
        .await
}

#[tokio::test]
async fn no_switch_leads_to_another_site() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    for away in [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
    ] {
        assert_eq!(switched(&browser, away).await.redirected(), "/", "{away}");
    }
    assert_eq!(switched(&browser, "/sign-in").await.redirected(), "/sign-in");
}

#[tokio::test]
async fn a_page_signed_out_of_is_not_reached_by_a_form_that_was_left_open() {
    let app = TestApp::small().await;
    let browser = app.anonymous();
    try_in(&browser, "official", PASSWORD).await.redirected();
    let page = browser.get("/problems/new").await.expect(200);
    let form = page.form("/problems").set("title", "Late");
    let tab = app.anonymous().with_session(&token(&browser));
    browser.post("/sign-out", &[]).await.redirected();
    assert_eq!(problems(&app).await, 0);
    let page = tab.submit(form.clone()).await;
    assert!(matches!(page.status, 303 | 401), "{}", page.text());
    assert_eq!(problems(&app).await, 0);
    // Signed in again, the same form is taken.
    try_in(&tab, "official", PASSWORD).await.redirected();
    tab.submit(form).await;
    assert_eq!(problems(&app).await, 1);
}

#[tokio::test]
async fn another_site_makes_nobody_take_a_workbook_out() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let ask = |path: String, site: &'static str| {
        let request = office.request(Method::GET, &path).header("sec-fetch-site", site);
        office.send(request)
    };
    let routes = zhenggai::web::routes::all();
    let books = routes
        .iter()
        .filter(|route| route.path.split('.').nth(1) == Some("xlsx"));
    let mut n = 0;
    for route in books {
        let path = route.path.replace("{id}", "00000000-0000-4000-8000-000000000000");
        for site in ["cross-site", "same-site"] {
            let page = ask(path.clone(), site).await.expect(422);
            assert!(page.text().contains("从本系统的页面上导出"), "{path}");
        }
        n += 1;
    }
    assert!(n > 15, "{n} workbooks");
    let made = "select count(*) from events where act = 'export.made'";
    let made = || async {
        sqlx::query_scalar::<_, i64>(made)
            .fetch_one(app.loader())
            .await
            .expect("counted")
    };
    assert_eq!(made().await, 0);
    for site in ["same-origin", "none"] {
        assert_eq!(ask("/people.xlsx".to_owned(), site).await.status, 200, "{site}");
    }
    assert_eq!(made().await, 2);
    // A page is no act.
    assert_eq!(ask("/people".to_owned(), "cross-site").await.status, 200);
}
