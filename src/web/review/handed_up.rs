//! `GET /prereview/{id}/{n}`: one entry of a package, with what changed since it came before. Each opening is recorded.

use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Query;
use serde::Deserialize;
use serde_json::json;

use super::case::Read;
use super::form::Typed;
use super::{checks, view};
use crate::domain::campaigns;
use crate::domain::ledger::Act;
use crate::domain::lists::{Content, Draft};
use crate::domain::packages::store::{self, Entry, InPackage};
use crate::domain::review::actions::UNDO;
use crate::domain::review::queue::Filter;
use crate::kernel::ids::{ActId, PackageId};
use crate::web::shell::access::rights::Prereview;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FieldProblems, render};

/// `undo=…`
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// The place in the package on which the visitor just ruled.
    undo: String,
}

pub(super) async fn page(
    can: Can<Prereview>,
    Path((id, n)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let entry = find(&mut can, &id, &n).await?;
    if entry.verdict.is_some() {
        return Ok(Redirect::to("/prereview").into_response());
    }
    let typed = Typed::default();
    draw(can, &entry, &asked.undo, (&typed, &FieldProblems::new())).await
}

/// The entry that the path names.
pub(super) async fn find(can: &mut Visit, id: &str, n: &str) -> Result<Entry, Error> {
    let id: PackageId = id.parse().map_err(|_| Error::NotFound)?;
    let position: i32 = n.parse().map_err(|_| Error::NotFound)?;
    let entry = store::entry(&mut can.tx, id, position).await?;
    entry.ok_or(Error::NotFound)
}

/// Draws the entry, with 422 when something is wrong with what was typed.
pub(super) async fn draw(
    can: Visit,
    entry: &Entry,
    ruled: &str,
    (typed, wrong): (&Typed, &FieldProblems),
) -> Result<Response, Error> {
    let mut can = record_opening(can, entry).await?;
    let (locale, campaign) = (can.prefs.locale, can.campaign()?.id);
    let terms = campaigns::store::terms(&mut can.tx, campaign).await?;
    let content = Content::read(&entry.content).map_err(Error::internal)?;
    let before = store::before(&mut can.tx, entry).await?;
    let before = before.and_then(|(revision, text)| Some((revision, Content::read(&text).ok()?)));
    let form = typed.view(locale, 0, (&content, &terms), Filter::default(), wrong);
    let entries = store::outline(&mut can.tx, entry.package).await?;
    let held = held(&mut can, entry).await?;
    let checks = checks::alone(&can, &Draft::of(&content));
    let (previous, next) = neighbours(&entries, entry);
    let view = view::HandedUp {
        action: super::prereview::entry(entry.package, entry.position),
        writer: view::Writer::of(&can),
        from: entry.from_name.clone(),
        package: entry.package_number.clone(),
        done: entries.iter().filter(|one| !one.waits).count(),
        of: entries.len(),
        people: people(&entries, entry),
        held,
        checks,
        alike: None,
        undo: undo(&mut can, entry, ruled).await?,
        previous,
        next,
        keys: view::Keys {
            redo: false,
            alike: false,
            pass: false,
            ..view::Keys::ALL
        },
        case: Read::handed_up(content, terms, before).view_of(locale, entry, entries.len()),
        form,
        page: view::fitting(can.confidential_page(locale.t("预审"))),
    };
    Ok(if wrong.is_empty() {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    })
}

/// Who else goes through the package.
async fn held(can: &mut Visit, entry: &Entry) -> Result<Option<String>, Error> {
    let holders = store::holders(&mut can.tx, can.now).await?;
    let mine = can.session.account;
    let other = holders
        .into_iter()
        .find(|(package, by, _)| *package == entry.package && *by != mine);
    Ok(other.map(|(.., name)| name))
}

/// The pages of the entries before and after that wait; after the last, the first.
fn neighbours(entries: &[InPackage], entry: &Entry) -> (Option<String>, Option<String>) {
    let page = |one: &InPackage| super::prereview::entry(entry.package, one.position);
    let waits = || {
        entries
            .iter()
            .filter(|one| one.waits && one.position != entry.position)
    };
    let before = waits().rfind(|one| one.position < entry.position);
    let after = waits()
        .find(|one| one.position > entry.position)
        .or_else(|| waits().next());
    (before.map(page), after.map(page))
}

/// The people of the package in its order, each with how many of theirs are done.
fn people(entries: &[InPackage], entry: &Entry) -> Vec<view::HandedPerson> {
    let name = |one: &InPackage| {
        if one.person.is_empty() {
            one.unit.clone()
        } else {
            one.person.clone()
        }
    };
    let runs = entries.chunk_by(|a, b| (&a.person, &a.unit) == (&b.person, &b.unit));
    let person = |run: &[InPackage]| {
        let first = run.iter().find(|one| one.waits);
        let position = first.map_or(entry.position, |one| one.position);
        view::HandedPerson {
            href: super::prereview::entry(entry.package, position),
            name: name(&run[0]),
            done: run.iter().filter(|one| !one.waits).count(),
            of: run.len(),
            current: run.iter().any(|one| one.position == entry.position),
        }
    };
    runs.map(person).collect()
}

/// What was just ruled in this package, while it can be undone.
async fn undo(can: &mut Visit, entry: &Entry, ruled: &str) -> Result<Option<view::Undo>, Error> {
    let Ok(position) = ruled.parse::<i32>() else {
        return Ok(None);
    };
    let given = store::given(&mut can.tx, entry.package, position).await?;
    let (mine, now) = (can.session.account, can.now);
    let given = given.filter(|given| given.account == mine && now - given.at <= UNDO);
    Ok(given.map(|given| view::Undo {
        action: format!("{}/undos", super::prereview::entry(entry.package, position)),
        verdict: given.verdict.to_string(),
        said: String::new(),
        act_id: ActId::fresh().to_string(),
    }))
}

/// Records the opening in a transaction of its own, so that it lasts although reading pages commit nothing.
async fn record_opening(mut can: Visit, entry: &Entry) -> Result<Visit, Error> {
    let mut act = Act::open(&mut can.tx, &can.actor, ActId::fresh(), can.now).await?;
    let data = json!({"position": entry.position, "number": entry.number, "revision": entry.revision});
    let object = ("package", Some(entry.package.0));
    act.record(&mut can.tx, "package.opened", object, &data).await?;
    can.commit_and_go_on().await
}
