//! The domain's own verbs, as pages call them.

use chrono::NaiveDate;
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::Problem;
use zhenggai::domain::rectification::extension::Asked;
use zhenggai::domain::rectification::reopening::Cause;
use zhenggai::domain::rectification::{Reported, actions};
use zhenggai::domain::review;
use zhenggai::domain::signing::{self, Proof};
use zhenggai::platform::db::Tx;

use super::model::{MORE, later};
use super::steps::Deed;
use crate::support::TestApp;
use crate::walks::{corrected, said, seen};

/// Does it; gives why not.
pub async fn tried(
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
            let draft = corrected(tx, &problem, review_again).await?;
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
