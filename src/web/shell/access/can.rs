//! Extractors of a right without an object.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{Carries, Visit};
use crate::web::shell::{Error, Prefs};
use crate::web::state::App;

/// A right that somebody holds or not, whatever the object.
pub trait Right: Send + Sync + 'static {
    /// Its name in the rights matrix.
    const NAME: &'static str;
    /// Whether the visitor holds it.
    fn held_by(visit: &Visit) -> bool;
}

/// A signed-in visitor who holds the right `R`, with the request's open transaction.
#[derive(Debug)]
pub struct Can<R> {
    visit: Visit,
    right: PhantomData<R>,
}

impl<R> Can<R> {
    /// The visit itself, to hand on.
    pub fn into_visit(self) -> Visit {
        self.visit
    }
}

impl<R> Deref for Can<R> {
    type Target = Visit;
    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl<R> DerefMut for Can<R> {
    fn deref_mut(&mut self) -> &mut Visit {
        &mut self.visit
    }
}

impl<R: Right> Carries for Can<R> {
    const RIGHT: &'static str = R::NAME;
}

impl<R: Right> FromRequestParts<App> for Can<R> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let visit = Visit::open(parts, app).await?;
        if R::held_by(&visit) {
            Ok(Self {
                visit,
                right: PhantomData,
            })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// Whoever comes, signed in or not. No transaction is opened.
#[derive(Clone, Debug)]
pub struct Anyone {
    /// The application.
    pub app: App,
    /// Language and look.
    pub prefs: Prefs,
}

impl Carries for Anyone {
    const RIGHT: &'static str = "anyone";
}

impl FromRequestParts<App> for Anyone {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self {
            app: app.clone(),
            prefs: Prefs::of(&parts.headers),
        })
    }
}
