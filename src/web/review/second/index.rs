//! `GET /second-readings`: what waits to be read again, what the head is to decide, what was read.

use axum::response::Response;

use super::{filter, labels, view};
use crate::domain::figures::percent;
use crate::domain::review::Ruling;
use crate::domain::review::queue::Desk;
use crate::domain::review::second::{Listed, Settled, Which, store};
use crate::kernel::ids::{AccountId, GroupId, SecondReadingId};
use crate::web::shell::access::rights::Review;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::SECOND;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, Locale, dates, n_, render};

/// Readings on one page.
const PAGE: usize = 50;

/// What a list asks for.
struct Asked {
    desk: Desk,
    account: AccountId,
    groups: Vec<GroupId>,
    which: Which,
}

impl Asked {
    /// Only heads see what was ruled; everybody else what waits for them.
    async fn of(can: &mut Visit, listing: &Listing) -> Result<Self, Error> {
        let headed = headed(can);
        let which = match listing.ask("state") {
            "disputed" if !headed.is_empty() => Which::Disputed,
            "read" if !headed.is_empty() => Which::Read,
            _ => Which::Waiting,
        };
        let all = can.actor.groups.iter().map(|(group, _)| *group).collect();
        Ok(Self {
            desk: filter::desk(can).await?,
            account: can.session.account,
            groups: if which == Which::Waiting { all } else { headed },
            which,
        })
    }
}

fn headed(can: &Visit) -> Vec<GroupId> {
    let heads = can.actor.groups.iter().filter(|(_, head)| *head);
    heads.map(|(group, _)| *group).collect()
}

impl Source for Asked {
    type After = SecondReadingId;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<SecondReadingId>,
        limit: usize,
    ) -> Result<Portion<SecondReadingId>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let (at, of, now) = (
            (&self.desk, self.account),
            (&self.groups[..], self.which),
            can.now,
        );
        let found = store::listed(&mut can.tx, at, of, now, (after, most)).await?;
        let row = |one: Listed| row(can, &one, self.which);
        Ok(Portion::cut(found, limit, |one| one.id, row))
    }
}

pub(in crate::web::review) async fn index(can: Can<Review>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &SECOND).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let asked = Asked::of(&mut can, &listing).await?;
    let heads = headed(&can);
    let (at, now) = ((&asked.desk, asked.account), can.now);
    let all: Vec<GroupId> = can.actor.groups.iter().map(|(group, _)| *group).collect();
    let counts = store::counts(&mut can.tx, at, (&all, &heads), now).await?;
    let campaign = asked.desk.campaign;
    let (alike, read) = store::share(&mut can.tx, campaign, &heads).await?;
    let after = can.after::<SecondReadingId>("after");
    let portion = asked.rows(&mut can, after, PAGE).await?;
    let waiting = asked.which == Which::Waiting;
    let first = portion.rows.first().and_then(|row| row.href.clone());
    let mut choices = vec![("", n_("待复核"), Some(counts.waiting), waiting)];
    if !heads.is_empty() {
        let disputed = asked.which == Which::Disputed;
        choices.push((
            "disputed",
            n_("意见不一，待组长定"),
            Some(counts.disputed),
            disputed,
        ));
        choices.push(("read", n_("已复核"), None, asked.which == Which::Read));
    }
    let view = view::Index {
        choices,
        start: first.filter(|_| waiting),
        alike: percent(alike, read).map(|percent| (alike, read, percent)),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        page: can.confidential_page(can.prefs.locale.t("复核")),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /second-readings.xlsx`
pub(in crate::web::review) async fn book(can: Can<Review>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &SECOND);
    let asked = Asked::of(&mut can, &listing).await?;
    let about = About::asked(&can, &[]);
    workbook(can, &listing, about, &asked).await
}

fn row(can: &Visit, one: &Listed, which: Which) -> Row {
    let (locale, told) = (can.prefs.locale, which != Which::Waiting);
    let href = format!("/second-readings/{}", one.id);
    let title = if one.tier.is_guarded() {
        Cell::text(locale.t("打开后可见，打开留痕"))
    } else {
        Cell::text(&one.title)
    };
    let said = |ruling: Option<Ruling>, who: Option<&str>| match ruling.filter(|_| told) {
        Some(ruling) => Cell::text(locale.t(labels::ruling(ruling))).and_mute(who.unwrap_or_default()),
        None => Cell::default(),
    };
    let row = Row::new([
        Cell::text(&one.number),
        title.leading(&href),
        Cell::text(&one.owner_name),
        Cell::text(&one.unit_name),
        said(Some(one.first), Some(&one.readers.0)),
        said(one.second, one.readers.1.as_deref()),
        Cell::text(decided(locale, one)),
        Cell::text(dates::moment(locale, one.drawn_at, can.today())),
    ]);
    Row {
        href: Some(href),
        ..row
    }
}

fn decided(locale: Locale, one: &Listed) -> String {
    let word = match (one.settled, one.second) {
        (Some(Settled::Upheld), _) => n_("维持原结论"),
        (Some(Settled::Revoked), _) => n_("撤销原结论"),
        (None, Some(second)) if second == one.first => n_("两次一致"),
        (None, Some(_)) => n_("待定"),
        (None, None) => "",
    };
    locale.t(word).to_owned()
}
