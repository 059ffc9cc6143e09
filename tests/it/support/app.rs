//! One test's application: a database of its own, served over real TCP, by one or more programs.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use metrics_exporter_prometheus::PrometheusBuilder;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, SemaphorePermit};
use zhenggai::domain::accounts::passkeys::Site;
use zhenggai::domain::accounts::session;
use zhenggai::domain::campaigns::{self, Campaign};
use zhenggai::domain::figures::HOLD;
use zhenggai::domain::signing::countersign::Countersigner;
use zhenggai::kernel::clock::Clock;
use zhenggai::kernel::ids::{AccountId, TenantId};
use zhenggai::kernel::scope::Scope;
use zhenggai::platform::db::{Db, Settings, Tx};
use zhenggai::platform::files::FileStore;
use zhenggai::platform::postgres::Role;
use zhenggai::web::app::router;
use zhenggai::web::state::{App, Parts};

use super::cast::{Cast, start};
use super::checks;
use super::client::Client;
use super::cluster::cluster;
use super::places::{file_store, public};
use super::wire::Wire;

/// So that a machine with many cores does not run out of PostgreSQL's 100 connections.
static TURNS: Semaphore = Semaphore::const_new(8);

/// A running application on a database that nobody else uses.
pub struct TestApp {
    /// Stands still at 2018-09-25 10:00 in Shanghai until a test moves it.
    pub clock: Clock,
    /// Who and what is there.
    pub cast: Cast,
    /// The application's own state, to call verbs directly.
    pub app: App,
    hold: TimeDelta,
    files: tempfile::TempDir,
    database: String,
    address: SocketAddr,
    loader: PgPool,
    _turn: SemaphorePermit<'static>,
}

impl TestApp {
    /// Two cities and their province with the fixed cast.
    pub async fn small() -> Self {
        let database = cluster().database().await;
        Self::on(database, cluster().cast.clone(), TimeDelta::zero()).await
    }

    /// The same, and figures are held for a moment, as they are in real use; elsewhere each is counted anew.
    pub async fn holding() -> Self {
        let database = cluster().database().await;
        Self::on(database, cluster().cast.clone(), HOLD).await
    }

    /// The full-size demonstration: `baicheng`, `linhe` and `province`, without the cast.
    pub async fn full() -> Self {
        let database = cluster().full_city().await;
        let mut connection = super::connect(Role::Loader, &database).await;
        let tenants: Vec<(String, TenantId)> = sqlx::query_as("select slug, id from tenants")
            .fetch_all(&mut connection)
            .await
            .expect("tenants");
        let mut cast = cluster().cast.clone();
        cast.tenants = tenants.into_iter().collect();
        Self::on(database, cast, TimeDelta::zero()).await
    }

    async fn on(database: String, cast: Cast, hold: TimeDelta) -> Self {
        let turn = TURNS.acquire().await.expect("never closed");
        let cluster = cluster();
        let clock = Clock::manual(start());
        let listener = listener().await;
        let files = tempfile::tempdir().expect("a folder");
        let app = state(
            settings(&database),
            &clock,
            hold,
            (public(&listener), file_store(files.path())),
        );
        let loader = PgPoolOptions::new()
            .max_connections(2)
            .connect_lazy_with(cluster.server.options(Role::Loader, &database));
        Self {
            clock,
            cast,
            address: serve(listener, app.clone()),
            app,
            hold,
            files,
            database,
            loader,
            _turn: turn,
        }
    }

    /// A second program on the same database and the same clock. Gives its base address.
    pub async fn another_program(&self) -> String {
        let app = state(settings(&self.database), &self.clock, self.hold, self.outside());
        format!("http://{}", serve(listener().await, app))
    }

    /// A program of one connection, which is led over a counter of round trips. Gives its base address and the counter.
    pub async fn counted(&self) -> (String, Wire) {
        let options = self.options(Role::App);
        let wire = Wire::before(&options);
        let settings = Settings::new(wire.options(options), 1);
        let app = state(settings, &self.clock, HOLD, self.outside());
        (format!("http://{}", serve(listener().await, app)), wire)
    }

    /// A program of one connection. Gives its base address, and its database to look at that connection.
    pub async fn of_one_connection(&self) -> (String, Db) {
        let settings = Settings::new(self.options(Role::App), 1);
        let app = state(settings, &self.clock, HOLD, self.outside());
        let db = app.db().clone();
        (format!("http://{}", serve(listener().await, app)), db)
    }

    /// Where it is served, such as `http://127.0.0.1:40123`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where passkeys work: the same program, by a name.
    pub fn public(&self) -> String {
        self.site().origin().to_owned()
    }

    /// The folder in which its files lie.
    pub fn files(&self) -> &Path {
        self.files.path()
    }

    fn outside(&self) -> (Site, FileStore) {
        (self.site(), file_store(self.files()))
    }

    fn site(&self) -> Site {
        self.app.site().expect("a public address").clone()
    }

    /// Somebody of the cast, signed in: `official` (of alpha), `official@beta`, `province@prov`.
    pub async fn as_(&self, who: &str) -> Client {
        self.signed_in(self.cast.member(who).account, who).await
    }

    /// Whoever has this login, signed in.
    pub async fn as_login(&self, login: &str) -> Client {
        let account: AccountId = sqlx::query_scalar("select id from accounts where login = $1")
            .bind(login)
            .fetch_one(&self.loader)
            .await
            .expect("an account");
        self.signed_in(account, login).await
    }

    /// Somebody whom the test itself made, signed in.
    pub async fn signed_in(&self, account: AccountId, who: &str) -> Client {
        let mut global = self.app.db().begin_global().await.expect("a transaction");
        let token = session::open(&mut global, account, "test", self.clock.now())
            .await
            .expect("a session");
        global.commit().await.expect("committed");
        Client::new(&self.url(), who)
            .with_session(token.cookie_value())
            .with_writer(&account.to_string())
    }

    /// Nobody yet: a browser without a session.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.url(), "anonymous")
    }

    /// Moves the clock; whoever is signed in stays so, as if each had signed in again meanwhile.
    /// (`clock.advance` alone ends sessions after an hour.)
    pub async fn pass(&self, by: TimeDelta) {
        self.clock.clone().advance(by);
        let now = self.clock.now();
        sqlx::query("update sessions set seen_at = $1, expires_at = $2")
            .bind(now)
            .bind(now + session::ABSOLUTE)
            .execute(&self.loader)
            .await
            .expect("renewed");
    }

    /// A transaction of a city, as the app's role: sees what a page of that city sees.
    pub async fn tx(&self, slug: &str) -> Tx {
        let scope = Scope::program(self.cast.tenants[slug], "test");
        self.app.db().begin(&scope).await.expect("a transaction")
    }

    /// The campaign that runs in the city of a transaction.
    pub async fn campaign(&self, tx: &mut Tx) -> Campaign {
        let current = campaigns::store::current(tx, self.clock.today()).await;
        current.expect("read").expect("a campaign")
    }

    /// Connections that pass the policies: sees all cities, may change anything.
    pub fn loader(&self) -> &PgPool {
        &self.loader
    }

    /// How to connect to it as a role.
    pub fn options(&self, role: Role) -> PgConnectOptions {
        cluster().server.options(role, &self.database)
    }

    /// The same as an address, for programs.
    pub fn database_url(&self, role: Role) -> String {
        cluster().server.url(role, &self.database)
    }

    /// The database's name, to connect in another way with [`super::connect`].
    pub fn database(&self) -> &str {
        &self.database
    }
}

fn settings(database: &str) -> Settings {
    Settings::new(cluster().server.options(Role::App, database), 6)
}

/// By which key the tests' server countersigns.
pub const SERVER_SEED: [u8; 32] = [7; 32];

fn state(
    settings: Settings,
    clock: &Clock,
    hold_figures: TimeDelta,
    (site, files): (Site, FileStore),
) -> App {
    App::new(Parts {
        db: Db::open(settings),
        clock: clock.clone(),
        hold_figures,
        files,
        secure_cookies: false,
        site: Some(site),
        countersigner: Some(Arc::new(Countersigner::new(&SERVER_SEED))),
        // Of nobody's recorder, but there.
        metrics: Some(PrometheusBuilder::new().build_recorder().handle()),
    })
}

async fn listener() -> TcpListener {
    TcpListener::bind(("127.0.0.1", 0)).await.expect("a port")
}

fn serve(listener: TcpListener, app: App) -> SocketAddr {
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router(app)).await });
    address
}

impl Drop for TestApp {
    /// On a thread and runtime of its own, since the test's may be the current one.
    fn drop(&mut self) {
        let failed = std::thread::panicking();
        let database = self.database.clone();
        let ending = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let wrong = if failed {
                    Vec::new()
                } else {
                    checks::of(&cluster().server.options(Role::Loader, &database)).await
                };
                cluster().drop_database(&database).await;
                wrong
            })
        });
        let wrong = ending
            .join()
            .unwrap_or_else(|_| vec!["the checks after the test panicked".to_owned()]);
        assert!(
            failed || wrong.is_empty(),
            "after the test:\n{}",
            wrong.join("\n")
        );
    }
}
