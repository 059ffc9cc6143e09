//! Letters of a name: initials to find it by, and its order.

use pinyin::{ToPinyin as _, ToPinyinMulti as _};

/// A name of characters with many readings has at most so many initials.
const MOST: usize = 16;
/// Letters that decide the order: as many as a number holds.
const ORDERED: usize = 13;

/// The initials of a name, in every reading of its characters: `lxm` for 李晓明, `sgx` and `dgx` for 单国新.
pub(super) fn initials(name: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for c in name.chars().filter(|c| c.is_alphanumeric()) {
        let readings = readings(c);
        let longer = |start: &String| {
            readings
                .iter()
                .map(move |letter| format!("{start}{letter}"))
                .collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).take(MOST).collect();
    }
    all.retain(|initials| !initials.is_empty());
    all
}

fn readings(c: char) -> Vec<char> {
    let mut letters: Vec<char> = match c.to_pinyin_multi() {
        Some(many) => many
            .into_iter()
            .filter_map(|one| one.plain().chars().next())
            .map(plain)
            .collect(),
        None => c.to_lowercase().collect(),
    };
    // The usual reading first, and each once.
    let mut seen = Vec::new();
    letters.retain(|letter| {
        !seen.contains(letter) && {
            seen.push(*letter);
            true
        }
    });
    letters
}

/// 欸 and the like begin with ê.
fn plain(letter: char) -> char {
    if letter == 'ê' { 'e' } else { letter }
}

/// Names in the order of their letters, usual readings: for people of a list that is no official one.
pub(super) fn place(name: &str) -> i64 {
    let mut letters = String::new();
    for c in name.chars() {
        match c.to_pinyin() {
            Some(reading) => letters.push_str(reading.plain()),
            None => letters.extend(c.to_lowercase()),
        }
    }
    let digits = letters
        .bytes()
        .filter(u8::is_ascii_lowercase)
        .chain(std::iter::repeat(b'`'));
    digits
        .take(ORDERED)
        .fold(0, |sum, letter| sum * 27 + i64::from(letter - b'`'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reading_gives_initials() {
        assert_eq!(initials("李晓明"), ["lxm"]);
        for (name, expected) in [
            ("单国新", "sgx"),
            ("单国新", "dgx"),
            ("曾庆红", "zqh"),
            ("曾庆红", "cqh"),
            ("解放", "xf"),
            ("买买提·艾力", "mmtal"),
        ] {
            assert!(
                initials(name).contains(&expected.to_owned()),
                "{name}: {:?}",
                initials(name)
            );
        }
        assert_eq!(initials("John Smith"), ["johnsmith"]);
        assert!(initials("·").is_empty());
        assert!(initials(&"单".repeat(40)).len() <= MOST);
    }

    #[test]
    fn names_go_by_their_letters() {
        let mut names = ["张伟", "李晓明", "阿宝", "李伟", "Zoe", "赵一"];
        names.sort_by_key(|name| place(name));
        assert_eq!(names, ["阿宝", "李伟", "李晓明", "张伟", "赵一", "Zoe"]);
        assert!(place("zzzzzzzzzzzzzzzzzzzz") > 0);
    }
}
