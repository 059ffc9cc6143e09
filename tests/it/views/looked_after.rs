//! Views of others: in a menu and not in everybody's way, kept above the list by whoever uses them, taken down by the office; names that are
//! seen, and an end to how many one keeps even of forms that come at once.

use super::{others, save, share, views};
use crate::imports::sheets::count;
use crate::support::TestApp;

#[tokio::test]
async fn views_of_others_stand_in_a_menu_until_they_are_pinned() {
    let app = TestApp::small().await;
    let (office, head) = (app.as_("office").await, app.as_("officehead").await);
    let path = "/people?q=lead&columns=name,unit";
    let view = save(&office, path, "Leaders").await;
    share(&office, &view, "everybody").await;
    save(&head, "/people?q=x", "Mine").await;
    assert_eq!(views(&head, "/people").await, ["Mine"]);
    assert_eq!(others(&head, "/people").await, ["Leaders"]);
    // What is shown is marked, wherever it stands else.
    assert_eq!(views(&head, path).await, ["Mine", "Leaders"]);
    assert!(others(&head, path).await.is_empty());

    let pin = format!("{view}/pin");
    let form = head.get("/views").await.expect(200).form(&pin);
    assert_eq!(head.submit(form).await.redirected(), "/views");
    assert_eq!(views(&head, "/people").await, ["Mine", "Leaders"]);
    assert!(others(&head, "/people").await.is_empty());
    // It is pinned for whoever pinned it.
    assert_eq!(others(&app.as_("liaison").await, "/people").await, ["Leaders"]);
    let form = head.get("/views").await.expect(200).form(&pin);
    head.submit(form).await.redirected();
    assert_eq!(views(&head, "/people").await, ["Mine"]);

    // Nobody pins what they don't find, and what is not shared any more is gone from above the list.
    let pinned = [("on", "1")];
    head.post(&pin, &pinned).await.redirected();
    share(&office, &view, "nobody").await;
    assert_eq!(views(&head, "/people").await, ["Mine"]);
    for who in ["officehead", "official", "liaison"] {
        assert_eq!(app.as_(who).await.post(&pin, &pinned).await.status, 403, "{who}");
    }
    assert_eq!(app.as_("office@beta").await.post(&pin, &pinned).await.status, 404);
    // A view that goes takes its pins along.
    let sure = format!("{view}/deletion");
    let form = office.get(&view).await.expect(200).form(&sure);
    office.submit(form).await.redirected();
    let pins = "select count(*) from view_pins where tenant_id = $1";
    assert_eq!(count(&app, app.cast.tenants["alpha"], pins).await, 0);
}

#[tokio::test]
async fn a_long_menu_is_cut_and_leads_to_all_of_them() {
    let app = TestApp::small().await;
    sqlx::query(
        "insert into saved_views (tenant_id, id, account_id, list, name, query, shared, created_at, changed_at)
         select $1, gen_random_uuid(), $2, 'people', 'View ' || n, 'q=' || n, 'everybody', now(), now() from generate_series(10, 59) n",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.member("liaison").account)
    .execute(app.loader())
    .await
    .expect("views");
    let office = app.as_("office").await;
    let page = office.get("/people").await.expect(200);
    assert!(!page.has(".zg-views a"), "nobody else's views are tabs");
    assert_eq!(page.texts(".zg-others summary"), ["别人的视图 50"]);
    assert_eq!(page.texts(".zg-others li").len(), 20);
    assert_eq!(page.texts(".zg-others p a"), ["全部视图"]);
}

#[tokio::test]
async fn the_office_takes_a_shared_view_down_and_its_owner_keeps_it() {
    let app = TestApp::small().await;
    let (liaison, office) = (app.as_("liaison").await, app.as_("office").await);
    let path = "/people?q=lead";
    let view = save(&liaison, path, "Not for here").await;
    let down = format!("{view}/withdrawal");
    // What is nobody else's is not the office's to take down.
    assert_eq!(office.post(&down, &[]).await.status, 422);
    // Also what is shared with a circle that the office is not part of.
    share(&liaison, &view, &format!("unit:{}", app.cast.unit("dept-a"))).await;
    assert_eq!(
        others(&app.as_("unithead").await, "/people").await,
        ["Not for here"]
    );
    app.as_("unithead")
        .await
        .post(&format!("{view}/pin"), &[("on", "1")])
        .await
        .redirected();
    for who in ["liaison", "unithead", "county", "auditor", "figures"] {
        let client = app.as_(who).await;
        assert_eq!(client.post(&down, &[]).await.status, 403, "{who}");
        assert!(!client.get("/views").await.expect(200).has("#shared-h"), "{who}");
    }
    assert_eq!(app.as_("office@beta").await.post(&down, &[]).await.status, 404);
    let form = office.get("/views").await.expect(200).form(&down);
    assert_eq!(office.submit(form).await.redirected(), "/views");
    assert!(!office.get("/views").await.expect(200).has("#shared-h"));
    assert!(others(&app.as_("unithead").await, "/people").await.is_empty());
    assert!(views(&app.as_("unithead").await, "/people").await.is_empty());

    // The owner keeps it, knows, and can't share it again; changing its name goes.
    assert_eq!(views(&liaison, "/people").await, ["Not for here"]);
    let index = liaison.get("/views").await.expect(200);
    assert_eq!(
        index.texts(".zg-view-list .zg-state"),
        ["市活动办已收回，只有自己看得到"]
    );
    let form = liaison.get(&view).await.expect(200).form(&view);
    let page = liaison
        .submit(form.clone().set("shared", "everybody").set("name", "As typed"))
        .await
        .expect(422);
    assert!(page.texts("#shared-e")[0].contains("市活动办收回了这个视图"));
    assert_eq!(page.attributes("#name", "value"), ["As typed"]);
    liaison.submit(form.set("name", "Renamed")).await.redirected();
    assert_eq!(views(&liaison, "/people").await, ["Renamed"]);

    // The ledger names what was taken down, and whose it was.
    let data: Vec<String> = sqlx::query_scalar("select data from events where act = 'view.withdrawn'")
        .fetch_all(app.loader())
        .await
        .expect("events");
    assert_eq!(data.len(), 1);
    for word in ["Not for here", "liaison of alpha", "people", "unit"] {
        assert!(data[0].contains(word), "{word}: {}", data[0]);
    }
    let ledger = app.as_("auditor").await.get("/ledger?act=view.withdrawn").await;
    let said = ledger.expect(200).text();
    assert!(
        said.contains("收回共享的视图") && said.contains("Not for here"),
        "{said}"
    );
}

#[tokio::test]
async fn a_name_that_is_not_seen_is_refused_and_stands_there_again() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    for name in [
        "\u{200b}",
        "a\u{202e}b",
        "县\u{2066}里",
        "x\u{7}y",
        "\u{3164}\u{2800}",
    ] {
        let form = office.get("/people?q=x").await.expect(200).form("/views");
        let page = office.submit(form.set("name", name)).await.expect(422);
        assert!(page.texts(".err")[0].contains("看不见"), "{}", page.text());
        assert_eq!(page.attributes("#name", "value"), [name]);
    }
    // What surrounds a name goes, whatever sort of blank it is.
    let form = office.get("/people?q=x").await.expect(200).form("/views");
    office
        .submit(form.set("name", "\u{3000} 县里\u{a0}\t"))
        .await
        .redirected();
    assert_eq!(views(&office, "/people").await, ["县里"]);
    let view = save(&office, "/people?q=y", "Other").await;
    let form = office.get(&view).await.expect(200).form(&view);
    let page = office.submit(form.set("name", "a\u{200d}b")).await.expect(422);
    assert!(
        page.texts("#name-e")[0].contains("第 2 个字符"),
        "{}",
        page.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_holds_also_for_views_that_are_saved_at_once() {
    let app = TestApp::small().await;
    sqlx::query(
        "insert into saved_views (tenant_id, id, account_id, list, name, query, created_at, changed_at)
         select $1, gen_random_uuid(), $2, 'people', 'View ' || n, '', now(), now() from generate_series(1, 48) n",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.member("office").account)
    .execute(app.loader())
    .await
    .expect("views");
    let office = app.as_("office").await;
    let mut forms = Vec::new();
    for n in 0..6 {
        let form = office.get("/units").await.expect(200).form("/views");
        forms.push(form.set("name", &format!("At once {n}")));
    }
    let mut saved = tokio::task::JoinSet::new();
    for form in forms {
        let office = office.clone();
        saved.spawn(async move { office.submit(form).await.status });
    }
    let mut answers = saved.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers, [303, 303, 422, 422, 422, 422]);
    let kept = "select count(*) from saved_views where tenant_id = $1";
    assert_eq!(count(&app, app.cast.tenants["alpha"], kept).await, 50);
}
