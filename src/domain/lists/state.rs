//! The life of a filing as a pure function (domain §3, Filing).

/// Where a filing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// 草稿
    Draft,
    /// 已撤回: a draft that was taken out of its owner's list; nothing follows on it
    Withdrawn,
    /// 待审核 at a stage of its route
    Submitted,
    /// 退回修改
    Returned,
    /// 推倒重来
    Redo,
    /// 审核通过, 待本人签字
    AwaitingOwner,
    /// 待分管领导签字
    AwaitingLeader,
    /// 已认领
    Claimed,
}

impl State {
    /// All states.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Withdrawn,
        Self::Submitted,
        Self::Returned,
        Self::Redo,
        Self::AwaitingOwner,
        Self::AwaitingLeader,
        Self::Claimed,
    ];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Withdrawn => "withdrawn",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Redo => "redo",
            Self::AwaitingOwner => "awaiting_owner",
            Self::AwaitingLeader => "awaiting_leader",
            Self::Claimed => "claimed",
        }
    }

    /// The state of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether it is past review: it counts in figures, and its deadline runs.
    pub fn is_approved(self) -> bool {
        matches!(self, Self::AwaitingOwner | Self::AwaitingLeader | Self::Claimed)
    }

    /// Whether it is still being filed: written, or under review.
    pub fn is_filing(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted | Self::Returned | Self::Redo)
    }

    /// Whether the owner may change the text without more ado.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned | Self::Redo)
    }
}

/// What is done to a filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 提交
    Submit,
    /// 撤回 of what an import brought in, and nobody went on with
    Withdraw,
    /// 审核通过
    Approve,
    /// 退回修改
    Return,
    /// 推倒重来
    Redo,
    /// 撤销 within seconds, by whoever just ruled
    Undo,
    /// 撤销审核结论 by the head of the group, until both have signed
    Revoke,
    /// 本人签字认领
    SignAsOwner,
    /// 分管领导签字
    SignAsLeader,
    /// The leader does not sign, and says why: a 退回修改.
    RefuseAsLeader,
    /// 更正 after signing; `review_again` if list 1 or 3 changed.
    Correct {
        /// Whether it must pass review again.
        review_again: bool,
    },
}

/// What the actor is to this problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Party {
    /// 本人
    Owner,
    /// 分管领导 named on it
    Leader,
    /// Whoever reviews at the stage it stands at
    Reviewer,
    /// 组长 of the group that ruled
    Head,
    /// Whoever takes the import back that brought it in
    Importer,
    /// Anyone else
    Other,
}

/// Why an action can't be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not by this person.
    #[error("not for this person to do")]
    NotYours,
    /// Not in this state.
    #[error("not possible in the present state")]
    NotNow,
    /// It is closed, and closed is final.
    #[error("closed is final")]
    Closed,
    /// Its owner is moved out: it is neither filed nor signed nor checked.
    #[error("its owner is moved out")]
    MovedOut,
    /// No leader in charge is known who could sign.
    #[error("no leader in charge to sign")]
    NoLeader,
    /// Somebody else typed it, and its owner has not confirmed it.
    #[error("its owner has not confirmed it")]
    Unconfirmed,
    /// Another reviewer has it in their lot.
    #[error("another reviewer has it")]
    Held,
    /// The seconds in which whoever ruled may undo it are over.
    #[error("too late to undo")]
    TooLate,
    /// Whoever stands in for the leader was not told to sign for them.
    #[error("signing in the leader's stead was not ordered")]
    SignsNot,
}

/// The state after `action` by `party`; `more_stages` tells whether the route goes on after the present stage.
///
/// # Errors
/// [`Refusal::NotYours`] before [`Refusal::NotNow`].
pub fn next(state: State, action: Action, party: Party, more_stages: bool) -> Result<State, Refusal> {
    use Action as A;
    use State as S;
    let by = match action {
        A::Submit | A::SignAsOwner | A::Correct { .. } => Party::Owner,
        A::Withdraw => Party::Importer,
        A::Approve | A::Return | A::Redo | A::Undo => Party::Reviewer,
        A::Revoke => Party::Head,
        A::SignAsLeader | A::RefuseAsLeader => Party::Leader,
    };
    if party != by {
        return Err(Refusal::NotYours);
    }
    match (state, action) {
        // Undone or revoked: from wherever the verdict led; the caller knows that it is the last one, and on this revision.
        (S::Draft | S::Returned | S::Redo, A::Submit)
        | (S::Submitted | S::AwaitingOwner | S::Returned | S::Redo, A::Undo | A::Revoke)
        | (S::AwaitingLeader, A::Revoke) => Ok(S::Submitted),
        (S::Draft | S::Submitted | S::AwaitingOwner | S::Claimed, A::Withdraw) => Ok(S::Withdrawn),
        (S::Submitted, A::Approve) => Ok(if more_stages {
            S::Submitted
        } else {
            S::AwaitingOwner
        }),
        (S::Submitted, A::Return) | (S::AwaitingLeader, A::RefuseAsLeader) => Ok(S::Returned),
        (S::Submitted, A::Redo) => Ok(S::Redo),
        (S::AwaitingOwner, A::SignAsOwner) => Ok(S::AwaitingLeader),
        (S::AwaitingLeader, A::SignAsLeader) => Ok(S::Claimed),
        (S::AwaitingLeader | S::Claimed, A::Correct { review_again }) => Ok(if review_again {
            S::Submitted
        } else {
            S::AwaitingOwner
        }),
        _ => Err(Refusal::NotNow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_action_and_party_is_decided() {
        let actions = [
            (
                Action::Submit,
                Party::Owner,
                vec![State::Draft, State::Returned, State::Redo],
            ),
            (
                Action::Withdraw,
                Party::Importer,
                vec![
                    State::Draft,
                    State::Submitted,
                    State::AwaitingOwner,
                    State::Claimed,
                ],
            ),
            (Action::Approve, Party::Reviewer, vec![State::Submitted]),
            (Action::Return, Party::Reviewer, vec![State::Submitted]),
            (Action::Redo, Party::Reviewer, vec![State::Submitted]),
            (
                Action::Undo,
                Party::Reviewer,
                vec![
                    State::Submitted,
                    State::AwaitingOwner,
                    State::Returned,
                    State::Redo,
                ],
            ),
            (
                Action::Revoke,
                Party::Head,
                vec![
                    State::Submitted,
                    State::AwaitingOwner,
                    State::AwaitingLeader,
                    State::Returned,
                    State::Redo,
                ],
            ),
            (Action::SignAsOwner, Party::Owner, vec![State::AwaitingOwner]),
            (Action::SignAsLeader, Party::Leader, vec![State::AwaitingLeader]),
            (Action::RefuseAsLeader, Party::Leader, vec![State::AwaitingLeader]),
            (
                Action::Correct { review_again: true },
                Party::Owner,
                vec![State::AwaitingLeader, State::Claimed],
            ),
        ];
        for (action, party, from) in actions {
            for state in State::ALL {
                for who in [
                    Party::Owner,
                    Party::Leader,
                    Party::Reviewer,
                    Party::Head,
                    Party::Importer,
                    Party::Other,
                ] {
                    let result = next(state, action, who, false);
                    if who != party {
                        assert_eq!(result, Err(Refusal::NotYours), "{state:?} {action:?} {who:?}");
                    } else if from.contains(&state) {
                        assert!(result.is_ok(), "{state:?} {action:?} {who:?}");
                    } else {
                        assert_eq!(result, Err(Refusal::NotNow), "{state:?} {action:?} {who:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_route_with_more_stages_goes_on() {
        assert_eq!(
            next(State::Submitted, Action::Approve, Party::Reviewer, true),
            Ok(State::Submitted)
        );
        assert_eq!(
            next(State::Submitted, Action::Approve, Party::Reviewer, false),
            Ok(State::AwaitingOwner)
        );
    }
}
