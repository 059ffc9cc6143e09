//! Options of `export`.

use std::path::PathBuf;

use clap::Args;

use super::{DatabaseOptions, ImportKind};

/// Options of `export`.
#[derive(Clone, Debug, Args)]
pub struct ExportOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// Slug of the jurisdiction.
    #[arg(long, env = "ZHENGGAI_TENANT")]
    pub tenant: String,
    /// What the workbook is to hold.
    #[arg(long, env = "ZHENGGAI_KIND", value_enum)]
    pub kind: ImportKind,
    /// The workbook (.xlsx), written anew.
    pub file: PathBuf,
}
