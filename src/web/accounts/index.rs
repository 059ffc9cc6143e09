//! `GET /accounts`: who has an account and how it stands; who still needs one.

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::view::{Index, Row, Unit};
use crate::domain::accounts::managing::Reach;
use crate::domain::accounts::store;
use crate::domain::accounts::store::directory::{self, Line, Search};
use crate::kernel::clock::day_of;
use crate::kernel::messages::n_;
use crate::web::shell::access::rights::ManageAccounts;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::Badge;
use crate::web::shell::roles::role_label;
use crate::web::shell::{Error, dates, render};

/// Accounts on one page.
const PAGE: usize = 50;

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    state: String,
    after: String,
}

/// States that can be asked for.
const STATES: [(&str, &str); 4] = [
    ("none", n_("还没有密码")),
    ("fresh", n_("密码条未使用")),
    ("void", n_("密码条已过期")),
    ("disabled", n_("已停用")),
];

pub(super) async fn page(can: Can<ManageAccounts>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let within = Reach::of(&can.actor).ok_or(Error::Forbidden)?.within();
    let search = Search {
        text: asked.q.trim().replace('\0', ""),
        state: asked.state.trim().replace('\0', ""),
    };
    let (now, after) = (can.now, asked.after.replace('\0', ""));
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut found = directory::search(&mut can.tx, within.as_deref(), &search, (&after, limit), now).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let missing = store::missing(&mut can.tx, within.as_deref(), None, now).await?;
    let address = |after: &str| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("q", &search.text)
            .append_pair("state", &search.state);
        query.append_pair("after", after);
        format!("/accounts?{}", query.finish())
    };
    let view = Index {
        page: can.page(can.prefs.locale.t("账号")),
        missing: missing.iter().map(|unit| unit.people).sum(),
        units: missing.into_iter().map(Unit::from).collect(),
        at_once: super::slips::AT_ONCE,
        next: found.last().filter(|_| more).map(|last| address(&last.login)),
        first: (!after.is_empty()).then(|| address("")),
        states: &STATES,
        filtered: !search.text.is_empty() || !search.state.is_empty(),
        rows: found.iter().map(|line| row(&can, line)).collect(),
        q: search.text,
        state: search.state,
    };
    Ok(render::ok(can.prefs.locale, &view))
}

fn row(can: &Visit, line: &Line) -> Row {
    Row {
        href: format!("/accounts/{}", line.id),
        login: line.login.clone(),
        name: line.name.clone(),
        unit: line.unit.clone().unwrap_or_default(),
        title: line.title.clone().unwrap_or_default(),
        roles: line.roles().into_iter().map(role_label).collect(),
        badge: badge(can, line),
        until: until(can, line).unwrap_or_default(),
        factor: line.factor,
    }
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
