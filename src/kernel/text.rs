//! Text as offices type it: full-width letters, spaces inside words, invisible characters.

/// A full-width letter, digit or mark as its half-width twin; every other character as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '〔' | '【' => '(',
        '〕' | '】' => ')',
        _ => c,
    }
}

/// Characters that nobody sees and PostgreSQL or a comparison stumbles over.
fn invisible(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Whether nobody sees a character where it stands: controls, blanks without width, fillers and tags, and what turns the direction of
/// writing. Selectors of a variant are part of what they follow.
pub fn unseen(c: char) -> bool {
    c.is_control()
        || invisible(c)
        || matches!(
            c,
            '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'
                ..='\u{180f}'
        )
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2061}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
        || matches!(c, '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}')
}

/// What somebody wrote as it is kept and signed: without what nobody sees, so that what is shown is what is hashed. Lines and tabs stay.
pub fn seen(text: &str) -> String {
    let lines = text.replace("\r\n", "\n");
    lines
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !unseen(*c))
        .collect()
}

/// A code or a word to compare by: half width, without any space. 「县（市、区） 」 becomes 「县(市、区)」.
pub fn code_text(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !invisible(*c))
        .map(half_width)
        .collect()
}

/// A name as it is to be kept: full-width letters and digits made half, spaces dropped except between
/// two Latin words, middle dots made one. 「钟　航」 becomes 「钟航」, 「John  Smith」 「John Smith」.
pub fn name_text(text: &str) -> String {
    join(text, |left, right| {
        left.chars().last().is_some_and(latin) && right.chars().next().is_some_and(latin)
    })
}

/// A phrase as it is to be kept: like a name, but a space between two words stays. 「局 长」 becomes 「局长」,
/// 「副局长 党组成员」 keeps its space.
pub fn phrase_text(text: &str) -> String {
    join(text, |left, right| {
        left.chars().count() > 1 && right.chars().count() > 1
    })
}

fn latin(c: char) -> bool {
    c.is_ascii_graphic()
}

fn join(text: &str, space: impl Fn(&str, &str) -> bool) -> String {
    let clean: String = text.chars().filter(|c| !invisible(*c)).map(kept).collect();
    let mut joined = String::with_capacity(clean.len());
    let mut last = "";
    for word in clean.split_whitespace() {
        if !last.is_empty() && space(last, word) {
            joined.push(' ');
        }
        joined.push_str(word);
        last = word;
    }
    joined
}

/// Punctuation stays as it was typed: full-width brackets are right in a Chinese name.
fn kept(c: char) -> char {
    match (c, half_width(c)) {
        ('•' | '‧' | '・' | '･' | '∙', _) => '·',
        (_, half) if half.is_ascii_alphanumeric() || half == ' ' => half,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_turns_or_hides_words_is_not_kept() {
        let typed = "退回群众\u{202e}002\u{202c}元，\r\n其余\u{200b}无\u{0}";
        assert_eq!(super::seen(typed), "退回群众002元，\n其余无");
        assert_eq!(super::seen("一\t二\n三 é 👍🏽"), "一\t二\n三 é 👍🏽");
    }

    use super::{code_text, name_text, phrase_text};

    #[test]
    fn codes_lose_width_and_spaces() {
        assert_eq!(code_text("　ＢＣ０００４１\u{a0}\u{200b}"), "BC00041");
        assert_eq!(code_text("单 位\n名称（全称）"), "单位名称(全称)");
    }

    #[test]
    fn names_keep_their_marks() {
        assert_eq!(name_text(" 钟　航 "), "钟航");
        assert_eq!(name_text("买买提・艾力"), "买买提·艾力");
        assert_eq!(name_text("John \n Smith"), "John Smith");
        assert_eq!(name_text("开发区（二期）１号\0"), "开发区（二期）1号");
        assert_eq!(name_text("王𠮷"), "王𠮷");
    }

    #[test]
    fn phrases_keep_the_space_between_words() {
        assert_eq!(phrase_text(" 局 长 "), "局长");
        assert_eq!(phrase_text("副局长\n党组成员"), "副局长 党组成员");
    }
}
