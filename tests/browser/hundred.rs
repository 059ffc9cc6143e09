//! A reviewer goes through a hundred entries by keys: seventy pass, thirty go back with their reasons, and the database has each
//! once, whether or not the connection was cut meanwhile.

use std::collections::HashSet;

use crate::axe::accessible;
use crate::chromium::Chromium;
use crate::server::{Server, open};
use crate::support::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

const ENTRIES: usize = 100;
/// Nothing waits in this browser to be sent.
const SENT: &str = "Object.keys(localStorage).filter((key) => key.startsWith('zg-acts:')).every((key) => localStorage.getItem(key) === '[]')";

async fn file(app: &TestApp) {
    for n in 0..ENTRIES {
        let who = if n % 5 < 3 { "official" } else { "colleague" };
        Filed::by(app, who, &draft(&format!("第 {n} 件事推来推去"))).await;
    }
}

async fn begin(tab: &Tab) {
    open(tab, "/sign-in").await;
    tab.fill("#login", "reviewer").await;
    tab.fill("#password", PASSWORD).await;
    tab.click("main details summary").await;
    tab.fill("#tenant", "alpha").await;
    tab.submit("main form button[type=submit]").await;
    tab.open("/review").await;
    tab.submit(".zg-acts form button").await;
    tab.says("0/100").await;
}

fn goes_back(n: usize) -> bool {
    n % 10 >= 7
}

/// Rules on the entry in sight: the nth.
async fn rule(tab: &Tab, n: usize) {
    if !goes_back(n) {
        return tab.press("a").await;
    }
    for key in ["r", "0", "5", "1", "0", "Enter"] {
        tab.press(key).await;
    }
}

/// The sentence in sight, once it is one that was not seen before.
async fn next(tab: &Tab, seen: &mut HashSet<String>) {
    let known = serde_json::to_string(&seen).expect("json");
    tab.until(&format!(
        "!{known}.includes(document.querySelector('.zg-case-t')?.textContent ?? {known}[0])"
    ))
    .await;
    let title: String = tab.eval("document.querySelector('.zg-case-t').textContent").await;
    assert!(seen.insert(title));
}

async fn count(app: &TestApp, what: &str) -> i64 {
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {what}")));
    count.fetch_one(app.loader()).await.expect("counted")
}

/// Each of the hundred has one verdict, and each return its two reasons.
async fn each_once(app: &TestApp) {
    for (what, expected) in [
        ("verdicts", 100),
        ("(select distinct problem_id from verdicts) v", 100),
        ("verdicts where verdict = 'approved' and reason_count = 0", 70),
        ("verdicts where verdict = 'returned' and reason_count = 2", 30),
        (
            "verdict_reasons where code = '05' and field = 'manifestation'",
            30,
        ),
        ("verdict_reasons where code = '10' and field = 'measures.0'", 30),
        ("problems where state = 'awaiting_owner'", 70),
        ("problems where state = 'returned'", 30),
        ("events where act = 'problem.approved'", 70),
        ("events where act = 'problem.returned'", 30),
        ("lot_entries where held", 0),
        ("lot_entries where verdict_id is not null", 100),
        ("lots where ended = 'done'", 1),
        ("verdict_revocations", 0),
    ] {
        assert_eq!(count(app, what).await, expected, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_entries_by_keys() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    file(&app).await;
    let server = Server::start(&app);
    let tab = chromium.tab(&server.url()).await;
    begin(&tab).await;
    accessible(&tab).await;
    let mut seen = HashSet::from([String::new()]);
    for n in 0..ENTRIES {
        next(&tab, &mut seen).await;
        rule(&tab, n).await;
    }
    tab.arrives("/lots/").await;
    tab.says("100/100").await;
    accessible(&tab).await;
    each_once(&app).await;
    assert!(tab.faults().is_empty(), "{:?}", tab.faults());
    chromium.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_with_the_connection_cut_three_times() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    file(&app).await;
    let mut server = Server::start(&app);
    let tab = chromium.tab(&server.url()).await;
    begin(&tab).await;
    let mut seen = HashSet::from([String::new()]);
    // The 51st is ruled on while the server is away.
    for n in (0..ENTRIES).filter(|n| *n != 51) {
        next(&tab, &mut seen).await;
        match n {
            // Nothing goes out, and two more verdicts are given meanwhile.
            20 | 80 => {
                tab.until(SENT).await;
                tab.until("document.querySelector('#cockpit').dataset.ready === '3'")
                    .await;
                tab.offline(true).await;
            }
            22 | 82 => {
                tab.until("document.querySelector('#held-acts').textContent.includes('2')")
                    .await;
                tab.offline(false).await;
                tab.until(SENT).await;
                tab.until("document.querySelector('#held-acts').hidden").await;
            }
            _ => {}
        }
        rule(&tab, n).await;
        if n == 50 {
            // The server dies with the verdict under way: it may have been written, or not.
            server.kill();
            next(&tab, &mut seen).await;
            rule(&tab, 51).await;
            server.again();
            tab.until(SENT).await;
        }
    }
    tab.arrives("/lots/").await;
    each_once(&app).await;
    chromium.stop().await;
}
