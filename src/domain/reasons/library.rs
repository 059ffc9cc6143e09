//! Verbs of the library: the office adds a reason, changes it, retires it and brings it back. None is ever deleted, and the name of one
//! that was given stays: whoever reads an old return must read what its reviewer meant.

use serde_json::json;

use super::store::library as store;
use crate::domain::ledger::{Act, ActError};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::CampaignId;
use crate::kernel::messages::msg;
use crate::platform::db::{DbError, Tx};

/// Longest Chinese name.
pub const LONGEST_LABEL: usize = 40;
/// Longest English name.
pub const LONGEST_ENGLISH: usize = 80;
/// Longest example.
pub const LONGEST_EXAMPLE: usize = 300;
/// Two digits go no further.
const LAST: i32 = 99;

/// A reason as the library shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Two digits.
    pub code: String,
    /// What the office may change of it.
    pub words: Words,
    /// Readable, and no longer to be chosen.
    pub retired: bool,
    /// Whether a return ever gave it, be it one that was taken back since.
    pub used: bool,
}

/// What a reason says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Chinese name.
    pub label: String,
    /// English name; may be empty.
    pub label_en: String,
    /// A sentence that is returned for it; may be empty.
    pub bad: String,
    /// How the same reads when it is right; may be empty.
    pub good: String,
}

/// Why the library stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// What is wrong, at `label`, `label_en`, `bad` or `good`.
    #[error("the words are not in order")]
    Invalid(FieldProblems),
    /// No reason has this code.
    #[error("there is no such reason")]
    Unknown,
    /// The act was recorded before, or the database refused.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Words {
    /// Without blanks at the ends.
    ///
    /// # Errors
    /// What is missing or too long.
    pub fn checked(&self) -> Result<Self, FieldProblems> {
        let mut wrong = FieldProblems::new();
        let mut tidy = |field: &str, text: &str, longest: usize| {
            let kept: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let length = kept.chars().count();
            if length > longest {
                wrong.add(field, msg("现有 {0} 字，最多 {1} 字").with(length).with(longest));
            }
            kept
        };
        let words = Self {
            label: tidy("label", &self.label, LONGEST_LABEL),
            label_en: tidy("label_en", &self.label_en, LONGEST_ENGLISH),
            bad: tidy("bad", &self.bad, LONGEST_EXAMPLE),
            good: tidy("good", &self.good, LONGEST_EXAMPLE),
        };
        if words.label.is_empty() {
            wrong.add("label", msg("请写理由的名称"));
        }
        wrong.or(words)
    }
}

/// Adds a reason under the next two digits, and gives them.
///
/// # Errors
/// [`LibraryError::Invalid`], also when another reason has the name or there are no digits left.
pub async fn add(
    tx: &mut Tx,
    act: &mut Act,
    campaign: CampaignId,
    words: &Words,
) -> Result<String, LibraryError> {
    let words = words.checked().map_err(LibraryError::Invalid)?;
    store::lock(tx, campaign).await?;
    let all = store::all(tx, campaign).await?;
    unlike_others(&all, "", &words.label)?;
    let next = 1 + all
        .iter()
        .filter_map(|reason| reason.code.parse().ok())
        .max()
        .unwrap_or(0);
    if next > LAST {
        let full = msg("理由已满 99 条，不能再加");
        return Err(LibraryError::Invalid(FieldProblems::at("label", full)));
    }
    let code = format!("{next:02}");
    store::add(tx, campaign, (&code, next), &words).await?;
    record(
        tx,
        act,
        campaign,
        "reason.added",
        json!({"reasons": [code], "now": names(&words)}),
    )
    .await?;
    Ok(code)
}

/// Changes what a reason says. Gives whether anything changed; a reason that stays as it was is no act.
///
/// # Errors
/// [`LibraryError::Invalid`], at `label` and `label_en` when the reason was given before and its name is another now;
/// [`LibraryError::Unknown`].
pub async fn change(
    tx: &mut Tx,
    act: &mut Act,
    campaign: CampaignId,
    code: &str,
    words: &Words,
) -> Result<bool, LibraryError> {
    store::lock(tx, campaign).await?;
    let all = store::all(tx, campaign).await?;
    let now = find(&all, code)?;
    let words = words.checked().map_err(LibraryError::Invalid)?;
    if now.used {
        keeps_its_name(&now.words, &words)?;
    }
    unlike_others(&all, code, &words.label)?;
    if now.words == words {
        return Ok(false);
    }
    store::change(tx, campaign, code, &words).await?;
    let data = json!({"reasons": [code], "was": names(&now.words), "now": names(&words)});
    record(tx, act, campaign, "reason.changed", data).await?;
    Ok(true)
}

/// Takes a reason out of what may be chosen, or puts it back. Gives whether anything changed.
///
/// # Errors
/// [`LibraryError::Unknown`].
pub async fn retire(
    tx: &mut Tx,
    act: &mut Act,
    campaign: CampaignId,
    code: &str,
    retired: bool,
) -> Result<bool, LibraryError> {
    store::lock(tx, campaign).await?;
    let all = store::all(tx, campaign).await?;
    if find(&all, code)?.retired == retired {
        return Ok(false);
    }
    store::retire(tx, campaign, code, retired.then_some(act.at)).await?;
    let what = if retired {
        "reason.retired"
    } else {
        "reason.brought_back"
    };
    record(tx, act, campaign, what, json!({"reasons": [code]})).await?;
    Ok(true)
}

fn find<'a>(all: &'a [Reason], code: &str) -> Result<&'a Reason, LibraryError> {
    all.iter()
        .find(|reason| reason.code == code)
        .ok_or(LibraryError::Unknown)
}

/// Names are data of the campaign and no texts of people: the ledger keeps them, and the examples not.
fn names(words: &Words) -> serde_json::Value {
    json!({"label": words.label, "label_en": words.label_en})
}

fn unlike_others(all: &[Reason], code: &str, label: &str) -> Result<(), LibraryError> {
    match all
        .iter()
        .find(|other| other.code != code && other.words.label == label)
    {
        Some(other) => Err(LibraryError::Invalid(FieldProblems::at(
            "label",
            msg("理由 {0} 已经叫这个名称").with(&other.code),
        ))),
        None => Ok(()),
    }
}

/// An English name may still be given where there was none.
fn keeps_its_name(now: &Words, wanted: &Words) -> Result<(), LibraryError> {
    let mut wrong = FieldProblems::new();
    let fixed = || msg("这条理由已在退回时用过，名称不再改。要换说法，请停用它，另加一条。");
    if now.label != wanted.label {
        wrong.add("label", fixed());
    }
    if !now.label_en.is_empty() && now.label_en != wanted.label_en {
        wrong.add("label_en", fixed());
    }
    wrong.or(()).map_err(LibraryError::Invalid)
}

async fn record(
    tx: &mut Tx,
    act: &mut Act,
    campaign: CampaignId,
    what: &str,
    data: serde_json::Value,
) -> Result<(), ActError> {
    act.record(tx, what, ("campaign", Some(campaign.0)), &data).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(label: &str, label_en: &str) -> Words {
        Words {
            label: label.to_owned(),
            label_en: label_en.to_owned(),
            ..Words::default()
        }
    }

    #[test]
    fn words_are_tidied_and_measured() {
        let checked = words("  责任  不明 ", " Unclear ").checked().expect("in order");
        assert_eq!(
            (checked.label.as_str(), checked.label_en.as_str()),
            ("责任 不明", "Unclear")
        );
        let wrong = words(" ", &"x".repeat(81))
            .checked()
            .expect_err("nothing, and too much");
        assert!(wrong.has("label") && wrong.has("label_en") && !wrong.has("bad"));
    }

    #[test]
    fn a_name_that_was_given_stays_and_may_get_its_english() {
        assert!(keeps_its_name(&words("甲", ""), &words("甲", "A")).is_ok());
        assert!(keeps_its_name(&words("甲", "A"), &words("甲", "B")).is_err());
        assert!(keeps_its_name(&words("甲", "A"), &words("乙", "A")).is_err());
    }
}
