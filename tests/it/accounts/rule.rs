//! Whose sign-in needs a second factor.

use super::events;
use crate::support::TestApp;

#[tokio::test]
async fn whoever_the_rule_is_for_sets_up_a_second_factor_before_any_page() {
    let app = TestApp::small().await;
    let (secadmin, auditor) = (app.as_("secadmin").await, app.as_("auditor").await);
    assert_eq!(auditor.get("/ledger").await.status, 200);
    let form = secadmin.get("/security").await.expect(200).form("/security");
    secadmin.submit(form.add("role", "auditor")).await.redirected();
    assert_eq!(events(&app, "tenant.factor_rule_set").await, 1);
    assert_eq!(auditor.get("/ledger").await.redirected(), "/account/factor");
    assert_eq!(
        auditor.post("/preferences", &[("theme", "dark")]).await.status,
        303
    );
    assert_eq!(
        auditor.get("/account/factor").await.status,
        200,
        "where it is set up"
    );
    assert_eq!(
        app.as_("official").await.get("/my").await.status,
        200,
        "not for others"
    );
    assert_eq!(
        app.as_("auditor@beta").await.get("/ledger").await.status,
        200,
        "nor elsewhere"
    );
    let page = secadmin.get("/security").await.expect(200);
    assert!(page.has("#r-auditor[checked]") && !page.has("#r-official[checked]"));

    // Confirmed, the pages open again; reset by the administrator, they close.
    sqlx::query(
        "insert into second_factors (account_id, secret, started_at, confirmed_at)
         values ($1, decode(repeat('ab', 20), 'hex'), now(), now())",
    )
    .bind(app.cast.member("auditor").account)
    .execute(app.loader())
    .await
    .expect("a factor");
    assert_eq!(auditor.get("/ledger").await.status, 200);
    let path = format!("/accounts/{}", app.cast.member("auditor").account);
    let form = secadmin
        .get(&path)
        .await
        .expect(200)
        .form(&format!("{path}/factor-reset"));
    secadmin.submit(form).await.redirected();
    assert_eq!(events(&app, "account.factor_reset").await, 1);
    let again = app.as_("auditor").await;
    assert_eq!(again.get("/ledger").await.redirected(), "/account/factor");
}

#[tokio::test]
async fn a_demonstration_never_forces() {
    let app = TestApp::small().await;
    sqlx::query("update tenants set demo = true, factor_roles = 'official' where slug = 'alpha'")
        .execute(app.loader())
        .await
        .expect("a demonstration");
    assert_eq!(app.as_("official").await.get("/my").await.status, 200);
}
