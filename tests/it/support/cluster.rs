//! One private PostgreSQL per test process, kept in the target directory from run to run.
//!
//! Two test processes at once (another runner, two terminals) get a directory each: the server ends with the
//! process that started it, so that sharing one would pull it from under the other.

use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};
use zhenggai::demo::{self, Making, Size, Way};
use zhenggai::domain::accounts::password::Passwords;
use zhenggai::kernel::clock::Clock;
use zhenggai::platform::db::{Db, Settings as DbSettings, schema};
use zhenggai::platform::postgres::{PrivatePostgres, Role, Settings, StartError, roles};

use super::cast::Cast;
use super::casting;

/// The server, and the database that every test's own is a copy of.
pub struct Cluster {
    pub server: PrivatePostgres,
    pub cast: Cast,
    fresh: AtomicU32,
}

/// With the cast in it; made anew by each process, since the cast changes more often than the migrations.
const SMALL: &str = "with_cast";
/// With the full-size demonstration in it.
const FULL: &str = "with_city";

/// Starts it at the first call. On a thread of its own: the first test's runtime ends before the last test does.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let starting = std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(start())
        });
        starting.join().expect("PostgreSQL started")
    })
}

impl Cluster {
    /// A database of one's own with the cast in it. Gives its name.
    pub async fn database(&self) -> String {
        let name = format!("test_{}", self.fresh.fetch_add(1, Ordering::Relaxed));
        copy(&mut admin(&self.server).await, SMALL, &name).await;
        name
    }

    /// A database of one's own with the full-size demonstration in it, which the first test that asks for one loads.
    pub async fn full_city(&self) -> String {
        static LOADED: tokio::sync::OnceCell<()> = tokio::sync::OnceCell::const_new();
        LOADED
            .get_or_init(|| async {
                self.make(FULL).await;
                self.demonstrate(FULL, Size::Full, Way::Copy).await;
            })
            .await;
        let name = format!("test_{}", self.fresh.fetch_add(1, Ordering::Relaxed));
        copy(&mut admin(&self.server).await, FULL, &name).await;
        name
    }

    /// An empty database of one's own, migrated. Gives its name.
    pub async fn empty(&self) -> String {
        let name = format!("test_{}", self.fresh.fetch_add(1, Ordering::Relaxed));
        self.make(&name).await;
        name
    }

    async fn make(&self, name: &str) {
        copy(&mut admin(&self.server).await, &migrated(), name).await;
    }

    /// Loads a demonstration.
    pub async fn demonstrate(&self, database: &str, size: Size, way: Way) {
        let db = Db::open(DbSettings::new(self.server.options(Role::App, database), 4));
        let making = Making {
            db: &db,
            loader: &self.server.options(Role::Loader, database),
            owner: &self.server.options(Role::Owner, database),
            size,
            way,
            clock: &Clock::manual(super::cast::start()),
            passwords: &Passwords::new(),
            password: "demo-2018",
            progress: &|_| {},
        };
        demo::load(making).await.expect("loaded");
        db.close().await;
    }

    /// Removes a database, and whoever is connected.
    pub async fn drop_database(&self, name: &str) {
        run(
            &mut admin(&self.server).await,
            format!("drop database {name} with (force)"),
        )
        .await;
    }
}

/// The template of these migrations, kept from run to run.
fn migrated() -> String {
    format!("migrated_{}", &schema::fingerprint()[..16])
}

async fn start() -> Cluster {
    let server = free_directory().await;
    let mut admin = admin(&server).await;
    let migrated = migrated();
    sweep(&mut admin, &migrated).await;
    if !exists(&mut admin, &migrated).await {
        // Renamed when complete: a process killed in between leaves no half-migrated template.
        roles::ensure(&server.options(Role::Superuser, "postgres"), "half_made")
            .await
            .expect("roles and a database");
        schema::migrate(&server.options(Role::Owner, "half_made"))
            .await
            .expect("migrated");
        run(
            &mut admin,
            format!("alter database half_made rename to {migrated}"),
        )
        .await;
    }
    copy(&mut admin, &migrated, SMALL).await;
    let cast = casting::create(&server, SMALL).await;
    Cluster {
        server,
        cast,
        fresh: AtomicU32::new(1),
    }
}

async fn free_directory() -> PrivatePostgres {
    for slot in 0..64 {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("postgres-{slot}"));
        let settings = Settings {
            dir,
            bin_dir: None,
            durable: false,
        };
        match PrivatePostgres::start(&settings).await {
            Ok(server) => return server,
            Err(StartError::AlreadyRunning { .. }) => {}
            Err(error) => panic!("the tests' PostgreSQL did not start: {error}"),
        }
    }
    panic!("64 test processes at once");
}

/// Databases of earlier runs, and templates of other migrations.
async fn sweep(admin: &mut PgConnection, keep: &str) {
    let old: Vec<String> = sqlx::query_scalar(
        "select datname::text from pg_database where datname <> $1
         and datname ~ '^(test_|migrated_|with_cast$|with_city$|half_made$)'",
    )
    .bind(keep)
    .fetch_all(&mut *admin)
    .await
    .expect("a list of databases");
    for name in old {
        run(admin, format!("drop database {name} with (force)")).await;
    }
}

async fn exists(admin: &mut PgConnection, name: &str) -> bool {
    sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(name)
        .fetch_one(admin)
        .await
        .expect("an answer")
}

async fn copy(admin: &mut PgConnection, template: &str, name: &str) {
    // Copying files is quicker than logging every page, where a commit need not reach the disk.
    let sql = format!("create database {name} template {template} owner zhenggai_owner strategy file_copy");
    run(admin, sql).await;
}

async fn run(admin: &mut PgConnection, sql: String) {
    let text = sql.clone();
    if let Err(error) = admin.execute(AssertSqlSafe(sql)).await {
        panic!("{text}: {error}");
    }
}

async fn admin(server: &PrivatePostgres) -> PgConnection {
    server
        .options(Role::Superuser, "postgres")
        .connect()
        .await
        .expect("a connection")
}

/// A connection of any role to one of the databases.
pub async fn connect(role: Role, database: &str) -> PgConnection {
    let options = cluster().server.options(role, database);
    PgConnection::connect_with(&options).await.expect("a connection")
}
