//! What was done about a problem, as it is shown: progress, reports of completion, what the gates said. For one
//! problem's whole life, too: `{% import "rectification/story.html" as story %}{{ story::whole(story) }}`.

mod asked;

use chrono::NaiveDate;

use crate::domain::lists::Problem;
use crate::domain::rectification::{Check, Completion, Gate, Note, store};
use crate::kernel::messages::n_;
use crate::platform::db::{DbError, Tx};
use crate::web::shell::evidence::FileLine;
use crate::web::shell::{Locale, dates};

pub use asked::{Request, Requests};

/// Progress and reports, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Progress notes, each with the files beside it.
    pub notes: Vec<(Said, Vec<FileLine>)>,
    /// Reports of completion, each with what the gates said to it.
    pub reports: Vec<Report>,
}

/// Words with who said them and when.
#[derive(Clone, Debug)]
pub struct Said {
    /// Line by line.
    pub words: Vec<String>,
    /// Who.
    pub who: String,
    /// When.
    pub at: String,
    /// Which round of rectification, where there are several; else empty.
    pub round: String,
}

/// One report of completion.
#[derive(Clone, Debug)]
pub struct Report {
    /// 完成情况, line by line.
    pub outcome: Vec<String>,
    /// 完成日期
    pub done_on: String,
    /// When it was reported.
    pub at: String,
    /// Which round of rectification, where there are several; else empty.
    pub round: String,
    /// Files beside the completion of its round: they stay when the report is corrected, and stand with the last.
    pub files: Vec<FileLine>,
    /// What the gates said.
    pub checks: Vec<Checked>,
}

/// What one gate said.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Source text: which gate.
    pub gate: &'static str,
    /// Whether it was accepted, else sent back.
    pub accepted: bool,
    /// In whose words.
    pub said: Said,
}

impl Story {
    /// The story of a problem, all its cycles.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(
        tx: &mut Tx,
        problem: &Problem,
        locale: Locale,
        today: NaiveDate,
    ) -> Result<Self, DbError> {
        let notes = store::notes(tx, problem.id).await?;
        let completions = store::completions(tx, problem.id).await?;
        let checks = store::checks(tx, problem.id).await?;
        let evidence = store::evidence(tx, problem.id).await?;
        let tell = Tell {
            locale,
            today,
            rounds: problem.cycle > 1,
        };
        let mut reports: Vec<Report> = completions
            .iter()
            .map(|completion| tell.report(completion, &checks))
            .collect();
        for (at, completion) in completions.iter().enumerate() {
            let cycle = completion.cycle;
            if completions[at + 1..].iter().all(|later| later.cycle != cycle) {
                reports[at].files =
                    FileLine::standing(problem.id, &evidence, cycle, |one| one.note.is_none());
            }
        }
        let beside = |note: &Note| {
            FileLine::standing(problem.id, &evidence, note.cycle, |one| one.note == Some(note.id))
        };
        let notes = notes.iter().map(|note| (tell.note(note), beside(note)));
        Ok(Self {
            notes: notes.collect(),
            reports,
        })
    }

    /// The words with which the newest report was sent back, if it was.
    pub fn sent_back(&self) -> Option<&Checked> {
        let last = self.reports.last()?.checks.last()?;
        (!last.accepted).then_some(last)
    }

    /// Whether there is nothing to tell yet.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.reports.is_empty()
    }
}

struct Tell {
    locale: Locale,
    today: NaiveDate,
    rounds: bool,
}

impl Tell {
    fn round(&self, cycle: i32) -> String {
        if self.rounds {
            self.locale.tf("第 {0} 轮", &[&cycle])
        } else {
            String::new()
        }
    }

    fn note(&self, note: &Note) -> Said {
        Said {
            words: lines(&note.words),
            who: note.who.clone(),
            at: dates::moment(self.locale, note.at, self.today),
            round: self.round(note.cycle),
        }
    }

    fn report(&self, completion: &Completion, checks: &[Check]) -> Report {
        let about = checks.iter().filter(|check| check.completion == completion.id);
        Report {
            outcome: lines(&completion.outcome),
            done_on: dates::full(self.locale, completion.done_on),
            at: dates::moment(self.locale, completion.at, self.today),
            round: self.round(completion.cycle),
            files: Vec::new(),
            checks: about.map(|check| self.check(check)).collect(),
        }
    }

    fn check(&self, check: &Check) -> Checked {
        Checked {
            gate: gate_label(check.gate),
            accepted: check.accepted,
            said: Said {
                words: lines(&check.words),
                who: check.who.clone(),
                at: dates::moment(self.locale, check.at, self.today),
                round: String::new(),
            },
        }
    }
}

/// Source text of a gate.
pub fn gate_label(gate: Gate) -> &'static str {
    match gate {
        Gate::Leader => n_("分管领导"),
        Gate::Group => n_("督察指导组"),
        Gate::Office => n_("活动办"),
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(ToOwned::to_owned).collect()
}
