//! Lists 2–4 of a submitted revision as one line each, in the language of the record: what a reviewer reads, what
//! quoted words are searched in, and what two revisions are compared by.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::lists::{Cause, CauseKind, Measure, Responsibility};

/// 主观：…
pub fn cause(cause: &Cause) -> String {
    let kind = match cause.kind {
        CauseKind::Subjective => "主观",
        CauseKind::Objective => "客观",
    };
    format!("{kind}：{}", cause.text)
}

/// …。目标：…（2018年10月10日）
pub fn measure(measure: &Measure) -> String {
    let text = measure.text.trim_end_matches(['。', '；', ';', '.']);
    let goal = measure.goal.trim_end_matches(['。', '.']);
    format!("{text}。目标：{goal}（{}）", day(measure.due))
}

/// 陈立新 · 物业管理科 · 分管领导 周维国 · 配合 … · 时限 2018年10月10日，长期坚持
pub fn responsibility(duty: &Responsibility) -> String {
    let mut parts = vec![duty.person.clone(), duty.unit.clone()];
    if !duty.leader.is_empty() {
        parts.push(format!("分管领导 {}", duty.leader));
    }
    if !duty.cooperating.is_empty() {
        parts.push(format!("配合 {}", duty.cooperating));
    }
    let mut limit = if duty.immediate {
        "立行立改".to_owned()
    } else {
        format!("时限 {}", day(duty.due))
    };
    if duty.long_term {
        limit.push_str("，长期坚持");
    }
    parts.push(limit);
    if !duty.look_back.is_empty() {
        let days: Vec<String> = duty.look_back.iter().map(|d| day(*d)).collect();
        parts.push(format!("回头看 {}", days.join("、")));
    }
    parts.join(" · ")
}

fn day(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
