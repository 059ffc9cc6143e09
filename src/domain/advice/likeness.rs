//! Texts that are alike: with one's own both can be read side by side; of others' nothing is said but how much.

use super::Advice;
use crate::domain::likeness::store::{self, Earlier};
use crate::domain::likeness::{MOST_TEXTS, Part, Shared, WORTH_A_WORD, blocks, prints, shared};
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
    let prints = prints(texts(draft).into_iter().map(|(_, text)| text));
    if prints.is_empty() {
        return Ok(Vec::new());
    }
    let earlier = own(tx, actor, (owner, problem)).await?;
    let others = store::others(tx, owner, &prints).await?;
    let draft = draft.clone();
    aside(move || said(&draft, &earlier, &others)).await
}

/// Comparing is work of its own, beside the threads that answer.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, DbError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done),
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}

/// The texts of a draft that are compared, each by its field.
pub(super) fn texts(draft: &Draft) -> Vec<(String, &str)> {
    let mut texts = draft.texts();
    texts.truncate(MOST_TEXTS);
    texts
}

fn said(draft: &Draft, earlier: &[Earlier], others: &[Draft]) -> Vec<Advice> {
    let mine = texts(draft);
    let plain = |texts: Vec<(String, &'_ str)>| {
        texts
            .into_iter()
            .map(|(_, text)| text.to_owned())
            .collect::<Vec<_>>()
    };
    let mut all = Vec::new();
    if let Some((found, one)) = nearest(earlier, &mine)
        && let Some((place, quote)) = place(&found, &mine).filter(|_| found.letters >= WORTH_A_WORD)
    {
        let what = msg("与您写的 {0} 有 {1} 字相同。")
            .with(&one.number)
            .with(found.letters);
        let why = msg("同一个问题不必报两次；两个问题若原因、措施都一样，审核时常被退回。");
        all.push(Advice {
            beside: Some(one.id),
            ..Advice::of("L01", place, what, why).at(&quote)
        });
    }
    let own = plain(mine.clone());
    let told = others.iter().map(|other| {
        let theirs = plain(texts(other));
        let count = blocks(theirs.iter().map(String::as_str), own.iter().map(String::as_str));
        (count, other)
    });
    if let Some((count, other)) = told
        .max_by_key(|(count, _)| *count)
        .filter(|(count, _)| *count >= WORTH_A_WORD)
    {
        let found = shared(&mine, texts(other).into_iter().map(|(_, text)| text));
        if let Some((place, _)) = place(&found, &mine) {
            let what = msg("与其他条目有 {0} 字相同。").with(count);
            let why = msg("「与他人雷同」是常见的退回理由。写本人的事：哪一天、哪一件、什么后果。");
            // No quote: where a piece ends would tell what the other says next.
            all.push(Advice::of("L02", place, what, why));
        }
    }
    all
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
    let draft = draft.clone();
    aside(move || {
        let nearest = nearest(&earlier, &texts(&draft));
        nearest
            .filter(|(shared, _)| shared.letters > 0)
            .map(|(_, one)| one.id)
    })
    .await
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
        let there = texts(&one.text);
        (shared(mine, there.into_iter().map(|(_, text)| text)), one)
    };
    earlier
        .iter()
        .rev()
        .map(with)
        .max_by_key(|(shared, _)| shared.letters)
}

/// The field of the longest piece, and how that begins.
fn place(found: &Shared, mine: &[(String, &str)]) -> Option<(String, String)> {
    let longest = found.longest()?;
    let (_, text) = mine.iter().find(|(field, _)| *field == longest.field)?;
    Some((longest.field.clone(), quote(text, longest)))
}

fn quote(text: &str, part: &Part) -> String {
    let length = part.at.len().min(QUOTED);
    let mut quote: String = text.chars().skip(part.at.start).take(length).collect();
    if part.at.len() > length {
        quote.push('…');
    }
    quote
}
