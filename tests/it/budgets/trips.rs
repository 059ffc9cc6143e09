//! How often a request waits for the database: the beginning, the session, the tenant, roles and campaign are in each.

use std::time::Duration;

use crate::support::{TestApp, Wire};

/// Whose page, where, and how many round trips at most, with what the pool does before and after. One of them ends the planning by habit,
/// which spares each page some milliseconds of planning; lists ask for their views.
const PAGES: [(&str, &str, usize); 12] = [
    ("nobody", "/healthz", 0),
    // Beside what waits: the reviewer's open lots, what is in others', the first that nobody holds, and the reasons for a batch.
    ("reviewer", "/review", 20),
    // One of them asks which years of the calendar were entered.
    ("office", "/figures", 15),
    ("office", "/figures/rows?figure=remaining_county_level", 15),
    // Parts of the whole, and the rows; on the other pages one question each.
    ("office", "/follow-up/rows", 16),
    ("office", "/follow-up", 14),
    ("office", "/follow-up/owners?cohort=all", 14),
    ("official", "/my", 24),
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

/// What a reviewer does 300 times an hour: the next entry of a lot, and the verdict on it. A page reads the entry with what was said of
/// it, who owns it, what is like it, the lot and its people, the colleagues, and what can be undone; a verdict writes verdict, lot,
/// problem, span and event.
const COCKPIT: usize = 36;
const VERDICT: usize = 29;

#[tokio::test]
async fn going_through_a_lot_asks_the_database_seldom() {
    let app = TestApp::full().await;
    let (base, wire) = app.counted().await;
    let reviewer = app.as_login("reviewer").await.at(&base);
    let queue = reviewer.get("/review").await.expect(200);
    let mut here = reviewer.submit(queue.form("/lots")).await.redirected();
    let mut counted = Vec::new();
    for _ in 0..3 {
        let before = settled(&wire).await;
        let page = reviewer.get(&here).await.expect(200);
        let drawn = settled(&wire).await;
        let action = here
            .split('?')
            .next()
            .unwrap_or_default()
            .replace("/review", "/verdicts");
        let form = page.form(&action).set("verdict", "approved");
        here = reviewer.submit(form).await.redirected();
        counted.push((drawn - before, settled(&wire).await - drawn));
    }
    // The first time each statement is prepared; from the second on something can be undone.
    let (page, verdict) = counted[2];
    assert!(
        page <= COCKPIT && verdict <= VERDICT,
        "page and verdict: {counted:?}, at most {COCKPIT} and {VERDICT}"
    );
}
