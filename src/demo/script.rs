//! Who lives through which problems, when: the whole plan of a city, before anything is written.

use chrono::{DateTime, NaiveDate, Utc};

use super::accounts::Named;
use super::fate::{Fate, Step, instants};
use super::organisation::BODIES;
use super::prereview;
use super::quota;
use super::random::Random;
use super::shape::Size;
use super::texts::Subject;
use crate::domain::people::Tier;
use crate::imports::PersonRow;

/// Whose problem it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// A person, by staff number.
    Person(String),
    /// A leading body, by name.
    Body(&'static str),
}

/// One invented problem.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    pub(super) owner: Owner,
    /// Whether the province rules on it.
    pub(super) goes_up: bool,
    pub(super) subject: Subject,
    /// Draws the texts, apart from everything else, so that a step more or less changes no other text.
    pub(super) texts: Random,
    /// What happens, in order of time.
    pub(super) steps: Vec<(DateTime<Utc>, Step)>,
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

/// Problems of each of the four bodies in the full city: 23 in all, none of them signed yet.
const BODY_PROBLEMS: [usize; 4] = [6, 5, 7, 5];

/// Problems of city leaders beside the report's that wait for the office or the province today: three and three differ.
const fn on_their_way_up(size: Size) -> usize {
    match size {
        Size::Full => 12,
        Size::Small => 3,
    }
}
/// What the bodies of a small city have before them: every place of a body's way has one. The first has no superior here.
const BODY_FATES: [&[Fate]; 4] = [
    &[Fate::AwaitingOwner, Fate::Submitted],
    &[Fate::AwaitingOwner, Fate::AwaitingLeader],
    &[
        Fate::Draft,
        Fate::Returned,
        Fate::AwaitingOwner,
        Fate::AwaitingLeader,
        Fate::InProgress,
    ],
    &[Fate::AwaitingOwner, Fate::ToDo],
];

/// The plots of a city.
pub(super) fn write(
    people: &[PersonRow],
    named: &Named,
    starts_on: NaiveDate,
    size: Size,
    random: &mut Random,
) -> Vec<Plot> {
    let mut plots = Vec::new();
    let fates = match size {
        Size::Full => quota::fates(people, random),
        Size::Small => people.iter().map(|person| drawn(person, random)).collect(),
    };
    for (person, fates) in people.iter().zip(fates) {
        let official = person.staff_no == named.official;
        for fate in if official { OFFICIALS.to_vec() } else { fates } {
            let fate = match fate {
                // The city's first has no superior here who could co-sign.
                _ if person.leader_no.is_none() => Fate::AwaitingOwner,
                // Nobody gives their own problem its number.
                Fate::Closed if person.staff_no == named.office => Fate::AwaitingCheck,
                fate => fate,
            };
            // The standing committee's were all passed at the first submission.
            let returned = random.chance(18) && person.unit != BODIES[0].0;
            let owner = Owner::Person(person.staff_no.clone());
            let goes_up = person.rank.tier() == Tier::City;
            let of = (owner, plots.len(), goes_up);
            plots.push(plot(of, starts_on, (fate, returned), random));
        }
    }
    for (n, (body, _, _)) in BODIES.into_iter().enumerate() {
        let fates = match size {
            Size::Full => vec![Fate::AwaitingOwner; BODY_PROBLEMS[n]],
            Size::Small => BODY_FATES[n].to_vec(),
        };
        for fate in fates {
            let of = (Owner::Body(body), plots.len(), true);
            plots.push(plot(of, starts_on, (fate, false), random));
        }
    }
    let leaders = people.iter().filter(|p| p.rank.tier() == Tier::City);
    for person in leaders.rev().take(on_their_way_up(size)) {
        let of = (Owner::Person(person.staff_no.clone()), plots.len(), true);
        plots.push(plot(of, starts_on, (Fate::Submitted, false), random));
    }
    plots
}

/// All scenes in order of time.
pub(super) fn scenes(plots: &[Plot]) -> Vec<Scene> {
    let of = |(plot, written): (usize, &Plot)| {
        let steps = written.steps.clone().into_iter();
        steps.map(move |(at, step)| Scene { at, plot, step })
    };
    let mut scenes: Vec<Scene> = plots.iter().enumerate().flat_map(of).collect();
    scenes.sort_by_key(|scene| (scene.at, scene.plot));
    scenes
}

fn drawn(person: &PersonRow, random: &mut Random) -> Vec<Fate> {
    let senior = person.rank.tier() != Tier::Township;
    let count = if senior {
        random.between(3, 6)
    } else {
        random.between(2, 4)
    };
    (0..count).map(|_| Fate::draw(random, senior)).collect()
}

fn plot(
    (owner, number, goes_up): (Owner, usize, bool),
    starts_on: NaiveDate,
    (fate, returned): (Fate, bool),
    random: &mut Random,
) -> Plot {
    let steps = if goes_up {
        let body = matches!(owner, Owner::Body(_));
        prereview::steps((fate, returned), (number, body), starts_on, random)
    } else {
        let steps = fate.steps(returned);
        let span = fate.span(random);
        let times = instants(random, starts_on, span, steps.len());
        times.into_iter().zip(steps).collect()
    };
    Plot {
        owner,
        goes_up,
        subject: Subject::new(random),
        texts: Random::new(u64::try_from(number).unwrap_or(0).wrapping_mul(0x1000_0001)),
        steps,
    }
}
