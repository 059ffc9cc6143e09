//! Why a command was refused, for the person at the terminal.

use std::error::Error;
use std::fmt;

use crate::domain::accounts::AccountError;
use crate::domain::tenants::TenantError;
use crate::imports::Unreadable;
use crate::imports::runs::RunError;
use crate::kernel::locale::Locale;
use crate::kernel::messages::{Message, msg};
use crate::platform::db::DbError;

/// A refusal with its causes.
#[derive(Debug)]
pub struct Failure(Said);

#[derive(Debug)]
enum Said {
    /// In the language of the run.
    Message(Message),
    /// What the system or PostgreSQL says, as it says it.
    Words(String),
}

impl Failure {
    /// From an error, with all its causes that say something new.
    pub fn new(error: impl Error + 'static) -> Self {
        if let Some(message) = known(&error) {
            return Self::say(message);
        }
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(deeper) = cause {
            let more = deeper.to_string();
            if !text.contains(&more) {
                text = format!("{text}: {more}");
            }
            cause = deeper.source();
        }
        Self::words(text)
    }

    /// From a message.
    pub fn say(message: Message) -> Self {
        Self(Said::Message(message))
    }

    /// From words that have one language only.
    pub fn words(text: impl Into<String>) -> Self {
        Self(Said::Words(text.into()))
    }

    /// In a language.
    pub fn text(&self, locale: Locale) -> String {
        match &self.0 {
            Said::Message(message) => message.text(locale),
            Said::Words(words) => words.clone(),
        }
    }
}

/// What the program itself refuses, in words that have two languages.
fn known(error: &(dyn Error + 'static)) -> Option<Message> {
    if let Some(error) = error.downcast_ref::<TenantError>() {
        return tenant(error);
    }
    if let Some(error) = error.downcast_ref::<AccountError>() {
        return account(error);
    }
    if let Some(RunError::Unreadable(error)) = error.downcast_ref::<RunError>() {
        return Some(unreadable(error));
    }
    if let Some(DbError::Unavailable(cause)) = error.downcast_ref::<DbError>() {
        return Some(msg("连不上数据库：{0}").with(cause));
    }
    error.downcast_ref::<Unreadable>().map(unreadable)
}

fn tenant(error: &TenantError) -> Option<Message> {
    Some(match error {
        TenantError::SlugTaken(slug) => msg("已有简称为“{0}”的辖区").with(slug),
        TenantError::Malformed => {
            msg("简称是 1 到 40 个小写字母、数字和连字符，以字母开头；名称是 1 到 60 个字")
        }
        TenantError::Unknown(slug) => msg("没有简称为“{0}”的辖区").with(slug),
        TenantError::Act(_) | TenantError::Db(_) => return None,
    })
}

/// As the pages say it.
fn account(error: &AccountError) -> Option<Message> {
    Some(match error {
        AccountError::LoginTaken => msg("这个登录名已经有人用了。"),
        AccountError::Malformed => msg("登录名只用字母、数字和 . - _，姓名不能空着。"),
        AccountError::Mixed => msg("三员只担任一个管理员角色，不兼其他角色，也不是名册里的干部。"),
        AccountError::Placeless => msg("这个角色按本人的单位或督察指导组办事，要给名册里有任职的人。"),
        _ => return None,
    })
}

fn unreadable(error: &Unreadable) -> Message {
    error.args().into_iter().fold(msg(error.message()), Message::with)
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Locale::En))
    }
}

impl<E: Error + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::new(error)
    }
}
