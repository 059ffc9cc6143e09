//! The life of a rectification as a pure function.

use crate::domain::lists::Refusal;

/// Where a rectification stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// 待整改
    ToDo,
    /// 整改中
    InProgress,
    /// 已报完成: reported, not yet signed by the owner
    Reported,
    /// 待分管领导确认
    AwaitingLeader,
    /// 待核验 by the group
    AwaitingCheck,
    /// 待编号 by the office
    AwaitingNumber,
    /// 已销号
    Closed,
    /// 退回整改
    SentBack,
}

impl State {
    /// All states.
    pub const ALL: [Self; 8] = [
        Self::ToDo,
        Self::InProgress,
        Self::Reported,
        Self::AwaitingLeader,
        Self::AwaitingCheck,
        Self::AwaitingNumber,
        Self::Closed,
        Self::SentBack,
    ];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::ToDo => "to_do",
            Self::InProgress => "in_progress",
            Self::Reported => "reported",
            Self::AwaitingLeader => "awaiting_leader",
            Self::AwaitingCheck => "awaiting_check",
            Self::AwaitingNumber => "awaiting_number",
            Self::Closed => "closed",
            Self::SentBack => "sent_back",
        }
    }

    /// The state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What is done to a rectification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// A progress note.
    Note,
    /// 报完成; again before it is signed.
    Report,
    /// The owner signs the completion.
    SignAsOwner,
    /// The leader in charge confirms it.
    SignAsLeader,
    /// The group accepts it.
    Accept,
    /// The office gives its number.
    Number,
    /// 退回整改 by whoever's gate it stands at.
    SendBack(Party),
    /// 重新整改: a relapse, or a request that the office accepted, opens a new cycle. The one way out of what is closed.
    Reopen,
}

/// What the actor is to this problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// 本人
    Owner,
    /// 分管领导 named on it
    Leader,
    /// A member of the group that watches the unit, without part in the matter
    Checker,
    /// 活动办
    Office,
    /// Anyone else
    Other,
}

impl Action {
    /// Whose action it is.
    pub fn party(self) -> Party {
        match self {
            Self::Note | Self::Report | Self::SignAsOwner => Party::Owner,
            Self::SignAsLeader => Party::Leader,
            Self::Accept => Party::Checker,
            Self::Number | Self::Reopen => Party::Office,
            Self::SendBack(party) => party,
        }
    }
}

/// The state after `action` by `party`.
///
/// # Errors
/// [`Refusal::NotYours`] before [`Refusal::Closed`] before [`Refusal::NotNow`].
pub fn next(state: State, action: Action, party: Party) -> Result<State, Refusal> {
    use Action as A;
    use State as S;
    if party != action.party() || party == Party::Other {
        return Err(Refusal::NotYours);
    }
    match (state, action) {
        (S::Closed, A::Reopen) => Ok(S::ToDo),
        (S::Closed, _) => Err(Refusal::Closed),
        (S::ToDo | S::InProgress | S::SentBack, A::Note) => Ok(S::InProgress),
        (S::ToDo | S::InProgress | S::SentBack | S::Reported, A::Report) => Ok(S::Reported),
        (S::Reported, A::SignAsOwner) => Ok(S::AwaitingLeader),
        (S::AwaitingLeader, A::SignAsLeader) => Ok(S::AwaitingCheck),
        (S::AwaitingCheck, A::Accept) => Ok(S::AwaitingNumber),
        (S::AwaitingNumber, A::Number) => Ok(S::Closed),
        (S::AwaitingLeader, A::SendBack(Party::Leader))
        | (S::AwaitingCheck, A::SendBack(Party::Checker))
        | (S::AwaitingNumber, A::SendBack(Party::Office)) => Ok(S::SentBack),
        _ => Err(Refusal::NotNow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTIES: [Party; 5] = [
        Party::Owner,
        Party::Leader,
        Party::Checker,
        Party::Office,
        Party::Other,
    ];

    /// Action, who does it, from where to where: everything else is refused.
    type Row = (Action, Party, Vec<(State, State)>);

    fn table() -> Vec<Row> {
        use Action as A;
        use State as S;
        vec![
            (
                A::Note,
                Party::Owner,
                vec![
                    (S::ToDo, S::InProgress),
                    (S::InProgress, S::InProgress),
                    (S::SentBack, S::InProgress),
                ],
            ),
            (
                A::Report,
                Party::Owner,
                vec![
                    (S::ToDo, S::Reported),
                    (S::InProgress, S::Reported),
                    (S::SentBack, S::Reported),
                    (S::Reported, S::Reported),
                ],
            ),
            (
                A::SignAsOwner,
                Party::Owner,
                vec![(S::Reported, S::AwaitingLeader)],
            ),
            (
                A::SignAsLeader,
                Party::Leader,
                vec![(S::AwaitingLeader, S::AwaitingCheck)],
            ),
            (
                A::Accept,
                Party::Checker,
                vec![(S::AwaitingCheck, S::AwaitingNumber)],
            ),
            (A::Number, Party::Office, vec![(S::AwaitingNumber, S::Closed)]),
            (
                A::SendBack(Party::Leader),
                Party::Leader,
                vec![(S::AwaitingLeader, S::SentBack)],
            ),
            (
                A::SendBack(Party::Checker),
                Party::Checker,
                vec![(S::AwaitingCheck, S::SentBack)],
            ),
            (
                A::SendBack(Party::Office),
                Party::Office,
                vec![(S::AwaitingNumber, S::SentBack)],
            ),
            (A::Reopen, Party::Office, vec![(S::Closed, S::ToDo)]),
            (A::SendBack(Party::Owner), Party::Owner, vec![]),
            (A::SendBack(Party::Other), Party::Other, vec![]),
        ]
    }

    #[test]
    fn every_state_action_and_party_is_decided() {
        for (action, by, ways) in table() {
            for state in State::ALL {
                for party in PARTIES {
                    let wanted = if party != by || party == Party::Other {
                        Err(Refusal::NotYours)
                    } else if state == State::Closed && action != Action::Reopen {
                        Err(Refusal::Closed)
                    } else {
                        let way = ways.iter().find(|(from, _)| *from == state);
                        way.map(|(_, to)| *to).ok_or(Refusal::NotNow)
                    };
                    assert_eq!(
                        next(state, action, party),
                        wanted,
                        "{state:?} {action:?} {party:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn words_of_states_are_their_own() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(state));
        }
    }
}
