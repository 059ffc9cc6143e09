//! Newtype ids: a unit's id can't be passed where a person's is meant.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
        #[sqlx(transparent)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A fresh id, ordered by time of making.
            pub fn fresh() -> Self {
                Self(fresh())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id!(
    /// A jurisdiction 辖区.
    TenantId,
    /// A login.
    AccountId,
    /// A cadre of the roster.
    PersonId,
    /// A node of the organisation tree.
    UnitId,
    /// A dated drive run by one city.
    CampaignId,
    /// One numbered account through five lists.
    ProblemId,
    /// A named set of owners 统计范围.
    CohortId,
    /// A supervision group 督察指导组.
    GroupId,
    /// An order by which somebody stands in for a leader in charge 代理.
    DelegationId,
    /// A ruling of a review.
    VerdictId,
    /// What one reviewer goes through 批次.
    LotId,
    /// A verdict that is read again 复核.
    SecondReadingId,
    /// A clue that was handed over 线索移送.
    ReferralId,
    /// A file that was handed in.
    FileId,
    /// A signature on paper 纸面签字, as it was entered.
    PaperId,
    /// A draw of closed problems to be looked at again 回头看.
    LookBackId,
    /// What is handed up for pre-review.
    PackageId,
    /// A workbook that was sent to be imported.
    RunId,
    /// A question to a list that somebody saved 视图.
    ViewId,
    /// The id that a form carries, so that a retry never counts twice.
    ActId,
    /// A list owner: a person, or a unit of kind body.
    OwnerId,
);

impl From<PersonId> for OwnerId {
    fn from(person: PersonId) -> Self {
        Self(person.0)
    }
}

impl From<UnitId> for OwnerId {
    fn from(body: UnitId) -> Self {
        Self(body.0)
    }
}

/// A fresh UUID version 7. The one place that makes them.
#[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
pub fn fresh() -> Uuid {
    Uuid::now_v7()
}
