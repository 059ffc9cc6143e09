//! What a tenant has, as the workbooks that its readers take: importing one's own export changes nothing.
//!
//! First [`plan`] says which rows go out and records it, problems of guarded owners one by one; only when that has lasted are texts
//! read and the workbook is written, by [`write()`], in constant memory.

mod lists;
mod organisation;
mod plan;
pub(in crate::imports) mod render;
mod roster;
mod sheet;
pub(in crate::imports) mod store;

pub use plan::{Plan, plan};

use super::Kind;
use super::book::{BookError, Writer};
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::ActError;
use crate::platform::db::{DbError, Tx};

/// Rows that are handed to the writer at once.
const BATCH: usize = 500;

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It can't be written.
    #[error(transparent)]
    Book(#[from] BookError),
    /// The act can't be recorded.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Writes what was planned. `by` says who takes it out, of which unit and when: it stands above the header.
///
/// # Errors
/// When the database or the library refuses.
pub async fn write(tx: &mut Tx, campaign: &Campaign, plan: &Plan, by: &str) -> Result<Vec<u8>, ExportError> {
    let writer = Writer::start(sheet::sheet(plan.kind, by, plan.left_out));
    match plan.kind {
        Kind::Organisation => writer.put_texts(organisation::rows(tx).await?).await,
        Kind::Roster => writer.put_texts(roster::rows(tx).await?).await,
        Kind::Lists => {
            for ids in plan.problems.chunks(BATCH) {
                writer.put_texts(lists::rows(tx, campaign, ids).await?).await;
            }
        }
    }
    Ok(writer.finish().await?)
}
