//! Accounts made in a crowd: each signs in for the first time with a random code of its own.

use chrono::TimeDelta;
use zhenggai::domain::accounts::actions::{NewAccount, create_with_code};
use zhenggai::domain::ledger::Act;
use zhenggai::kernel::ids::ActId;
use zhenggai::kernel::scope::Actor;

use crate::session::try_in;
use crate::support::TestApp;

/// An account of nobody in particular, with its code.
async fn activated(app: &TestApp, login: &str) -> String {
    let (mut tx, now) = (app.tx("alpha").await, app.clock.now());
    let mut act = Act::open(&mut tx, &Actor::program("test"), ActId::fresh(), now)
        .await
        .expect("an act");
    let new = NewAccount {
        login: login.to_owned(),
        display_name: login.to_owned(),
        person: None,
        grants: Vec::new(),
        password: None,
        one_time: true,
    };
    let (_, code) = create_with_code(&mut tx, &mut act, new, now).await.expect("made");
    tx.commit().await.expect("committed");
    code
}

#[tokio::test]
async fn a_code_opens_its_own_account_for_two_weeks_and_must_be_changed() {
    let app = TestApp::small().await;
    let (first, second) = (
        activated(&app, "first-one").await,
        activated(&app, "second-one").await,
    );
    assert_ne!(first, second);
    let stored: Vec<String> =
        sqlx::query_scalar("select password_hash from accounts where login like '%-one'")
            .fetch_all(app.loader())
            .await
            .expect("stored");
    assert!(
        stored.iter().all(|stored| !stored.contains(&first)),
        "not in clear"
    );
    for wrong in [
        second.as_str(),
        "",
        &stored[0],
        stored[0].rsplit('$').next().unwrap_or_default(),
    ] {
        try_in(&app.anonymous(), "first-one", wrong).await.expect(422);
    }
    let browser = app.anonymous();
    try_in(&browser, "first-one", &first).await.redirected();
    assert_eq!(browser.get("/my").await.redirected(), "/account/password");
    app.clock.clone().advance(TimeDelta::days(14));
    try_in(&app.anonymous(), "second-one", &second).await.expect(422);
}
