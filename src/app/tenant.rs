//! `tenant create`.

use serde_json::json;

use super::{Failure, Opened, Report};
use crate::cli::NewTenantOptions;
use crate::domain::campaigns::founding::{self, NewTenant};
use crate::kernel::locale::Locale;
use crate::kernel::scope::Actor;

/// Makes a jurisdiction with a default campaign.
pub(super) async fn create(options: NewTenantOptions, locale: Locale) -> Result<Report, Failure> {
    let opened = Opened::open(&options.database).await?;
    let new = NewTenant {
        slug: options.slug,
        name: options.name,
        level: if options.province { "province" } else { "city" }.to_owned(),
        parent: options.parent,
        demo: false,
        starts_on: options.starts,
    };
    let made = founding::create(
        &opened.db,
        &super::clock::of(&options.database),
        &Actor::program("command line"),
        &new,
    )
    .await;
    opened.close().await;
    let tenant = made?;
    let text = locale.tf(
        "已建立 {0}（{1}），带一个默认的活动",
        &[&tenant.name, &tenant.slug],
    );
    Ok(Report::done(
        text,
        json!({ "id": tenant.id, "slug": tenant.slug, "name": tenant.name }),
    ))
}
