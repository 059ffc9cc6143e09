//! What must come of it, said without a database.

use chrono::{Days, NaiveDate};
use zhenggai::domain::lists::State as Filing;
use zhenggai::domain::rectification::Gate;
use zhenggai::domain::rectification::extension::{Asking, has_time_to_gain};
use zhenggai::domain::rectification::state::{Action, Party, State, next};

use super::steps::Deed;
use crate::walks;

/// How much more time is asked for, and how long a new round has.
pub const MORE: Days = Days::new(5);

/// The limit that is asked for.
pub fn later(due: NaiveDate, today: NaiveDate) -> NaiveDate {
    due.max(today) + MORE
}

#[derive(Clone, Debug)]
pub struct Model {
    pub filing: Filing,
    /// None while it is filed anew after a correction.
    pub at: Option<State>,
    pub cycle: i32,
    pub revision: i32,
    pub due: NaiveDate,
    /// Signatures of this cycle that stand: of the claim, of the completion.
    pub claim: i64,
    pub done: i64,
    /// A request for more time of this cycle: how it stands and until when.
    pub asked: Option<(Asking, NaiveDate)>,
    /// Whether a request to reopen waits.
    pub reopening: bool,
}

type After = walks::After<Model>;

impl Model {
    pub fn claimed(due: NaiveDate) -> Self {
        Self {
            filing: Filing::Claimed,
            at: Some(State::ToDo),
            cycle: 1,
            revision: 1,
            due,
            claim: 2,
            done: 0,
            asked: None,
            reopening: false,
        }
    }

    fn party(gate: Gate, who: &str) -> Party {
        let stands = match gate {
            Gate::Leader => who == "leader",
            Gate::Group => matches!(who, "reviewer" | "grouphead"),
            Gate::Office => matches!(who, "office" | "officehead"),
        };
        if stands { gate.party() } else { Party::Other }
    }

    fn owner(who: &str) -> Party {
        if who == "official" {
            Party::Owner
        } else {
            Party::Other
        }
    }

    fn next(&self, action: Action, party: Party) -> Option<Self> {
        let at = next(self.at?, action, party).ok()?;
        Some(Self {
            at: Some(at),
            ..self.clone()
        })
    }

    /// What must come of a deed; none when it must be refused.
    pub fn done(&self, deed: Deed, who: &'static str, today: NaiveDate) -> After {
        match deed {
            Deed::Note => Some((
                self.next(Action::Note, Self::owner(who))?,
                vec!["rectification.noted"],
            )),
            Deed::Report => Some((
                self.next(Action::Report, Self::owner(who))?,
                vec!["rectification.reported"],
            )),
            Deed::Sign => self.signed(who),
            Deed::Accept => {
                let then = self.next(Action::Accept, Self::party(Gate::Group, who))?;
                Some((then, vec!["rectification.accepted"]))
            }
            Deed::SendBack(gate, true) => self.sent_back(gate, who),
            Deed::Number => {
                let then = self.next(Action::Number, Self::party(Gate::Office, who))?;
                Some((then, vec!["rectification.closed"]))
            }
            Deed::AskTime => self.asked(who, today),
            Deed::DecideTime(gate, granted) => self.decided(gate, granted, who, today),
            Deed::AskReopening => {
                let asks = matches!(who, "official" | "leader" | "grouphead");
                let then = Self {
                    reopening: true,
                    ..self.clone()
                };
                let may = asks && self.at == Some(State::Closed) && !self.reopening;
                may.then_some((then, vec!["rectification.reopening_asked"]))
            }
            Deed::DecideReopening(true) if self.reopening => self.reopened(who, today),
            Deed::DecideReopening(false) => {
                let may = self.reopening && Self::party(Gate::Office, who) == Party::Office;
                let then = Self {
                    reopening: false,
                    ..self.clone()
                };
                may.then_some((then, vec!["rectification.reopening_refused"]))
            }
            Deed::Relapse => self.reopened(who, today),
            Deed::Correct(review_again) => self.corrected(review_again, who),
            Deed::Approve => self.approved(who),
            Deed::SignClaim => self.claims(who),
            // Without a reason there is none, and without a request nothing to accept.
            Deed::SendBack(_, false) | Deed::DecideReopening(true) => None,
        }
    }

    /// The owner, then the leader: nobody else, and never the other way round.
    fn signed(&self, who: &str) -> After {
        let (action, party) = match who {
            "official" => (Action::SignAsOwner, Party::Owner),
            "leader" => (Action::SignAsLeader, Party::Leader),
            _ => return None,
        };
        let mut then = self.next(action, party)?;
        then.done += 1;
        let mut events = vec!["signature.put"];
        if action == Action::SignAsLeader {
            events.push("rectification.cosigned");
        }
        Some((then, events))
    }

    fn sent_back(&self, gate: Gate, who: &str) -> After {
        let mut then = self.next(Action::SendBack(gate.party()), Self::party(gate, who))?;
        then.done = 0;
        Some((then, vec!["signature.broken", "rectification.sent_back"]))
    }

    /// Whether more time can be had where it stands.
    fn runs(&self) -> bool {
        self.at.is_some_and(has_time_to_gain)
    }

    fn asked(&self, who: &str, today: NaiveDate) -> After {
        let waits = self.asked.is_some_and(|(asking, _)| asking.gate().is_some());
        if who != "official" || !self.runs() || waits || self.due < today {
            return None;
        }
        let then = Self {
            asked: Some((Asking::AwaitingLeader, later(self.due, today))),
            ..self.clone()
        };
        Some((then, vec!["extension.asked"]))
    }

    fn decided(&self, gate: Gate, granted: bool, who: &str, today: NaiveDate) -> After {
        let (asking, until) = self.asked?;
        if Self::party(gate, who) == Party::Other || !self.runs() || granted && until < today {
            return None;
        }
        let asking = asking.decided(gate, granted).ok()?;
        let mut then = Self {
            asked: Some((asking, until)),
            ..self.clone()
        };
        let event = match asking {
            Asking::Approved => {
                then.due = until;
                "extension.approved"
            }
            Asking::Refused => "extension.refused",
            _ => "extension.endorsed",
        };
        Some((then, vec![event]))
    }

    /// A new round: nothing of the completion is carried over, the claim stands in the round where it was signed.
    fn reopened(&self, who: &str, today: NaiveDate) -> After {
        let then = self.next(Action::Reopen, Self::party(Gate::Office, who))?;
        let then = Self {
            cycle: self.cycle + 1,
            due: today + MORE,
            claim: 0,
            done: 0,
            asked: None,
            reopening: false,
            ..then
        };
        Some((then, vec!["rectification.reopened"]))
    }

    /// Breaks what was signed in this round, and only that.
    fn corrected(&self, review_again: bool, who: &str) -> After {
        let signed = matches!(self.filing, Filing::AwaitingLeader | Filing::Claimed);
        if who != "official" || !signed || self.at == Some(State::Closed) {
            return None;
        }
        let mut events = vec!["problem.corrected"];
        if self.claim + self.done > 0 {
            events.insert(0, "signature.broken");
        }
        let filing = if review_again {
            Filing::Submitted
        } else {
            Filing::AwaitingOwner
        };
        let then = Self {
            filing,
            at: None,
            revision: self.revision + 1,
            claim: 0,
            done: 0,
            ..self.clone()
        };
        Some((then, events))
    }

    fn approved(&self, who: &str) -> After {
        let may = self.filing == Filing::Submitted && matches!(who, "reviewer" | "grouphead");
        let then = Self {
            filing: Filing::AwaitingOwner,
            ..self.clone()
        };
        may.then_some((then, vec!["problem.approved"]))
    }

    fn claims(&self, who: &str) -> After {
        let (filing, at, events) = match (self.filing, who) {
            (Filing::AwaitingOwner, "official") => (Filing::AwaitingLeader, None, vec!["signature.put"]),
            (Filing::AwaitingLeader, "leader") => (
                Filing::Claimed,
                Some(State::ToDo),
                vec!["signature.put", "problem.claimed"],
            ),
            _ => return None,
        };
        let then = Self {
            filing,
            at,
            claim: self.claim + 1,
            ..self.clone()
        };
        Some((then, events))
    }
}
