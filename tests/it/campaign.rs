//! What the office sets of the campaign: routes of review, cohorts.

mod cohorts;

use zhenggai::domain::campaigns::Stage;
use zhenggai::domain::campaigns::founding::{NewTenant, create};
use zhenggai::kernel::scope::Actor;

use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

async fn route(app: &TestApp, tier: &str) -> Vec<String> {
    sqlx::query_scalar("select stage from routes where tenant_id = $1 and tier = $2 order by position")
        .bind(app.cast.tenants["alpha"])
        .bind(tier)
        .fetch_all(app.loader())
        .await
        .expect("read")
}

#[tokio::test]
async fn a_change_of_route_is_shown_first_and_spares_what_is_under_way() {
    let app = TestApp::small().await;
    let before = Filed::by(&app, "official", &draft("甲")).await;
    Filed::draft_by(&app, "official", &draft("乙")).await;
    let office = app.as_("office").await;
    let form = office.get("/routes").await.expect(200).form("/routes");
    let form = form.add("township", "leader").add("city", "form");
    let preview = office.submit(form.clone()).await.expect(200);
    let said = preview.texts("[role=status]").concat();
    assert!(
        said.contains("1 条草稿和退回的") && said.contains("1 条在办的照旧"),
        "{said}"
    );
    assert_eq!(route(&app, "township").await, ["group"], "nothing is changed yet");

    let apply = preview.form("/routes").set("apply", "1");
    assert_eq!(office.submit(apply.clone()).await.redirected(), "/routes");
    office.submit(apply).await.redirected();
    assert_eq!(route(&app, "township").await, ["leader", "group"]);
    assert_eq!(route(&app, "city").await, ["group", "form"]);
    let events: i64 = sqlx::query_scalar("select count(*) from events where act = 'campaign.route_set'")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(events, 2, "one a tier, the retry none");

    assert_eq!(before.now(&app).await.stage, Some(Stage::Group));
    let after = Filed::by(&app, "official", &draft("丙")).await;
    assert_eq!(after.now(&app).await.stage, Some(Stage::Leader));
}

#[tokio::test]
async fn a_route_without_a_verdict_is_refused_with_what_was_ticked() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    for (tier, stages, why) in [
        ("township", vec!["leader"], "组审和预审至少选一个"),
        ("city", vec!["unit", "group"], "不经单位初审"),
    ] {
        let mut posted = vec![
            ("act_id", "x"),
            ("apply", "1"),
            ("county", "group"),
            ("body", "group"),
        ];
        posted.extend(stages.iter().map(|stage| (tier, *stage)));
        posted.extend(
            ["township", "city"]
                .iter()
                .filter(|t| **t != tier)
                .map(|t| (*t, "group")),
        );
        let page = office.post("/routes", &posted).await.expect(422);
        assert!(page.text().contains(why), "{}", page.text());
        assert!(page.has(&format!("input[name='{tier}'][checked][aria-invalid]")));
        assert_eq!(route(&app, tier).await, ["group"]);
    }
}

#[tokio::test]
async fn a_new_jurisdiction_has_the_routes_of_the_domain_and_a_demonstration_the_groups_alone() {
    let app = TestApp::small().await;
    let routes = |slug: &'static str, parent: Option<&str>, demo| {
        let new = NewTenant {
            slug: slug.to_owned(),
            name: slug.to_owned(),
            level: "city".to_owned(),
            parent: parent.map(ToOwned::to_owned),
            demo,
            starts_on: None,
        };
        let app = &app;
        async move {
            let actor = Actor::program("test");
            create(app.app.db(), &app.clock, &actor, &new)
                .await
                .expect("made");
            let rows: Vec<(String, String)> = sqlx::query_as(
                "select r.tier, string_agg(r.stage, ' ' order by r.position) from routes r
                 join tenants t on t.id = r.tenant_id where t.slug = $1 group by r.tier order by r.tier",
            )
            .bind(slug)
            .fetch_all(app.loader())
            .await
            .expect("read");
            rows.into_iter().map(|(_, stages)| stages).collect::<Vec<_>>()
        }
    };
    let below = routes("gamma", Some("prov"), false).await;
    assert_eq!(
        below,
        [
            "form province",
            "form province",
            "leader group",
            "leader unit group"
        ]
    );
    let alone = routes("delta", None, false).await;
    assert_eq!(alone[..2], ["group form", "group form"]);
    assert_eq!(routes("epsilon", Some("prov"), true).await, ["group"; 4]);
}
