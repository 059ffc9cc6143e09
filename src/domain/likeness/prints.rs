//! Prints of a text.

use std::collections::BTreeSet;
use std::hash::Hasher as _;

use siphasher::sip::SipHasher13;

use crate::domain::lists::draft::LONGEST_TEXT;
use crate::kernel::normal::{BETWEEN, normal};

/// Letters of the shortest run that counts as shared. Names of meetings, laws and offices are shorter.
pub const RUN: usize = 15;
/// Of so many runs one is kept.
pub const WINDOW: usize = 31;

/// Most letters of one text that are compared: no field that can be submitted is longer, and a form that holds more is not to cost more.
const LONGEST: usize = LONGEST_TEXT;

/// A text's letters as they are compared, without marks and spaces, each with its place in the text, in characters.
pub(super) fn letters(text: &str) -> Vec<(char, usize)> {
    let letters = normal(text).filter(|(c, _)| *c != BETWEEN);
    letters.take(LONGEST).collect()
}

/// The hash of a run, the same in every process and release: prints are kept.
pub(super) fn hash(run: &[(char, usize)]) -> i64 {
    let mut hasher = SipHasher13::new();
    for (c, _) in run {
        hasher.write_u32(u32::from(*c));
    }
    hasher.finish().cast_signed()
}

/// The prints of some texts; none of a text shorter than a run.
pub fn prints<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<i64> {
    let mut kept = BTreeSet::new();
    for text in texts {
        let letters = letters(text);
        let hashes: Vec<i64> = letters.windows(RUN).map(hash).collect();
        let window = WINDOW.min(hashes.len());
        if window > 0 {
            kept.extend(hashes.windows(window).filter_map(|some| some.iter().min()));
        }
    }
    kept.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{RUN, WINDOW, prints};

    proptest! {
        #[test]
        fn what_shares_enough_in_one_piece_shares_a_print(
            shared in "[一-龥]{45}", before in "[一-龥，。]{0,400}", after in "[一-龥，。]{0,400}", other in "[一-龥，。]{0,200}",
        ) {
            prop_assert_eq!(shared.chars().count(), RUN + WINDOW - 1);
            let (one, two) = (format!("{before}{shared}{after}"), format!("{other}，{shared}"));
            let (one, two) = (prints([one.as_str()]), prints([two.as_str()]));
            prop_assert!(one.iter().any(|print| two.contains(print)));
        }
    }

    #[test]
    fn a_print_stays_what_it_was() {
        // They are kept in the database: another hash would find nothing of what was kept.
        let text = "对照职责检查，本人到基层调查研究不够深入。";
        assert_eq!(prints([text]), [-5_959_687_938_727_179_294]);
        assert_eq!(prints(["太短"]), Vec::<i64>::new());
    }
}
