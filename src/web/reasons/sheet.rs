//! `GET /opinion-sheets/{id}`: what was returned of a unit, person by person, with every reason.

use std::collections::HashMap;

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::access::UnitSheet;
use super::levels::stage_label;
use super::statistics::label;
use super::view::{Item, Person, Sheet, Why};
use crate::domain::campaigns::{self, Terms, groups};
use crate::domain::lists::reading::Sight;
use crate::domain::lists::{self, Content, Problem, fields};
use crate::domain::reasons::referrals::may_refer;
use crate::domain::reasons::sheets::Entry;
use crate::domain::reasons::store::sheets as store;
use crate::domain::review::{GivenReason, Ruling};
use crate::kernel::clock::day_of;
use crate::kernel::ids::{CampaignId, OwnerId, ProblemId};
use crate::web::shell::access::problem::record_openings;
use crate::web::shell::access::rights::SeeReferrals;
use crate::web::shell::access::{Right as _, Visit};
use crate::web::shell::{Error, Locale, Page, dates, n_, render};

/// Most returns of one sheet.
const MOST: i64 = 3000;

/// `?all=1`
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    all: String,
}

impl Asked {
    /// Whether all returns are asked for, and not only those that stand.
    pub(super) fn ever(&self) -> bool {
        self.all == "1"
    }
}

/// What a sheet says, in one language.
pub(super) struct Read {
    pub(super) people: Vec<Person>,
    /// Returns on it.
    pub(super) n: usize,
    /// Returns that its reader may not read.
    left_out: usize,
    /// Whether there are more than it holds.
    cut: bool,
    /// The group that watches the unit now.
    pub(super) group: String,
}

pub(super) async fn page(unit: UnitSheet, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let (id, name) = (unit.unit.to_string(), unit.name.clone());
    let (can, read) = read(unit, asked.ever(), None).await?;
    let locale = can.prefs.locale;
    let campaign = can.campaign()?;
    let view = Sheet {
        id,
        name,
        ever: asked.ever(),
        n: read.n,
        people: read.people,
        left_out: read.left_out,
        cut: read.cut,
        group: read.group,
        campaign: campaign.name,
        today: dates::full(locale, can.today()),
        page: Page {
            body_class: "zg-opinions",
            ..can.confidential_page(locale.t("审核意见单"))
        },
    };
    Ok(render::ok(locale, &view))
}

/// Reads it, once the opening of each guarded text is recorded. `locale`: other than the visitor's.
pub(super) async fn read(
    unit: UnitSheet,
    ever: bool,
    locale: Option<Locale>,
) -> Result<(Visit, Read), Error> {
    let mut can = unit.can;
    let campaign = can.campaign()?.id;
    let locale = locale.unwrap_or(can.prefs.locale);
    let mut entries = store::entries(&mut can.tx, campaign, unit.unit, ever, MOST + 1).await?;
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let (cut, found) = (entries.len() > most, entries.len().min(most));
    entries.truncate(most);
    let (mut can, problems) = readable(can, campaign, &entries).await?;
    entries.retain(|entry| problems.contains_key(&entry.problem));
    let terms = campaigns::store::terms(&mut can.tx, campaign).await?;
    let mut doors = Doors::default();
    let mut items = Vec::new();
    for entry in &entries {
        let refers = match problems.get(&entry.problem) {
            Some(problem) => doors.refers(&mut can, problem).await?,
            None => false,
        };
        items.push(item(entry, &terms, locale, refers));
    }
    let group = groups::name_of_unit(&mut can.tx, campaign, unit.unit).await?;
    let read = Read {
        n: entries.len(),
        left_out: found - entries.len(),
        people: people(&entries, items),
        cut,
        group: group.unwrap_or_default(),
    };
    Ok((can, read))
}

/// The problems of these entries that the visitor reads as somebody else's; openings of guarded ones are recorded before anything is shown.
async fn readable(
    mut can: Visit,
    campaign: CampaignId,
    entries: &[Entry],
) -> Result<(Visit, HashMap<ProblemId, Problem>), Error> {
    let actor = can.actor.clone();
    let sight = Sight::of(&mut can.tx, &actor, campaign).await?;
    let ids: Vec<_> = entries.iter().map(|entry| entry.problem.0).collect();
    let problems = lists::store::find_all(&mut can.tx, &ids).await?;
    let theirs = problems.into_iter().filter(|problem| !problem.is_from(&actor));
    let read = theirs.map(|problem| (sight.reading(&actor, &problem), problem));
    let read: Vec<_> = read.filter(|(reading, _)| reading.is_allowed()).collect();
    let guarded = read
        .iter()
        .filter(|(reading, problem)| reading.is_recorded(problem.tier));
    let guarded: Vec<_> = guarded.map(|(reading, problem)| (problem, *reading)).collect();
    if !guarded.is_empty() {
        can = record_openings(can, &guarded).await?;
    }
    Ok((
        can,
        read.into_iter()
            .map(|(_, problem)| (problem.id, problem))
            .collect(),
    ))
}

/// Whose problems the visitor may hand over; asked once of each owner.
#[derive(Default)]
struct Doors(HashMap<OwnerId, bool>);

impl Doors {
    async fn refers(&mut self, can: &mut Visit, problem: &Problem) -> Result<bool, Error> {
        if !SeeReferrals::held_by(can) {
            return Ok(false);
        }
        if let Some(known) = self.0.get(&problem.owner) {
            return Ok(*known);
        }
        let actor = can.actor.clone();
        let may = may_refer(&mut can.tx, &actor, problem).await?.is_some();
        self.0.insert(problem.owner, may);
        Ok(may)
    }
}

fn people(entries: &[Entry], items: Vec<Item>) -> Vec<Person> {
    let mut people: Vec<(OwnerId, Person)> = Vec::new();
    for (entry, item) in entries.iter().zip(items) {
        match people.last_mut() {
            Some((owner, person)) if *owner == entry.owner => person.items.push(item),
            _ => people.push((
                entry.owner,
                Person {
                    name: entry.owner_name.clone(),
                    unit: entry.unit_name.clone(),
                    items: vec![item],
                },
            )),
        }
    }
    people.into_iter().map(|(_, person)| person).collect()
}

fn item(entry: &Entry, terms: &Terms, locale: Locale, refers: bool) -> Item {
    let content = Content::read(&entry.content).ok();
    let why = |given: &GivenReason| Why {
        code: given.code.clone(),
        label: label(terms, &given.code, locale),
        field: fields::label(&given.field).text(locale),
        quote: given.quote.clone(),
        words: given.words.clone(),
    };
    let by = entry.group_name.clone();
    Item {
        number: entry.number.clone(),
        href: format!("/problems/{}", entry.problem),
        refer: refers.then(|| format!("/problems/{}/referral", entry.problem)),
        revision: entry.revision,
        ruling: locale
            .t(match entry.ruling {
                Ruling::Redo => n_("推倒重来"),
                Ruling::Returned | Ruling::Approved => n_("退回修改"),
            })
            .to_owned(),
        day: dates::full(locale, day_of(entry.at)),
        by: by.unwrap_or_else(|| locale.t(stage_label(entry.stage)).to_owned()),
        title: content.map(|content| content.title).unwrap_or_default(),
        reasons: entry.reasons.iter().map(why).collect(),
        words: entry.words.clone(),
    }
}
