//! State badges and lamps: one word and one look for each, wherever they stand.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::accounts::store::directory::Line;
use crate::domain::calendar::{Calendar, Lamp};
use crate::domain::lists::State;
use crate::domain::people::delegations::Standing;
use crate::kernel::messages::n_;

/// The badge of a state: `<span class="zg-state {class}">{label|t}</span>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge {
    /// `is-act` (back to the writer), `is-sign`, `is-ok`, `is-draft`, `is-end`; empty while it is with others.
    pub class: &'static str,
    /// Source text.
    pub label: &'static str,
}

impl Badge {
    /// Of a filing, and once it is claimed of its rectification.
    pub fn of(state: State, rectification: Option<&str>) -> Self {
        let (class, label) = match (state, rectification) {
            (State::Draft, _) => ("is-draft", n_("草稿")),
            (State::Withdrawn, _) => ("is-end", n_("已撤回")),
            (State::Submitted, _) => ("", n_("待审核")),
            (State::Returned, _) => ("is-act", n_("退回修改")),
            (State::Redo, _) => ("is-act", n_("推倒重来")),
            (State::AwaitingOwner, _) => ("is-sign", n_("待本人签字")),
            (State::AwaitingLeader, _) => ("is-sign", n_("待分管领导签字")),
            (State::Claimed, Some("to_do")) => ("", n_("待整改")),
            (State::Claimed, Some("in_progress")) => ("", n_("整改中")),
            (State::Claimed, Some("reported")) => ("", n_("已报完成")),
            (State::Claimed, Some("awaiting_leader")) => ("is-sign", n_("待分管领导确认")),
            (State::Claimed, Some("awaiting_check")) => ("", n_("待核验")),
            (State::Claimed, Some("awaiting_number")) => ("is-ok", n_("待编号")),
            (State::Claimed, Some("closed")) => ("is-end", n_("已销号")),
            (State::Claimed, Some("sent_back")) => ("is-act", n_("退回整改")),
            (State::Claimed, _) => ("is-ok", n_("已认领")),
        };
        Self { class, label }
    }
}

impl Badge {
    /// Of a draft that somebody else typed, and whether its owner gave it back.
    pub fn of_entry(returned: bool) -> Self {
        let (class, label) = if returned {
            ("is-draft", n_("已退给代填人"))
        } else {
            ("is-sign", n_("待本人确认"))
        };
        Self { class, label }
    }
}

impl Badge {
    /// Of an order by which somebody stands in for a leader.
    pub fn of_delegation(standing: Standing) -> Self {
        let (class, label) = match standing {
            Standing::ToCome => ("", n_("还没开始")),
            Standing::Holds => ("is-sign", n_("代理中")),
            Standing::Over => ("is-end", n_("已到期")),
            Standing::Ended => ("is-end", n_("提前结束")),
        };
        Self { class, label }
    }
}

impl Badge {
    /// Of an account.
    pub fn of_account(line: &Line, now: DateTime<Utc>) -> Self {
        let (class, label) = match line {
            Line {
                disabled_why: Some(why),
                ..
            } if why == "left" => ("is-end", n_("已停用：已离开名册")),
            Line {
                disabled_why: Some(_),
                ..
            } => ("is-end", n_("已停用")),
            Line {
                has_password: false, ..
            } => ("is-draft", n_("还没有密码")),
            Line {
                must_change: true,
                one_time_until: Some(until),
                ..
            } if *until <= now => ("is-act", n_("密码条已过期")),
            Line {
                must_change: true, ..
            } => ("is-sign", n_("密码条未使用")),
            _ => ("is-ok", n_("在用")),
        };
        Self { class, label }
    }
}

/// A lamp as it is drawn: `<span class="zg-lamp is-{code}"><svg><use href="#l-{code}"/></svg><b>{label|t}</b></span>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LampView {
    /// Names class and icon.
    pub code: &'static str,
    /// Source text.
    pub label: &'static str,
}

impl From<Lamp> for LampView {
    fn from(lamp: Lamp) -> Self {
        let label = match lamp {
            Lamp::Green => n_("正常"),
            Lamp::Yellow => n_("临期"),
            Lamp::Red => n_("逾期"),
            Lamp::Grey => n_("已销号"),
            Lamp::Blue => n_("逾期销号"),
        };
        Self {
            code: lamp.code(),
            label,
        }
    }
}

impl LampView {
    /// The lamp of a problem; none before it was approved, when no time runs. Whoever delays signing gains none.
    pub fn of(
        calendar: &Calendar,
        approved: bool,
        due: Option<NaiveDate>,
        cosigned_on: Option<NaiveDate>,
        closed: bool,
        today: NaiveDate,
    ) -> Option<Self> {
        if !approved {
            return None;
        }
        let lamp = calendar.lamp_of(due, cosigned_on, closed, today);
        lamp.map(Self::from)
    }
}
