//! The directory of jurisdictions.

pub mod store;

use crate::kernel::ids::TenantId;

/// One jurisdiction 辖区.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Short name for command lines and addresses.
    pub slug: String,
    /// 白城市
    pub name: String,
    /// `city`, `province`, `nation`.
    pub level: String,
    /// The one above.
    pub parent: Option<TenantId>,
    /// Whether it is a demonstration.
    pub demo: bool,
}

/// Why a jurisdiction can't be made.
#[derive(Debug, thiserror::Error)]
pub enum TenantError {
    /// The slug is taken.
    #[error("a jurisdiction with the slug \"{0}\" exists already")]
    SlugTaken(String),
    /// The slug has other characters, or the name is empty or too long.
    #[error(
        "a slug has 2 to 40 lower-case letters, digits and hyphens and begins with a letter; a name has 1 to 60 characters"
    )]
    Malformed,
    /// No jurisdiction has this slug.
    #[error("no jurisdiction has the slug \"{0}\"")]
    Unknown(String),
    /// The ledger refused.
    #[error(transparent)]
    Act(#[from] crate::domain::ledger::ActError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] crate::platform::db::DbError),
}
