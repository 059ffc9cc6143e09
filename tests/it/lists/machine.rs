//! The life of a filing under whatever anybody does: the rule by itself, and the program on a PostgreSQL held against a model of it.

mod life;
mod model;
mod steps;
mod stored;
mod verbs;

use std::cell::RefCell;
use std::collections::HashSet;

use proptest::prelude::*;
use zhenggai::domain::lists::State;
use zhenggai::domain::lists::state::{Action, Party, next};

use crate::support::TestApp;
use crate::support::filed::{Filed, draft, lay_route};
use crate::walks::{self, Step, hold, walk};
use model::{Model, ROUTES};
use steps::Deed;

/// Every run is the same; another number is another run.
const SEED: u8 = 59;

fn acts() -> impl Strategy<Value = Vec<(Action, Party, bool)>> {
    let action = prop_oneof![
        Just(Action::Submit),
        Just(Action::Withdraw),
        Just(Action::Approve),
        Just(Action::Return),
        Just(Action::Redo),
        Just(Action::Undo),
        Just(Action::Revoke),
        Just(Action::SignAsOwner),
        Just(Action::SignAsLeader),
        Just(Action::RefuseAsLeader),
        any::<bool>().prop_map(|review_again| Action::Correct { review_again }),
    ];
    let party = prop_oneof![
        Just(Party::Owner),
        Just(Party::Leader),
        Just(Party::Reviewer),
        Just(Party::Head),
        Just(Party::Importer),
        Just(Party::Other),
    ];
    prop::collection::vec((action, party, any::<bool>()), 0..400)
}

#[test]
fn every_state_is_reached_from_a_draft_and_what_is_refused_leads_nowhere() {
    let reached = RefCell::new(HashSet::from([State::Draft]));
    let walk = |acts: Vec<(Action, Party, bool)>| {
        let mut now = State::Draft;
        for (action, party, more_stages) in acts {
            let Ok(then) = next(now, action, party, more_stages) else {
                continue;
            };
            prop_assert_ne!(now, State::Withdrawn, "nothing follows on what was taken out");
            prop_assert_ne!(party, Party::Other, "a stranger did {:?}", action);
            prop_assert_ne!(then, State::Draft, "{:?} made a draft of it again", action);
            // Both signatures stand under what is claimed: it was approved, signed by the owner, then by the leader.
            if then == State::Claimed {
                prop_assert_eq!((now, action), (State::AwaitingLeader, Action::SignAsLeader));
            }
            if then == State::AwaitingLeader {
                prop_assert_eq!((now, action), (State::AwaitingOwner, Action::SignAsOwner));
            }
            if action == Action::Approve {
                prop_assert_eq!(then == State::Submitted, more_stages);
            }
            reached.borrow_mut().insert(then);
            now = then;
        }
        Ok(())
    };
    hold(SEED, 256, &acts(), walk);
    assert_eq!(*reached.borrow(), HashSet::from(State::ALL));
}

/// One walk on a problem of its own.
async fn play(app: &TestApp, (route, steps): (usize, Vec<Step<Deed>>)) -> HashSet<State> {
    let codes: Vec<_> = ROUTES[route].iter().map(|stage| stage.code()).collect();
    lay_route(app, "alpha", "township", &codes).await;
    let filed = Filed::draft_by(app, "official", &draft("甲")).await;
    let model = Model::new(ROUTES[route], app.clock.now());
    walks::play(app, &filed, model, steps).await
}

#[test]
fn no_sequence_of_acts_by_anybody_leads_off_the_rule() {
    let reached = walk((SEED, 72), &steps::walks(), &play);
    // Only what an import brought in can be taken out.
    let all = State::ALL.into_iter().filter(|state| *state != State::Withdrawn);
    assert_eq!(reached, all.collect::<HashSet<_>>());
}
