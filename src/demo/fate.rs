//! What becomes of an invented problem, step by step, and when.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::random::Random;
use crate::kernel::clock::start_of;

/// One act in a problem's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Start,
    /// Of a body: the meeting.
    Discuss,
    Submit,
    /// 形式审查 before it goes up.
    CheckForm,
    Approve,
    Return,
    Redo,
    SignAsOwner,
    SignAsLeader,
    Note,
    Report,
    SignDoneAsOwner,
    SignDoneAsLeader,
    Accept,
    SendBack,
    Number,
}

/// Where a life has got to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Draft,
    Submitted,
    Returned,
    Resubmitted,
    Redo,
    AwaitingOwner,
    AwaitingLeader,
    ToDo,
    InProgress,
    Reported,
    AwaitingConfirmation,
    AwaitingCheck,
    SentBack,
    AwaitingNumber,
    Closed,
}

impl Fate {
    /// By chance: people of county rank and above are further on, as in the report the system is built from.
    pub(super) fn draw(random: &mut Random, senior: bool) -> Self {
        use Fate as F;
        let shares: &[(F, usize)] = if senior {
            &[
                (F::Closed, 58),
                (F::AwaitingNumber, 8),
                (F::AwaitingCheck, 6),
                (F::InProgress, 9),
                (F::ToDo, 5),
                (F::AwaitingConfirmation, 3),
                (F::SentBack, 1),
                (F::Reported, 2),
                (F::AwaitingLeader, 3),
                (F::AwaitingOwner, 2),
                (F::Submitted, 3),
            ]
        } else {
            &[
                (F::Closed, 30),
                (F::AwaitingNumber, 6),
                (F::AwaitingCheck, 6),
                (F::InProgress, 12),
                (F::ToDo, 8),
                (F::AwaitingConfirmation, 4),
                (F::SentBack, 2),
                (F::Reported, 3),
                (F::AwaitingLeader, 6),
                (F::AwaitingOwner, 5),
                (F::Submitted, 9),
                (F::Resubmitted, 3),
                (F::Returned, 3),
                (F::Redo, 1),
                (F::Draft, 2),
            ]
        };
        let mut left = random.below(shares.iter().map(|(_, share)| share).sum());
        for (fate, share) in shares {
            if left < *share {
                return *fate;
            }
            left -= share;
        }
        F::Closed
    }

    /// Its steps; `returned` puts a return and a second submission before the approval.
    pub(super) fn steps(self, returned: bool) -> Vec<Step> {
        use Fate as F;
        use Step as S;
        let first: &[Step] = match self {
            F::Draft => return vec![S::Start],
            F::Submitted => return vec![S::Start, S::Submit],
            F::Returned => return vec![S::Start, S::Submit, S::Return],
            F::Resubmitted => return vec![S::Start, S::Submit, S::Return, S::Submit],
            F::Redo => return vec![S::Start, S::Submit, S::Redo],
            _ if returned => &[S::Start, S::Submit, S::Return, S::Submit, S::Approve],
            _ => &[S::Start, S::Submit, S::Approve],
        };
        let rest = [
            S::SignAsOwner,
            S::SignAsLeader,
            S::Note,
            S::Report,
            S::SignDoneAsOwner,
            S::SignDoneAsLeader,
        ];
        let taken = match self {
            F::AwaitingOwner => 0,
            F::AwaitingLeader => 1,
            F::ToDo => 2,
            F::InProgress => 3,
            F::Reported => 4,
            F::AwaitingConfirmation => 5,
            _ => 6,
        };
        let last: &[Step] = match self {
            F::SentBack => &[S::SendBack],
            F::AwaitingNumber => &[S::Accept],
            F::Closed => &[S::Accept, S::Number],
            _ => &[],
        };
        [first, &rest[..taken], last].concat()
    }

    /// On which days of the campaign, counted from 0, the life began and had its last step.
    pub(super) fn span(self, random: &mut Random) -> (usize, usize) {
        match self {
            Self::Closed | Self::AwaitingNumber => {
                let first = random.between(1, 9);
                (first, random.between(first + 6, 29))
            }
            Self::Draft | Self::Submitted | Self::Returned | Self::Resubmitted | Self::Redo => {
                (random.between(20, 25), random.between(26, 29))
            }
            _ => (random.between(3, 16), random.between(20, 29)),
        }
    }
}

/// As many instants in working hours as there are steps, in order, from the first day to the last.
pub(super) fn instants(
    random: &mut Random,
    starts_on: NaiveDate,
    (first, last): (usize, usize),
    count: usize,
) -> Vec<DateTime<Utc>> {
    let mut drawn: Vec<(usize, usize)> = (0..count)
        .map(|_| (random.between(first, last), random.between(0, 9 * 3600)))
        .collect();
    drawn.sort_unstable();
    let days = |n: usize| Days::new(u64::try_from(n).unwrap_or(0));
    let seconds = |n: usize| TimeDelta::seconds(i64::try_from(n).unwrap_or(0));
    // Half past eight; a microsecond apart where two fall together, since an order must show.
    let at = |(day, second): (usize, usize), n: usize| {
        start_of(starts_on + days(day))
            + TimeDelta::minutes(510)
            + seconds(second)
            + TimeDelta::microseconds(i64::try_from(n).unwrap_or(0))
    };
    drawn
        .into_iter()
        .enumerate()
        .map(|(n, drawn)| at(drawn, n))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_in_order_and_within_the_days() {
        let day = NaiveDate::from_ymd_opt(2018, 8, 26).expect("a date");
        let made = instants(&mut Random::new(7), day, (3, 9), 40);
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made[0] >= start_of(day + Days::new(3)) && made[39] < start_of(day + Days::new(10)));
    }

    #[test]
    fn the_same_seed_draws_the_same_fates() {
        let draw = || {
            let mut random = Random::new(20_180_825);
            (0..200)
                .map(|n| Fate::draw(&mut random, n % 2 == 0))
                .collect::<Vec<_>>()
        };
        assert_eq!(draw(), draw());
        assert!(draw().contains(&Fate::Closed) && draw().contains(&Fate::Resubmitted));
    }
}
