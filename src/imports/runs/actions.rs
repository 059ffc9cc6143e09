//! Keeping what a dry run found, importing it for real, giving it up.

use serde_json::json;

use super::store::{self, NewRun};
use super::{KeptReport, RunError};
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::Act;
use crate::imports::Kind;
use crate::imports::returned::{self, Returned};
use crate::imports::{Report, Workbook, apply as write};
use crate::kernel::digest::sha256;
use crate::kernel::ids::RunId;
use crate::platform::db::Tx;

/// Longest file name that is kept.
const NAME_CHARS: usize = 200;

/// A workbook that was tried out.
#[derive(Debug)]
pub struct Tried<'a> {
    /// What it holds.
    pub kind: Kind,
    /// The file's name as it was sent.
    pub file_name: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// What the dry run found.
    pub report: &'a Report,
    /// The rows that it refused.
    pub returned: Option<&'a Returned>,
}

/// Keeps a workbook with what its dry run found. The act's id becomes the run's: a retry finds the run it made.
/// A workbook that would change nothing is not kept, since there is nothing to confirm.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn keep(tx: &mut Tx, act: &mut Act, tried: &Tried<'_>) -> Result<RunId, RunError> {
    let (id, report, digest) = (
        RunId(act.id.0),
        KeptReport::from(tried.report),
        sha256(tried.bytes),
    );
    let run = NewRun {
        id,
        kind: tried.kind,
        file_name: &file_name(tried.file_name),
        sha256: &digest,
        file: report.changes().then_some(tried.bytes),
        report: &report,
        account: act.actor.account,
        at: act.at,
    };
    store::insert(tx, run).await?;
    if let Some(returned) = tried.returned {
        returned::store::keep(tx, id, true, returned, act.at).await?;
    }
    let data = json!({"kind": tried.kind.code(), "sha256": hex::encode(digest), "bytes": tried.bytes.len(),
        "added": report.added, "changed": report.changed, "unchanged": report.unchanged,
        "refused": report.refused.len()});
    act.record(tx, "import.tried", ("import", Some(id.0)), &data)
        .await?;
    Ok(id)
}

/// Imports a workbook that waits, and lets it go.
///
/// # Errors
/// [`RunError::Settled`] when it does not wait any more.
pub async fn apply(tx: &mut Tx, act: &mut Act, campaign: &Campaign, id: RunId) -> Result<Report, RunError> {
    let (kind, bytes) = store::lock(tx, id).await?.ok_or(RunError::Settled)?;
    let tried = store::find(tx, id).await?.ok_or(RunError::Settled)?.report;
    let workbook = Workbook::read(kind, bytes.clone()).await?;
    let report = write(tx, act, campaign, Some(id.0), &workbook).await?;
    let kept = KeptReport::from(&report);
    // Where it refuses what the trial refused, the rows are kept already.
    if kept.refused != tried.refused
        && let Some(rows) = returned::take(&workbook, &bytes, &report).await
    {
        returned::store::keep(tx, id, false, &rows, act.at).await?;
    }
    store::settle(tx, id, Some(&kept), act.at).await?;
    Ok(report)
}

/// Gives a workbook up that waits, and lets it go.
///
/// # Errors
/// [`RunError::Settled`] when it does not wait any more.
pub async fn give_up(tx: &mut Tx, act: &mut Act, id: RunId) -> Result<(), RunError> {
    let (kind, _) = store::lock(tx, id).await?.ok_or(RunError::Settled)?;
    store::settle(tx, id, None, act.at).await?;
    let data = json!({"kind": kind.code()});
    act.record(tx, "import.given_up", ("import", Some(id.0)), &data)
        .await?;
    Ok(())
}

/// The last part of a path, without what PostgreSQL or a reader stumbles over.
fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown = last.chars().filter(|c| !c.is_control());
    shown.take(NAME_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn old_browsers_send_whole_paths() {
        assert_eq!(file_name("C:\\名册\\干部名册.xlsx"), "干部名册.xlsx");
        assert_eq!(file_name("a/b\0c.xlsx"), "bc.xlsx");
        assert_eq!(file_name(&"长".repeat(300)).chars().count(), 200);
    }
}
