//! `undo`.

use std::fmt::Write as _;

use serde_json::json;

use super::{Failure, Opened, Report};
use crate::cli::UndoOptions;
use crate::domain::ledger::Act;
use crate::domain::tenants;
use crate::imports::progress::Progress;
use crate::imports::runs::RunError;
use crate::imports::undo::{Plan, actions};
use crate::kernel::ids::{ActId, RunId};
use crate::kernel::locale::Locale;
use crate::kernel::messages::msg;
use crate::kernel::scope::Actor;
use crate::platform::db::Db;

/// Takes an import back, or says what that would do.
pub(super) async fn undo(options: UndoOptions, locale: Locale) -> Result<Report, Failure> {
    let opened = Opened::open(&options.database).await?;
    let done = take_back(&opened.db, &options).await;
    opened.close().await;
    let plan = done?;
    let counts = plan.counts();
    let mut text = locale.tf(
        "撤去 {0}，改回 {1}，结束任职 {2}，恢复任职 {3}，保留 {4}",
        &[
            &counts.withdrawn,
            &counts.restored,
            &counts.ended,
            &counts.reopened,
            &counts.kept,
        ],
    );
    if options.dry_run {
        text.push_str(locale.t("（试运行，没有写入任何内容）"));
    }
    for kept in &plan.kept {
        let _ = write!(text, "\n  {}: {}", kept.name, locale.t(kept.why.message()));
    }
    let kept: Vec<_> = plan
        .kept
        .iter()
        .map(|kept| json!({"name": kept.name, "code": kept.why.code(), "why": locale.t(kept.why.message())}))
        .collect();
    let json = json!({"withdrawn": counts.withdrawn, "restored": counts.restored, "ended": counts.ended,
        "reopened": counts.reopened, "kept": kept});
    Ok(Report::done(text, json))
}

async fn take_back(db: &Db, options: &UndoOptions) -> Result<Plan, Failure> {
    let mut global = db.begin_global().await?;
    let tenant = tenants::store::by_slug(&mut global, &options.tenant).await?;
    let tenant = tenant.ok_or_else(|| tenants::TenantError::Unknown(options.tenant.clone()))?;
    let mut tx = global.into_tenant(tenant.id).await?;
    let now = super::clock::of(&options.database).now();
    let actor = Actor::program("command line");
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), now).await?;
    let plan = match actions::undo(&mut tx, &mut act, RunId(options.run), &Progress::untold()).await {
        Err(RunError::Settled) => {
            let why = msg("没有这次导入，或者已经撤销过，或者已经超过 24 小时");
            return Err(Failure::say(why));
        }
        other => other?,
    };
    // A dry run is the real transaction, rolled back.
    if options.dry_run {
        tx.rollback().await?;
    } else {
        tx.commit().await?;
    }
    Ok(plan)
}
