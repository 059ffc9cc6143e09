//! What waits at the gates of group and office, and for whom.

use super::waits::is_office;
use crate::domain::lists::Tier;
use crate::domain::review::queue::Desk;
use crate::kernel::ids::{CampaignId, OwnerId, PersonId, UnitId};
use crate::kernel::scope::{Actor, BodyDuty, Role};

/// What somebody finds waiting at a gate.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Of which campaign.
    pub campaign: CampaignId,
    /// The state in which it waits there.
    pub(super) state: &'static str,
    /// Only of these top units, and nothing that is the reader's own or of those they lead.
    pub(super) watched: Option<Vec<UnitId>>,
    /// Only 乡科级 of these counties; none: whatever the city office numbers.
    pub(super) counties: Option<Vec<UnitId>>,
    /// Whose problems are the reader's own.
    pub(super) own: Vec<OwnerId>,
    /// Whose people are theirs to lead.
    pub(super) led_by: Vec<PersonId>,
    /// Only this top unit.
    pub unit: Option<UnitId>,
    /// Only this tier.
    pub tier: Option<Tier>,
}

impl Queue {
    /// What waits for a check by a reviewer.
    pub fn to_check(desk: &Desk) -> Self {
        Self {
            campaign: desk.campaign,
            state: "awaiting_check",
            counties: None,
            watched: Some(desk.units(crate::domain::review::queue::Filter::default())),
            own: vec![desk.person.into()],
            led_by: [desk.person].into_iter().chain(desk.stands_in.clone()).collect(),
            unit: None,
            tier: None,
        }
    }

    /// What waits for the office's number. What is the actor's own or led by them is shown, and for another to number.
    pub fn to_number(campaign: CampaignId, actor: &Actor) -> Self {
        let person = actor.person.into_iter();
        let bodies = [BodyDuty::Drafter, BodyDuty::Principal].map(|duty| actor.bodies_as(duty));
        let bodies = bodies.into_iter().flatten().map(OwnerId::from);
        Self {
            campaign,
            state: "awaiting_number",
            watched: None,
            counties: counties_of(actor),
            own: person.clone().map(OwnerId::from).chain(bodies).collect(),
            led_by: person
                .chain(actor.stands_in.iter().map(|one| one.leader))
                .collect(),
            unit: None,
            tier: None,
        }
    }

    /// The same narrowed.
    #[must_use]
    pub fn only(self, unit: Option<UnitId>, tier: Option<Tier>) -> Self {
        Self { unit, tier, ..self }
    }
}

/// To which counties somebody is bound who acts for no city office: of these the 乡科级 are theirs to close.
pub fn counties_of(actor: &Actor) -> Option<Vec<UnitId>> {
    (!is_office(actor)).then(|| actor.units_of(Role::CountyOffice).collect())
}
