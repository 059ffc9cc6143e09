//! What a signer declares. A version, once signed under, never changes: new words are a new version. The words
//! stand in the statement itself, so that a signature can be read without this program; what is declared in a leader's stead is
//! kept beside it.

use super::{Purpose, SignerRole};

/// The version under which statements are made now.
pub(super) const PRESENT: i32 = 1;

/// The words of the present version. Not translated: they are signed as they stand.
pub(super) fn words(purpose: Purpose, role: SignerRole) -> &'static str {
    match (purpose, role) {
        (Purpose::Claim, SignerRole::Owner) => {
            "本人已逐条核对以上内容，认为查摆属实、原因找准、措施可行。本人认领这个问题，将按期整改，并在完成后再次签字确认。"
        }
        (Purpose::Claim, SignerRole::Leader) => {
            "本人已逐条审阅以上内容，认为查摆属实、原因找准、措施可行。作为分管领导，本人对其整改负领导责任，将督促按期完成，并在完成后再次签字确认。"
        }
        (Purpose::Complete, SignerRole::Owner) => {
            "本人已按所列措施完成整改，以上完成情况属实，本人对其真实性负责。"
        }
        (Purpose::Complete, SignerRole::Leader) => {
            "本人已核实以上完成情况，认为措施已落实、目标已达到。作为分管领导，本人对整改结果负领导责任。"
        }
    }
}

/// What whoever stands in for a leader declares beside the statement. Not translated, either.
pub(super) fn in_stead(
    purpose: Purpose,
    [delegate, leader]: [&str; 2],
    [from, until]: [String; 2],
) -> String {
    let read = match purpose {
        Purpose::Claim => "本人已逐条审阅以上内容，认为查摆属实、原因找准、措施可行",
        Purpose::Complete => "本人已核实以上完成情况，认为措施已落实、目标已达到",
    };
    format!("本人（{delegate}）受委托，自{from}至{until}代理分管领导{leader}。{read}，代{leader}签字。")
}
