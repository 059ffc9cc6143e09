//! A view of one's own: saved, named, opened, made the first, deleted.

use super::{heads, save, views};
use crate::imports::sheets::count;
use crate::support::{Client, TestApp};

#[tokio::test]
async fn a_view_keeps_filters_and_columns_and_no_place_and_no_act() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let path = "/people?rank=county_deputy&columns=rank,name";
    let view = save(&office, path, "County  chiefs").await;
    let page = office.get(path).await.expect(200);
    assert_eq!(page.texts(".zg-views a[aria-current]"), ["County chiefs"]);
    assert_eq!(page.attributes(".zg-views a", "href"), [path]);
    assert!(page.texts(".zg-views a[aria-current]").len() == 1 && view.starts_with("/views/"));
    // What else stands in an address, and whatever is posted, is left out.
    let forged = [
        ("act_id", "0199c0de-0000-7000-8000-000000000001"),
        ("list", "people"),
        ("query", "after=7&act_id=8&x=9&q=+Chief+&columns=name,nothing"),
        ("name", "Forged"),
    ];
    let to = office.post("/views", &forged).await.redirected();
    assert_eq!(to, "/people?q=Chief&columns=name");
    let events = "select count(*) from events where tenant_id = $1 and act = 'view.saved'";
    assert_eq!(count(&app, app.cast.tenants["alpha"], events).await, 2);
    // The same act once more counts once.
    assert_eq!(office.post("/views", &forged).await.redirected(), to);
    assert_eq!(count(&app, app.cast.tenants["alpha"], events).await, 2);
    let ledger = app
        .as_("auditor")
        .await
        .get("/ledger?act=view.")
        .await
        .expect(200);
    assert!(ledger.text().contains("存了视图") && ledger.text().contains("列表干部"));
    assert!(
        !ledger.text().contains("Forged"),
        "texts never go into the ledger"
    );
}

#[tokio::test]
async fn names_are_asked_for_again_with_what_was_typed() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    save(&office, "/people", "Mine").await;
    let form = || async { office.get("/people?q=x").await.expect(200).form("/views") };
    let long = "长".repeat(41);
    for (name, why) in [
        ("Mine", "已经有同名的视图"),
        ("  ", "请写名称"),
        (long.as_str(), "最多 40 字"),
    ] {
        let page = office.submit(form().await.set("name", name)).await.expect(422);
        assert!(page.texts(".err")[0].contains(why), "{}", page.text());
        assert_eq!(page.attributes("#name", "value"), [name]);
        let again = page.form("/views").set("name", &format!("Other {why}"));
        let to = office.submit(again).await.redirected();
        assert_eq!(to, "/people?q=x");
    }
    // Another list, another name space.
    save(&office, "/units", "Mine").await;
    let unknown = [("list", "nothing"), ("query", ""), ("name", "x")];
    assert_eq!(office.post("/views", &unknown).await.status, 422);
    let not_theirs = [("list", "ledger"), ("query", ""), ("name", "x")];
    assert_eq!(office.post("/views", &not_theirs).await.status, 403);
}

#[tokio::test]
async fn there_is_an_end_to_how_many_one_keeps() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    sqlx::query(
        "insert into saved_views (tenant_id, id, account_id, list, name, query, created_at, changed_at)
         select $1, gen_random_uuid(), $2, 'people', 'View ' || n, '', now(), now() from generate_series(1, 50) n",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.member("office").account)
    .execute(app.loader())
    .await
    .expect("views");
    let form = office.get("/units").await.expect(200).form("/views");
    let page = office.submit(form.set("name", "One more")).await.expect(422);
    assert!(page.texts(".err")[0].contains("50"));
}

#[tokio::test]
async fn a_list_opens_by_the_view_that_one_wants_first() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let path = "/people?q=lead&columns=staff_no,name";
    let view = save(&office, path, "Leaders").await;
    let other = save(&office, "/people?columns=rank,name", "Ranks").await;
    assert_eq!(office.get("/people").await.status, 200);
    first(&office, &view).await;
    assert_eq!(office.get("/people").await.redirected(), path);
    // Whoever asks for anything gets what they ask for; columns that are not named are the view's.
    let all = office.get("/people?all=1").await.expect(200);
    assert_eq!(heads(&all), ["人员编号", "姓名"]);
    let everybody = office.get("/people?q=&unit=&rank=").await.expect(200);
    assert_eq!(everybody.texts(".zg-line p"), all.texts(".zg-line p"));
    let narrowed = office.get(path).await.expect(200);
    let all = narrowed.attributes(".zg-filter a", "href");
    assert_eq!(all, ["/people?columns=staff_no,name"]);
    // The usual columns have to be named now.
    let usual = narrowed.attributes(".zg-choose a[href^='/people']", "href");
    assert_eq!(heads(&office.get(&usual[0]).await.expect(200)).len(), 5);
    // One is the first at a time; one without filters leads nowhere else.
    first(&office, &other).await;
    let page = office.get("/people").await.expect(200);
    assert_eq!(heads(&page), ["职级", "姓名"]);
    let marks = office.get("/views").await.expect(200);
    assert_eq!(marks.texts(".zg-view-list .is-ok").len(), 1);
    // Nobody else's list opens by it.
    assert_eq!(heads(&app.as_("officehead").await.get("/people").await).len(), 5);
}

async fn first(client: &Client, view: &str) {
    let form = client.get(view).await.expect(200).form(view);
    client.submit(form.add("opens_list", "1")).await.redirected();
}

#[tokio::test]
async fn a_view_is_renamed_and_deleted_by_its_owner_alone() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let view = save(&office, "/people?q=lead", "Leaders").await;
    let other = save(&office, "/people?q=x", "Taken").await;
    let form = || async { office.get(&view).await.expect(200).form(&view) };
    office
        .submit(form().await.set("name", "Renamed"))
        .await
        .redirected();
    assert_eq!(views(&office, "/people").await, ["Renamed", "Taken"]);
    let page = office.submit(form().await.set("name", "Taken")).await.expect(422);
    assert!(page.texts(".err")[0].contains("已经有同名的视图"));
    for who in ["officehead", "liaison", "auditor"] {
        let client = app.as_(who).await;
        assert_eq!(client.get(&view).await.status, 403, "{who}");
        assert_eq!(client.post(&view, &[("name", "Mine")]).await.status, 403, "{who}");
    }
    let beta = app.as_("office@beta").await;
    assert_eq!(beta.get(&view).await.status, 404);
    assert_eq!(beta.post(&format!("{view}/deletion"), &[]).await.status, 404);
    for view in [&view, &other] {
        let sure = format!("{view}/deletion");
        let form = office.get(view).await.expect(200).form(&sure);
        assert_eq!(office.submit(form).await.redirected(), "/views");
        assert_eq!(office.get(view).await.status, 404);
    }
    assert!(views(&office, "/people").await.is_empty());
    let kept = "select count(*) from saved_views where tenant_id = $1";
    assert_eq!(count(&app, app.cast.tenants["alpha"], kept).await, 0);
    let events = "select count(*) from events where tenant_id = $1 and act = 'view.deleted'";
    assert_eq!(count(&app, app.cast.tenants["alpha"], events).await, 2);
}
