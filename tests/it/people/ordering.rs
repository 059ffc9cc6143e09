//! Who orders posts, what is refused, and what ends with a post.

use super::posting::{confirm, fill, look, path};
use crate::figures::figure;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

#[tokio::test]
async fn ending_a_post_leaves_problems_and_ends_roles_of_the_unit() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "cadre", &draft("Stays"))
        .await
        .approved(&app)
        .await;
    sqlx::query(
        "insert into grants (tenant_id, id, account_id, role, unit_id, from_at)
         values ($1, gen_random_uuid(), $2, 'liaison', $3, now())",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.member("cadre").account)
    .bind(app.cast.unit("county"))
    .execute(app.loader())
    .await
    .expect("a role");
    let (county, person) = (app.as_("county").await, path(&app, "cadre"));
    assert_eq!(app.as_("cadre").await.get("/ours").await.status, 200);
    let preview = look(&county, &person, "end", &[]).await.expect(200);
    assert!(preview.text().contains("联络员"), "{}", preview.text());
    confirm(&county, &person, &preview).await;
    assert_eq!(filed.now(&app).await.top_unit, app.cast.unit("county"));
    assert_eq!(app.as_("cadre").await.get("/ours").await.status, 403);
    let page = county.get(&person).await.expect(200);
    assert!(
        page.text().contains("已不在任"),
        "the county still sees who was its own"
    );
    let office = app.as_("office").await;
    let today = app.clock.today().to_string();
    assert_eq!(figure(&office, "cadres", &today).await.0, 9);
    assert_eq!(figure(&office, "problems_all", &today).await.0, 1);
}

#[tokio::test]
async fn a_county_office_orders_posts_of_its_own_into_its_own_and_what_is_wrong_is_said() {
    let app = TestApp::small().await;
    let (county, person) = (app.as_("county").await, path(&app, "cadre"));
    let outside = look(&county, &person, "change", &[("unit", "Department B")]).await;
    assert!(outside.expect(422).has("#unit[aria-invalid=true]"));
    let inside = look(&county, &person, "change", &[("unit", "County")]).await;
    confirm(&county, &person, &inside.expect(200)).await;
    for who in ["official", "countylead"] {
        let status = county.get(&format!("{}/posting", path(&app, who))).await.status;
        assert_eq!(status, if who == "official" { 403 } else { 200 }, "{who}");
    }
    let office = app.as_("office").await;
    let official = path(&app, "official");
    for (field, value) in [
        ("unit", "Nowhere"),
        ("unit", ""),
        ("title", " "),
        ("rank", "x"),
        ("leader", "A001"),
        ("leader", "nobody"),
        ("on", "2018-09-26"),
        ("on", "some day"),
    ] {
        let page = look(&office, &official, "change", &[(field, value)])
            .await
            .expect(422);
        assert!(
            page.has(&format!("#{field}[aria-invalid=true]")),
            "{field} {value}: {}",
            page.text()
        );
        assert_eq!(page.attributes("#on", "value").len(), 1);
    }
    // The same post twice, and an event without its words.
    let form = fill(&office, &official, "change", &[]).await.set("kind", "open");
    assert!(
        office
            .submit(form)
            .await
            .expect(422)
            .has("#title[aria-invalid=true]")
    );
    let data: Vec<String> = sqlx::query_scalar("select data from events where act = 'post.changed'")
        .fetch_all(app.loader())
        .await
        .expect("events");
    assert!(data.len() == 1 && !data[0].contains("document"), "{data:?}");
}
