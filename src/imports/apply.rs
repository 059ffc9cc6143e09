//! Reads a workbook and writes it: what the page and the command line both call.

use std::collections::BTreeMap;

use serde_json::json;
use uuid::Uuid;

use super::changes::{self, Change};
use super::headers::{Header, Heading};
use super::history::{History, Stands};
use super::learned::{Learned, Meanings};
use super::progress::Progress;
use super::turns::in_turn;
use super::{
    ListRow, PersonRow, Read, Report, UnitRow, Unread, Unreadable, apply_lists, apply_organisation,
    apply_roster, lists, organisation, roster, store,
};
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::{Act, ActError};
use crate::kernel::digest::{Digest, sha256};
use crate::kernel::ids::TenantId;
use crate::platform::db::Tx;

/// What a workbook holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 机构名册
    Organisation,
    /// 干部名册
    Roster,
    /// 五个清单
    Lists,
}

impl Kind {
    /// All, in the order in which they are imported.
    pub const ALL: [Self; 3] = [Self::Organisation, Self::Roster, Self::Lists];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Roster => "roster",
            Self::Lists => "lists",
        }
    }

    /// The columns that are read.
    pub fn headings(self) -> &'static [Heading] {
        match self {
            Self::Organisation => super::organisation::headings(),
            Self::Roster => super::roster::headings(),
            Self::Lists => super::lists::headings(),
        }
    }

    /// The kind of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where the rows come from: what the event of an import names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Source<'a> {
    /// The run that kept the workbook, if one did; else the act stands for it.
    pub run: Option<Uuid>,
    /// Digest of the file, if there was one.
    pub sha256: Option<Digest>,
    /// Where problems of a five-list workbook stand.
    pub history: History,
    /// Where it is told how far the import has come.
    pub progress: Option<&'a Progress>,
}

impl Source<'_> {
    /// Rows that no file held.
    pub fn generated() -> Self {
        Self::default()
    }

    /// So many rows of so many are done.
    pub(super) fn at(self, done: usize, total: usize) {
        if let Some(progress) = self.progress {
            progress.at(done, total);
        }
    }
}

/// A workbook that was read and not yet written.
#[derive(Debug)]
pub struct Workbook {
    rows: Rows,
    sha256: Digest,
}

#[derive(Debug)]
enum Rows {
    Organisation(Read<UnitRow>),
    Roster(Read<PersonRow>),
    Lists(Read<ListRow>),
}

impl Workbook {
    /// Reads it, off the threads that answer requests. `learned` are headers that the office explained.
    ///
    /// # Errors
    /// When the bytes are no workbook of this kind; [`Unreadable::Queue`] when too many of this jurisdiction wait.
    pub async fn read(
        (tenant, kind): (TenantId, Kind),
        bytes: Vec<u8>,
        learned: &Learned,
    ) -> Result<Self, Unreadable> {
        let learned = learned.of_kind(kind);
        in_turn(tenant, move || Self::parse(kind, &bytes, &learned)).await?
    }

    fn parse(kind: Kind, bytes: &[u8], learned: &Meanings) -> Result<Self, Unreadable> {
        let rows = match kind {
            Kind::Organisation => Rows::Organisation(organisation(bytes, learned)?),
            Kind::Roster => Rows::Roster(roster(bytes, learned)?),
            Kind::Lists => Rows::Lists(lists(bytes, learned)?),
        };
        let sha256 = sha256(bytes);
        Ok(Self { rows, sha256 })
    }

    /// What it holds.
    pub fn kind(&self) -> Kind {
        match self.rows {
            Rows::Organisation(_) => Kind::Organisation,
            Rows::Roster(_) => Kind::Roster,
            Rows::Lists(_) => Kind::Lists,
        }
    }

    /// The sheet that was read, and its header.
    pub(super) fn place(&self) -> (&str, &Header) {
        match &self.rows {
            Rows::Organisation(read) => (&read.sheet, &read.header),
            Rows::Roster(read) => (&read.sheet, &read.header),
            Rows::Lists(read) => (&read.sheet, &read.header),
        }
    }

    /// Columns by the usual name of what they mean.
    pub(super) fn columns(&self) -> BTreeMap<String, u32> {
        let pairs = self.kind().headings().iter().zip(&self.place().1.columns);
        pairs
            .filter_map(|(heading, column)| Some((heading.label.to_owned(), column.as_ref()?.index)))
            .collect()
    }

    /// Columns that are not taken over.
    fn unread(&self) -> &[Unread] {
        match &self.rows {
            Rows::Organisation(read) => &read.unread,
            Rows::Roster(read) => &read.unread,
            Rows::Lists(read) => &read.unread,
        }
    }

    /// Digest of the file.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }
}

/// Writes a workbook in the caller's transaction: rolled back it was a dry run. `run` names what was kept of it, `history` says as what
/// problems come in.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn apply(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    (run, history): (Option<Uuid>, History),
    (workbook, progress): (&Workbook, &Progress),
) -> Result<Report, ActError> {
    store::take_turn(tx).await?;
    let sha256 = Some(workbook.sha256);
    let source = Source {
        run,
        sha256,
        history,
        progress: Some(progress),
    };
    let report = match &workbook.rows {
        Rows::Organisation(read) => apply_organisation(tx, act, source, read).await,
        Rows::Roster(read) => apply_roster(tx, act, campaign, source, read).await,
        Rows::Lists(read) => apply_lists(tx, act, campaign, source, read).await,
    }?;
    Ok(Report {
        unread: workbook.unread().to_vec(),
        ..report
    })
}

/// The event of an import: counts and the file's digest, no texts; and what it changed, where its run is kept.
pub(super) async fn record(
    tx: &mut Tx,
    act: &mut Act,
    source: Source<'_>,
    kind: Kind,
    (report, changes): (&Report, &[Change]),
) -> Result<(), ActError> {
    let mut data = json!({"kind": kind.code(), "added": report.added, "changed": report.changed,
        "unchanged": report.unchanged, "refused": report.refused.len()});
    if let Some(digest) = source.sha256 {
        data["sha256"] = hex::encode(digest).into();
    }
    if source.history.stands != Stands::Draft {
        data["stands"] = source.history.stands.code().into();
        data["basis"] = source.history.basis.map(hex::encode).into();
    }
    if let Some(run) = source.run {
        changes::forget(tx, act.at).await?;
        changes::keep(tx, run, changes).await?;
    }
    let run = source.run.unwrap_or(act.id.0);
    act.record(tx, "import.applied", ("import", Some(run)), &data)
        .await
}
