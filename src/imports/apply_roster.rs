//! Writes a roster workbook: one transaction, one event.

use std::collections::BTreeSet;

use super::apply::{Source, record};
use super::changes::Change;
use super::roster_plan::Plan;
use super::{Kind, PersonRow, Read, Report};
use crate::domain::accounts::actions as accounts;
use crate::domain::campaigns::{self, Campaign};
use crate::domain::ledger::{Act, ActError};
use crate::domain::lists::{ListsError, actions};
use crate::domain::people::roster;
use crate::domain::people::store::outside;
use crate::domain::units;
use crate::kernel::ids::PersonId;
use crate::platform::db::{DbError, Tx};

/// Writes what is new or changed. The same number and name again is a further post; a changed post ends and the
/// new one opens, so that past figures stay as they were. People whom the sheet leaves out are left alone.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn apply_roster(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    source: Source<'_>,
    read: &Read<PersonRow>,
) -> Result<Report, ActError> {
    let units = units::store::all(tx).await?;
    let (people, posts) = (roster::people(tx).await?, roster::posts(tx).await?);
    let before: BTreeSet<PersonId> = posts.iter().map(|post| post.person).collect();
    let before: Vec<PersonId> = before.into_iter().collect();
    let outside = outside::all(tx).await?.into_iter().map(|one| one.id).collect();
    let mut plan = Plan::new(&units, people, posts, outside);
    let accepted = plan.accept(read);
    plan.compare(&accepted);
    let people = &plan.people;
    let stated = accepted.iter().filter_map(|row| people.get(&row.staff_no));
    let stated: Vec<PersonId> = stated.map(|person| person.id).collect();
    let mut changes = plan.changes();
    let people: Vec<_> = plan.put_people.into_values().collect();
    roster::put_people(tx, &people, act.at).await?;
    roster::end_posts(tx, &plan.end, act.at).await?;
    roster::open_posts(tx, &plan.open, act.at).await?;
    for person in &plan.moved {
        follow(tx, act, *person).await?;
    }
    for (cohort, members) in [
        ("city_leaders", &plan.city_leaders),
        ("standing_committee", &plan.committee),
    ] {
        let members: Vec<_> = members.iter().copied().collect();
        let joined = campaigns::store::join_cohort(tx, campaign.id, cohort, &members, act.at).await?;
        changes.extend(
            joined
                .into_iter()
                .map(|owner| Change::Joined(owner, cohort.to_owned())),
        );
    }
    let mut report = plan.report;
    report.refuse(&read.refused);
    // Whoever the roster leaves out has left; rows that were refused might be theirs, and those that came back are a part.
    let whole = report.refused.is_empty() && !read.came_back;
    let accounts = accounts::after_roster(tx, act, (&stated, &before), whole).await?;
    changes.extend(accounts.enabled.into_iter().map(Change::AccountEnabled));
    for (account, name) in accounts.disabled {
        changes.push(Change::AccountDisabled(account));
        report.left.push(name);
    }
    record(tx, act, source, Kind::Roster, (&report, &changes)).await?;
    Ok(report)
}

/// A person's problems go where the posts are now, as they do when posts are changed by hand.
async fn follow(tx: &mut Tx, act: &mut Act, person: PersonId) -> Result<(), ActError> {
    match actions::follow(tx, act, person).await {
        Ok(_) => Ok(()),
        Err(ListsError::Act(error)) => Err(error),
        Err(ListsError::Db(error)) => Err(error.into()),
        Err(other) => Err(DbError::Query(sqlx::Error::Decode(Box::new(other))).into()),
    }
}
