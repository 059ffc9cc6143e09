//! Preparing a draw, which fixes its secret, and drawing.

use std::collections::HashMap;

use serde_json::json;

use crate::domain::campaigns::Campaign;
use crate::domain::ledger::Act;
use crate::domain::lists::{Refusal, Tier};
use crate::domain::lookback::store::{self, Closed, NewDraw, Within};
use crate::domain::lookback::{Checked, Choice, Draw, LookBackError, MOST, sample};
use crate::domain::rectification;
use crate::kernel::clock::day_of;
use crate::kernel::digest::{random32, sha256};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{LookBackId, UnitId};
use crate::kernel::messages::msg;
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::Tx;

/// For which office the actor draws: none for the city office, else its county.
fn office_of(actor: &Actor) -> Result<Option<UnitId>, Refusal> {
    if actor.has(Role::Office) || actor.has(Role::OfficeHead) {
        return Ok(None);
    }
    let mut counties = actor.units_of(Role::CountyOffice);
    counties.next().map(Some).ok_or(Refusal::NotYours)
}

/// Prepares the next draw of the actor's office: its number and its secret are fixed before anything can be chosen or said in public.
///
/// # Errors
/// [`LookBackError::Invalid`] at `waits` while another that was prepared is not drawn yet; [`Refusal::NotYours`].
pub async fn prepare(tx: &mut Tx, act: &mut Act, campaign: &Campaign) -> Result<LookBackId, LookBackError> {
    let county = office_of(&act.actor)?;
    // The series is locked until the end: of two at once the second sees the first.
    let no = rectification::store::take(tx, campaign.id, "look_back", 1).await?;
    if store::waits_to_be_drawn(tx, campaign.id, county).await? {
        let other = msg("已有一次准备好、还没有抽取的，请先抽取");
        return Err(LookBackError::Invalid(FieldProblems::at("waits", other)));
    }
    let secret = hex::encode(random32());
    let new = NewDraw {
        no,
        county,
        commitment: &sample::commitment(&secret),
        secret: &secret,
    };
    let id = store::add(tx, campaign.id, &new, (act.actor.account, act.at)).await?;
    let data = json!({"draw_no": no, "commitment": new.commitment, "unit": county});
    act.record(tx, "lookback.prepared", ("look_back", Some(id.0)), &data)
        .await?;
    Ok(id)
}

/// Draws: of what is closed now where the choice says, the first by digest. Gives how many.
///
/// # Errors
/// [`LookBackError::Invalid`] at `unit`, `tier`, `words`, `size`, also when there is nothing to draw from; [`Refusal::NotYours`] for a draw of
/// another office; [`Refusal::NotNow`] when it was drawn already.
pub async fn draw(
    tx: &mut Tx,
    act: &mut Act,
    id: LookBackId,
    choice: &Choice,
) -> Result<usize, LookBackError> {
    let (campaign, draw, secret) = store::lock(tx, id).await?.ok_or(LookBackError::NotFound)?;
    if !draw.is_drawn_by(&act.actor) {
        return Err(Refusal::NotYours.into());
    }
    if draw.drawn.is_some() {
        return Err(Refusal::NotNow.into());
    }
    let Checked {
        unit,
        tier,
        size,
        words,
    } = choice.check().map_err(LookBackError::Invalid)?;
    let within = within(&draw, (unit, tier), choice.long_term, day_of(act.at));
    let closed = store::closed(tx, campaign, &within).await?;
    if closed.is_empty() {
        let none = msg("这个范围里没有已销号的，换一个范围");
        return Err(LookBackError::Invalid(FieldProblems::at("size", none)));
    }
    if size.of(closed.len()) > usize::try_from(MOST).unwrap_or(usize::MAX) {
        let many = msg("这样会抽到 {0} 条，一次最多 {1} 条")
            .with(size.of(closed.len()))
            .with(MOST);
        return Err(LookBackError::Invalid(FieldProblems::at("size", many)));
    }
    let population = sample::listed(closed.iter().map(|one| one.number.as_str()));
    let seed = sample::seed(&secret, words);
    let by_number: HashMap<&str, &Closed> = closed.iter().map(|one| (one.number.as_str(), one)).collect();
    let drawn = sample::drawn(&seed, &population, size);
    let entries: Vec<(&Closed, &str)> = drawn
        .iter()
        .filter_map(|(number, rank)| Some((*by_number.get(number.as_str())?, rank.as_str())))
        .collect();
    let digest = hex::encode(sha256(population.as_bytes()));
    let whole = (population.as_str(), closed.len(), digest.as_str());
    let by = (act.actor.account, act.at);
    store::write_draw(
        tx,
        id,
        (&within, size),
        whole,
        ([words, &seed], entries.len()),
        by,
    )
    .await?;
    store::add_entries(tx, campaign, id, &entries).await?;
    let (kind, asked) = size.code();
    let data = json!({"draw_no": draw.no, "seed": seed, "population_sha256": digest, "population": closed.len(),
        "size_kind": kind, "size": asked, "drawn": entries.len(), "unit": within.unit, "tier": tier.map(Tier::code)});
    act.record(tx, "lookback.drawn", ("look_back", Some(id.0)), &data)
        .await?;
    Ok(entries.len())
}

/// A county office draws from its own 乡科级 alone.
fn within(
    draw: &Draw,
    (unit, tier): (Option<UnitId>, Option<Tier>),
    long_term: bool,
    today: chrono::NaiveDate,
) -> Within {
    Within {
        unit: draw.county.or(unit),
        tier: draw.county.map(|_| Tier::Township).or(tier),
        long_term,
        today,
    }
}
