//! The model as walks play it: whose turn it is, what must come of a deed, what is stored.

use chrono::{DateTime, Utc};
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::{Problem, State};
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
    type When = DateTime<Utc>;
    type Stored = Stored;
    type Reached = State;
    const DEEDS: &'static [Deed] = &DEEDS;

    fn when(clock: &Clock) -> DateTime<Utc> {
        clock.now()
    }

    fn whose(&self, deed: Deed) -> &'static str {
        match deed {
            Deed::Rule(_) | Deed::RuleBare => self.reviewers()[0],
            Deed::Undo => self.ruled_last().unwrap_or("reviewer"),
            Deed::Revoke(_) => "grouphead",
            Deed::Sign if self.state == State::AwaitingLeader => "leader",
            Deed::Submit | Deed::Keep | Deed::Correct(_) | Deed::Sign => "official",
            Deed::Refuse(_) => "leader",
        }
    }

    fn after(&self, deed: Deed, who: &'static str, now: DateTime<Utc>) -> After<Self> {
        match deed {
            Deed::Submit => self.submitted(who, now),
            Deed::Keep => self.kept(who, now),
            Deed::Rule(ruling) => self.ruled(ruling, who, now),
            Deed::Undo => self.undone(who, now),
            Deed::Revoke(true) => self.revoked(who, now),
            Deed::Sign => self.signed(who, now),
            Deed::Refuse(true) => self.refused(who, now),
            Deed::Correct(review_again) => self.corrected(review_again, who, now),
            // Without a reason there is none.
            Deed::RuleBare | Deed::Revoke(false) | Deed::Refuse(false) => None,
        }
    }

    fn reached(&self) -> Option<State> {
        Some(self.state)
    }

    async fn verb(
        app: &TestApp,
        at: (&mut Tx, &mut Act),
        problem: Problem,
        deed: Deed,
    ) -> Result<(), String> {
        verbs::tried(app, at, &problem, deed).await
    }

    async fn stored(app: &TestApp, filed: &Filed) -> Stored {
        Stored::of(app, filed).await
    }

    fn holds(&self, before: &Stored, after: &Stored, acts: &[&str]) {
        after.follows(before, self, acts);
    }
}
