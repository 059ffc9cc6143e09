//! What anybody may try.

use proptest::prelude::*;
use zhenggai::domain::rectification::Gate;

use crate::walks::Step;

/// Members of the cast with some tie to the official's problem, and some without.
pub const CAST: [&str; 9] = [
    "official",
    "leader",
    "reviewer",
    "grouphead",
    "office",
    "officehead",
    "county",
    "colleague",
    "otherlead",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Note,
    Report,
    /// The completion.
    Sign,
    Accept,
    /// With a reason, or without.
    SendBack(Gate, bool),
    Number,
    AskTime,
    /// Granted, or refused with a reason.
    DecideTime(Gate, bool),
    AskReopening,
    /// Accepted, or refused with a reason.
    DecideReopening(bool),
    /// What a look-back found.
    Relapse,
    /// Of a cause only: then it isn't reviewed again; or of the problem.
    Correct(bool),
    /// The group approves what was corrected.
    Approve,
    /// The claim, of what was corrected.
    SignClaim,
}

/// Those that can be done somewhere.
pub const DEEDS: [Deed; 19] = [
    Deed::Note,
    Deed::Report,
    Deed::Sign,
    Deed::Accept,
    Deed::SendBack(Gate::Leader, true),
    Deed::SendBack(Gate::Group, true),
    Deed::SendBack(Gate::Office, true),
    Deed::Number,
    Deed::AskTime,
    Deed::DecideTime(Gate::Leader, true),
    Deed::DecideTime(Gate::Office, true),
    Deed::DecideTime(Gate::Leader, false),
    Deed::AskReopening,
    Deed::DecideReopening(true),
    Deed::DecideReopening(false),
    Deed::Relapse,
    Deed::Correct(false),
    Deed::Approve,
    Deed::SignClaim,
];

/// What is tried: most of it by whom it is for, so that walks get somewhere.
pub fn walks() -> impl Strategy<Value = Vec<Step<Deed>>> {
    let who = prop_oneof![
        5 => Just(None),
        2 => prop::sample::select(CAST.to_vec()).prop_map(Some),
    ];
    let often = prop::bool::weighted(0.8);
    let gate = prop::sample::select(Gate::ALL.to_vec());
    let decides = prop::sample::select(vec![Gate::Leader, Gate::Office]);
    let deed = prop_oneof![
        2 => Just(Deed::Note),
        6 => Just(Deed::Report),
        9 => Just(Deed::Sign),
        6 => Just(Deed::Accept),
        2 => (gate, often).prop_map(|(gate, reason)| Deed::SendBack(gate, reason)),
        6 => Just(Deed::Number),
        2 => Just(Deed::AskTime),
        3 => (decides, any::<bool>()).prop_map(|(gate, yes)| Deed::DecideTime(gate, yes)),
        1 => Just(Deed::AskReopening),
        2 => any::<bool>().prop_map(Deed::DecideReopening),
        2 => Just(Deed::Relapse),
        1 => any::<bool>().prop_map(Deed::Correct),
        3 => Just(Deed::Approve),
        4 => Just(Deed::SignClaim),
    ];
    let pause = prop_oneof![8 => Just(60), 2 => Just(86_400), 1 => Just(12 * 86_400)];
    let fitting = prop::option::weighted(0.4, 0..60_usize);
    let step = (who, deed, fitting, prop::bool::weighted(0.45), pause);
    let step = step.prop_map(|(who, deed, fitting, onward, pause)| Step {
        who,
        deed,
        fitting,
        onward,
        pause,
    });
    prop::collection::vec(step, 14..40)
}
