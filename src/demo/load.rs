//! Makes the demonstration.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use sqlx::postgres::PgConnectOptions;

use super::above::{Above, Province};
use super::accounts::{self, Activation, Named};
use super::bulk;
use super::cast::Cast;
use super::duties;
use super::groups::Groups;
use super::life::Stage;
use super::organisation::{Roster, units};
use super::random::Random;
use super::script::{self, Plot};
use super::shape::{Shape, Size, baicheng, linhe};
use crate::domain::accounts::password::Passwords;
use crate::domain::calendar;
use crate::domain::campaigns;
use crate::domain::campaigns::Campaign;
use crate::domain::campaigns::founding::{NewTenant, create};
use crate::domain::campaigns::routes::Plan;
use crate::domain::ledger::Act;
use crate::domain::people::roster;
use crate::imports::{self, PersonRow, Read, Source};
use crate::kernel::clock::{Clock, start_of};
use crate::kernel::ids::{ActId, PersonId, TenantId};
use crate::kernel::scope::Actor;
use crate::platform::db::bulk::{prepare, settle, verify};
use crate::platform::db::{Db, Tx};

/// Scenes played in one transaction.
const SCENES: usize = 250;

/// Why the demonstration could not be made.
pub type DemoError = Box<dyn std::error::Error + Send + Sync>;

/// How the lives of invented problems get into the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Each act by the program's own verb.
    Verbs,
    /// Computed by the same rules and loaded by COPY.
    Copy,
}

/// What the demonstration is made with.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "holds a function and a password")]
pub struct Making<'a> {
    /// The database, as the app's role.
    pub db: &'a Db,
    /// The same database as the loader's role.
    pub loader: &'a PgConnectOptions,
    /// And as the owner's.
    pub owner: &'a PgConnectOptions,
    /// How large.
    pub size: Size,
    /// In which way.
    pub way: Way,
    /// Today is day 31.
    pub clock: &'a Clock,
    /// Hashes.
    pub passwords: &'a Passwords,
    /// The password of every named account.
    pub password: &'a str,
    /// Told what is being loaded.
    pub progress: &'a (dyn Fn(&str) + Sync),
}

/// Makes two cities and their province, today being day 31 of their campaign. Gives the codes with which everybody who has no
/// named account signs in for the first time.
///
/// # Errors
/// When a verb refuses, which would be a fault of the generator, or the database does.
pub async fn load(making: Making<'_>) -> Result<Vec<Activation>, DemoError> {
    let starts_on = making.clock.today() - Days::new(30);
    let above = ("province", "吉林省", "province");
    let province = tenant(making, starts_on, above, None).await?;
    let mut tx = making.db.begin_global().await?.into_tenant(province).await?;
    let account = accounts::make_province(&mut tx, making.passwords, making.password, making.clock).await?;
    tx.commit().await?;
    let province = Province {
        tenant: province,
        account,
    };
    let both = [
        ("baicheng", baicheng(making.size), making.size, ""),
        ("linhe", linhe(), Size::Small, "2"),
    ];
    let mut activations = Vec::new();
    let prepared = match making.way {
        Way::Copy => prepare(making.owner, &bulk::TABLES).await?,
        Way::Verbs => prepare(making.owner, &[]).await?,
    };
    for (slug, shape, size, suffix) in both {
        let id = tenant(making, starts_on, (slug, shape.city, "city"), Some("province")).await?;
        let city = City {
            making,
            shape: &shape,
            size,
            id,
            suffix,
            slug,
            province,
        };
        activations.extend(city.load(starts_on).await?);
    }
    (making.progress)("indexes");
    verify(making.loader, &prepared).await?;
    settle(making.owner, prepared).await?;
    Ok(activations)
}

async fn tenant(
    making: Making<'_>,
    starts_on: NaiveDate,
    (slug, name, level): (&str, &str, &str),
    parent: Option<&str>,
) -> Result<TenantId, DemoError> {
    let new = NewTenant {
        slug: slug.to_owned(),
        name: name.to_owned(),
        level: level.to_owned(),
        parent: parent.map(ToOwned::to_owned),
        demo: true,
        starts_on: Some(starts_on),
    };
    let at = Clock::manual(start_of(starts_on).min(making.clock.now()));
    let actor = Actor::program("demonstration");
    let id = create(making.db, &at, &actor, &new).await?.id;
    let mut tx = making.db.begin_global().await?.into_tenant(id).await?;
    for known in calendar::years::KNOWN {
        let read = calendar::notice::read(known.text, known.year);
        let mut act = Act::open(&mut tx, &actor, ActId::fresh(), at.now()).await?;
        calendar::actions::enter(&mut tx, &mut act, known.year, &read.days).await?;
    }
    tx.commit().await?;
    Ok(id)
}

struct City<'a> {
    making: Making<'a>,
    shape: &'a Shape,
    size: Size,
    id: TenantId,
    suffix: &'a str,
    slug: &'a str,
    province: Province,
}

impl City<'_> {
    async fn begin(&self) -> Result<Tx, DemoError> {
        Ok(self.making.db.begin_global().await?.into_tenant(self.id).await?)
    }

    fn tell(&self, what: &str) {
        (self.making.progress)(&format!("{}: {what}", self.shape.city));
    }

    async fn load(&self, starts_on: NaiveDate) -> Result<Vec<Activation>, DemoError> {
        let start = Clock::manual(start_of(starts_on));
        let mut random = Random::new(u64::from_be_bytes(*b"zhenggai") ^ self.shape.city.len() as u64);
        let roster = Roster::make(self.shape, &mut random);
        let named =
            Named::choose(&roster, self.shape).ok_or("the organisation lacks a named account's unit")?;
        let groups = Groups::choose(&roster, self.shape);
        self.tell(&format!("{} people", roster.len()));
        let mut tx = self.begin().await?;
        let campaign = campaigns::store::current(&mut tx, starts_on)
            .await?
            .ok_or("no campaign")?;
        self.organisation(&mut tx, &campaign, &roster, start.now())
            .await?;
        self.routes(&mut tx, &campaign, start.now()).await?;
        let people = roster::people(&mut tx).await?;
        let ids: HashMap<String, PersonId> = people.into_iter().map(|p| (p.staff_no, p.id)).collect();
        let group_ids = groups.write(&mut tx, &campaign, &ids, start.now()).await?;
        let with = (
            self.making.passwords,
            self.making.password,
            self.shape.city,
            self.suffix,
        );
        let clocks = (&start, self.making.clock);
        let activations = accounts::make(&mut tx, with, (&roster, &ids), (&named, &groups), clocks).await?;
        let duties = duties::choose(&roster).ok_or("nobody acts for a body")?;
        duties::write(&mut tx, &duties, &ids, start.now()).await?;
        tx.commit().await?;
        let plots = script::write(&roster, &named, starts_on, self.size, &mut random);
        if self.making.way == Way::Copy {
            let mut tx = self.begin().await?;
            let watching = (&groups, &group_ids[..]);
            let (who, below) = ((&roster[..], &named, &duties[..]), (self.slug, self.province));
            let city = bulk::City::gather(self.making.db, &mut tx, &campaign, who, watching, below).await?;
            drop(tx);
            bulk::load(self.making, city, plots, &|what| self.tell(what)).await?;
            return Ok(activations);
        }
        let mut tx = self.begin().await?;
        let cast = Cast::gather(
            self.making.db,
            &mut tx,
            (&roster, &ids),
            (&named, &groups, &duties),
        )
        .await?;
        drop(tx);
        self.play(&cast, &campaign, plots).await?;
        Ok(activations)
    }

    /// Every problem lives through the program's own verbs.
    async fn play(&self, cast: &Cast<'_>, campaign: &Campaign, plots: Vec<Plot>) -> Result<(), DemoError> {
        let scenes = script::scenes(&plots);
        let count = plots.len();
        let above = Above::new(self.making.db, self.id, self.province);
        let mut stage = Stage::new(cast, campaign, plots, above);
        for (n, batch) in scenes.chunks(SCENES).enumerate() {
            self.tell(&format!(
                "{count} problems, {} %",
                n * SCENES * 100 / scenes.len()
            ));
            let mut tx = self.begin().await?;
            for scene in batch {
                if stage.crosses(*scene) {
                    tx.commit().await?;
                    let over = stage.cross(*scene).await?;
                    tx = self.begin().await?;
                    if over {
                        continue;
                    }
                }
                stage.play(&mut tx, *scene).await?;
            }
            tx.commit().await?;
        }
        let mut tx = self.begin().await?;
        let last = scenes.last().map_or(self.making.clock.now(), |scene| scene.at);
        stage.number(&mut tx, last).await?;
        Ok(tx.commit().await?)
    }

    /// 市级领导 and bodies go up for pre-review, as the domain has it; all others pass the supervision group and nothing else.
    async fn routes(&self, tx: &mut Tx, campaign: &Campaign, at: DateTime<Utc>) -> Result<(), DemoError> {
        let actor = Actor::program("demonstration");
        let mut act = Act::open(tx, &actor, ActId::fresh(), at).await?;
        for tier in ["body", "city"] {
            let route = campaigns::routes::default_route(Plan::Domain, tier, true);
            campaigns::actions::set_route(tx, &mut act, campaign.id, tier, route).await?;
        }
        Ok(())
    }

    async fn organisation(
        &self,
        tx: &mut Tx,
        campaign: &Campaign,
        roster: &[PersonRow],
        at: DateTime<Utc>,
    ) -> Result<(), DemoError> {
        let actor = Actor::program("demonstration");
        let rows = Read::generated(units(self.shape));
        let mut act = Act::open(tx, &actor, ActId::fresh(), at).await?;
        let units = imports::apply_organisation(tx, &mut act, Source::generated(), &rows).await?;
        let rows = Read::generated(roster.to_vec());
        let mut act = Act::open(tx, &actor, ActId::fresh(), at).await?;
        let people = imports::apply_roster(tx, &mut act, campaign, Source::generated(), &rows).await?;
        match units.refused.iter().chain(&people.refused).next() {
            Some(row) => Err(format!(
                "row {} of the invented rosters was refused: {}",
                row.row, row.reason
            )
            .into()),
            None => Ok(()),
        }
    }
}
