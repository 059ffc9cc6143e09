//! What happened to a problem, step by step: the ledger's events are the bones, the rooms' own rows the words.

mod rounds;

use chrono::{DateTime, Utc};

use super::notes::{giver, reason};
use crate::domain::campaigns::Terms;
use crate::domain::ledger::EventRow;
use crate::domain::lists::discussion::{Held, Kind};
use crate::domain::rectification::evidence::Evidence;
use crate::domain::rectification::{Check, Completion, Gate, Note};
use crate::domain::review::{TakenBack, Verdict};
use crate::domain::signing::{Purpose, Signature, SignerRole};
use crate::kernel::messages::{Message, msg};
use crate::web::shell::acts::who;
use crate::web::shell::roles::meeting_label;
use crate::web::shell::sheet::cells::{kind_label, signer};
use crate::web::shell::{Locale, dates};

pub use rounds::Rounds;

/// Rows of the rooms that texts of steps come from.
#[derive(Debug)]
pub struct Rows {
    /// Events of the problem, oldest first.
    pub events: Vec<EventRow>,
    /// Verdicts, also those that were taken back.
    pub verdicts: Vec<Verdict>,
    /// Signatures, also broken ones.
    pub signatures: Vec<Signature>,
    /// Progress notes.
    pub notes: Vec<Note>,
    /// Reports of completion.
    pub completions: Vec<Completion>,
    /// Files beside notes and completions.
    pub evidence: Vec<Evidence>,
    /// What was decided at the gates.
    pub checks: Vec<Check>,
    /// What a body talked about it.
    pub discussions: Vec<Held>,
    /// What is known of later rounds, and of requests.
    pub rounds: Rounds,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, as far as it is known.
    pub who: String,
    /// What was done.
    pub what: Message,
    /// What more is to be said of it, a line each, in the reader's language.
    pub words: Vec<String>,
    /// What somebody wrote, a line each, as it was written.
    pub quoted: Vec<String>,
    /// The revision that came of it.
    pub revision: Option<i64>,
    /// Whether it came back to the writer.
    pub back: bool,
}

/// The steps, oldest first. Openings are counted apart; of two events of one act the telling one is kept.
pub fn steps(rows: &Rows, terms: &Terms, locale: Locale) -> Vec<Step> {
    let events = rows.events.iter();
    let mut steps: Vec<Step> = events.filter_map(|one| rows.step(one, terms, locale)).collect();
    // What was brought in needn't have been written in the order in which it happened.
    steps.sort_by_key(|step| step.at);
    steps
}

/// Who opened the texts, when: for guarded ones.
pub fn openings(events: &[EventRow], locale: Locale) -> Vec<(DateTime<Utc>, String)> {
    let opened = events.iter().filter(|event| event.act == "problem.opened");
    opened.map(|event| (event.at, who(locale, event))).collect()
}

impl Rows {
    fn step(&self, event: &EventRow, terms: &Terms, locale: Locale) -> Option<Step> {
        let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
        let number = |key: &str| data.get(key).and_then(serde_json::Value::as_i64);
        let mut step = Step {
            at: event.at,
            who: who(locale, event),
            what: msg("建立草稿"),
            words: Vec::new(),
            quoted: Vec::new(),
            revision: None,
            back: false,
        };
        match event.act.as_str() {
            "problem.started" => {}
            "problem.entered" => step.what = msg("联络员代填草稿"),
            "problem.entry_confirmed" => step.what = msg("本人确认代填的草稿"),
            "problem.entry_returned" => step.what = msg("本人把草稿退给代填人"),
            "problem.discussed" => self.discussed(&mut step, locale),
            "problem.submitted" | "problem.corrected" => {
                let revision = number("revision").unwrap_or(1);
                step.revision = Some(revision);
                step.what = if event.act.ends_with("corrected") {
                    msg("更正，成为第 {0} 稿").with(revision)
                } else {
                    msg("提交第 {0} 稿").with(revision)
                };
            }
            "problem.approved"
            | "problem.read"
            | "problem.remarked"
            | "problem.form_checked"
            | "problem.prereviewed"
            | "problem.returned"
            | "problem.sent_to_redo" => {
                let verdict = self.verdict(event, &data);
                // Undone within seconds: as if it had not been given.
                if verdict.is_some_and(|verdict| verdict.taken_back == Some(TakenBack::Undone)) {
                    return None;
                }
                ruled(&mut step, verdict, terms, locale);
            }
            "problem.verdict_revoked" => revoked(&mut step, self.verdict(event, &data), locale),
            "problem.moved_out" => step.what = msg("因本人移出不再计入"),
            "problem.deferred" => step.what = msg("因本人暂缓"),
            "problem.brought_back" => step.what = msg("因本人恢复照常计入"),
            "problem.moved" => step.what = msg("随本人或分管领导变动"),
            "problem.brought_in" => {
                step.what = msg("按历史状态导入");
                let scan = data.get("basis").and_then(serde_json::Value::as_str);
                step.words = scan
                    .map(|digest| locale.tf("依据扫描件，摘要 SHA-256 {0}", &[&digest]))
                    .into_iter()
                    .collect();
            }
            "problem.withdrawn" => step.what = msg("撤回草稿"),
            "signature.put" => {
                let put = data.get("signature").and_then(serde_json::Value::as_str);
                self.signed(&mut step, put, locale);
            }
            "signature.broken" => self.broken(&mut step),
            "rectification.noted" => {
                step.what = msg("写了进展");
                let note = self.notes.iter().filter(|note| note.at == event.at);
                step.quoted = note.map(|note| note.words.clone()).collect();
            }
            "rectification.reported" => {
                step.what = msg("报告完成");
                let report = self
                    .completions
                    .iter()
                    .filter(|completion| completion.at == event.at);
                step.quoted = report.map(|completion| completion.outcome.clone()).collect();
            }
            "rectification.accepted" | "rectification.sent_back" => self.checked(&mut step),
            "rectification.closed" => {
                let given = data.get("number").and_then(|number| number.as_str());
                step.what = msg("销号，编号 {0}").with(given.unwrap_or_default());
            }
            // Openings are counted; a claim and a confirmation are told by the signature of the same act.
            _ => return self.round(event, &data, step, locale),
        }
        Some(step)
    }

    fn discussed(&self, step: &mut Step, locale: Locale) {
        step.what = msg("班子集体研究");
        if let Some(held) = self.discussions.iter().find(|held| held.at == step.at) {
            let kind = Kind::from_code(&held.kind).unwrap_or(Kind::Other);
            let day = dates::full(locale, held.held_on);
            step.words = vec![format!("{day} {}", locale.t(meeting_label(kind)))];
            step.quoted = vec![held.meeting.clone()];
        }
    }

    /// The verdict that an event is about; old events name none.
    fn verdict(&self, event: &EventRow, data: &serde_json::Value) -> Option<&Verdict> {
        let id = data.get("verdict").and_then(serde_json::Value::as_str);
        let named = |verdict: &&Verdict| id == Some(verdict.id.to_string().as_str());
        let then = |verdict: &&Verdict| verdict.at == event.at;
        let all = || self.verdicts.iter();
        all().find(named).or_else(|| all().find(then))
    }

    /// Of two signatures of one act the event says which; old events name none.
    fn signed(&self, step: &mut Step, id: Option<&str>, locale: Locale) {
        let named = |signature: &&Signature| Some(signature.id.to_string().as_str()) == id;
        let then = |signature: &&Signature| signature.signed_at == step.at;
        let all = || self.signatures.iter();
        let Some(signature) = all().find(named).or_else(|| all().find(then)) else {
            return;
        };
        step.who = signer(locale, signature);
        step.what = match (signature.purpose, signature.role) {
            (Purpose::Claim, SignerRole::Owner) => msg("本人签字认领"),
            (Purpose::Claim, SignerRole::Leader) => msg("分管领导签字认领"),
            (Purpose::Complete, SignerRole::Owner) => msg("本人签字报完成"),
            (Purpose::Complete, SignerRole::Leader) => msg("分管领导签字确认完成"),
        };
        step.words = vec![method(signature, locale)];
        step.quoted = signature
            .stead
            .iter()
            .map(|stead| stead.declared.clone())
            .collect();
    }

    fn broken(&self, step: &mut Step) {
        step.what = msg("签字作废");
        step.back = true;
        let broken = self
            .signatures
            .iter()
            .filter_map(|signature| signature.broken.as_ref());
        let reason = broken
            .filter(|broken| broken.at == step.at)
            .map(|broken| broken.reason.clone());
        step.quoted = reason.take(1).collect();
    }

    fn checked(&self, step: &mut Step) {
        let Some(check) = self.checks.iter().find(|check| check.at == step.at) else {
            return;
        };
        step.what = match (check.accepted, check.gate) {
            (true, _) => msg("督察指导组核验通过"),
            (false, Gate::Leader) => msg("分管领导退回整改"),
            (false, Gate::Group) => msg("督察指导组退回整改"),
            (false, Gate::Office) => msg("活动办退回整改"),
        };
        step.back = !check.accepted;
        step.quoted = Some(check.words.clone())
            .filter(|words| !words.is_empty())
            .into_iter()
            .collect();
    }
}

/// What was ruled; of what was revoked since, that it holds no longer.
fn ruled(step: &mut Step, verdict: Option<&Verdict>, terms: &Terms, locale: Locale) {
    use crate::domain::campaigns::Stage;
    use crate::domain::review::Ruling;
    let Some(verdict) = verdict else {
        return;
    };
    step.what = match (verdict.verdict, verdict.stage) {
        (Ruling::Approved, Stage::Leader) => msg("分管领导阅过"),
        (Ruling::Approved, Stage::Unit) => msg("初审提出意见"),
        (Ruling::Approved, Stage::Form) => msg("形式审查符合要求"),
        (Ruling::Approved, Stage::Province) => msg("预审通过"),
        (Ruling::Approved, Stage::Group) => msg("审核通过"),
        (Ruling::Returned, Stage::Form) => msg("形式审查退回补正"),
        (Ruling::Returned, Stage::Province) => msg("预审退回"),
        (Ruling::Returned, _) => msg("退回修改"),
        (Ruling::Redo, _) => msg("推倒重来"),
    };
    step.back = verdict.verdict != Ruling::Approved && verdict.taken_back.is_none();
    if verdict.taken_back.is_some() {
        step.what = msg("{0}（已撤销）").with(step.what.text(locale));
    }
    // The group speaks, not its member.
    step.who = giver(verdict, locale);
    let line = |label: String, words: &str| match words {
        "" => label,
        words => locale.tf("{0}：{1}", &[&label, &words]),
    };
    let reasons = verdict.reasons.iter();
    step.words = reasons
        .map(|given| line(reason(given, terms, locale), &given.words))
        .collect();
    step.quoted
        .extend(Some(verdict.words.clone()).filter(|words| !words.is_empty()));
}

/// The head of the group revoked a verdict, and said why.
fn revoked(step: &mut Step, verdict: Option<&Verdict>, locale: Locale) {
    step.what = msg("组长撤销审核结论");
    if let Some(verdict) = verdict {
        // The group speaks, not its head.
        step.who = giver(verdict, locale);
        if let Some(TakenBack::Revoked(why)) = &verdict.taken_back {
            step.quoted = vec![why.clone()];
        }
    }
}

/// Which kind of signature it is: never left unsaid.
pub fn method(signature: &Signature, locale: Locale) -> String {
    let kind = locale.t(kind_label(signature.method));
    match &signature.paper {
        None => kind.to_owned(),
        Some(paper) => {
            let day = dates::full(locale, paper.signed_on);
            locale.tf(
                "{0}，纸上日期 {1}，由 {2} 录入",
                &[&kind, &day, &paper.entered_by],
            )
        }
    }
}
