//! From the form as typed to content that may be submitted.

use chrono::{Days, NaiveDate};

use super::{Draft, DraftCause, DraftMeasure, LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS, Parties, parse_day};
use crate::domain::lists::content::{Cause, CauseKind, Content, Measure, Responsibility};
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::{msg, n_};
use crate::kernel::text::seen;

impl Draft {
    /// Content to submit, or what is wrong at which field. `today` is the day of submission.
    ///
    /// # Errors
    /// Every field that needs attention, by name: `title`, `causes.0.text`, `measures.1.due` …
    pub fn check(&self, parties: &Parties, today: NaiveDate) -> Result<Content, FieldProblems> {
        let mut wrong = FieldProblems::default();
        let title = text(
            &mut wrong,
            "title",
            &self.title,
            LONGEST_LINE,
            n_("请用一句话写清问题"),
        );
        let manifestation = text(
            &mut wrong,
            "manifestation",
            &self.manifestation,
            LONGEST_TEXT,
            n_("请写具体表现：什么时间、什么事、本人怎么做的"),
        );
        let due = self.due_day(&mut wrong, today);
        let content = Content {
            title,
            manifestation,
            ills: picks(&mut wrong, "ills", &self.ills, n_("请至少选一项五弊")),
            nots: distinct(&self.nots),
            aspect: text(
                &mut wrong,
                "aspect",
                &self.aspect,
                LONGEST_LINE,
                n_("请选一个方面"),
            ),
            source: text(
                &mut wrong,
                "source",
                &self.source,
                LONGEST_LINE,
                n_("请选问题来源"),
            ),
            duty: optional(&mut wrong, "duty", &self.duty, LONGEST_LINE),
            causes: self.causes(&mut wrong),
            measures: self.measures(&mut wrong, today),
            responsibility: Responsibility {
                person: parties.person.clone(),
                staff_no: parties.staff_no.clone(),
                unit: parties.unit.clone(),
                leader: parties.leader.clone(),
                cooperating: optional(&mut wrong, "cooperating", &self.cooperating, LONGEST_LINE),
                immediate: self.immediate,
                due,
                long_term: self.long_term,
                look_back: self.look_back_days(&mut wrong, due),
            },
        };
        wrong.or(content)
    }

    fn due_day(&self, wrong: &mut FieldProblems, today: NaiveDate) -> NaiveDate {
        if self.immediate {
            return today;
        }
        day(wrong, "due", &self.due, n_("请选立行立改，或写明整改时限"))
            .filter(|due| {
                let fits = *due >= today && *due <= today + Days::new(3660);
                if !fits {
                    wrong.add("due", msg("整改时限不能早于今天，也不能晚于十年后"));
                }
                fits
            })
            .unwrap_or(today)
    }

    fn causes(&self, wrong: &mut FieldProblems) -> Vec<Cause> {
        let given = |c: &&DraftCause| !c.text.trim().is_empty();
        if !self.causes.iter().any(|c| given(&c)) {
            wrong.add("causes.0.text", msg("请至少写一条原因"));
        }
        if self.causes.len() > MOST_ITEMS {
            wrong.add("causes.0.text", msg("条数太多"));
        }
        let indexed = self.causes.iter().enumerate().filter(|(_, c)| given(c));
        indexed
            .map(|(i, c)| Cause {
                kind: if c.kind == "objective" {
                    CauseKind::Objective
                } else {
                    CauseKind::Subjective
                },
                text: text(wrong, &format!("causes.{i}.text"), &c.text, LONGEST_TEXT, ""),
            })
            .collect()
    }

    fn measures(&self, wrong: &mut FieldProblems, today: NaiveDate) -> Vec<Measure> {
        let given =
            |m: &&DraftMeasure| !(m.text.trim().is_empty() && m.goal.trim().is_empty() && m.due.is_empty());
        if !self.measures.iter().any(|m| given(&m)) {
            wrong.add("measures.0.text", msg("请至少写一条措施"));
        }
        if self.measures.len() > MOST_ITEMS {
            wrong.add("measures.0.text", msg("条数太多"));
        }
        let indexed = self.measures.iter().enumerate().filter(|(_, m)| given(m));
        indexed
            .map(|(i, m)| Measure {
                text: text(
                    wrong,
                    &format!("measures.{i}.text"),
                    &m.text,
                    LONGEST_TEXT,
                    n_("请写措施"),
                ),
                goal: text(
                    wrong,
                    &format!("measures.{i}.goal"),
                    &m.goal,
                    LONGEST_TEXT,
                    n_("请写能检验的整改目标"),
                ),
                due: day(
                    wrong,
                    &format!("measures.{i}.due"),
                    &m.due,
                    n_("请写这条措施的完成时限"),
                )
                .unwrap_or(today),
            })
            .collect()
    }

    fn look_back_days(&self, wrong: &mut FieldProblems, due: NaiveDate) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        for (i, typed) in self
            .look_back
            .iter()
            .enumerate()
            .filter(|(_, t)| !t.trim().is_empty())
        {
            let field = format!("look_back.{i}");
            match day(wrong, &field, typed, "") {
                Some(day) if day < due => wrong.add(field, msg("回头看日期不能早于整改时限")),
                Some(day) => days.push(day),
                None => {}
            }
        }
        days
    }
}

fn text(
    wrong: &mut FieldProblems,
    field: &str,
    typed: &str,
    longest: usize,
    missing: &'static str,
) -> String {
    if typed.trim().is_empty() && !missing.is_empty() {
        wrong.add(field, msg(missing));
    }
    optional(wrong, field, typed, longest)
}

fn optional(wrong: &mut FieldProblems, field: &str, typed: &str, longest: usize) -> String {
    let kept = seen(typed).trim().to_owned();
    let length = kept.chars().count();
    if length > longest {
        wrong.add(field, msg("现有 {0} 字，最多 {1} 字").with(length).with(longest));
    }
    kept
}

fn picks(wrong: &mut FieldProblems, field: &str, picked: &[String], missing: &'static str) -> Vec<String> {
    if picked.is_empty() {
        wrong.add(field, msg(missing));
    }
    distinct(picked)
}

/// Each tag once, the principal one in front as it came.
fn distinct(picked: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for tag in picked {
        if !all.contains(tag) {
            all.push(tag.clone());
        }
    }
    all
}

fn day(wrong: &mut FieldProblems, field: &str, typed: &str, missing: &'static str) -> Option<NaiveDate> {
    if typed.trim().is_empty() {
        if !missing.is_empty() {
            wrong.add(field, msg(missing));
        }
        return None;
    }
    let parsed = parse_day(typed);
    if parsed.is_none() {
        wrong.add(field, msg("看不懂这个日期，请写成 2018-10-10 这样"));
    }
    parsed
}
