//! Which words of a field a reason means.

use crate::domain::lists::Content;

/// The place in `text` that says `quote`, whatever white space a selection or a form has changed; exactly as it stands.
pub fn locate<'a>(text: &'a str, quote: &str) -> Option<&'a str> {
    let wanted: Vec<char> = quote.chars().filter(|c| !c.is_whitespace()).collect();
    if wanted.is_empty() {
        return None;
    }
    let solid: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let found = solid
        .windows(wanted.len())
        .find(|window| window.iter().map(|(_, c)| c).eq(&wanted))?;
    let (start, (last, c)) = (found.first()?.0, found.last()?);
    text.get(start..last + c.len_utf8())
}

/// Whether what stood in a field of the old revision still stands in the new one; a cause or measure may have moved.
pub fn still_stands(key: &str, old: &Content, new: &Content) -> bool {
    let list = |key: &str| key.split('.').next().map(ToOwned::to_owned);
    let Some(text) = old.field(key) else {
        return false;
    };
    let mut fields = new.fields().into_iter();
    fields.any(|field| list(&field.key) == list(key) && field.text == text)
}

/// The field that a reason of the default library usually means: what the form offers first, for the reviewer to
/// change. A reason that the office has added starts at the problem's sentence.
pub fn usual_field(code: &str) -> &'static str {
    match code {
        "05" | "06" | "07" | "16" => "manifestation",
        "08" | "09" => "causes.0",
        "10" => "measures.0",
        "11" | "12" => "responsibility",
        "13" => "duty",
        "14" => "ills",
        _ => "title",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_are_found_as_they_stand() {
        let text = "本人只在转办单上\n签字，没有到 现场核实。";
        assert_eq!(locate(text, "转办单上 签字"), Some("转办单上\n签字"));
        assert_eq!(locate(text, " 没有到现场 "), Some("没有到 现场"));
        assert_eq!(locate(text, "没有去现场"), None);
        assert_eq!(locate(text, "  "), None);
        assert_eq!(locate("", "字"), None);
    }
}
