//! `import`.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::{Failure, Opened, Report};
use crate::cli::{ImportKind, ImportOptions, ImportStands};
use crate::domain::ledger::Act;
use crate::domain::signing::Scan;
use crate::domain::{campaigns, tenants};
use crate::imports::history::Stands;
use crate::imports::returned::{self, Returned};
use crate::imports::runs::{KeptReport, actions};
use crate::imports::{self, Kind, RefusedRow, Workbook, learned};
use crate::kernel::ids::ActId;
use crate::kernel::locale::Locale;
use crate::kernel::messages::{Message, msg};
use crate::kernel::scope::Actor;
use crate::platform::db::Db;

/// Imports a workbook, or says what it would do.
pub(super) async fn import(options: ImportOptions, locale: Locale) -> Result<Report, Failure> {
    let bytes =
        std::fs::read(&options.file).map_err(|error| Failure::say(cannot_read(&options.file, &error)))?;
    let history = history(&options, locale).await?;
    let opened = Opened::open(&options.database).await?;
    let done = apply(&opened.db, (&options, locale), bytes, history).await;
    opened.close().await;
    let (run, report) = done?;
    // A workbook of which nothing could be taken is a failure for whoever scripts it; the report says why.
    let taken = report.added + report.changed + report.unchanged;
    let mut json = document(&report, locale);
    if !options.dry_run {
        json["run"] = run.to_string().into();
    }
    Ok(Report {
        text: text(&report, (!options.dry_run).then_some(run), locale),
        json,
        done: taken > 0 || report.refused.is_empty(),
    })
}

async fn apply(
    db: &Db,
    (options, locale): (&ImportOptions, Locale),
    bytes: Vec<u8>,
    (stands, basis): (Stands, Option<Scan>),
) -> Result<(ActId, imports::Report), Failure> {
    let mut global = db.begin_global().await?;
    let tenant = tenants::store::by_slug(&mut global, &options.tenant).await?;
    let tenant = tenant.ok_or_else(|| tenants::TenantError::Unknown(options.tenant.clone()))?;
    let mut tx = global.into_tenant(tenant.id).await?;
    let learned = learned::store::all(&mut tx).await?;
    let workbook = Workbook::read((tenant.id, kind(options.kind)), bytes.clone(), &learned).await?;
    let clock = super::clock::of(&options.database);
    let campaign = campaigns::store::current(&mut tx, clock.today()).await?;
    let campaign = campaign.ok_or_else(|| Failure::say(msg("这个辖区没有活动")))?;
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
        give_back(file, &rows, &report, locale)?;
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
async fn history(options: &ImportOptions, locale: Locale) -> Result<(Stands, Option<Scan>), Failure> {
    let stands = match options.stands {
        ImportStands::Draft => Stands::Draft,
        ImportStands::Submitted => Stands::Submitted,
        ImportStands::Approved => Stands::Approved,
        ImportStands::Signed => Stands::Signed,
    };
    if stands != Stands::Draft && options.kind != ImportKind::Lists {
        return Err(Failure::say(msg("--as 只用于五个清单")));
    }
    if !stands.needs_basis() {
        return Ok((stands, None));
    }
    let file = options.basis.as_ref();
    let missing = || msg("--as approved 和 signed 要用 --basis 附上能证明的扫描件");
    let file = file.ok_or_else(|| Failure::say(missing()))?;
    let content = std::fs::read(file).map_err(|error| Failure::say(cannot_read(file, &error)))?;
    let basis = Scan::of(&file.to_string_lossy(), content.into()).await;
    let basis = basis.map_err(|why| {
        let said = msg("{0} 不能作扫描件：{1}").with(file.display());
        Failure::say(said.with(why.text(locale)))
    })?;
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

fn give_back(file: &Path, rows: &Returned, report: &imports::Report, locale: Locale) -> Result<(), Failure> {
    let book = returned::draw(rows, &KeptReport::from(report), locale).map_err(Failure::new)?;
    std::fs::write(file, book).map_err(|error| Failure::say(cannot_write(file, &error)))
}

fn cannot_read(file: &Path, error: &std::io::Error) -> Message {
    msg("读不了 {0}：{1}").with(file.display()).with(error)
}

/// A file that can't be written, and why.
pub(super) fn cannot_write(file: &Path, error: &std::io::Error) -> Message {
    msg("写不了 {0}：{1}").with(file.display()).with(error)
}

fn text(report: &imports::Report, run: Option<ActId>, locale: Locale) -> String {
    let mut text = locale.tf(
        "新增 {0}，变更 {1}，没有变化 {2}，不能导入 {3}",
        &[
            &report.added,
            &report.changed,
            &report.unchanged,
            &report.refused.len(),
        ],
    );
    match run {
        Some(run) => text.push_str(&locale.tf("（编号 {0}）", &[&run])),
        None => text.push_str(locale.t("（试运行，没有写入任何内容）")),
    }
    for row in report.refused.iter().chain(&report.less) {
        let why = row.reason.said().text(locale);
        let line = locale.tf("第 {0} 行，{1}：{2}", &[&row.row, &row.column, &why]);
        let _ = write!(text, "\n  {line}");
    }
    for one in &report.unread {
        let line = locale.tf(
            "{0} 列“{1}”有内容（{2} 格），不导入",
            &[&one.letter, &one.column, &one.cells],
        );
        let _ = write!(text, "\n  {line}");
    }
    text
}

/// For scripts: of reasons a code that never changes, and the text.
fn document(report: &imports::Report, locale: Locale) -> Value {
    let rows = |rows: &[RefusedRow]| -> Vec<Value> {
        let row = |row: &RefusedRow| {
            json!({"row": row.row, "column": row.column, "code": row.reason.code(),
                "reason": row.reason.said().text(locale)})
        };
        rows.iter().map(row).collect()
    };
    let mut document = json!({"added": report.added, "changed": report.changed, "unchanged": report.unchanged,
        "refused": rows(&report.refused)});
    if !report.less.is_empty() {
        document["less"] = rows(&report.less).into();
    }
    if !report.left.is_empty() {
        document["left"] = report.left.clone().into();
    }
    if !report.unread.is_empty() {
        document["unread"] = json!(report.unread);
    }
    document
}
