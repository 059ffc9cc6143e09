//! What the reader of a problem can do next, as doors to the areas where it is done.

use crate::domain::lists::{Problem, Reading, State};
use crate::kernel::messages::n_;

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// Where it leads.
    pub href: String,
    /// What it says; source text.
    pub label: &'static str,
    /// `btn-seal` for a correction that somebody waits for, `btn-primary` for what is next, `btn-quiet`.
    pub class: &'static str,
}

/// The doors for this reader, the one that matters first.
pub fn doors(problem: &Problem, reading: Reading) -> Vec<Door> {
    let at = |end: &str| format!("/problems/{}/{end}", problem.id);
    let door = |href: String, label, class| Door { href, label, class };
    if problem.moved_out {
        return Vec::new();
    }
    let rectification = problem.rectification.as_deref();
    match (reading, problem.state, rectification) {
        (Reading::Owner | Reading::Drafter, State::Draft, _) => {
            vec![door(at("edit"), n_("继续填写"), "btn-primary")]
        }
        (Reading::Owner | Reading::Drafter, State::Returned, _) => {
            vec![door(at("edit"), n_("改标出的地方"), "btn-seal")]
        }
        (Reading::Owner | Reading::Drafter, State::Redo, _) => {
            vec![door(at("edit"), n_("重新填写"), "btn-seal")]
        }
        (Reading::Owner, State::AwaitingOwner, _) | (Reading::Leader, State::AwaitingLeader, _) => {
            vec![door(at("signatures/claim"), n_("核对并签字"), "btn-primary")]
        }
        (Reading::Owner, State::AwaitingLeader, _) => vec![door(at("correction"), n_("更正"), "btn-quiet")],
        (Reading::Owner, State::Claimed, Some("to_do" | "in_progress")) => vec![
            door(at("completion"), n_("写进展、报完成"), "btn-primary"),
            door(at("extension"), n_("申请延期"), "btn-quiet"),
            door(at("correction"), n_("更正"), "btn-quiet"),
        ],
        (Reading::Owner, State::Claimed, Some("sent_back")) => vec![
            door(at("completion"), n_("重新报告完成"), "btn-seal"),
            door(at("correction"), n_("更正"), "btn-quiet"),
        ],
        (Reading::Owner, State::Claimed, Some("awaiting_leader" | "awaiting_check")) => {
            vec![door(at("correction"), n_("更正"), "btn-quiet")]
        }
        (Reading::Owner, State::Claimed, Some("reported")) => vec![
            door(at("signatures/complete"), n_("核对并签字"), "btn-primary"),
            door(at("completion"), n_("重新报告完成"), "btn-quiet"),
        ],
        (Reading::Leader, State::Claimed, Some("awaiting_leader")) => {
            vec![door(at("signatures/complete"), n_("核对并签字"), "btn-primary")]
        }
        (Reading::Group, State::Submitted, _) => vec![door(at("review"), n_("审核"), "btn-primary")],
        (Reading::Group, State::Claimed, Some("awaiting_check")) => {
            vec![door("/checks".to_owned(), n_("核验"), "btn-primary")]
        }
        (Reading::Office, State::Claimed, Some("awaiting_number")) => {
            vec![door("/closures".to_owned(), n_("编号销号"), "btn-primary")]
        }
        _ => Vec::new(),
    }
}
