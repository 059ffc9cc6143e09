//! How often a request waits for the database: the beginning, the session, the tenant, roles and campaign are in each.

use std::time::Duration;

use crate::support::{TestApp, Wire};

/// Whose page, where, and how many round trips at most, with what the pool does before and after. One of them ends the planning by habit,
/// which spares each page some milliseconds of planning; lists ask for their views.
const PAGES: [(&str, &str, usize); 9] = [
    ("nobody", "/healthz", 0),
    ("reviewer", "/review", 16),
    ("office", "/figures", 14),
    ("office", "/figures/rows?figure=remaining_county_level", 15),
    ("official", "/my", 23),
    ("official", "/problems/new", 15),
    ("leader", "/to-sign", 14),
    ("official", "/search?q=%E7%BE%A4%E4%BC%97", 20),
    ("reviewer", "/search?q=%E7%BE%A4%E4%BC%97&in=problems", 20),
];

/// Round trips of one request, once the connection gave back what it was lent.
async fn settled(wire: &Wire) -> usize {
    let mut last = wire.asked();
    loop {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let now = wire.asked();
        if now == last {
            return now;
        }
        last = now;
    }
}

#[tokio::test]
async fn requests_ask_the_database_seldom() {
    let app = TestApp::full().await;
    let (base, wire) = app.counted().await;
    let mut chatty = Vec::new();
    for (login, path, most) in PAGES {
        let client = match login {
            "nobody" => app.anonymous(),
            _ => app.as_login(login).await,
        };
        let client = client.at(&base);
        // The first time each statement is prepared.
        client.get(path).await.expect(200);
        let before = settled(&wire).await;
        client.get(path).await.expect(200);
        let asked = settled(&wire).await - before;
        if asked > most {
            chatty.push(format!("{login} {path}: {asked} round trips, at most {most}"));
        }
    }
    assert!(chatty.is_empty(), "{}", chatty.join("\n"));
}
