//! What an address of this area asks, and addresses of rows.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::calendar::Lamp;
use crate::domain::figures::{Definition, Population, Scope, by_code};
use crate::domain::lists::Tier;
use crate::kernel::ids::UnitId;
use crate::web::shell::Error;

/// `?figure=…&unit=…&tier=…&lamp=…&as_of=…&of=…&after=…`, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) figure: String,
    pub(super) unit: String,
    pub(super) tier: String,
    pub(super) lamp: String,
    pub(super) as_of: String,
    pub(super) of: String,
    pub(super) after: String,
}

/// Which pages an address is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// The whole jurisdiction.
    City,
    /// Somebody's own units.
    Own,
}

impl At {
    /// The overview; the addresses of its rows and definitions begin with it.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::City => "/figures",
            Self::Own => "/our-figures",
        }
    }

    /// The overview of a day; `None` means now.
    pub(super) fn on(self, as_of: Option<NaiveDate>) -> String {
        let path = self.path();
        as_of.map_or_else(|| path.to_owned(), |day| format!("{path}?as_of={day}"))
    }
}

/// Whose figures the table of units shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whose {
    /// Its word in addresses.
    pub(super) code: &'static str,
    /// The set.
    pub(super) population: Population,
    /// One tier of it.
    pub(super) tier: Option<Tier>,
}

/// In the order of the tabs; the first is shown unless another is asked for.
pub(super) const WHOSE: [Whose; 6] = [
    whose("county_level", Population::CountyLevel, None),
    whose("all", Population::All, None),
    whose("body", Population::All, Some(Tier::Body)),
    whose("city", Population::All, Some(Tier::City)),
    whose("county", Population::All, Some(Tier::County)),
    whose("township", Population::All, Some(Tier::Township)),
];

/// The same for somebody's own units.
pub(super) const OWN_WHOSE: [Whose; 4] = [
    whose("all", Population::All, None),
    whose("county_level", Population::CountyLevel, None),
    whose("county", Population::All, Some(Tier::County)),
    whose("township", Population::All, Some(Tier::Township)),
];

const fn whose(code: &'static str, population: Population, tier: Option<Tier>) -> Whose {
    Whose {
        code,
        population,
        tier,
    }
}

/// One figure at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) definition: &'static Definition,
    pub(super) scope: Scope,
    pub(super) lamp: Option<Lamp>,
}

impl Place {
    /// A figure of the whole jurisdiction.
    pub(super) fn of(definition: &'static Definition) -> Self {
        Self {
            definition,
            scope: Scope::default(),
            lamp: None,
        }
    }

    /// The address of its rows on a day; `None` means now.
    pub(super) fn rows(&self, at: At, as_of: Option<NaiveDate>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("figure", self.definition.code);
        query.extend_pairs(self.scope.unit.map(|unit| ("unit", unit.to_string())));
        query.extend_pairs(self.scope.tier.map(|tier| ("tier", tier.code())));
        query.extend_pairs(self.lamp.map(|lamp| ("lamp", lamp.code())));
        query.extend_pairs(as_of.map(|day| ("as_of", day.to_string())));
        format!("{}/rows?{}", at.path(), query.finish())
    }
}

impl Asked {
    /// The day asked for. `Err` when it can't be read as a day that a campaign may have had.
    pub(super) fn day(&self) -> Result<Option<NaiveDate>, ()> {
        let text = self.as_of.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let day: NaiveDate = text.parse().map_err(|_| ())?;
        let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default();
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default();
        (first..=last).contains(&day).then_some(Some(day)).ok_or(())
    }

    /// Whose figures the table of units shows.
    pub(super) fn whose(&self, tabs: &[Whose]) -> Whose {
        let asked = tabs.iter().find(|whose| whose.code == self.of);
        asked.or(tabs.first()).copied().unwrap_or(WHOSE[0])
    }

    /// The figure and place asked for. The unit is not looked up here.
    ///
    /// # Errors
    /// [`Error::NotFound`] for what no link of ours says.
    pub(super) fn place(&self) -> Result<Place, Error> {
        let unit: Option<UnitId> = given(&self.unit, |text| text.parse().ok())?;
        Ok(Place {
            definition: by_code(&self.figure).ok_or(Error::NotFound)?,
            scope: Scope {
                unit,
                tier: given(&self.tier, Tier::from_code)?,
            },
            lamp: given(&self.lamp, |text| {
                Lamp::from_code(text).filter(|lamp| matches!(lamp, Lamp::Green | Lamp::Yellow | Lamp::Red))
            })?,
        })
    }

    /// After which row the page starts.
    pub(super) fn after(&self) -> Result<Option<uuid::Uuid>, Error> {
        given(&self.after, |text| text.parse().ok())
    }
}

/// What an address says, read; nothing where it says nothing.
///
/// # Errors
/// [`Error::NotFound`] for what no link of ours says.
pub(super) fn given<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    read(text).map(Some).ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_again_by_their_address() {
        let asked = Asked {
            figure: "remaining_all".into(),
            tier: "county".into(),
            lamp: "red".into(),
            ..Asked::default()
        };
        let place = asked.place().expect("a place");
        assert_eq!(
            place.rows(At::City, NaiveDate::from_ymd_opt(2018, 9, 21)),
            "/figures/rows?figure=remaining_all&tier=county&lamp=red&as_of=2018-09-21"
        );
        for forged in ["nothing", "", "immediate_all'"] {
            let asked = Asked {
                figure: forged.into(),
                ..Asked::default()
            };
            assert!(asked.place().is_err());
        }
    }

    #[test]
    fn days_out_of_any_campaign_are_not_read() {
        let day = |text: &str| {
            Asked {
                as_of: text.into(),
                ..Asked::default()
            }
            .day()
        };
        assert_eq!(day(""), Ok(None));
        assert!(day("2018-09-21").is_ok_and(|day| day.is_some()));
        for text in ["yesterday", "-9000-01-01", "262000-01-01", "2018-02-30"] {
            assert_eq!(day(text), Err(()), "{text}");
        }
    }
}
