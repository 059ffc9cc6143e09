//! Draws, and what was drawn.

use chrono::{DateTime, Utc};

use super::sample::Size;
use crate::domain::lists::Tier;
use crate::domain::lookback::Found;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{LookBackId, ProblemId, UnitId};
use crate::kernel::messages::msg;
use crate::kernel::scope::{Actor, Role};
use crate::kernel::text::{code_text, unseen};

/// Most problems of one sample.
pub const MOST: i32 = 2000;
/// Longest public words, and names of those who looked, in characters.
pub const SHORT: usize = 200;

/// A draw, prepared or done.
#[derive(Clone, Debug)]
pub struct Draw {
    /// Its id.
    pub id: LookBackId,
    /// Its number, without gaps.
    pub no: i32,
    /// The county whose office draws; none for the city office.
    pub county: Option<UnitId>,
    /// That county's name.
    pub county_name: Option<String>,
    /// SHA-256 of the secret.
    pub commitment: String,
    /// The half of the seed that came about in public; empty before it is drawn.
    pub public_words: String,
    /// Who prepared it.
    pub who: String,
    /// Recorded time of that.
    pub at: DateTime<Utc>,
    /// What was drawn; none before.
    pub drawn: Option<Drawn>,
}

impl Draw {
    /// Whether it is the actor's to see: the city office's all, a county office's its own.
    pub fn is_for(&self, actor: &Actor) -> bool {
        let office = actor.has(Role::Office) || actor.has(Role::OfficeHead);
        office
            || self
                .county
                .is_some_and(|county| actor.units_of(Role::CountyOffice).any(|unit| unit == county))
    }

    /// Whether it is the actor's to draw: each office its own.
    pub fn is_drawn_by(&self, actor: &Actor) -> bool {
        match self.county {
            None => actor.has(Role::Office) || actor.has(Role::OfficeHead),
            Some(county) => actor.units_of(Role::CountyOffice).any(|unit| unit == county),
        }
    }
}

/// What was drawn, with all that is needed to draw it once more.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The other half of the seed.
    pub secret: String,
    /// SHA-256 of secret and public words.
    pub seed: String,
    /// From which unit; none for all.
    pub unit_name: Option<String>,
    /// From which tier; none for all.
    pub tier: Option<Tier>,
    /// Only what is 长期坚持 and has a date that has come.
    pub long_term: bool,
    /// How many were asked for.
    pub size: Size,
    /// From how many.
    pub population_n: i32,
    /// SHA-256 of the population's list.
    pub population_sha256: String,
    /// How many were drawn.
    pub sample_n: i32,
    /// How many of them have a result.
    pub looked: i64,
    /// How many of these had come back.
    pub relapsed: i64,
    /// Who drew.
    pub who: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// From what is to be drawn, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Top unit; empty for all.
    pub unit: String,
    /// Tier; empty for all.
    pub tier: String,
    /// Ticked: only 长期坚持 whose date has come.
    pub long_term: bool,
    /// `count` or `percent`.
    pub kind: String,
    /// How many.
    pub size: String,
    /// What came about in public once the digest stood: the other half of the seed. May be empty.
    pub words: String,
}

impl Choice {
    /// Where, how many, and the public words, or what is wrong at `unit`, `tier`, `size`, `words`.
    ///
    /// # Errors
    /// Every field that needs attention.
    pub fn check(&self) -> Result<Checked<'_>, FieldProblems> {
        let mut wrong = FieldProblems::new();
        let unit = Some(self.unit.as_str()).filter(|unit| !unit.is_empty());
        let unit = unit.map(str::parse::<UnitId>).transpose();
        if unit.is_err() {
            wrong.add("unit", msg("没有这个单位"));
        }
        let tier = Tier::from_code(&self.tier);
        if tier.is_none() && !self.tier.is_empty() {
            wrong.add("tier", msg("没有这个层级"));
        }
        let typed = code_text(&self.size);
        let n = typed.trim().parse::<i32>().unwrap_or(0);
        let size = if self.kind == "percent" {
            if !(1..=100).contains(&n) {
                wrong.add("size", msg("按比例抽，请写 1 到 100"));
            }
            Size::Percent(n)
        } else {
            if !(1..=MOST).contains(&n) {
                wrong.add("size", msg("按条数抽，请写 1 到 {0}").with(MOST));
            }
            Size::Count(n)
        };
        let words = self.words.trim();
        // Whoever draws once more puts them between quotes.
        if words.chars().count() > SHORT || words.contains('\'') || words.contains(unseen) {
            wrong.add(
                "words",
                msg("写成一行，最多 {0} 字，不用单引号和看不见的字符").with(SHORT),
            );
        }
        let unit = unit.unwrap_or_default();
        wrong.or(Checked {
            unit,
            tier,
            size,
            words,
        })
    }
}

/// The same, checked.
#[derive(Debug)]
pub struct Checked<'a> {
    /// Top unit; none for all.
    pub unit: Option<UnitId>,
    /// Tier; none for all.
    pub tier: Option<Tier>,
    /// How many.
    pub size: Size,
    /// Public words, without blanks at their ends.
    pub words: &'a str,
}

/// A problem that was drawn.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place in the sample, from 1.
    pub place: i32,
    /// Which.
    pub problem: ProblemId,
    /// Which closed round is looked at.
    pub cycle: i32,
    /// The number under which that was closed.
    pub close_number: String,
    /// SHA-256 of seed and number.
    pub rank: String,
    /// The problem's number.
    pub number: String,
    /// The owner's tier.
    pub tier: Tier,
    /// The owner's name.
    pub owner_name: String,
    /// The owner's unit.
    pub unit_name: String,
    /// The leader in charge.
    pub leader_name: String,
    /// What was found; none while nobody looked.
    pub found: Option<Found>,
}
