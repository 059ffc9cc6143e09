//! `GET /ours`: the people of the unit, in official order.

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::view::{Index, Tab};
use crate::domain::lists::store::{self, Standing};
use crate::domain::units;
use crate::kernel::messages::n_;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::{self, SeeOurs};
use crate::web::shell::{Error, render};

/// People on one page.
const PAGE: usize = 100;

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    only: String,
    from: String,
}

/// Who is shown: word, source text, whether somebody is one of them.
type Sort = (&'static str, &'static str, fn(&Standing) -> bool);

const SORTS: [Sort; 5] = [
    ("", n_("全部"), |_| true),
    ("unfiled", n_("还没有填报"), |one| !one.filed),
    ("returned", n_("退回待改"), |one| one.returned > 0),
    ("to_sign", n_("待本人签字"), |one| one.to_sign > 0),
    ("overdue", n_("超过时限"), |one| one.overdue > 0),
];

pub(super) async fn page(can: Can<SeeOurs>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let units: Vec<_> = rights::ours(&can).collect();
    let ids: Vec<_> = units.iter().map(|unit| unit.0).collect();
    let (campaign, today) = (can.campaign()?.id, can.today());
    let people = store::standing(&mut can.tx, campaign, &ids, today).await?;
    let mut names = Vec::new();
    for unit in units {
        names.extend(units::store::find(&mut can.tx, unit).await?.map(|unit| unit.name));
    }
    names.dedup();
    let sort = SORTS
        .iter()
        .find(|(code, ..)| *code == asked.only)
        .unwrap_or(&SORTS[0]);
    let from: usize = asked.from.parse().unwrap_or(0);
    let tabs = SORTS.map(|(code, label, is)| Tab {
        href: address(code, 0),
        label,
        people: people.iter().filter(|one| is(one)).count(),
        shown: code == sort.0,
    });
    let mut shown: Vec<_> = people
        .into_iter()
        .filter(|one| (sort.2)(one))
        .skip(from)
        .collect();
    let more = shown.len() > PAGE;
    shown.truncate(PAGE);
    let view = Index {
        page: can.page(names.join(can.prefs.locale.t("、"))),
        tabs: tabs.into(),
        people: shown,
        first: (from > 0).then(|| address(sort.0, 0)),
        next: more.then(|| address(sort.0, from + PAGE)),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

fn address(only: &str, from: usize) -> String {
    match (only, from) {
        ("", 0) => "/ours".to_owned(),
        (only, 0) => format!("/ours?only={only}"),
        (only, from) => format!("/ours?only={only}&from={from}"),
    }
}
