//! `import`.

use std::fmt::Write as _;
use std::path::Path;

use super::{Failure, Opened, Report};
use crate::cli::{ImportKind, ImportOptions};
use crate::domain::ledger::Act;
use crate::domain::{campaigns, tenants};
use crate::imports::returned::{self, Returned};
use crate::imports::runs::KeptReport;
use crate::imports::{self, Kind, Workbook};
use crate::kernel::ids::ActId;
use crate::kernel::locale::Locale;
use crate::kernel::scope::Actor;
use crate::platform::db::Db;

/// Imports a workbook, or says what it would do.
pub(super) async fn import(options: ImportOptions) -> Result<Report, Failure> {
    let bytes = std::fs::read(&options.file)
        .map_err(|error| Failure::say(format!("can't read {}: {error}", options.file.display())))?;
    let opened = Opened::open(&options.database).await?;
    let done = apply(&opened.db, &options, bytes).await;
    opened.close().await;
    let report = done?;
    // A workbook of which nothing could be taken is a failure for whoever scripts it; the report says why.
    let taken = report.added + report.changed + report.unchanged;
    Ok(Report {
        text: text(&report, options.dry_run),
        json: serde_json::to_value(&report)?,
        done: taken > 0 || report.refused.is_empty(),
    })
}

async fn apply(db: &Db, options: &ImportOptions, bytes: Vec<u8>) -> Result<imports::Report, Failure> {
    let workbook = Workbook::read(kind(options.kind), bytes.clone()).await?;
    let mut global = db.begin_global().await?;
    let tenant = tenants::store::by_slug(&mut global, &options.tenant).await?;
    let tenant = tenant.ok_or_else(|| tenants::TenantError::Unknown(options.tenant.clone()))?;
    let mut tx = global.into_tenant(tenant.id).await?;
    let clock = super::clock::of(&options.database);
    let campaign = campaigns::store::current(&mut tx, clock.today()).await?;
    let campaign = campaign.ok_or_else(|| Failure::say("the jurisdiction has no campaign"))?;
    let mut act = Act::open(
        &mut tx,
        &Actor::program("command line"),
        ActId::fresh(),
        clock.now(),
    )
    .await?;
    let report = imports::apply(&mut tx, &mut act, &campaign, None, &workbook).await?;
    // Before the commit: a file that can't be written leaves nothing half done.
    if let Some(file) = &options.refused
        && let Some(rows) = returned::take(&workbook, &bytes, &report).await
    {
        give_back(file, &rows, &report)?;
    }
    // A dry run is the real transaction, rolled back.
    if options.dry_run {
        tx.rollback().await?;
    } else {
        tx.commit().await?;
    }
    Ok(report)
}

/// What a workbook holds, as the command line says it.
pub(super) fn kind(kind: ImportKind) -> Kind {
    match kind {
        ImportKind::Organisation => Kind::Organisation,
        ImportKind::Roster => Kind::Roster,
        ImportKind::Lists => Kind::Lists,
    }
}

fn give_back(file: &Path, rows: &Returned, report: &imports::Report) -> Result<(), Failure> {
    let book = returned::draw(rows, &KeptReport::from(report), Locale::Zh).map_err(Failure::new)?;
    std::fs::write(file, book)
        .map_err(|error| Failure::say(format!("can't write {}: {error}", file.display())))
}

fn text(report: &imports::Report, dry_run: bool) -> String {
    let mut text = format!(
        "{} added, {} changed, {} unchanged, {} refused{}",
        report.added,
        report.changed,
        report.unchanged,
        report.refused.len(),
        if dry_run {
            " (dry run: nothing was written)"
        } else {
            ""
        }
    );
    for row in &report.refused {
        let _ = write!(text, "\n  row {}, {}: {}", row.row, row.column, row.reason);
    }
    text
}
