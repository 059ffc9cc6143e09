//! The private PostgreSQL: found or fetched, started as a child of this program, watched, stopped.
//!
//! For whoever has no server: `--dir DIR` instead of `DATABASE_URL`. Everything is below that directory: `data`,
//! the unix `socket` (no TCP), `log`, a `lock` that keeps it to one launcher, and the `address` by which other
//! processes of ours attach. Nothing here knows tables; [`roles`] makes the roles and the empty database.
//!
//! One walk: [`find`] the programs (or [`archive`] fetches them) → [`account`] to run as → [`initdb`] →
//! [`server`] starts, watches and restarts on a thread of its own → [`roles`] → [`address`] is published.
//!
//! For Linux: processes are looked up in `/proc`. The parent-death signal needs `setpriv` (util-linux); without it
//! PostgreSQL outlives a `kill -9` of this program until the next start, which stops it and starts its own.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

mod account;
mod address;
mod archive;
mod command;
mod error;
mod find;
mod initdb;
mod layout;
mod lock;
mod logs;
mod pidfile;
pub mod roles;
mod server;
mod start;

pub use error::StartError;

/// The database that the program works in.
pub const DATABASE: &str = "zhenggai";

/// Where the private database lives and how it runs.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The database's directory; made when there is none.
    pub dir: PathBuf,
    /// The directory of PostgreSQL's programs; searched for when not given.
    pub bin_dir: Option<PathBuf>,
    /// Whether a commit is on disk before it is confirmed. Only tests do without.
    pub durable: bool,
}

/// Whom to log in as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// The cluster's superuser, for making databases: never for the program's own work.
    Superuser,
    /// Owns the tables and migrates.
    Owner,
    /// Serves; row-level security applies to it.
    App,
    /// Imports in bulk; passes row-level security.
    Loader,
}

impl Role {
    /// The login name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Superuser => "postgres",
            Self::Owner => "zhenggai_owner",
            Self::App => "zhenggai_app",
            Self::Loader => "zhenggai_loader",
        }
    }
}

/// A running private PostgreSQL: ours, or another process's that we are attached to.
///
/// Dropping it stops the server too, without waiting for it; [`PrivatePostgres::stop`] waits.
#[derive(Debug)]
pub struct PrivatePostgres {
    socket: PathBuf,
    keeper: Option<Keeper>,
}

/// The thread that owns the server. It stops the server when `wanted` is dropped.
#[derive(Debug)]
struct Keeper {
    wanted: Sender<Infallible>,
    thread: JoinHandle<()>,
}

impl PrivatePostgres {
    /// Starts the server of the directory; [`StartError::AlreadyRunning`] when another process of ours runs it.
    pub async fn start(settings: &Settings) -> Result<Self, StartError> {
        start::start(settings, start::IfRunning::Fail).await
    }

    /// Starts the server of the directory, or attaches to it when another process of ours runs it.
    pub async fn start_or_attach(settings: &Settings) -> Result<Self, StartError> {
        start::start(settings, start::IfRunning::Attach).await
    }

    /// Whether another process runs the server: it ends when that process does.
    pub fn attached(&self) -> bool {
        self.keeper.is_none()
    }

    /// How to connect. Stays valid when the server is restarted.
    pub fn options(&self, role: Role, database: &str) -> PgConnectOptions {
        connect_by(&self.socket, role, database)
    }

    /// The same as a URL, for sqlx as well as for psql.
    pub fn url(&self, role: Role, database: &str) -> String {
        // The host before the path is there for parsers that want one beside the user; the parameter replaces it.
        let socket = escape(self.socket.as_os_str().as_encoded_bytes());
        let database = escape(database.as_bytes()).replace('/', "%2F");
        format!(
            "postgres://{}@localhost/{database}?host={socket}&port={}",
            role.name(),
            layout::PORT
        )
    }

    /// Stops the server if it is ours, and waits until it has stopped: transactions that are still open roll back.
    pub async fn stop(mut self) {
        let Some(Keeper { wanted, thread }) = self.keeper.take() else {
            return;
        };
        drop(wanted);
        if !matches!(
            tokio::task::spawn_blocking(move || thread.join()).await,
            Ok(Ok(()))
        ) {
            tracing::error!("the thread that keeps PostgreSQL ended badly");
        }
    }
}

fn connect_by(socket: &Path, role: Role, database: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(socket)
        .port(layout::PORT)
        .username(role.name())
        .database(database)
        .ssl_mode(PgSslMode::Disable)
}

fn escape(bytes: &[u8]) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let one = |byte: &u8| {
        if plain(*byte) {
            char::from(*byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    bytes.iter().map(one).collect()
}
