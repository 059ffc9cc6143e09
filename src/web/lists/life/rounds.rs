//! Steps of later rounds: requests for more time, what look-backs found, requests to take a problem up again and what came of them.

use serde_json::Value;

use super::{Rows, Step};
use crate::domain::ledger::EventRow;
use crate::domain::lists::Problem;
use crate::domain::lookback::{Found, Verdict};
use crate::domain::rectification::Gate;
use crate::domain::rectification::evidence::Evidence;
use crate::domain::rectification::extension::Extension;
use crate::domain::rectification::reopening::{Cycle, Reopening};
use crate::kernel::messages::msg;
use crate::web::shell::badges::Badge;
use crate::web::shell::{Locale, dates};

/// Rows of the rooms that these texts come from.
#[derive(Debug, Default)]
pub struct Rounds {
    /// Requests for more time.
    pub extensions: Vec<Extension>,
    /// Rounds after the first.
    pub cycles: Vec<Cycle>,
    /// Requests to take it up again.
    pub reopenings: Vec<Reopening>,
    /// What look-backs found.
    pub found: Vec<Found>,
    /// Numbers under which rounds were closed.
    pub closed: Vec<(i32, String)>,
}

/// A file by name and digest.
fn named(one: &Evidence) -> String {
    format!("{} · SHA-256 {}", one.file.name, one.file.sha256)
}

impl Rows {
    /// What such an event says; none of another.
    pub(super) fn round(
        &self,
        event: &EventRow,
        data: &Value,
        mut step: Step,
        locale: Locale,
    ) -> Option<Step> {
        match event.act.as_str() {
            "extension.asked" => self.asked(&mut step, data, locale),
            "extension.endorsed" | "extension.approved" | "extension.refused" => {
                self.decided(&mut step, data, locale);
            }
            "rectification.attached" => {
                step.what = msg("附证明材料");
                let then = self.evidence.iter().filter(|one| one.file.at == step.at);
                step.quoted = then.map(named).collect();
            }
            "rectification.withdrew" => {
                step.what = msg("撤回证明材料");
                let then = self.evidence.iter();
                let then = then.filter(|one| one.file.taken_back_at == Some(step.at));
                step.quoted = then.map(named).collect();
            }
            "rectification.looked_back" => self.looked(&mut step, locale),
            "rectification.reopened" => self.reopened(&mut step, data, locale),
            "rectification.reopening_asked" => {
                step.what = msg("申请重新整改");
                let asked = self.rounds.reopenings.iter().filter(|one| one.at == step.at);
                step.quoted = asked.map(|one| one.reason.clone()).collect();
            }
            "rectification.reopening_refused" => {
                step.what = msg("活动办不同意重新整改");
                let answers = self.rounds.reopenings.iter();
                let answers = answers.filter_map(|one| one.decision.as_ref());
                let answer = answers.filter(|answer| answer.at == step.at);
                step.quoted = answer.map(|answer| answer.words.clone()).collect();
            }
            _ => return None,
        }
        Some(step)
    }

    fn extension(&self, data: &Value) -> Option<&Extension> {
        let id = data.get("extension").and_then(Value::as_str)?;
        let mut all = self.rounds.extensions.iter();
        all.find(|one| one.id.to_string() == id)
    }

    fn asked(&self, step: &mut Step, data: &Value, locale: Locale) {
        step.what = msg("申请延期");
        if let Some(one) = self.extension(data) {
            step.what = msg("申请延期到 {0}").with(dates::full(locale, one.new_due_on));
            step.quoted = vec![one.reason.clone(), one.progress.clone()];
        }
    }

    fn decided(&self, step: &mut Step, data: &Value, locale: Locale) {
        let Some(one) = self.extension(data) else {
            return;
        };
        let gate = data.get("gate").and_then(Value::as_str).and_then(Gate::from_code);
        let Some(decided) = one.decisions.iter().find(|decided| Some(decided.gate) == gate) else {
            return;
        };
        step.what = match (decided.gate, decided.approved) {
            (Gate::Leader, true) => msg("分管领导同意延期，送活动办审批"),
            (Gate::Leader, false) => msg("分管领导不同意延期"),
            (_, true) => msg("活动办批准延期，整改时限改为 {0}").with(dates::full(locale, one.new_due_on)),
            (_, false) => msg("活动办不批准延期"),
        };
        step.back = !decided.approved;
        step.quoted
            .extend(Some(decided.words.clone()).filter(|words| !words.is_empty()));
    }

    fn looked(&self, step: &mut Step, locale: Locale) {
        step.what = msg("回头看");
        if let Some(found) = self.rounds.found.iter().find(|found| found.at == step.at) {
            step.what = match found.verdict {
                Verdict::Held => msg("回头看：巩固"),
                Verdict::Relapsed => msg("回头看：反弹"),
            };
            step.back = found.verdict == Verdict::Relapsed;
            let day = dates::full(locale, found.looked_on);
            step.words = vec![locale.tf("{0} 由 {1} 查看", &[&day, &found.looked_by])];
            step.quoted = vec![found.words.clone()];
        }
    }

    fn reopened(&self, step: &mut Step, data: &Value, locale: Locale) {
        step.what = msg("重新整改");
        step.back = true;
        let n = data.get("cycle").and_then(Value::as_i64);
        let cycle = self
            .rounds
            .cycles
            .iter()
            .find(|cycle| Some(i64::from(cycle.cycle)) == n);
        if let Some(cycle) = cycle {
            let due = dates::full(locale, cycle.due_on);
            step.what = msg("开始第 {0} 轮整改，时限 {1}").with(cycle.cycle).with(due);
            // What a look-back found stands at its own step.
            let asked = cycle.cause == crate::domain::rectification::reopening::Cause::Request;
            step.quoted = Some(cycle.words.clone()).filter(|_| asked).into_iter().collect();
        }
    }

    /// Requests for more time in a round, each in a line.
    pub fn extended(&self, problem: &Problem, cycle: i32, locale: Locale) -> Vec<String> {
        let day = |day| dates::full(locale, day);
        let line = |one: &Extension| {
            let how = locale.t(Badge::of_extension(one, problem).label);
            let (was, new) = (day(one.was_due_on), day(one.new_due_on));
            format!("{} {how}", locale.tf("从 {0} 延到 {1}", &[&was, &new]))
        };
        let these = self.rounds.extensions.iter().filter(|one| one.cycle == cycle);
        these.map(line).collect()
    }
}
