//! What the checks say to whoever reviews: the same advice that the writer was given, and which text of the group's own units is
//! alike, with both to be read (domain §7: reviewers see both sides within their units).

use super::likeness::{aside, texts};
use super::{Advice, Days, advise};
use crate::domain::likeness::store::{self, Near};
use crate::domain::likeness::{WORTH_A_WORD, prints, shared};
use crate::domain::lists::{Draft, Problem};
use crate::kernel::ids::UnitId;
use crate::platform::db::{DbError, Tx};

/// What was found on a submitted text.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Advice on the text by itself.
    pub advice: Vec<Advice>,
    /// The text that shares most with it, where it is worth a word.
    pub alike: Option<Alike>,
}

/// A text that is alike.
#[derive(Clone, Debug)]
pub struct Alike {
    /// Which.
    pub other: Near,
    /// How many letters both have.
    pub letters: usize,
    /// The field of the text under review that has most of them.
    pub field: String,
}

/// Looks at a submitted text; texts that are alike are looked for in these units, without those of 市级领导 and bodies.
///
/// # Errors
/// When the database refuses.
pub async fn for_reviewer(
    tx: &mut Tx,
    (problem, units): (&Problem, &[UnitId]),
    text: &Draft,
    days: Days,
) -> Result<Found, DbError> {
    let advice = advise(text, days);
    let prints = prints(texts(text).into_iter().map(|(_, text)| text));
    if prints.is_empty() {
        let alike = None;
        return Ok(Found { advice, alike });
    }
    let near = store::within(tx, (problem.id, units), &prints).await?;
    let text = text.clone();
    let alike = aside(move || nearest(&text, near)).await?;
    Ok(Found { advice, alike })
}

fn nearest(text: &Draft, near: Vec<Near>) -> Option<Alike> {
    let mine = texts(text);
    let with = |other: Near| {
        let found = shared(&mine, texts(&other.text).into_iter().map(|(_, text)| text));
        let field = found.longest().map(|part| part.field.clone())?;
        let letters = found.letters;
        Some(Alike {
            other,
            letters,
            field,
        })
    };
    let worth = near
        .into_iter()
        .filter_map(with)
        .filter(|one| one.letters >= WORTH_A_WORD);
    worth.max_by_key(|one| one.letters)
}
