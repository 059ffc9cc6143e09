//! Options of `undo`.

use clap::Args;
use uuid::Uuid;

use super::DatabaseOptions;
use super::commands::flag;

/// Options of `undo`.
#[derive(Clone, Debug, Args)]
pub struct UndoOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// Slug of the jurisdiction.
    #[arg(long, env = "ZHENGGAI_TENANT")]
    pub tenant: String,
    /// Only say what would happen.
    #[arg(long, env = "ZHENGGAI_DRY_RUN", value_parser = flag())]
    pub dry_run: bool,
    /// Which import: what `import` printed as its run, or the last part of its page's address.
    #[arg(value_name = "RUN")]
    pub run: Uuid,
}
