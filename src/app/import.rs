//! `import`.

use std::fmt::Write as _;
use std::path::Path;

use super::{Failure, Opened, Report};
use crate::cli::{ImportKind, ImportOptions, ImportStands};
use crate::domain::ledger::Act;
use crate::domain::{campaigns, tenants};
use crate::imports::history::{Basis, Stands};
use crate::imports::returned::{self, Returned};
use crate::imports::runs::{KeptReport, actions};
use crate::imports::{self, Kind, Workbook, learned};
use crate::kernel::ids::ActId;
use crate::kernel::locale::Locale;
use crate::kernel::scope::Actor;
use crate::platform::db::Db;

/// Imports a workbook, or says what it would do.
pub(super) async fn import(options: ImportOptions) -> Result<Report, Failure> {
    let bytes = std::fs::read(&options.file)
        .map_err(|error| Failure::say(format!("can't read {}: {error}", options.file.display())))?;
    let history = history(&options)?;
    let opened = Opened::open(&options.database).await?;
    let done = apply(&opened.db, &options, bytes, history).await;
    opened.close().await;
    let (run, report) = done?;
    // A workbook of which nothing could be taken is a failure for whoever scripts it; the report says why.
    let taken = report.added + report.changed + report.unchanged;
    let mut json = serde_json::to_value(&report)?;
    if !options.dry_run {
        json["run"] = run.to_string().into();
    }
    Ok(Report {
        text: text(&report, (!options.dry_run).then_some(run)),
        json,
        done: taken > 0 || report.refused.is_empty(),
    })
}

async fn apply(
    db: &Db,
    options: &ImportOptions,
    bytes: Vec<u8>,
    (stands, basis): (Stands, Option<Basis>),
) -> Result<(ActId, imports::Report), Failure> {
    let mut global = db.begin_global().await?;
    let tenant = tenants::store::by_slug(&mut global, &options.tenant).await?;
    let tenant = tenant.ok_or_else(|| tenants::TenantError::Unknown(options.tenant.clone()))?;
    let mut tx = global.into_tenant(tenant.id).await?;
    let learned = learned::store::all(&mut tx).await?;
    let workbook = Workbook::read((tenant.id, kind(options.kind)), bytes.clone(), &learned).await?;
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
    let history = (stands, basis.as_ref());
    let name = options.file.to_string_lossy();
    let report = actions::import(&mut tx, &mut act, &campaign, (&name, &workbook), history).await?;
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
    Ok((act.id, report))
}

/// As what problems come in, and the scan that shows it.
fn history(options: &ImportOptions) -> Result<(Stands, Option<Basis>), Failure> {
    let stands = match options.stands {
        ImportStands::Draft => Stands::Draft,
        ImportStands::Submitted => Stands::Submitted,
        ImportStands::Approved => Stands::Approved,
        ImportStands::Signed => Stands::Signed,
    };
    if stands != Stands::Draft && options.kind != ImportKind::Lists {
        return Err(Failure::say("--as is for five-list workbooks"));
    }
    if !stands.needs_basis() {
        return Ok((stands, None));
    }
    let file = options.basis.as_ref();
    let file =
        file.ok_or_else(|| Failure::say("--as approved and signed need --basis, a scan that shows it"))?;
    let content = std::fs::read(file)
        .map_err(|error| Failure::say(format!("can't read {}: {error}", file.display())))?;
    let basis = Basis::of(&file.to_string_lossy(), content)
        .map_err(|why| Failure::say(format!("{} is no scan: {why}", file.display())))?;
    Ok((stands, Some(basis)))
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

fn text(report: &imports::Report, run: Option<ActId>) -> String {
    let mut text = format!(
        "{} added, {} changed, {} unchanged, {} refused{}",
        report.added,
        report.changed,
        report.unchanged,
        report.refused.len(),
        match run {
            Some(run) => format!(" (run {run})"),
            None => " (dry run: nothing was written)".to_owned(),
        }
    );
    for row in report.refused.iter().chain(&report.less) {
        let _ = write!(text, "\n  row {}, {}: {}", row.row, row.column, row.reason);
    }
    text
}
