//! What whoever stands in does, and never does; who orders it.

use chrono::TimeDelta;
use zhenggai::domain::lists::State;
use zhenggai::domain::signing::Purpose;

use super::super::posting::{fill, path};
use super::{at_leader, life, order, recorded, typed};
use crate::support::cast::PASSWORD;
use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{Client, Page, TestApp};

async fn sign(client: &Client, filed: &Filed, purpose: &str) -> Page {
    let place = filed.path(&format!("signatures/{purpose}"));
    let form = client.get(&place).await.expect(200).form(&place);
    client.submit(form.set("password", PASSWORD)).await
}

#[tokio::test]
async fn the_county_office_orders_for_its_own_and_nobody_for_themself() {
    let app = TestApp::small().await;
    let (county, leader) = (app.as_("county").await, path(&app, "countylead"));
    let days = ["2018-09-25", "2018-09-27"];
    let outside = typed(&county, &leader, "B003", days, false).await.expect(422);
    assert!(outside.has("#delegate[aria-invalid=true]"));
    order(&county, &leader, "X002", days, false).await;
    for (who, status) in [
        ("county", 403),
        ("liaison", 403),
        ("official", 403),
        ("office@beta", 404),
    ] {
        let client = app.as_(who).await;
        let page = client.get(&format!("{}/delegations", path(&app, "leader"))).await;
        assert_eq!(page.status, status, "{who}");
    }
    // An order of another leader, or of another city, is none of this one.
    let id: String = sqlx::query_scalar("select id::text from delegations")
        .fetch_one(app.loader())
        .await
        .expect("an order");
    let office = app.as_("office").await;
    let place = format!("{}/delegations/end", path(&app, "leader"));
    assert_eq!(
        office
            .post(&place, &[("delegation", &id), ("why", "No")])
            .await
            .status,
        404
    );
    let beta = app.as_("office@beta").await;
    let place = format!("{}/delegations/end", path(&app, "leader@beta"));
    assert_eq!(
        beta.post(&place, &[("delegation", &id), ("why", "No")])
            .await
            .status,
        404
    );
    // Somebody of the office who is a cadre, too, gives nothing to themself.
    sqlx::query("insert into grants (tenant_id, id, account_id, role, from_at) values ($1, gen_random_uuid(), $2, 'office', now())")
        .bind(app.cast.tenants["alpha"])
        .bind(app.cast.member("colleague").account)
        .execute(app.loader())
        .await
        .expect("a role");
    let both = app.as_("colleague").await;
    let page = typed(&both, &path(&app, "leader"), "A002", days, true)
        .await
        .expect(422);
    assert!(page.has("#delegate[aria-invalid=true]"));
    assert_eq!(
        both.get(&format!("{}/delegations", path(&app, "colleague")))
            .await
            .status,
        403
    );
}

#[tokio::test]
async fn nobody_acts_on_their_own_nor_on_their_superiors_and_nobody_reviews_what_they_stand_in_for() {
    let app = TestApp::small().await;
    let own = at_leader(&app, "colleague", "Of who stands in").await;
    let office = app.as_("office").await;
    let days = ["2018-09-25", "2018-09-30"];
    order(&office, &path(&app, "leader"), "A002", days, true).await;
    let colleague = app.as_("colleague").await;
    assert_eq!(colleague.get(&own.path("reading")).await.status, 403);
    assert!(colleague.get("/readings").await.expect(200).has(".zg-empty"));
    // The leader's own problems are their superior's: the colleague stands in for that one, and still not for the leader.
    lay_route(&app, "alpha", "county", &["leader", "group"]).await;
    let above = Filed::by(&app, "leader", &draft("Of the superior")).await;
    order(&office, &path(&app, "citylead"), "A002", days, true).await;
    assert_eq!(colleague.get(&above.path("reading")).await.status, 403);
    assert_eq!(colleague.get(&life(&above)).await.status, 403);
    // A reviewer who stands in reviews nothing of it.
    lay_route(&app, "alpha", "township", &["group"]).await;
    let other = Filed::by(&app, "cadre", &draft("Reviewed by whom")).await;
    let reviewer = app.as_("reviewer").await;
    assert_eq!(reviewer.get(&other.path("review")).await.status, 200);
    order(&office, &path(&app, "countylead"), "B001", days, false).await;
    assert_eq!(reviewer.get(&other.path("review")).await.status, 403);
    assert!(reviewer.get("/review").await.expect(200).has(".zg-empty"));
}

#[tokio::test]
async fn only_where_it_was_ordered_a_delegate_signs_in_their_own_name_and_says_for_whom() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("Signed in whose stead"))
        .await
        .approved(&app)
        .await;
    filed.sign(&app, "official", Purpose::Claim).await;
    let office = app.as_("office").await;
    let (leader, other) = (path(&app, "leader"), app.as_("otherlead").await);
    let days = ["2018-09-25", "2018-09-27"];
    order(&office, &leader, "B003", days, false).await;
    let place = filed.path("signatures/claim");
    let sheet = other.get(&place).await.expect(200);
    assert!(
        sheet.text().contains("代理期间不能代签") && !sheet.has("#pw"),
        "{}",
        sheet.text()
    );
    let refused = other
        .post(
            &place,
            &[
                ("version", "1"),
                ("statement", &"0".repeat(64)),
                ("password", PASSWORD),
            ],
        )
        .await;
    assert!(refused.expect(422).text().contains("代理期间不能代签"));
    assert!(
        other
            .post(&filed.path("refusals"), &[("purpose", "claim")])
            .await
            .expect(422)
            .text()
            .contains("不能代签")
    );
    // Ordered anew, with signing.
    let person = office.get(&leader).await.expect(200);
    office
        .submit(
            person
                .form(&format!("{leader}/delegations/end"))
                .set("why", "With signing"),
        )
        .await
        .redirected();
    order(&office, &leader, "B003", days, true).await;
    let waiting = other.get("/to-sign").await.expect(200);
    assert!(
        waiting.text().contains("代理 leader of alpha"),
        "{}",
        waiting.text()
    );
    let sheet = other.get(&place).await.expect(200);
    let declared =
        "本人（otherlead of alpha）受委托，自2018年9月25日至2018年9月27日代理分管领导leader of alpha。";
    assert!(sheet.text().contains(declared), "{}", sheet.text());
    // A form that does not say in whose stead, as the leader's own would be, signs nothing.
    let without = sheet.form(&place).set("stands_in", "").set("password", PASSWORD);
    assert_eq!(other.submit(without).await.status, 409);
    sign(&other, &filed, "claim").await.redirected();
    assert_eq!(filed.now(&app).await.state, State::Claimed);
    let (signer, acting_for, words): (uuid::Uuid, uuid::Uuid, String) =
        sqlx::query_as("select signer_id, acting_for, declared from signatures where role = 'leader'")
            .fetch_one(app.loader())
            .await
            .expect("the signature");
    assert_eq!(
        (signer, acting_for),
        (app.cast.person("otherlead").0, app.cast.person("leader").0)
    );
    assert!(
        words.starts_with(declared) && words.ends_with("代leader of alpha签字。"),
        "{words}"
    );
    for act in ["signature.put", "problem.claimed"] {
        let events = recorded(&app, act).await;
        assert!(events.last().expect("one").1, "{act}: {events:?}");
    }
    let shown = app.as_("official").await.get(&place).await.expect(200);
    assert!(
        shown.text().contains("otherlead of alpha 代 leader of alpha") && shown.text().contains(declared)
    );
    // The completion is confirmed so, too; then an order that has run out signs nothing more.
    filed.report(&app, "Done").await;
    filed.sign(&app, "official", Purpose::Complete).await;
    let place = filed.path("signatures/complete");
    let window = other.get(&place).await.expect(200).form(&place);
    app.pass(TimeDelta::days(3)).await;
    assert_eq!(other.submit(window.set("password", PASSWORD)).await.status, 403);
    assert_eq!(
        filed.now(&app).await.rectification.as_deref(),
        Some("awaiting_leader")
    );
    order(&office, &leader, "B003", ["2018-09-28", "2018-09-30"], true).await;
    sign(&other, &filed, "complete").await.redirected();
    assert_eq!(
        filed.now(&app).await.rectification.as_deref(),
        Some("awaiting_check")
    );
}

#[tokio::test]
async fn whom_the_leader_got_is_acknowledged_in_their_stead() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("Goes along")).await;
    let office = app.as_("office").await;
    let form = fill(&office, &path(&app, "official"), "change", &[("leader", "B003")]).await;
    office.submit(form.set("step", "confirm")).await.redirected();
    order(
        &office,
        &path(&app, "otherlead"),
        "A003",
        ["2018-09-25", "2018-09-27"],
        false,
    )
    .await;
    let leader = app.as_("leader").await;
    let page = leader.get("/handovers").await.expect(200);
    assert!(page.text().contains("代理 otherlead of alpha"), "{}", page.text());
    leader.submit(page.form("/handovers")).await.redirected();
    let events = recorded(&app, "post.acknowledged").await;
    assert!(events.len() == 1 && events[0].1, "{events:?}");
    assert!(
        app.as_("otherlead")
            .await
            .get("/handovers")
            .await
            .expect(200)
            .has(".zg-empty")
    );
}

#[tokio::test]
async fn opening_a_guarded_text_in_a_leaders_stead_is_recorded_so() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "citylead", &draft("Guarded")).await;
    let office = app.as_("office").await;
    order(
        &office,
        &path(&app, "cityhead"),
        "B003",
        ["2018-09-25", "2018-09-27"],
        false,
    )
    .await;
    let other = app.as_("otherlead").await;
    // The owner leads whoever stands in.
    assert_eq!(other.get(&life(&filed)).await.status, 403);
    let person = office.get(&path(&app, "cityhead")).await.expect(200);
    let end = person.form(&format!("{}/delegations/end", path(&app, "cityhead")));
    office.submit(end.set("why", "Another")).await.redirected();
    order(
        &office,
        &path(&app, "cityhead"),
        "X002",
        ["2018-09-25", "2018-09-27"],
        false,
    )
    .await;
    let cadre = app.as_("cadre").await;
    assert_eq!(cadre.get(&life(&filed)).await.status, 200);
    let events = recorded(&app, "problem.opened").await;
    assert!(
        events.len() == 1 && events[0].1 && events[0].0.contains("stand_in"),
        "{events:?}"
    );
    let seen = app.as_("citylead").await.get(&life(&filed)).await.expect(200);
    assert!(
        seen.text().contains("cadre of alpha 代 cityhead of alpha"),
        "{}",
        seen.text()
    );
}
