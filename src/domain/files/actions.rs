//! Keeping a file that was put where files lie, and taking it back. The caller records the event: it knows what the file is for.

use super::{FilesError, store};
use crate::domain::ledger::Act;
use crate::kernel::ids::FileId;
use crate::platform::db::Tx;
use crate::platform::files::{FileStore, Stored};

/// Writes the row of a file that was put there. The caller's event names its digest.
///
/// # Errors
/// [`FilesError::Gone`] when it does not lie there any more.
pub async fn keep(tx: &mut Tx, act: &Act, files: &FileStore, stored: &Stored) -> Result<FileId, FilesError> {
    // Until this transaction ends nobody sweeps what is in it.
    store::hold(tx, &stored.kept).await?;
    if files.since(tx.tenant(), &stored.kept).await?.is_none() {
        return Err(FilesError::Gone);
    }
    Ok(store::add(tx, stored, (act.actor.account, act.at)).await?)
}

/// Takes a file of the actor's own back: it is shown and handed out no more. The caller records the event.
///
/// # Errors
/// [`FilesError::NotYours`] when it is another's, or was taken back before.
pub async fn take_back(tx: &mut Tx, act: &Act, id: FileId) -> Result<(), FilesError> {
    let taken = store::take_back(tx, id, (act.actor.account, act.at)).await?;
    if taken { Ok(()) } else { Err(FilesError::NotYours) }
}
