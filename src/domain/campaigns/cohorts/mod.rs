//! Named sets of owners (domain §1). Sets overlap: never a tree, never added up.

pub mod actions;
pub mod store;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Stage;
use crate::domain::ledger::ActError;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::CohortId;
use crate::platform::db::DbError;

/// A named set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// Its id.
    pub id: CohortId,
    /// The word by which figures know it.
    pub code: String,
    /// 市级领导
    pub name: String,
    /// Of several with a route, the lowest decides.
    pub sort_no: i32,
    /// Who is in.
    pub rule: Rule,
    /// Its own way of review; empty: that of the tier.
    pub route: Vec<Stage>,
}

/// Who is in: the people of these tiers in these units, and owners named one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    /// Words of tiers; none: all of them, where units are given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<String>,
    /// Units with what stands below them; none: all of them, where tiers are given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<Uuid>,
    /// People and bodies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<Uuid>,
}

/// An owner who is in or would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub owner: Uuid,
    /// Name of the person or body.
    pub name: String,
    /// 人员编号; empty for a body.
    pub staff_no: String,
    /// Where.
    pub unit: String,
}

/// How many owners two sets have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The other one's name.
    pub name: String,
    /// How many.
    pub n: i64,
}

/// Why a cohort could not be set.
#[derive(Debug, thiserror::Error)]
pub enum CohortError {
    /// What was typed needs attention.
    #[error("fields need attention")]
    Invalid(FieldProblems),
    /// No such cohort.
    #[error("no such cohort")]
    NotFound,
    /// Others are in by now than the office was shown.
    #[error("the set has changed since it was shown")]
    Changed,
    /// The act was recorded before.
    #[error(transparent)]
    Act(#[from] ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What one looked at before confirming: stands for exactly these owners.
pub fn seal(members: &[Uuid]) -> String {
    let mut sorted = members.to_vec();
    sorted.sort_unstable();
    let bytes: Vec<u8> = sorted.iter().flat_map(|id| *id.as_bytes()).collect();
    hex::encode(crate::kernel::digest::sha256(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_stands_for_a_set_and_not_for_an_order() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(seal(&[one, other]), seal(&[other, one]));
        assert_ne!(seal(&[one]), seal(&[one, other]));
    }

    #[test]
    fn a_rule_is_read_back_and_an_empty_one_says_nothing() {
        let rule = Rule {
            tiers: vec!["county".to_owned()],
            named: vec![Uuid::from_u128(7)],
            ..Rule::default()
        };
        let text = serde_json::to_string(&rule).expect("JSON");
        assert_eq!(serde_json::from_str::<Rule>(&text).expect("a rule"), rule);
        assert_eq!(serde_json::to_string(&Rule::default()).expect("JSON"), "{}");
    }
}
