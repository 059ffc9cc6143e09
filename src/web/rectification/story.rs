//! What was done about a problem, as it is shown: progress, reports of completion, what the gates said. For one
//! problem's whole life, too: `{% import "rectification/story.html" as story %}{{ story::whole(story) }}`.

mod asked;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::lists::Problem;
use crate::domain::rectification::evidence::Evidence;
use crate::domain::rectification::{Check, Completion, Gate, Note, store};
use crate::domain::signing;
use crate::kernel::messages::n_;
use crate::platform::db::{DbError, Tx};
use crate::web::shell::evidence::FileLine;
use crate::web::shell::{Locale, dates};

pub use asked::{Request, Requests};

/// Progress, reports and what the gates said, strictly by time, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Each by itself: whoever reads on goes on in time.
    pub told: Vec<Told>,
}

/// One thing that was said: one of these is there.
#[derive(Clone, Debug)]
pub struct Told {
    at: DateTime<Utc>,
    /// A progress note, with the files beside it.
    pub note: Option<(Said, Vec<FileLine>)>,
    /// A report of completion.
    pub report: Option<Report>,
    /// What a gate said.
    pub check: Option<Checked>,
}

impl Told {
    fn at(at: DateTime<Utc>) -> Self {
        Self {
            at,
            note: None,
            report: None,
            check: None,
        }
    }
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
        let evidence = shown(tx, problem).await?;
        let tell = Tell {
            locale,
            today,
            rounds: problem.cycle > 1,
        };
        let mut told: Vec<Told> = notes
            .iter()
            .map(|note| {
                let beside = |one: &Evidence| one.note == Some(note.id);
                let beside = FileLine::shown(problem.id, &evidence, note.cycle, beside);
                Told {
                    note: Some((tell.note(note), beside)),
                    ..Told::at(note.at)
                }
            })
            .collect();
        for (at, completion) in completions.iter().enumerate() {
            let cycle = completion.cycle;
            let mut report = tell.report(completion);
            if completions[at + 1..].iter().all(|later| later.cycle != cycle) {
                report.files = FileLine::shown(problem.id, &evidence, cycle, |one| one.note.is_none());
            }
            told.push(Told {
                report: Some(report),
                ..Told::at(completion.at)
            });
        }
        told.extend(checks.iter().map(|check| Told {
            check: Some(tell.check(check)),
            ..Told::at(check.at)
        }));
        // Of one moment: notes before reports before what was said of them.
        told.sort_by_key(|one| one.at);
        Ok(Self { told })
    }

    /// The words with which the newest report was sent back, if it was.
    pub fn sent_back(&self) -> Option<&Checked> {
        let mut about = self.told.iter().filter(|one| one.note.is_none());
        let check = about.next_back()?.check.as_ref()?;
        (!check.accepted).then_some(check)
    }

    /// Whether there is nothing to tell yet.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }
}

/// Files that stand, and those that were withdrawn after somebody had signed what names them.
async fn shown(tx: &mut Tx, problem: &Problem) -> Result<Vec<Evidence>, DbError> {
    let mut all = store::evidence(tx, problem.id).await?;
    if all.iter().any(|one| !one.stands()) {
        let signatures = signing::store::of_problem(tx, problem.id).await?;
        all.retain(|one| one.stands() || one.is_named(&signatures));
    }
    Ok(all)
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

    fn report(&self, completion: &Completion) -> Report {
        Report {
            outcome: lines(&completion.outcome),
            done_on: dates::full(self.locale, completion.done_on),
            at: dates::moment(self.locale, completion.at, self.today),
            round: self.round(completion.cycle),
            files: Vec::new(),
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
