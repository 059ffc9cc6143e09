//! Whose turn it is, and what is tried.

use chrono::NaiveDate;
use zhenggai::domain::lists::State as Filing;
use zhenggai::domain::rectification::Gate;
use zhenggai::domain::rectification::state::State;

use super::model::Model;
use super::steps::{DEEDS, Deed, Step};

impl Model {
    /// What is tried, and by whom.
    pub fn tried(&self, step: Step, today: NaiveDate) -> (Deed, &'static str) {
        let can = |deed: &&Deed| self.after(**deed, self.whose(**deed), today).is_some();
        if step.onward {
            let deed = self.onward();
            return (deed, self.whose(deed));
        }
        let all: Vec<_> = DEEDS.iter().filter(can).copied().collect();
        match step.fitting {
            Some(n) if !all.is_empty() => (all[n % all.len()], self.whose(all[n % all.len()])),
            _ => (step.deed, step.who.unwrap_or_else(|| self.whose(step.deed))),
        }
    }

    /// What leads on.
    fn onward(&self) -> Deed {
        match (self.at, self.filing) {
            (Some(State::ToDo | State::InProgress | State::SentBack), _) => Deed::Report,
            (Some(State::Reported | State::AwaitingLeader), _) => Deed::Sign,
            (Some(State::AwaitingCheck), _) => Deed::Accept,
            (Some(State::AwaitingNumber), _) => Deed::Number,
            (Some(State::Closed), _) => Deed::Relapse,
            (None, Filing::Submitted) => Deed::Approve,
            (None, _) => Deed::SignClaim,
        }
    }

    /// Of whom it is for, the first.
    fn whose(&self, deed: Deed) -> &'static str {
        match deed {
            Deed::Sign if self.at == Some(State::AwaitingLeader) => "leader",
            Deed::SignClaim if self.filing == Filing::AwaitingLeader => "leader",
            Deed::Note
            | Deed::Report
            | Deed::Sign
            | Deed::AskTime
            | Deed::Correct(_)
            | Deed::SignClaim
            | Deed::AskReopening => "official",
            Deed::SendBack(Gate::Leader, _) | Deed::DecideTime(Gate::Leader, _) => "leader",
            Deed::Accept | Deed::Approve | Deed::SendBack(Gate::Group, _) => "reviewer",
            Deed::DecideTime(..)
            | Deed::SendBack(..)
            | Deed::Number
            | Deed::DecideReopening(_)
            | Deed::Relapse => "office",
        }
    }
}
