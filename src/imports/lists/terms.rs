//! Words of the dictionaries as offices write them: 虚飘浮 is 虚浮飘, 庸懒散 is 慵懒散.

use crate::kernel::text::code_text;

const SOURCES: [(&str, &str); 16] = [
    ("巡视巡察反馈", "巡视巡察"),
    ("巡视反馈", "巡视巡察"),
    ("巡察反馈", "巡视巡察"),
    ("巡视", "巡视巡察"),
    ("巡察", "巡视巡察"),
    ("自查", "自己找"),
    ("自己查找", "自己找"),
    ("自己查", "自己找"),
    ("群众反映", "群众提"),
    ("群众提出", "群众提"),
    ("上级点评", "上级点"),
    ("上级指出", "上级点"),
    ("互相帮助", "互相帮"),
    ("相互帮", "互相帮"),
    ("督查指出", "督察指出"),
    ("征求意见", "意见征集"),
];

/// The known words that a cell names; what is not known stays as typed.
pub fn terms(typed: &str, known: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in typed.split(['、', ',', '，', ';', '；', '/', '|', '\n', ' ', '\u{3000}', '+']) {
        let word = code_text(word);
        if word.is_empty() {
            continue;
        }
        for word in apart(&word, known) {
            if !found.contains(&word) {
                found.push(word);
            }
        }
    }
    found
}

/// 「不想为不想担」 are two words.
fn apart(word: &str, known: &[&str]) -> Vec<String> {
    if let Some(term) = one(word, known) {
        return vec![term];
    }
    let chars: Vec<char> = word.chars().collect();
    let parts: Option<Vec<String>> = chars
        .chunks(3)
        .map(|part| one(&part.iter().collect::<String>(), known))
        .collect();
    parts.unwrap_or_else(|| vec![word.to_owned()])
}

fn one(word: &str, known: &[&str]) -> Option<String> {
    let exact = |word: &str| known.contains(&word).then(|| word.to_owned());
    let renamed = SOURCES
        .iter()
        .find(|(other, _)| *other == word)
        .map(|(_, term)| *term);
    exact(word).or_else(|| exact(renamed?)).or_else(|| {
        known
            .iter()
            .find(|term| letters(term) == letters(word))
            .map(|term| (*term).to_owned())
    })
}

/// The characters in one order, variants made one.
fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word
        .chars()
        .map(|c| match c {
            '庸' => '慵',
            '漂' => '飘',
            '燥' => '躁',
            '赖' => '懒',
            _ => c,
        })
        .collect();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn variants_are_understood_and_unknown_words_kept() {
        let ills = ["宽松软", "躲怕推", "虚浮飘", "粗浅慢", "慵懒散"];
        let read = |typed: &str| terms(typed, &ills);
        assert_eq!(read("虚飘浮、庸懒散"), ["虚浮飘", "慵懒散"]);
        assert_eq!(read(" 虚漂浮 "), ["虚浮飘"]);
        assert_eq!(read("宽松软躲怕推"), ["宽松软", "躲怕推"]);
        assert_eq!(read("骄奢;宽松软;宽松软"), ["骄奢", "宽松软"]);
        assert!(read(" ").is_empty());
        assert_eq!(terms("巡视巡察反馈", &["自己找", "巡视巡察"]), ["巡视巡察"]);
    }
}
