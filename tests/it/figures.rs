//! Figures: each equals its rows, today and at any past day, and whoever may not open rows gets none.

mod committee;
mod days;
mod follow_up;
mod held;
mod own;
mod recount;

use std::collections::{BTreeMap, BTreeSet};

use zhenggai::domain::rectification::Gate;

use crate::support::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp, selector};

/// Problems of several tiers and units in several states.
async fn varied(app: &TestApp) {
    for title in ["One", "Two", "Three"] {
        Filed::by(app, "leader", &draft(title)).await.claimed(app).await;
    }
    Filed::by(app, "leader", &draft("Four")).await.cosigned(app).await;
    Filed::by(app, "official", &draft("Five"))
        .await
        .accepted(app)
        .await;
    Filed::by(app, "official", &draft("Six")).await.closed(app).await;
    Filed::by(app, "official", &draft("Seven")).await;
    Filed::draft_by(app, "official", &draft("Eight")).await;
    let back = Filed::by(app, "colleague", &draft("Nine"))
        .await
        .cosigned(app)
        .await;
    back.send_back(app, "reviewer", Gate::Group).await;
    Filed::by(app, "citylead", &draft("Ten")).await;
    Filed::by(app, "official@beta", &draft("Of another city"))
        .await
        .cosigned(app)
        .await;
}

/// Every number that leads to rows: its address and what it says.
fn numbers(page: &Page) -> BTreeMap<String, u64> {
    let html = page.html();
    let to_rows = selector("a[href^='/figures/rows'], a[href^='/our-figures/rows']");
    html.select(&to_rows)
        .filter_map(|link| {
            let text: String = link.text().collect();
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            Some((link.attr("href")?.to_owned(), digits.parse().ok()?))
        })
        .collect()
}

/// The rows behind a number, over all pages of them.
pub async fn rows(client: &Client, address: &str) -> u64 {
    let (mut next, mut count) = (Some(address.to_owned()), 0);
    while let Some(address) = next {
        let page = client.get(&address).await.expect(200);
        count += page.html().select(&selector("main table tbody tr")).count() as u64;
        next = page.attributes("a[rel=next]", "href").pop();
    }
    count
}

/// What a figure says of the whole city: n and, where it is a share, N.
pub async fn figure(client: &Client, code: &str, day: &str) -> (u64, Option<u64>, String) {
    let page = client
        .get(&format!("/figures/rows?figure={code}&as_of={day}"))
        .await
        .expect(200);
    let number = |css: &str| page.texts(css).pop();
    let n = number(".zg-head .zg-fig b")
        .and_then(|n| n.parse().ok())
        .expect("a number");
    let of = number(".zg-head .zg-fig a").and_then(|n| n.parse().ok());
    (n, of, number(".zg-head .zg-fig em").unwrap_or_default())
}

#[tokio::test]
async fn every_number_of_the_overview_opens_exactly_as_many_rows() {
    let app = TestApp::small().await;
    varied(&app).await;
    let office = app.as_("office").await;
    let (mut checked, mut above_zero) = (BTreeSet::new(), 0);
    let sets = ["", "?of=all", "?of=city", "?of=county", "?of=township"];
    for set in sets {
        let page = office.get(&format!("/figures{set}")).await.expect(200);
        assert!(page.has(".zg-check:not(.is-bad)"), "{}", page.text());
        for (address, n) in numbers(&page) {
            if checked.insert(address.clone()) {
                assert_eq!(rows(&office, &address).await, n, "{address}");
                above_zero += usize::from(n > 0);
            }
        }
    }
    assert!(
        checked.len() > 50 && above_zero > 20,
        "{} {above_zero}",
        checked.len()
    );
}

#[tokio::test]
async fn a_long_list_of_rows_comes_in_pages_that_add_up() {
    let app = TestApp::small().await;
    for n in 0..120 {
        Filed::by(&app, "official", &draft(&format!("No {n}"))).await;
    }
    let office = app.as_("office").await;
    let address = "/figures/rows?figure=waiting_review";
    let first = office.get(address).await.expect(200);
    assert!(first.has("a[rel=next]"), "all on one page");
    assert_eq!(rows(&office, address).await, 120);
}

#[tokio::test]
async fn whoever_sees_figures_only_gets_numbers_and_no_rows() {
    let app = TestApp::small().await;
    varied(&app).await;
    let figures = app.as_("figures").await;
    let page = figures.get("/figures").await.expect(200);
    assert!(page.text().contains('%'));
    assert!(numbers(&page).is_empty());
    let office = app.as_("office").await;
    let some = numbers(&office.get("/figures").await.expect(200));
    assert!(!some.is_empty());
    for address in some.keys() {
        figures.get(address).await.expect(403);
    }
}

#[tokio::test]
async fn an_act_shows_in_the_next_overview() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let day = app.clock.today().to_string();
    office.get("/figures").await.expect(200);
    assert_eq!(figure(&office, "problems_all", &day).await.0, 0);
    for n in 1..=3 {
        Filed::by(&app, "official", &draft("One more"))
            .await
            .approved(&app)
            .await;
        assert_eq!(figure(&office, "problems_all", &day).await.0, n);
        let shown = numbers(&office.get("/figures?of=all").await.expect(200));
        assert!(
            shown
                .iter()
                .any(|(address, shown)| address.contains("problems_all") && *shown == n)
        );
    }
}

#[tokio::test]
async fn a_share_of_nothing_is_no_percentage_and_halves_go_up() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let day = app.clock.today().to_string();
    let (n, of, percent) = figure(&office, "immediate_county_level", &day).await;
    assert_eq!((n, of), (0, Some(0)));
    assert!(!percent.contains('0') && !percent.contains("NaN"), "{percent}");
    // 1 of 8 is 12.5, 1 of 16 is 6.25: shown as 6.3.
    Filed::by(&app, "leader", &draft("Done"))
        .await
        .cosigned(&app)
        .await;
    for _ in 1..16 {
        Filed::by(&app, "leader", &draft("Open"))
            .await
            .approved(&app)
            .await;
    }
    let (n, of, percent) = figure(&office, "immediate_county_level", &day).await;
    assert_eq!((n, of, percent.as_str()), (1, Some(16), "6.3 %"));
}
