//! Verbs: the office orders that somebody stands in for a leader in charge, and ends it early.

use chrono::NaiveDate;
use serde_json::json;

use super::store::{self, Meets};
use super::{DelegationError, LONGEST_REASON, MOST_DAYS, NewDelegation};
use crate::domain::ledger::Act;
use crate::domain::people;
use crate::domain::people::store::{outside, side};
use crate::kernel::clock::day_of;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{DelegationId, PersonId};
use crate::kernel::messages::{Message, msg};
use crate::platform::db::Tx;

/// Orders it. Nobody orders that they stand in themself.
///
/// # Errors
/// [`DelegationError::Invalid`] at `delegate`, `from`, `until`, `reason`; [`DelegationError::NotFound`] without such a leader.
pub async fn order(tx: &mut Tx, act: &mut Act, new: &NewDelegation) -> Result<DelegationId, DelegationError> {
    // Both are locked, in one order for all: of two windows that order at once the second sees what the first wrote.
    let mut both = [new.leader, new.delegate];
    both.sort_unstable();
    for person in both {
        people::store::lock(tx, person)
            .await?
            .ok_or(DelegationError::NotFound)?;
    }
    let mut wrong = days(new, day_of(act.at));
    if let Some(why) = unfit(tx, act, new).await? {
        wrong.add("delegate", why);
    }
    if let Some((field, why)) = meeting(tx, new).await? {
        wrong.add(field, why);
    }
    wrong.or(()).map_err(DelegationError::Invalid)?;
    let id = store::add(tx, new, (act.actor.account, act.at)).await?;
    let data = json!({"delegation": id, "delegate": new.delegate, "from": new.from, "until_on": new.until, "signs": new.signs});
    act.record(tx, "delegation.ordered", ("person", Some(new.leader.0)), &data)
        .await?;
    Ok(id)
}

fn days(new: &NewDelegation, today: NaiveDate) -> FieldProblems {
    let mut wrong = FieldProblems::new();
    if new.until < new.from {
        wrong.add("until", msg("不能早于开始的日期"));
    } else if new.until < today {
        wrong.add("until", msg("不能早于今天"));
    } else if (new.until - new.from).num_days() >= MOST_DAYS {
        wrong.add(
            "until",
            msg("一次最长 {0} 天，还要更久的到期再安排").with(MOST_DAYS),
        );
    }
    if let Some(why) = reason_problem(&new.reason, msg("请写原因或文件依据")) {
        wrong.add("reason", why);
    }
    wrong
}

fn reason_problem(reason: &str, missing: Message) -> Option<Message> {
    if reason.is_empty() {
        Some(missing)
    } else if reason.chars().count() > LONGEST_REASON {
        Some(msg("太长，最多 {0} 字").with(LONGEST_REASON))
    } else {
        None
    }
}

/// Why this person can't stand in for that one.
async fn unfit(tx: &mut Tx, act: &Act, new: &NewDelegation) -> Result<Option<Message>, DelegationError> {
    Ok(if new.delegate == new.leader {
        Some(msg("代理人不能是本人"))
    } else if outside::is_outside(tx, Some(new.leader)).await? {
        Some(msg("名册外的分管领导在纸上签字，不安排代理"))
    } else if act.actor.person == Some(new.delegate) {
        Some(msg("不能给自己安排代理，请别的经办人办"))
    } else if people::store::main_post(tx, new.delegate).await?.is_none()
        || side::is_moved_out(tx, new.delegate).await?
    {
        Some(msg("这个人现在没有任职，不能代理"))
    } else {
        None
    })
}

/// What it would meet in the same days: a leader has one delegate, a delegate is there, and who is away stands in for nobody.
async fn meeting(
    tx: &mut Tx,
    new: &NewDelegation,
) -> Result<Option<(&'static str, Message)>, DelegationError> {
    let met = store::meets(tx, new).await?;
    let said = |one: &store::Met| {
        let (field, text) = match one.how {
            Meets::SameLeader => ("from", msg("这几天已由 {0} 代理（{1} 至 {2}）")),
            Meets::DelegateAway => ("delegate", msg("这个人这几天由 {0} 代理（{1} 至 {2}）")),
            Meets::LeaderStandsIn => (
                "from",
                msg("本人这几天还代理 {0}（{1} 至 {2}），请先结束那个代理"),
            ),
        };
        (field, text.with(&one.name).with(one.from_on).with(one.until_on))
    };
    Ok(met.first().map(said))
}

/// Ends it from this moment on.
///
/// # Errors
/// [`DelegationError::NotFound`] for an order that is not of this leader; [`DelegationError::Over`]; [`DelegationError::Invalid`] at `why`.
pub async fn end(
    tx: &mut Tx,
    act: &mut Act,
    leader: PersonId,
    id: DelegationId,
    why: &str,
) -> Result<(), DelegationError> {
    let order = store::find(tx, id).await?.filter(|order| order.leader == leader);
    let order = order.ok_or(DelegationError::NotFound)?;
    let why = why.trim().replace("\r\n", "\n");
    if let Some(problem) = reason_problem(&why, msg("请写提前结束的原因")) {
        return Err(DelegationError::Invalid(FieldProblems::at("why", problem)));
    }
    let by = (act.actor.account, act.at);
    if order.until_on < day_of(act.at) || !store::end(tx, id, &why, by).await? {
        return Err(DelegationError::Over);
    }
    let data = json!({"delegation": id, "delegate": order.delegate});
    act.record(tx, "delegation.ended", ("person", Some(leader.0)), &data)
        .await?;
    Ok(())
}
