//! The stages beside the group's: reading by the leader in charge, first check, check of form.

use zhenggai::domain::campaigns::Stage;
use zhenggai::domain::lists::State;
use zhenggai::domain::review::Decision;

use super::filed::{Filed, draft, lay_route};
use crate::support::{Client, Page, TestApp};

/// Opens the entry as somebody and passes it on with remarks.
async fn pass(client: &Client, filed: &Filed, words: &str) -> Page {
    let page = client.get(&filed.path("reading")).await.expect(200);
    let form = page.form(&filed.path("readings")).set("verdict", "approved");
    client.submit(form.set("words", words)).await
}

#[tokio::test]
async fn a_township_problem_goes_through_leader_and_unit_to_the_group_with_their_remarks() {
    let app = TestApp::small().await;
    lay_route(&app, "alpha", "township", &["leader", "unit", "group"]).await;
    let filed = Filed::by(&app, "official", &draft("甲事推来推去")).await;
    assert_eq!(filed.now(&app).await.stage, Some(Stage::Leader));
    let (leader, liaison) = (app.as_("leader").await, app.as_("liaison").await);
    assert_eq!(leader.get("/").await.redirected(), "/readings");
    assert!(
        leader
            .get("/my")
            .await
            .expect(200)
            .text()
            .contains("有 1 条清单等您审阅或初审")
    );
    assert!(
        leader
            .get("/readings")
            .await
            .expect(200)
            .text()
            .contains("甲事推来推去")
    );
    assert_eq!(liaison.get(&filed.path("reading")).await.status, 403);

    assert_eq!(
        pass(&leader, &filed, "请再想想根源").await.redirected(),
        "/readings"
    );
    assert_eq!(filed.now(&app).await.stage, Some(Stage::Unit));
    assert!(leader.get("/readings").await.expect(200).has(".zg-empty"));
    let seen = liaison.get(&filed.path("reading")).await.expect(200);
    assert!(seen.text().contains("请再想想根源"), "{}", seen.text());
    assert!(!seen.has("[value=returned]") && !seen.has("[name=reason]"));
    pass(&liaison, &filed, "时限偏长").await.redirected();

    let reviewer = app.as_("reviewer").await;
    let page = reviewer.get(&filed.review("")).await.expect(200);
    let side = page.texts(".zg-side").concat();
    assert!(
        side.contains("请再想想根源") && side.contains("时限偏长"),
        "{side}"
    );
    let approved = Filed {
        problem: filed.now(&app).await,
        ..filed
    };
    approved
        .rule(&app, "reviewer", &Decision::approval(""))
        .await
        .expect("approved");
    assert_eq!(approved.now(&app).await.state, State::AwaitingOwner);
    let acts = approved.acts(&app).await;
    assert_eq!(
        acts[2..],
        ["problem.read", "problem.remarked", "problem.approved"]
    );
    let life = app
        .as_("official")
        .await
        .get(&format!("/problems/{}", approved.id()))
        .await
        .expect(200);
    for word in ["分管领导阅过", "初审提出意见", "时限偏长", "审核通过"] {
        assert!(life.text().contains(word), "{word}");
    }
}

#[tokio::test]
async fn the_leader_returns_with_a_reason_and_the_route_begins_anew() {
    let app = TestApp::small().await;
    lay_route(&app, "alpha", "township", &["leader", "unit", "group"]).await;
    let mut filed = Filed::by(&app, "official", &draft("甲")).await;
    let leader = app.as_("leader").await;
    let page = leader.get(&filed.path("reading")).await.expect(200);
    let form = page.form(&filed.path("readings")).set("verdict", "returned");
    let wrong = leader.submit(form.clone().set("words", "不够")).await.expect(422);
    assert_eq!(wrong.form(&filed.path("readings")).value("words"), Some("不够"));
    let form = form.add("reason", "05").set("field-05", "manifestation");
    leader.submit(form.clone()).await.redirected();
    let again = leader.submit(form).await.redirected();
    assert_eq!(
        (again.as_str(), filed.verdict_count(&app).await),
        ("/readings", 1)
    );
    assert_eq!(filed.now(&app).await.state, State::Returned);
    assert!(
        app.as_("official")
            .await
            .get("/my")
            .await
            .text()
            .contains("分管领导")
    );

    let mut better = draft("甲");
    better.manifestation = "6月以来 11 件投诉重转办。".to_owned();
    filed.submit(&app, &better).await;
    assert_eq!(filed.now(&app).await.stage, Some(Stage::Leader));
    let seen = leader.get(&filed.path("reading")).await.expect(200);
    assert!(
        seen.texts(".zg-change ins").concat().contains("11 件"),
        "the change comes first"
    );
    pass(&leader, &filed, "").await.redirected();
    // Read meanwhile, but what changed since the return still comes first.
    let unit = app
        .as_("liaison")
        .await
        .get(&filed.path("reading"))
        .await
        .expect(200);
    assert!(unit.texts(".zg-change ins").concat().contains("11 件"));
}

#[tokio::test]
async fn the_unit_only_remarks_and_never_on_its_own_account() {
    let app = TestApp::small().await;
    lay_route(&app, "alpha", "township", &["unit", "group"]).await;
    let filed = Filed::by(&app, "cadre", &draft("乙")).await;
    let county = app.as_("county").await;
    let form = county
        .get(&filed.path("reading"))
        .await
        .expect(200)
        .form(&filed.path("readings"));
    let forged = [
        ("act_id", form.value("act_id").unwrap_or_default()),
        ("version", form.value("version").unwrap_or_default()),
        ("verdict", "returned"),
        ("reason", "05"),
        ("field-05", "title"),
    ];
    assert_eq!(county.post(&filed.path("readings"), &forged).await.status, 403);
    for (who, status) in [
        ("liaison", 403),
        ("countylead", 403),
        ("reviewer", 403),
        ("county@beta", 404),
    ] {
        assert_eq!(
            app.as_(who).await.get(&filed.path("reading")).await.status,
            status,
            "{who}"
        );
    }
    assert_eq!(filed.verdict_count(&app).await, 0);
    // A county office has no hand in a department, which the city office stands in for.
    let department = Filed::by(&app, "official", &draft("甲")).await;
    assert_eq!(county.get(&department.path("reading")).await.status, 403);
    pass(&app.as_("officehead").await, &department, "")
        .await
        .redirected();
    assert_eq!(department.now(&app).await.stage, Some(Stage::Group));
    // Whoever is head of a unit and files does not check their own.
    let (account, unit) = (app.cast.member("official").account, app.cast.unit("dept-a"));
    sqlx::query(
        "insert into grants (tenant_id, id, account_id, role, unit_id, from_at)
         values ($1, gen_random_uuid(), $2, 'unit_head', $3, $4)",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(account)
    .bind(unit)
    .bind(app.clock.now())
    .execute(app.loader())
    .await
    .expect("a head");
    let own = Filed::by(&app, "official", &draft("丙")).await;
    let head = app.as_("official").await;
    assert_eq!(head.get(&own.path("reading")).await.status, 403);
    assert!(head.get("/readings").await.expect(200).has(".zg-empty"));
    let other = Filed::by(&app, "colleague", &draft("丁")).await;
    pass(&head, &other, "同意上报").await.redirected();
    assert_eq!(other.now(&app).await.stage, Some(Stage::Group));
}

#[tokio::test]
async fn the_check_of_form_is_the_named_readers_and_each_opening_is_recorded() {
    let app = TestApp::small().await;
    lay_route(&app, "alpha", "city", &["form", "group"]).await;
    let filed = Filed::by(&app, "citylead", &draft("丙")).await;
    assert_eq!(
        app.as_("officehead")
            .await
            .get(&filed.path("reading"))
            .await
            .status,
        403
    );
    let office = app.as_("office").await;
    assert!(!office.get("/readings").await.expect(200).text().contains('丙'));
    let page = office.get(&filed.path("reading")).await.expect(200);
    let form = page.form(&filed.path("readings"));
    let redo = form.clone().set("verdict", "redo").add("reason", "11");
    assert_eq!(office.submit(redo.add("field-11", "title")).await.status, 403);
    let form = form.set("verdict", "returned").add("reason", "11");
    office.submit(form.set("field-11", "title")).await.redirected();
    let now = filed.now(&app).await;
    assert_eq!((now.state, now.approved_at), (State::Returned, None));
    let acts = filed.acts(&app).await;
    assert_eq!(acts.last().map(String::as_str), Some("problem.returned"));
    assert!(acts.contains(&"problem.opened".to_owned()));
}

#[tokio::test]
async fn without_a_leader_in_charge_their_reading_is_passed_over() {
    let app = TestApp::small().await;
    lay_route(&app, "alpha", "city", &["leader", "group"]).await;
    let first = Filed::by(&app, "cityhead", &draft("甲")).await;
    assert_eq!(first.now(&app).await.stage, Some(Stage::Group));
    let second = Filed::by(&app, "citylead", &draft("乙")).await;
    assert_eq!(second.now(&app).await.stage, Some(Stage::Leader));
}
