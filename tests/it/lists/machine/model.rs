//! What must come of it, said without a database.

use chrono::{DateTime, TimeDelta, Utc};
use zhenggai::domain::campaigns::Stage;
use zhenggai::domain::lists::State;
use zhenggai::domain::lists::state::{Action, Party, next};
use zhenggai::domain::review::Ruling;

use crate::walks;

/// Routes that are walked.
pub const ROUTES: [&[Stage]; 4] = [
    &[Stage::Group],
    &[Stage::Leader, Stage::Group],
    &[Stage::Leader, Stage::Unit, Stage::Group],
    &[Stage::Group, Stage::Form],
];

/// A verdict that holds.
#[derive(Clone, Debug)]
struct Given {
    revision: i32,
    stage: Stage,
    by: &'static str,
    at: DateTime<Utc>,
    /// Stages that were to come; none of a leader's refusal to sign, which is nothing to be undone.
    rest: Option<Vec<Stage>>,
}

#[derive(Clone, Debug)]
pub struct Model {
    pub state: State,
    pub stage: Option<Stage>,
    pub rest: Vec<Stage>,
    pub revision: i32,
    /// Verdicts that were ever given, and how many of them were taken back.
    pub verdicts: (i64, i64),
    route: &'static [Stage],
    given: Vec<Given>,
    touched: DateTime<Utc>,
    signed: bool,
}

type After = walks::After<Model>;

impl Model {
    pub fn new(route: &'static [Stage], now: DateTime<Utc>) -> Self {
        Self {
            state: State::Draft,
            stage: None,
            rest: Vec::new(),
            revision: 0,
            verdicts: (0, 0),
            route,
            given: Vec::new(),
            touched: now,
            signed: false,
        }
    }

    /// Who gave the last verdict that holds.
    pub fn ruled_last(&self) -> Option<&'static str> {
        self.given.last().map(|given| given.by)
    }

    pub fn reviewers(&self) -> &'static [&'static str] {
        match self.stage {
            Some(Stage::Leader) => &["leader"],
            Some(Stage::Unit) => &["liaison", "office"],
            Some(Stage::Form) => &["office"],
            _ => &["reviewer", "grouphead"],
        }
    }

    fn is(party: Party, who: &str, whose: &str) -> Party {
        if who == whose { party } else { Party::Other }
    }

    fn then(&self, state: State, now: DateTime<Utc>) -> Self {
        Self {
            state,
            stage: None,
            rest: Vec::new(),
            touched: now,
            ..self.clone()
        }
    }

    fn at(self, stages: &[Stage]) -> Self {
        let (first, rest) = stages.split_first().expect("a stage");
        Self {
            stage: Some(*first),
            rest: rest.to_vec(),
            ..self
        }
    }

    pub fn submitted(&self, who: &str, now: DateTime<Utc>) -> After {
        let party = Self::is(Party::Owner, who, "official");
        let state = next(self.state, Action::Submit, party, false).ok()?;
        let mut then = self.then(state, now).at(self.route);
        then.revision += 1;
        Some((then, vec!["problem.submitted"]))
    }

    /// What is to be changed, and what is signed and may be corrected.
    pub fn kept(&self, who: &str, now: DateTime<Utc>) -> After {
        let signed = matches!(self.state, State::AwaitingLeader | State::Claimed);
        let then = Self {
            touched: now,
            ..self.clone()
        };
        (who == "official" && (signed || self.state.is_editable())).then_some((then, Vec::new()))
    }

    pub fn ruled(&self, ruling: Ruling, who: &'static str, now: DateTime<Utc>) -> After {
        let party = if self.reviewers().contains(&who) {
            Party::Reviewer
        } else {
            Party::Other
        };
        let action = match ruling {
            Ruling::Approved => Action::Approve,
            Ruling::Returned => Action::Return,
            Ruling::Redo => Action::Redo,
        };
        let state = next(self.state, action, party, !self.rest.is_empty()).ok()?;
        let given_at = self.stage?;
        let event = match (given_at, ruling) {
            // The leader reads and the office checks the form; neither begins it anew. The unit only remarks.
            (Stage::Leader | Stage::Form | Stage::Unit, Ruling::Redo) | (Stage::Unit, Ruling::Returned) => {
                return None;
            }
            (Stage::Leader, Ruling::Approved) => "problem.read",
            (Stage::Unit, Ruling::Approved) => "problem.remarked",
            (Stage::Form, Ruling::Approved) => "problem.form_checked",
            (_, Ruling::Approved) => "problem.approved",
            (_, Ruling::Returned) => "problem.returned",
            (_, Ruling::Redo) => "problem.sent_to_redo",
        };
        let mut then = self.then(state, now);
        if state == State::Submitted {
            then = then.at(&self.rest);
        }
        then.give(given_at, who, now, Some(self.rest.clone()));
        Some((then, vec![event]))
    }

    fn give(&mut self, stage: Stage, by: &'static str, at: DateTime<Utc>, rest: Option<Vec<Stage>>) {
        self.verdicts.0 += 1;
        self.given.push(Given {
            revision: self.revision,
            stage,
            by,
            at,
            rest,
        });
    }

    /// Back to where the last verdict was given, which holds no longer.
    fn back(&self, state: State, now: DateTime<Utc>) -> Option<Self> {
        let mut then = self.then(state, now);
        let last = then.given.pop()?;
        then.verdicts.1 += 1;
        (then.stage, then.rest) = (Some(last.stage), last.rest?);
        Some(then)
    }

    /// The last verdict, if it is about what stands there now.
    fn last(&self) -> Option<&Given> {
        self.given.last().filter(|given| given.revision == self.revision)
    }

    pub fn undone(&self, who: &str, now: DateTime<Utc>) -> After {
        let last = self.last().filter(|given| given.by == who)?;
        let state = next(self.state, Action::Undo, Party::Reviewer, false).ok()?;
        let in_time = now - last.at <= TimeDelta::seconds(10) && self.touched == last.at;
        let then = self.back(state, now).filter(|_| in_time)?;
        Some((then, vec!["problem.verdict_undone"]))
    }

    pub fn revoked(&self, who: &str, now: DateTime<Utc>) -> After {
        let party = Self::is(Party::Head, who, "grouphead");
        let state = next(self.state, Action::Revoke, party, false).ok()?;
        self.last().filter(|given| given.stage == Stage::Group)?;
        let mut then = self.back(state, now)?;
        let mut events = vec!["problem.verdict_revoked"];
        if std::mem::take(&mut then.signed) {
            events.push("signature.broken");
        }
        Some((then, events))
    }

    pub fn signed(&self, who: &str, now: DateTime<Utc>) -> After {
        let (action, party) = match who {
            "official" => (Action::SignAsOwner, Party::Owner),
            "leader" => (Action::SignAsLeader, Party::Leader),
            _ => return None,
        };
        let state = next(self.state, action, party, false).ok()?;
        let mut then = self.then(state, now);
        then.signed = true;
        let mut events = vec!["signature.put"];
        if state == State::Claimed {
            events.push("problem.claimed");
        }
        Some((then, events))
    }

    pub fn refused(&self, who: &'static str, now: DateTime<Utc>) -> After {
        let party = Self::is(Party::Leader, who, "leader");
        let state = next(self.state, Action::RefuseAsLeader, party, false).ok()?;
        let mut then = self.then(state, now);
        then.give(Stage::Leader, who, now, None);
        then.signed = false;
        Some((then, vec!["signature.broken", "problem.returned"]))
    }

    pub fn corrected(&self, review_again: bool, who: &str, now: DateTime<Utc>) -> After {
        let party = Self::is(Party::Owner, who, "official");
        let state = next(self.state, Action::Correct { review_again }, party, false).ok()?;
        let mut then = self.then(state, now);
        if review_again {
            then = then.at(self.route);
        }
        then.revision += 1;
        then.signed = false;
        Some((then, vec!["signature.broken", "problem.corrected"]))
    }
}
