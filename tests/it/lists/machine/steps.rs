//! What anybody may try.

use proptest::prelude::*;
use zhenggai::domain::review::Ruling;

use super::model::ROUTES;
use crate::walks::Step;

/// Members of the cast with some tie to the official's problem, and some without.
pub const CAST: [&str; 9] = [
    "official",
    "leader",
    "reviewer",
    "grouphead",
    "office",
    "liaison",
    "colleague",
    "otherlead",
    "auditor",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// With another text than the last time.
    Submit,
    /// Of the text as it is being changed: no act.
    Keep,
    Rule(Ruling),
    /// A return that says no reason.
    RuleBare,
    /// Of the last verdict.
    Undo,
    /// With a reason, or without.
    Revoke(bool),
    /// The claim.
    Sign,
    /// With a reason, or without.
    Refuse(bool),
    /// Of the problem, or only of a cause: then it isn't reviewed again.
    Correct(bool),
}

/// Those that can be done somewhere.
pub const DEEDS: [Deed; 11] = [
    Deed::Submit,
    Deed::Keep,
    Deed::Rule(Ruling::Approved),
    Deed::Rule(Ruling::Returned),
    Deed::Rule(Ruling::Redo),
    Deed::Undo,
    Deed::Revoke(true),
    Deed::Sign,
    Deed::Refuse(true),
    Deed::Correct(true),
    Deed::Correct(false),
];

/// A route, and what is tried on it: most of it by whom it is for, so that walks get somewhere.
pub fn walks() -> impl Strategy<Value = (usize, Vec<Step<Deed>>)> {
    let who = prop_oneof![
        5 => Just(None),
        1 => prop::sample::select(CAST.to_vec()).prop_map(Some),
    ];
    let often = prop::bool::weighted(0.8);
    let deed = prop_oneof![
        4 => Just(Deed::Submit),
        2 => Just(Deed::Keep),
        6 => Just(Deed::Rule(Ruling::Approved)),
        2 => Just(Deed::Rule(Ruling::Returned)),
        1 => Just(Deed::Rule(Ruling::Redo)),
        1 => Just(Deed::RuleBare),
        6 => Just(Deed::Undo),
        2 => often.prop_map(Deed::Revoke),
        6 => Just(Deed::Sign),
        1 => often.prop_map(Deed::Refuse),
        2 => any::<bool>().prop_map(Deed::Correct),
    ];
    let pause = prop_oneof![5 => Just(1), 2 => Just(10), 2 => Just(11), 1 => Just(3600)];
    let fitting = prop::option::weighted(0.5, 0..60_usize);
    let step = (who, deed, fitting, pause);
    let step = step.prop_map(|(who, deed, fitting, pause)| Step {
        who,
        deed,
        fitting,
        onward: false,
        pause,
    });
    (0..ROUTES.len(), prop::collection::vec(step, 12..32))
}
