//! A page that many look at and nobody acts on: its main part is drawn once for all who see the same, and the frame of a
//! visitor (who they are, what they may) is kept for two seconds. It is given as long as the counts it was drawn from are, and
//! whoever acted is drawn anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, TimeDelta, Utc};
use tower_http::request_id::RequestId;

use super::access::{Can, Carries, Right, session_token};
use super::holes::{Holed, MAIN};
use super::{Error, Flash, Locale, Page, Prefs, acted, filters, render};
use crate::domain::accounts::session::Token;
use crate::domain::figures::{Asked, HOLD, Tally};
use crate::kernel::ids::TenantId;
use crate::web::state::App;

/// How long a visitor's frame is taken to hold: a role taken away is gone for reading figures after so long, for all else at
/// once.
const FRAME: TimeDelta = TimeDelta::seconds(2);
/// So many of each are kept; then those that are too old go.
const MOST: usize = 512;

/// Whose frame of which page.
type FrameKey = ([u8; 32], String, (Locale, &'static str, bool));
/// What is the same for all who see it: jurisdiction, address, language, whether numbers lead to rows.
type MainKey = (TenantId, String, Locale, bool);

#[derive(Clone, Debug)]
struct Frame {
    at: DateTime<Utc>,
    tenant: TenantId,
    opens: bool,
    drawn: Arc<Holed>,
}

#[derive(Clone, Debug)]
struct Main {
    counted_at: DateTime<Utc>,
    asked: Asked,
    tally: Arc<Tally>,
    text: Bytes,
}

/// What one program keeps.
#[derive(Debug, Default)]
pub struct Glances {
    frames: Mutex<HashMap<FrameKey, Frame>>,
    mains: Mutex<HashMap<MainKey, Main>>,
}

/// A visitor who holds the right `R`: with their transaction, or with the page as it was drawn a moment ago.
#[derive(Debug)]
pub enum Glance<R> {
    /// To be drawn.
    Open(Box<Can<R>>, Option<Token>),
    /// Drawn.
    Kept(Response),
}

/// A whole page around a main part that is drawn.
#[derive(Debug, Template)]
#[template(path = "shell/glance.html")]
pub struct Around {
    /// Frame.
    pub page: Page,
    /// Where the main part stands.
    pub here: &'static str,
}

impl Around {
    fn drawn(locale: Locale, page: Page) -> Result<Holed, Error> {
        let page = Holed::frame(page);
        let drawn = render::text(locale, &Self { page, here: MAIN }).map_err(Error::internal)?;
        Holed::cut(&drawn).map_err(Error::internal)
    }
}

fn sent(locale: Locale, frame: &Holed, main: &Bytes, request: &str) -> Response {
    let body = Body::new(frame.filled(main, request));
    render::sent(locale, StatusCode::OK, body)
}

impl Glances {
    /// Nothing of a session that has ended is kept.
    pub fn forget(&self, token: &Token) {
        let hash = token.hash();
        lock(&self.frames).retain(|(of, _, _), _| *of != hash);
    }

    fn find(&self, parts: &Parts, app: &App) -> Option<Response> {
        let now = app.clock().now();
        let prefs = Prefs::of(&parts.headers);
        let acted = acted::last(&parts.headers, now);
        if app.figures().hold().is_zero() || Flash::take(&parts.headers, prefs.locale).is_some() {
            return None;
        }
        let path = path(parts);
        let key = (session_token(&parts.headers)?.hash(), path.clone(), look(prefs));
        let frame = lock(&self.frames).get(&key).cloned();
        let frame = frame.filter(|frame| young(frame.at, now, FRAME))?;
        let key = (frame.tenant, path, prefs.locale, frame.opens);
        let main = lock(&self.mains).get(&key).cloned()?;
        let stands = app.figures().stands(frame.tenant, &main.asked, &main.tally);
        if !stands || acted.is_some_and(|acted| main.counted_at <= acted) {
            return None;
        }
        let name = parts.extensions.get::<RequestId>();
        let name = name.and_then(|id| id.header_value().to_str().ok());
        Some(sent(
            prefs.locale,
            &frame.drawn,
            &main.text,
            name.unwrap_or_default(),
        ))
    }

    fn keep(&self, frame: (FrameKey, Frame), main: (MainKey, Main), now: DateTime<Utc>) {
        let mut frames = lock(&self.frames);
        if frames.len() >= MOST {
            frames.retain(|_, frame| young(frame.at, now, FRAME));
        }
        frames.insert(frame.0, frame.1);
        drop(frames);
        let mut mains = lock(&self.mains);
        if mains.len() >= MOST {
            mains.retain(|_, main| young(main.counted_at, now, HOLD));
        }
        mains.insert(main.0, main.1);
    }
}

/// Answers with a page and keeps it for a moment: what it shows was `asked`, and counted at an instant; `opens` tells whether its
/// numbers lead to rows, the only thing in which its readers differ.
pub fn keep<R: Right>(
    can: &Can<R>,
    token: Option<&Token>,
    (page, main): (Page, String),
    (asked, (counted_at, tally), opens): (Asked, (DateTime<Utc>, Arc<Tally>), bool),
) -> Response {
    let (locale, main) = (can.prefs.locale, Bytes::from(main));
    let (request, is_told) = (page.request_id.clone(), page.flash.is_some());
    let drawn = match Around::drawn(locale, page) {
        Ok(drawn) => Arc::new(drawn),
        Err(error) => return error.into_response(),
    };
    let answer = sent(locale, &drawn, &main, &request);
    if let (Some(token), false) = (token, is_told) {
        let tenant = can.session.tenant;
        let frame = Frame {
            at: can.now,
            tenant,
            opens,
            drawn,
        };
        let key = (token.hash(), can.path.clone(), look(can.prefs));
        let main = Main {
            counted_at,
            asked,
            tally,
            text: main,
        };
        let main = ((tenant, can.path.clone(), locale, opens), main);
        can.app.glances().keep((key, frame), main, can.now);
    }
    answer
}

fn path(parts: &Parts) -> String {
    parts
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned()
}

fn look(prefs: Prefs) -> (Locale, &'static str, bool) {
    (prefs.locale, prefs.theme.tag(), prefs.large_text)
}

fn young(at: DateTime<Utc>, now: DateTime<Utc>, hold: TimeDelta) -> bool {
    let age = now - at;
    TimeDelta::zero() <= age && age < hold
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<R: Right> Carries for Glance<R> {
    const RIGHT: &'static str = R::NAME;
}

impl<R: Right> FromRequestParts<App> for Glance<R> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        if let Some(kept) = app.glances().find(parts, app) {
            return Ok(Self::Kept(kept));
        }
        let token = session_token(&parts.headers);
        let can = Can::from_request_parts(parts, app).await?;
        Ok(Self::Open(Box::new(can), token))
    }
}
