//! What runs beside the pages, in every program that serves: one file a job, each calls a verb.

mod files;
mod packages;
mod search;

use tokio::task::JoinHandle;

use crate::kernel::clock::Clock;
use crate::platform::db::Db;
use crate::platform::files::FileStore;

/// Starts all jobs. Whoever serves aborts them when it stops: what is cut off is done again.
pub fn start(db: &Db, clock: &Clock, files: &FileStore) -> Vec<JoinHandle<()>> {
    vec![
        tokio::spawn(packages::run(db.clone(), clock.clone())),
        tokio::spawn(search::run(db.clone())),
        tokio::spawn(files::run(db.clone(), files.clone())),
    ]
}
