//! Walks: whatever anybody does to one problem, step by step, held against a model of it that has no database.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::Debug;
use std::hash::Hash;

use chrono::TimeDelta;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::draft::Draft;
use zhenggai::domain::lists::{Problem, store};
use zhenggai::domain::signing::Seen;
use zhenggai::kernel::clock::Clock;
use zhenggai::kernel::digest::Digest;
use zhenggai::kernel::ids::ActId;
use zhenggai::platform::db::Tx;
use zhenggai::platform::postgres::Role;

use crate::support::filed::Filed;
use crate::support::onward::actor;
use crate::support::{TestApp, checks as harness};

/// What is tried in one step.
#[derive(Clone, Copy, Debug)]
pub struct Step<D> {
    /// Who; none: whoever's turn it is.
    pub who: Option<&'static str>,
    pub deed: D,
    /// In its place, the how manieth of the deeds that can be done then, by whom it is for.
    pub fitting: Option<usize>,
    /// In its place, what leads on, where the model knows it, by whom it is for.
    pub onward: bool,
    /// Seconds since the last.
    pub pause: i64,
}

/// What follows on a deed: the model after it, and its events; none when it must be refused.
pub type After<M> = Option<(M, Vec<&'static str>)>;

/// A life, said without a database.
pub trait Model: Clone + Debug + 'static {
    type Deed: Copy + Debug + 'static;
    /// What of the time matters to it.
    type When: Copy;
    /// What the database holds of the problem, all of it.
    type Stored: PartialEq + Debug;
    /// What the walks together have to reach.
    type Reached: Eq + Hash;
    /// Those that can be done somewhere.
    const DEEDS: &'static [Self::Deed];

    fn when(clock: &Clock) -> Self::When;
    /// Of whom it is for, the first.
    fn whose(&self, deed: Self::Deed) -> &'static str;
    fn after(&self, deed: Self::Deed, who: &'static str, when: Self::When) -> After<Self>;
    fn reached(&self) -> Option<Self::Reached>;
    /// What leads on.
    fn onward(&self) -> Option<Self::Deed> {
        None
    }

    /// The domain's own verb, as a page calls it.
    async fn verb(
        app: &TestApp,
        at: (&mut Tx, &mut Act),
        problem: Problem,
        deed: Self::Deed,
    ) -> Result<(), String>;
    async fn stored(app: &TestApp, filed: &Filed) -> Self::Stored;
    /// Holds what is stored against what was there before, what must be there now, and what must have been recorded.
    fn holds(&self, before: &Self::Stored, after: &Self::Stored, acts: &[&str]);
}

/// The same in every run; another number is another run.
pub fn runner(seed: u8, cases: u32) -> TestRunner {
    let config = Config {
        cases,
        max_shrink_iters: 40,
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    TestRunner::new_with_rng(config, rng)
}

/// Holds a rule in so many cases.
pub fn hold<S: Strategy>(seed: u8, cases: u32, all: &S, rule: impl Fn(S::Value) -> TestCaseResult) {
    if let Err(found) = runner(seed, cases).run(all, rule) {
        panic!("seed {seed}: {found}");
    }
}

/// Plays walks, each on a problem of its own in one application, and gives what they reached.
pub fn walk<S: Strategy, R: Eq + Hash>(
    (seed, cases): (u8, u32),
    walks: &S,
    play: &impl AsyncFn(&TestApp, S::Value) -> HashSet<R>,
) -> HashSet<R> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let app = runtime.block_on(TestApp::small());
    let reached = RefCell::new(HashSet::new());
    hold(seed, cases, walks, |walk| {
        let states = runtime.block_on(play(&app, walk));
        reached.borrow_mut().extend(states);
        Ok(())
    });
    reached.into_inner()
}

/// One walk on a problem, from where the model stands.
pub async fn play<M: Model>(
    app: &TestApp,
    filed: &Filed,
    mut model: M,
    steps: Vec<Step<M::Deed>>,
) -> HashSet<M::Reached> {
    let mut before = M::stored(app, filed).await;
    let mut reached: HashSet<_> = model.reached().into_iter().collect();
    for step in steps {
        app.clock.clone().advance(TimeDelta::seconds(step.pause));
        let when = M::when(&app.clock);
        let (deed, who) = tried(&model, step, when);
        let expected = model.after(deed, who, when);
        let done = done::<M>(app, filed, who, deed).await;
        let after = M::stored(app, filed).await;
        match (&expected, &done) {
            (Some((then, acts)), Ok(())) => {
                then.holds(&before, &after, acts);
                model = then.clone();
                reached.extend(model.reached());
            }
            (None, Err(_)) => assert_eq!(
                after, before,
                "{who} was refused {deed:?}, and it changed something"
            ),
            _ => panic!("{who} at {deed:?} in {model:?}: {expected:?} expected, {done:?} came"),
        }
        before = after;
    }
    // What the harness checks after every test: the ledger is complete, history and columns agree.
    let wrong = harness::of(&app.options(Role::Loader)).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    reached
}

/// What is tried, and by whom.
fn tried<M: Model>(model: &M, step: Step<M::Deed>, when: M::When) -> (M::Deed, &'static str) {
    let by_its_own = |deed| (deed, model.whose(deed));
    if let Some(deed) = model.onward().filter(|_| step.onward) {
        return by_its_own(deed);
    }
    let can = |deed: &&M::Deed| model.after(**deed, model.whose(**deed), when).is_some();
    let all: Vec<_> = M::DEEDS.iter().filter(can).copied().collect();
    match step.fitting {
        Some(n) if !all.is_empty() => by_its_own(all[n % all.len()]),
        _ => (step.deed, step.who.unwrap_or_else(|| model.whose(step.deed))),
    }
}

/// Does it as somebody of the cast, on the problem as it stands; gives why not. What is refused is committed all the same: nothing of
/// it may have been written.
async fn done<M: Model>(app: &TestApp, filed: &Filed, who: &str, deed: M::Deed) -> Result<(), String> {
    let mut tx = app.tx(&filed.slug).await;
    let actor = actor(app, &mut tx, who).await;
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now())
        .await
        .expect("an act");
    let problem = store::find(&mut tx, filed.problem.id)
        .await
        .expect("read")
        .expect("there");
    let done = M::verb(app, (&mut tx, &mut act), problem, deed).await;
    tx.commit().await.expect("committed");
    done
}

/// What a verb said, in words when it refused.
pub fn said<T, E: Debug>(done: Result<T, E>) -> Result<(), String> {
    done.map(drop).map_err(|error| format!("{error:?}"))
}

/// What somebody who signs the problem has before their eyes.
pub fn seen<E: Debug>(problem: &Problem, statement: Result<Digest, E>) -> Result<Seen, String> {
    Ok(Seen {
        version: problem.version,
        statement: statement.map_err(|error| format!("{error:?}"))?,
        stands_in: None,
    })
}

/// What was submitted last with another sentence, or with another cause only.
pub async fn corrected(tx: &mut Tx, problem: &Problem, review_again: bool) -> Result<Draft, String> {
    let revision = store::revision(tx, problem.id, problem.revision)
        .await
        .expect("read");
    let content = revision
        .and_then(|revision| revision.read())
        .ok_or("nothing was submitted")?;
    let mut draft = Draft::of(&content);
    let n = problem.version;
    if review_again {
        draft.title = format!("甲，第{n}次更正");
    } else {
        draft.causes[0].text = format!("怕麻烦，第{n}次更正");
    }
    Ok(draft)
}
