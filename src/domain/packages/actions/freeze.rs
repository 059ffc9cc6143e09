//! The city freezes what waits for pre-review into a numbered package.

use chrono::Datelike as _;
use serde_json::json;

use crate::domain::campaigns::{Campaign, Stage};
use crate::domain::ledger::Act;
use crate::domain::lists::{self, Refusal};
use crate::domain::packages::{Delivery, Item, Manifest, Package, PackageError, store};
use crate::domain::tenants;
use crate::kernel::clock::day_of;
use crate::kernel::ids::{PackageId, fresh};
use crate::platform::db::{DbError, Tx};

/// Freezes every problem that waits for pre-review and is in no package yet, and hands the package to the outbox.
///
/// # Errors
/// [`PackageError::Nothing`], [`PackageError::NoSuperior`].
pub async fn freeze(tx: &mut Tx, act: &mut Act, campaign: &Campaign) -> Result<Package, PackageError> {
    let own = tenants::store::own(tx).await?.ok_or(PackageError::NotFound)?;
    let to = own.parent.ok_or(PackageError::NoSuperior)?;
    // Asked first: of two who freeze at once the second waits, and then finds nothing left.
    let seq = store::next_seq(tx, campaign.id).await?;
    let waiting = store::to_hand_up(tx, campaign.id).await?;
    let (mut items, mut entries) = (Vec::new(), Vec::new());
    for (position, (id, _)) in (1_i32..).zip(&waiting) {
        let problem = lists::store::lock(tx, *id, None).await?;
        let revision = lists::store::revision(tx, *id, problem.revision).await?;
        let revision = revision
            .filter(|_| problem.stage == Some(Stage::Province))
            .ok_or(lists::ListsError::from(Refusal::NotNow))?;
        items.push(Item {
            position,
            number: problem.number,
            revision: problem.revision,
            sha256: hex::encode(revision.digest),
            content: revision.content,
        });
        entries.push((*id, problem.revision));
    }
    if items.is_empty() {
        return Err(PackageError::Nothing);
    }
    let manifest = Manifest {
        package: PackageId::fresh(),
        number: format!("预审〔{}〕{seq}号", day_of(act.at).year()),
        from: own.id,
        to,
        frozen_at: act.at.to_rfc3339(),
        entries: items,
    };
    let package = manifest
        .freeze()
        .map_err(|e| DbError::Query(sqlx::Error::Encode(Box::new(e))))?;
    store::add_package(
        tx,
        (campaign.id, seq),
        &package,
        &entries,
        (act.actor.account, act.at),
    )
    .await?;
    let delivery = Delivery {
        id: fresh(),
        from: own.id,
        to,
        package: package.id,
        position: None,
    };
    store::put(tx, &delivery, (act.at, act.at)).await?;
    let data = json!({"seq": seq, "entries": entries.len(), "sha256": hex::encode(package.sha256),
        "sm3": hex::encode(package.sm3)});
    act.record(tx, "package.frozen", ("package", Some(package.id.0)), &data)
        .await?;
    Ok(package)
}
