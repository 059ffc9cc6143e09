//! Search over what one may read: problems, people, units.
//!
//! `text` is how texts are compared and what their terms are, `pinyin` the letters of a name, `mark` what is shown of a text that
//! was found. `index` keeps the index: it follows marks that every change leaves behind, so nobody else has to think of it.
//! `find` looks up, and lets through only what the reading rule of `lists` allows.

pub mod find;
pub mod index;
mod mark;
mod pinyin;
pub mod store;
mod subject;
mod text;

use uuid::Uuid;

pub use mark::{Piece, excerpt, marked};

use crate::kernel::ids::TenantId;
use crate::kernel::normal::normal;
use text::runs;

/// Longest text that is looked for, in characters.
pub const LONGEST: usize = 64;
/// Most words of it.
const MOST_WORDS: usize = 8;

/// What may be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A problem, by the text of its newest revision; a draft by what was typed.
    Problem,
    /// A person, by name, its initials, or how the staff number begins.
    Person,
    /// A unit, by name or its initials.
    Unit,
}

impl Kind {
    /// In the order shown.
    pub const ALL: [Self; 3] = [Self::Problem, Self::Person, Self::Unit];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Person => "person",
            Self::Unit => "unit",
        }
    }

    /// The kind of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    fn number(self) -> i64 {
        match self {
            Self::Problem => 1,
            Self::Person => 2,
            Self::Unit => 3,
        }
    }
}

/// What is looked for: words that must all be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    words: Vec<Vec<char>>,
}

impl Query {
    /// What somebody typed. Only so much of it is read; a text of marks alone asks for nothing.
    pub fn read(typed: &str) -> Self {
        let clean: String = typed
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let text: String = clean.trim().chars().take(LONGEST).collect();
        let normal: Vec<char> = normal(&text).map(|(c, _)| c).collect();
        let words = runs(&normal).take(MOST_WORDS).map(<[char]>::to_vec).collect();
        Self { text, words }
    }

    /// As it is shown again.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its words, as they are compared.
    pub fn words(&self) -> &[Vec<char>] {
        &self.words
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Terms that whatever answers a query holds, in a jurisdiction.
pub fn terms(tenant: TenantId, kind: Kind, query: &Query) -> Vec<i64> {
    text::Terms::of(tenant.0, kind).of_words(&query.words)
}

/// A place in what is found, behind which the next page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Order.
    pub place: i64,
    /// Which of those of the same order.
    pub id: Uuid,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.place, self.id.simple())
    }
}

impl std::str::FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (place, id) = text.split_once('.').ok_or(())?;
        Ok(Self {
            place: place.parse().map_err(drop)?,
            id: id.parse().map_err(drop)?,
        })
    }
}

/// How far the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is indexed.
    pub done: i64,
    /// Changes that are not yet, counted up to [`Progress::MANY`] and only then all.
    pub pending: i64,
}

impl Progress {
    /// Fewer changes than these are those of the last seconds.
    pub const MANY: i64 = 500;

    /// Percent of a first building that is done; `None` when nothing of it is left.
    pub fn building(self) -> Option<i64> {
        (self.pending >= Self::MANY).then(|| self.done * 100 / (self.done + self.pending).max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_bounded_and_keeps_what_was_typed() {
        let query = Query::read(&format!("  推\u{0}诿\t{}", "长".repeat(200)));
        assert_eq!(query.text().chars().count(), LONGEST);
        assert!(query.text().starts_with("推 诿 长"));
        assert_eq!(query.words().len(), 3);
        assert!(Query::read(" %_'\"\\ ").is_empty() && Query::default().is_empty());
        assert_eq!(Query::read(&"a b ".repeat(20)).words().len(), MOST_WORDS);
    }

    #[test]
    fn a_place_survives_its_address() {
        let place = Place {
            place: -1_537_862_400_000_001,
            id: Uuid::from_u128(7),
        };
        assert_eq!(place.to_string().parse(), Ok(place));
        for bad in [
            "",
            "1",
            "a.b",
            "1.",
            "9999999999999999999999.00000000000000000000000000000007",
        ] {
            assert_eq!(bad.parse::<Place>(), Err(()), "{bad}");
        }
    }

    #[test]
    fn a_few_changes_are_no_building() {
        let progress = |done, pending| Progress { done, pending }.building();
        assert_eq!(progress(0, 0), None);
        assert_eq!(progress(40_000, 20), None);
        assert_eq!(progress(0, 45_000), Some(0));
        assert_eq!(progress(30_000, 10_000), Some(75));
    }
}
