//! `accounts make` and `officers init`.

use serde_json::Value;

use super::program::Program;
use crate::session::try_in;
use crate::support::TestApp;

async fn forget(app: &TestApp, sql: &'static str) {
    sqlx::query(sql).execute(app.loader()).await.expect("forgotten");
}

#[tokio::test]
async fn accounts_are_made_from_the_roster_by_unit_and_again_there_is_nothing_to_make() {
    let app = TestApp::small().await;
    forget(
        &app,
        "delete from accounts where login in ('official', 'colleague', 'cadre')",
    )
    .await;
    let line = [
        "accounts",
        "make",
        "--tenant",
        "alpha",
        "--unit",
        "Department A",
        "--format",
        "json",
    ];
    let made = Program::on(&app, &line).run().await.json();
    let slips = made["slips"].as_array().expect("slips");
    let logins: Vec<_> = slips
        .iter()
        .map(|slip| slip["login"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(logins, ["a001", "a002"], "{made}");
    let password = slips[0]["one_time_password"].as_str().expect("a password");
    try_in(&app.anonymous(), "a001", password).await.redirected();
    let again = Program::on(&app, &line).run().await.json();
    assert_eq!(again["slips"], Value::Array(Vec::new()));
    let rest = Program::on(&app, &["accounts", "make", "--tenant", "alpha"])
        .run()
        .await;
    assert!(rest.out.contains("County Water Office\n  x002  "), "{rest:?}");
    assert!(rest.err.contains("1 of 1"), "{rest:?}");
    let nowhere = ["accounts", "make", "--tenant", "alpha", "--unit", "Nowhere"];
    assert!(
        Program::on(&app, &nowhere)
            .run()
            .await
            .refusal()
            .contains("Nowhere")
    );
}

#[tokio::test]
async fn the_three_administrators_are_three_and_made_once() {
    let app = TestApp::small().await;
    let line = ["officers", "init", "--tenant", "alpha", "--format", "json"];
    let there = Program::on(&app, &line).run().await;
    assert!(there.refusal().contains("sysadmin"), "{there:?}");
    forget(
        &app,
        "update grants set to_at = now() where role in ('sysadmin', 'secadmin', 'auditor')",
    )
    .await;
    forget(
        &app,
        "update accounts set login = 'old-' || login where login in ('sysadmin', 'secadmin', 'auditor')",
    )
    .await;
    let same = [&line[..], &["--system", "Wang", "--security", "Wang"]].concat();
    assert!(
        Program::on(&app, &same)
            .run()
            .await
            .refusal()
            .contains("three different")
    );
    let made = Program::on(&app, &line).run().await.json();
    let officers = made["officers"].as_array().expect("three");
    assert_eq!(officers.len(), 3);
    for officer in officers {
        let word = |key: &str| officer[key].as_str().unwrap_or_default().to_owned();
        assert_eq!(word("login"), word("role"));
        let browser = app.anonymous();
        try_in(&browser, &word("login"), &word("one_time_password"))
            .await
            .redirected();
        assert_eq!(browser.get("/account").await.status, 200);
    }
}
