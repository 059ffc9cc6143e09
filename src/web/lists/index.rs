//! The index of the five lists beside the form: how each one stands, in words.

use super::fields::id_of;
use super::notes::Note;
use crate::domain::lists::{Draft, fields};
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::n_;
use crate::web::shell::{Locale, Message, msg};

/// One of the five.
#[derive(Clone, Debug)]
pub struct Item {
    /// 一 to 五
    pub numeral: &'static str,
    /// Source text of its name.
    pub name: &'static str,
    /// `is-act`, `is-ok` or none.
    pub class: &'static str,
    /// How it stands.
    pub says: String,
}

/// Where a link to a field leads, and what it says.
#[derive(Clone, Debug)]
pub struct Link {
    /// `#f-title`
    pub href: String,
    /// In the visitor's language.
    pub text: String,
}

/// The names of the five lists.
pub const NAMES: [(&str, &str); 5] = [
    (n_("一、"), n_("查摆问题")),
    (n_("二、"), n_("原因剖析")),
    (n_("三、"), n_("整改措施")),
    (n_("四、"), n_("责任落实")),
    (n_("五、"), n_("完成任务")),
];

/// How the lists stand: errors before reasons of a return, those before what is filled in.
pub fn index(draft: &Draft, problems: &FieldProblems, notes: &[Note], locale: Locale) -> Vec<Item> {
    let item = |(at, (numeral, name)): (usize, &(&'static str, &'static str))| {
        let list = at + 1;
        let wrong = problems
            .iter()
            .filter(|(key, _)| fields::list_of(key) == list)
            .count();
        let back = notes
            .iter()
            .filter(|note| fields::list_of(&note.key) == list)
            .count();
        let (class, says) = match (list, wrong, back) {
            (5, ..) => ("", msg("认领后填写")),
            (_, 0, 0) => filled(list, draft),
            (_, 0, back) => ("is-act", msg("{0} 处退回待改").with(back)),
            (_, wrong, _) => ("is-act", msg("{0} 处要改").with(wrong)),
        };
        Item {
            numeral,
            name,
            class,
            says: says.text(locale),
        }
    };
    NAMES.iter().enumerate().map(item).collect()
}

fn filled(list: usize, draft: &Draft) -> (&'static str, Message) {
    let there = |text: &String| !text.trim().is_empty();
    let count = |n: usize| {
        if n == 0 {
            ("", msg("未填"))
        } else {
            ("is-ok", msg("已填 {0} 条").with(n))
        }
    };
    match list {
        1 => {
            let all = [&draft.title, &draft.manifestation, &draft.aspect, &draft.source];
            match all.into_iter().filter(|text| there(text)).count() {
                0 if draft.ills.is_empty() => ("", msg("未填")),
                4 if !draft.ills.is_empty() => ("is-ok", msg("已填")),
                _ => ("", msg("还没填全")),
            }
        }
        2 => count(draft.causes.iter().filter(|cause| there(&cause.text)).count()),
        3 => count(
            draft
                .measures
                .iter()
                .filter(|measure| there(&measure.text))
                .count(),
        ),
        _ if draft.immediate || there(&draft.due) => ("is-ok", msg("已填")),
        _ => ("", msg("未填")),
    }
}

/// Lists, as in "第 1、第 2 个清单", that have something in them.
pub fn begun(draft: &Draft) -> Vec<usize> {
    (1..=4)
        .filter(|list| filled(*list, draft).1.source() != "未填")
        .collect()
}

/// The error summary: every field with its first problem.
pub fn summary(problems: &FieldProblems, locale: Locale) -> Vec<Link> {
    let link = |(key, messages): (&str, &[Message])| Link {
        href: format!("#{}", id_of(key)),
        text: match messages.first() {
            Some(message) => locale.tf(
                "{0}：{1}",
                &[&fields::label(key).text(locale), &message.text(locale)],
            ),
            None => fields::label(key).text(locale),
        },
    };
    problems.iter().map(link).collect()
}
