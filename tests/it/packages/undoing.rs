//! The province's queue: one reviewer a package, and a verdict is undone before anything goes down.

use chrono::TimeDelta;
use zhenggai::domain::lists::State;
use zhenggai::domain::packages::carry;
use zhenggai::domain::packages::store;
use zhenggai::kernel::ids::AccountId;

use super::{carry_all, first, freeze, rule, waiting};
use crate::support::TestApp;

#[tokio::test]
async fn a_verdict_is_undone_within_seconds_and_nothing_goes_down() {
    let app = TestApp::small().await;
    let filed = waiting(&app, "甲").await;
    freeze(&app, "alpha").await;
    carry_all(&app).await;
    let province = app.as_("province@prov").await;
    let entry = first(&province).await;
    rule(&province, &entry, Some("05")).await;
    assert!(
        !carry::next(app.app.db(), &app.clock).await.expect("looked"),
        "not yet"
    );
    let page = province.get(&format!("{entry}?undo=1")).await;
    // It was the only one: the list leads nowhere else, and the undoing is posted as the page before would.
    assert_eq!(page.status, 303);
    let verdict: uuid::Uuid = sqlx::query_scalar("select verdict_id from received_entries")
        .fetch_one(app.loader())
        .await
        .expect("one");
    let (act, verdict) = (
        zhenggai::kernel::ids::ActId::fresh().to_string(),
        verdict.to_string(),
    );
    let undo = [("act_id", act.as_str()), ("verdict", verdict.as_str())];
    let undos = format!("{entry}/undos");
    for other in ["office", "official"] {
        // Nobody of another jurisdiction, and nobody without the right.
        let status = app.as_(other).await.post(&undos, &undo).await.status;
        assert!(matches!(status, 403 | 404), "{other}: {status}");
    }
    assert_eq!(province.post(&undos, &undo).await.redirected(), entry);
    assert_eq!(
        province.post(&undos, &undo).await.status,
        303,
        "a retry changes nothing"
    );
    carry_all(&app).await;
    assert_eq!(
        (filed.verdict_count(&app).await, filed.now(&app).await.state),
        (0, State::Submitted)
    );

    // Ruled on anew, only the new reasons go down.
    rule(&province, &entry, Some("10")).await;
    app.pass(TimeDelta::seconds(11)).await;
    let late = sqlx::query_scalar::<_, uuid::Uuid>("select verdict_id from received_entries")
        .fetch_one(app.loader())
        .await
        .expect("one");
    let (act, late) = (
        zhenggai::kernel::ids::ActId::fresh().to_string(),
        late.to_string(),
    );
    let refused = province
        .post(&undos, &[("act_id", &act), ("verdict", &late)])
        .await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    carry_all(&app).await;
    let reasons: Vec<String> = sqlx::query_scalar("select code from verdict_reasons")
        .fetch_all(app.loader())
        .await
        .expect("read");
    assert_eq!(reasons, ["10"]);
}

#[tokio::test]
async fn of_two_reviewers_only_one_goes_through_a_package() {
    let app = TestApp::small().await;
    waiting(&app, "甲").await;
    waiting(&app, "乙").await;
    let package = freeze(&app, "alpha").await;
    carry_all(&app).await;
    let province = app.as_("province@prov").await;
    let entry = first(&province).await;
    let other: AccountId = sqlx::query_scalar(
        "insert into accounts (id, tenant_id, login, display_name, created_at)
         values (gen_random_uuid(), $1, 'second', 'Second', now()) returning id",
    )
    .bind(app.cast.tenants["prov"])
    .fetch_one(app.loader())
    .await
    .expect("a colleague");
    let mut tx = app.tx("prov").await;
    let now = app.clock.now();
    let until = now + TimeDelta::hours(2);
    assert!(
        store::hold(&mut tx, package, other, (now, until))
            .await
            .expect("held")
    );
    tx.commit().await.expect("committed");
    let page = province.get(&entry).await.expect(200);
    assert!(
        !page.has("[name=verdict]"),
        "it can only be read: {}",
        page.text()
    );
    let act = zhenggai::kernel::ids::ActId::fresh().to_string();
    let refused = province
        .post(&entry, &[("act_id", act.as_str()), ("verdict", "approved")])
        .await;
    assert_eq!(refused.status, 422, "{}", refused.text());
    app.pass(TimeDelta::hours(2)).await;
    rule(&province, &entry, None).await;
}
