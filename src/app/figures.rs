//! `figures`.

use std::fmt::Write as _;

use super::{Failure, Opened, Report};
use crate::cli::FigureOptions;
use crate::domain::figures::{self, Figure};
use crate::domain::{campaigns, tenants};
use crate::kernel::locale::Locale;
use crate::kernel::messages::msg;
use crate::platform::db::Db;

/// Prints the figures of a jurisdiction.
pub(super) async fn figures(options: FigureOptions, locale: Locale) -> Result<Report, Failure> {
    let opened = Opened::open(&options.database).await?;
    let counted = count(&opened.db, &options).await;
    opened.close().await;
    let figures = counted?;
    Ok(Report::done(
        text(&figures, locale),
        serde_json::to_value(&figures)?,
    ))
}

async fn count(db: &Db, options: &FigureOptions) -> Result<Vec<Figure>, Failure> {
    let mut global = db.begin_global().await?;
    let tenant = tenants::store::by_slug(&mut global, &options.tenant).await?;
    let tenant = tenant.ok_or_else(|| tenants::TenantError::Unknown(options.tenant.clone()))?;
    let mut tx = global.into_tenant(tenant.id).await?;
    let clock = super::clock::of(&options.database);
    let campaign = campaigns::store::current(&mut tx, clock.today()).await?;
    let campaign = campaign.ok_or_else(|| Failure::say(msg("这个辖区没有活动")))?;
    Ok(figures::figures(&mut tx, campaign.id, options.as_of, clock.now()).await?)
}

fn text(figures: &[Figure], locale: Locale) -> String {
    let mut text = String::new();
    for figure in figures {
        let of = figure.of.map_or_else(String::new, |of| format!(" / {of}"));
        let percent = figure
            .percent
            .as_ref()
            .map_or_else(String::new, |percent| format!("  {percent} %"));
        let _ = writeln!(
            text,
            "{:<28} {}{of}{percent}  {}",
            figure.code,
            figure.n,
            locale.t(figure.label)
        );
    }
    text.trim_end().to_owned()
}
