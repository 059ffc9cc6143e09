//! A statement as a document, drawn from the parsed bytes that are hashed and from nothing else.

use chrono::NaiveDate;

use crate::domain::lists::CauseKind;
use crate::domain::signing::{Purpose, Sheet, SignerRole, Statement};
use crate::kernel::messages::n_;
use crate::web::shell::evidence::FileLine;
use crate::web::shell::{Locale, dates};

/// The document. Its texts are the record's own and stay Chinese; its headings are source texts to translate.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a statement, written out")]
pub struct Paper {
    pub claim: bool,
    pub owner: String,
    pub unit: String,
    pub tenant: String,
    pub number: String,
    pub revision: i32,
    pub title: String,
    pub manifestation: Vec<String>,
    pub tags: Vec<Line>,
    pub causes: Vec<Line>,
    pub measures: Vec<Measure>,
    pub responsibility: Vec<Line>,
    pub outcome: Option<Outcome>,
    pub claim_sha256: Option<String>,
    pub declared: Vec<Line>,
    pub sha256: String,
    pub sm3: String,
    /// The bytes themselves.
    pub text: String,
}

/// A heading with its text.
#[derive(Clone, Debug)]
pub struct Line {
    /// Source text.
    pub label: &'static str,
    /// As it stands in the statement.
    pub text: String,
}

/// One measure.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of a measure")]
pub struct Measure {
    pub text: String,
    pub goal: String,
    pub due: String,
}

/// List 5.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the fields of an outcome")]
pub struct Outcome {
    pub words: Vec<String>,
    pub done_on: String,
    pub evidence: Vec<FileLine>,
}

impl Paper {
    /// The document of a sheet.
    pub fn of(sheet: &Sheet) -> Self {
        let statement = &sheet.statement;
        let content = &statement.content;
        Self {
            claim: statement.purpose == Purpose::Claim,
            owner: statement.owner.name.clone(),
            unit: content.responsibility.unit.clone(),
            tenant: statement.tenant.name.clone(),
            number: statement.problem.number.clone(),
            revision: statement.problem.revision,
            title: content.title.clone(),
            manifestation: paragraphs(&content.manifestation),
            tags: tags(statement),
            causes: content
                .causes
                .iter()
                .map(|cause| Line {
                    label: match cause.kind {
                        CauseKind::Subjective => n_("主观"),
                        CauseKind::Objective => n_("客观"),
                    },
                    text: cause.text.clone(),
                })
                .collect(),
            measures: content
                .measures
                .iter()
                .map(|measure| Measure {
                    text: measure.text.clone(),
                    goal: measure.goal.clone(),
                    due: day(measure.due),
                })
                .collect(),
            responsibility: responsibility(statement),
            outcome: statement.outcome.as_ref().map(|outcome| Outcome {
                words: paragraphs(&outcome.words),
                done_on: day(outcome.done_on),
                evidence: outcome
                    .evidence
                    .iter()
                    .map(|one| FileLine::stated(statement.problem.id, one))
                    .collect(),
            }),
            claim_sha256: statement.claim_sha256.as_deref().map(grouped),
            declared: SignerRole::ALL
                .into_iter()
                .map(|role| Line {
                    label: role_label(role),
                    text: statement.wording.of(role).to_owned(),
                })
                .collect(),
            sha256: grouped(&hex::encode(sheet.sha256)),
            sm3: grouped(&hex::encode(sheet.sm3)),
            text: sheet.text.clone(),
        }
    }
}

/// Source text of a purpose.
pub fn purpose_label(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Claim => n_("认领"),
        Purpose::Complete => n_("完成"),
    }
}

/// What a signer is called.
pub fn role_label(role: SignerRole) -> &'static str {
    match role {
        SignerRole::Owner => n_("干部本人"),
        SignerRole::Leader => n_("分管领导"),
    }
}

/// Eight digits at a time, so that a person can compare them.
pub fn grouped(hex: &str) -> String {
    let digits: Vec<char> = hex.chars().collect();
    let groups: Vec<String> = digits.chunks(8).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

fn day(day: NaiveDate) -> String {
    dates::full(Locale::Zh, day)
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(ToOwned::to_owned).collect()
}

fn tags(statement: &Statement) -> Vec<Line> {
    let content = &statement.content;
    let named = |kind: &str, codes: &[String]| {
        let label = |code: &String| {
            statement
                .labels
                .get(&format!("{kind}:{code}"))
                .unwrap_or(code)
                .clone()
        };
        codes.iter().map(label).collect::<Vec<_>>().join("、")
    };
    let one = std::slice::from_ref;
    let all = [
        (n_("五弊"), named("ill", &content.ills)),
        (n_("八不"), named("not", &content.nots)),
        (n_("五个方面"), named("aspect", one(&content.aspect))),
        (n_("问题来源"), named("source", one(&content.source))),
        (n_("对照职责"), content.duty.clone()),
    ];
    filled(all)
}

/// List 4, and who co-signs by this statement where list 4 names nobody or, from the time when it was submitted, another.
fn responsibility(statement: &Statement) -> Vec<Line> {
    let of = &statement.content.responsibility;
    let co_signs = statement.leader.as_ref().map(|leader| leader.name.clone());
    let co_signs = co_signs.filter(|name| *name != of.leader).unwrap_or_default();
    let limit = if of.immediate {
        "立行立改".to_owned()
    } else {
        day(of.due)
    };
    let days: Vec<String> = of.look_back.iter().map(|d| day(*d)).collect();
    let person = if of.staff_no.is_empty() {
        of.person.clone()
    } else {
        format!("{}（{}）", of.person, of.staff_no)
    };
    let long_term = if of.long_term { "长期坚持" } else { "" };
    let all = [
        (n_("责任人"), person),
        (n_("责任单位"), of.unit.clone()),
        (n_("分管领导"), of.leader.clone()),
        (n_("会签人"), co_signs),
        (n_("配合单位"), of.cooperating.clone()),
        (n_("整改时限"), limit),
        (n_("坚持"), long_term.to_owned()),
        (n_("回头看"), days.join("、")),
    ];
    filled(all)
}

fn filled<const N: usize>(all: [(&'static str, String); N]) -> Vec<Line> {
    let lines = all.into_iter().filter(|(_, text)| !text.is_empty());
    lines.map(|(label, text)| Line { label, text }).collect()
}
