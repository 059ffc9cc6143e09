//! The words of error pages: what happened, what was kept, what to do.

use super::error::Error;
use super::sent::Sent;
use super::{Locale, n_};

/// What the domain says itself.
pub(super) fn reason(error: &Error, locale: Locale) -> Option<String> {
    if let Error::Invalid(message) = error {
        Some(message.text(locale))
    } else {
        None
    }
}

/// Title, what happened, what to do.
pub(super) fn words(error: &Error, sent: Option<&Sent>) -> (&'static str, &'static str, &'static str) {
    match error {
        // These but the last are redirects and never drawn.
        Error::FirstPassword
        | Error::FactorNeeded
        | Error::Repeated { .. }
        | Error::First { .. }
        | Error::NotFound => (
            n_("没有找到这个页面"),
            n_("地址可能有误，也可能这项内容已经移走，或者不在您的范围内。"),
            n_("请从首页重新进入；如果是别人发来的链接，请向对方核对。"),
        ),
        Error::Forbidden => (
            n_("您没有办理这一项的权限"),
            n_("这项内容属于别的岗位办理，或者办理的阶段已经过去。"),
            n_("如果认为应当由您办理，请联系本单位联络员。"),
        ),
        Error::LoginNeeded { .. } => (
            n_("请先登录"),
            n_("登录已经过期，或者还没有登录。"),
            if sent.is_some_and(|sent| sent.by.is_some()) {
                n_("在新窗口登录后，回到这一页，按“再提交一次”。")
            } else {
                n_("在新窗口登录后，回到原来的页面再提交一次。")
            },
        ),
        Error::Stale(_) => (
            n_("这一项刚刚保存了另一个版本"),
            n_("您打开这一页以后，别人或您的另一个窗口先保存了一个版本。两个版本都列在下面。"),
            n_("请对照两个版本，选用一个，或者打开最新内容再改。"),
        ),
        Error::Invalid(_) => (n_("这一步现在办不了"), "", n_("请返回上一页，按最新情况再办理。")),
        Error::TooLarge => (
            n_("文件太大"),
            n_("提交的内容超过了允许的大小。"),
            n_("请拆分或压缩后重新提交。"),
        ),
        Error::Busy { .. } => (
            n_("现在办理的人太多"),
            n_("系统一时忙不过来。"),
            n_("请等几秒钟，再试一次。"),
        ),
        Error::Unavailable => (
            n_("系统暂时停止办理"),
            n_("数据库正在恢复。"),
            n_("请过一会儿再试；如果半小时后仍不恢复，请联系系统管理员。"),
        ),
        Error::Internal(_) => (
            n_("系统出了问题"),
            n_("这是系统的问题，不是您操作的问题，管理员能看到记录。"),
            n_("请再试一次；如果还不行，请把下面的编号告诉系统管理员。"),
        ),
    }
}

/// What is not lost. Of what was sent the page itself holds the words; nothing is promised of the browser's memory.
pub(super) fn kept(error: &Error, writes: bool, sent: Option<&Sent>) -> &'static str {
    match error {
        _ if !writes => n_("没有改动任何内容，已保存的都还在。"),
        Error::Stale(_) => n_("没有覆盖另一个版本，您的文字列在下面，可以复制。"),
        _ => match sent {
            Some(sent) if !sent.words.is_empty() => {
                n_("这一次没有提交成功，以前保存的都还在。您填写的文字列在下面，没有丢。")
            }
            Some(_) => n_("这一次没有提交成功，以前保存的都还在。"),
            None => n_("这一次没有提交成功，以前保存的都还在。密码和文件没有保留，要重新填、重新选。"),
        },
    }
}

/// Whether the same may be sent once more and then be taken.
pub(super) const fn may_be_sent_again(error: &Error) -> bool {
    matches!(
        error,
        Error::LoginNeeded { .. } | Error::Busy { .. } | Error::Unavailable | Error::Internal(_)
    )
}
