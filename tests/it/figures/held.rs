//! Figures are held for a moment, and whoever acted sees the effect at once all the same.

use chrono::TimeDelta;

use super::{Client, Filed, TestApp, draft, numbers};

/// What the overview says is waiting for its number.
async fn waiting(client: &Client) -> u64 {
    let page = client.get("/figures").await.expect(200);
    let all = numbers(&page);
    let of = |(address, n): (&String, &u64)| address.contains("figure=waiting_number").then_some(*n);
    all.iter().find_map(of).expect("a figure")
}

#[tokio::test]
async fn whoever_acted_sees_the_effect_at_once_and_others_within_seconds() {
    let app = TestApp::holding().await;
    let other = app.another_program().await;
    let first = Filed::by(&app, "official", &draft("One"))
        .await
        .accepted(&app)
        .await;
    let second = Filed::by(&app, "official", &draft("Two"))
        .await
        .accepted(&app)
        .await;
    let office = app.as_("office").await;
    let there = office.at(&other);
    let reader = app.as_("office").await.at(&other);
    for client in [&office, &there, &reader] {
        assert_eq!(waiting(client).await, 2, "held by both programs from here on");
    }
    close(&office, &first).await;
    assert_eq!(waiting(&reader).await, 2, "who did nothing is given what is held");
    assert_eq!(waiting(&office).await, 1, "who acted sees the effect");
    assert_eq!(waiting(&office.at(&other)).await, 1, "at the other program too");
    close(&office, &second).await;
    assert_eq!(waiting(&reader).await, 1, "what the office had counted there");
    // Rows are never held, and a figure above its rows never differs from them.
    let rows = reader
        .get("/figures/rows?figure=waiting_number")
        .await
        .expect(200);
    assert!(rows.has(".zg-check:not(.is-bad)"), "{}", rows.text());
    assert_eq!(
        waiting(&reader).await,
        0,
        "and what was counted for it is held in turn"
    );
}

#[tokio::test]
async fn nothing_is_held_longer_than_five_seconds() {
    let app = TestApp::holding().await;
    let filed = Filed::by(&app, "official", &draft("One"))
        .await
        .accepted(&app)
        .await;
    let (office, reader) = (app.as_("office").await, app.as_("office").await);
    assert_eq!(waiting(&reader).await, 1);
    close(&office, &filed).await;
    app.pass(TimeDelta::milliseconds(4_999)).await;
    assert_eq!(waiting(&reader).await, 1);
    app.pass(TimeDelta::milliseconds(1)).await;
    assert_eq!(waiting(&reader).await, 0);
}

/// The office gives a problem its number.
async fn close(office: &Client, filed: &Filed) {
    let page = office.get("/closures").await.expect(200);
    let act = page.form("/closures").value("act_id").expect("an act").to_owned();
    let chosen = [("act_id", act.as_str()), ("problem", &filed.id())];
    office.post("/closures", &chosen).await.redirected();
}

#[tokio::test]
async fn another_city_is_never_given_what_was_counted_here() {
    let app = TestApp::holding().await;
    Filed::by(&app, "official", &draft("One"))
        .await
        .accepted(&app)
        .await;
    assert_eq!(waiting(&app.as_("office").await).await, 1);
    assert_eq!(waiting(&app.as_("office@beta").await).await, 0);
}

#[tokio::test]
async fn what_was_drawn_for_one_is_given_to_nobody_who_may_not_see_it() {
    let app = TestApp::holding().await;
    Filed::by(&app, "official", &draft("One")).await;
    let office = app.as_("office").await;
    for _ in 0..2 {
        let page = office.get("/figures").await.expect(200);
        assert!(page.has("a[href^='/figures/rows']"), "the office opens rows");
    }
    let reader = app.as_("figures").await.get("/figures").await.expect(200);
    assert!(!reader.has("a[href^='/figures/rows']"), "who sees figures only");
    app.as_("official").await.get("/figures").await.expect(403);
    let chinese = office.get("/figures").await.expect(200).text();
    let english = office
        .at(&app.url())
        .in_english()
        .get("/figures")
        .await
        .expect(200)
        .text();
    assert!(chinese.contains("总览") && !english.contains("总览"));
    // The same session from another window, once it was ended in this one.
    let window = office.at(&app.url());
    window.get("/figures").await.expect(200);
    office.post("/sign-out", &[]).await.redirected();
    let page = window.get("/figures").await;
    assert!(page.location().starts_with("/sign-in"), "{}", page.location());
}

#[tokio::test]
async fn a_page_that_is_given_again_is_another_request_with_forms_of_its_own() {
    let app = TestApp::holding().await;
    let office = app.as_("office").await;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..4 {
        let page = office.get("/figures").await.expect(200);
        let act = page.form("/sign-out").value("act_id").expect("an act").to_owned();
        assert_eq!(act.len(), 36, "{act}");
        let foot = page.texts(".zg-foot").join(" ");
        assert!(
            seen.insert((act, foot.clone())),
            "the same act or request twice: {foot}"
        );
        assert!(!page.body.contains(['\u{fdd0}', '\u{fdd1}', '\u{fdd2}']));
    }
    let acts: std::collections::BTreeSet<_> = seen.iter().map(|(act, _)| act).collect();
    let requests: std::collections::BTreeSet<_> = seen.iter().map(|(_, foot)| foot).collect();
    assert_eq!((acts.len(), requests.len()), (4, 4));
}
