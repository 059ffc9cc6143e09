//! What is asked of a ruling: a return says why, where, and quotes only words that stand there.

use super::quote::locate;
use super::{Decision, GivenReason, Ruling};
use crate::domain::campaigns::{TermKind, Terms};
use crate::domain::lists::Content;
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::{Message, msg};

/// Longest own words to the whole, in characters.
pub const LONGEST_WORDS: usize = 2000;
/// Longest own words to one reason.
pub const LONGEST_REASON: usize = 1000;
/// Longest quotation.
pub const LONGEST_QUOTE: usize = 500;
/// Most reasons of one verdict.
pub const MOST_REASONS: usize = 30;

impl Decision {
    /// An approval with own words, if any.
    pub fn approval(words: &str) -> Self {
        Self {
            ruling: Ruling::Approved,
            words: words.to_owned(),
            reasons: Vec::new(),
        }
    }

    /// The decision ready to be written, each quotation exactly as it stands in its field.
    ///
    /// # Errors
    /// What is wrong, at `words`, `reasons`, or `reasons.N.code`, `.field`, `.quote`, `.words`.
    pub fn check(&self, content: &Content, terms: &Terms) -> Result<Self, FieldProblems> {
        let mut wrong = FieldProblems::new();
        let words = tidy(&mut wrong, "words", &self.words, LONGEST_WORDS);
        if let Some(message) = count(self.ruling, self.reasons.len()) {
            wrong.add("reasons", message);
        }
        let reasons = self.reasons.iter().enumerate();
        let reasons = reasons
            .map(|(at, reason)| reason.check(at, content, terms, &mut wrong))
            .collect();
        wrong.or(Self {
            ruling: self.ruling,
            words,
            reasons,
        })
    }
}

fn count(ruling: Ruling, reasons: usize) -> Option<Message> {
    match (ruling, reasons) {
        (Ruling::Approved, 1..) => Some(msg(
            "通过不带理由。要通过，请去掉已选的理由；要退回，请按退回修改或推倒重来。",
        )),
        (Ruling::Returned | Ruling::Redo, 0) => Some(msg("请至少选一条理由，本人才知道改哪里。")),
        (_, n) if n > MOST_REASONS => Some(msg("理由太多，最多 {0} 条").with(MOST_REASONS)),
        _ => None,
    }
}

impl GivenReason {
    fn check(&self, at: usize, content: &Content, terms: &Terms, wrong: &mut FieldProblems) -> Self {
        let name = |part: &str| format!("reasons.{at}.{part}");
        if self.code.is_empty() {
            wrong.add(name("code"), msg("请选理由"));
        } else if !terms.open(TermKind::Reason).any(|term| term.code == self.code) {
            wrong.add(name("code"), msg("理由库里没有这一条，或已停用"));
        }
        let text = content.field(&self.field);
        if text.is_none() {
            wrong.add(name("field"), msg("请选这条理由说的是哪一处"));
        }
        let text = text.unwrap_or_default();
        let mut quote = String::new();
        if !self.quote.trim().is_empty() {
            match locate(&text, &self.quote) {
                Some(found) if found.chars().count() > LONGEST_QUOTE => {
                    wrong.add(name("quote"), msg("引用太长，请只引关键的几个字"));
                }
                Some(found) => found.clone_into(&mut quote),
                None => wrong.add(name("quote"), msg("这一处没有这几个字，请照原文引用")),
            }
        }
        Self {
            code: self.code.clone(),
            field: self.field.clone(),
            quote,
            words: tidy(wrong, &name("words"), &self.words, LONGEST_REASON),
        }
    }
}

fn tidy(wrong: &mut FieldProblems, field: &str, typed: &str, longest: usize) -> String {
    let kept = typed.trim().replace("\r\n", "\n");
    let length = kept.chars().count();
    if length > longest {
        wrong.add(field, msg("现有 {0} 字，最多 {1} 字").with(length).with(longest));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaigns::Term;

    fn terms() -> Terms {
        let term = |code: &str, retired| Term {
            kind: "reason".to_owned(),
            code: code.to_owned(),
            label: String::new(),
            label_en: String::new(),
            retired,
        };
        Terms(vec![term("05", false), term("06", true)])
    }

    fn content() -> Content {
        let json = r#"{"title":"一","manifestation":"有时存在重转办的情况","ills":[],"nots":[],"aspect":"","source":"",
            "duty":"","causes":[],"measures":[],"responsibility":{"person":"","staff_no":"","unit":"","leader":"",
            "cooperating":"","immediate":false,"due":"2018-10-10","long_term":false,"look_back":[]}}"#;
        Content::read(json).expect("content")
    }

    fn wrong(ruling: Ruling, reasons: &[(&str, &str, &str)]) -> Vec<String> {
        let reasons = reasons.iter().map(|(code, field, quote)| GivenReason {
            code: (*code).to_owned(),
            field: (*field).to_owned(),
            quote: (*quote).to_owned(),
            words: String::new(),
        });
        let decision = Decision {
            ruling,
            words: String::new(),
            reasons: reasons.collect(),
        };
        match decision.check(&content(), &terms()) {
            Ok(_) => Vec::new(),
            Err(problems) => problems.iter().map(|(field, _)| field.to_owned()).collect(),
        }
    }

    #[test]
    fn a_return_needs_a_reason_and_an_approval_has_none() {
        let one = [("05", "manifestation", "")];
        assert_eq!(wrong(Ruling::Returned, &[]), ["reasons"]);
        assert_eq!(wrong(Ruling::Redo, &[]), ["reasons"]);
        assert_eq!(wrong(Ruling::Approved, &one), ["reasons"]);
        assert!(wrong(Ruling::Approved, &[]).is_empty());
        assert!(wrong(Ruling::Redo, &one).is_empty());
    }

    #[test]
    fn a_reason_is_of_the_library_names_a_field_and_quotes_what_stands_there() {
        let ruling = Ruling::Returned;
        assert_eq!(wrong(ruling, &[("99", "title", "")]), ["reasons.0.code"]);
        assert_eq!(
            wrong(ruling, &[("06", "title", "")]),
            ["reasons.0.code"],
            "retired"
        );
        assert_eq!(wrong(ruling, &[("05", "causes.0", "")]), ["reasons.0.field"]);
        assert_eq!(
            wrong(ruling, &[("05", "title", ""), ("05", "manifestation", "轻督办")]),
            ["reasons.1.quote"]
        );
        assert!(wrong(ruling, &[("05", "manifestation", "重 转办")]).is_empty());
    }
}
