//! What the invented problems are about, and in which shapes they are told. Every text is put together from these
//! lists, one phrase a line: `{m}` matter, `{t}` time, `{p}` people, `{n}` and `{k}` a larger and a smaller number.

use std::sync::LazyLock;

/// A list of phrases.
pub(super) type Phrases = LazyLock<Vec<&'static str>>;

macro_rules! lists {
    ($($(#[$doc:meta])+ $name:ident = $file:literal;)+) => {$(
        $(#[$doc])+
        pub(super) static $name: Phrases =
            LazyLock::new(|| include_str!(concat!("phrases/", $file, ".txt")).lines().collect());
    )+};
}

lists! {
    /// Fields of work.
    MATTERS = "matters";
    /// When.
    TIMES = "times";
    /// Whom it met.
    PEOPLE = "people";
    /// Problems in one sentence.
    TITLES = "titles";
    /// Manifestations: what was done or left undone.
    FACTS = "facts";
    /// Manifestations: what came of it.
    EFFECTS = "effects";
    /// Manifestations: the thinking behind it.
    THOUGHTS = "thoughts";
    /// Causes within.
    INNER = "inner";
    /// Causes without.
    OUTER = "outer";
    /// Measures, each with its goal behind a bar.
    MEASURES = "measures";
    /// Outcomes.
    OUTCOMES = "outcomes";
    /// Progress notes.
    NOTES = "notes";
}

/// Words of reviewers: reason code, field, words.
pub(super) const REMARKS: [(&str, &str, &str); 14] = [
    ("05", "manifestation", "是哪些事、几件、拖了多久，请写具体。"),
    ("10", "measures.0", "做到什么程度算完成，请写成能查的目标。"),
    ("06", "manifestation", "只见事不见人，当时本人怎么想的请写出来。"),
    ("08", "causes.0", "请从自身找一条主观原因。"),
    ("04", "title", "避重就轻，请查到根子上。"),
    ("14", "ills", "归类与表现不符，请重新归类。"),
    ("01", "title", "这是工作问题，请写出背后的作风问题。"),
    ("09", "causes.0", "所写原因解释不了这个问题，请对照表现重写。"),
    ("11", "responsibility", "时限定得太远，请说明为什么，或者提前。"),
    ("12", "measures.0", "谁来办没有写清，请写到本人。"),
    ("13", "duty", "请对照岗位职责，写明违反了哪一条。"),
    ("03", "title", "这是大家都有的问题，请写本人的。"),
    ("07", "manifestation", "与同科室条目文字相同，请写自己的事。"),
    ("10", "measures.0", "“加强学习”无法检验，请写学什么、怎么考。"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_hundreds_of_different_shapes_and_every_measure_has_a_goal() {
        let lists = [
            &TITLES, &FACTS, &EFFECTS, &THOUGHTS, &INNER, &OUTER, &MEASURES, &OUTCOMES, &NOTES,
        ];
        let all: Vec<&str> = lists.iter().flat_map(|list| list.iter().copied()).collect();
        let different: BTreeSet<&str> = all.iter().copied().collect();
        assert!(different.len() == all.len() && all.len() >= 240, "{}", all.len());
        assert!(all.iter().all(|phrase| !phrase.trim().is_empty()));
        assert!(MEASURES.iter().all(|measure| measure.split_once('|').is_some()));
    }
}
