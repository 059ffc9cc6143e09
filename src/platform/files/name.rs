//! A file's name as it is kept and handed out again: a name, and never a path, a command or a disguise.

use unicode_normalization::UnicodeNormalization as _;

use super::Kind;
use crate::kernel::text::unseen;

/// Longest name, in characters, its ending included.
pub const LONGEST_NAME: usize = 120;
/// What a file is called that has no name of its own.
const NAMELESS: &str = "文件";

/// What was named so, without folders, line breaks, signs that nobody sees or that turn the direction of writing, and marks that mean
/// something to a file system; it ends as its kind does, whatever it ended with.
pub fn neutral(name: &str, kind: Kind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .nfc()
        .filter(|c| !unseen(*c))
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let clean = clean.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let (stem, ending) = match clean.rsplit_once('.') {
        Some((stem, ending)) if kind.endings().contains(&ending.to_lowercase().as_str()) => {
            (stem.trim_end(), ending.to_lowercase())
        }
        _ => (clean, kind.endings()[0].to_owned()),
    };
    let stem = match stem {
        "" => NAMELESS.to_owned(),
        // Names of devices on an office's PC, with whatever ending.
        stem if is_device(stem) => format!("_{stem}"),
        stem => stem.to_owned(),
    };
    let room = LONGEST_NAME - ending.chars().count() - 1;
    let stem: String = stem.chars().take(room).collect();
    format!("{stem}.{ending}")
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |word: &str| {
        first
            .strip_prefix(word)
            .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
    };
    ["CON", "PRN", "AUX", "NUL"].contains(&first.as_str()) || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_what_it_is() {
        assert_eq!(neutral("走访照片 1.JPG", Kind::Jpeg), "走访照片 1.jpg");
        assert_eq!(neutral("台账（终稿）.xlsx", Kind::Xlsx), "台账（终稿）.xlsx");
    }

    #[test]
    fn paths_breaks_and_turned_letters_are_gone() {
        for (typed, kept) in [
            ("../../etc/passwd", "passwd.pdf"),
            (r"C:\Users\x\证明.pdf", "证明.pdf"),
            ("证\r\nSet-Cookie: a=b\n明.pdf", "证Set-Cookie_ a=b明.pdf"),
            ("证明\u{202e}fdp.exe", "证明fdp.exe.pdf"),
            ("a\u{200b}b\u{0}c.pdf", "abc.pdf"),
            ("\"x\".pdf", "_x_.pdf"),
            ("...", "文件.pdf"),
            ("", "文件.pdf"),
            ("nul.pdf", "_nul.pdf"),
            ("com1.tar.pdf", "_com1.tar.pdf"),
        ] {
            assert_eq!(neutral(typed, Kind::Pdf), kept, "{typed:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let kept = neutral(&format!("{}.docx", "长".repeat(400)), Kind::Docx);
        assert_eq!(kept.chars().count(), LONGEST_NAME);
        assert!(kept.ends_with("长.docx"));
    }
}
