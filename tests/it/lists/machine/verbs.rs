//! The domain's own verbs, as pages call them. What is refused is committed all the same: nothing of it may have been written.

use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::draft::Draft;
use zhenggai::domain::lists::{Problem, actions, store};
use zhenggai::domain::review::{self, Decision, GivenReason, Ruling};
use zhenggai::domain::signing::{self, Proof, Seen};
use zhenggai::kernel::ids::{ActId, VerdictId};
use zhenggai::platform::db::Tx;

use super::steps::Deed;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};
use crate::support::onward::actor;

/// A text that was not there before.
fn another(at: i32) -> Draft {
    draft(&format!("甲，第{at}种说法"))
}

fn reasons(given: bool) -> Vec<GivenReason> {
    let one = GivenReason {
        code: "05".to_owned(),
        field: "title".to_owned(),
        ..GivenReason::default()
    };
    if given { vec![one] } else { Vec::new() }
}

/// Does it as somebody of the cast, on the problem as it stands; gives why not.
pub async fn done(app: &TestApp, filed: &mut Filed, who: &str, deed: Deed) -> Result<(), String> {
    let mut tx = app.tx(&filed.slug).await;
    let actor = actor(app, &mut tx, who).await;
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now())
        .await
        .expect("an act");
    let problem = store::find(&mut tx, filed.problem.id)
        .await
        .expect("read")
        .expect("there");
    let done = tried(app, (&mut tx, &mut act), &problem, deed).await;
    tx.commit().await.expect("committed");
    filed.problem = done?;
    Ok(())
}

async fn tried(
    app: &TestApp,
    (tx, act): (&mut Tx, &mut Act),
    problem: &Problem,
    deed: Deed,
) -> Result<Problem, String> {
    let (id, version) = (problem.id, problem.version);
    let campaign = app.campaign(tx).await;
    match deed {
        Deed::Submit => {
            let draft = another(version);
            said(actions::submit(tx, act, &campaign, id, version, &draft).await)
        }
        Deed::Keep => {
            let (actor, at) = (act.actor.clone(), act.at);
            let draft = another(-version);
            said(actions::keep(tx, problem, &actor, (version, None), &draft, at).await)?;
            let now = store::find(tx, id).await.expect("read");
            Ok(now.expect("there"))
        }
        Deed::Rule(Ruling::Approved) => said(review::actions::approve(tx, act, id, version, "").await),
        Deed::Rule(ruling) => said(review::actions::rule(tx, act, id, version, &back(ruling, true)).await),
        Deed::RuleBare => {
            let bare = back(Ruling::Returned, false);
            said(review::actions::rule(tx, act, id, version, &bare).await)
        }
        Deed::Undo => {
            let last = review::store::last_given(tx, id).await.expect("read");
            let verdict = last.map_or_else(VerdictId::fresh, |given| given.id);
            said(review::actions::undo(tx, act, id, verdict).await)
        }
        Deed::Revoke(reason) => {
            let why = if reason { "看错了" } else { " " };
            said(signing::actions::revoke_verdict(tx, act, (id, version), (why, None)).await)
        }
        Deed::Sign => signed(tx, act, problem).await,
        Deed::Refuse(reason) => {
            let given = signing::actions::refuse(tx, act, (id, version), reasons(reason), ("没有数", None));
            said(given.await)
        }
        Deed::Correct(review_again) => {
            let draft = corrected(tx, problem, review_again).await?;
            let why = "写错了";
            said(signing::actions::correct(tx, act, &campaign, (id, version), &draft, (why, None)).await)
        }
    }
}

fn said<T, E: std::fmt::Debug>(done: Result<T, E>) -> Result<T, String> {
    done.map_err(|error| format!("{error:?}"))
}

fn back(ruling: Ruling, reason: bool) -> Decision {
    Decision {
        ruling,
        words: "再想想".to_owned(),
        reasons: reasons(reason),
    }
}

async fn signed(tx: &mut Tx, act: &mut Act, problem: &Problem) -> Result<Problem, String> {
    let sheet = said(signing::claim_sheet(tx, problem).await)?;
    let seen = Seen {
        version: problem.version,
        statement: sheet.sha256,
        stands_in: None,
    };
    let proof = Proof::of_demonstration();
    said(signing::actions::claim(tx, act, problem.id, seen, proof).await)
}

/// What was submitted last with another sentence, or with another cause only.
async fn corrected(tx: &mut Tx, problem: &Problem, review_again: bool) -> Result<Draft, String> {
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
