//! Cohorts: a preview of who is in, figures of past days, a route of their own.

use chrono::TimeDelta;
use zhenggai::domain::campaigns::Stage;

use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{Client, Page, TestApp};

/// Makes a cohort and gives its path.
async fn make(office: &Client, name: &str) -> String {
    let form = office.get("/cohorts").await.expect(200).form("/cohorts");
    office.submit(form.set("name", name)).await.redirected().clone()
}

/// Whether somebody is in a cohort by name, from the rows.
async fn is_in(app: &TestApp, name: &str, who: &str) -> bool {
    sqlx::query_scalar(
        "select exists (select from cohort_members m join cohorts c on c.id = m.cohort_id
         where c.name = $1 and m.owner_id = $2 and m.to_at = 'infinity')",
    )
    .bind(name)
    .bind(app.cast.person(who))
    .fetch_one(app.loader())
    .await
    .expect("read")
}

fn said(page: &Page) -> String {
    page.texts("[role=status]").concat()
}

#[tokio::test]
async fn who_comes_in_and_goes_out_is_shown_before_it_is_done() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let path = make(&office, "住建口").await;
    let form = office.get(&path).await.expect(200).form(&path);
    let form = form
        .set("units", "Department A")
        .set("named", "X002\nStanding Committee");
    let preview = office.submit(form.clone()).await.expect(200);
    // Three of the department, one of the county, the body.
    assert!(
        said(&preview).contains("改后有 5 个：进 5 个，出 0 个"),
        "{}",
        said(&preview)
    );
    assert!(!is_in(&app, "住建口", "official").await, "nothing is changed yet");
    let confirm = preview.form(&path).set("apply", "1");
    assert_eq!(office.submit(confirm.clone()).await.redirected(), path);
    office.submit(confirm).await.redirected();
    assert!(is_in(&app, "住建口", "official").await && is_in(&app, "住建口", "cadre").await);
    let events: i64 = sqlx::query_scalar("select count(*) from events where act = 'cohort.set'")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(events, 1, "the retry none");

    app.pass(TimeDelta::days(1)).await;
    let form = office.get(&path).await.expect(200).form(&path);
    let preview = office
        .submit(form.set("units", "").add("tier", "city"))
        .await
        .expect(200);
    assert!(said(&preview).contains("进 2 个，出 3 个"), "{}", said(&preview));
    office
        .submit(preview.form(&path).set("apply", "1"))
        .await
        .redirected();
    assert!(!is_in(&app, "住建口", "official").await && is_in(&app, "住建口", "citylead").await);
    // What was, was: yesterday's set is what it had been, and whoever stayed kept their day.
    let spans: Vec<(String, i64)> = sqlx::query_as(
        "select case when m.to_at = 'infinity' then 'open' else 'ended' end, count(*) from cohort_members m
         join cohorts c on c.id = m.cohort_id where c.name = '住建口' and m.from_at < $1 group by 1 order by 1",
    )
    .bind(app.clock.now() - TimeDelta::hours(1))
    .fetch_all(app.loader())
    .await
    .expect("read");
    assert_eq!(spans, [("ended".to_owned(), 3), ("open".to_owned(), 2)]);
}

#[tokio::test]
async fn what_is_typed_wrong_is_named_and_kept_and_a_set_that_changed_is_shown_again() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let path = make(&office, "甲").await;
    let twice = office
        .get("/cohorts")
        .await
        .expect(200)
        .form("/cohorts")
        .set("name", "甲");
    assert!(office.submit(twice).await.expect(422).has("#name-e"));
    let form = office.get(&path).await.expect(200).form(&path);
    let wrong = form
        .clone()
        .set("named", "A001\nZ999")
        .set("units", "Nowhere")
        .add("route", "leader");
    let page = office.submit(wrong).await.expect(422);
    let text = page.text();
    assert!(
        text.contains("Z999") && text.contains("没有这个单位：Nowhere"),
        "{text}"
    );
    assert!(text.contains("组审和预审至少选一个"), "{text}");
    assert_eq!(page.form(&path).value("named").map(str::trim), Some("A001\nZ999"));

    let preview = office.submit(form.set("units", "Department A")).await.expect(200);
    let confirm = preview.form(&path).set("apply", "1");
    sqlx::query("update posts set to_at = $2 where person_id = $1")
        .bind(app.cast.person("colleague"))
        .bind(app.clock.now())
        .execute(app.loader())
        .await
        .expect("ended");
    let again = office.submit(confirm).await.expect(200);
    assert!(said(&again).contains("进 2 个"), "{}", said(&again));
    assert!(!is_in(&app, "甲", "official").await);
}

#[tokio::test]
async fn a_cohort_of_one_department_takes_another_way_and_what_is_under_way_keeps_its_own() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let before = Filed::by(&app, "official", &draft("甲")).await;
    for (name, unit, stages, sort_no) in [
        ("后说", "Department A", ["group", "form"], "20"),
        ("先说", "Department A", ["leader", "group"], "10"),
    ] {
        let path = make(&office, name).await;
        let form = office.get(&path).await.expect(200).form(&path);
        let form = form.set("units", unit).set("sort_no", sort_no);
        let form = stages.iter().fold(form, |form, stage| form.add("route", stage));
        let preview = office.submit(form).await.expect(200);
        assert!(preview.text().contains("组审"), "{}", preview.text());
        office
            .submit(preview.form(&path).set("apply", "1"))
            .await
            .redirected();
    }
    // The lower number decides; other departments and what is under way go on as they did.
    let after = Filed::by(&app, "official", &draft("乙")).await.now(&app).await;
    assert_eq!(
        (after.stage, after.rest_of_route),
        (Some(Stage::Leader), vec![Stage::Group])
    );
    assert_eq!(before.now(&app).await.stage, Some(Stage::Group));
    assert!(before.now(&app).await.rest_of_route.is_empty());
    let other = Filed::by(&app, "cadre", &draft("丙")).await.now(&app).await;
    assert_eq!(
        (other.stage, other.rest_of_route),
        (Some(Stage::Group), Vec::new())
    );
    // The tier's route may change meanwhile: the cohort's stands.
    lay_route(&app, "alpha", "township", &["unit", "group"]).await;
    let again = Filed::by(&app, "colleague", &draft("丁")).await.now(&app).await;
    assert_eq!(again.stage, Some(Stage::Leader));
    // In a list they are told side by side.
    let list = office.get("/cohorts").await.expect(200).text();
    assert!(
        list.contains("县处级以上") && list.contains("副科级以上"),
        "{list}"
    );
}
