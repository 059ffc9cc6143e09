//! Texts as they are compared: full width is half, capitals are small, marks and spaces only separate. And the terms of one.
//!
//! A term is a character, or two neighbours: any word of a search is found by these, a single Chinese character too, and what
//! is longer than two is looked at once more in the text itself.

use uuid::Uuid;

use super::Kind;
use crate::kernel::normal::{BETWEEN, normal};

/// Bits of one character: all of Unicode.
const CHARACTER: u32 = 21;
/// Bits of the kind.
const KIND: u32 = 2;
/// Bits of the tenant. Two may share theirs: their rows are told apart by the column, this only spares the looking.
const TENANT: u32 = 19;

/// How a field answers a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// It stands anywhere in it.
    Anywhere,
    /// It begins with it, or a part of it does.
    Beginning,
}

/// A text that may be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// As it is shown.
    pub text: String,
    /// How it is found.
    pub by: By,
}

impl Field {
    /// Found by any part of it.
    pub fn anywhere(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            by: By::Anywhere,
        }
    }

    /// Found by how it begins.
    pub fn beginning(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            by: By::Beginning,
        }
    }

    /// Whether it answers a word, which is normal already.
    pub fn answers(&self, word: &[char]) -> bool {
        let normal: Vec<char> = normal(&self.text).map(|(c, _)| c).collect();
        match self.by {
            By::Anywhere => normal.windows(word.len()).any(|part| part == word),
            By::Beginning => runs(&normal).any(|run| run.starts_with(word)),
        }
    }
}

/// The words of a text that was made normal.
pub(super) fn runs(normal: &[char]) -> impl Iterator<Item = &[char]> {
    normal.split(|c| *c == BETWEEN).filter(|run| !run.is_empty())
}

/// Terms of a jurisdiction and kind.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    prefix: i64,
}

impl Terms {
    /// Those of `kind` in `tenant`.
    pub fn of(tenant: Uuid, kind: Kind) -> Self {
        let folded = tenant.as_u128() ^ (tenant.as_u128() >> 64);
        let tenant = i64::try_from(folded & ((1 << TENANT) - 1)).unwrap_or(0);
        Self {
            prefix: (tenant << KIND) | kind.number(),
        }
    }

    fn term(self, first: char, second: Option<char>) -> i64 {
        let bits = |c: char| i64::from(u32::from(c));
        (self.prefix << (2 * CHARACTER)) | (bits(first) << CHARACTER) | second.map_or(0, bits)
    }

    /// All that fields are found by, in order.
    pub fn of_fields(self, fields: &[Field]) -> Vec<i64> {
        let mut terms = Vec::new();
        for field in fields {
            let normal: Vec<char> = normal(&field.text).map(|(c, _)| c).collect();
            for run in runs(&normal) {
                let singles = match field.by {
                    By::Anywhere => run,
                    By::Beginning => &run[..1],
                };
                terms.extend(singles.iter().map(|c| self.term(*c, None)));
                terms.extend(self.pairs(run));
            }
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// All that whatever holds these words has.
    pub fn of_words(self, words: &[Vec<char>]) -> Vec<i64> {
        let mut terms = Vec::new();
        for word in words {
            match word[..] {
                [only] => terms.push(self.term(only, None)),
                _ => terms.extend(self.pairs(word)),
            }
        }
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    fn pairs(self, run: &[char]) -> impl Iterator<Item = i64> {
        run.windows(2).map(move |pair| self.term(pair[0], Some(pair[1])))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::search::Query;

    fn words(text: &str) -> Vec<Vec<char>> {
        Query::read(text).words().to_vec()
    }

    fn found(text: &str, query: &str) -> bool {
        let field = Field::anywhere(text);
        let words = words(query);
        !words.is_empty() && words.iter().all(|word| field.answers(word))
    }

    #[test]
    fn one_character_two_and_more_are_found() {
        let text = "对群众反映的农村环境卫生问题推诿扯皮";
        for query in ["推", "农村", "农村环境", "卫生 推诿", "环境，推诿"] {
            assert!(found(text, query), "{query}");
        }
        for query in ["城", "村农", "农村卫生", "卫生 敷衍", "%", "_", "'", "\0"] {
            assert!(!found(text, query), "{query:?}");
        }
    }

    #[test]
    fn width_case_and_marks_make_no_difference() {
        assert!(found("ＡＢＣ公司（二期）", "abc公司"));
        assert!(found("abc公司(二期)", "ＡＢＣ公司（二期）"));
        assert!(found("王𠮷同志", "𠮷") && found("王𠮷同志", "王𠮷"));
        assert!(found("满意 😀", "😀"));
        assert!(found("买买提·艾力", "提 艾"));
    }

    #[test]
    fn a_beginning_is_found_and_a_middle_is_not() {
        let field = Field::beginning("BC00041");
        assert!(field.answers(&words("bc000")[0]) && !field.answers(&words("0004")[0]));
        let terms = Terms::of(Uuid::nil(), Kind::Person);
        let all = terms.of_fields(&[field]);
        assert!(all.contains(&terms.of_words(&words("b"))[0]));
        assert!(!all.contains(&terms.of_words(&words("4"))[0]));
    }

    #[test]
    fn terms_of_two_kinds_or_tenants_never_meet() {
        let text = [Field::anywhere("推诿")];
        let terms = |tenant, kind| Terms::of(Uuid::from_u128(tenant), kind).of_fields(&text);
        assert!(
            terms(1, Kind::Unit)
                .iter()
                .all(|term| !terms(1, Kind::Person).contains(term))
        );
        assert!(
            terms(1, Kind::Unit)
                .iter()
                .all(|term| !terms(2, Kind::Unit).contains(term))
        );
        assert!(terms(u128::MAX, Kind::Unit).iter().all(|term| *term > 0));
    }

    proptest! {
        /// Whatever stands in a text is found in it, and its terms are among the text's.
        #[test]
        fn any_part_of_a_text_finds_it(text in "\\PC{1,40}", from in 0_usize..40, len in 1_usize..12) {
            let part: String = text.chars().skip(from).take(len).collect();
            let words = words(&part);
            let field = Field::anywhere(text.clone());
            for word in &words {
                prop_assert!(field.answers(word), "{text:?} {part:?}");
            }
            let terms = Terms::of(Uuid::from_u128(7), Kind::Problem);
            let all = terms.of_fields(&[field]);
            prop_assert!(terms.of_words(&words).iter().all(|term| all.contains(term)));
        }
    }
}
