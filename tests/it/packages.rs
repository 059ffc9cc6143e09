//! Pre-review: packages up, verdicts back, and nothing that reads across.

mod carrying;
mod undoing;

use zhenggai::domain::campaigns::Stage;
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::State;
use zhenggai::domain::packages::{actions, carry};
use zhenggai::kernel::ids::{ActId, PackageId};
use zhenggai::kernel::scope::Actor;

use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{Client, TestApp};

/// Freezes all that waits in a city, as its office would.
pub async fn freeze(app: &TestApp, city: &str) -> PackageId {
    let mut tx = app.tx(city).await;
    let actor = Actor {
        account: Some(app.cast.member(&format!("office@{city}")).account),
        ..Actor::default()
    };
    let campaign = app.campaign(&mut tx).await;
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now())
        .await
        .expect("an act");
    let package = actions::freeze(&mut tx, &mut act, &campaign)
        .await
        .expect("frozen");
    tx.commit().await.expect("committed");
    package.id
}

/// Carries whatever is due.
pub async fn carry_all(app: &TestApp) {
    // A verdict goes down once it can't be undone any more.
    app.pass(chrono::TimeDelta::seconds(10)).await;
    while carry::next(app.app.db(), &app.clock).await.expect("carried") {}
}

/// A problem of the city's deputy that waits to be handed up.
async fn waiting(app: &TestApp, title: &str) -> Filed {
    lay_route(app, "alpha", "city", &["province"]).await;
    Filed::by(app, "citylead", &draft(title)).await
}

/// The first entry that waits for the province.
pub async fn first(province: &Client) -> String {
    let queue = province.get("/prereview").await.expect(200);
    queue.attributes("td.main a", "href").remove(0)
}

pub async fn rule(province: &Client, entry: &str, reason: Option<&str>) {
    let form = province.get(entry).await.expect(200).form(entry);
    let form = match reason {
        None => form.set("verdict", "approved"),
        Some(code) => form
            .set("verdict", "returned")
            .add("reason", code)
            .set("words", "请再写具体"),
    };
    province.submit(form).await.redirected();
}

#[tokio::test]
async fn a_list_goes_up_comes_back_with_reasons_and_passes_when_handed_up_again() {
    let app = TestApp::small().await;
    lay_route(&app, "alpha", "city", &["form", "province"]).await;
    let mut filed = Filed::by(&app, "citylead", &draft("推诿")).await;
    let (office, province) = (app.as_("office").await, app.as_("province@prov").await);
    assert!(office.get("/packages").await.expect(200).has(".zg-empty"));
    let form = office.get(&filed.path("reading")).await.expect(200);
    let form = form.form(&filed.path("readings")).set("verdict", "approved");
    office.submit(form).await.redirected();
    assert_eq!(filed.now(&app).await.stage, Some(Stage::Province));

    let page = office.get("/packages").await.expect(200);
    assert!(page.text().contains("等着报送 1 条") && !page.text().contains("推诿"));
    let freeze = page.form("/packages");
    office.submit(freeze.clone()).await.redirected();
    office.submit(freeze).await.redirected();
    let page = office.get("/packages").await.expect(200);
    assert!(page.text().contains("预审〔2018〕1号") && page.text().contains("报送中"));
    assert!(
        province.get("/prereview").await.expect(200).has(".zg-empty"),
        "not carried yet"
    );

    carry_all(&app).await;
    let entry = first(&province).await;
    assert!(province.get("/prereview").await.text().contains("City of alpha"));
    let seen = province.get(&entry).await.expect(200);
    assert!(seen.text().contains("推诿"), "{}", seen.text());
    let bare = seen
        .form(&entry)
        .set("verdict", "returned")
        .set("words", "请再写具体");
    let again = province.submit(bare).await.expect(422);
    assert_eq!(again.form(&entry).value("words"), Some("请再写具体"));
    rule(&province, &entry, Some("05")).await;
    assert_eq!(filed.now(&app).await.state, State::Submitted, "on its way back");
    carry_all(&app).await;
    assert_eq!(filed.now(&app).await.state, State::Returned);
    let own = app.as_("citylead").await;
    let life = own
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200)
        .text();
    assert!(
        life.contains("预审退回") && life.contains("请再写具体") && life.contains("省活动办"),
        "{life}"
    );

    app.pass(chrono::TimeDelta::hours(1)).await;
    lay_route(&app, "alpha", "city", &["province"]).await;
    let mut better = draft("推诿");
    better.manifestation = "6月以来 11 件投诉重转办。".to_owned();
    filed.submit(&app, &better).await;
    self::freeze(&app, "alpha").await;
    carry_all(&app).await;
    let second = first(&province).await;
    let seen = province.get(&second).await.expect(200);
    assert!(
        seen.texts(".zg-change ins").concat().contains("11 件"),
        "the change comes first"
    );
    rule(&province, &second, None).await;
    carry_all(&app).await;
    let now = filed.now(&app).await;
    assert_eq!(
        (now.state, now.approved_at),
        (State::AwaitingOwner, Some(app.clock.now()))
    );
    let acts = filed.acts(&app).await;
    let told = |act: &&String| ["problem.returned", "problem.prereviewed"].contains(&act.as_str());
    assert_eq!(
        acts.iter().filter(told).collect::<Vec<_>>(),
        ["problem.returned", "problem.prereviewed"]
    );
    let list = office.get("/packages").await.expect(200);
    let link = list.attributes("td.main a", "href").remove(0);
    assert!(office.get(&link).await.expect(200).text().contains("预审通过"));
}

#[tokio::test]
async fn the_provinces_queue_is_the_provinces_and_each_opening_is_recorded() {
    let app = TestApp::small().await;
    waiting(&app, "甲").await;
    let package = freeze(&app, "alpha").await;
    carry_all(&app).await;
    let entry = format!("/prereview/{package}/1");
    for who in ["office", "officehead", "grouphead", "citylead", "office@beta"] {
        let client = app.as_(who).await;
        assert_eq!(client.get(&entry).await.status, 403, "{who}");
        assert_eq!(
            client.post(&entry, &[("verdict", "approved")]).await.status,
            403,
            "{who}"
        );
    }
    assert_eq!(
        app.as_("office@beta")
            .await
            .get(&format!("/packages/{package}"))
            .await
            .status,
        404
    );
    let province = app.as_("province@prov").await;
    for gone in ["/prereview/x/1", &format!("/prereview/{package}/2")] {
        assert_eq!(province.get(gone).await.status, 404, "{gone}");
    }
    province.get(&entry).await.expect(200);
    let opened: i64 = sqlx::query_scalar(
        "select count(*) from events where act = 'package.opened' and object_id = $1 and tenant_id = $2",
    )
    .bind(package)
    .bind(app.cast.tenants["prov"])
    .fetch_one(app.loader())
    .await
    .expect("counted");
    assert_eq!(opened, 1);
    // Given once, a verdict stands.
    let form = province.get(&entry).await.expect(200).form(&entry);
    let (yes, other) = (form.clone().set("verdict", "approved"), form);
    province.submit(yes.clone()).await.redirected();
    province.submit(yes).await.redirected();
    let forged = [
        ("act_id", "01890000-0000-7000-8000-000000000001"),
        ("verdict", "returned"),
        ("reason", "05"),
        ("field-05", "title"),
    ];
    drop(other);
    assert_eq!(province.post(&entry, &forged).await.status, 422);
    let sent: i64 = sqlx::query_scalar("select count(*) from outbox where kind = 'verdict'")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(sent, 1);
}
