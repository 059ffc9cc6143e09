//! `GET /accounts`: who has an account and how it stands; who still needs one.

use axum::response::Response;
use uuid::Uuid;

use super::view::{Index, Unit};
use crate::domain::accounts::managing::Reach;
use crate::domain::accounts::store;
use crate::domain::accounts::store::directory::{self, Line, Search};
use crate::kernel::clock::day_of;
use crate::kernel::messages::n_;
use crate::web::shell::access::rights::ManageAccounts;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::Badge;
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::ACCOUNTS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::roles::role_label;
use crate::web::shell::{Error, dates, render};

/// Accounts on one page.
const PAGE: usize = 50;

/// States that can be asked for.
const STATES: [(&str, &str); 4] = [
    ("none", n_("还没有密码")),
    ("fresh", n_("密码条未使用")),
    ("void", n_("密码条已过期")),
    ("disabled", n_("已停用")),
];

/// Accounts that a list asks for, within the visitor's reach.
struct Asked {
    within: Option<Vec<Uuid>>,
    search: Search,
}

impl Asked {
    fn of(can: &Visit, listing: &Listing) -> Result<Self, Error> {
        Ok(Self {
            within: Reach::of(&can.actor).ok_or(Error::Forbidden)?.within(),
            search: Search {
                text: listing.ask("q").to_owned(),
                state: listing.ask("state").to_owned(),
            },
        })
    }
}

impl Source for Asked {
    type After = String;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<String>,
        limit: usize,
    ) -> Result<Portion<String>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let from = (after.as_deref().unwrap_or_default(), most);
        let now = can.now;
        let found = directory::search(&mut can.tx, self.within.as_deref(), &self.search, from, now).await?;
        let row = |line: Line| row(can, &line);
        Ok(Portion::cut(found, limit, |line| line.login.clone(), row))
    }
}

pub(super) async fn page(can: Can<ManageAccounts>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &ACCOUNTS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let asked = Asked::of(&can, &listing)?;
    let after = can.after::<String>("after").map(|login| login.replace('\0', ""));
    let after = after.filter(|login| !login.is_empty());
    let portion = asked.rows(&mut can, after.clone(), PAGE).await?;
    let now = can.now;
    let missing = store::missing(&mut can.tx, asked.within.as_deref(), None, now).await?;
    let view = Index {
        page: can.page(can.prefs.locale.t("账号")),
        missing: missing.iter().map(|unit| unit.people).sum(),
        units: missing.into_iter().map(Unit::from).collect(),
        at_once: super::slips::AT_ONCE,
        next: portion.next.map(|login| listing.after(&login)),
        first: after.map(|_| listing.address()),
        states: &STATES,
        filtered: listing.is_filtered(),
        list: listing.shown(&can, portion.rows),
        q: asked.search.text,
        state: asked.search.state,
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /accounts.xlsx`
pub(super) async fn book(can: Can<ManageAccounts>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &ACCOUNTS);
    let asked = Asked::of(&can, &listing)?;
    let state = STATES.iter().find(|(code, _)| *code == asked.search.state);
    let state = state.map_or(asked.search.state.as_str(), |(_, label)| {
        can.prefs.locale.t(label)
    });
    let about = [
        (n_("登录名或姓名"), asked.search.text.as_str()),
        (n_("状态"), state),
    ];
    let about = About::asked(&can, &about);
    workbook(can, &listing, about, &asked).await
}

fn row(can: &Visit, line: &Line) -> Row {
    let locale = can.prefs.locale;
    let roles: Vec<&str> = line
        .roles()
        .into_iter()
        .map(|role| locale.t(role_label(role)))
        .collect();
    let until = until(can, line).map(|until| locale.tf("至 {0}", &[&until]));
    Row::new([
        Cell::link(format!("/accounts/{}", line.id), &line.name),
        Cell::text(&line.login),
        Cell::text(line.unit.clone().unwrap_or_default()).and_mute(line.title.clone().unwrap_or_default()),
        Cell::text(roles.join(locale.t("、"))),
        Cell::state(locale, badge(can, line)).and_mute(until.unwrap_or_default()),
        Cell::text(if line.factor { locale.t("已开启") } else { "" }),
    ])
}

/// How an account stands.
pub(super) fn badge(can: &Visit, line: &Line) -> Badge {
    Badge::of_account(line, can.now)
}

/// Until when a slip that nobody used yet holds.
pub(super) fn until(can: &Visit, line: &Line) -> Option<String> {
    let until = line
        .one_time_until
        .filter(|until| line.must_change && *until > can.now)?;
    Some(dates::short(can.prefs.locale, day_of(until), can.today()))
}
