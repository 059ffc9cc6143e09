//! Who reads the texts of a problem, and which openings are recorded.

use super::acts;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

/// Everybody of the city who gets the page of a problem.
async fn readers(app: &TestApp, filed: &Filed) -> Vec<String> {
    let mut readers = Vec::new();
    for login in app.cast.logins("alpha") {
        let page = app
            .as_(&login)
            .await
            .get(&format!("/problems/{}", filed.id()))
            .await;
        match page.status {
            200 | 303 => readers.push(login),
            403 => assert!(!page.body.contains("谁也不该看到"), "{login}"),
            other => panic!("{login}: {other}"),
        }
    }
    readers
}

#[tokio::test]
async fn each_tier_is_read_by_those_whom_the_rule_names_and_nobody_else() {
    let app = TestApp::small().await;
    let text = draft("谁也不该看到");
    for (owner, expected) in [
        // Township, in a department: no county office.
        (
            "official",
            vec![
                "grouphead",
                "leader",
                "office",
                "officehead",
                "official",
                "reviewer",
            ],
        ),
        // Township, in the county.
        (
            "cadre",
            vec![
                "cadre",
                "county",
                "countylead",
                "grouphead",
                "office",
                "officehead",
                "reviewer",
            ],
        ),
        // County tier, in the county: not for the county's office.
        (
            "countylead",
            vec![
                "citylead",
                "countylead",
                "grouphead",
                "office",
                "officehead",
                "reviewer",
            ],
        ),
        // 市级领导: of the office only who is named for it.
        (
            "citylead",
            vec!["cityhead", "citylead", "grouphead", "office", "reviewer"],
        ),
    ] {
        let filed = Filed::by(&app, owner, &text).await;
        assert_eq!(readers(&app, &filed).await, expected, "{owner}");
        let unsent = Filed::draft_by(&app, owner, &text).await;
        assert_eq!(readers(&app, &unsent).await, [owner], "a draft of {owner}");
    }
    // 班子: its drafter while it is being filed, its principal, the superior named on it, and of the office who is named for it.
    let filed = Filed::by_body(&app, "alpha", &text).await;
    let everybody = [
        "cityhead",
        "citylead",
        "colleague",
        "grouphead",
        "office",
        "reviewer",
    ];
    assert_eq!(readers(&app, &filed).await, everybody, "a body's");
    let filed = filed.approved(&app).await;
    let past = ["cityhead", "citylead", "grouphead", "office", "reviewer"];
    assert_eq!(readers(&app, &filed).await, past, "a body's, approved");
    let unsent = Filed::draft_of_body(&app, "alpha", &text).await;
    assert_eq!(
        readers(&app, &unsent).await,
        ["citylead", "colleague"],
        "a body's draft"
    );
}

#[tokio::test]
async fn other_cities_ids_and_what_is_no_id_are_not_found() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official@beta", &draft("甲")).await;
    for who in ["official", "reviewer", "office"] {
        let client = app.as_(who).await;
        for path in [
            "",
            "/edit",
            "/revisions/1",
            "/signatures/claim",
            "/correction",
            "/completion",
        ] {
            let page = client.get(&format!("/problems/{}{path}", filed.id())).await;
            assert_eq!(page.status, 404, "{who} {path}");
        }
        let posted = client
            .post(&filed.path("draft"), &[("title", "乙"), ("version", "1")])
            .await;
        assert_eq!(posted.status, 404, "{who}");
    }
    let official = app.as_("official").await;
    assert_eq!(official.get("/problems/7").await.status, 404);
    assert_eq!(
        official
            .get("/problems/00000000-0000-4000-8000-000000000000")
            .await
            .status,
        404
    );
    assert_eq!(filed.now(&app).await.version, filed.problem.version);
}

#[tokio::test]
async fn other_peoples_problems_are_not_edited() {
    let app = TestApp::small().await;
    let filed = Filed::draft_by(&app, "official", &draft("甲")).await;
    for who in ["colleague", "leader", "reviewer", "office", "sysadmin"] {
        let client = app.as_(who).await;
        assert_eq!(client.get(&filed.path("edit")).await.status, 403, "{who}");
        for to in ["draft", "submission"] {
            let posted = client
                .post(&filed.path(to), &[("title", "乙"), ("version", "1")])
                .await;
            assert_eq!(posted.status, 403, "{who} {to}");
        }
        // Nor by naming it in a new problem's form.
        let named = client
            .post(
                "/problems",
                &[("id", &filed.id()), ("title", "乙"), ("version", "1")],
            )
            .await;
        assert_eq!(named.status, 403, "{who}");
    }
    assert_eq!(filed.now(&app).await.version, filed.problem.version);
}

#[tokio::test]
async fn opening_a_guarded_text_writes_an_event_each_time_and_the_owner_sees_by_whom() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "citylead", &draft("市级领导的一句话")).await;
    let id = filed.id();
    let openings = || async {
        let acts = acts(&app, &id).await;
        acts.iter().filter(|act| *act == "problem.opened").count()
    };
    let owner = app.as_("citylead").await;
    owner.get(&format!("/problems/{id}")).await.expect(200);
    assert_eq!(openings().await, 0, "one's own is no opening");
    let refused = app.as_("officehead").await;
    refused.get(&format!("/problems/{id}")).await.expect(403);
    assert_eq!(openings().await, 0, "nothing was opened");
    let office = app.as_("office").await;
    for (count, path) in ["", "/revisions/1", "/signatures/claim"].iter().enumerate() {
        office.get(&format!("/problems/{id}{path}")).await.expect(200);
        assert_eq!(openings().await, count + 1, "{path}");
    }
    app.as_("cityhead")
        .await
        .get(&format!("/problems/{id}"))
        .await
        .expect(200);
    let data: Vec<String> = sqlx::query_scalar(
        "select data from events where act = 'problem.opened' and object_id = $1::uuid order by id",
    )
    .bind(&id)
    .fetch_all(app.loader())
    .await
    .expect("read");
    assert!(
        data[0].contains(r#""as":"named""#) && data[3].contains(r#""as":"leader""#),
        "{data:?}"
    );
    let page = owner.get(&format!("/problems/{id}")).await.expect(200);
    assert!(page.text().contains("别人打开阅读 4 次"), "{}", page.text());
    assert!(page.text().contains("cityhead of alpha"));
}
