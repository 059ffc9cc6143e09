//! What rules read of a draft: its texts by field, and what words are of.

use crate::domain::lists::Draft;
use crate::domain::lists::fields::LISTS;
use crate::kernel::text::half_width;

/// A text is judged from so many characters on: before, somebody is still writing it.
const ENOUGH: usize = 12;

/// Every free text with its field, in the order of the form.
pub(super) fn texts(draft: &Draft) -> Vec<(String, &str)> {
    let mut all = vec![
        ("title".to_owned(), draft.title.as_str()),
        ("manifestation".to_owned(), draft.manifestation.as_str()),
        ("duty".to_owned(), draft.duty.as_str()),
    ];
    let causes = draft.causes.iter().enumerate();
    all.extend(causes.map(|(n, cause)| (format!("causes.{n}.text"), cause.text.as_str())));
    for (n, measure) in draft.measures.iter().enumerate() {
        all.push((format!("measures.{n}.text"), measure.text.as_str()));
        all.push((format!("measures.{n}.goal"), measure.goal.as_str()));
    }
    all.push(("cooperating".to_owned(), draft.cooperating.as_str()));
    all
}

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
