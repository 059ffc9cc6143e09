//! 编号销号: the office gives numbers every few days, as it does when the scenes are played by verbs. Planned before any
//! life is lived, since numbers run through the whole city.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, Utc};
use uuid::Uuid;

use super::city::City;
use super::life::sequence;
use crate::demo::fate::Step;
use crate::demo::life::NUMBERING_EVERY;
use crate::demo::random::Random;
use crate::demo::script::{Owner, Plot};
use crate::domain::lists::entity::number as problem_number;
use crate::kernel::clock::{day_of, start_of};

/// Most numbers given in one act.
const BATCH: usize = 100;

/// A problem's close-out: when, under which number, in which act of the office.
#[derive(Clone, Debug)]
pub(super) struct Closing {
    pub(super) at: DateTime<Utc>,
    pub(super) number: String,
    pub(super) batch: i32,
    pub(super) act: Uuid,
    /// Place within the act, from 0.
    pub(super) position: i32,
}

impl Closing {
    /// Its place among all close-outs.
    pub(super) fn place(&self) -> usize {
        let place = self.batch.saturating_mul(1_000).saturating_add(self.position);
        usize::try_from(place).unwrap_or(usize::MAX)
    }
}

/// The close-outs of a city, by plot, and how far its series of numbers got.
#[derive(Debug, Default)]
pub(super) struct Closings {
    pub(super) by_plot: HashMap<usize, Closing>,
    pub(super) series: Vec<(String, i32)>,
}

/// Plans them.
pub(super) fn plan(city: &City, plots: &[Plot]) -> Closings {
    let mut plan = Plan {
        order: official_order(city, plots),
        ids: city.ids(plots.len()),
        batches: 0,
        years: HashMap::new(),
        by_plot: HashMap::new(),
    };
    let mut waiting = Vec::new();
    let mut numbered = start_of(city.campaign.starts_on);
    let mut asked: Vec<(DateTime<Utc>, usize)> = plots.iter().enumerate().filter_map(closes).collect();
    asked.sort_unstable();
    for (at, plot) in asked {
        waiting.push(plot);
        if at - numbered >= NUMBERING_EVERY {
            plan.give(&std::mem::take(&mut waiting), at);
            numbered = at;
        }
    }
    let last = plots
        .iter()
        .filter_map(|plot| plot.steps.last())
        .map(|(at, _)| *at)
        .max();
    plan.give(&waiting, last.unwrap_or(numbered));
    let years = plan
        .years
        .into_iter()
        .map(|(year, last)| (format!("closure:{year}"), last));
    let batches = ("closure_batch".to_owned(), plan.batches);
    Closings {
        by_plot: plan.by_plot,
        series: years.chain([batches]).collect(),
    }
}

fn closes((plot, written): (usize, &Plot)) -> Option<(DateTime<Utc>, usize)> {
    let last = written.steps.last().filter(|(_, step)| *step == Step::Number);
    last.map(|(at, _)| (*at, plot))
}

/// Official order of a plot's problem: top unit, unit, its number.
type Place = ((i32, i32), String);

fn official_order(city: &City, plots: &[Plot]) -> Vec<Place> {
    let mut seen: HashMap<&Owner, i32> = HashMap::new();
    let sequences = sequence(plots, &mut seen);
    let places = plots.iter().zip(sequences).map(|(plot, seq)| {
        let owner = city.owner(&plot.owner);
        (owner.order, problem_number(&owner.parties.unit, &owner.mark, seq))
    });
    places.collect()
}

struct Plan {
    order: Vec<Place>,
    ids: Random,
    batches: i32,
    years: HashMap<i32, i32>,
    by_plot: HashMap<usize, Closing>,
}

impl Plan {
    fn give(&mut self, waiting: &[usize], at: DateTime<Utc>) {
        for batch in waiting.chunks(BATCH) {
            let mut batch = batch.to_vec();
            batch.sort_by_key(|plot| &self.order[*plot]);
            self.batches += 1;
            let (year, act) = (day_of(at).year(), self.ids.uuid(at));
            for (position, plot) in (0..).zip(batch) {
                let last = self.years.entry(year).or_default();
                *last += 1;
                let closing = Closing {
                    at,
                    number: format!("销〔{year}〕{last}号"),
                    batch: self.batches,
                    act,
                    position,
                };
                self.by_plot.insert(plot, closing);
            }
        }
    }
}
