//! The full city's problems, dealt out so that its figures are those of the report (domain §4): so many problems of each
//! tier, so many of them rectified, and a few thousand of 乡科级 on their way.

use super::fate::Fate;
use super::organisation::BODIES;
use super::random::Random;
use super::shape::share;
use crate::domain::people::Tier;
use crate::imports::PersonRow;

/// Problems of the standing committee's members; with the body's own 6 they are 96.
const STANDING: usize = 90;
/// Problems of the other city leaders; with the standing committee's members 244.
const LEADERS: usize = 154;
/// Rectified problems of city leaders.
const LEADERS_RECTIFIED: usize = 186;
/// Problems of 县处级; with the leaders' 244 they are 4,179.
const COUNTY: usize = 3_935;
/// Rectified ones of 县处级; with the leaders' 186 they are 2,992.
const COUNTY_RECTIFIED: usize = 2_806;

/// What 乡科级 has got to, the last ones being on their way through the review.
const TOWNSHIP: [(Fate, usize); 15] = [
    (Fate::Closed, 15_500),
    (Fate::AwaitingNumber, 2_300),
    (Fate::AwaitingCheck, 2_200),
    (Fate::InProgress, 4_600),
    (Fate::ToDo, 2_700),
    (Fate::AwaitingOwner, 1_500),
    (Fate::AwaitingLeader, 1_400),
    (Fate::Reported, 800),
    (Fate::AwaitingConfirmation, 900),
    (Fate::SentBack, 300),
    (Fate::Submitted, 1_300),
    (Fate::Resubmitted, 450),
    (Fate::Returned, 600),
    (Fate::Redo, 120),
    (Fate::Draft, 128),
];

/// The fates of everybody's problems, in the order of the roster.
pub(super) fn fates(people: &[PersonRow], random: &mut Random) -> Vec<Vec<Fate>> {
    let tiers = |tier| move |p: &&PersonRow| p.rank.tier() == tier;
    let leaders = people.iter().filter(tiers(Tier::City)).count();
    let standing = people.iter().filter(|p| p.unit == BODIES[0].0).count();
    let mut counts = spread(STANDING, standing, random);
    counts.extend(spread(LEADERS, leaders - standing, random));
    let first = counts.first().copied().unwrap_or(0);
    // The first's can't be co-signed here and are dealt to nobody else.
    let mut city = vec![Fate::AwaitingOwner; first];
    city.extend(deal(
        &senior(STANDING + LEADERS - first, LEADERS_RECTIFIED),
        random,
    ));
    let middle = deal(&senior(COUNTY, COUNTY_RECTIFIED), random);
    let township = deal(&TOWNSHIP, random);
    let seniors = people.iter().filter(tiers(Tier::County)).count();
    let lower = people.len() - leaders - seniors;
    let mut hands = [
        (counts, city),
        (spread(COUNTY, seniors, random), middle),
        (spread(township.len(), lower, random), township),
    ]
    .map(|(counts, pool)| (counts.into_iter(), pool.into_iter()));
    let mut hand = |person: &PersonRow| {
        let (counts, pool) = &mut hands[match person.rank.tier() {
            Tier::City => 0,
            Tier::County => 1,
            Tier::Township => 2,
        }];
        let mut fates: Vec<Fate> = pool.by_ref().take(counts.next().unwrap_or(0)).collect();
        // Everybody has submitted something: a draft is never one's first.
        if let Some(at) = fates.iter().position(|fate| *fate != Fate::Draft) {
            fates.swap(0, at);
        }
        fates
    };
    people.iter().map(&mut hand).collect()
}

/// Problems of people of county rank or above, `rectified` of them.
fn senior(all: usize, rectified: usize) -> Vec<(Fate, usize)> {
    let left = all - rectified;
    let of = |whole: usize, per_cent: usize| whole * per_cent / 100;
    let mut dealt = vec![
        (Fate::AwaitingNumber, of(rectified, 12)),
        (Fate::AwaitingCheck, of(rectified, 10)),
        (Fate::ToDo, of(left, 20)),
        (Fate::AwaitingOwner, of(left, 8)),
        (Fate::AwaitingLeader, of(left, 10)),
        (Fate::Reported, of(left, 8)),
        (Fate::AwaitingConfirmation, of(left, 12)),
        (Fate::SentBack, of(left, 5)),
    ];
    let of_rectified: usize = dealt[..2].iter().map(|(_, count)| count).sum();
    let of_left: usize = dealt[2..].iter().map(|(_, count)| count).sum();
    dealt.push((Fate::Closed, rectified - of_rectified));
    dealt.push((Fate::InProgress, left - of_left));
    dealt
}

/// How many problems each of `people` has: `total` in all, neighbours differing.
fn spread(total: usize, people: usize, random: &mut Random) -> Vec<usize> {
    let mut counts: Vec<usize> = (0..people).map(|n| share(total, people, n)).collect();
    for pair in counts.chunks_exact_mut(2) {
        let moved = random.between(0, 3).min(pair[0].saturating_sub(2));
        pair[0] -= moved;
        pair[1] += moved;
    }
    counts
}

/// A shuffled pool of fates.
fn deal(counts: &[(Fate, usize)], random: &mut Random) -> Vec<Fate> {
    let mut pool: Vec<Fate> = counts
        .iter()
        .flat_map(|(fate, count)| std::iter::repeat_n(*fate, *count))
        .collect();
    for last in (1..pool.len()).rev() {
        pool.swap(last, random.below(last + 1));
    }
    pool
}
