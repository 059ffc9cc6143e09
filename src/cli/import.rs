//! Options of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::DatabaseOptions;
use super::commands::flag;

/// As what problems come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportStands {
    /// 草稿
    #[value(alias = "草稿")]
    Draft,
    /// 待审核
    #[value(alias = "待审核")]
    Submitted,
    /// 已审核
    #[value(alias = "已审核")]
    Approved,
    /// 已双签
    #[value(alias = "已双签")]
    Signed,
}

/// What a workbook holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    /// 机构名册
    Organisation,
    /// 干部名册
    Roster,
    /// 五个清单
    Lists,
}

/// Options of `import`.
#[derive(Clone, Debug, Args)]
pub struct ImportOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// Slug of the jurisdiction.
    #[arg(long, env = "ZHENGGAI_TENANT")]
    pub tenant: String,
    /// What the workbook holds.
    #[arg(long, env = "ZHENGGAI_KIND", value_enum)]
    pub kind: ImportKind,
    /// Only say what would happen: the real transaction, rolled back.
    #[arg(long, env = "ZHENGGAI_DRY_RUN", value_parser = flag())]
    pub dry_run: bool,
    /// As what the problems of a five-list workbook come in; the last two need --basis.
    #[arg(long = "as", env = "ZHENGGAI_AS", value_enum, default_value = "draft")]
    pub stands: ImportStands,
    /// The scan that shows it: PDF, JPEG or PNG.
    #[arg(long, env = "ZHENGGAI_BASIS", value_name = "FILE")]
    pub basis: Option<PathBuf>,
    /// Where the refused rows go, as the same workbook marked up; not written when no row is refused.
    #[arg(long, env = "ZHENGGAI_REFUSED", value_name = "FILE")]
    pub refused: Option<PathBuf>,
    /// The workbook (.xlsx).
    pub file: PathBuf,
}
