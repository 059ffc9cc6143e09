//! The stages of a route beside the group's: who acts at them, and what one can do there (domain §3).

use chrono::{DateTime, Utc};

use super::conflict::Ties;
use super::{Ruling, store};
use crate::domain::campaigns::Stage;
use crate::domain::lists::{Problem, Tier};
use crate::kernel::ids::{CampaignId, OwnerId, PersonId, ProblemId, UnitId};
use crate::kernel::scope::{Actor, Role, StandIn};
use crate::platform::db::{DbError, Tx};

/// The stages that are gone through on the page of what is to be read, in the order of the route.
pub const READ_AT: [Stage; 3] = [Stage::Leader, Stage::Unit, Stage::Form];

/// Whether this can be ruled at a stage: 初审 only remarks, and whoever reads or checks the form never sends back to the
/// beginning. The province rules in its own jurisdiction.
pub fn may_rule(stage: Stage, ruling: Ruling) -> bool {
    match stage {
        Stage::Leader | Stage::Form => ruling != Ruling::Redo,
        Stage::Unit => ruling == Ruling::Approved,
        Stage::Group | Stage::Province => true,
    }
}

/// What the ledger calls a ruling given at a stage.
pub fn event(stage: Stage, ruling: Ruling) -> &'static str {
    match (ruling, stage) {
        (Ruling::Approved, Stage::Leader) => "problem.read",
        (Ruling::Approved, Stage::Unit) => "problem.remarked",
        (Ruling::Approved, Stage::Form) => "problem.form_checked",
        (Ruling::Approved, Stage::Province) => "problem.prereviewed",
        (Ruling::Approved, Stage::Group) => "problem.approved",
        (Ruling::Returned, _) => "problem.returned",
        (Ruling::Redo, _) => "problem.sent_to_redo",
    }
}

/// What an actor is at the stages beside the group's, whatever the problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seat {
    /// The cadre behind the login.
    pub person: Option<PersonId>,
    /// Top units for which they do the 初审: as county office, head or liaison of the unit.
    pub units: Vec<UnitId>,
    /// Member of the city office: checks form, and stands in for units that have nobody for the 初审.
    pub office: bool,
    /// May open texts of 市级领导 and bodies.
    pub guarded: bool,
    /// Top units in which they hold a post: the office never checks its own.
    pub own: Vec<UnitId>,
    /// Leaders in charge for whom they stand in.
    pub stands_in: Vec<StandIn>,
    /// Owners of whom they never do, for whomever they stand in.
    pub never_leads: Vec<OwnerId>,
}

impl Seat {
    /// The seat of whoever acts.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(tx: &mut Tx, actor: &Actor) -> Result<Self, DbError> {
        let roles = [Role::CountyOffice, Role::UnitHead, Role::Liaison];
        let office = actor.has(Role::Office) || actor.has(Role::OfficeHead);
        let own = match actor.person.filter(|_| office) {
            Some(person) => store::own_units(tx, person).await?,
            None => Vec::new(),
        };
        Ok(Self {
            person: actor.person,
            units: roles.into_iter().flat_map(|role| actor.units_of(role)).collect(),
            office,
            guarded: actor.has(Role::CityReader),
            own,
            stands_in: actor.stands_in.clone(),
            never_leads: actor.never_leads().collect(),
        })
    }

    /// Whether the seat is one for this stage of the problem, before ties to its owner are looked at.
    fn is_for(&self, actor: &Actor, problem: &Problem, stage: Stage) -> bool {
        let guarded = problem.tier.is_guarded();
        match stage {
            Stage::Leader => problem.is_led_by(self.person) || problem.stood_in(actor).is_some(),
            Stage::Unit => !guarded && (self.office || self.units.contains(&problem.top_unit)),
            Stage::Form => self.office && (self.guarded || !guarded) && !self.own.contains(&problem.top_unit),
            Stage::Group | Stage::Province => false,
        }
    }
}

/// Whether the actor acts on this problem at a stage beside the group's: never on their own, and but for the leader's
/// reading never on that of somebody they lead, or for whose leader they stand in.
///
/// # Errors
/// When the database refuses.
pub async fn may_act(tx: &mut Tx, actor: &Actor, problem: &Problem, stage: Stage) -> Result<bool, DbError> {
    let seat = Seat::of(tx, actor).await?;
    if problem.is_from(actor) || !seat.is_for(actor, problem, stage) {
        return Ok(false);
    }
    let Some(person) = actor.person.filter(|_| stage != Stage::Leader) else {
        return Ok(true);
    };
    let Ties { leads_owner, .. } = store::ties(tx, person, problem).await?;
    Ok(!leads_owner && !problem.is_in_charge_of(actor))
}

/// How many wait at one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageCount {
    /// Where.
    pub stage: Stage,
    /// How many.
    pub n: i64,
}

/// What waits for somebody at a stage.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The problem.
    pub id: ProblemId,
    /// Where it stands.
    pub stage: Stage,
    /// Its number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// Tier: guarded sentences are not shown in passing.
    pub tier: Tier,
    /// Whose.
    pub owner: OwnerId,
    /// 分管领导
    pub leader: Option<PersonId>,
    /// Name of the person or body.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
    /// Which revision.
    pub revision: i32,
    /// Since when it stands at this stage.
    pub since: DateTime<Utc>,
}

/// How many wait for the actor, stage by stage; stages without any are left out.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_for(
    tx: &mut Tx,
    campaign: CampaignId,
    actor: &Actor,
) -> Result<Vec<StageCount>, DbError> {
    let seat = Seat::of(tx, actor).await?;
    store::waiting_counts(tx, campaign, &seat).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_return_nothing_and_only_a_verdict_sends_to_the_beginning() {
        let rulings = |stage| {
            let all = Ruling::ALL.into_iter();
            all.filter(|ruling| may_rule(stage, *ruling)).count()
        };
        let counts = Stage::ALL.map(rulings);
        assert_eq!(counts, [2, 1, 3, 2, 3]);
    }

    #[test]
    fn passing_on_is_called_by_its_stage() {
        let mut names: Vec<_> = Stage::ALL.map(|stage| event(stage, Ruling::Approved)).into();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 5);
    }
}
