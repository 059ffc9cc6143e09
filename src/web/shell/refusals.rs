//! What the domain refuses, as a page: one place, so that the same refusal reads the same everywhere.

use super::{Error, msg};
use crate::domain::accounts::AccountError;
use crate::domain::files::FilesError;
use crate::domain::ledger::ActError;
use crate::domain::lists::{ListsError, Refusal};
use crate::domain::lookback::LookBackError;
use crate::domain::packages::PackageError;
use crate::domain::people::delegations::DelegationError;
use crate::domain::rectification::RectificationError;
use crate::domain::signing::SigningError;
use crate::domain::views::ViewError;
use crate::imports::book::BookError;
use crate::imports::export::ExportError;
use crate::imports::runs::RunError;
use crate::kernel::fields::FieldProblems;
use crate::platform::db::DbError;

impl From<DbError> for Error {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unavailable(cause) => {
                tracing::warn!(%cause, "the database is not reachable");
                Self::Unavailable
            }
            DbError::Unstorable(_) => Self::Invalid(msg("文字里有无法保存的字符，请删去后再试。")),
            DbError::Query(cause) => Self::internal(cause),
        }
    }
}

impl From<ActError> for Error {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Repeated => Self::Repeated { to: "/".to_owned() },
            ActError::Db(error) => error.into(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotYours => Self::Forbidden,
            Refusal::NotNow => Self::Invalid(msg("现在不能办这一步：这个问题的状态已经变了。")),
            Refusal::Closed => Self::Invalid(msg("已销号的问题不再改动。")),
            Refusal::MovedOut => Self::Invalid(msg(
                "本人已移出，不能填报、审核和签字。如有变化，请市活动办恢复。",
            )),
            Refusal::NoLeader => Self::Invalid(msg(
                "没有登记分管领导，还不能签字。请联系活动办，由活动办指定谁会签。",
            )),
            Refusal::Unconfirmed => Self::Invalid(msg("这是代填的草稿，本人确认以后才能提交。")),
            Refusal::Held => Self::Invalid(msg("这一条在另一位审核人员的批次里，没有重复审。")),
            Refusal::TooLate => Self::Invalid(msg("撤销的时间已过。要改这次的结论，请组长撤销。")),
            Refusal::SignsNot => Self::Invalid(msg(
                "代理期间不能代签：安排代理时没有写明可以代签，请等本人签字。",
            )),
        }
    }
}

impl From<FilesError> for Error {
    fn from(error: FilesError) -> Self {
        match error {
            FilesError::Gone => Self::Invalid(msg("文件没有收好，请重新选一次")),
            FilesError::NotYours => Self::Forbidden,
            FilesError::Store(error) => Self::internal(error),
            FilesError::Db(error) => error.into(),
        }
    }
}

impl From<ListsError> for Error {
    fn from(error: ListsError) -> Self {
        match error {
            ListsError::NotFound => Self::NotFound,
            ListsError::Stale => Self::Invalid(msg("这个问题刚刚被改动过，请重新打开后再办。")),
            ListsError::Refused(refusal) => refusal.into(),
            ListsError::Invalid(problems) => first_of(&problems),
            ListsError::NoPost => Self::Invalid(msg("名册里没有您的任职，请联系单位联络员。")),
            ListsError::Act(error) => error.into(),
            ListsError::Db(error) => error.into(),
        }
    }
}

impl From<DelegationError> for Error {
    fn from(error: DelegationError) -> Self {
        match error {
            DelegationError::NotFound => Self::NotFound,
            DelegationError::Over => Self::Invalid(msg("这个代理已经结束，不用再办。")),
            DelegationError::Invalid(problems) => first_of(&problems),
            DelegationError::Act(error) => error.into(),
            DelegationError::Db(error) => error.into(),
        }
    }
}

impl From<PackageError> for Error {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::NotFound => Self::NotFound,
            PackageError::Nothing => Self::Invalid(msg("没有等着报送的清单。")),
            PackageError::NoSuperior => Self::Invalid(msg("没有上一级辖区，不能送预审")),
            PackageError::Decided => Self::Invalid(msg("这一条已有预审结论，不再改动。")),
            PackageError::Tampered(error) => Self::internal(error),
            PackageError::Lists(error) => error.into(),
            PackageError::Act(error) => error.into(),
            PackageError::Db(error) => error.into(),
        }
    }
}

impl From<AccountError> for Error {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Denied | AccountError::CodeDenied => Self::Forbidden,
            AccountError::Locked => Self::Invalid(msg("失败次数太多，请 10 分钟后再试。")),
            AccountError::Busy => Self::Busy { retry_after: 5 },
            AccountError::Weak(why) => Self::Invalid(msg(why)),
            AccountError::Copied => Self::Invalid(msg(
                "这个通行密钥的使用次数倒退了，可能被复制过，没有办理。请删除它，换一个新的。",
            )),
            AccountError::KeyTaken => Self::Invalid(msg("这个设备已经登记过了。")),
            AccountError::TooMany => Self::Invalid(msg("通行密钥太多了，请先删除不用的。")),
            AccountError::LoginTaken => Self::Invalid(msg("这个登录名已经有人用了。")),
            AccountError::Malformed => Self::Invalid(msg("登录名只用字母、数字和 . - _，姓名不能空着。")),
            AccountError::Mixed => Self::Invalid(msg(
                "三员只担任一个管理员角色，不兼其他角色，也不是名册里的干部。",
            )),
            AccountError::Placeless => Self::Invalid(msg(
                "这个角色按本人的单位或督察指导组办事，要给名册里有任职的人。",
            )),
            AccountError::Unknown(_) => Self::NotFound,
            AccountError::Act(error) => error.into(),
            AccountError::Db(error) => error.into(),
        }
    }
}

impl From<SigningError> for Error {
    fn from(error: SigningError) -> Self {
        match error {
            SigningError::Changed => Self::Invalid(msg("打开以后内容有改动，请重新看过再签。")),
            SigningError::Unchanged => Self::Invalid(msg("和签过的内容一样，没有要更正的。")),
            SigningError::Invalid(problems) => first_of(&problems),
            SigningError::Damaged => Self::internal(error),
            SigningError::Unconfirmed(error) => error.into(),
            SigningError::Lists(error) => error.into(),
            SigningError::Db(error) => error.into(),
        }
    }
}

impl From<RectificationError> for Error {
    fn from(error: RectificationError) -> Self {
        match error {
            RectificationError::Invalid(problems) => first_of(&problems),
            RectificationError::Lists(error) => error.into(),
            RectificationError::Signing(error) => error.into(),
            RectificationError::Files(error) => error.into(),
            RectificationError::Db(error) => error.into(),
        }
    }
}

impl From<LookBackError> for Error {
    fn from(error: LookBackError) -> Self {
        match error {
            LookBackError::NotFound => Self::NotFound,
            LookBackError::Invalid(problems) => first_of(&problems),
            LookBackError::Rectification(error) => error.into(),
            LookBackError::Db(error) => error.into(),
        }
    }
}

impl From<BookError> for Error {
    fn from(error: BookError) -> Self {
        Self::internal(error)
    }
}

impl From<ViewError> for Error {
    fn from(error: ViewError) -> Self {
        match error {
            ViewError::Invalid(problems) => first_of(&problems),
            ViewError::Act(error) => error.into(),
            ViewError::Db(error) => error.into(),
        }
    }
}

impl From<ExportError> for Error {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Book(error) => error.into(),
            ExportError::Act(error) => error.into(),
            ExportError::Db(error) => error.into(),
        }
    }
}

impl From<RunError> for Error {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Settled => Self::Invalid(msg("这份文件已经办过，这次没有再办。")),
            RunError::Unreadable(_) | RunError::Report(_) => Self::internal(error),
            RunError::Act(error) => error.into(),
            RunError::Db(error) => error.into(),
        }
    }
}

/// A verb that found fields wrong, on a page without those fields.
fn first_of(problems: &FieldProblems) -> Error {
    match problems.iter().next().and_then(|(_, list)| list.first()) {
        Some(message) => Error::Invalid(message.clone()),
        None => Error::malformed(),
    }
}
