//! `export`.

use serde_json::json;

use super::import::{cannot_write, kind};
use super::{Failure, Opened, Report};
use crate::cli::ExportOptions;
use crate::domain::ledger::Act;
use crate::domain::{campaigns, tenants};
use crate::imports;
use crate::kernel::clock::local;
use crate::kernel::ids::ActId;
use crate::kernel::locale::Locale;
use crate::kernel::messages::msg;
use crate::kernel::scope::{Actor, Scope};
use crate::platform::db::Db;

/// Writes what a jurisdiction has as a workbook. Whoever holds the database may read all of it: nobody's right is asked,
/// and the ledger says that it went out.
pub(super) async fn export(options: ExportOptions, locale: Locale) -> Result<Report, Failure> {
    let opened = Opened::open(&options.database).await?;
    let written = write(&opened.db, &options).await;
    opened.close().await;
    let (rows, book) = written?;
    std::fs::write(&options.file, book).map_err(|error| Failure::say(cannot_write(&options.file, &error)))?;
    let text = locale.tf("{1} 里有 {0} 行", &[&rows, &options.file.display()]);
    Ok(Report::done(text, json!({"rows": rows})))
}

async fn write(db: &Db, options: &ExportOptions) -> Result<(usize, Vec<u8>), Failure> {
    let mut global = db.begin_global().await?;
    let tenant = tenants::store::by_slug(&mut global, &options.tenant).await?;
    let tenant = tenant.ok_or_else(|| tenants::TenantError::Unknown(options.tenant.clone()))?;
    let mut tx = global.into_tenant(tenant.id).await?;
    let clock = super::clock::of(&options.database);
    let campaign = campaigns::store::current(&mut tx, clock.today()).await?;
    let campaign = campaign.ok_or_else(|| Failure::say(msg("这个辖区没有活动")))?;
    let (actor, now) = (Actor::program("command line"), clock.now());
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), now).await?;
    let plan = imports::export::plan(&mut tx, &mut act, &campaign, kind(options.kind), true).await?;
    // The record lasts before the first text is read.
    tx.commit().await?;
    let mut tx = db.begin(&Scope::program(tenant.id, "command line")).await?;
    let by = format!("命令行　{}　{}", tenant.name, local(now).format("%Y-%m-%d %H:%M"));
    let book = imports::export::write(&mut tx, &campaign, &plan, &by).await?;
    tx.rollback().await?;
    Ok((plan.rows, book))
}
