//! Texts that are alike: with one's own both can be read side by side; of others' nothing is said but how much.

use super::Advice;
use crate::domain::likeness::store::{self, Earlier};
use crate::domain::likeness::{Part, Shared, WORTH_A_WORD, prints, shared};
use crate::domain::lists::Draft;
use crate::kernel::ids::{OwnerId, ProblemId};
use crate::kernel::messages::msg;
use crate::kernel::scope::{Actor, BodyDuty};
use crate::platform::db::{DbError, Tx};

/// Longest part of a piece that is quoted, in characters.
const QUOTED: usize = 40;

/// What is to be said of likeness to the owner's other problems, and to those that others submitted. `problem` is the draft's own,
/// once it has a number. Whoever only types for the owner is told nothing of what the owner wrote.
///
/// # Errors
/// When the database refuses.
pub async fn alike(
    tx: &mut Tx,
    actor: &Actor,
    (owner, problem): (OwnerId, Option<ProblemId>),
    draft: &Draft,
) -> Result<Vec<Advice>, DbError> {
    let mine = draft.texts();
    let prints = prints(mine.iter().map(|(_, text)| *text));
    if prints.is_empty() {
        return Ok(Vec::new());
    }
    let with = |other: &Draft| shared(&mine, other.texts().into_iter().map(|(_, text)| text));
    let earlier = own(tx, actor, (owner, problem)).await?;
    let own = nearest(&earlier, &mine);
    let others = store::others(tx, owner, &prints).await?;
    let other = others.iter().map(with).max_by_key(|shared| shared.letters);

    let mut all = Vec::new();
    if let Some((place, quote, found)) = own.as_ref().and_then(|(found, _)| worth_a_word(found, &mine)) {
        let earlier = own.as_ref().map(|(_, one)| *one);
        let number = earlier.map(|one| one.number.clone()).unwrap_or_default();
        let what = msg("与您写的 {0} 有 {1} 字相同。").with(number).with(found);
        let why = msg("同一个问题不必报两次；两个问题若原因、措施都一样，审核时常被退回。");
        let advice = Advice::of("L01", place, what, why).at(&quote);
        all.push(Advice {
            beside: earlier.map(|one| one.id),
            ..advice
        });
    }
    if let Some((place, quote, found)) = other.as_ref().and_then(|found| worth_a_word(found, &mine)) {
        let what = msg("与其他条目有 {0} 字相同。").with(found);
        let why = msg("「与他人雷同」是常见的退回理由。写本人的事：哪一天、哪一件、什么后果。");
        all.push(Advice::of("L02", place, what, why).at(&quote));
    }
    Ok(all)
}

/// The other problem of the owner that shares most with a text, if any shares anything and the actor has a hand in them.
///
/// # Errors
/// When the database refuses.
pub async fn nearest_own(
    tx: &mut Tx,
    actor: &Actor,
    of: (OwnerId, Option<ProblemId>),
    draft: &Draft,
) -> Result<Option<ProblemId>, DbError> {
    let earlier = own(tx, actor, of).await?;
    let nearest = nearest(&earlier, &draft.texts());
    Ok(nearest
        .filter(|(shared, _)| shared.letters > 0)
        .map(|(_, one)| one.id))
}

/// The owner's other problems, for whoever has a hand in all of them.
async fn own(
    tx: &mut Tx,
    actor: &Actor,
    (owner, problem): (OwnerId, Option<ProblemId>),
) -> Result<Vec<Earlier>, DbError> {
    let duties = [BodyDuty::Principal, BodyDuty::Drafter];
    let is_from = actor.person.is_some_and(|person| OwnerId::from(person) == owner)
        || duties.into_iter().any(|duty| actor.acts_for(owner, duty));
    if is_from {
        store::own(tx, owner, problem).await
    } else {
        Ok(Vec::new())
    }
}

/// The newest of those that share most.
fn nearest<'a>(earlier: &'a [Earlier], mine: &[(String, &str)]) -> Option<(Shared, &'a Earlier)> {
    let with = |one: &'a Earlier| {
        let there = one.text.texts();
        (shared(mine, there.into_iter().map(|(_, text)| text)), one)
    };
    earlier
        .iter()
        .rev()
        .map(with)
        .max_by_key(|(shared, _)| shared.letters)
}

/// The field of the longest piece, how it begins, and the letters in all; nothing while there are few.
fn worth_a_word(found: &Shared, mine: &[(String, &str)]) -> Option<(String, String, usize)> {
    let longest = found.longest().filter(|_| found.letters >= WORTH_A_WORD)?;
    let (_, text) = mine.iter().find(|(field, _)| *field == longest.field)?;
    Some((longest.field.clone(), quote(text, longest), found.letters))
}

fn quote(text: &str, part: &Part) -> String {
    let length = part.at.len().min(QUOTED);
    let mut quote: String = text.chars().skip(part.at.start).take(length).collect();
    if part.at.len() > length {
        quote.push('…');
    }
    quote
}
