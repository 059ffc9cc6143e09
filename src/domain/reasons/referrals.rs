//! 疑似违纪违法线索移送: a clue that leaves the way of review. It changes nothing of the problem, and whoever it concerns sees nothing of
//! it: it is recorded on itself and not on the problem, and stands in no list, search or export but its own.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::store::referrals as store;
use crate::domain::campaigns::groups;
use crate::domain::ledger::{Act, ActError};
use crate::domain::lists::Problem;
use crate::domain::review::conflict::{self, Ties};
use crate::domain::review::store as review;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{CampaignId, GroupId, PersonId, ProblemId, ReferralId, UnitId};
use crate::kernel::messages::msg;
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::{DbError, Tx};

/// Longest words of a referral.
pub const LONGEST: usize = 2000;

/// A clue that was handed over.
#[derive(Clone, Debug)]
pub struct Referral {
    /// Its id.
    pub id: ReferralId,
    /// About which problem.
    pub problem: ProblemId,
    /// Its number.
    pub number: String,
    /// Whose.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
    /// The revision that was read.
    pub revision: i32,
    /// What is suspected.
    pub words: String,
    /// Who handed it over.
    pub by: String,
    /// Head of which group; none: the head of the office.
    pub group_name: Option<String>,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// Why nothing was handed over.
#[derive(Debug, thiserror::Error)]
pub enum ReferralError {
    /// What is wrong, at `words`.
    #[error("the words are not in order")]
    Invalid(FieldProblems),
    /// It is not the actor's to hand over.
    #[error("not the actor's to hand over")]
    NotYours,
    /// The act was recorded before, or the database refused.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// As whom somebody reads what was handed over.
#[derive(Clone, Debug, Default)]
pub struct Seat {
    /// Groups whose head they are.
    pub heads: Vec<GroupId>,
    /// Whether they are the head of the office, who reads all.
    pub office: bool,
    /// Who they are among the cadres: what concerns them they never see.
    pub person: Option<PersonId>,
    /// Counties, departments and bodies in which they hold a post: nor what comes from there.
    pub own: Vec<UnitId>,
    /// Leaders for whom they stand in.
    pub stands_in: Vec<PersonId>,
}

impl Seat {
    /// That of an actor.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(tx: &mut Tx, actor: &Actor) -> Result<Self, DbError> {
        Ok(Self {
            heads: headed(actor).collect(),
            office: actor.has(Role::OfficeHead),
            person: actor.person,
            own: match actor.person {
                Some(person) => review::own_units(tx, person).await?,
                None => Vec::new(),
            },
            stands_in: actor.stands_in.iter().map(|one| one.leader).collect(),
        })
    }
}

/// Groups whose head somebody is.
pub fn headed(actor: &Actor) -> impl Iterator<Item = GroupId> {
    let is_head = actor.has(Role::GroupHead);
    let heads = actor.groups.iter().filter(move |(_, head)| is_head && *head);
    heads.map(|(group, _)| *group)
}

/// As whom somebody may hand a problem over: as head of which group, or (`None`) of the office; not at all without the outer `Some`. Neither
/// has anything to do with its owner.
///
/// # Errors
/// When the database refuses.
pub async fn may_refer(
    tx: &mut Tx,
    actor: &Actor,
    problem: &Problem,
) -> Result<Option<Option<GroupId>>, DbError> {
    if problem.revision == 0 {
        return Ok(None);
    }
    let watching = groups::of_unit(tx, problem.campaign, problem.top_unit).await?;
    let head = headed(actor).find(|group| Some(*group) == watching);
    if head.is_some() && conflict::may_review(tx, actor, problem).await? {
        return Ok(Some(head));
    }
    if !actor.has(Role::OfficeHead) || problem.is_from(actor) || problem.is_in_charge_of(actor) {
        return Ok(None);
    }
    let ties = match actor.person {
        Some(person) => review::ties(tx, person, problem).await?,
        None => Ties::default(),
    };
    Ok((ties == Ties::default()).then_some(None))
}

/// Hands a problem over with what is suspected. Nothing of the problem changes.
///
/// # Errors
/// [`ReferralError::Invalid`] without words or with too many; [`ReferralError::NotYours`].
pub async fn refer(
    tx: &mut Tx,
    act: &mut Act,
    problem: &Problem,
    words: &str,
) -> Result<ReferralId, ReferralError> {
    let group = may_refer(tx, &act.actor, problem)
        .await?
        .ok_or(ReferralError::NotYours)?;
    let words = checked(words).map_err(ReferralError::Invalid)?;
    let id = ReferralId::fresh();
    store::add(tx, act, (id, group), problem, &words).await?;
    // On the referral: what is recorded on a problem is shown to all who read it. No number either.
    act.record(tx, "problem.referred", ("referral", Some(id.0)), &json!({}))
        .await?;
    Ok(id)
}

/// Records that a referral is opened, before it is shown.
///
/// # Errors
/// When the database refuses.
pub async fn open(tx: &mut Tx, act: &mut Act, id: ReferralId) -> Result<(), ActError> {
    act.record(tx, "referral.opened", ("referral", Some(id.0)), &json!({}))
        .await
}

fn checked(words: &str) -> Result<String, FieldProblems> {
    let words = words.trim().replace("\r\n", "\n");
    let length = words.chars().count();
    let wrong = match length {
        0 => msg("请写清线索：谁、什么事、怎么发现的"),
        1..=LONGEST => return Ok(words),
        _ => msg("现有 {0} 字，最多 {1} 字").with(length).with(LONGEST),
    };
    Err(FieldProblems::at("words", wrong))
}

/// The campaign whose referrals are looked at, and as whom.
pub type Looking<'a> = (CampaignId, &'a Seat);
