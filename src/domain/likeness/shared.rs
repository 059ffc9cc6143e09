//! What two texts share.

use std::collections::HashSet;
use std::ops::Range;

use super::prints::{RUN, hash, letters};

/// Letters of a block.
pub const BLOCK: usize = 10;

/// A piece of one's own text that stands in the other, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The field.
    pub field: String,
    /// Where in its text, in characters.
    pub at: Range<usize>,
    /// How many letters of it count.
    pub letters: usize,
}

/// What of one's own text stands in the other, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Letters in all.
    pub letters: usize,
    /// The pieces, in the order of the text.
    pub parts: Vec<Part>,
}

impl Shared {
    /// The longest piece.
    pub fn longest(&self) -> Option<&Part> {
        // The first of the longest: `max_by_key` would give the last.
        self.parts.iter().rev().max_by_key(|part| part.letters)
    }

    /// The text of a field in pieces, each with whether the other text has it, too.
    pub fn pieces(&self, field: &str, text: &str) -> Vec<(String, bool)> {
        let characters: Vec<char> = text.chars().collect();
        let (mut pieces, mut at) = (Vec::new(), 0);
        let piece = |range: Range<usize>, same| (characters[range].iter().collect::<String>(), same);
        for part in self.parts.iter().filter(|part| part.field == field) {
            pieces.push(piece(at..part.at.start, false));
            pieces.push(piece(part.at.clone(), true));
            at = part.at.end;
        }
        pieces.push(piece(at..characters.len(), false));
        pieces.retain(|(piece, _)| !piece.is_empty());
        pieces
    }
}

/// Hashes of all runs of some texts.
fn runs<'a>(texts: impl IntoIterator<Item = &'a str>) -> HashSet<i64> {
    let mut runs = HashSet::new();
    for text in texts {
        runs.extend(letters(text).windows(RUN).map(hash));
    }
    runs
}

/// Which letters of a text belong to a run that is among these.
fn covered(letters: &[(char, usize)], there: &HashSet<i64>) -> Vec<bool> {
    let mut covered = vec![false; letters.len()];
    for (at, run) in letters.windows(RUN).enumerate() {
        if there.contains(&hash(run)) {
            covered[at..at + RUN].fill(true);
        }
    }
    covered
}

/// How much of somebody else's text stands in one's own, to be told to whoever may not read it: in blocks of [`BLOCK`] letters of the
/// other text, each counted once and only when all of it is there. Told to the letter, it would tell the text: whoever knows a
/// part could try one letter after the other for what follows; ten at once nobody guesses.
pub fn blocks<'a>(
    other: impl IntoIterator<Item = &'a str>,
    mine: impl IntoIterator<Item = &'a str>,
) -> usize {
    let here = runs(mine);
    let whole = |text: &str| {
        let covered = covered(&letters(text), &here);
        covered
            .chunks_exact(BLOCK)
            .filter(|block| block.iter().all(|letter| *letter))
            .count()
    };
    other.into_iter().map(whole).sum::<usize>() * BLOCK
}

/// What of `mine` stands in `other`, wherever it stands there. Texts come by field; a run ends with its field.
pub fn shared<'a>(mine: &[(String, &str)], other: impl IntoIterator<Item = &'a str>) -> Shared {
    let there = runs(other);
    let mut found = Shared::default();
    for (field, text) in mine {
        let letters = letters(text);
        let covered = covered(&letters, &there);
        let mut at = 0;
        for piece in covered.chunk_by(|a, b| a == b) {
            let (from, to) = (at, at + piece.len());
            at = to;
            if piece[0] {
                found.letters += piece.len();
                found.parts.push(Part {
                    field: field.clone(),
                    at: letters[from].1..letters[to - 1].1 + 1,
                    letters: piece.len(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Part, blocks, shared};

    fn field(text: &str) -> Vec<(String, &str)> {
        vec![("manifestation".to_owned(), text)]
    }

    fn letters(n: u32, from: u32) -> String {
        (0..n).filter_map(|i| char::from_u32(0x4e00 + from + i)).collect()
    }

    #[test]
    fn two_hundred_copied_letters_in_a_thousand_are_found() {
        let copied = letters(200, 5000);
        let mine = format!("{}{copied}{}", letters(500, 0), letters(300, 1000));
        let other = format!("{}{copied}", letters(700, 2000));
        let found = shared(&field(&mine), [other.as_str()]);
        assert_eq!(found.letters, 200);
        assert_eq!(
            found.parts,
            [Part {
                field: "manifestation".to_owned(),
                at: 500..700,
                letters: 200
            }]
        );
    }

    #[test]
    fn of_a_text_of_others_whole_blocks_are_told_and_never_a_letter_more() {
        let theirs = letters(120, 5000);
        let known: String = theirs.chars().take(63).collect();
        let told = |mine: &str| blocks([theirs.as_str()], [mine]);
        assert_eq!(told(&known), 60);
        // The right letter, and any other, are told alike; so is the same part said over and over.
        for next in theirs.chars().skip(63).take(1).chain(['错']) {
            assert_eq!(told(&format!("{known}{next}")), 60, "{next}");
        }
        assert_eq!(told(&format!("{known}，{known}，{known}")), 60);
        assert_eq!(told(&theirs), 120);
    }

    #[test]
    fn marks_width_and_breaks_hide_nothing() {
        let found = shared(
            &field("下基层 调研少，一年只去了ＡＢ两个乡镇，多数时间坐在办公室里。"),
            ["（一）下基层调研少一年只去了ab两个乡镇多数时间坐在办公室里"],
        );
        assert_eq!(found.letters, 27);
        assert_eq!(found.parts[0].at, 0..30);
    }

    #[test]
    fn a_piece_shorter_than_a_run_is_no_likeness() {
        let found = shared(
            &field("学习贯彻中央八项规定精神不够"),
            ["学习贯彻中央八项规定精神不够深"],
        );
        assert_eq!(found.letters, 0);
        assert_eq!(found.longest(), None);
    }
}
