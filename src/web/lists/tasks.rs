//! What an official has to do now, in the order of what presses most: sent back, due, to sign, drafts.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::drafts;
use super::fields::id_of;
use super::notes::{giver, reason};
use crate::domain::calendar::Calendar;
use crate::domain::campaigns::Terms;
use crate::domain::lists::State;
use crate::domain::lists::store::Line;
use crate::domain::rectification;
use crate::domain::review::{self, Ruling};
use crate::kernel::clock::day_of;
use crate::kernel::messages::n_;
use crate::web::shell::access::Visit;
use crate::web::shell::badges::{Badge, LampView};
use crate::web::shell::{Error, dates};

/// Why it is on the list; the first four are the counts on top, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// 退回待改
    Back,
    /// 临近时限, or late
    Due,
    /// 待我签字
    Sign,
    /// 草稿未提交
    Draft,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Task {
    /// Why.
    pub why: Why,
    /// State, or the lamp instead when that is the reason.
    pub badge: Badge,
    /// Lamp of a deadline that presses.
    pub lamp: Option<LampView>,
    /// The problem's sentence.
    pub title: String,
    /// Where it can be read.
    pub href: String,
    /// What it is about, a sentence each.
    pub says: Vec<String>,
    /// What somebody wrote, after the last of these sentences.
    pub quoted: String,
    /// Words that were marked in a return.
    pub hits: Vec<String>,
    /// Where the work is done.
    pub act: String,
    /// What its button says; source text.
    pub button: &'static str,
}

/// Why a line of the ledger is on the list, if it is.
pub fn why(line: &Line, today: NaiveDate, calendar: &Calendar) -> Option<Why> {
    match (line.filing(), line.rectification.as_deref()) {
        (State::Returned | State::Redo, _) | (State::Claimed, Some("sent_back")) => Some(Why::Back),
        (State::AwaitingOwner, _) | (State::Claimed, Some("reported")) => Some(Why::Sign),
        // Given back: whoever typed it is to change it first.
        (State::Draft, _) => (!line.entry_returned).then_some(Why::Draft),
        (State::Claimed, Some("to_do" | "in_progress")) => {
            let presses =
                lamp(line, today, calendar).is_some_and(|lamp| matches!(lamp.code, "yellow" | "red"));
            presses.then_some(Why::Due)
        }
        _ => None,
    }
}

/// The lamp of a line.
pub fn lamp(line: &Line, today: NaiveDate, calendar: &Calendar) -> Option<LampView> {
    LampView::of(
        calendar,
        line.filing().is_approved(),
        line.limit(today),
        line.cosigned_at.map(day_of),
        line.closed_at.is_some(),
        today,
    )
}

/// The tasks among `lines`; within one reason the oldest deadline or change first.
pub(super) async fn tasks(can: &mut Visit, lines: &[Line], terms: &Terms) -> Result<Vec<Task>, Error> {
    let today = can.today();
    let mut found: Vec<(Why, &Line)> = lines
        .iter()
        .filter(|line| !line.moved_out)
        .filter_map(|line| Some((why(line, today, &can.calendar)?, line)))
        .collect();
    found.sort_by_key(|(why, line)| (*why, (*why == Why::Due).then_some(line.due_on), line.updated_at));
    let mut tasks = Vec::with_capacity(found.len());
    for (why, line) in found {
        let task = blank(can, why, line);
        tasks.push(match (why, line.filing()) {
            (Why::Back, State::Claimed) => sent_back(can, task, line).await?,
            (Why::Back, _) => returned(can, task, line, terms).await?,
            (Why::Due, _) => due(can, task, line).await?,
            (Why::Sign, state) => sign(can, task, line, state),
            (Why::Draft, _) => match line.entered_who.clone() {
                Some(who) => drafts::entered(can, task, line, &who),
                None => drafts::begun(can, task, line).await?,
            },
        });
    }
    Ok(tasks)
}

fn blank(can: &Visit, why: Why, line: &Line) -> Task {
    let (locale, today) = (can.prefs.locale, can.today());
    let title = if line.title.trim().is_empty() {
        locale.t("还没有写题目的问题")
    } else {
        &line.title
    };
    Task {
        why,
        badge: Badge::of(line.filing(), line.rectification.as_deref()),
        lamp: lamp(line, today, &can.calendar).filter(|_| why == Why::Due),
        title: title.to_owned(),
        href: format!("/problems/{}", line.id),
        says: Vec::new(),
        hits: Vec::new(),
        quoted: String::new(),
        act: format!("/problems/{}/edit", line.id),
        button: n_("改标出的地方"),
    }
}

async fn returned(can: &mut Visit, mut task: Task, line: &Line, terms: &Terms) -> Result<Task, Error> {
    let locale = can.prefs.locale;
    let verdicts = review::store::of_problem(&mut can.tx, line.id).await?;
    let Some(verdict) = verdicts.into_iter().rev().find(|v| v.verdict != Ruling::Approved) else {
        return Ok(task);
    };
    let day = dates::short(locale, day_of(verdict.at), can.today());
    let reasons: Vec<_> = verdict
        .reasons
        .iter()
        .map(|given| reason(given, terms, locale))
        .collect();
    let who = giver(&verdict, locale);
    task.says.push(locale.tf(
        "{0} {1}退回，{2} 条理由：{3}",
        &[&who, &day, &reasons.len(), &reasons.join(locale.t("；"))],
    ));
    // It opens at the words that were marked, or else at the first field that is meant.
    let marked = verdict.reasons.iter().find(|given| !given.quote.is_empty());
    if let Some(given) = marked.or(verdict.reasons.first()) {
        task.act = format!("{}#{}", task.act, id_of(&given.field));
    }
    task.hits = verdict
        .reasons
        .into_iter()
        .map(|given| given.quote)
        .filter(|q| !q.is_empty())
        .collect();
    if verdict.verdict == Ruling::Redo {
        task.button = n_("重新填写");
    }
    Ok(task)
}

async fn sent_back(can: &mut Visit, mut task: Task, line: &Line) -> Result<Task, Error> {
    let checks = rectification::store::checks(&mut can.tx, line.id).await?;
    if let Some(check) = checks.into_iter().rev().find(|check| !check.accepted) {
        let locale = can.prefs.locale;
        let day = dates::short(locale, day_of(check.at), can.today());
        task.says.push(locale.tf("{0}退回整改：", &[&day]));
        task.quoted = check.words;
    }
    task.act = format!("/problems/{}/completion", line.id);
    task.button = n_("重新报告完成");
    Ok(task)
}

async fn due(can: &mut Visit, mut task: Task, line: &Line) -> Result<Task, Error> {
    let (locale, today) = (can.prefs.locale, can.today());
    if let Some(due) = line.due_on {
        let day = dates::short(locale, due, today);
        let left = can.calendar.worked_between(today, due);
        task.says.push(match due.cmp(&today) {
            Ordering::Less => locale.tf("整改时限 {0}，已过 {1} 天。", &[&day, &(today - due).num_days()]),
            Ordering::Equal => locale.tf("整改时限 {0}，就是今天。", &[&day]),
            Ordering::Greater => locale.tf("整改时限 {0}，还有 {1} 个工作日。", &[&day, &left]),
        });
    }
    if let Some(note) = rectification::store::notes(&mut can.tx, line.id)
        .await?
        .into_iter()
        .max_by_key(|n| n.at)
    {
        let day = dates::short(locale, day_of(note.at), today);
        task.says.push(locale.tf("上次进展 {0}：", &[&day]));
        task.quoted = cut(&note.words);
    }
    task.act = format!("/problems/{}/completion", line.id);
    task.button = n_("报告完成");
    Ok(task)
}

fn sign(can: &Visit, mut task: Task, line: &Line, state: State) -> Task {
    let locale = can.prefs.locale;
    task.badge = Badge::of(State::AwaitingOwner, None);
    task.button = n_("核对并签字");
    if state == State::Claimed {
        task.says.push(
            locale
                .t("已报完成。请核对后签字，随后送分管领导确认。")
                .to_owned(),
        );
        task.act = format!("/problems/{}/signatures/complete", line.id);
        return task;
    }
    let day = line
        .approved_at
        .map(|at| dates::short(locale, day_of(at), can.today()));
    task.says.push(locale.tf(
        "{0}审核通过。请核对第 1 至第 4 个清单后签字认领，随后送分管领导签字。",
        &[&day.unwrap_or_default()],
    ));
    task.act = format!("/problems/{}/signatures/claim", line.id);
    task
}

/// The beginning of a longer text.
fn cut(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::clock::start_of;
    use crate::kernel::ids::ProblemId;

    fn line(state: State, rectification: Option<&str>, due: &str) -> Line {
        let at = start_of(day("2018-09-01"));
        Line {
            id: ProblemId::fresh(),
            number: String::new(),
            title: String::new(),
            state: state.code().to_owned(),
            rectification: rectification.map(ToOwned::to_owned),
            revision: 1,
            due_on: Some(day(due)),
            draft_saved_at: at,
            submitted_at: None,
            approved_at: None,
            claimed_at: None,
            cosigned_at: None,
            closed_at: None,
            moved_out: false,
            led: true,
            entered_who: None,
            entry_returned: false,
            deferred_until: None,
            updated_at: at,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn only_what_waits_for_the_writer_is_a_task() {
        let today = day("2018-09-25");
        let of =
            |state, rectification, due| why(&line(state, rectification, due), today, &Calendar::weekends());
        assert_eq!(of(State::Returned, None, "2018-12-01"), Some(Why::Back));
        assert_eq!(
            of(State::Claimed, Some("sent_back"), "2018-12-01"),
            Some(Why::Back)
        );
        assert_eq!(
            of(State::Claimed, Some("in_progress"), "2018-09-28"),
            Some(Why::Due)
        );
        assert_eq!(of(State::Claimed, Some("to_do"), "2018-09-20"), Some(Why::Due));
        assert_eq!(of(State::Claimed, Some("to_do"), "2018-12-01"), None);
        assert_eq!(
            of(State::Claimed, Some("reported"), "2018-09-20"),
            Some(Why::Sign)
        );
        assert_eq!(of(State::Submitted, None, "2018-09-20"), None);
        assert_eq!(of(State::Claimed, Some("awaiting_check"), "2018-09-20"), None);
        assert_eq!(of(State::Draft, None, "2018-09-20"), Some(Why::Draft));
        assert!(Why::Back < Why::Due && Why::Due < Why::Sign && Why::Sign < Why::Draft);
    }
}
