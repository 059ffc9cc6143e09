//! A shared view shares the question and never rows: whoever opens it sees what they may read.

use super::{others, rows, save, share, views};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

#[tokio::test]
async fn everybody_who_may_open_the_list_finds_it_and_sees_their_own_rows() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let path = "/people?rank=township_principal&columns=name,unit";
    let view = save(&office, path, "Township heads").await;
    for who in ["officehead", "liaison"] {
        assert!(others(&app.as_(who).await, "/people").await.is_empty(), "{who}");
    }
    share(&office, &view, "everybody").await;
    for (who, n) in [
        ("office", 3),
        ("officehead", 3),
        ("liaison", 1),
        ("unithead", 1),
        ("county", 1),
    ] {
        let client = app.as_(who).await;
        let page = client.get("/people").await.expect(200);
        // One's own stand above the list, those of others in its menu.
        let place = if who == "office" {
            ".zg-views a"
        } else {
            ".zg-others li a"
        };
        assert_eq!(page.attributes(place, "href"), [path], "{who}");
        let shown = client.get(path).await.expect(200);
        assert_eq!(rows(&shown).len(), n, "{who}");
        assert_eq!(
            shown.texts(".zg-views a[aria-current] span[lang]"),
            ["Township heads"],
            "{who}"
        );
        let index = client.get("/views").await.expect(200);
        assert_eq!(index.texts(".zg-view-list a[lang]"), ["Township heads"], "{who}");
    }
    // Whoever may not open the list doesn't hear of it, nor does another city.
    for who in ["official", "auditor", "figures", "office@beta", "liaison@beta"] {
        let index = app.as_(who).await.get("/views").await.expect(200);
        assert!(!index.body.contains("Township heads"), "{who}");
    }
    assert!(others(&app.as_("office@beta").await, "/people").await.is_empty());
}

#[tokio::test]
async fn a_unit_and_a_group_find_what_is_shared_with_them() {
    let app = TestApp::small().await;
    let liaison = app.as_("liaison").await;
    let view = save(&liaison, "/people?q=lead", "Of the department").await;
    share(&liaison, &view, &format!("unit:{}", app.cast.unit("dept-a"))).await;
    for (who, finds) in [
        ("liaison", true),
        ("unithead", true),
        ("county", false),
        ("office", false),
    ] {
        let client = app.as_(who).await;
        let mut found = views(&client, "/people").await;
        found.extend(others(&client, "/people").await);
        assert_eq!(found.contains(&"Of the department".to_owned()), finds, "{who}");
    }
    // Whoever has a post there finds what is shared with it, too.
    let official = app.as_("official").await;
    for who in ["official", "colleague", "leader", "reviewer", "cadre"] {
        Filed::draft_by(&app, who, &draft("One")).await;
    }
    let own = save(&official, "/my?columns=title", "Titles").await;
    share(&official, &own, &format!("unit:{}", app.cast.unit("dept-a"))).await;
    for (who, finds) in [
        ("colleague", true),
        ("leader", true),
        ("reviewer", false),
        ("cadre", false),
    ] {
        let found = others(&app.as_(who).await, "/my").await;
        assert_eq!(found == ["Titles"], finds, "{who}: {found:?}");
    }
    Filed::by(&app, "official", &draft("Waits for the group")).await;
    let reviewer = app.as_("reviewer").await;
    let queue = save(&reviewer, "/review?again=0", "First").await;
    share(&reviewer, &queue, &format!("group:{}", app.cast.groups["alpha"])).await;
    assert_eq!(others(&app.as_("grouphead").await, "/review").await, ["First"]);
    assert!(
        others(&app.as_("grouphead@beta").await, "/review")
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn nobody_shares_with_a_circle_that_is_not_theirs() {
    let app = TestApp::small().await;
    let liaison = app.as_("liaison").await;
    let view = save(&liaison, "/people", "Mine").await;
    let form = liaison.get(&view).await.expect(200).form(&view);
    let foreign = [
        format!("unit:{}", app.cast.unit("dept-b")),
        format!("unit:{}", app.cast.unit("dept-a@beta")),
        format!("group:{}", app.cast.groups["alpha"]),
        "anything".to_owned(),
        String::new(),
    ];
    for with in foreign {
        let page = liaison
            .submit(form.clone().set("shared", &with))
            .await
            .expect(422);
        assert!(page.has("#shared-e"), "{with}");
    }
    for who in ["office", "county", "unithead"] {
        assert!(others(&app.as_(who).await, "/people").await.is_empty(), "{who}");
    }
}

#[tokio::test]
async fn a_shared_question_about_figures_opens_nothing_for_others() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("Of the official")).await;
    let office = app.as_("office").await;
    let path = format!(
        "/figures/rows?figure=waiting_review&unit={}&columns=title,number",
        app.cast.unit("dept-a")
    );
    let view = save(&office, &path, "Department A").await;
    share(&office, &view, "everybody").await;
    let head = app.as_("officehead").await;
    let found = head.get("/views").await.expect(200);
    assert_eq!(
        found.attributes(".zg-view-list a[lang]", "href"),
        std::slice::from_ref(&path)
    );
    assert_eq!(rows(&head.get(&path).await.expect(200))[0][0], "Oftheofficial");
    for who in ["official", "unithead", "figures", "reviewer"] {
        let client = app.as_(who).await;
        assert_eq!(client.get(&path).await.status, 403, "{who}");
        assert!(!client.get("/views").await.body.contains("Department A"), "{who}");
    }
}

#[tokio::test]
async fn a_units_name_is_told_to_whom_may_look_its_people_up() {
    let app = TestApp::small().await;
    let other = app.cast.unit("dept-b");
    let name: String = sqlx::query_scalar("select name from units where id = $1")
        .bind(other)
        .fetch_one(app.loader())
        .await
        .expect("a name");
    let path = format!("/people?unit={other}");
    for (who, told) in [
        ("office", true),
        ("liaison", false),
        ("unithead", false),
        ("county", false),
    ] {
        let client = app.as_(who).await;
        let page = client.get(&path).await.expect(200);
        assert_eq!(page.body.contains(&name), told, "{who}");
        let book = client
            .get(&path.replace("/people", "/people.xlsx"))
            .await
            .expect(200);
        let texts = crate::imports::books::texts(&book.bytes).concat().join("\n");
        assert_eq!(texts.contains(&name), told, "{who}");
    }
    // One's own, and what stands below it, is named.
    let own = format!("/people?unit={}", app.cast.unit("dept-a"));
    let page = app.as_("liaison").await.get(&own).await.expect(200);
    assert_eq!(page.texts("#unit option[selected]").len(), 1);
}
