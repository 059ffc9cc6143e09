//! Carries what lies in the outbox, one delivery at a time. Several programs may run it: each takes what nobody holds.

use std::time::Duration;

use crate::domain::packages::carry;
use crate::kernel::clock::Clock;
use crate::platform::db::Db;

/// How long it rests when nothing is due.
const REST: Duration = Duration::from_secs(2);
/// How long it rests when the database can't be reached.
const TROUBLE: Duration = Duration::from_secs(10);

/// Runs until it is aborted.
pub(super) async fn run(db: Db, clock: Clock) {
    loop {
        match carry::next(&db, &clock).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(REST).await,
            Err(error) => {
                tracing::warn!(%error, "the outbox can't be read");
                tokio::time::sleep(TROUBLE).await;
            }
        }
    }
}
