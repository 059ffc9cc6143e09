//! The province receives a package: once, and only whole.

use serde_json::json;

use crate::domain::ledger::Act;
use crate::domain::packages::{Manifest, Package, PackageError, Tampered, store};
use crate::domain::tenants::Tenant;
use crate::platform::db::Tx;

/// Writes what came from `from`. Gives whether it was news: one that is there already stays as it is.
///
/// # Errors
/// [`PackageError::Tampered`] when it is not what was frozen, or the sender is not below this jurisdiction.
pub async fn receive(
    tx: &mut Tx,
    act: &mut Act,
    from: &Tenant,
    package: &Package,
) -> Result<bool, PackageError> {
    if from.parent != Some(tx.tenant()) {
        return Err(Tampered::Sender.into());
    }
    let manifest = Manifest::open(package, from.id, tx.tenant())?;
    if store::is_received(tx, package.id).await? {
        return Ok(false);
    }
    store::add_received(tx, (from.id, &from.name), package, &manifest.entries, act.at).await?;
    let data = json!({"from": from.slug, "entries": manifest.entries.len(),
        "sha256": hex::encode(package.sha256), "sm3": hex::encode(package.sm3)});
    act.record(tx, "package.received", ("package", Some(package.id.0)), &data)
        .await?;
    Ok(true)
}
