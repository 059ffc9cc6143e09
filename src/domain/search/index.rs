//! Keeps the index: what was changed is read anew and written, in the transaction that takes its mark away. Whoever dies in between
//! leaves the marks, and it is done again.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::Kind;
use super::store::entries::Entry;
use super::store::{entries, queue, subjects};
use super::text::Terms;
use crate::domain::likeness;
use crate::kernel::ids::TenantId;
use crate::platform::db::{Db, DbError, Tx};

/// Changes taken at a time: a second of work at most, since this holds a connection that pages wait for.
const BATCH: i64 = 150;

/// What one step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something of this jurisdiction was indexed; the next is another's turn.
    Indexed(TenantId),
    /// Another program is at it.
    Busy(TenantId),
    /// Nothing waits.
    Nothing,
}

/// Indexes a batch of one jurisdiction, the one whose turn is after `before`.
///
/// # Errors
/// When the database refuses.
pub async fn next(db: &Db, before: Option<TenantId>) -> Result<Step, DbError> {
    let mut global = db.begin_global().await?;
    let Some(tenant) = queue::whose_turn(&mut global, before).await? else {
        return Ok(Step::Nothing);
    };
    let mut tx = global.into_tenant(tenant).await?;
    if !queue::alone(&mut tx).await? {
        return Ok(Step::Busy(tenant));
    }
    let taken = queue::take(&mut tx, BATCH).await?;
    for kind in Kind::ALL {
        let of_kind = taken.iter().filter(|(of, _)| *of == kind).map(|(_, id)| *id);
        let ids: Vec<Uuid> = of_kind.collect::<BTreeSet<_>>().into_iter().collect();
        if !ids.is_empty() {
            anew(&mut tx, kind, &ids).await?;
        }
    }
    tx.commit().await?;
    Ok(Step::Indexed(tenant))
}

/// Writes the entries of some, and removes those of what is there no more.
async fn anew(tx: &mut Tx, kind: Kind, ids: &[Uuid]) -> Result<(), DbError> {
    let entries = entries_of(tx, kind, ids).await?;
    if kind == Kind::Problem {
        likeness::store::forget(tx, ids).await?;
    }
    let written: BTreeSet<Uuid> = entries.iter().map(|entry| entry.subject).collect();
    let gone: Vec<Uuid> = ids.iter().filter(|id| !written.contains(id)).copied().collect();
    if !gone.is_empty() {
        entries::remove(tx, kind, &gone).await?;
    }
    entries::put(tx, kind, &entries).await?;
    if kind == Kind::Problem {
        likeness::store::remember(tx, ids).await?;
    }
    Ok(())
}

async fn entries_of(tx: &mut Tx, kind: Kind, ids: &[Uuid]) -> Result<Vec<Entry>, DbError> {
    let terms = Terms::of(tx.tenant().0, kind);
    Ok(match kind {
        Kind::Problem => {
            let found = subjects::problems(tx, ids).await?;
            aside(move || found.iter().filter_map(|one| one.entry(terms)).collect()).await
        }
        Kind::Person => {
            let found = subjects::people(tx, ids).await?;
            aside(move || found.iter().filter_map(|one| one.entry(terms)).collect()).await
        }
        Kind::Unit => {
            let found = subjects::units(tx, ids).await?;
            aside(move || found.iter().filter_map(|one| one.entry(terms)).collect()).await
        }
    })
}

/// Taking texts apart is work of its own, beside the threads that answer.
async fn aside(work: impl FnOnce() -> Vec<Entry> + Send + 'static) -> Vec<Entry> {
    match tokio::task::spawn_blocking(work).await {
        Ok(entries) => entries,
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}
