//! The statement: what is shown, hashed and signed, all the same bytes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Purpose, SignerRole};
use crate::domain::lists::Content;
use crate::kernel::digest::{self, Digest};
use crate::kernel::ids::{FileId, OwnerId, PersonId, ProblemId, TenantId};

/// A claim 认领 covers lists 1–4; a completion 完成 covers 1–5 and names the claim's digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Tells these bytes from any others that might be hashed.
    pub kind: Kind,
    /// What signing it is for.
    pub purpose: Purpose,
    /// What the signers declare.
    pub wording: Wording,
    /// The jurisdiction.
    pub tenant: Named<TenantId>,
    /// Which problem.
    pub problem: Subject,
    /// 干部本人, or the body
    pub owner: Named<OwnerId>,
    /// 分管领导; none for the city's first.
    pub leader: Option<Named<PersonId>>,
    /// Lists 1–4.
    pub content: Content,
    /// What the codes in `content` say, by `kind:code`: a dictionary may change later.
    pub labels: BTreeMap<String, String>,
    /// List 5, of a completion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// SHA-256 of the claim's statement, of a completion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_sha256: Option<String>,
}

/// The one kind of such bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A statement of this program.
    #[serde(rename = "zhenggai.statement")]
    Statement,
}

/// What the two declare, and which version of the words that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Version of the words.
    pub version: i32,
    /// Of 干部本人.
    pub owner: String,
    /// Of 分管领导.
    pub leader: String,
}

impl Wording {
    /// What a role declares.
    pub fn of(&self, role: SignerRole) -> &str {
        match role {
            SignerRole::Owner => &self.owner,
            SignerRole::Leader => &self.leader,
        }
    }
}

/// An id with the name it had then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<T> {
    /// The id.
    pub id: T,
    /// The name.
    pub name: String,
}

/// Which problem, and which state of its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Its id.
    pub id: ProblemId,
    /// Its number.
    pub number: String,
    /// Cycle of rectification.
    pub cycle: i32,
    /// Revision of the content.
    pub revision: i32,
}

/// List 5, as reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// 完成情况
    pub words: String,
    /// 完成日期
    pub done_on: NaiveDate,
    /// Files that stood beside it. Without any, nothing is said of them, and the bytes are those of statements before there were any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// A file that is signed along with list 5.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: FileId,
    /// Its name.
    pub name: String,
    /// SHA-256 of what is kept, in hexadecimal digits.
    pub sha256: String,
    /// SHA-256 of what was sent, in hexadecimal digits.
    pub uploaded_sha256: String,
}

/// A statement as bytes and as parsed from exactly these bytes, with their digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// For the page.
    pub statement: Statement,
    /// Canonical JSON: what is hashed and stored.
    pub text: String,
    /// SHA-256 of `text`.
    pub sha256: Digest,
    /// SM3 of `text`.
    pub sm3: Digest,
}

impl Sheet {
    /// The sheet of a statement. It is parsed back from the bytes, so that what is shown is what is hashed.
    ///
    /// # Errors
    /// When the statement does not survive its own JSON.
    pub fn of(statement: &Statement) -> Result<Self, serde_json::Error> {
        Self::read(digest::canonical(statement)?)
    }

    /// The sheet of stored bytes.
    ///
    /// # Errors
    /// When they are no statement, or say anything that the parsed statement does not.
    pub fn read(text: String) -> Result<Self, serde_json::Error> {
        let statement: Statement = serde_json::from_str(&text)?;
        if digest::canonical(&statement)? != text {
            return Err(serde::de::Error::custom("not the canonical form of a statement"));
        }
        Ok(Self {
            statement,
            sha256: digest::sha256(text.as_bytes()),
            sm3: digest::sm3(text.as_bytes()),
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::lists::{Cause, CauseKind, Measure, Responsibility};

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 9, d).expect("a date")
    }

    fn claim() -> Statement {
        let nil = uuid::Uuid::nil();
        let text = |t: &str| t.to_owned();
        Statement {
            kind: Kind::Statement,
            purpose: Purpose::Claim,
            wording: Wording {
                version: 1,
                owner: text("本人认领"),
                leader: text("本人督促"),
            },
            tenant: Named {
                id: TenantId(nil),
                name: text("甲市"),
            },
            problem: Subject {
                id: ProblemId(nil),
                number: text("甲局-00001-01"),
                cycle: 1,
                revision: 2,
            },
            owner: Named {
                id: OwnerId(nil),
                name: text("甲"),
            },
            leader: None,
            content: Content {
                title: text("解释少"),
                manifestation: text("九月，三户来访只接待一户"),
                ills: vec![text("躲怕推")],
                nots: vec![],
                aspect: text("服务不到位"),
                source: text("自己找"),
                duty: String::new(),
                causes: vec![Cause {
                    kind: CauseKind::Subjective,
                    text: text("怕被围着问"),
                }],
                measures: vec![Measure {
                    text: text("逐户上门"),
                    goal: text("三户都清楚"),
                    due: day(28),
                }],
                responsibility: Responsibility {
                    person: text("甲"),
                    staff_no: text("00001"),
                    unit: text("甲局"),
                    leader: String::new(),
                    cooperating: String::new(),
                    immediate: false,
                    due: day(30),
                    long_term: false,
                    look_back: vec![],
                },
            },
            labels: BTreeMap::new(),
            outcome: None,
            claim_sha256: None,
        }
    }

    #[test]
    fn what_is_shown_is_parsed_from_what_is_hashed() {
        let sheet = Sheet::of(&claim()).expect("json");
        assert_eq!(sheet.statement, claim());
        assert_eq!(Sheet::read(sheet.text.clone()).expect("json"), sheet);
        assert_eq!(digest::canonical(&claim()).expect("json"), sheet.text);
        assert!(!sheet.text.contains("outcome"), "a claim says nothing of list 5");
        // Computed by another program's JSON and SHA-256 too: whoever has the text can check a signature without us.
        assert_eq!(hex::encode(sheet.sha256), KNOWN_SHA256);
    }

    const KNOWN_SHA256: &str = "7cececb91e956e74eb1817a0bbbcde65e8fcc9883a7612d0ed152d0a1e380ada";

    #[test]
    fn any_change_changes_the_digest() {
        let base = Sheet::of(&claim()).expect("json").sha256;
        let changes: [fn(&mut Statement); 6] = [
            |s| s.content.measures[0].goal.push('。'),
            |s| s.content.responsibility.due = day(29),
            |s| s.problem.revision = 3,
            |s| s.purpose = Purpose::Complete,
            |s| s.wording.leader.push('。'),
            |s| s.claim_sha256 = Some("00".to_owned()),
        ];
        for change in changes {
            let mut other = claim();
            change(&mut other);
            assert_ne!(Sheet::of(&other).expect("json").sha256, base, "{other:?}");
        }
    }

    #[test]
    fn a_completion_without_files_says_nothing_of_files() {
        let mut completion = claim();
        let outcome = Outcome {
            words: "逐户上门".to_owned(),
            done_on: day(28),
            evidence: Vec::new(),
        };
        completion.outcome = Some(outcome.clone());
        let bare = Sheet::of(&completion).expect("json");
        assert!(
            bare.text
                .contains(r#""outcome":{"done_on":"2018-09-28","words":"逐户上门"}"#)
        );
        let evidence = vec![Evidence {
            id: FileId(uuid::Uuid::nil()),
            name: "照片.jpg".to_owned(),
            sha256: "00".repeat(32),
            uploaded_sha256: "11".repeat(32),
        }];
        completion.outcome = Some(Outcome { evidence, ..outcome });
        let named = Sheet::of(&completion).expect("json");
        assert_ne!(named.sha256, bare.sha256);
        assert_eq!(Sheet::read(named.text.clone()).expect("json"), named);
    }

    #[test]
    fn bytes_that_say_more_are_no_statement() {
        let text = Sheet::of(&claim()).expect("json").text;
        for inside in ["{", r#""content":{"#] {
            let more = text.replacen(inside, &format!(r#"{inside}"also":1,"#), 1);
            assert_ne!(more, text);
            assert!(Sheet::read(more).is_err());
        }
        assert!(Sheet::read("{}".to_owned()).is_err());
    }
}
