//! What an address of these pages asks, held against who asks.

use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::domain::calendar::Lamp;
use crate::domain::figures::follow_up::{By, FOLLOWED, Followed, LedBy, Narrowed, Part, Reach};
use crate::domain::figures::{self, Definition, Measure, Population};
use crate::kernel::clock::local;
use crate::kernel::messages::n_;
use crate::web::figures::address::given;
use crate::web::figures::looking::Looking;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, dates};

/// How an address says that nobody is in charge.
pub(super) const NO_LEADER: &str = "none";

/// `?reach=…&cohort=…&unit=…&leader=…&lamp=…&by=…&after=…`, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web::figures) struct Asked {
    pub(super) reach: String,
    pub(super) cohort: String,
    pub(super) unit: String,
    pub(super) leader: String,
    pub(super) lamp: String,
    pub(super) by: String,
    pub(super) after: String,
}

/// What is followed up.
pub(super) struct Following {
    pub(super) reach: Reach,
    /// Those that the visitor has.
    reaches: Vec<Reach>,
    pub(super) followed: Followed,
    pub(super) narrowed: Narrowed,
    pub(super) by: By,
    pub(super) definition: &'static Definition,
    /// Of what is asked of the figures: now.
    pub(super) at: figures::Asked,
}

/// A way to somewhere else: address, label, whether it is here.
pub(super) type Tab = (String, &'static str, bool);

impl Following {
    /// What is asked for, within what the visitor follows up.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what no link of ours says, [`Error::Forbidden`] for a reach that they do not have.
    pub(super) async fn of(can: &mut Visit, asked: &Asked) -> Result<Self, Error> {
        let actor = can.actor.clone();
        let reaches: Vec<Reach> = Reach::ALL
            .into_iter()
            .filter(|reach| reach.held_by(&actor))
            .collect();
        let first = reaches.first().copied().ok_or(Error::Forbidden)?;
        let reach = given(&asked.reach, |code| {
            Reach::ALL.into_iter().find(|one| one.code() == code)
        })?;
        let reach = reach.unwrap_or(first);
        let followed = Followed::of(&mut can.tx, &actor, reach).await?;
        let narrowed = asked.narrowed(reach)?;
        let by = [By::Unit, By::Leader]
            .into_iter()
            .find(|by| by.code() == asked.by);
        Ok(Self {
            reach,
            reaches,
            followed: followed.ok_or(Error::Forbidden)?,
            by: by.unwrap_or(By::Unit),
            definition: Looking::of(narrowed.population, Measure::Remaining)?,
            narrowed,
            at: figures::Asked::new(can.campaign()?.id, None, can.now, &can.calendar),
        })
    }

    /// What is remaining of the set, part by part, however it is narrowed.
    pub(super) async fn parts(&self, can: &mut Visit) -> Result<Vec<Part>, Error> {
        let whole = Narrowed::to(self.narrowed.population);
        let parts = figures::follow_up::parts(&mut can.tx, &self.at, &self.followed, &whole).await?;
        Ok(parts)
    }

    /// An address of these pages with the reach, the set and more.
    pub(super) fn address(&self, path: &str, more: &[(&str, &str)]) -> String {
        with(path, (self.reach, self.narrowed.population), more)
    }

    /// The same page for each reach that the visitor has; none where there is but one.
    pub(super) fn reaches(&self) -> Vec<Tab> {
        let tab = |reach: &Reach| {
            let address = format!("/follow-up?reach={}", reach.code());
            (address, reach_label(*reach), *reach == self.reach)
        };
        let several = self.reaches.len() > 1;
        self.reaches.iter().filter(|_| several).map(tab).collect()
    }

    /// The same page for each set.
    pub(super) fn cohorts(&self, path: &str) -> Vec<Tab> {
        let tab = |population: Population| {
            let by: &[(&str, &str)] = &[("by", self.by.code())];
            let address = with(path, (self.reach, population), by);
            (
                address,
                cohort_label(population),
                population == self.narrowed.population,
            )
        };
        FOLLOWED.map(tab).into()
    }

    /// The moment it stands for, as people say it.
    pub(super) fn until(can: &Visit) -> String {
        let day = dates::full(can.prefs.locale, can.today());
        format!("{day} {}", local(can.now).format("%H:%M"))
    }

    /// 口径 with its version.
    pub(super) fn wording(&self, can: &Visit) -> String {
        self.definition
            .wording_of_list(can.prefs.locale, self.at.immediate_days)
    }
}

fn with(path: &str, (reach, population): (Reach, Population), more: &[(&str, &str)]) -> String {
    let mut query = Serializer::new(String::new());
    query.append_pair("reach", reach.code());
    query.append_pair("cohort", cohort_code(population));
    query.extend_pairs(more.iter().filter(|(_, value)| !value.is_empty()));
    format!("{path}?{}", query.finish())
}

impl Asked {
    fn narrowed(&self, reach: Reach) -> Result<Narrowed, Error> {
        let usual = if reach == Reach::All {
            Population::CountyLevel
        } else {
            Population::All
        };
        let population = given(&self.cohort, |code| {
            FOLLOWED
                .into_iter()
                .find(|population| cohort_code(*population) == code)
        })?;
        Ok(Narrowed {
            population: population.unwrap_or(usual),
            unit: given(&self.unit, |text| text.parse().ok())?,
            leader: given(&self.leader, |text| match text {
                NO_LEADER => Some(LedBy::Nobody),
                id => id.parse().ok().map(LedBy::One),
            })?,
            lamp: given(&self.lamp, |text| {
                Lamp::from_code(text).filter(|lamp| matches!(lamp, Lamp::Green | Lamp::Yellow | Lamp::Red))
            })?,
        })
    }
}

/// The word of a set in addresses.
pub(in crate::web::figures) const fn cohort_code(population: Population) -> &'static str {
    match population {
        Population::CityLeaders => "city_leaders",
        Population::CountyLevel => "county_level",
        _ => "all",
    }
}

/// What a set is called.
pub(super) const fn cohort_label(population: Population) -> &'static str {
    match population {
        Population::CityLeaders => n_("市级领导"),
        Population::CountyLevel => n_("县处级以上"),
        _ => n_("全部"),
    }
}

const fn reach_label(reach: Reach) -> &'static str {
    match reach {
        Reach::All => n_("全市"),
        Reach::Ours => n_("本单位"),
        Reach::Led => n_("我分管的"),
    }
}
