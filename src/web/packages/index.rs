//! `GET /packages`: what waits to be handed up, and how far each package has come.

use axum::response::Response;
use chrono::NaiveDate;

use super::view;
use crate::domain::packages::Sent;
use crate::domain::packages::store::{self, Wanted};
use crate::kernel::ids::{CampaignId, PackageId};
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::PACKAGES;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, Locale, dates, n_, render};

/// Packages on one page.
const PAGE: usize = 50;

/// What of them can be asked for: word and source text.
const ONLY: [(&str, &str); 2] = [("waiting", n_("有待预审的")), ("returned", n_("有退回的"))];

/// Packages that a list asks for.
struct Asked {
    campaign: CampaignId,
    only: String,
}

impl Source for Asked {
    type After = PackageId;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<PackageId>,
        limit: usize,
    ) -> Result<Portion<PackageId>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let wanted = Wanted {
            only: &self.only,
            ..Wanted::default()
        };
        let sent = store::sent(&mut can.tx, self.campaign, wanted, (after, most)).await?;
        let (locale, today) = (can.prefs.locale, can.today());
        let row = |package: Sent| row(locale, &package, today);
        Ok(Portion::cut(sent, limit, |package| package.id, row))
    }
}

pub(super) async fn page(can: Can<Office>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &PACKAGES).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let campaign = can.campaign()?.id;
    let waiting = store::to_hand_up(&mut can.tx, campaign).await?;
    let asked = Asked {
        campaign,
        only: listing.ask("only").to_owned(),
    };
    let after = can.after::<PackageId>("after");
    let portion = asked.rows(&mut can, after, PAGE).await?;
    let view = view::Index {
        waiting: waiting.into_iter().map(|(_, number)| number).collect(),
        choices: ONLY.map(|(code, label)| (code, label, code == asked.only)).into(),
        filtered: listing.is_filtered(),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        page: can.page(can.prefs.locale.t("预审报送")),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /packages.xlsx`
pub(super) async fn book(can: Can<Office>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &PACKAGES);
    let asked = Asked {
        campaign: can.campaign()?.id,
        only: listing.ask("only").to_owned(),
    };
    let about = about(&can, &ONLY, &asked.only);
    workbook(can, &listing, about, &asked).await
}

/// What a workbook says of the answer that was chosen.
pub(super) fn about(can: &Visit, choices: &[(&str, &'static str)], only: &str) -> About {
    let label = choices.iter().find(|(code, _)| *code == only);
    let label = can.prefs.locale.t(label.map_or("", |(_, label)| label));
    About::asked(can, &[(n_("结果"), label)])
}

fn row(locale: Locale, package: &Sent, today: NaiveDate) -> Row {
    let delivered = match package.delivered_at {
        Some(at) => Cell::text(dates::moment(locale, at, today)),
        None => Cell::default().and_mute(locale.t("报送中")),
    };
    let href = format!("/packages/{}", package.id);
    Row::new([
        Cell::text(&package.number).chinese().leading(href),
        Cell::text(dates::moment(locale, package.frozen_at, today)),
        delivered,
        Cell::count(package.entries),
        Cell::count(package.passed),
        Cell::count(package.returned),
        Cell::count(package.entries - package.passed - package.returned),
        Cell::code(hex::encode(&package.sha256)),
        Cell::code(hex::encode(&package.sm3)),
    ])
}
