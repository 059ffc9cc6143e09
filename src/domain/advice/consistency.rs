//! The five lists hang together: each rule has a number of its own.

use chrono::{Days as Span, NaiveDate};

use super::text::is_enough;
use super::{Advice, Days};
use crate::domain::lists::Draft;
use crate::domain::lists::draft::parse_day;
use crate::kernel::messages::msg;

/// 立行立改 is done within days; a measure later than this was meant otherwise.
const SOON: Span = Span::new(31);

/// Where two lists say different things.
pub(super) fn advise(draft: &Draft, days: Days) -> Vec<Advice> {
    let mut all = lacking(draft);
    all.extend(dates(draft, days));
    for (n, measure) in draft.measures.iter().enumerate() {
        if is_enough(&measure.goal) && measure.goal.trim() == measure.text.trim() {
            all.push(Advice::of(
                "C06",
                format!("measures.{n}.goal"),
                msg("目标与措施是同一句话：做到什么样算改好了？"),
                msg("措施是做什么，目标是做成什么样，核验只看后一句。"),
            ));
        }
    }
    all
}

/// A problem has a cause of one's own and a measure.
fn lacking(draft: &Draft) -> Vec<Advice> {
    let mut all = Vec::new();
    if !is_enough(&draft.manifestation) {
        return all;
    }
    let written: Vec<_> = draft
        .causes
        .iter()
        .filter(|c| !c.text.trim().is_empty())
        .collect();
    if written.is_empty() {
        all.push(Advice::of(
            "C01",
            "causes.0.text",
            msg("问题写了，还没有写原因。"),
            msg("一个问题至少对一条原因、一条措施，三个清单连成一条线。"),
        ));
    } else if written.iter().all(|cause| cause.kind == "objective") {
        all.push(Advice::of(
            "C02",
            "causes.0.text",
            msg("原因都是客观的：本人是怎么想的？"),
            msg("“只讲客观、不讲主观”是常见的退回原因。"),
        ));
    }
    if !written.is_empty() && draft.measures.iter().all(|m| m.text.trim().is_empty()) {
        all.push(Advice::of(
            "C03",
            "measures.0.text",
            msg("原因写了，还没有写措施。"),
            msg("一个问题至少对一条原因、一条措施，三个清单连成一条线。"),
        ));
    }
    all
}

fn dates(draft: &Draft, days: Days) -> Vec<Advice> {
    let mut all = Vec::new();
    let limit = parse_day(&draft.due).filter(|_| !draft.immediate);
    for (n, day) in draft.measures.iter().map(|m| parse_day(&m.due)).enumerate() {
        let Some(day) = day else { continue };
        let field = format!("measures.{n}.due");
        if limit.is_some_and(|limit| day > limit) {
            all.push(Advice::of(
                "C04",
                field,
                msg("这条措施的时限晚于整改时限 {0}。").with(day_text(limit)),
                msg("整改时限到了，措施应当都已做完。"),
            ));
        } else if draft.immediate && days.today.checked_add_days(SOON).is_some_and(|soon| day > soon) {
            all.push(Advice::of(
                "C05",
                field,
                msg("选了立行立改，这条措施却要到 {0}。").with(day),
                msg("立行立改是马上改的；要几个月的，请写整改时限。"),
            ));
        }
    }
    if limit.is_some_and(|limit| limit < days.today) {
        all.push(Advice::of(
            "C07",
            "due",
            msg("整改时限已经过去。"),
            msg("一认领就会是逾期。"),
        ));
    } else if limit.is_some_and(|limit| limit > days.last) {
        all.push(Advice::of(
            "C08",
            "due",
            msg("整改时限在活动结束（{0}）之后。").with(days.last),
            msg("确实要更久的可以保留，审核时会看理由。"),
        ));
    }
    if draft.long_term && draft.look_back.iter().all(|day| day.trim().is_empty()) {
        all.push(Advice::of(
            "C09",
            "look_back.0",
            msg("选了长期坚持，还没有写回头看的日期。"),
            msg("到那一天才知道有没有反弹。"),
        ));
    }
    all
}

fn day_text(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
