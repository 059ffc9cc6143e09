//! 预审 of the invented city leaders and bodies: when the office hands their problems up, and when the province rules.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::fate::{Fate, Step, instants};
use super::random::Random;
use crate::kernel::clock::start_of;

/// Days of the campaign, counted from 0, on which the office freezes what waits for pre-review: first submissions, second
/// ones, and what the province still has before it today.
const HANDED_UP: [u64; 3] = [8, 15, 28];

/// When the office freezes: at eight, before anybody's working hours.
pub(super) fn freezes(starts_on: NaiveDate) -> [DateTime<Utc>; 3] {
    HANDED_UP.map(|day| start_of(starts_on + Days::new(day)) + TimeDelta::hours(8))
}

/// The steps of a problem that the province pre-reviews. Its verdict is [`Step::Approve`] or [`Step::Return`]; before it the
/// office has checked the form and frozen a package; before a body's submission stands the meeting that talked about it. `turn`
/// tells how far one that is not ruled on has come.
pub(super) fn steps(
    (fate, returned): (Fate, bool),
    (turn, body): (usize, bool),
    starts_on: NaiveDate,
    random: &mut Random,
) -> Vec<(DateTime<Utc>, Step)> {
    use Step as S;
    let mut phases: Vec<((usize, usize), Vec<Step>)> = Vec::new();
    let mut begun = vec![S::Start];
    begun.extend(body.then_some(S::Discuss));
    begun.push(S::Submit);
    if fate == Fate::Draft {
        phases.push(((20, 29), vec![S::Start]));
    } else if fate == Fate::Submitted {
        phases.push(((20, 25), begun));
        match turn % 3 {
            0 => phases.push(((26, 27), vec![S::CheckForm])),
            1 => phases.push(((28, 29), vec![S::CheckForm])),
            _ => {}
        }
    } else {
        phases.push(((1, 5), begun));
        phases.push(((6, 7), vec![S::CheckForm]));
        let first = if fate == Fate::Returned {
            phases.push(((8, 10), vec![S::Return]));
            11
        } else if returned {
            phases.push(((8, 10), vec![S::Return]));
            phases.push(((11, 13), vec![S::Submit]));
            phases.push(((14, 14), vec![S::CheckForm]));
            phases.push(((15, 16), vec![S::Approve]));
            17
        } else {
            phases.push(((8, 10), vec![S::Approve]));
            11
        };
        let rest = fate.steps(false).into_iter();
        let rest = rest.skip_while(|step| *step != S::Approve).skip(1).collect();
        let (_, last) = fate.span(random);
        phases.push(((first, last.max(first + 1)), rest));
    }
    let mut steps = Vec::new();
    for (days, phase) in phases {
        let times = instants(random, starts_on, days, phase.len());
        steps.extend(times.into_iter().zip(phase));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_province_rules_on_what_was_frozen_before_and_in_order_of_time() {
        let day = NaiveDate::from_ymd_opt(2018, 8, 26).expect("a date");
        let frozen = freezes(day);
        for (returned, turn) in [(false, 0), (true, 1), (true, 2)] {
            let lived = steps(
                (Fate::Closed, returned),
                (turn, turn == 2),
                day,
                &mut Random::new(3),
            );
            assert!(lived.windows(2).all(|pair| pair[0].0 < pair[1].0), "{lived:?}");
            let mut checked = None;
            for (at, step) in lived {
                match step {
                    Step::CheckForm => checked = Some(at),
                    Step::Approve | Step::Return => {
                        let before = checked.take().expect("the form was checked");
                        assert!(frozen.iter().any(|freeze| before < *freeze && *freeze < at));
                    }
                    _ => {}
                }
            }
        }
    }
}
