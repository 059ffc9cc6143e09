//! A signed-in request: who, where, and its one transaction.

use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum_extra::extract::cookie::{Cookie, CookieJar};
use chrono::{DateTime, NaiveDate, Utc};
use tower_http::request_id::RequestId;

use crate::domain::accounts::factor::rule;
use crate::domain::accounts::session::{self, Session, Token};
use crate::domain::calendar::Calendar;
use crate::domain::campaigns::store::Standing;
use crate::domain::campaigns::{self, Campaign};
use crate::domain::ledger::{Act, ActError};
use crate::domain::people::store::duties::Duties;
use crate::domain::waiting::Waiting;
use crate::domain::{accounts, people};
use crate::kernel::ids::ActId;
use crate::kernel::scope::{Actor, Scope};
use crate::platform::db::{Db, Tx};
use crate::web::shell::{Error, Flash, Prefs, acted};
use crate::web::state::App;

/// Name of the session's cookie.
pub const COOKIE: &str = "zg-session";

/// A signed-in request with its one transaction, which is rolled back unless [`Visit::commit`] is called.
#[derive(Debug)]
pub struct Visit {
    /// The application.
    pub app: App,
    /// The transaction, carrying the tenant.
    pub tx: Tx,
    /// Who acts.
    pub actor: Actor,
    /// The session's account and tenant.
    pub session: Session,
    /// The session's token.
    pub token: Token,
    /// The campaign that runs.
    pub campaign: Option<Campaign>,
    /// Which days are worked.
    pub calendar: Calendar,
    /// What waits for them, place by place; of an act nothing is asked.
    pub waiting: Waiting,
    /// Language and look.
    pub prefs: Prefs,
    /// The request's name in the log.
    pub request_id: String,
    /// Local path with query.
    pub path: String,
    /// The message that the act before left.
    pub flash: Option<Flash>,
    /// Recorded time of this request.
    pub now: DateTime<Utc>,
    /// When the visitor last acted, if that was a moment ago: no figure counted before is shown to them.
    pub acted: Option<DateTime<Utc>>,
}

impl Visit {
    /// Finds the session, opens the transaction, learns roles.
    ///
    /// # Errors
    /// [`Error::LoginNeeded`] without a live session; [`Error::FirstPassword`] and [`Error::FactorNeeded`] when something must be done before
    /// this page.
    pub async fn open(parts: &Parts, app: &App) -> Result<Self, Error> {
        let path = parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
        let login = || Error::LoginNeeded {
            return_to: path.clone(),
        };
        let token = session_token(&parts.headers).ok_or_else(login)?;
        let now = app.clock().now();
        let mut global = app.db().begin_by_habit().await?;
        let session = session::find(&mut global, &token, now).await?.ok_or_else(login)?;
        if now - session.seen_at > session::TOUCH {
            accounts::store::touch_session(&mut global, &token.hash(), now).await?;
            global.commit().await?;
            global = app.db().begin_by_habit().await?;
        }
        if session.must_change_password && !is_own_account(parts.uri.path()) && !session.demo {
            return Err(Error::FirstPassword);
        }
        let mut tx = global.into_tenant(session.tenant).await?;
        let (account, person, today) = (session.account, session.person, app.clock().today());
        let standing = campaigns::store::standing(&mut tx, account, person, today).await?;
        let actor = actor(&mut tx, &session, &standing, today).await?;
        let outside = !parts.uri.path().starts_with("/account/") && parts.uri.path() != "/sign-out";
        if outside && !session.demo && !session.factor && rule::is_for(&session.factor_roles, &actor) {
            return Err(Error::FactorNeeded);
        }
        let waiting = waiting(&mut tx, parts, &standing, (&actor, today)).await?;
        tx.plan_for_values().await?;
        let prefs = Prefs::of(&parts.headers);
        let flash = Flash::take(&parts.headers, prefs.locale);
        let request_id = parts
            .extensions
            .get::<RequestId>()
            .and_then(|id| id.header_value().to_str().ok());
        let request_id = request_id.unwrap_or_default().to_owned();
        Ok(Self {
            app: app.clone(),
            tx,
            actor,
            session,
            token,
            campaign: standing.campaign,
            calendar: standing.calendar,
            waiting,
            prefs,
            request_id,
            path,
            flash,
            now,
            acted: acted::last(&parts.headers, now),
        })
    }

    /// The campaign, for pages that make no sense without one.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the tenant has none.
    pub fn campaign(&self) -> Result<Campaign, Error> {
        self.campaign.clone().ok_or(Error::NotFound)
    }

    /// Opens the act whose id came with the form. `done` is where a retry of the same act is sent.
    ///
    /// # Errors
    /// [`Error::Repeated`] when it was recorded before; [`Error::Invalid`] without a proper id.
    pub async fn act(&mut self, id: &str, done: &str) -> Result<Act, Error> {
        let id: ActId = id.parse().map_err(|_| Error::malformed())?;
        match Act::open(&mut self.tx, &self.actor, id, self.now).await {
            Err(ActError::Repeated) => Err(Error::Repeated { to: done.to_owned() }),
            other => Ok(other?),
        }
    }

    /// What the address says after which row a list goes on; what can't be read is nothing.
    pub fn after<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        let (_, query) = self.path.split_once('?')?;
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        let (_, value) = pairs.find(|(key, _)| key == name)?;
        value.parse().ok()
    }

    /// Today in Asia/Shanghai.
    pub fn today(&self) -> NaiveDate {
        self.app.clock().today()
    }

    /// Gives the connection back while something slow is done that needs none, such as reading what is being sent, and
    /// goes on in a new transaction. What was written so far is undone.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn without_connection<T>(mut self, work: impl Future<Output = T>) -> Result<(Self, T), Error> {
        let scope = self.scope();
        self.tx.rollback().await?;
        let done = work.await;
        self.tx = self.app.db().begin(&scope).await?;
        Ok((self, done))
    }

    /// Undoes what was written so far and goes on in a new transaction: after a dry run.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn undo_and_go_on(self) -> Result<Self, Error> {
        let (visit, ()) = self.without_connection(std::future::ready(())).await?;
        Ok(visit)
    }

    /// Makes what was written so far lasting and goes on in a new transaction: for a page that is drawn after
    /// something that must stay, such as the draft of a form that can't be submitted yet.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn commit_and_go_on(mut self) -> Result<Self, Error> {
        let scope = self.scope();
        // First the old connection goes back: a request never holds two.
        self.tx.commit().await?;
        self.tx = self.app.db().begin(&scope).await?;
        Ok(self)
    }

    /// Goes on in a transaction whose reads all see one moment, and which writes nothing: for what is read page by page and
    /// belongs together. What was written so far is undone.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn on_snapshot(mut self) -> Result<Self, Error> {
        let scope = self.scope();
        self.tx.rollback().await?;
        self.tx = self.app.db().begin_snapshot(&scope).await?;
        Ok(self)
    }

    /// Whose transactions these are.
    pub fn scope(&self) -> Scope {
        Scope {
            tenant: self.session.tenant,
            actor: self.actor.clone(),
        }
    }

    /// The database, for what is told beside the request's own transaction.
    pub fn db(&self) -> &Db {
        self.app.db()
    }

    /// Makes the request's writes lasting.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn commit(self) -> Result<(), Error> {
        Ok(self.tx.commit().await?)
    }
}

/// Pages of one's own account, and not those where others' accounts are kept.
fn is_own_account(path: &str) -> bool {
    path == "/account" || path.starts_with("/account/")
}

/// The session token of a request.
pub fn session_token(headers: &HeaderMap) -> Option<Token> {
    CookieJar::from_headers(headers)
        .get(COOKIE)
        .map(Cookie::value)
        .and_then(Token::from_cookie)
}

/// What stands beside the entries of the navigation. Whoever acts is led on to a page that asks anew.
async fn waiting(
    tx: &mut Tx,
    parts: &Parts,
    standing: &Standing,
    (actor, today): (&Actor, NaiveDate),
) -> Result<Waiting, Error> {
    Ok(match &standing.campaign {
        Some(campaign) if parts.method == Method::GET => {
            Waiting::of(tx, campaign.id, actor, (today, &standing.calendar)).await?
        }
        _ => Waiting::default(),
    })
}

async fn actor(
    tx: &mut Tx,
    session: &Session,
    standing: &Standing,
    today: NaiveDate,
) -> Result<Actor, Error> {
    let duties = match session.person {
        Some(person) => people::store::duties::of_person(tx, person, today).await?,
        None => Duties::default(),
    };
    Ok(Actor {
        account: Some(session.account),
        person: session.person,
        name: session.display_name.clone(),
        grants: standing.grants.clone(),
        groups: standing.groups.clone(),
        leads: duties.leads,
        bodies: duties.bodies,
        stands_in: duties.stands_in,
        superiors: duties.superiors,
    })
}
