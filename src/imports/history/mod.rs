//! Rows of a five-list workbook that come in as history: where they stand, and the scan on which that rests.

pub mod store;

use super::message::n_;
use super::report::refused;
use super::{Reason, Refused};
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::{Act, ActError};
use crate::domain::lists::{Draft, ListsError, Problem, actions};
use crate::domain::signing::SigningError;
use crate::domain::signing::actions::claim_on_paper;
use crate::kernel::digest::Digest;
use crate::kernel::ids::OwnerId;
use crate::platform::db::{DbError, Tx};

/// As what rows come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stands {
    /// 草稿
    #[default]
    Draft,
    /// 待审核
    Submitted,
    /// 已审核
    Approved,
    /// 已双签
    Signed,
}

impl Stands {
    /// All, in the order of a problem's life.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Submitted, Self::Approved, Self::Signed];

    /// The word that is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Signed => "signed",
        }
    }

    /// What it is called, to be translated.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => n_("草稿"),
            Self::Submitted => n_("待审核"),
            Self::Approved => n_("已审核"),
            Self::Signed => n_("已双签"),
        }
    }

    /// The meaning of a stored word, or of what it is called in Chinese.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|stands| stands.code() == word || stands.label() == word)
    }

    /// Whether a scan has to show it.
    pub const fn needs_basis(self) -> bool {
        matches!(self, Self::Approved | Self::Signed)
    }
}

/// Where the rows of an import stand, with the digest of the scan.
#[derive(Clone, Copy, Debug, Default)]
pub struct History {
    /// As what they come in.
    pub stands: Stands,
    /// Of the scan.
    pub basis: Option<Digest>,
}

/// Why a row stays a draft.
#[derive(Debug)]
pub(super) enum Short {
    /// The sheet lacks something: the first field at fault.
    Incomplete(String),
    /// Nobody could have co-signed.
    NoLeader,
    /// It is of whoever imports it, or of somebody whom they lead.
    Own,
}

impl Short {
    /// As a row of the report.
    pub(super) fn row(&self, row: u32) -> Refused {
        match self {
            Self::Own => refused(row, "姓名", Reason::OwnHistory),
            Self::NoLeader => refused(row, "分管领导", Reason::NobodyToSign),
            Self::Incomplete(field) => refused(row, label(field), Reason::StaysDraft),
        }
    }
}

/// What a field of the form is called in a workbook.
fn label(field: &str) -> &'static str {
    let list = field.split('.').next().unwrap_or_default();
    match (list, field.ends_with("goal"), field.ends_with("due")) {
        ("manifestation", ..) => "具体表现",
        ("ills", ..) => "五弊",
        ("nots", ..) => "八不",
        ("aspect", ..) => "方面",
        ("source", ..) => "来源",
        ("causes", ..) => "原因",
        ("measures", true, _) => "整改目标",
        ("measures", _, true) => "措施时限",
        ("measures", ..) => "措施",
        ("due", ..) => "整改时限",
        _ => "问题",
    }
}

/// Brings a fresh draft to where it stood. What is no complete sheet stays a draft, and says why: incompleteness never refuses.
pub(super) async fn bring_in(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    problem: &mut Problem,
    (draft, history): (&Draft, History),
) -> Result<Option<Short>, ActError> {
    if history.stands == Stands::Draft {
        return Ok(None);
    }
    // Nobody vouches for their own, nor for that of whom they lead (domain §3).
    let me = act.actor.person;
    let own = me.is_some_and(|me| OwnerId::from(me) == problem.owner) || me.is_some() && me == problem.leader;
    if own && history.stands.needs_basis() {
        return Ok(Some(Short::Own));
    }
    let what = (draft, history.stands.needs_basis(), history.basis);
    match actions::bring_in(tx, act, campaign, problem, what).await {
        Ok(()) => {}
        Err(ListsError::Invalid(wrong)) => {
            let first = wrong.iter().next().map(|(field, _)| field.to_owned());
            return Ok(Some(Short::Incomplete(first.unwrap_or_default())));
        }
        Err(ListsError::Act(error)) => return Err(error),
        Err(ListsError::Db(error)) => return Err(error.into()),
        Err(other) => return Err(DbError::Query(sqlx::Error::Decode(Box::new(other))).into()),
    }
    let Some(basis) = history.basis.filter(|_| history.stands == Stands::Signed) else {
        return Ok(None);
    };
    if problem.leader.is_none() {
        return Ok(Some(Short::NoLeader));
    }
    // What was signed before this program was used is not countersigned by it: the scan shows it.
    match claim_on_paper(tx, act, problem, (basis, None)).await {
        Ok(()) => Ok(None),
        Err(SigningError::Lists(ListsError::Act(error))) => Err(error),
        Err(SigningError::Lists(ListsError::Db(error)) | SigningError::Db(error)) => Err(error.into()),
        Err(other) => Err(DbError::Query(sqlx::Error::Decode(Box::new(other))).into()),
    }
}
