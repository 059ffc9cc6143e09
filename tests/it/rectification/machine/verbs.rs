//! The domain's own verbs, as pages call them. What is refused is committed all the same: nothing of it may have been written.

use chrono::NaiveDate;
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::draft::Draft;
use zhenggai::domain::lists::{Problem, store};
use zhenggai::domain::rectification::extension::Asked;
use zhenggai::domain::rectification::reopening::Cause;
use zhenggai::domain::rectification::{Reported, actions};
use zhenggai::domain::review;
use zhenggai::domain::signing::{self, Proof, Seen};
use zhenggai::kernel::ids::ActId;
use zhenggai::platform::db::Tx;

use super::model::{MORE, later};
use super::steps::Deed;
use crate::support::TestApp;
use crate::support::filed::Filed;
use crate::support::onward::actor;

/// Does it as somebody of the cast, on the problem as it stands; gives why not.
pub async fn done(app: &TestApp, filed: &Filed, who: &str, deed: Deed) -> Result<(), String> {
    let mut tx = app.tx(&filed.slug).await;
    let actor = actor(app, &mut tx, who).await;
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now())
        .await
        .expect("an act");
    let problem = store::find(&mut tx, filed.problem.id)
        .await
        .expect("read")
        .expect("there");
    let done = tried(app, (&mut tx, &mut act), problem, deed).await;
    tx.commit().await.expect("committed");
    done
}

fn said<T, E: std::fmt::Debug>(done: Result<T, E>) -> Result<(), String> {
    done.map(drop).map_err(|error| format!("{error:?}"))
}

async fn tried(
    app: &TestApp,
    (tx, act): (&mut Tx, &mut Act),
    mut problem: Problem,
    deed: Deed,
) -> Result<(), String> {
    let (at, today) = ((problem.id, problem.version), app.clock.today());
    let campaign = app.campaign(tx).await;
    let reason = |given: bool| if given { "对不上" } else { " " };
    let until = (today + MORE).to_string();
    match deed {
        Deed::Note => said(actions::note(tx, act, problem.id, "又办了一件").await),
        Deed::Report => said(actions::report(tx, act, at, &reported(today)).await),
        Deed::Sign => {
            let sheet = actions::completion_sheet(tx, &problem).await;
            let seen = seen(&problem, sheet.map(|sheet| sheet.sha256))?;
            said(actions::sign(tx, act, problem.id, seen, Proof::of_demonstration()).await)
        }
        Deed::Accept => said(actions::accept(tx, act, at, "").await),
        Deed::SendBack(gate, given) => {
            said(actions::send_back(tx, act, at, gate, (reason(given), None)).await)
        }
        Deed::Number => said(actions::number(tx, act, &campaign, &[problem.id]).await),
        Deed::AskTime => {
            let due = problem.due_on.expect("a limit");
            let asked = Asked {
                due_on: later(due, today).to_string(),
                reason: "等批复".to_owned(),
                progress: "一半".to_owned(),
            };
            said(actions::ask_extension(tx, act, at, &asked).await)
        }
        Deed::DecideTime(gate, granted) => {
            let decision = (granted, "来得及");
            said(actions::decide_extension(tx, act, at, gate, decision).await)
        }
        Deed::AskReopening => said(actions::ask_reopening(tx, act, at, "又有投诉").await),
        Deed::DecideReopening(true) => said(actions::accept_reopening(tx, act, at, (&until, "")).await),
        Deed::DecideReopening(false) => said(actions::refuse_reopening(tx, act, at, "没有新情况").await),
        Deed::Relapse => {
            let why = (Cause::LookBack, today + MORE, "又出现了");
            said(actions::reopen(tx, act, &mut problem, why).await)
        }
        Deed::Correct(review_again) => {
            let draft = corrected(tx, &problem, review_again).await;
            said(signing::actions::correct(tx, act, &campaign, at, &draft, ("写错了", None)).await)
        }
        Deed::Approve => said(review::actions::approve(tx, act, at.0, at.1, "").await),
        Deed::SignClaim => {
            let sheet = signing::claim_sheet(tx, &problem).await;
            let seen = seen(&problem, sheet.map(|sheet| sheet.sha256))?;
            said(signing::actions::claim(tx, act, problem.id, seen, Proof::of_demonstration()).await)
        }
    }
}

fn reported(today: NaiveDate) -> Reported {
    Reported {
        outcome: "件件办结".to_owned(),
        done_on: today.to_string(),
    }
}

fn seen<E: std::fmt::Debug>(
    problem: &Problem,
    statement: Result<zhenggai::kernel::digest::Digest, E>,
) -> Result<Seen, String> {
    Ok(Seen {
        version: problem.version,
        statement: statement.map_err(|error| format!("{error:?}"))?,
        stands_in: None,
    })
}

/// What was submitted last with another sentence, or with another cause only.
async fn corrected(tx: &mut Tx, problem: &Problem, review_again: bool) -> Draft {
    let revision = store::revision(tx, problem.id, problem.revision)
        .await
        .expect("read");
    let content = revision.and_then(|revision| revision.read()).expect("a text");
    let mut draft = Draft::of(&content);
    let n = problem.version;
    if review_again {
        draft.title = format!("甲，第{n}次更正");
    } else {
        draft.causes[0].text = format!("怕麻烦，第{n}次更正");
    }
    draft
}
