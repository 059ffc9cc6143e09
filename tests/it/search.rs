//! Search: what is found, by whom, and that it follows what is written.

mod following;
mod index;
mod page;
mod table;

use zhenggai::domain::search::index::{Step, next};

use crate::support::{Client, Page, TestApp};

/// Indexes all that waits, as the job does.
pub async fn indexed(app: &TestApp) {
    let mut before = None;
    loop {
        match next(app.app.db(), before).await.expect("indexed") {
            Step::Indexed(tenant) => before = Some(tenant),
            Step::Busy(tenant) => panic!("somebody else indexes {tenant}"),
            Step::Nothing => return,
        }
    }
}

/// The page of a search.
pub async fn search(client: &Client, q: &str, more: &str) -> Page {
    let q: String = url::form_urlencoded::byte_serialize(q.as_bytes()).collect();
    client.get(&format!("/search?q={q}{more}")).await.expect(200)
}

/// Where the results of a search lead, in their order.
pub async fn found(client: &Client, q: &str) -> Vec<String> {
    search(client, q, "").await.attributes(".zg-hits h3 a", "href")
}
