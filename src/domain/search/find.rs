//! Looking up. The index gives what may fit; the text and the reading rule decide, of each, before anything of it is shown.

mod gather;

use std::collections::HashMap;

use uuid::Uuid;

use super::store::subjects::{self, PersonText, ProblemText, UnitText};
use super::store::{hits, queue};
use super::text::Field;
use super::{Kind, Place, Progress, Query, terms};
use crate::domain::lists::reading::Sight;
use crate::domain::lists::{Problem, store as lists};
use crate::kernel::ids::CampaignId;
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx};
use gather::Gather;

pub use gather::Found;

/// A problem that was found.
#[derive(Clone, Debug)]
pub struct FoundProblem {
    /// Its columns.
    pub problem: Problem,
    /// What it says and whose it is.
    pub text: ProblemText,
    /// Whether its text may be shown in passing. One whose opening is to be recorded is found by its number and its owner alone,
    /// or a search would tell without a record what stands in it.
    pub open: bool,
}

/// Problems of a campaign that the actor may read and that hold all words, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn problems(
    tx: &mut Tx,
    actor: &Actor,
    campaign: CampaignId,
    query: &Query,
    (after, page): (Option<Place>, usize),
) -> Result<Found<FoundProblem>, DbError> {
    let sight = Sight::of(tx, actor, campaign).await?;
    let terms = terms(tx.tenant(), Kind::Problem, query);
    let mut gather = Gather::new(after, page);
    while let Some(most) = gather.wants() {
        let places = hits::problems(tx, &terms, campaign, &sight, gather.at(), most).await?;
        let ids = ids(&places);
        let mut known = by_id(lists::find_all(tx, &ids).await?, |problem| problem.id.0);
        let mut texts = by_id(subjects::problems(tx, &ids).await?, |text| text.id.0);
        gather.offer(&places, most, |id| {
            let (problem, text) = known.remove(&id).zip(texts.remove(&id))?;
            judged(actor, &sight, query, problem, text)
        });
    }
    Ok(gather.found())
}

/// What is found of a problem, if anything may be.
fn judged(
    actor: &Actor,
    sight: &Sight,
    query: &Query,
    problem: Problem,
    text: ProblemText,
) -> Option<FoundProblem> {
    let reading = sight.reading(actor, &problem);
    if !reading.is_allowed() {
        return None;
    }
    let open = !reading.is_recorded(problem.tier);
    let mut fields = text.labels();
    if open {
        fields.extend(text.texts());
    }
    answered(&fields, query).then_some(FoundProblem { problem, text, open })
}

/// People whose main post, or the last one, is within units (`None`: everywhere), by the letters of their names.
///
/// # Errors
/// When the database refuses.
pub async fn people(
    tx: &mut Tx,
    within: Option<&[Uuid]>,
    query: &Query,
    (after, page): (Option<Place>, usize),
) -> Result<Found<PersonText>, DbError> {
    let units = match within {
        Some(units) => Some(subjects::with_parts(tx, units).await?),
        None => None,
    };
    let terms = terms(tx.tenant(), Kind::Person, query);
    let mut gather = Gather::new(after, page);
    while let Some(most) = gather.wants() {
        let places = hits::names(tx, &terms, Kind::Person, units.as_deref(), gather.at(), most).await?;
        let mut known = by_id(subjects::people(tx, &ids(&places)).await?, |person| person.id.0);
        gather.offer(&places, most, |id| {
            let person = known.remove(&id)?;
            let ours =
                |unit: Option<Uuid>| unit.is_some_and(|unit| within.is_some_and(|w| w.contains(&unit)));
            // As it is now, whatever the index knew.
            let seen = within.is_none()
                || [person.unit_id, person.top_id, person.parent_id]
                    .into_iter()
                    .any(ours);
            (seen && !person.withdrawn && answered(&person.fields(), query)).then_some(person)
        });
    }
    Ok(gather.found())
}

/// Units, in official order.
///
/// # Errors
/// When the database refuses.
pub async fn units(
    tx: &mut Tx,
    query: &Query,
    (after, page): (Option<Place>, usize),
) -> Result<Found<UnitText>, DbError> {
    let terms = terms(tx.tenant(), Kind::Unit, query);
    let mut gather = Gather::new(after, page);
    while let Some(most) = gather.wants() {
        let places = hits::names(tx, &terms, Kind::Unit, None, gather.at(), most).await?;
        let mut known = by_id(subjects::units(tx, &ids(&places)).await?, |unit| unit.id.0);
        gather.offer(&places, most, |id| {
            let unit = known.remove(&id)?;
            (!unit.withdrawn && answered(&unit.fields(), query)).then_some(unit)
        });
    }
    Ok(gather.found())
}

/// How far the index of the jurisdiction is.
///
/// # Errors
/// When the database refuses.
pub async fn progress(tx: &mut Tx) -> Result<Progress, DbError> {
    queue::progress(tx).await
}

fn answered(fields: &[Field], query: &Query) -> bool {
    let answered = |word: &Vec<char>| fields.iter().any(|field| field.answers(word));
    query.words().iter().all(answered)
}

fn ids(places: &[Place]) -> Vec<Uuid> {
    places.iter().map(|place| place.id).collect()
}

fn by_id<T>(rows: Vec<T>, id: impl Fn(&T) -> Uuid) -> HashMap<Uuid, T> {
    rows.into_iter().map(|row| (id(&row), row)).collect()
}
