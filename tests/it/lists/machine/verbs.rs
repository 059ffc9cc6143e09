//! The domain's own verbs, as pages call them.

use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::draft::Draft;
use zhenggai::domain::lists::{Problem, actions};
use zhenggai::domain::review::{self, Decision, GivenReason, Ruling};
use zhenggai::domain::signing::{self, Proof};
use zhenggai::kernel::ids::VerdictId;
use zhenggai::platform::db::Tx;

use super::steps::Deed;
use crate::support::TestApp;
use crate::support::filed::draft;
use crate::walks::{corrected, said, seen};

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

/// Does it; gives why not.
pub async fn tried(
    app: &TestApp,
    (tx, act): (&mut Tx, &mut Act),
    problem: &Problem,
    deed: Deed,
) -> Result<(), String> {
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
            said(actions::keep(tx, problem, &actor, (version, None), &draft, at).await)
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

fn back(ruling: Ruling, reason: bool) -> Decision {
    Decision {
        ruling,
        words: "再想想".to_owned(),
        reasons: reasons(reason),
    }
}

async fn signed(tx: &mut Tx, act: &mut Act, problem: &Problem) -> Result<(), String> {
    let sheet = signing::claim_sheet(tx, problem).await;
    let seen = seen(problem, sheet.map(|sheet| sheet.sha256))?;
    let proof = Proof::of_demonstration();
    said(signing::actions::claim(tx, act, problem.id, seen, proof).await)
}
