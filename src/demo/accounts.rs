//! Accounts of the demonstration: a named one per role, and for everybody else one with an activation code of their own.

use std::collections::HashMap;

use super::duties;
use super::groups::Groups;
use super::load::DemoError;
use super::shape::Shape;
use crate::domain::accounts::actions::{NewAccount, create, create_with_code, reset};
use crate::domain::accounts::password::Passwords;
use crate::domain::accounts::store;
use crate::domain::ledger::Act;
use crate::domain::people::{self, Tier};
use crate::imports::PersonRow;
use crate::kernel::clock::Clock;
use crate::kernel::ids::{AccountId, ActId, PersonId};
use crate::kernel::scope::{Actor, Grant, Role};
use crate::platform::db::{Db, Tx};

/// With what somebody signs in for the first time who has no named account.
#[derive(Clone)]
pub struct Activation {
    /// Their jurisdiction.
    pub city: &'static str,
    /// 人员编号, in small letters.
    pub login: String,
    /// 姓名
    pub name: String,
    /// The code; nowhere else, and void after two weeks.
    pub code: String,
}

impl std::fmt::Debug for Activation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Activation({}, …)", self.login)
    }
}

/// Login and what it is for, in the order printed. In the second city with `2` behind.
pub const ACCOUNTS: [(&str, &str); 13] = [
    ("official", "干部本人 official"),
    ("leader", "分管领导 leader in charge"),
    ("reviewer", "督察指导组成员 reviewer"),
    ("grouphead", "督察指导组组长 head of a supervision group"),
    ("liaison", "联络员 liaison of a unit"),
    ("drafter", "班子承办人 drafter of a leading body"),
    ("principal", "班子主要负责人 principal of a leading body"),
    ("office", "市活动办 city office"),
    ("county", "县(市、区)活动办 county office"),
    ("province", "省活动办 provincial office"),
    ("sysadmin", "系统管理员 system administrator"),
    ("secadmin", "安全管理员 security administrator"),
    ("auditor", "审计管理员 audit administrator"),
];

/// Which people of a city stand behind the named accounts, by staff number.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) official: String,
    pub(super) leader: String,
    pub(super) reviewer: String,
    pub(super) grouphead: String,
    pub(super) liaison: String,
    pub(super) drafter: String,
    pub(super) principal: String,
    pub(super) office: String,
    pub(super) county: String,
}

impl Named {
    /// Chosen by unit and rank.
    pub(super) fn choose(people: &[PersonRow], shape: &Shape) -> Option<Self> {
        let of = |unit: &str, low: bool| {
            let fits = move |p: &&PersonRow| (p.rank.tier() == Tier::Township) == low;
            people
                .iter()
                .filter(move |p| p.unit == unit)
                .filter(fits)
                .map(|p| p.staff_no.clone())
                .collect::<Vec<_>>()
        };
        let official = people
            .iter()
            .find(|p| p.unit == "市住建局" && p.rank.tier() == Tier::Township)?;
        let bodies = duties::choose(people)?;
        let government = bodies.get(2)?;
        Some(Self {
            official: official.staff_no.clone(),
            leader: official.leader_no.clone()?,
            reviewer: of("市纪委监委", true).first()?.clone(),
            grouphead: of("市纪委监委", false).get(1)?.clone(),
            liaison: of("市住建局", true).get(4)?.clone(),
            drafter: government.drafter.clone(),
            principal: government.principal.clone(),
            office: of("市委办公室", true).first()?.clone(),
            county: of(shape.counties.first()?.name, true).get(1)?.clone(),
        })
    }

    fn logins(&self) -> HashMap<&str, (&'static str, Vec<Role>)> {
        HashMap::from([
            (self.official.as_str(), ("official", vec![])),
            (self.leader.as_str(), ("leader", vec![])),
            (self.reviewer.as_str(), ("reviewer", vec![Role::Reviewer])),
            (self.grouphead.as_str(), ("grouphead", vec![Role::GroupHead])),
            (self.liaison.as_str(), ("liaison", vec![Role::Liaison])),
            (self.drafter.as_str(), ("drafter", vec![])),
            (self.principal.as_str(), ("principal", vec![])),
            (
                self.office.as_str(),
                ("office", vec![Role::Office, Role::CityReader]),
            ),
            (self.county.as_str(), ("county", vec![Role::CountyOffice])),
        ])
    }
}

/// Roles of accounts without a person, in a city.
const ADMINISTRATORS: [(&str, &str, Role); 3] = [
    ("sysadmin", "系统管理员", Role::SysAdmin),
    ("secadmin", "安全管理员", Role::SecAdmin),
    ("auditor", "审计管理员", Role::Auditor),
];

/// Makes the accounts of a city; `suffix` is `2` in the second. Only the named ones have a password, each of the
/// others a code that is handed out today.
pub(super) async fn make(
    tx: &mut Tx,
    (passwords, password, city, suffix): (&Passwords, &str, &'static str, &str),
    (people, ids): (&[PersonRow], &HashMap<String, PersonId>),
    (named, groups): (&Named, &Groups),
    (clock, today): (&Clock, &Clock),
) -> Result<Vec<Activation>, DemoError> {
    let mut activations = Vec::new();
    let logins = named.logins();
    let reviewers = groups.all.iter().flat_map(|group| {
        let members = group.members.iter().map(|no| (no.as_str(), Role::Reviewer));
        members.chain(group.head.iter().map(|no| (no.as_str(), Role::GroupHead)))
    });
    let reviewers: HashMap<&str, Role> = reviewers.collect();
    let mut act = open(tx, clock).await?;
    for row in people {
        let Some(person) = ids.get(&row.staff_no).copied() else {
            continue;
        };
        let known = logins.get(row.staff_no.as_str());
        let mut roles: Vec<Role> = known.map(|(_, roles)| roles.clone()).unwrap_or_default();
        if let Some(role) = reviewers.get(row.staff_no.as_str()).filter(|_| known.is_none()) {
            roles.push(*role);
        }
        let unit = match known {
            Some(_) => people::store::main_post(tx, person)
                .await?
                .map(|post| post.top_unit),
            None => None,
        };
        let of_unit = |role: Role| matches!(role, Role::Liaison | Role::CountyOffice);
        let grant = |role: Role| Grant {
            role,
            unit: unit.filter(|_| of_unit(role)),
        };
        let new = NewAccount {
            login: known.map_or_else(|| row.staff_no.clone(), |(login, _)| format!("{login}{suffix}")),
            display_name: row.name.clone(),
            person: Some(person),
            grants: roles.into_iter().map(grant).collect(),
            password: known.map(|_| password.to_owned()),
            one_time: false,
        };
        if known.is_some() {
            create(tx, &mut act, passwords, new).await?;
            continue;
        }
        let (account, code) = create_with_code(tx, &mut act, new, today.now()).await?;
        activations.push(Activation {
            city,
            login: account.login,
            name: account.display_name,
            code,
        });
    }
    for (login, name, role) in ADMINISTRATORS {
        let login = format!("{login}{suffix}");
        create(
            tx,
            &mut act,
            passwords,
            without_person(login, name, role, password),
        )
        .await?;
    }
    Ok(activations)
}

/// Makes the province's account.
pub(super) async fn make_province(
    tx: &mut Tx,
    passwords: &Passwords,
    password: &str,
    clock: &Clock,
) -> Result<AccountId, DemoError> {
    let new = without_person("province".to_owned(), "省活动办", Role::Province, password);
    let mut act = open(tx, clock).await?;
    Ok(create(tx, &mut act, passwords, new).await?.id)
}

fn without_person(login: String, name: &str, role: Role, password: &str) -> NewAccount {
    NewAccount {
        login,
        display_name: name.to_owned(),
        person: None,
        grants: vec![Grant { role, unit: None }],
        password: Some(password.to_owned()),
        one_time: false,
    }
}

async fn open(tx: &mut Tx, clock: &Clock) -> Result<Act, DemoError> {
    Ok(Act::open(tx, &Actor::program("demonstration"), ActId::fresh(), clock.now()).await?)
}

/// Sets the password of every named account anew.
///
/// # Errors
/// When the password may not be set, or the database refuses.
pub async fn set_passwords(
    db: &Db,
    passwords: &Passwords,
    password: &str,
    clock: &Clock,
) -> Result<(), DemoError> {
    for (login, _) in ACCOUNTS {
        for suffix in ["", "2"] {
            let mut global = db.begin_global().await?;
            let found = store::by_login(&mut global, &format!("{login}{suffix}"), None).await?;
            for account in found {
                let mut tx = db.begin_global().await?.into_tenant(account.tenant).await?;
                let actor = Actor::program("demonstration");
                let mut act = Act::open(&mut tx, &actor, ActId::fresh(), clock.now()).await?;
                reset(
                    &mut tx,
                    &mut act,
                    passwords,
                    account.id,
                    password.to_owned(),
                    false,
                )
                .await?;
                tx.commit().await?;
            }
        }
    }
    Ok(())
}
