//! The province rules on one entry: 预审通过, or 退回 with reasons of its library.

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::campaigns;
use crate::domain::ledger::Act;
use crate::domain::lists::{Content, ListsError, Refusal};
use crate::domain::packages::{Answer, Delivery, PackageError, store};
use crate::domain::review::actions::UNDO;
use crate::domain::review::lots::HOLD;
use crate::domain::review::{Decision, Ruling};
use crate::kernel::ids::{PackageId, VerdictId, fresh};
use crate::platform::db::{DbError, Tx};

/// Rules on an entry and hands the verdict to the outbox, which carries it once it can't be undone any more. Whoever rules goes
/// through the package from then on.
///
/// # Errors
/// [`Refusal::Held`] while somebody else goes through it; [`PackageError::NotFound`], [`PackageError::Decided`]; [`ListsError::Invalid`] with what is wrong with the reasons.
pub async fn decide(
    tx: &mut Tx,
    act: &mut Act,
    (package, position): (PackageId, i32),
    decision: &Decision,
    today: NaiveDate,
) -> Result<(), PackageError> {
    let entry = store::entry(tx, package, position).await?;
    let entry = entry.ok_or(PackageError::NotFound)?;
    if entry.verdict.is_some() {
        return Err(PackageError::Decided);
    }
    let account = act.actor.account.ok_or(ListsError::from(Refusal::NotYours))?;
    if !store::hold(tx, package, account, (act.at, act.at + HOLD)).await? {
        return Err(ListsError::from(Refusal::Held).into());
    }
    if decision.ruling == Ruling::Redo {
        return Err(ListsError::from(Refusal::NotYours).into());
    }
    let content =
        Content::read(&entry.content).map_err(|e| DbError::Query(sqlx::Error::Decode(Box::new(e))))?;
    let campaign = campaigns::store::current(tx, today).await?;
    let campaign = campaign.ok_or(PackageError::NotFound)?;
    let terms = campaigns::store::terms(tx, campaign.id).await?;
    let decision = decision.check(&content, &terms).map_err(ListsError::Invalid)?;
    let answer = Answer {
        id: VerdictId::fresh(),
        package,
        position,
        ruling: decision.ruling,
        words: decision.words,
        reasons: decision.reasons,
    };
    store::decide(tx, &answer, (act.actor.account, act.at)).await?;
    let delivery = Delivery {
        id: fresh(),
        from: tx.tenant(),
        to: entry.from,
        package,
        position: Some(position),
    };
    // It goes down once it can't be undone any more.
    store::put(tx, &delivery, (act.at, act.at + UNDO)).await?;
    let codes: Vec<&str> = answer.reasons.iter().map(|r| r.code.as_str()).collect();
    let what = match answer.ruling {
        Ruling::Approved => "package.entry_passed",
        Ruling::Returned | Ruling::Redo => "package.entry_returned",
    };
    let data = json!({"position": position, "number": entry.number, "verdict": answer.id, "reasons": codes});
    act.record(tx, what, ("package", Some(package.0)), &data).await?;
    Ok(())
}
