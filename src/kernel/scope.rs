//! Who acts, and in whose jurisdiction.

use super::ids::{AccountId, DelegationId, GroupId, OwnerId, PersonId, TenantId, UnitId};

/// Roles beyond what follows from posts (domain: an official has a post, a leader is named on one).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// 督察指导组成员
    Reviewer,
    /// 督察指导组组长
    GroupHead,
    /// 联络员 of a unit
    Liaison,
    /// 单位主要负责人
    UnitHead,
    /// Account administrator of a unit or county.
    UnitAdmin,
    /// 县活动办
    CountyOffice,
    /// 市活动办
    Office,
    /// Head of 市活动办
    OfficeHead,
    /// Named by the office's head to read texts of 市级领导 and bodies.
    CityReader,
    /// 省活动办
    Province,
    /// 领导查阅: figures only.
    Figures,
    /// System administrator: no business texts.
    SysAdmin,
    /// Security administrator: no business texts.
    SecAdmin,
    /// Audit administrator: reads the ledger.
    Auditor,
}

impl Role {
    /// All of them, in the order of the domain's §6.
    pub const ALL: [Self; 14] = [
        Self::Reviewer,
        Self::GroupHead,
        Self::Liaison,
        Self::UnitHead,
        Self::UnitAdmin,
        Self::CountyOffice,
        Self::Office,
        Self::OfficeHead,
        Self::CityReader,
        Self::Province,
        Self::Figures,
        Self::SysAdmin,
        Self::SecAdmin,
        Self::Auditor,
    ];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reviewer => "reviewer",
            Self::GroupHead => "group_head",
            Self::Liaison => "liaison",
            Self::UnitHead => "unit_head",
            Self::UnitAdmin => "unit_admin",
            Self::CountyOffice => "county_office",
            Self::Office => "office",
            Self::OfficeHead => "office_head",
            Self::CityReader => "city_reader",
            Self::Province => "province",
            Self::Figures => "figures",
            Self::SysAdmin => "sysadmin",
            Self::SecAdmin => "secadmin",
            Self::Auditor => "auditor",
        }
    }

    /// Whether it is one of the three administrators: each a different person without business roles and texts.
    pub fn is_officer(self) -> bool {
        matches!(self, Self::SysAdmin | Self::SecAdmin | Self::Auditor)
    }

    /// Whether it is held for one unit or county, and not for the whole jurisdiction.
    pub fn is_of_unit(self) -> bool {
        matches!(
            self,
            Self::Liaison | Self::UnitHead | Self::UnitAdmin | Self::CountyOffice
        )
    }

    /// Whether its holder acts as a member of a supervision group.
    pub fn is_of_group(self) -> bool {
        matches!(self, Self::Reviewer | Self::GroupHead)
    }

    /// The role of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A role, and for roles of one unit or county, which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Where; `None` = the whole jurisdiction.
    pub unit: Option<UnitId>,
}

/// As what somebody acts for a leading body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BodyDuty {
    /// 承办人: writes while it is being filed.
    Drafter,
    /// 主要负责人: signs as the owner.
    Principal,
    /// Co-signs as a leader in charge does for a cadre.
    Superior,
}

impl BodyDuty {
    /// All of them, in the order in which they act.
    pub const ALL: [Self; 3] = [Self::Drafter, Self::Principal, Self::Superior];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Drafter => "drafter",
            Self::Principal => "principal",
            Self::Superior => "superior",
        }
    }

    /// The duty of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.code() == code)
    }
}

/// A leader in charge for whom somebody stands in today 代理.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// By which order.
    pub delegation: DelegationId,
    /// For whom.
    pub leader: PersonId,
    /// Their name.
    pub name: String,
    /// Whether signing in their stead was ordered, too.
    pub signs: bool,
}

/// Whoever acts.
#[derive(Clone, Debug, Default)]
pub struct Actor {
    /// The login; `None` for the program itself (command line, demonstration).
    pub account: Option<AccountId>,
    /// The cadre behind the login, if it is one.
    pub person: Option<PersonId>,
    /// Name to show.
    pub name: String,
    /// Roles held now.
    pub grants: Vec<Grant>,
    /// Supervision groups the person belongs to now, and whether as head.
    pub groups: Vec<(GroupId, bool)>,
    /// Whether some open post, or some leading body, names the person as leader in charge.
    pub leads: bool,
    /// Leading bodies that the person acts for now.
    pub bodies: Vec<(UnitId, BodyDuty)>,
    /// Leaders in charge for whom the person stands in today.
    pub stands_in: Vec<StandIn>,
    /// Leaders in charge of the person themself; asked only of whoever stands in for somebody.
    pub superiors: Vec<PersonId>,
}

impl Actor {
    /// The program itself, named by what it does.
    pub fn program(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Whether the role is held, anywhere.
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether the person acts as this for the leading body, if the owner is one.
    pub fn acts_for(&self, owner: OwnerId, duty: BodyDuty) -> bool {
        self.bodies
            .iter()
            .any(|(body, held)| OwnerId::from(*body) == owner && *held == duty)
    }

    /// The leading bodies for which the person has a duty.
    pub fn bodies_as(&self, duty: BodyDuty) -> impl Iterator<Item = UnitId> {
        self.bodies
            .iter()
            .filter(move |(_, held)| *held == duty)
            .map(|(body, _)| *body)
    }

    /// By which order the person stands in for this leader, whatever the matter.
    pub fn stands_in_for(&self, leader: Option<PersonId>) -> Option<&StandIn> {
        self.stands_in.iter().find(|one| Some(one.leader) == leader)
    }

    /// Owners as whose leader the person never acts, for whomever they stand in: themself, bodies that they write or sign for,
    /// and their own superiors.
    pub fn never_leads(&self) -> impl Iterator<Item = OwnerId> {
        let bodies = self.bodies.iter().map(|(body, _)| OwnerId::from(*body));
        let people = self.person.into_iter().chain(self.superiors.iter().copied());
        people.map(OwnerId::from).chain(bodies)
    }

    /// Whether one of the three administrators acts.
    pub fn is_officer(&self) -> bool {
        self.grants.iter().any(|grant| grant.role.is_officer())
    }

    /// The units for which a role is held.
    pub fn units_of(&self, role: Role) -> impl Iterator<Item = UnitId> {
        self.grants
            .iter()
            .filter(move |grant| grant.role == role)
            .filter_map(|grant| grant.unit)
    }
}

/// A tenant and who acts in it: what a transaction is opened with.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The jurisdiction whose rows are visible.
    pub tenant: TenantId,
    /// Who acts.
    pub actor: Actor,
}

impl Scope {
    /// The program acting in a tenant.
    pub fn program(tenant: TenantId, name: &str) -> Self {
        Self {
            tenant,
            actor: Actor::program(name),
        }
    }
}
