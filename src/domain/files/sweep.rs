//! Sweeps files away that nobody wrote a row for: of uploads that were cut off, or whose form was not taken.

use chrono::{DateTime, TimeDelta, Utc};

use super::{FilesError, store};
use crate::kernel::ids::TenantId;
use crate::kernel::scope::Scope;
use crate::platform::db::Db;
use crate::platform::files::{FileStore, Lying};

/// How long a file lies without a row before it is swept.
pub const AGE: TimeDelta = TimeDelta::days(1);

/// Sweeps everything that was put there before `now` by more than [`AGE`] and has no row; gives how many. `now` is by the clock of the machines
/// and not by the program's own, which may be shifted: it is what files are dated by.
///
/// Of a jurisdiction that is not among the `known` of this database nothing is touched: two programs may share a bucket by mistake.
///
/// # Errors
/// When the database or the place of the files refuses; what was swept stays swept.
pub async fn sweep(
    db: &Db,
    files: &FileStore,
    known: &[TenantId],
    now: DateTime<Utc>,
) -> Result<usize, FilesError> {
    let mut swept = 0;
    for tenant in files.tenants().await? {
        if !known.contains(&tenant) {
            tracing::warn!(%tenant, "files of a jurisdiction that is not known here are left alone");
            continue;
        }
        let old = |file: &Lying| now - file.at > AGE;
        for file in files.all(tenant).await?.into_iter().filter(old) {
            swept += usize::from(sweep_one(db, files, (tenant, file), now).await?);
        }
    }
    Ok(swept)
}

/// Under the content's lock, so that nobody keeps it meanwhile; looked at again there, since it may have been put anew.
async fn sweep_one(
    db: &Db,
    files: &FileStore,
    (tenant, file): (TenantId, Lying),
    now: DateTime<Utc>,
) -> Result<bool, FilesError> {
    let mut tx = db.begin(&Scope::program(tenant, "sweep")).await?;
    store::hold(&mut tx, &file.digest).await?;
    if store::is_named(&mut tx, &file.digest).await? {
        return Ok(false);
    }
    let since = files.since(tenant, &file.digest).await?;
    if since.is_none_or(|at| now - at <= AGE) {
        return Ok(false);
    }
    files.remove(tenant, &file.digest).await?;
    Ok(true)
}
