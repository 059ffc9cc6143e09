//! Reasons of a return at the words they mean: the old sentence, the words marked, what the reviewer says.

use crate::domain::campaigns::{Example, Examples, Stage, TermKind, Terms};
use crate::domain::lists::Content;
use crate::domain::review::{GivenReason, Verdict};
use crate::web::shell::Locale;
use crate::web::shell::acts::in_stead;

/// A reason as it is drawn at its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Key of the field, such as `measures.1`.
    pub key: String,
    /// `05 大而化之、无具体表现`
    pub reason: String,
    /// The old sentence with the words meant; none when the whole field is meant.
    pub excerpt: Option<Excerpt>,
    /// Who says it: the group, or the leader in charge.
    pub who: String,
    /// The reviewer's own words; may be empty.
    pub words: String,
    /// What the reason means, shown by two sentences.
    pub example: Option<Example>,
}

/// A sentence with some of its words marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Before the words.
    pub before: String,
    /// The words.
    pub hit: String,
    /// After them.
    pub after: String,
}

/// Who gave a verdict.
pub fn giver(verdict: &Verdict, locale: Locale) -> String {
    if let Some((who, leader)) = &verdict.stead {
        return in_stead(locale, who, Some(leader));
    }
    match (&verdict.group_name, verdict.stage) {
        (Some(name), _) => name.clone(),
        (None, Stage::Leader) => locale.t("分管领导").to_owned(),
        (None, Stage::Unit) => locale.t("初审").to_owned(),
        (None, Stage::Form) => locale.t("活动办").to_owned(),
        (None, Stage::Province) => locale.t("省活动办").to_owned(),
        (None, Stage::Group) => locale.t("审核人").to_owned(),
    }
}

/// The reason in the reader's language, with its two digits.
pub fn reason(given: &GivenReason, terms: &Terms, locale: Locale) -> String {
    let label = match (terms.find(TermKind::Reason, &given.code), locale) {
        (Some(term), Locale::En) if !term.label_en.is_empty() => &term.label_en,
        (Some(term), _) => &term.label,
        (None, _) => return given.code.clone(),
    };
    format!("{} {label}", given.code)
}

/// The reasons of a verdict; `content` is the revision that it is about.
pub fn notes(
    verdict: &Verdict,
    content: Option<&Content>,
    (terms, examples): (&Terms, &Examples),
    locale: Locale,
) -> Vec<Note> {
    let note = |given: &GivenReason| Note {
        // A part of a row, such as measures.1.goal, is shown at the row.
        key: given.field.split('.').take(2).collect::<Vec<_>>().join("."),
        reason: reason(given, terms, locale),
        excerpt: content
            .and_then(|content| content.field(&given.field))
            .and_then(|text| excerpt(&text, &given.quote)),
        who: giver(verdict, locale),
        words: given.words.clone(),
        example: examples.of(&given.code).cloned(),
    };
    verdict.reasons.iter().map(note).collect()
}

/// The sentences that hold `quote`; none when it is empty or not there.
fn excerpt(text: &str, quote: &str) -> Option<Excerpt> {
    let quote = quote.trim();
    let at = Some(quote).filter(|q| !q.is_empty()).and_then(|q| text.find(q))?;
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；' | '\n');
    let (before, rest) = text.split_at(at);
    let (hit, after) = rest.split_at(quote.len());
    let from = before
        .rfind(ends)
        .map_or(0, |i| i + before[i..].chars().next().map_or(0, char::len_utf8));
    // A quote that ends its sentence needs nothing after it.
    let to = if hit.ends_with(ends) {
        0
    } else {
        after.find(ends).map_or(after.len(), |i| {
            i + after[i..].chars().next().map_or(0, char::len_utf8)
        })
    };
    Some(Excerpt {
        before: before[from..].trim_start().to_owned(),
        hit: hit.to_owned(),
        after: after[..to].trim_end().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, quote: &str) -> Option<String> {
        excerpt(text, quote).map(|e| format!("{}[{}]{}", e.before, e.hit, e.after))
    }

    #[test]
    fn the_old_sentence_is_cut_out_around_the_words() {
        let text = "平时还好。有时重转办，对一些问题跟踪不够，群众不满意。以后改。";
        assert_eq!(
            shown(text, "对一些问题跟踪不够").as_deref(),
            Some("有时重转办，[对一些问题跟踪不够]，群众不满意。")
        );
        assert_eq!(shown(text, "以后改。").as_deref(), Some("[以后改。]"));
        assert_eq!(shown("只有一句", "只有").as_deref(), Some("[只有]一句"));
    }

    #[test]
    fn no_words_or_words_that_are_not_there_give_no_excerpt() {
        assert_eq!(shown("一句话。", ""), None);
        assert_eq!(shown("一句话。", "别的话"), None);
    }
}
