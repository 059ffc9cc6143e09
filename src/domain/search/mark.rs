//! What is shown of a text that was found: the words marked, and of a long one the part around the first.

use crate::kernel::normal::normal;

/// Characters of an excerpt.
const SHOWN: usize = 64;
/// Of them, those before the first word that was found.
const BEFORE: usize = 16;
/// What stands where something was left out.
const CUT: &str = "…";

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The characters.
    pub text: String,
    /// Whether they are what was looked for.
    pub found: bool,
}

/// The whole text, its words marked.
pub fn marked(text: &str, words: &[Vec<char>]) -> Vec<Piece> {
    let (chars, found) = (text.chars().collect::<Vec<_>>(), found(text, words));
    pieces(&chars, &found)
}

/// The part of a text around the first word that stands in it, marked; none when none does.
pub fn excerpt(text: &str, words: &[Vec<char>]) -> Option<Vec<Piece>> {
    let (chars, found) = (text.chars().collect::<Vec<_>>(), found(text, words));
    let first = found.iter().position(|found| *found)?;
    let start = if chars.len() <= SHOWN {
        0
    } else {
        first.saturating_sub(BEFORE).min(chars.len() - SHOWN)
    };
    let end = (start + SHOWN).min(chars.len());
    let mut shown = pieces(&chars[start..end], &found[start..end]);
    let cut = || Piece {
        text: CUT.to_owned(),
        found: false,
    };
    if start > 0 {
        shown.insert(0, cut());
    }
    if end < chars.len() {
        shown.push(cut());
    }
    Some(shown)
}

/// Which characters belong to a word.
fn found(text: &str, words: &[Vec<char>]) -> Vec<bool> {
    let (normal, at): (Vec<char>, Vec<usize>) = normal(text).unzip();
    let mut found = vec![false; text.chars().count()];
    for word in words.iter().filter(|word| !word.is_empty()) {
        for (start, part) in normal.windows(word.len()).enumerate() {
            if part == &word[..] {
                for at in &at[start..start + word.len()] {
                    found[*at] = true;
                }
            }
        }
    }
    found
}

fn pieces(chars: &[char], found: &[bool]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (c, found) in chars.iter().zip(found) {
        match pieces.last_mut().filter(|last| last.found == *found) {
            Some(last) => last.text.push(*c),
            None => pieces.push(Piece {
                text: c.to_string(),
                found: *found,
            }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::Query;

    fn shown(pieces: &[Piece]) -> String {
        let part = |piece: &Piece| {
            if piece.found {
                format!("[{}]", piece.text)
            } else {
                piece.text.clone()
            }
        };
        pieces.iter().map(part).collect()
    }

    #[test]
    fn words_are_marked_as_they_were_written() {
        let words = Query::read("abc 推诿").words().to_vec();
        assert_eq!(
            shown(&marked("ＡＢＣ公司推诿，又推诿", &words)),
            "[ＡＢＣ]公司[推诿]，又[推诿]"
        );
        assert_eq!(shown(&marked("王𠮷", &[vec!['𠮷']])), "王[𠮷]");
        assert_eq!(shown(&marked("<b>推诿</b>", &words)), "<b>[推诿]</b>");
    }

    #[test]
    fn an_excerpt_stands_around_the_first_word() {
        let words = [vec!['推']];
        assert_eq!(excerpt("没有", &words), None);
        assert_eq!(
            excerpt("推", &words).map(|pieces| shown(&pieces)).as_deref(),
            Some("[推]")
        );
        let long = format!("{}推{}", "前".repeat(100), "后".repeat(100));
        let cut = shown(&excerpt(&long, &words).expect("found"));
        assert_eq!(
            cut,
            format!("…{}[推]{}…", "前".repeat(BEFORE), "后".repeat(SHOWN - BEFORE - 1))
        );
        let end = format!("{}推", "前".repeat(100));
        assert!(shown(&excerpt(&end, &words).expect("found")).ends_with("[推]"));
    }
}
