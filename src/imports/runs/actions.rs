//! Keeping what a dry run found, importing it for real, giving it up.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::store::{self, NewRun};
use super::{KeptReport, RunError};
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::Act;
use crate::domain::signing::Scan;
use crate::imports::history::{self, Stands};
use crate::imports::progress::Progress;
use crate::imports::returned::{self, Returned};
use crate::imports::{Kind, learned};
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
    /// As what problems come in, and the scan that shows it.
    pub history: (Stands, Option<&'a Scan>),
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
        report: Some(&report),
        account: act.actor.account,
        at: act.at,
    };
    store::insert(tx, run).await?;
    history::store::keep(tx, id, tried.history, act.at).await?;
    if let Some(returned) = tried.returned {
        returned::store::keep(tx, id, true, returned, act.at).await?;
    }
    record_trial(tx, act, id, tried).await?;
    Ok(id)
}

/// Keeps a workbook whose columns are to be explained before it can be read. The act's id becomes the run's.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn keep_unread(
    tx: &mut Tx,
    act: &mut Act,
    kind: Kind,
    (sent, bytes): (&str, &[u8]),
    history: (Stands, Option<&Scan>),
) -> Result<RunId, RunError> {
    let (id, digest) = (RunId(act.id.0), sha256(bytes));
    let run = NewRun {
        id,
        kind,
        file_name: &file_name(sent),
        sha256: &digest,
        file: Some(bytes),
        report: None,
        account: act.actor.account,
        at: act.at,
    };
    store::insert(tx, run).await?;
    history::store::keep(tx, id, history, act.at).await?;
    let data = json!({"kind": kind.code(), "sha256": hex::encode(digest), "bytes": bytes.len()});
    act.record(tx, "import.not_understood", ("import", Some(id.0)), &data)
        .await?;
    Ok(id)
}

/// Keeps what the dry run found of a workbook whose columns were explained.
///
/// # Errors
/// [`RunError::Settled`] when it was read or given up meanwhile.
pub async fn explained(tx: &mut Tx, act: &mut Act, id: RunId, tried: &Tried<'_>) -> Result<(), RunError> {
    let report = KeptReport::from(tried.report);
    if !store::set_read(tx, id, &report).await? {
        return Err(RunError::Settled);
    }
    if let Some(returned) = tried.returned {
        returned::store::keep(tx, id, true, returned, act.at).await?;
    }
    record_trial(tx, act, id, tried).await
}

async fn record_trial(tx: &mut Tx, act: &mut Act, id: RunId, tried: &Tried<'_>) -> Result<(), RunError> {
    let (digest, report) = (sha256(tried.bytes), tried.report);
    let data = json!({"kind": tried.kind.code(), "sha256": hex::encode(digest), "bytes": tried.bytes.len(),
        "added": report.added, "changed": report.changed, "unchanged": report.unchanged,
        "refused": report.refused.len()});
    act.record(tx, "import.tried", ("import", Some(id.0)), &data)
        .await?;
    Ok(())
}

/// Imports a workbook that waits, and lets it go.
///
/// # Errors
/// [`RunError::Settled`] when it does not wait any more.
pub async fn apply(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    id: RunId,
    progress: &Progress,
) -> Result<Report, RunError> {
    let (kind, bytes) = store::lock(tx, id).await?.ok_or(RunError::Settled)?;
    let run = store::find(tx, id).await?.ok_or(RunError::Settled)?;
    if !run.read {
        return Err(RunError::Settled);
    }
    let tried = run.report;
    let learned = learned::store::all(tx).await?;
    let workbook = Workbook::read((tx.tenant(), kind), bytes.clone(), &learned).await?;
    let history = history::store::of_run(tx, id).await?;
    let report = write(tx, act, campaign, (Some(id.0), history), (&workbook, progress)).await?;
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

/// Imports a workbook at once, without a trial that somebody looks at first: from the command line. The act's id becomes the
/// run's, so that it can be taken back like any other.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn import(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    (sent, workbook): (&str, &Workbook),
    (stands, basis): (Stands, Option<&Scan>),
) -> Result<Report, RunError> {
    let id = RunId(act.id.0);
    let run = NewRun {
        id,
        kind: workbook.kind(),
        file_name: &file_name(sent),
        sha256: &workbook.sha256(),
        file: None,
        report: Some(&KeptReport::default()),
        account: act.actor.account,
        at: act.at,
    };
    store::insert(tx, run).await?;
    history::store::keep(tx, id, (stands, basis), act.at).await?;
    let history = history::store::of_run(tx, id).await?;
    let report = write(
        tx,
        act,
        campaign,
        (Some(id.0), history),
        (workbook, &Progress::untold()),
    )
    .await?;
    store::settle(tx, id, Some(&KeptReport::from(&report)), act.at).await?;
    Ok(report)
}

/// Gives a workbook up that waits, and lets it go.
///
/// # Errors
/// [`RunError::Settled`] when it does not wait any more.
pub async fn give_up(tx: &mut Tx, act: &mut Act, id: RunId) -> Result<(), RunError> {
    let (kind, _) = store::lock(tx, id).await?.ok_or(RunError::Settled)?;
    let_go(tx, act, id, kind.code()).await
}

/// Gives all up that wait and were sent no later than `until`; gives how many. What somebody confirms at this moment is left to them.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn give_all_up(tx: &mut Tx, act: &mut Act, until: DateTime<Utc>) -> Result<usize, RunError> {
    let waiting = store::lock_waiting(tx, until).await?;
    for (id, kind) in &waiting {
        let_go(tx, act, *id, kind).await?;
    }
    Ok(waiting.len())
}

async fn let_go(tx: &mut Tx, act: &mut Act, id: RunId, kind: &str) -> Result<(), RunError> {
    store::settle(tx, id, None, act.at).await?;
    let data = json!({"kind": kind});
    act.record(tx, "import.given_up", ("import", Some(id.0)), &data)
        .await?;
    Ok(())
}

/// The last part of a path, without what PostgreSQL or a reader stumbles over.
fn file_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    // Nor what turns the order of letters around.
    let turns = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let shown = last.chars().filter(|c| !c.is_control() && !turns(c));
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
