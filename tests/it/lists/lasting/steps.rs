//! What somebody may do, and what may happen to it on the way.

use proptest::prelude::*;

/// What somebody does.
#[derive(Clone, Debug)]
pub enum Step {
    /// Types into a window.
    Type(usize),
    /// The window saves itself, or a button is pressed, and something may happen to it on the way.
    Send(usize, Sent, Fate),
    /// The page is drawn anew from the server; what was typed there and not kept is put back by the browser's copy.
    Reload(usize),
    /// A reviewer sends it back, or approves it.
    Review(bool),
    /// The session ends and the person signs in again.
    SignInAgain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    ByItself,
    Saved,
    Submitted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives, and so does the answer.
    Whole,
    /// It never leaves.
    Cut,
    /// It is cut off somewhere: nobody knows whether it arrived.
    CutOnTheWay(u64),
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let window = 0..2_usize;
    let sent = prop_oneof![3 => Just(Sent::ByItself), 2 => Just(Sent::Saved), 2 => Just(Sent::Submitted)];
    let fate = prop_oneof![
        6 => Just(Fate::Whole),
        1 => Just(Fate::Cut),
        2 => (0..40_u64).prop_map(Fate::CutOnTheWay),
    ];
    let step = prop_oneof![
        5 => window.clone().prop_map(Step::Type),
        6 => (window.clone(), sent, fate).prop_map(|(window, sent, fate)| Step::Send(window, sent, fate)),
        2 => window.prop_map(Step::Reload),
        2 => any::<bool>().prop_map(Step::Review),
        1 => Just(Step::SignInAgain),
    ];
    prop::collection::vec(step, 8..30)
}
