//! The life of a rectification under whatever anybody does: the rule by itself, and the program on a PostgreSQL, with filing and
//! signatures, held against a model of it.

mod model;
mod steps;
mod stored;
mod turns;
mod verbs;

use std::cell::RefCell;
use std::collections::HashSet;

use proptest::prelude::*;
use zhenggai::domain::rectification::state::{Action, Party, State, next};

use crate::support::TestApp;
use crate::support::filed::{Filed, draft};
use crate::walks::{self, Step, hold, walk};
use model::Model;
use steps::Deed;

/// Every run is the same; another number is another run.
const SEED: u8 = 83;

const PARTIES: [Party; 5] = [
    Party::Owner,
    Party::Leader,
    Party::Checker,
    Party::Office,
    Party::Other,
];

fn acts() -> impl Strategy<Value = Vec<(Action, Party)>> {
    let action = prop_oneof![
        Just(Action::Note),
        Just(Action::Report),
        Just(Action::SignAsOwner),
        Just(Action::SignAsLeader),
        Just(Action::Accept),
        Just(Action::Number),
        Just(Action::Reopen),
        prop::sample::select(PARTIES.to_vec()).prop_map(Action::SendBack),
    ];
    let party = prop::sample::select(PARTIES.to_vec());
    prop::collection::vec((action, party), 0..600)
}

#[test]
fn closed_is_left_by_the_office_alone_and_no_gate_is_passed_over() {
    let reached = RefCell::new(HashSet::from([State::ToDo]));
    let walk = |acts: Vec<(Action, Party)>| {
        let mut now = State::ToDo;
        for (action, party) in acts {
            let Ok(then) = next(now, action, party) else {
                continue;
            };
            prop_assert_ne!(party, Party::Other, "a stranger did {:?}", action);
            prop_assert_eq!(party, action.party());
            if now == State::Closed {
                prop_assert_eq!(
                    (action, party, then),
                    (Action::Reopen, Party::Office, State::ToDo)
                );
            }
            // Each gate is entered from the one before it alone.
            let before = match then {
                State::AwaitingLeader => Some((State::Reported, Party::Owner)),
                State::AwaitingCheck => Some((State::AwaitingLeader, Party::Leader)),
                State::AwaitingNumber => Some((State::AwaitingCheck, Party::Checker)),
                State::Closed => Some((State::AwaitingNumber, Party::Office)),
                _ => None,
            };
            prop_assert!(
                before.is_none_or(|before| before == (now, party)),
                "{:?} from {:?}",
                then,
                now
            );
            reached.borrow_mut().insert(then);
            now = then;
        }
        Ok(())
    };
    hold(SEED, 256, &acts(), walk);
    assert_eq!(*reached.borrow(), HashSet::from(State::ALL));
}

/// One walk on a problem of its own, from its claim on.
async fn play(app: &TestApp, steps: Vec<Step<Deed>>) -> HashSet<(State, i32)> {
    let mut text = draft("甲");
    text.due = (app.clock.today() + chrono::Days::new(25)).to_string();
    text.measures[0].due.clone_from(&text.due);
    let filed = Filed::by(app, "official", &text).await.claimed(app).await;
    let model = Model::claimed(filed.now(app).await.due_on.expect("a limit"));
    walks::play(app, &filed, model, steps).await
}

#[test]
fn no_sequence_of_acts_by_anybody_leads_off_the_rule() {
    let reached = walk((SEED, 40), &steps::walks(), &play);
    for state in State::ALL {
        assert!(reached.contains(&(state, 1)), "{state:?} was never reached");
    }
    for state in [State::ToDo, State::AwaitingCheck, State::Closed] {
        assert!(
            reached.contains(&(state, 2)),
            "{state:?} was never reached in a second round"
        );
    }
}
