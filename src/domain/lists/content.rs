//! Lists 1–4 as they are submitted, reviewed, hashed and signed: one typed struct, immutable per revision,
//! kept as canonical JSON (RFC 8785).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::kernel::digest::{Digest, canonical, sha256};

/// Lists 1–4 (domain §2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// List 1, the problem in one sentence.
    pub title: String,
    /// List 1, 具体表现: who, when, what.
    pub manifestation: String,
    /// Codes of 五弊, the principal one first.
    pub ills: Vec<String>,
    /// Codes of 八不.
    pub nots: Vec<String>,
    /// Code of the aspect 五个方面.
    pub aspect: String,
    /// Code of 来源.
    pub source: String,
    /// Statutory duty or post it is held against.
    pub duty: String,
    /// List 2.
    pub causes: Vec<Cause>,
    /// List 3.
    pub measures: Vec<Measure>,
    /// List 4.
    pub responsibility: Responsibility,
}

/// One cause of list 2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// Within the person, or without.
    pub kind: CauseKind,
    /// The words.
    pub text: String,
}

/// 主观(思想根源) or 客观.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CauseKind {
    /// 主观
    Subjective,
    /// 客观
    Objective,
}

/// One measure of list 3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What will be done.
    pub text: String,
    /// 整改目标: a result that can be checked.
    pub goal: String,
    /// Its own date.
    pub due: NaiveDate,
}

/// List 4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsibility {
    /// Name of the responsible person.
    pub person: String,
    /// Staff number of the responsible person; empty for a body.
    pub staff_no: String,
    /// Responsible unit.
    pub unit: String,
    /// 分管领导, name and title; empty when the tenant has no superior.
    pub leader: String,
    /// 配合单位, free text.
    pub cooperating: String,
    /// 立行立改: due the very day of signing.
    pub immediate: bool,
    /// Time limit; the day of submission when `immediate`.
    pub due: NaiveDate,
    /// 长期坚持.
    pub long_term: bool,
    /// Look-back dates.
    pub look_back: Vec<NaiveDate>,
}

impl Content {
    /// Canonical JSON and its SHA-256.
    ///
    /// # Errors
    /// Never for this type in practice; the serialiser's own otherwise.
    pub fn canonical(&self) -> Result<(String, Digest), serde_json::Error> {
        let text = canonical(self)?;
        let digest = sha256(text.as_bytes());
        Ok((text, digest))
    }

    /// Reads what [`Self::canonical`] wrote.
    ///
    /// # Errors
    /// When the text is not such content.
    pub fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Whether a correction from `self` to `other` needs a new review: only if list 1 or 3 changed.
    pub fn needs_review_again(&self, other: &Self) -> bool {
        let list1 = |c: &Self| {
            (
                c.title.clone(),
                c.manifestation.clone(),
                c.ills.clone(),
                c.nots.clone(),
                (c.aspect.clone(), c.source.clone(), c.duty.clone()),
            )
        };
        list1(self) != list1(other) || self.measures != other.measures
    }
}
