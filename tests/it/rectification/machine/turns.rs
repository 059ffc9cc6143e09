//! The model as walks play it: whose turn it is, what leads on, what must come of a deed, what is stored.

use chrono::NaiveDate;
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::{Problem, State as Filing};
use zhenggai::domain::rectification::Gate;
use zhenggai::domain::rectification::state::State;
use zhenggai::kernel::clock::Clock;
use zhenggai::platform::db::Tx;

use super::model::Model;
use super::steps::{DEEDS, Deed};
use super::stored::Stored;
use super::verbs;
use crate::support::TestApp;
use crate::support::filed::Filed;
use crate::walks::{self, After};

impl walks::Model for Model {
    type Deed = Deed;
    type When = NaiveDate;
    type Stored = Stored;
    type Reached = (State, i32);
    const DEEDS: &'static [Deed] = &DEEDS;

    fn when(clock: &Clock) -> NaiveDate {
        clock.today()
    }

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

    fn after(&self, deed: Deed, who: &'static str, today: NaiveDate) -> After<Self> {
        self.done(deed, who, today)
    }

    /// To the number, and from there to the next round.
    fn onward(&self) -> Option<Deed> {
        Some(match (self.at, self.filing) {
            (Some(State::ToDo | State::InProgress | State::SentBack), _) => Deed::Report,
            (Some(State::Reported | State::AwaitingLeader), _) => Deed::Sign,
            (Some(State::AwaitingCheck), _) => Deed::Accept,
            (Some(State::AwaitingNumber), _) => Deed::Number,
            (Some(State::Closed), _) => Deed::Relapse,
            (None, Filing::Submitted) => Deed::Approve,
            (None, _) => Deed::SignClaim,
        })
    }

    fn reached(&self) -> Option<(State, i32)> {
        self.at.map(|state| (state, self.cycle))
    }

    async fn verb(
        app: &TestApp,
        at: (&mut Tx, &mut Act),
        problem: Problem,
        deed: Deed,
    ) -> Result<(), String> {
        verbs::tried(app, at, problem, deed).await
    }

    async fn stored(app: &TestApp, filed: &Filed) -> Stored {
        Stored::of(app, filed).await
    }

    fn holds(&self, before: &Stored, after: &Stored, acts: &[&str]) {
        after.follows(before, self, acts);
    }
}
