//! Follows what is changed with the index of the search. Several programs may run it: each jurisdiction is one's at a time.

use std::time::Duration;

use crate::domain::search::index::{self, Step};
use crate::platform::db::Db;

/// How long it rests when nothing waits: what was written is found that much later at most.
const REST: Duration = Duration::from_secs(1);
/// How long it rests between two batches, so that pages come first while a city is indexed.
const BREATH: Duration = Duration::from_millis(20);
/// How long it rests when the database can't be reached.
const TROUBLE: Duration = Duration::from_secs(10);

/// Runs until it is aborted.
pub(super) async fn run(db: Db) {
    let mut before = None;
    loop {
        let rest = match index::next(&db, before).await {
            Ok(Step::Indexed(tenant)) => {
                before = Some(tenant);
                BREATH
            }
            Ok(Step::Busy(tenant)) => {
                before = Some(tenant);
                REST
            }
            Ok(Step::Nothing) => REST,
            Err(error) => {
                tracing::warn!(%error, "the search index can't follow");
                TROUBLE
            }
        };
        tokio::time::sleep(rest).await;
    }
}
