//! The life of a filing under whatever anybody does: the rule by itself, and the program on a PostgreSQL held against a model of it.

mod model;
mod steps;
mod stored;
mod verbs;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use zhenggai::domain::lists::State;
use zhenggai::domain::lists::state::{Action, Party, next};

use crate::support::TestApp;
use crate::support::filed::{Filed, draft, lay_route};
use model::{Model, ROUTES};
use steps::{Step, walks};
use stored::Stored;

/// Every run is the same; another number is another run.
const SEED: u8 = 59;

fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[SEED; 32]);
    TestRunner::new_with_rng(config, rng)
}

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
    if let Err(found) = runner(256).run(&acts(), walk) {
        panic!("seed {SEED}: {found}");
    }
    assert_eq!(*reached.borrow(), HashSet::from(State::ALL));
}

/// One walk on a problem of its own.
async fn play(app: &TestApp, route: usize, steps: Vec<Step>) -> HashSet<State> {
    let codes: Vec<_> = ROUTES[route].iter().map(|stage| stage.code()).collect();
    lay_route(app, "alpha", "township", &codes).await;
    let mut filed = Filed::draft_by(app, "official", &draft("甲")).await;
    let mut model = Model::new(ROUTES[route], app.clock.now());
    let mut before = Stored::of(app, &filed).await;
    let mut reached = HashSet::from([model.state]);
    for step in steps {
        app.clock.clone().advance(TimeDelta::seconds(step.pause));
        let now = app.clock.now();
        let (deed, who) = model.tried(step, now);
        let expected = model.after(deed, who, now);
        let done = verbs::done(app, &mut filed, who, deed).await;
        let after = Stored::of(app, &filed).await;
        match (&expected, &done) {
            (Some((then, acts)), Ok(())) => {
                after.follows(&before, then, acts);
                model = then.clone();
                reached.insert(model.state);
            }
            (None, Err(_)) => assert_eq!(
                after, before,
                "{who} was refused {deed:?}, and it changed something"
            ),
            _ => panic!(
                "{who} at {deed:?} in {:?} {:?}: {expected:?} expected, {done:?} came",
                model.state, model.stage
            ),
        }
        before = after;
    }
    let wrong = stored::checks(app).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    reached
}

#[test]
fn no_sequence_of_acts_by_anybody_leads_off_the_rule() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let app = runtime.block_on(TestApp::small());
    let (reached, accepted) = (RefCell::new(HashSet::new()), Cell::new(0));
    let walk = |(route, steps): (usize, Vec<Step>)| {
        let states = runtime.block_on(play(&app, route, steps));
        accepted.set(accepted.get() + states.len());
        reached.borrow_mut().extend(states);
        Ok(())
    };
    if let Err(found) = runner(72).run(&walks(), walk) {
        panic!("seed {SEED}: {found}");
    }
    // Only what an import brought in can be taken out.
    let all = State::ALL.into_iter().filter(|state| *state != State::Withdrawn);
    assert_eq!(
        *reached.borrow(),
        all.collect::<HashSet<_>>(),
        "{} states in all walks",
        accepted.get()
    );
}
