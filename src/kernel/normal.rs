//! Characters as texts are compared by them: full width is half, capitals are small, marks and spaces only separate.

use unicode_normalization::UnicodeNormalization as _;

/// A place in a text between two words.
pub const BETWEEN: char = ' ';

/// Characters as they are compared, each with the position of the one that it was made of; what is no part of a word is a space.
pub fn normal(text: &str) -> impl Iterator<Item = (char, usize)> {
    text.chars()
        .enumerate()
        .flat_map(|(at, c)| std::iter::once(c).nfkc().map(move |c| (c, at)))
        .flat_map(|(c, at)| c.to_lowercase().map(move |c| (c, at)))
        .map(|(c, at)| (if separates(c) { BETWEEN } else { c }, at))
}

/// Spaces, controls, what nobody sees, and the marks of Latin and Chinese; symbols and pictures are looked for like letters.
fn separates(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || c.is_ascii_punctuation()
        || matches!(c, '\u{ad}' | '\u{b7}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}'
            | '\u{30fb}' | '\u{fe00}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe4f}' | '\u{feff}')
}
