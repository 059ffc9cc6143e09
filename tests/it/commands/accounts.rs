//! `tenant create`, `account create`, and `serve` that lets the new account in.

use serde_json::Value;

use super::program::{Program, Running};
use crate::support::{Client, TestApp};

async fn count(app: &TestApp, sql: &'static str, slug: &str) -> i64 {
    sqlx::query_scalar(sql)
        .bind(slug)
        .fetch_one(app.loader())
        .await
        .expect("counted")
}

#[tokio::test]
async fn a_new_jurisdiction_has_a_campaign_that_can_begin_at_once() {
    let app = TestApp::small().await;
    let line = [
        "tenant", "create", "--slug", "gamma", "--name", "丙市", "--parent", "prov", "--format", "json",
    ];
    let made = Program::on(&app, &line).run().await.json();
    assert_eq!(
        (&made["slug"], &made["name"]),
        (&Value::from("gamma"), &Value::from("丙市"))
    );
    for (sql, at_least) in [
        (
            "select count(*) from campaigns c join tenants t on t.id = c.tenant_id where t.slug = $1",
            1,
        ),
        (
            "select count(*) from terms c join tenants t on t.id = c.tenant_id where t.slug = $1 and kind = 'ill'",
            5,
        ),
        (
            "select count(*) from terms c join tenants t on t.id = c.tenant_id where t.slug = $1 and kind = 'not'",
            8,
        ),
        (
            "select count(*) from terms c join tenants t on t.id = c.tenant_id where t.slug = $1 and kind = 'reason'",
            16,
        ),
        (
            "select count(distinct tier) from routes c join tenants t on t.id = c.tenant_id where t.slug = $1",
            3,
        ),
        (
            "select count(*) from supervision_groups c join tenants t on t.id = c.tenant_id where t.slug = $1",
            1,
        ),
        (
            "select count(*) from events c join tenants t on t.id = c.tenant_id where t.slug = $1",
            1,
        ),
    ] {
        assert!(count(&app, sql, "gamma").await >= at_least, "{sql}");
    }
    let again = Program::on(&app, &line).run().await;
    assert!(again.refusal().contains("gamma"), "{again:?}");
    for (slug, name, parent) in [
        ("Gamma!", "丁市", "prov"),
        ("delta", "丁市", "nowhere"),
        ("delta", " ", "prov"),
    ] {
        let line = [
            "tenant", "create", "--slug", slug, "--name", name, "--parent", parent,
        ];
        assert!(
            !Program::on(&app, &line).run().await.refusal().is_empty(),
            "{slug} {name} {parent}"
        );
    }
    let all = "select count(*) from tenants where $1 <> ''";
    assert_eq!(count(&app, all, "x").await, 4, "prov, alpha, beta, gamma");
}

#[tokio::test]
async fn what_can_not_be_an_account_is_refused_with_the_reason() {
    let app = TestApp::small().await;
    for (line, why) in [
        ("--tenant gamma --staff A001", "gamma"),
        ("--tenant alpha --staff Z999", "Z999"),
        ("--tenant alpha --staff A001 --role mayor", "mayor"),
        ("--tenant alpha --staff A001 --role office,mayor", "mayor"),
        ("--tenant alpha --staff 张三 --name 张三", "login name"),
        ("--tenant alpha --staff A001 --role county_office", "in a county"),
    ] {
        let line: Vec<_> = ["account", "create"].into_iter().chain(line.split(' ')).collect();
        let said = Program::on(&app, &line).run().await;
        assert!(said.refusal().contains(why), "{line:?}: {said:?}");
    }
    let all = "select count(*) from accounts a join tenants t on t.id = a.tenant_id where t.slug = $1";
    let before = count(&app, all, "alpha").await;
    let line = [
        "account", "create", "--tenant", "alpha", "--staff", "N001", "--name", "New One",
    ];
    assert_eq!(Program::on(&app, &line).run().await.status, 0);
    let twice = Program::on(&app, &line).run().await;
    assert!(!twice.refusal().is_empty());
    assert_eq!(count(&app, all, "alpha").await, before + 1);
}

async fn serve(app: &TestApp) -> (Running, String) {
    let line = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--insecure-cookies",
        "--drain-seconds",
        "0",
    ];
    let running = Program::on(app, &line).until("serving").await;
    let at = running.said.split("127.0.0.1:").nth(1).expect("its address");
    let port: String = at.chars().take_while(char::is_ascii_digit).collect();
    (running, format!("http://127.0.0.1:{port}"))
}

async fn sign_in(browser: &Client, password: &str) -> crate::support::Page {
    let page = browser.get("/sign-in").await.expect(200);
    let form = page.form("/sign-in").set("login", "A001").set("tenant", "alpha");
    browser.submit(form.set("password", password)).await
}

#[tokio::test]
async fn a_one_time_password_opens_the_door_once_and_is_changed_there() {
    let app = TestApp::small().await;
    // The roster's person without a login of theirs.
    sqlx::query("update accounts set person_id = null where login = 'official'")
        .execute(app.loader())
        .await
        .expect("without a person");
    let line = [
        "account", "create", "--tenant", "alpha", "--staff", "A001", "--role", "reviewer", "--format", "json",
    ];
    let made = Program::on(&app, &line).run().await.json();
    let password = made["one_time_password"].as_str().expect("a password");
    assert!(password.len() >= 10, "{made}");
    assert_eq!(
        (&made["login"], &made["tenant"]),
        (&Value::from("a001"), &Value::from("alpha"))
    );

    let (running, at) = serve(&app).await;
    let browser = Client::new(&at, "A001");
    assert_eq!(browser.get("/readyz").await.status, 200);
    assert_eq!(sign_in(&browser, "something else").await.status, 422);
    sign_in(&browser, password).await.redirected();
    // Nothing else before that.
    assert_eq!(browser.get("/my").await.redirected(), "/account/password");
    let page = browser.get("/account/password").await.expect(200);
    let form = page.form("/account/password").set("present", password);
    let own = "eine eigene Parole 5";
    browser
        .submit(form.set("wanted", own).set("again", own))
        .await
        .redirected();
    assert_eq!(browser.get("/my").await.status, 200);
    assert_eq!(
        browser.get("/review").await.status,
        200,
        "a reviewer of the group for all units"
    );
    let other = Client::new(&at, "A001");
    assert_eq!(sign_in(&other, password).await.status, 422, "the slip is void");
    sign_in(&other, own).await.redirected();
    let status = running.stop().await;
    assert!(status.success(), "{status}");
}

#[tokio::test]
async fn a_role_that_goes_by_unit_or_group_needs_somebody_of_the_roster() {
    let app = TestApp::small().await;
    for role in ["reviewer", "group_head", "liaison"] {
        let line = [
            "account", "create", "--tenant", "alpha", "--staff", "nobody9", "--name", "外人", "--role", role,
        ];
        let refused = Program::on(&app, &line).run().await.refusal();
        assert!(refused.contains("roster"), "{role}: {refused}");
    }
    let sql = "select count(*) from accounts c join tenants t on t.id = c.tenant_id where t.slug = $1 and login = 'nobody9'";
    assert_eq!(count(&app, sql, "alpha").await, 0);
}
