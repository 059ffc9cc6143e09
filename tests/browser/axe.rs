//! What axe-core finds wrong with a page for those who see, hear or move otherwise.

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::tab::Tab;

const AXE: &str = include_str!("axe.min.js");
const SHA256: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
struct Node {
    html: String,
    #[serde(rename = "failureSummary", default)]
    summary: String,
}

/// Asserts that a page has none: every rule of WCAG 2.1 A and AA and of best practice.
pub async fn accessible(tab: &Tab) {
    let _: bool = tab.eval(&format!("{AXE}; true")).await;
    let found: String = tab
        .eval(
            "axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
             .then(result => JSON.stringify(result.violations))",
        )
        .await;
    let found: Vec<Violation> = serde_json::from_str(&found).expect("violations");
    let told: Vec<String> = found.iter().map(tell).collect();
    assert!(found.is_empty(), "{}:\n{}", tab.path().await, told.join("\n"));
}

fn tell(violation: &Violation) -> String {
    let Violation { id, help, nodes } = violation;
    let nodes: Vec<String> = nodes
        .iter()
        .take(4)
        .map(|node| format!("    {}\n    {}", node.html, node.summary.replace('\n', " ")))
        .collect();
    format!("{id}: {help}\n{}", nodes.join("\n"))
}

#[test]
fn axe_is_what_was_published() {
    assert_eq!(hex::encode(Sha256::digest(AXE.as_bytes())), SHA256);
}
