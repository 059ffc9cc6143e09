//! Empty phrases: words that fit everybody and everything.

use super::Advice;
use crate::domain::lists::Draft;
use crate::kernel::messages::{Message, msg};

/// Words that leave open how often or how much.
const VAGUE: [&str; 14] = [
    "有时",
    "一些",
    "不够",
    "有待",
    "一定程度",
    "不太",
    "比较",
    "有所",
    "个别",
    "往往",
    "偶尔",
    "不到位",
    "不深入",
    "不扎实",
];
/// Words of measures that nobody can check.
const SLOGANS: [&str; 16] = [
    "进一步加强",
    "进一步提高",
    "加强学习",
    "提高认识",
    "提高站位",
    "高度重视",
    "切实加强",
    "不断提高",
    "认真落实",
    "狠抓落实",
    "加大力度",
    "增强意识",
    "牢固树立",
    "深刻认识",
    "严格要求",
    "努力提高",
];

/// The first of each kind in every field: one hint is enough to look at a sentence again.
pub(super) fn advise(draft: &Draft) -> Vec<Advice> {
    let mut all = Vec::new();
    for (field, text) in draft.texts() {
        let measures = field.starts_with("measures");
        let told = field == "title" || field == "manifestation";
        let mut add = |rule, words: &[&str], what: Message, why: Message| {
            if let Some(word) = first(text, words) {
                all.push(Advice::of(rule, field.clone(), what, why).at(word));
            }
        };
        if told {
            add(
                "E01",
                &VAGUE,
                msg("能不能换成次数、件数或日期？"),
                msg("这样的词放在谁身上都合适，看不出是哪一件事。"),
            );
        }
        if measures {
            add(
                "E02",
                &SLOGANS,
                msg("接下来要做的第一件事是什么？"),
                msg("口号没法检验；写成谁、哪天、做什么，才算措施。"),
            );
        }
    }
    all
}

/// The one that stands first in a text.
fn first<'a>(text: &str, words: &[&'a str]) -> Option<&'a str> {
    let found = words.iter().filter_map(|word| Some((text.find(word)?, *word)));
    found.min().map(|(_, word)| word)
}
