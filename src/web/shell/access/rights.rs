//! Rights that don't depend on an object (domain §6).

use super::{Right, Visit};
use crate::domain::accounts::managing;
use crate::domain::figures::OWN;
use crate::domain::figures::follow_up::Reach;
use crate::domain::reasons::referrals::headed;
use crate::kernel::ids::UnitId;
use crate::kernel::scope::{BodyDuty, Role};

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident = $text:literal: $test:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Right for $name {
            const NAME: &'static str = $text;
            fn held_by(visit: &Visit) -> bool {
                let test: fn(&Visit) -> bool = $test;
                test(visit)
            }
        }
    )+};
}

rights! {
    /// Anyone signed in.
    SignedIn = "signed in": |_| true;
    /// Files problems of their own: has a person of the roster behind the login.
    FileOwn = "file own": |v| v.actor.person.is_some() && v.campaign.is_some();
    /// Signs as leader in charge: named on a post, on a body or on a problem, or told to sign in such a one's stead; or for a body
    /// as its principal.
    Lead = "lead": |v| v.actor.leads || v.actor.stands_in.iter().any(|one| one.signs) || v.actor.bodies_as(BodyDuty::Principal).next().is_some();
    /// Files for leading bodies: drafts for one, or is its principal.
    FileForBodies = "file for bodies": |v| v.campaign.is_some()
        && [BodyDuty::Drafter, BodyDuty::Principal].iter().any(|duty| v.actor.bodies_as(*duty).next().is_some());
    /// Reviews for a supervision group they belong to.
    Review = "review": |v| (v.has(Role::Reviewer) || v.has(Role::GroupHead)) && !v.actor.groups.is_empty();
    /// Acts at a stage of a route beside the group's: leaders in charge and whoever stands in for one, unit and county office, city
    /// office.
    ReadStages = "read at stages": |v| v.actor.leads || !v.actor.stands_in.is_empty() || v.has(Role::Office) || v.has(Role::OfficeHead)
        || [Role::CountyOffice, Role::UnitHead, Role::Liaison].iter().any(|role| v.actor.units_of(*role).next().is_some());
    /// Reads the library of reasons: whoever gives reasons or is given them.
    SeeReasons = "see reasons": |v| v.campaign.is_some() && (FileOwn::held_by(v) || FileForBodies::held_by(v) || ReadStages::held_by(v)
        || Review::held_by(v) || Prereview::held_by(v));
    /// Opens opinion sheets: of the units that their groups watch; the office of all.
    SeeSheets = "see opinion sheets": |v| v.campaign.is_some() && (Review::held_by(v) || Office::held_by(v));
    /// Sees how often reasons were given: the head of a group by that group, the office by all.
    CountReasons = "count reasons": |v| v.campaign.is_some() && (headed(&v.actor).next().is_some() || Office::held_by(v));
    /// Reads clues that were handed over: heads of groups their own, the head of the office all.
    SeeReferrals = "see referrals": |v| v.campaign.is_some() && (headed(&v.actor).next().is_some() || v.has(Role::OfficeHead));
    /// Pre-reviews what jurisdictions below hand up.
    Prereview = "prereview": |v| v.has(Role::Province);
    /// Runs the campaign: imports, numbers, sees figures.
    Office = "office": |v| v.has(Role::Office) || v.has(Role::OfficeHead);
    /// Gives numbers: the office, and of its 乡科级 the county office.
    Close = "close": |v| v.campaign.is_some() && (Office::held_by(v) || v.actor.units_of(Role::CountyOffice).next().is_some());
    /// Draws and looks at what is closed again, and decides what is taken up again: the same offices.
    LookBack = "look back": |v| Close::held_by(v);
    /// Decides on requests for more time: leaders in charge and whoever stands in for one, then the offices.
    DecideExtensions = "decide extensions": |v| v.campaign.is_some()
        && (v.actor.leads || !v.actor.stands_in.is_empty() || Close::held_by(v));
    /// Sees figures: the office, and leaders of 领导查阅.
    SeeFigures = "see figures": |v| v.has(Role::Office) || v.has(Role::OfficeHead) || v.has(Role::Figures);
    /// Opens the rows behind figures: names and, below the city's level, sentences.
    OpenRows = "open rows": |v| v.has(Role::Office) || v.has(Role::OfficeHead);
    /// Sees how the people of their own unit or county stand, without texts: liaison, head of a unit, county office.
    SeeOurs = "see our people": |v| ours(v).next().is_some() && v.campaign.is_some();
    /// Sees the figures of their own county or unit, and opens their rows: county office, head of a unit.
    SeeOurFigures = "see our figures": |v| v.campaign.is_some()
        && OWN.into_iter().any(|role| v.actor.units_of(role).next().is_some());
    /// Follows up what remains: the office all, county office, head of a unit and liaison their own, leaders in charge what they answer for.
    FollowUp = "follow up": |v| v.campaign.is_some() && Reach::ALL.iter().any(|reach| reach.held_by(&v.actor));
    /// Types for people of their own unit, who confirm it: liaison.
    EnterForOthers = "enter for others": |v| v.actor.units_of(Role::Liaison).next().is_some() && v.campaign.is_some();
    /// Looks people up: the office everybody, liaison, head of a unit and county office their own.
    SeePeople = "see people": |v| Office::held_by(v) || ours(v).next().is_some();
    /// Looks for what they may read: whoever reads anything; the three administrators do not.
    Search = "search": |v| !v.actor.is_officer() && (v.actor.person.is_some() || v.has(Role::CityReader) || SeePeople::held_by(v));
    /// Looks after accounts of others: the security administrator, administrators of units, county offices.
    ManageAccounts = "manage accounts": |v| managing::Reach::of(&v.actor).is_some();
    /// Sets whose sign-in needs a second factor, opens lock-outs: security administrator.
    KeepSecure = "keep secure": |v| v.has(Role::SecAdmin);
    /// Sees how the program runs: system administrator.
    SeeSystem = "see the system": |v| v.has(Role::SysAdmin);
    /// Names who may read texts of 市级领导 and bodies: head of the office.
    NameReaders = "name readers": |v| v.has(Role::OfficeHead);
    /// Reads the ledger of acts: audit administrator, head of the office.
    ReadLedger = "read ledger": |v| v.has(Role::Auditor) || v.has(Role::OfficeHead);
}

/// Units whose people a visitor sees.
pub fn ours(visit: &Visit) -> impl Iterator<Item = UnitId> {
    [Role::Liaison, Role::UnitHead, Role::CountyOffice]
        .into_iter()
        .flat_map(|role| visit.actor.units_of(role))
}

/// Units whose people the visitor looks up; none for the office, which looks everybody up.
pub fn looks_up_within(visit: &Visit) -> Option<Vec<uuid::Uuid>> {
    (!Office::held_by(visit)).then(|| ours(visit).map(|unit| unit.0).collect())
}

impl Visit {
    /// Whether the visitor holds a role anywhere.
    pub fn has(&self, role: Role) -> bool {
        self.actor.has(role)
    }
}
