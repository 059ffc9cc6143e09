//! A signature's columns.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::lists::{Action, Party, Problem, Refusal};
use crate::kernel::clock::day_of;
use crate::kernel::ids::{PersonId, ProblemId};
use crate::kernel::scope::Actor;

/// What a signature is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// 认领: taking the problem on.
    Claim,
    /// 完成: its being done.
    Complete,
}

impl Purpose {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Claim, Self::Complete];

    /// The word that is stored and stands in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Complete => "complete",
        }
    }

    /// The purpose of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

/// As what one signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignerRole {
    /// 干部本人
    Owner,
    /// 分管领导
    Leader,
}

impl SignerRole {
    /// Both, in the order in which they sign.
    pub const ALL: [Self; 2] = [Self::Owner, Self::Leader];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Leader => "leader",
        }
    }

    /// The role of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// As what the actor may sign this problem, a body's principal as its owner, whoever stands in for the leader in charge as
    /// that leader: never as both.
    ///
    /// # Errors
    /// [`Refusal::NotYours`]; [`Refusal::SignsNot`] for whoever stands in without an order to sign.
    pub fn of(problem: &Problem, actor: &Actor) -> Result<Self, Refusal> {
        if problem.is_of(actor) {
            Ok(Self::Owner)
        } else if problem.is_led_by(actor.person) {
            Ok(Self::Leader)
        } else {
            match problem.stood_in(actor) {
                Some(order) if order.signs => Ok(Self::Leader),
                Some(_) => Err(Refusal::SignsNot),
                None => Err(Refusal::NotYours),
            }
        }
    }

    /// What signing the claim is to the filing.
    pub fn claiming(self) -> (Action, Party) {
        match self {
            Self::Owner => (Action::SignAsOwner, Party::Owner),
            Self::Leader => (Action::SignAsLeader, Party::Leader),
        }
    }
}

/// Which kind a signature is; said beside each one (domain §8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// 电子确认: the password typed again, under the server's key.
    Password,
    /// 电子确认: the same with a code of the second factor.
    PasswordFactor,
    /// A key that only the signer holds.
    Passkey,
    /// 纸面签字: a scan entered by the liaison.
    Paper,
}

impl Method {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Password, Self::PasswordFactor, Self::Passkey, Self::Paper];

    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::PasswordFactor => "password_factor",
            Self::Passkey => "passkey",
            Self::Paper => "paper",
        }
    }

    /// The kind of a stored word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }
}

/// A signature as it stands.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Its id.
    pub id: uuid::Uuid,
    /// Of which problem.
    pub problem: ProblemId,
    /// Cycle of the problem it belongs to.
    pub cycle: i32,
    /// Revision that was signed.
    pub revision: i32,
    /// What for.
    pub purpose: Purpose,
    /// As what.
    pub role: SignerRole,
    /// Who.
    pub signer: PersonId,
    /// The signer's name, with the title where the statement names somebody else.
    pub signer_name: String,
    /// In whose stead.
    pub stead: Option<Stead>,
    /// In which way.
    pub method: Method,
    /// The bytes that were shown and hashed.
    pub statement: String,
    /// Their SHA-256.
    pub sha256: Vec<u8>,
    /// Their SM3.
    pub sm3: Vec<u8>,
    /// SHA-256 of what binds statement and signer together.
    pub binding: Vec<u8>,
    /// Of one on paper that was entered by somebody here: when it was signed, and who entered it.
    pub paper: Option<OnPaper>,
    /// By which key the server countersigned it.
    pub countersigned_by: Option<String>,
    /// Recorded time.
    pub signed_at: DateTime<Utc>,
    /// Whether and why it no longer holds.
    pub broken: Option<Break>,
}

impl Signature {
    /// The day on which it was signed: on paper the one that stands there.
    pub fn day(&self) -> NaiveDate {
        let on_paper = self.paper.as_ref().map(|paper| paper.signed_on);
        on_paper.unwrap_or_else(|| day_of(self.signed_at))
    }
}

/// In whose stead a signature was put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stead {
    /// Name of the leader in charge.
    pub leader: String,
    /// What the signer declared.
    pub declared: String,
}

/// What was entered of a signature on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnPaper {
    /// The date on the paper.
    pub signed_on: NaiveDate,
    /// Name of who entered it.
    pub entered_by: String,
}

/// Why a signature no longer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// In words.
    pub reason: String,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// The unbroken signature of a role for a purpose in a cycle, if there is one.
pub fn standing(
    signatures: &[Signature],
    cycle: i32,
    purpose: Purpose,
    role: SignerRole,
) -> Option<&Signature> {
    signatures
        .iter()
        .find(|s| s.cycle == cycle && s.purpose == purpose && s.role == role && s.broken.is_none())
}

/// The cycle whose claim stands for the problem's present text: its own, or the last one before that both signed on the same revision.
/// A new cycle changes nothing of lists 1 to 4 and needs no new claim.
pub fn claim_cycle(signatures: &[Signature], problem: &Problem) -> i32 {
    let standing = signatures.iter().filter(|s| {
        s.purpose == Purpose::Claim
            && s.role == SignerRole::Owner
            && s.broken.is_none()
            && s.revision == problem.revision
            && s.cycle <= problem.cycle
    });
    standing.map(|s| s.cycle).max().unwrap_or(problem.cycle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_their_own() {
        for purpose in Purpose::ALL {
            assert_eq!(Purpose::from_code(purpose.code()), Some(purpose));
        }
        for role in SignerRole::ALL {
            assert_eq!(SignerRole::from_code(role.code()), Some(role));
        }
        for method in Method::ALL {
            assert_eq!(Method::from_code(method.code()), Some(method));
        }
    }
}
