//! How far a long import has come.
//!
//! What goes on in a transaction is seen by nobody before it ends, so this is told over a connection of its own, by a task beside the
//! work: not before two seconds have passed, since most imports are over by then, and then once a second. A row that is
//! not told anew belongs to a program that was ended; its transaction is gone, and nothing was written.

pub mod store;

use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;

use crate::kernel::scope::Scope;
use crate::platform::db::{Db, DbError};

/// Work that is over by then is told of by its end.
const FIRST: Duration = Duration::from_secs(2);
const EACH: Duration = Duration::from_secs(1);

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// The dry run.
    Trying,
    /// The import.
    Applying,
    /// Its being taken back.
    Undoing,
}

impl Doing {
    /// The word that is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Trying => "trying",
            Self::Applying => "applying",
            Self::Undoing => "undoing",
        }
    }

    /// The meaning of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Trying, Self::Applying, Self::Undoing]
            .into_iter()
            .find(|doing| doing.code() == code)
    }
}

/// Rows done, and rows in all.
type Step = (usize, usize);

/// Where the work says how far it is. Dropped, the telling ends.
#[derive(Debug)]
pub struct Progress {
    steps: Option<watch::Sender<Step>>,
}

impl Progress {
    /// Nobody listens.
    pub fn untold() -> Self {
        Self { steps: None }
    }

    /// Begins to tell. `id` is the run's.
    pub fn told(db: &Db, scope: &Scope, id: Uuid, doing: Doing) -> Self {
        let (steps, heard) = watch::channel((0, 0));
        tokio::spawn(tell(db.clone(), scope.clone(), (id, doing), heard));
        Self { steps: Some(steps) }
    }

    /// So many rows of so many are done.
    pub fn at(&self, done: usize, total: usize) {
        if let Some(steps) = &self.steps {
            steps.send_replace((done, total));
        }
    }
}

async fn tell(db: Db, scope: Scope, what: (Uuid, Doing), mut heard: watch::Receiver<Step>) {
    let mut wait = FIRST;
    let mut told = false;
    while !over(&mut heard, wait).await {
        wait = EACH;
        let step = *heard.borrow();
        match write(&db, &scope, what, step).await {
            Ok(()) => told = true,
            Err(error) => tracing::debug!(%error, "progress of an import was not told"),
        }
    }
    if told && let Err(error) = end(&db, &scope, what.0).await {
        tracing::warn!(%error, "progress of an import that ended stays");
    }
}

/// Waits so long; true when the work ended meanwhile.
async fn over(heard: &mut watch::Receiver<Step>, wait: Duration) -> bool {
    let ended = async { while heard.changed().await.is_ok() {} };
    tokio::time::timeout(wait, ended).await.is_ok()
}

async fn write(db: &Db, scope: &Scope, (id, doing): (Uuid, Doing), step: Step) -> Result<(), DbError> {
    let mut tx = db.begin(scope).await?;
    store::tell(&mut tx, id, doing, step).await?;
    tx.commit().await
}

async fn end(db: &Db, scope: &Scope, id: Uuid) -> Result<(), DbError> {
    let mut tx = db.begin(scope).await?;
    store::end(&mut tx, id).await?;
    tx.commit().await
}
