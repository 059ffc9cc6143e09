//! `GET /referrals`: clues that were handed over, newest first; what they say stands on a page of its own.

use axum::response::Response;

use super::tabs::tabs;
use super::view::Referrals;
use crate::domain::reasons::referrals::{Referral, Seat};
use crate::domain::reasons::store::referrals as store;
use crate::kernel::clock::day_of;
use crate::kernel::ids::ReferralId;
use crate::web::shell::access::rights::SeeReferrals;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::REFERRALS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, Locale, dates, render};

/// Rows of one page.
const PAGE: usize = 50;

/// All that the visitor may read.
struct All;

impl Source for All {
    type After = ReferralId;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<ReferralId>,
        limit: usize,
    ) -> Result<Portion<ReferralId>, Error> {
        let (campaign, actor) = (can.campaign()?.id, can.actor.clone());
        let seat = Seat::of(&mut can.tx, &actor).await?;
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let found = store::seen(&mut can.tx, (campaign, &seat), None, (after, most)).await?;
        let locale = can.prefs.locale;
        Ok(Portion::cut(found, limit, |one| one.id, |one| row(locale, &one)))
    }
}

fn row(locale: Locale, one: &Referral) -> Row {
    let group = one.group_name.as_deref().unwrap_or(locale.t("市活动办"));
    Row::new([
        Cell::text(&one.number).leading(format!("/referrals/{}", one.id)),
        Cell::text(&one.owner_name),
        Cell::text(&one.unit_name),
        Cell::text(dates::full(locale, day_of(one.at))),
        Cell::text(&one.by),
        Cell::text(group),
    ])
}

pub(super) async fn page(can: Can<SeeReferrals>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &REFERRALS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let after = can.after::<ReferralId>("after");
    let portion = All.rows(&mut can, after, PAGE).await?;
    let view = Referrals {
        tabs: tabs(&can, "/referrals"),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        page: can.confidential_page(can.prefs.locale.t("线索移送")),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /referrals.xlsx`: who was handed over when, and not what for.
pub(super) async fn book(can: Can<SeeReferrals>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &REFERRALS);
    workbook(can, &listing, About::default(), &All).await
}
