//! What rules read of a draft: its texts by field, and what words are of.

use crate::domain::lists::fields::LISTS;
use crate::kernel::text::half_width;

/// A text is judged from so many characters on: before, somebody is still writing it.
const ENOUGH: usize = 12;

/// Whether enough is written to be judged.
pub(super) fn is_enough(text: &str) -> bool {
    text.trim().chars().count() >= ENOUGH
}

/// Whether any of the words stands in a text.
pub(super) fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a text names a number: digits of either width, or a Chinese numeral before a measure word.
pub(super) fn has_number(text: &str) -> bool {
    let letters: Vec<char> = text.chars().map(half_width).collect();
    let numeral = |c: char| "一二两三四五六七八九十百千".contains(c);
    let measure = |c: char| "次件起人户天个项家份条名篇处回场遍年月日周".contains(c);
    letters.iter().any(char::is_ascii_digit)
        || letters.windows(2).any(|two| numeral(two[0]) && measure(two[1]))
}

/// Where a field stands in the form.
pub(super) fn place(field: &str) -> (usize, usize, usize) {
    let mut parts = field.split('.');
    let name = parts.next().unwrap_or_default();
    let row = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let list = LISTS.iter().position(|known| *known == name);
    let goal = field.rsplit('.').next() == Some("goal");
    (list.unwrap_or(LISTS.len()), row, usize::from(goal))
}
