//! Bytes of a page, as they are before compression.

use crate::support::TestApp;

const KIB: usize = 1024;

/// Whose page, where, and how large at most. The dashboard has a line for each of 114 units.
const PAGES: [(&str, &str, usize); 11] = [
    // With what can be taken, a row for each kind of each unit.
    ("reviewer", "/review", 64 * KIB),
    ("office", "/figures", 176 * KIB),
    ("office", "/figures/rows?figure=remaining_county_level", 52 * KIB),
    ("office", "/figures/rows?figure=problems_all", 52 * KIB),
    ("office", "/follow-up", 96 * KIB),
    ("office", "/follow-up/rows", 72 * KIB),
    ("office", "/follow-up/owners?cohort=city_leaders", 32 * KIB),
    ("official", "/my", 20 * KIB),
    ("leader", "/my", 24 * KIB),
    ("leader", "/to-sign", 20 * KIB),
    ("official", "/problems/new", 20 * KIB),
];

#[tokio::test]
async fn pages_of_the_full_city_are_small() {
    let app = TestApp::full().await;
    let mut heavy = Vec::new();
    for (login, path, most) in PAGES {
        let page = app.as_login(login).await.get(path).await.expect(200);
        if page.body.len() > most {
            heavy.push(format!(
                "{login} {path}: {} bytes, at most {most}",
                page.body.len()
            ));
        }
    }
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}
