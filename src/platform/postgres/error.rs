//! Why the private database did not start, in sentences that say what to do about it.

use std::io;
use std::path::{Path, PathBuf};

/// Why the private database did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another process of ours runs the database of this directory.
    #[error("{} is in use: another process runs the database there; stop it, or choose another directory", .dir.display())]
    AlreadyRunning {
        /// The directory in question.
        dir: PathBuf,
    },
    /// No PostgreSQL on this machine, and none could be fetched.
    #[error(
        "no PostgreSQL {wanted} was found on this machine and none could be fetched ({why}). \
         Install the package `{package}` (for instance: apt-get install {package}), \
         or set DATABASE_URL to a server of your own"
    )]
    NotFound {
        /// The version that was looked for, as a person would say it.
        wanted: String,
        /// The Debian package that brings it.
        package: String,
        /// Why fetching an archive failed.
        why: String,
    },
    /// The directory named by the option holds no usable PostgreSQL.
    #[error(
        "{}: {why}; name the directory that holds `postgres` and `initdb`, \
         install the package `postgresql`, or set DATABASE_URL to a server of your own",
        .dir.display()
    )]
    BadBinaries {
        /// The directory that was named.
        dir: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The account that PostgreSQL runs as can't reach a directory that it needs.
    #[error(
        "PostgreSQL refuses to run as root and would run as `{account}`, which cannot enter {} (needed for {}); \
         choose another directory, for instance below /var/lib, or open that one with `chmod o+x`",
        .obstacle.display(), .wanted.display()
    )]
    Unreachable {
        /// The directory that is in the way.
        obstacle: PathBuf,
        /// The directory that is needed.
        wanted: PathBuf,
        /// The account's name.
        account: String,
    },
    /// Running as root, and there is no account to drop to.
    #[error(
        "PostgreSQL refuses to run as root, and this machine has neither an account `postgres` nor `nobody`"
    )]
    NoAccount,
    /// The data belongs to somebody else.
    #[error("{} belongs to the account `{owner}`; run the program as that account, or as root", .dir.display())]
    NotOwner {
        /// The data directory.
        dir: PathBuf,
        /// Its owner.
        owner: String,
    },
    /// There are files where the data should be, but they are no database.
    #[error("{} is not empty and is no PostgreSQL data directory", .0.display())]
    NotData(PathBuf),
    /// The short socket directory under /tmp is not safe to use.
    #[error(
        "the path is too long (or has a comma) for a socket below it, and the short directory {} is not safe: {why}; \
         remove it, or choose a database directory with a shorter path",
        .dir.display()
    )]
    SocketDir {
        /// The directory under /tmp.
        dir: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// `initdb` failed.
    #[error("initdb failed: {0}")]
    Initdb(String),
    /// A server that we did not start, or that does not end, has the data open.
    #[error("process {pid} still runs PostgreSQL on {}; stop it: kill -INT {pid}", .dir.display())]
    StillRunning {
        /// The process.
        pid: u32,
        /// The data directory.
        dir: PathBuf,
    },
    /// The server started and ended again.
    #[error("PostgreSQL did not start: {0}")]
    Exited(String),
    /// The server, or the process that starts it, did not answer in time.
    #[error("PostgreSQL did not become ready in time; its log is in {}", .0.display())]
    NotReady(PathBuf),
    /// The roles or the database could not be made.
    #[error("preparing the roles and the database: {0}")]
    Roles(#[from] sqlx::Error),
    /// The operating system refused something.
    #[error("{}: {what}: {source}", .path.display())]
    Io {
        /// What was tried.
        what: &'static str,
        /// On which path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Names what was tried, and where, on an `io::Error`.
pub(super) trait IoContext<T> {
    /// Turns the error into [`StartError::Io`].
    fn at(self, what: &'static str, path: &Path) -> Result<T, StartError>;
}

impl<T> IoContext<T> for io::Result<T> {
    fn at(self, what: &'static str, path: &Path) -> Result<T, StartError> {
        self.map_err(|source| StartError::Io {
            what,
            path: path.to_owned(),
            source,
        })
    }
}
