//! Sweeps files without a row away, every hour. Several programs may run it: of each file one at a time decides.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::domain::files::{FilesError, sweep};
use crate::domain::tenants;
use crate::kernel::clock::Clock;
use crate::platform::db::Db;
use crate::platform::files::FileStore;

/// How long it rests: what it is for is a day old.
const REST: Duration = Duration::from_hours(1);

/// Runs until it is aborted.
pub(super) async fn run(db: Db, files: FileStore) {
    // Files are dated by the machine, however the program's own clock is shifted.
    let clock = Clock::system();
    loop {
        match swept(&db, &files, clock.now()).await {
            Ok(0) => {}
            Ok(swept) => tracing::info!(swept, "files without a row are gone"),
            Err(error) => tracing::warn!(%error, "files without a row can't be swept"),
        }
        tokio::time::sleep(REST).await;
    }
}

async fn swept(db: &Db, files: &FileStore, now: DateTime<Utc>) -> Result<usize, FilesError> {
    let mut global = db.begin_global().await?;
    let all = tenants::store::all(&mut global).await?;
    drop(global);
    let known: Vec<_> = all.into_iter().map(|tenant| tenant.id).collect();
    sweep::sweep(db, files, &known, now).await
}
