//! Words typed for a problem that somebody else changed meanwhile: both are told, nothing typed is lost.

use crate::domain::lists::ListsError;
use crate::domain::lookback::LookBackError;
use crate::domain::rectification::RectificationError;
use crate::domain::signing::SigningError;
use crate::web::shell::error::{Stale, StaleRow};
use crate::web::shell::{Error, Locale};

/// Refusals that may mean that the page was too old.
pub trait MaybeStale: Into<Error> {
    /// Whether they do.
    fn is_stale(&self) -> bool;
}

impl MaybeStale for ListsError {
    fn is_stale(&self) -> bool {
        matches!(self, Self::Stale)
    }
}

impl MaybeStale for SigningError {
    fn is_stale(&self) -> bool {
        matches!(self, Self::Lists(ListsError::Stale))
    }
}

impl MaybeStale for RectificationError {
    fn is_stale(&self) -> bool {
        match self {
            Self::Lists(error) => error.is_stale(),
            Self::Signing(error) => error.is_stale(),
            _ => false,
        }
    }
}

impl MaybeStale for LookBackError {
    fn is_stale(&self) -> bool {
        matches!(self, Self::Rectification(error) if error.is_stale())
    }
}

/// The refusal as a page: with the words that were typed when the page was too old. `label` is a source text.
pub fn keeping(
    error: impl MaybeStale,
    locale: Locale,
    reload: String,
    (label, typed): (&str, &str),
) -> Error {
    if !error.is_stale() {
        return error.into();
    }
    let row = StaleRow {
        label: locale.t(label).to_owned(),
        yours: typed.to_owned(),
        theirs: String::new(),
    };
    Error::Stale(Box::new(Stale {
        reload,
        rows: vec![row],
        again: None,
    }))
}
