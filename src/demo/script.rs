//! Who lives through which problems, when: the whole plan of a city, before anything is written.

use chrono::{DateTime, NaiveDate, Utc};

use super::accounts::Named;
use super::fate::{Fate, Step, instants};
use super::random::Random;
use super::texts::Subject;
use crate::domain::people::Tier;
use crate::imports::PersonRow;

/// One invented problem.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    pub(super) owner: String,
    pub(super) subject: Subject,
    /// Draws the texts, apart from everything else, so that a step more or less changes no other text.
    pub(super) texts: Random,
}

/// One step of one plot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene {
    pub(super) at: DateTime<Utc>,
    pub(super) plot: usize,
    pub(super) step: Step,
}

/// What the official of the named accounts has before them, so that every page shows something.
const OFFICIALS: [Fate; 7] = [
    Fate::Returned,
    Fate::Draft,
    Fate::AwaitingOwner,
    Fate::InProgress,
    Fate::AwaitingLeader,
    Fate::Closed,
    Fate::Closed,
];

/// The plots of a city and all their scenes in order of time.
pub(super) fn write(
    people: &[PersonRow],
    named: &Named,
    starts_on: NaiveDate,
    random: &mut Random,
) -> (Vec<Plot>, Vec<Scene>) {
    let (mut plots, mut scenes) = (Vec::new(), Vec::new());
    for person in people {
        let senior = person.rank.tier() != Tier::Township;
        let fates: Vec<Fate> = if person.staff_no == named.official {
            OFFICIALS.to_vec()
        } else {
            let count = if senior {
                random.between(3, 6)
            } else {
                random.between(2, 4)
            };
            (0..count).map(|_| Fate::draw(random, senior)).collect()
        };
        for fate in fates {
            // The city's first has no superior here who could co-sign.
            let fate = match fate {
                _ if person.leader_no.is_none() => Fate::AwaitingOwner,
                // Nobody gives their own problem its number.
                Fate::Closed if person.staff_no == named.office => Fate::AwaitingCheck,
                fate => fate,
            };
            let returned = random.chance(18);
            let steps = fate.steps(returned);
            let span = fate.span(random);
            let times = instants(random, starts_on, span, steps.len());
            let plot = plots.len();
            scenes.extend(
                times
                    .into_iter()
                    .zip(steps)
                    .map(|(at, step)| Scene { at, plot, step }),
            );
            plots.push(Plot {
                owner: person.staff_no.clone(),
                subject: Subject::new(random),
                texts: Random::new(u64::try_from(plot).unwrap_or(0).wrapping_mul(0x1000_0001)),
            });
        }
    }
    scenes.sort_by_key(|scene| (scene.at, scene.plot));
    (plots, scenes)
}
