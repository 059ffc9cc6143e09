//! What the lives of a city's problems need to know of its people and units.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::demo::above::Province;
use crate::demo::accounts::Named;
use crate::demo::duties::Duties;
use crate::demo::groups::Groups;
use crate::demo::load::DemoError;
use crate::demo::prereview;
use crate::demo::random::Random;
use crate::demo::script::Owner;
use crate::domain::accounts::store as accounts;
use crate::domain::campaigns::{self, Campaign, Stage, Terms};
use crate::domain::lists::draft::Parties;
use crate::domain::lists::entity::BODY_MARK;
use crate::domain::lists::{OwnerKind, Tier};
use crate::domain::people::roster;
use crate::domain::signing::statement::Named as Titled;
use crate::domain::units::store::FullUnit;
use crate::domain::{tenants, units};
use crate::imports::PersonRow;
use crate::kernel::digest::sha256;
use crate::kernel::ids::{AccountId, GroupId, OwnerId, PackageId, PersonId, TenantId, UnitId};
use crate::platform::db::{Db, Tx};

/// A login and the cadre behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Actor {
    pub(super) account: AccountId,
    pub(super) person: PersonId,
}

/// A list owner, with what a new problem takes from the post.
#[derive(Clone, Debug)]
pub(super) struct OwnerFacts {
    pub(super) id: OwnerId,
    pub(super) kind: OwnerKind,
    /// Who signs as the owner: of a body its principal.
    pub(super) actor: Option<Actor>,
    /// That one's name and title, where the statement does not say them.
    pub(super) signed_as: Option<String>,
    /// Who files: of a body its drafter.
    pub(super) writer: Option<Actor>,
    pub(super) tier: Tier,
    pub(super) unit: UnitId,
    pub(super) top_unit: UnitId,
    /// Staff number, or the word that stands for it in a body's numbers.
    pub(super) mark: String,
    pub(super) leader: Option<(Actor, String)>,
    pub(super) parties: Parties,
    /// Official order: top unit, unit.
    pub(super) order: (i32, i32),
    pub(super) group: usize,
}

/// A city as the lives of its problems see it.
#[derive(Debug)]
pub(in crate::demo) struct City {
    pub(super) tenant: Titled<TenantId>,
    pub(super) campaign: Campaign,
    pub(super) terms: Terms,
    pub(super) routes: HashMap<&'static str, Vec<Stage>>,
    pub(super) groups: Groups,
    pub(super) group_ids: Vec<GroupId>,
    pub(super) office: Actor,
    pub(super) slug: String,
    pub(super) province: Province,
    /// When packages are frozen, and their ids.
    pub(super) freezes: Vec<(DateTime<Utc>, PackageId)>,
    people: HashMap<String, OwnerFacts>,
    bodies: HashMap<String, OwnerFacts>,
}

impl City {
    /// Reads what the verbs of the import and of the accounts have written.
    pub(in crate::demo) async fn gather(
        db: &Db,
        tx: &mut Tx,
        campaign: &Campaign,
        (rows, named, duties): (&[PersonRow], &Named, &[Duties]),
        (groups, group_ids): (&Groups, &[GroupId]),
        (slug, province): (&str, Province),
    ) -> Result<Self, DemoError> {
        let tenant = tenants::store::own(tx).await?.ok_or("no tenant")?;
        let mut global = db.begin_global().await?;
        let accounts = accounts::ids_by_person(&mut global, tenant.id).await?;
        drop(global);
        let units = units::store::all(tx).await?;
        let by_id: HashMap<UnitId, &FullUnit> = units.iter().map(|unit| (unit.id, unit)).collect();
        let people = roster::people(tx).await?;
        let posts = roster::posts(tx).await?;
        let posts: HashMap<PersonId, _> = posts.iter().map(|post| (post.person, post)).collect();
        let mut known = HashMap::new();
        for person in &people {
            let account = *accounts.get(&person.id).ok_or("somebody has no account")?;
            known.insert(
                person.staff_no.as_str(),
                Actor {
                    account,
                    person: person.id,
                },
            );
        }
        let named_with_title = |no: &str| {
            let row = rows.iter().find(|row| row.staff_no == no)?;
            Some(format!("{} {}", row.name, row.title))
        };
        // Few lead many: each is looked up once.
        let mut leaders: HashMap<&str, String> = HashMap::new();
        for no in rows.iter().filter_map(|row| row.leader_no.as_deref()) {
            if !leaders.contains_key(no) {
                leaders.insert(no, named_with_title(no).ok_or("a leader is missing")?);
            }
        }
        let facts = rows.iter().map(|row| {
            let actor = *known.get(row.staff_no.as_str())?;
            let post = posts.get(&actor.person)?;
            let (unit, top) = (by_id.get(&post.unit)?, by_id.get(&by_id.get(&post.unit)?.top)?);
            let no = row.leader_no.as_deref();
            let leader = no.and_then(|no| Some((*known.get(no)?, leaders.get(no)?.clone())));
            let facts = OwnerFacts {
                id: actor.person.into(),
                kind: OwnerKind::Person,
                actor: Some(actor),
                signed_as: None,
                writer: Some(actor),
                tier: Tier::from_code(&post.tier)?,
                unit: unit.id,
                top_unit: top.id,
                mark: row.staff_no.clone(),
                parties: Parties {
                    person: row.name.clone(),
                    staff_no: row.staff_no.clone(),
                    unit: unit.name.clone(),
                    leader: leader.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
                },
                leader,
                order: (top.sort_no, unit.sort_no),
                group: groups.of_unit(&row.unit),
            };
            Some((row.staff_no.clone(), facts))
        });
        let people = facts.collect::<Option<_>>().ok_or("somebody has no post")?;
        let duty = |no: &String| known.get(no.as_str()).copied();
        let acting = duties.iter().map(|one| {
            let superior = one.superior.as_ref();
            let leader = superior.and_then(|no| Some((duty(no)?, leaders.get(no.as_str())?.clone())));
            let principal = duty(&one.principal).zip(named_with_title(&one.principal));
            (one.body, (duty(&one.drafter), principal, leader))
        });
        let acting: HashMap<&str, Acting> = acting.collect();
        let mut routes = HashMap::new();
        for tier in Tier::ALL {
            let route = campaigns::store::route(tx, campaign.id, tier.code()).await?;
            routes.insert(tier.code(), route);
        }
        let mut city = Self {
            tenant: Titled {
                id: tenant.id,
                name: tenant.name,
            },
            campaign: campaign.clone(),
            terms: campaigns::store::terms(tx, campaign.id).await?,
            routes,
            groups: groups.clone(),
            group_ids: group_ids.to_vec(),
            office: *known.get(named.office.as_str()).ok_or("no office")?,
            freezes: Vec::new(),
            slug: slug.to_owned(),
            province,
            bodies: bodies(&units, groups, &acting),
            people,
        };
        let mut ids = city.ids(usize::MAX);
        let freezes = prereview::freezes(campaign.starts_on);
        city.freezes = freezes.map(|at| (at, PackageId(ids.uuid(at)))).to_vec();
        Ok(city)
    }

    /// The first package that is frozen after `at`.
    pub(super) fn next_package(&self, at: DateTime<Utc>) -> Option<usize> {
        self.freezes.iter().position(|(frozen, _)| at < *frozen)
    }

    /// Draws the ids of one plot, or of what stands behind the last one: others in each city, the same at each load.
    pub(super) fn ids(&self, plot: usize) -> Random {
        let digest = sha256(format!("{} {plot}", self.tenant.name).as_bytes());
        Random::new(
            digest
                .iter()
                .take(8)
                .fold(0, |seed, byte| seed << 8 | u64::from(*byte)),
        )
    }

    /// Whose problem a plot is.
    pub(super) fn owner(&self, owner: &Owner) -> &OwnerFacts {
        match owner {
            Owner::Person(no) => &self.people[no],
            Owner::Body(name) => &self.bodies[*name],
        }
    }

    /// Who reviews and checks an owner's problems, each of the group in turn.
    pub(super) fn reviewer(&self, owner: &OwnerFacts, turn: usize) -> Actor {
        let all = &self.groups.all[owner.group];
        let members: Vec<&String> = all.members.iter().chain(&all.head).collect();
        let member = members[turn % members.len()];
        // Every member stands in the roster, and so has an account.
        self.people[member].actor.unwrap_or(self.office)
    }
}

/// Who files for a body, who signs for it, who co-signs, and what these are called.
type Acting = (Option<Actor>, Option<(Actor, String)>, Option<(Actor, String)>);

fn bodies(
    units: &[FullUnit],
    groups: &Groups,
    acting: &HashMap<&str, Acting>,
) -> HashMap<String, OwnerFacts> {
    let bodies = units.iter().filter(|unit| unit.kind == "body");
    let facts = bodies.map(|unit| {
        let (writer, principal, leader) = acting.get(unit.name.as_str()).cloned().unwrap_or_default();
        let (actor, signed_as) = principal.unzip();
        let facts = OwnerFacts {
            id: unit.id.into(),
            kind: OwnerKind::Body,
            actor,
            signed_as,
            writer,
            tier: Tier::Body,
            unit: unit.id,
            top_unit: unit.id,
            mark: BODY_MARK.to_owned(),
            parties: Parties {
                person: unit.name.clone(),
                staff_no: String::new(),
                unit: unit.name.clone(),
                leader: leader.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            },
            leader,
            order: (unit.sort_no, unit.sort_no),
            group: groups.of_unit(&unit.name),
        };
        (unit.name.clone(), facts)
    });
    facts.collect()
}
