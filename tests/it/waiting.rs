//! What stands beside the entries of the navigation: for everybody exactly as many as the page shows that the entry opens.

use std::collections::{BTreeMap, BTreeSet};

use crate::packages::carry_all;
use crate::rights::world::World;
use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{Client, Page, TestApp, selector};
use crate::templates::every_state;

/// Entries that say how much waits, and what is one of it on their page. The other entries never say a number.
const PAGES: [(&str, &str); 12] = [
    ("/my", "li.zg-task[id]"),
    ("/bodies", "main .zg-state.is-act"),
    ("/readings", "main td.main"),
    ("/to-sign", "main td.main, main td.zg-count"),
    ("/handovers", "main tbody tr"),
    (
        "/review",
        "main a[href*='/review?'][href^='/problems/'], main a[href$='/review'][href^='/problems/']",
    ),
    ("/checks", "main tbody tr"),
    ("/prereview", "main td.main a"),
    ("/packages", "main .zg-sheet-b p .zg-nowrap"),
    ("/closures", "main tbody tr"),
    ("/extensions", "main tbody tr"),
    ("/look-backs", "main .zg-waits li"),
];

/// What the navigation of a page says, by entry.
fn said(page: &Page) -> BTreeMap<String, String> {
    let (entry, number) = (selector(".zg-nav a"), selector("em"));
    let html = page.html();
    let entries = html.select(&entry).map(|entry| {
        let says = entry.select(&number).next();
        let says = says.map(|em| em.text().next().unwrap_or_default().trim().to_owned());
        (
            entry.attr("href").unwrap_or_default().to_owned(),
            says.unwrap_or_default(),
        )
    });
    entries.collect()
}

fn distinct(page: &Page, css: &str) -> usize {
    // A leader's sheets say how many statements are on each: 3 条.
    let says = |text: &str| {
        text.split_once(' ')
            .and_then(|(count, _)| count.parse::<usize>().ok())
    };
    let (html, row) = (page.html(), selector(css));
    let rows = html.select(&row);
    let all = rows.map(|row| {
        if row.value().classes().any(|class| class == "zg-count") {
            says(&row.text().collect::<String>()).expect("a count")
        } else {
            1
        }
    });
    let all = all.sum();
    // Where a row has several links, its address counts once.
    let links: BTreeSet<String> = page.attributes(css, "href").into_iter().collect();
    if links.is_empty() { all } else { links.len() }
}

/// Holds every number of a navigation against its page; gives the entries that said one.
async fn hold(client: &Client, who: &str) -> BTreeSet<&'static str> {
    let front = client.get("/account").await.expect(200);
    let mut spoke = BTreeSet::new();
    for (entry, says) in said(&front) {
        let Some((path, css)) = PAGES.iter().find(|(path, _)| *path == entry) else {
            assert_eq!(says, "", "{who}: {entry}");
            continue;
        };
        let page = client.get(path).await.expect(200);
        let shown = distinct(&page, css);
        let expected = if shown == 0 {
            String::new()
        } else {
            shown.to_string()
        };
        assert_eq!(says, expected, "{who}: {path} shows {shown}\n{}", page.text());
        assert_eq!(
            said(&page).get(&entry),
            Some(&says),
            "{who}: on every page the same"
        );
        if shown > 0 {
            spoke.insert(*path);
        }
    }
    spoke
}

#[tokio::test]
async fn every_number_is_that_of_the_page_it_leads_to() {
    let app = TestApp::small().await;
    Box::pin(every_state(&app)).await;
    World::build(&app).await;
    carry_all(&app).await;
    // Once more what waits to be handed up, and a body's that was sent back.
    lay_route(&app, "alpha", "city", &["province"]).await;
    Filed::by(&app, "citylead", &draft("Not yet handed up")).await;
    lay_route(&app, "alpha", "city", &["group"]).await;
    let body = Filed::by_body(&app, "alpha", &draft("The body's")).await;
    let back = zhenggai::domain::review::Decision {
        ruling: zhenggai::domain::review::Ruling::Redo,
        words: "Once more".to_owned(),
        reasons: vec![zhenggai::domain::review::GivenReason {
            code: "05".to_owned(),
            field: "manifestation".to_owned(),
            quote: String::new(),
            words: "Which ones".to_owned(),
        }],
    };
    body.rule(&app, "reviewer", &back).await.expect("sent back");
    let mut members = app.cast.logins("alpha");
    members.push("province@prov".to_owned());
    let mut spoke = BTreeSet::new();
    for who in &members {
        let client = app.as_(who).await;
        spoke.extend(hold(&client, who).await);
        if who == "official" {
            // What is done is counted no longer.
            let before = said(&client.get("/account").await.expect(200))["/my"].clone();
            let waiting = Filed::by(&app, "official", &draft("Approved now")).await;
            waiting.approved(&app).await;
            let after = said(&client.get("/account").await.expect(200))["/my"].clone();
            let number = |text: &str| text.parse::<i64>().expect("a number");
            assert_eq!(number(&after), number(&before) + 1, "waits for the signature");
        }
    }
    let all: BTreeSet<&str> = PAGES.iter().map(|(path, _)| *path).collect();
    assert_eq!(spoke, all, "each entry was seen with something");
}

#[tokio::test]
async fn a_number_is_not_counted_beyond_what_is_said() {
    let app = TestApp::small().await;
    for n in 0..101 {
        Filed::by(&app, "official", &draft(&format!("No {n}"))).await;
    }
    let reviewer = app.as_("reviewer").await;
    assert_eq!(
        said(&reviewer.get("/account").await.expect(200))["/review"],
        "99+"
    );
    for who in ["sysadmin", "secadmin", "auditor", "figures"] {
        let said = said(&app.as_(who).await.get("/account").await.expect(200));
        assert!(said.values().all(String::is_empty), "{who}: {said:?}");
    }
}
