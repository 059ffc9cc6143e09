//! Failures of a request. A handler returns `Result<Response, Error>`; `error_pages::draw`, the outermost layer, turns the error
//! into a page in the visitor's language, because only it knows language, request id and whether htmx asks.

use std::sync::Arc;

use axum::http::header::{HeaderValue, LOCATION, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::{FlashKind, Message, flash, msg};

/// A cause that goes to the log and never to the page.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a request could not be answered with what it asked for.
#[derive(Debug)]
pub enum Error {
    /// No such thing here, or it belongs to another tenant: nobody learns which.
    NotFound,
    /// It exists, but this is not for you.
    Forbidden,
    /// Nobody is signed in, or the session has ended.
    LoginNeeded {
        /// The local path to come back to.
        return_to: String,
    },
    /// A one-time password must be replaced before anything else.
    FirstPassword,
    /// A second factor must be set up before anything else.
    FactorNeeded,
    /// The same act was recorded before: a retry that must not count twice.
    Repeated {
        /// Where its result can be seen.
        to: String,
    },
    /// Something else comes first.
    First {
        /// Where it is done.
        to: String,
        /// Why.
        why: Message,
    },
    /// Somebody else changed it since this page was drawn.
    Stale(Box<Stale>),
    /// The act is not possible as things stand, and this is why. For fields of a form draw the form again instead.
    Invalid(Message),
    /// The body is larger than accepted.
    TooLarge,
    /// Too much at once.
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The database is away.
    Unavailable,
    /// Our own fault.
    Internal(Cause),
}

/// What two people wrote at the same time, so that neither text is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Where the present state can be seen.
    pub reload: String,
    /// The fields that differ.
    pub rows: Vec<StaleRow>,
    /// What was sent, to be sent once more by whoever has seen both and means it.
    pub again: Option<Again>,
}

/// A form to be sent once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Where to.
    pub to: String,
    /// Names and values.
    pub fields: Vec<(&'static str, String)>,
}

/// One field of which two versions exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleRow {
    /// The field's label in the visitor's language.
    pub label: String,
    /// What was sent.
    pub yours: String,
    /// What is stored.
    pub theirs: String,
}

impl Error {
    /// A failure of ours with its cause.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::Internal(cause.into())
    }

    /// A form that no page of ours sends.
    pub const fn malformed() -> Self {
        Self::Invalid(msg("发来的内容读不懂，可能页面已经更新。"))
    }

    /// The status of the answer.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::LoginNeeded { .. } => StatusCode::UNAUTHORIZED,
            Self::FirstPassword | Self::FactorNeeded | Self::Repeated { .. } | Self::First { .. } => {
                StatusCode::SEE_OTHER
            }
            Self::Stale(_) => StatusCode::CONFLICT,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy { .. } | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn headers(&self) -> HeaderMap {
        let seconds = match self {
            Self::Busy { retry_after } => *retry_after,
            Self::Unavailable => 5,
            _ => return HeaderMap::new(),
        };
        HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from(seconds))])
    }
}

/// Carries the error from a handler to the layer that draws it.
#[derive(Debug, Clone)]
pub(super) struct Failure(pub(super) Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match &self {
            Self::FirstPassword => return Redirect::to("/account/password").into_response(),
            Self::FactorNeeded => {
                let why = msg("您的角色登录要有第二步验证，请先设置。");
                return flash::redirect("/account/factor", FlashKind::Act, &why);
            }
            Self::Repeated { to } => {
                return flash::redirect(to, FlashKind::Ok, &msg("这一步已经记录过，没有重复办理。"));
            }
            Self::First { to, why } => return flash::redirect(to, FlashKind::Warn, why),
            _ => {}
        }
        let mut response = (self.status(), self.headers()).into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

/// Where one signs in; `return_to` is a local path.
pub fn sign_in_path(return_to: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("return_to", super::prefs::local_path(return_to))
        .finish();
    format!("/sign-in?{query}")
}

/// 303 to the sign-in page.
pub(super) fn to_sign_in(return_to: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(place) = HeaderValue::from_str(&sign_in_path(return_to)) {
        response.headers_mut().insert(LOCATION, place);
    }
    response
}
