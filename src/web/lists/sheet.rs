//! Lists 1–5 of one problem as text: what the sheet 一览表 says on screen and on paper.

use chrono::NaiveDate;

use super::life::{Rows, method};
use crate::domain::campaigns::{TermKind, Terms};
use crate::domain::lists::{CauseKind, Content, Problem};
use crate::domain::rectification::evidence::Evidence;
use crate::domain::signing::{Purpose, SignerRole, claim_cycle, standing};
use crate::kernel::clock::day_of;
use crate::kernel::messages::n_;
use crate::web::shell::evidence::FileLine;
use crate::web::shell::sheet::cells::signer;
use crate::web::shell::{Locale, dates};

/// Lists 1–4, ready to be read.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of Content, written out")]
pub struct Sheet {
    pub title: String,
    pub manifestation: String,
    pub ills: String,
    pub nots: String,
    pub aspect: String,
    pub source: String,
    pub duty: String,
    pub causes: Vec<(&'static str, String)>,
    pub measures: Vec<[String; 3]>,
    pub person: String,
    pub unit: String,
    pub leader: String,
    pub cooperating: String,
    pub due: String,
    pub long_term: Option<String>,
}

/// A round of rectification that is over.
#[derive(Clone, Debug)]
pub struct Round {
    /// Which, from 1.
    pub cycle: i32,
    /// Its list 5.
    pub outcome: Outcome,
    /// The two signatures on it.
    pub signs: Vec<Sign>,
}

/// List 5 as far as it has come.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Requests for more time, each in a line.
    pub extensions: Vec<String>,
    /// Progress notes: day and words.
    pub notes: Vec<(String, String)>,
    /// Files beside notes and completion.
    pub files: Vec<FileLine>,
    /// 完成情况
    pub outcome: String,
    /// 完成日期
    pub done_on: String,
    /// Who accepted it, and when.
    pub checked: String,
    /// 销号编号
    pub number: String,
}

/// The place of one signature.
#[derive(Clone, Debug)]
pub struct Sign {
    /// What it says above the line; source text.
    pub label: &'static str,
    /// Who signed; empty while it waits.
    pub name: String,
    /// Kind and day.
    pub how: String,
    /// Signatures that stood here and lost their force: whose, when, and why.
    pub void: Vec<String>,
}

impl Sheet {
    /// Writes a revision out.
    pub fn of(content: &Content, terms: &Terms, locale: Locale, today: NaiveDate) -> Self {
        let label = |kind, code: &String| match terms.find(kind, code) {
            Some(term) if locale == Locale::En && !term.label_en.is_empty() => term.label_en.clone(),
            Some(term) => term.label.clone(),
            None => code.clone(),
        };
        let all = |kind, codes: &[String]| {
            codes
                .iter()
                .map(|code| label(kind, code))
                .collect::<Vec<_>>()
                .join(locale.t("、"))
        };
        let day = |day| dates::full(locale, day);
        let c = content.clone();
        let r = c.responsibility;
        let back = r
            .look_back
            .iter()
            .map(|d| dates::short(locale, *d, today))
            .collect::<Vec<_>>();
        Self {
            title: c.title,
            manifestation: c.manifestation,
            ills: all(TermKind::Ill, &c.ills),
            nots: all(TermKind::Not, &c.nots),
            aspect: label(TermKind::Aspect, &c.aspect),
            source: label(TermKind::Source, &c.source),
            duty: c.duty,
            causes: c
                .causes
                .into_iter()
                .map(|cause| (kind(cause.kind), cause.text))
                .collect(),
            measures: c
                .measures
                .into_iter()
                .map(|m| [m.text, m.goal, day(m.due)])
                .collect(),
            person: r.person,
            unit: r.unit,
            leader: r.leader,
            cooperating: r.cooperating,
            due: if r.immediate {
                locale.tf("立行立改（{0}）", &[&day(r.due)])
            } else {
                day(r.due)
            },
            long_term: r.long_term.then(|| back.join(locale.t("、"))),
        }
    }
}

fn kind(kind: CauseKind) -> &'static str {
    match kind {
        CauseKind::Subjective => n_("主观"),
        CauseKind::Objective => n_("客观"),
    }
}

/// List 5 of the problem's present cycle.
pub fn outcome(problem: &Problem, rows: &Rows, locale: Locale, today: NaiveDate) -> Outcome {
    let number = problem.close_number.clone().unwrap_or_default();
    outcome_of(problem, (problem.cycle, number), (rows, locale, today))
}

fn outcome_of(
    problem: &Problem,
    (cycle, number): (i32, String),
    (rows, locale, today): (&Rows, Locale, NaiveDate),
) -> Outcome {
    let day = |at| dates::short(locale, day_of(at), today);
    let notes = rows.notes.iter().filter(|note| note.cycle == cycle);
    let report = rows
        .completions
        .iter()
        .filter(|report| report.cycle == cycle)
        .max_by_key(|r| r.at);
    let accepted = |id| {
        rows.checks
            .iter()
            .rev()
            .find(move |check| check.accepted && check.completion == id)
    };
    let checked = report.and_then(|report| accepted(report.id));
    Outcome {
        extensions: rows.extended(problem, cycle, locale),
        notes: notes.map(|note| (day(note.at), note.words.clone())).collect(),
        files: FileLine::shown(problem.id, &rows.evidence, cycle, Evidence::stands),
        outcome: report.map(|report| report.outcome.clone()).unwrap_or_default(),
        done_on: report
            .map(|report| dates::full(locale, report.done_on))
            .unwrap_or_default(),
        checked: checked
            .map(|check| format!("{} {}", check.who, day(check.at)))
            .unwrap_or_default(),
        number,
    }
}

/// Rounds before the problem's present one, as they were closed.
pub fn rounds(problem: &Problem, rows: &Rows, locale: Locale, today: NaiveDate) -> Vec<Round> {
    let number = |cycle| {
        let closed = rows.rounds.closed.iter().find(|(closed, _)| *closed == cycle);
        closed.map(|(_, number)| number.clone()).unwrap_or_default()
    };
    let round = |cycle| Round {
        cycle,
        outcome: outcome_of(problem, (cycle, number(cycle)), (rows, locale, today)),
        signs: COMPLETION
            .map(|place| sign(place, cycle, rows, (locale, today)))
            .into(),
    };
    (1..problem.cycle).map(round).collect()
}

const CLAIM: [Place; 2] = [
    (Purpose::Claim, SignerRole::Owner, n_("认领 · 本人")),
    (Purpose::Claim, SignerRole::Leader, n_("认领 · 分管领导")),
];
const COMPLETION: [Place; 2] = [
    (Purpose::Complete, SignerRole::Owner, n_("完成 · 本人")),
    (Purpose::Complete, SignerRole::Leader, n_("完成 · 分管领导")),
];

/// For what, as what, and what it says above the line.
type Place = (Purpose, SignerRole, &'static str);

/// The four places of signatures, claim before completion, owner before leader. The claim of an earlier round stands while its text does.
pub fn signs(problem: &Problem, rows: &Rows, locale: Locale, today: NaiveDate) -> Vec<Sign> {
    let claim = claim_cycle(&rows.signatures, problem);
    let places = CLAIM.map(|place| (place, claim)).into_iter();
    let places = places.chain(COMPLETION.map(|place| (place, problem.cycle)));
    places
        .map(|(place, cycle)| sign(place, cycle, rows, (locale, today)))
        .collect()
}

fn sign(
    (purpose, role, label): Place,
    cycle: i32,
    rows: &Rows,
    (locale, today): (Locale, NaiveDate),
) -> Sign {
    let here = rows.signatures.iter();
    let here = here.filter(|one| one.cycle == cycle && one.purpose == purpose && one.role == role);
    let void = here.filter_map(|one| {
        let broken = one.broken.as_ref()?;
        let at = dates::moment(locale, broken.at, today);
        Some(format!("{} · {at}：{}", signer(locale, one), broken.reason))
    });
    let void = void.collect();
    match standing(&rows.signatures, cycle, purpose, role) {
        None => Sign {
            label,
            name: String::new(),
            how: String::new(),
            void,
        },
        Some(signature) => Sign {
            label,
            name: signer(locale, signature),
            how: format!(
                "{} · {}",
                method(signature, locale),
                dates::moment(locale, signature.signed_at, today)
            ),
            void,
        },
    }
}
