//! `GET /entries`: what a liaison typed for others and how it stands.

use axum::response::Response;

use super::entry_view::Entries;
use crate::domain::lists::store::entries::{self, Entry};
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::rights::EnterForOthers;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::Badge;
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::ENTERED;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, dates, n_, render};

/// Entries on one page.
const PAGE: usize = 50;

/// What of them can be asked for: word and source text.
const ONLY: [(&str, &str); 3] = [
    ("waiting", n_("待本人确认")),
    ("returned", n_("已退给代填人")),
    ("confirmed", n_("本人已确认")),
];

/// Entries that a list asks for.
struct Asked {
    only: String,
}

impl Source for Asked {
    type After = ProblemId;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<ProblemId>,
        limit: usize,
    ) -> Result<Portion<ProblemId>, Error> {
        let (campaign, account) = (can.campaign()?.id, can.session.account);
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let page = (after, most);
        let all = entries::by_account(&mut can.tx, campaign, account, &self.only, page).await?;
        let row = |entry: Entry| row(can, entry);
        Ok(Portion::cut(all, limit, |entry| entry.problem, row))
    }
}

pub(super) async fn page(can: Can<EnterForOthers>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &ENTERED).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let asked = Asked {
        only: listing.ask("only").to_owned(),
    };
    let after = can.after::<ProblemId>("after");
    let portion = asked.rows(&mut can, after, PAGE).await?;
    let view = Entries {
        page: can.confidential_page(can.prefs.locale.t("代填")),
        choices: ONLY.map(|(code, label)| (code, label, code == asked.only)),
        filtered: listing.is_filtered(),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /entries.xlsx`
pub(super) async fn book(can: Can<EnterForOthers>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &ENTERED);
    let asked = Asked {
        only: listing.ask("only").to_owned(),
    };
    let label = ONLY.iter().find(|(code, _)| *code == asked.only);
    let label = can.prefs.locale.t(label.map_or("", |(_, label)| label));
    let about = About::asked(&can, &[(n_("状态"), label)]);
    workbook(can, &listing, about, &asked).await
}

/// Once its owner confirmed it, whoever typed it sees no more of its text.
fn row(can: &Visit, entry: Entry) -> Row {
    let locale = can.prefs.locale;
    let href = format!("/problems/{}/edit", entry.problem);
    let title = if entry.confirmed_at.is_some() {
        Cell::default().and_mute(locale.t("确认后不再显示"))
    } else if entry.title.trim().is_empty() {
        Cell::text(locale.t("还没有写题目的问题")).leading(href)
    } else {
        Cell::text(entry.title).chinese().leading(href)
    };
    let badge = match entry.confirmed_at {
        Some(_) => Badge {
            class: "is-ok",
            label: n_("本人已确认"),
        },
        None => Badge::of_entry(entry.returned_at.is_some()),
    };
    let words = entry.returned_at.map(|_| entry.words).unwrap_or_default();
    Row::new([
        Cell::text(entry.number),
        Cell::text(entry.owner_name),
        title,
        Cell::state(locale, badge),
        Cell::text(words).chinese(),
        Cell::text(dates::moment(locale, entry.at, can.today())),
    ])
}
