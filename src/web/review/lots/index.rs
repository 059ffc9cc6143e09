//! `GET /lots`: the lots of one's groups with how far they are, for heads; one's own for reviewers.

use axum::response::Response;

use super::labels;
use super::view;
use crate::domain::review::lots::{Ended, Lot, store};
use crate::kernel::ids::{CampaignId, GroupId, LotId, PersonId};
use crate::web::review::going::again_label;
use crate::web::shell::access::rights::Review;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::LOTS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, dates, n_, render};

/// Lots on one page.
const PAGE: usize = 50;

/// What of them can be asked for: word and source text.
const STATES: [(&str, &str); 3] = [
    ("open", n_("在审")),
    ("unconfirmed", n_("待组长确认")),
    ("confirmed", n_("组长已确认")),
];

/// Lots that a list asks for.
struct Lots {
    campaign: CampaignId,
    groups: Vec<GroupId>,
    only: Option<PersonId>,
    state: String,
}

impl Lots {
    /// All of the groups that the visitor heads; else their own.
    fn of(can: &Visit, listing: &Listing) -> Result<Self, Error> {
        let heads = can.actor.groups.iter().filter(|(_, head)| *head);
        let headed: Vec<GroupId> = heads.map(|(group, _)| *group).collect();
        let only = headed.is_empty().then_some(can.actor.person).flatten();
        let all = can.actor.groups.iter().map(|(group, _)| *group);
        Ok(Self {
            campaign: can.campaign()?.id,
            groups: if headed.is_empty() { all.collect() } else { headed },
            only,
            state: listing.ask("state").to_owned(),
        })
    }
}

impl Source for Lots {
    type After = LotId;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<LotId>,
        limit: usize,
    ) -> Result<Portion<LotId>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let state = Some(self.state.as_str()).filter(|state| !state.is_empty());
        let wanted = (self.only, state);
        let lots = store::of_group(&mut can.tx, self.campaign, &self.groups, wanted, (after, most)).await?;
        Ok(Portion::cut(lots, limit, |lot| lot.id, |lot| row(can, &lot)))
    }
}

pub(in crate::web::review) async fn index(can: Can<Review>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &LOTS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let lots = Lots::of(&can, &listing)?;
    let after = can.after::<LotId>("after");
    let portion = lots.rows(&mut can, after, PAGE).await?;
    let view = view::Index {
        choices: STATES
            .map(|(code, label)| (code, label, code == lots.state))
            .into(),
        filtered: listing.is_filtered(),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        page: can.page(can.prefs.locale.t("审核批次")),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /lots.xlsx`
pub(in crate::web::review) async fn book(can: Can<Review>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &LOTS);
    let lots = Lots::of(&can, &listing)?;
    let state = STATES.iter().find(|(code, _)| *code == lots.state);
    let state = can.prefs.locale.t(state.map_or("", |(_, label)| label));
    let about = About::asked(&can, &[(n_("进度"), state)]);
    workbook(can, &listing, about, &lots).await
}

/// How a lot stands.
pub(super) fn state(lot: &Lot, can: &Visit) -> &'static str {
    match (&lot.confirmed, lot.ended) {
        (Some(_), _) => n_("组长已确认"),
        (None, None) if lot.holds(can.now) => n_("在审"),
        (None, None) => n_("超过时间没有接着审，别人可以领"),
        (None, Some((Ended::Done, _))) => n_("已审完，待组长确认"),
        (None, Some((Ended::GivenBack, _))) => n_("没审的已放回"),
        (None, Some((Ended::TakenBack, _))) => n_("没审的已由组长收回"),
        (None, Some((Ended::Expired, _))) => n_("过期，没审的已由别人接着审"),
    }
}

fn row(can: &Visit, lot: &Lot) -> Row {
    let (locale, today) = (can.prefs.locale, can.today());
    let kind = format!(
        "{} · {}",
        locale.t(labels::tier(lot.kind.tier)),
        locale.t(again_label(lot.kind.again))
    );
    Row::new([
        Cell::text(&lot.unit_name).leading(format!("/lots/{}", lot.id)),
        Cell::text(kind),
        Cell::text(&lot.reviewer_name),
        Cell::count(lot.done),
        Cell::count(lot.entries),
        Cell::count(lot.returned),
        Cell::text(locale.t(state(lot, can))),
        Cell::text(dates::moment(locale, lot.opened_at, today)),
        Cell::text(lot.given_by.clone().unwrap_or_default()),
    ])
}
