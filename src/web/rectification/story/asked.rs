//! Requests for more time and to take something up again, as they are shown with what was decided.

use chrono::NaiveDate;

use super::{Said, gate_label, lines};
use crate::domain::lists::Problem;
use crate::domain::rectification::extension::Extension;
use crate::domain::rectification::reopening::Reopening;
use crate::kernel::messages::n_;
use crate::web::shell::badges::Badge;
use crate::web::shell::{Locale, dates};

/// One request.
#[derive(Clone, Debug)]
pub struct Request {
    /// How it stands.
    pub badge: Badge,
    /// What it asks for.
    pub what: String,
    /// Why.
    pub reason: Said,
    /// How far the work has come; line by line.
    pub progress: Vec<String>,
    /// What was decided.
    pub answers: Vec<Answered>,
}

/// What was decided by one who decides.
#[derive(Clone, Debug)]
pub struct Answered {
    /// Who decides; source text.
    pub gate: &'static str,
    /// Granted, else refused.
    pub granted: bool,
    /// In whose words.
    pub said: Said,
}

/// Makes requests ready to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Requests;

impl Requests {
    /// Requests for more time.
    pub fn extensions(
        all: &[Extension],
        problem: &Problem,
        locale: Locale,
        today: NaiveDate,
    ) -> Vec<Request> {
        let one = |one| Self::extension(one, problem, locale, today);
        all.iter().map(one).collect()
    }

    /// One of them.
    pub fn extension(one: &Extension, problem: &Problem, locale: Locale, today: NaiveDate) -> Request {
        let day = |day| dates::full(locale, day);
        let said = |words: &str, who: &str, at| said(locale, today, (words, who), at);
        let answers = one.decisions.iter().map(|decided| Answered {
            gate: gate_label(decided.gate),
            granted: decided.approved,
            said: said(&decided.words, &decided.who, decided.at),
        });
        Request {
            badge: Badge::of_extension(one, problem),
            what: locale.tf("从 {0} 延到 {1}", &[&day(one.was_due_on), &day(one.new_due_on)]),
            reason: said(&one.reason, &one.who, one.at),
            progress: lines(&one.progress),
            answers: answers.collect(),
        }
    }

    /// Requests to take a problem up again.
    pub fn reopenings(
        all: &[Reopening],
        problem: &Problem,
        locale: Locale,
        today: NaiveDate,
    ) -> Vec<Request> {
        let one = |one| Self::reopening(one, problem, locale, today);
        all.iter().map(one).collect()
    }

    /// One of them.
    pub fn reopening(one: &Reopening, problem: &Problem, locale: Locale, today: NaiveDate) -> Request {
        let said = |words: &str, who: &str, at| said(locale, today, (words, who), at);
        let (class, label) = match &one.decision {
            Some(answer) if answer.accepted => ("is-ok", n_("已同意")),
            Some(_) => ("is-act", n_("不同意")),
            None if one.cycle < problem.cycle => ("is-end", n_("已不用办")),
            None => ("is-sign", n_("等活动办办理")),
        };
        let answers = one.decision.iter().map(|answer| Answered {
            gate: n_("活动办"),
            granted: answer.accepted,
            said: said(&answer.words, &answer.who, answer.at),
        });
        Request {
            badge: Badge { class, label },
            what: locale.tf("第 {0} 轮", &[&one.cycle]),
            reason: said(&one.reason, &one.who, one.at),
            progress: Vec::new(),
            answers: answers.collect(),
        }
    }
}

fn said(
    locale: Locale,
    today: NaiveDate,
    (words, who): (&str, &str),
    at: chrono::DateTime<chrono::Utc>,
) -> Said {
    Said {
        words: lines(words),
        who: who.to_owned(),
        at: dates::moment(locale, at, today),
        round: String::new(),
    }
}
