//! A problem's columns.

use chrono::{DateTime, NaiveDate, Utc};

use super::state::{Refusal, State};
use crate::domain::campaigns::Stage;
use crate::kernel::ids::{AccountId, CampaignId, OwnerId, PersonId, ProblemId, UnitId};
use crate::kernel::scope::{Actor, BodyDuty, Role, StandIn};

/// A person or a leading body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwnerKind {
    /// A cadre.
    Person,
    /// 班子
    Body,
}

impl OwnerKind {
    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
        }
    }
}

/// Rank tier of the owner when the problem was filed; bodies stand apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// 班子
    Body,
    /// 市级(厅局级)
    City,
    /// 县处级
    County,
    /// 乡科级
    Township,
}

impl Tier {
    /// All tiers, highest first, bodies before people.
    pub const ALL: [Self; 4] = [Self::Body, Self::City, Self::County, Self::Township];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::City => "city",
            Self::County => "county",
            Self::Township => "township",
        }
    }

    /// The tier of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.code() == code)
    }

    /// Whether texts of this owner are only for persons whom the head of the office names, each opening logged.
    pub fn is_guarded(self) -> bool {
        matches!(self, Self::Body | Self::City)
    }
}

/// What stands in the numbers of a body's accounts in the place of a staff number: nobody's, and the same in every language.
pub const BODY_MARK: &str = "00000";

/// The number of an account: unit, person (the last five characters of the staff number), sequence.
pub fn number(unit: &str, staff_no: &str, seq: i32) -> String {
    let skipped = staff_no.chars().count().saturating_sub(5);
    let tail: String = staff_no.chars().skip(skipped).collect();
    format!("{unit}-{tail}-{seq:02}")
}

/// One numbered account (一问题一账号), without its texts.
#[derive(Clone, Debug)]
#[expect(
    missing_docs,
    reason = "columns of the table problems, where each has its comment"
)]
pub struct Problem {
    pub id: ProblemId,
    pub campaign: CampaignId,
    pub owner: OwnerId,
    pub owner_kind: OwnerKind,
    pub unit: UnitId,
    pub top_unit: UnitId,
    pub tier: Tier,
    pub leader: Option<PersonId>,
    pub seq: i32,
    pub number: String,
    pub title: String,
    pub state: State,
    pub stage: Option<Stage>,
    pub rest_of_route: Vec<Stage>,
    /// Word of rectification's own state; `None` until claimed.
    pub rectification: Option<String>,
    pub revision: i32,
    pub version: i32,
    pub cycle: i32,
    pub due_on: Option<NaiveDate>,
    pub first_submitted_at: Option<DateTime<Utc>>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub approved_at: Option<DateTime<Utc>>,
    pub claimed_at: Option<DateTime<Utc>>,
    pub cosigned_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub close_number: Option<String>,
    pub moved_out: bool,
    pub entered_by: Option<AccountId>,
    pub deferred_until: Option<NaiveDate>,
    pub updated_at: DateTime<Utc>,
}

impl Problem {
    /// A draft that nothing happened to yet; tier, leader and number are for whoever knows the owner.
    pub fn fresh(
        campaign: CampaignId,
        (owner, owner_kind): (OwnerId, OwnerKind),
        (unit, top_unit): (UnitId, UnitId),
        seq: i32,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            id: ProblemId::fresh(),
            campaign,
            owner,
            owner_kind,
            unit,
            top_unit,
            tier: Tier::Body,
            leader: None,
            seq,
            number: String::new(),
            title: String::new(),
            state: State::Draft,
            stage: None,
            rest_of_route: Vec::new(),
            rectification: None,
            revision: 0,
            version: 1,
            cycle: 1,
            due_on: None,
            first_submitted_at: None,
            submitted_at: None,
            approved_at: None,
            claimed_at: None,
            cosigned_at: None,
            closed_at: None,
            close_number: None,
            moved_out: false,
            entered_by: None,
            deferred_until: None,
            updated_at: at,
        }
    }

    /// Whether `person` is the owner.
    pub fn is_owned_by(&self, person: Option<PersonId>) -> bool {
        person.is_some_and(|person| OwnerId::from(person) == self.owner)
    }

    /// Whether it is the actor's own: the cadre's, or that of a body whose principal acts.
    pub fn is_of(&self, actor: &Actor) -> bool {
        self.is_owned_by(actor.person) || actor.acts_for(self.owner, BodyDuty::Principal)
    }

    /// Whether the actor has a hand in it: its owner, or a drafter of the body that owns it.
    pub fn is_from(&self, actor: &Actor) -> bool {
        self.is_of(actor) || actor.acts_for(self.owner, BodyDuty::Drafter)
    }

    /// Whether the actor may write it, and read it as a writer does: its owner always, a drafter while it is being filed, whoever
    /// typed it for its owner until that one confirms it.
    pub fn is_written_by(&self, actor: &Actor) -> bool {
        self.is_of(actor) || self.state.is_filing() && self.is_from(actor) || self.is_entered_by(actor)
    }

    /// Whether the actor typed it for its owner, who has not confirmed it, and is liaison of its unit still.
    pub fn is_entered_by(&self, actor: &Actor) -> bool {
        let mut units = actor.units_of(Role::Liaison);
        self.entered_by.is_some()
            && self.entered_by == actor.account
            && units.any(|unit| unit == self.unit || unit == self.top_unit)
    }

    /// Whether `person` is the leader in charge, and not the owner.
    pub fn is_led_by(&self, person: Option<PersonId>) -> bool {
        person.is_some() && self.leader == person && !self.is_owned_by(person)
    }

    /// By which order the actor acts in the stead of its leader in charge 代理: never on their own, on that of a body they write
    /// or sign for, nor on that of a superior of theirs; and whoever is its leader needs none.
    pub fn stood_in<'a>(&self, actor: &'a Actor) -> Option<&'a StandIn> {
        let order = actor.stands_in_for(self.leader);
        order.filter(|_| actor.never_leads().all(|owner| owner != self.owner))
    }

    /// Whether it is led by the actor, or by somebody for whom they stand in: whoever reviews or checks it is another.
    pub fn is_in_charge_of(&self, actor: &Actor) -> bool {
        self.is_led_by(actor.person) || actor.stands_in_for(self.leader).is_some()
    }

    /// Whether it waits for the signature of the leader in charge, under the claim or under the completion.
    pub fn waits_for_leader(&self) -> bool {
        self.state == State::AwaitingLeader || self.rectification.as_deref() == Some("awaiting_leader")
    }

    /// Whether anything can be done with it at all.
    ///
    /// # Errors
    /// [`Refusal::MovedOut`] while its owner is moved out.
    pub fn in_force(&self) -> Result<(), Refusal> {
        if self.moved_out {
            Err(Refusal::MovedOut)
        } else {
            Ok(())
        }
    }

    /// The time limit as it binds on a day: none while the owner is deferred.
    pub fn limit(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.due_on
            .filter(|_| self.deferred_until.is_none_or(|until| until < today))
    }

    /// Sets the state; enters `route` at its first stage when submitted, steps on when approved. Where no leader in charge is
    /// known, the leader's reading is passed over.
    ///
    /// # Errors
    /// [`Refusal::NotNow`] when submitted without a stage.
    pub fn enter(&mut self, state: State, route: Vec<Stage>) -> Result<(), Refusal> {
        self.state = state;
        if state == State::Submitted {
            let read = self.leader.is_some();
            let mut stages = route.into_iter().filter(|stage| read || *stage != Stage::Leader);
            self.stage = Some(stages.next().ok_or(Refusal::NotNow)?);
            self.rest_of_route = stages.collect();
        } else {
            self.stage = None;
            self.rest_of_route = Vec::new();
        }
        Ok(())
    }
}
