//! Dictionaries of a campaign: ills, nots, aspects, sources, reasons of return.

use std::collections::HashMap;

use super::store;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::CampaignId;
use crate::kernel::messages::msg;
use crate::platform::db::{DbError, Tx};

/// Which dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TermKind {
    /// 五弊
    Ill,
    /// 八不
    Not,
    /// 五个方面
    Aspect,
    /// 来源
    Source,
    /// 退回理由
    Reason,
}

impl TermKind {
    /// The word that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ill => "ill",
            Self::Not => "not",
            Self::Aspect => "aspect",
            Self::Source => "source",
            Self::Reason => "reason",
        }
    }
}

/// One entry of a dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Word of its [`TermKind`].
    pub kind: String,
    /// What texts and rows keep; for reasons two digits.
    pub code: String,
    /// Chinese label.
    pub label: String,
    /// English label; empty when the office gave none.
    pub label_en: String,
    /// Retired ones stay readable and can't be chosen any more.
    pub retired: bool,
}

/// What a reason of return means, shown by two sentences; either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// A sentence that is returned for it.
    pub bad: String,
    /// How the same reads when it is right.
    pub good: String,
}

/// The examples of a campaign's reasons, by the reason's two digits.
#[derive(Clone, Debug, Default)]
pub struct Examples(pub HashMap<String, Example>);

impl Examples {
    /// That of a reason, if the office gave any.
    pub fn of(&self, code: &str) -> Option<&Example> {
        self.0.get(code)
    }
}

/// All dictionaries of a campaign.
#[derive(Clone, Debug, Default)]
pub struct Terms(pub Vec<Term>);

impl Terms {
    /// Entries of one dictionary that may be chosen, in official order.
    pub fn open(&self, kind: TermKind) -> impl Iterator<Item = &Term> {
        self.0
            .iter()
            .filter(move |term| term.kind == kind.code() && !term.retired)
    }

    /// The entry of a code, retired or not.
    pub fn find(&self, kind: TermKind, code: &str) -> Option<&Term> {
        self.0
            .iter()
            .find(|term| term.kind == kind.code() && term.code == code)
    }
}

/// Problems at the fields `ills`, `nots`, `aspect`, `source` whose codes no dictionary has (a forged form).
///
/// # Errors
/// When the database refuses.
pub async fn unknown_terms(
    tx: &mut Tx,
    campaign: CampaignId,
    lists: &[(&'static str, &Vec<String>)],
    singles: &[(&'static str, &String)],
) -> Result<FieldProblems, DbError> {
    let terms = store::terms(tx, campaign).await?;
    let known = |kind: &str, code: &str| terms.0.iter().any(|t| t.kind == kind && t.code == code);
    let mut wrong = FieldProblems::default();
    for (kind, codes) in lists {
        if codes.iter().any(|code| !known(kind, code)) {
            wrong.add(format!("{kind}s"), msg("请从所列各项中选"));
        }
    }
    for (kind, code) in singles {
        if !known(kind, code) {
            wrong.add(*kind, msg("请从所列各项中选"));
        }
    }
    Ok(wrong)
}
