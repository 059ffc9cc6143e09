//! Makes the demonstration.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::accounts::{self, Named};
use super::cast::Cast;
use super::life::Stage;
use super::organisation::{BAICHENG, LINHE, Roster, Shape, units};
use super::random::Random;
use super::script;
use crate::domain::accounts::password::Passwords;
use crate::domain::campaigns::founding::{NewTenant, create};
use crate::domain::campaigns::{self, Campaign, groups};
use crate::domain::ledger::Act;
use crate::domain::{people, units as unit_room};
use crate::imports::{self, PersonRow, Read, Source};
use crate::kernel::clock::Clock;
use crate::kernel::ids::{ActId, TenantId};
use crate::kernel::scope::Actor;
use crate::platform::db::{Db, Tx};

/// Scenes played in one transaction.
const SCENES: usize = 250;

/// Why the demonstration could not be made.
pub type DemoError = Box<dyn std::error::Error + Send + Sync>;

/// Makes two cities and their province, today being day 31 of their campaign.
///
/// # Errors
/// When a verb refuses, which would be a fault of the generator, or the database does.
pub async fn load(
    db: &Db,
    clock: &Clock,
    passwords: &Passwords,
    password: &str,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<(), DemoError> {
    let starts_on = clock.today() - Days::new(30);
    let province = tenant(db, clock, starts_on, ("province", "吉林省", "province"), None).await?;
    let mut tx = db.begin_global().await?.into_tenant(province).await?;
    accounts::make_province(&mut tx, passwords, password, clock).await?;
    tx.commit().await?;
    for (slug, shape, suffix) in [("baicheng", &BAICHENG, ""), ("linhe", &LINHE, "2")] {
        let id = tenant(db, clock, starts_on, (slug, shape.city, "city"), Some("province")).await?;
        let city = City {
            db,
            shape,
            id,
            suffix,
            progress,
        };
        city.load(starts_on, clock, (passwords, password)).await?;
    }
    Ok(())
}

async fn tenant(
    db: &Db,
    clock: &Clock,
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
    let at = Clock::manual(crate::kernel::clock::start_of(starts_on).min(clock.now()));
    Ok(create(db, &at, &Actor::program("demonstration"), &new).await?.id)
}

struct City<'a> {
    db: &'a Db,
    shape: &'a Shape,
    id: TenantId,
    suffix: &'a str,
    progress: &'a (dyn Fn(&str) + Sync),
}

impl City<'_> {
    async fn begin(&self) -> Result<Tx, DemoError> {
        Ok(self.db.begin_global().await?.into_tenant(self.id).await?)
    }

    async fn load(
        &self,
        starts_on: NaiveDate,
        clock: &Clock,
        (passwords, password): (&Passwords, &str),
    ) -> Result<(), DemoError> {
        let start = Clock::manual(crate::kernel::clock::start_of(starts_on));
        let mut random = Random::new(u64::from_be_bytes(*b"zhenggai") ^ self.shape.city.len() as u64);
        let roster = Roster::make(self.shape, &mut random);
        let named =
            Named::choose(&roster, self.shape).ok_or("the organisation lacks a named account's unit")?;
        let mut tx = self.begin().await?;
        let campaign = campaigns::store::current(&mut tx, starts_on)
            .await?
            .ok_or("no campaign")?;
        (self.progress)(&format!("{}: {} people", self.shape.city, roster.len()));
        self.organisation(&mut tx, &campaign, &roster, start.now())
            .await?;
        self.groups(&mut tx, &campaign, &named, start.now()).await?;
        accounts::make(
            &mut tx,
            (passwords, password, self.suffix),
            &roster,
            &named,
            &start,
        )
        .await?;
        tx.commit().await?;
        let mut tx = self.begin().await?;
        let cast = Cast::gather(self.db, &mut tx, &roster, &named).await?;
        drop(tx);
        let (plots, scenes) = script::write(&roster, &named, starts_on, &mut random);
        let count = plots.len();
        let mut stage = Stage::new(&cast, &campaign, plots);
        let now = clock.now();
        let past = scenes.partition_point(|scene| scene.at <= now);
        for (n, batch) in scenes[..past].chunks(SCENES).enumerate() {
            (self.progress)(&format!(
                "{}: {count} problems, {} %",
                self.shape.city,
                n * SCENES * 100 / past.max(1)
            ));
            let mut tx = self.begin().await?;
            for scene in batch {
                stage.play(&mut tx, *scene).await?;
            }
            tx.commit().await?;
        }
        let mut tx = self.begin().await?;
        stage.number(&mut tx, last(&scenes[..past], now)).await?;
        Ok(tx.commit().await?)
    }

    async fn organisation(
        &self,
        tx: &mut Tx,
        campaign: &Campaign,
        roster: &[PersonRow],
        at: DateTime<Utc>,
    ) -> Result<(), DemoError> {
        let sheet = self.shape.city.to_owned();
        let actor = Actor::program("demonstration");
        let rows = Read {
            rows: units(self.shape),
            refused: Vec::new(),
            sheet: sheet.clone(),
        };
        let mut act = Act::open(tx, &actor, ActId::fresh(), at).await?;
        let units = imports::apply_organisation(tx, &mut act, Source::generated(), &rows).await?;
        let rows = Read {
            rows: roster.to_vec(),
            refused: Vec::new(),
            sheet,
        };
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

    /// The first group, for all units, comes from 市纪委监委; a second one watches that unit.
    async fn groups(
        &self,
        tx: &mut Tx,
        campaign: &Campaign,
        named: &Named,
        at: DateTime<Utc>,
    ) -> Result<(), DemoError> {
        let first = groups::default_group(tx, campaign.id).await?.ok_or("no group")?;
        let second = groups::add(tx, campaign.id, "第二督察指导组", false, 2).await?;
        let of_one = [(first, &named.reviewer, false), (first, &named.grouphead, true)];
        let all = of_one
            .into_iter()
            .chain(named.second.iter().map(|member| (second, member, false)));
        for (group, member, head) in all {
            if let Some(person) = people::store::by_staff_no(tx, member).await? {
                groups::join(tx, group, person.id, head, at).await?;
            }
        }
        for unit in unit_room::store::top_units(tx).await? {
            if unit.name == "市纪委监委" {
                groups::watch(tx, second, unit.id, at).await?;
            }
        }
        Ok(())
    }
}

fn last(scenes: &[script::Scene], now: DateTime<Utc>) -> DateTime<Utc> {
    scenes.last().map_or(now, |scene| scene.at)
}
