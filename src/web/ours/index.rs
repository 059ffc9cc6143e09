//! `GET /ours`: the people of the unit, in official order.

use axum::response::Response;
use uuid::Uuid;

use super::view::{Index, Tab};
use crate::domain::lists::store::{self, Standing};
use crate::domain::units;
use crate::kernel::messages::n_;
use crate::web::shell::access::rights::{self, SeeOurs};
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::Badge;
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::OURS;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, Locale, render};

/// People on one page.
const PAGE: usize = 100;

/// Who is shown: word, source text, whether somebody is one of them.
type Sort = (&'static str, &'static str, fn(&Standing) -> bool);

const SORTS: [Sort; 5] = [
    ("", n_("全部"), |_| true),
    ("unfiled", n_("还没有填报"), |one| !one.filed),
    ("returned", n_("退回待改"), |one| one.returned > 0),
    ("to_sign", n_("待本人签字"), |one| one.to_sign > 0),
    ("overdue", n_("超过时限"), |one| one.overdue > 0),
];

fn sort(listing: &Listing) -> &'static Sort {
    let asked = SORTS.iter().find(|(code, ..)| *code == listing.ask("only"));
    asked.unwrap_or(&SORTS[0])
}

/// The visitor's people: of a few units, whom the tabs count anyway. They are read at once.
async fn people(can: &mut Visit) -> Result<Vec<Standing>, Error> {
    let ids: Vec<_> = rights::ours(can).map(|unit| unit.0).collect();
    let (campaign, today) = (can.campaign()?.id, can.today());
    Ok(store::standing(&mut can.tx, campaign, &ids, today).await?)
}

/// Those of a sort.
struct Of(&'static Sort);

impl Of {
    /// Behind somebody, as far as they go on a page.
    fn cut(&self, locale: Locale, people: Vec<Standing>, after: Option<Uuid>, limit: usize) -> Portion<Uuid> {
        let mut shown: Vec<_> = people.into_iter().filter(self.0.2).collect();
        if let Some(at) = after.and_then(|after| shown.iter().position(|one| one.person.0 == after)) {
            shown.drain(..=at);
        }
        Portion::cut(shown, limit, |one| one.person.0, |one| row(locale, one))
    }
}

impl Source for Of {
    type After = Uuid;

    async fn rows(&self, can: &mut Visit, after: Option<Uuid>, limit: usize) -> Result<Portion<Uuid>, Error> {
        let people = people(can).await?;
        Ok(self.cut(can.prefs.locale, people, after, limit))
    }
}

pub(super) async fn page(can: Can<SeeOurs>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &OURS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let people = people(&mut can).await?;
    let mut names = Vec::new();
    for unit in rights::ours(&can).collect::<Vec<_>>() {
        names.extend(units::store::find(&mut can.tx, unit).await?.map(|unit| unit.name));
    }
    names.dedup();
    let sort = sort(&listing);
    let tabs = SORTS.map(|(code, label, is)| Tab {
        href: listing.with("only", code),
        label,
        people: people.iter().filter(|one| is(one)).count(),
        shown: code == sort.0,
    });
    let after = can.after("after");
    let portion = Of(sort).cut(can.prefs.locale, people, after, PAGE);
    let view = Index {
        page: can.page(names.join(can.prefs.locale.t("、"))),
        tabs: tabs.into(),
        first: after.map(|_| listing.address()),
        next: portion.next.map(|id| listing.after(&id)),
        list: listing.shown(&can, portion.rows),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /ours.xlsx`
pub(super) async fn book(can: Can<SeeOurs>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &OURS);
    let sort = sort(&listing);
    let about = About::asked(&can, &[(n_("看哪些人"), can.prefs.locale.t(sort.1))]);
    workbook(can, &listing, about, &Of(sort)).await
}

fn row(locale: Locale, one: Standing) -> Row {
    let (class, label) = if one.filed {
        ("is-ok", n_("已填报"))
    } else {
        ("is-draft", n_("还没有填报"))
    };
    let waits = [
        (one.returned, n_("退回待改"), Look::State("is-act")),
        (one.to_sign, n_("待本人签字"), Look::State("is-sign")),
        (one.overdue, n_("超过时限"), Look::Lamp("red")),
    ];
    let waits = waits.into_iter().filter(|(n, ..)| *n > 0);
    let waits = waits.fold(Cell::default(), |cell, (n, label, look)| {
        cell.and(format!("{} {n}", locale.t(label)), look)
    });
    Row::new([
        Cell::link(format!("/people/{}", one.person), one.name),
        Cell::text(one.staff_no),
        Cell::text(one.unit).and_mute(one.title),
        Cell::state(locale, Badge { class, label }),
        waits,
        Cell::count(one.returned),
        Cell::count(one.to_sign),
        Cell::count(one.overdue),
    ])
}
