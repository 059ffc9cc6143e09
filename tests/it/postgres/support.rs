//! Places for databases, processes, and questions to a database.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow, Postgres};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Decode, Row, Type};
use tempfile::TempDir;
use zhenggai::platform::postgres::Settings;

/// The variable that tells `postgres::hold` its directory.
pub const HOLD: &str = "ZHENGGAI_TEST_HOLD";

/// A directory for one database, removed at the end.
pub struct Place {
    pub root: TempDir,
    pub dir: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        Self::below("db")
    }

    /// With a path of one's own below the temporary directory.
    pub fn below(path: &str) -> Self {
        let root = tempfile::tempdir().expect("a temporary directory");
        // When we are root the server runs as another account, which has to pass through.
        fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).expect("opened");
        let dir = root.path().join(path);
        Self { root, dir }
    }

    pub fn settings(&self) -> Settings {
        settings(&self.dir)
    }

    /// The server's process number, from its own lock file.
    pub fn server(&self) -> u32 {
        let text = fs::read_to_string(self.dir.join("data/postmaster.pid")).expect("a running server");
        text.lines()
            .next()
            .and_then(|line| line.trim().parse().ok())
            .expect("a number")
    }

    /// Another process that runs this database until it is killed.
    pub fn held(&self, path: Option<&str>) -> Holding {
        let mut command = Command::new(std::env::current_exe().expect("this binary"));
        command
            .args(["--exact", "postgres::hold", "--ignored", "--nocapture"])
            .env(HOLD, &self.dir);
        // Nothing is fetched in tests: whoever tries gets a closed door at once.
        command.env("HTTPS_PROXY", "http://127.0.0.1:1");
        if let Some(path) = path {
            command.env("PATH", path);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("started");
        let mut output = BufReader::new(child.stdout.take().expect("its output")).lines();
        let said = output
            .by_ref()
            .map_while(Result::ok)
            .find(|line| line.contains("holding") || line.contains("refused: "))
            .expect("a word from it");
        Holding {
            child,
            said,
            _output: output,
        }
    }
}

pub fn settings(dir: impl AsRef<OsStr>) -> Settings {
    Settings {
        dir: PathBuf::from(dir.as_ref()),
        bin_dir: None,
        durable: false,
    }
}

/// Another process of ours, killed at the end.
pub struct Holding {
    child: Child,
    pub said: String,
    /// Kept open: its last words must not fail.
    _output: Lines<BufReader<ChildStdout>>,
}

impl Holding {
    /// `kill -9`.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("reaped");
    }
}

impl Drop for Holding {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn kill_hard(pid: u32) {
    kill(
        Pid::from_raw(pid.try_into().expect("a process number")),
        Signal::SIGKILL,
    )
    .expect("killed");
}

/// Whether the process runs; one that only waits to be reaped does not.
pub fn alive(pid: u32) -> bool {
    fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| !line.is_empty())
}

/// Waits, but not for ever.
pub async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "waited in vain until {what}"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// One statement that must answer with one value.
pub async fn ask<T>(options: &PgConnectOptions, sql: &'static str) -> T
where
    T: for<'r> Decode<'r, Postgres> + Type<Postgres>,
{
    let mut connection: PgConnection = options.connect().await.expect("connected");
    let row: PgRow = sqlx::query(sql)
        .fetch_one(&mut connection)
        .await
        .expect("answered");
    let value = row.get(0);
    connection.close().await.expect("closed");
    value
}

/// Statements without an answer.
pub async fn run(options: &PgConnectOptions, sql: &str) -> Result<(), sqlx::Error> {
    let mut connection = options.connect().await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await?;
    connection.close().await
}

/// Lets `psql` run a script; gives its output.
pub async fn psql(url: &str, script: &str) -> String {
    let mut command = tokio::process::Command::new("psql");
    command
        .args(["-X", "-At", "-v", "ON_ERROR_STOP=1", "-d", url])
        .stdin(Stdio::piped());
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .expect("psql is installed with PostgreSQL");
    let mut input = child.stdin.take().expect("its input");
    tokio::io::AsyncWriteExt::write_all(&mut input, script.as_bytes())
        .await
        .expect("written");
    drop(input);
    let output = child.wait_with_output().await.expect("it ends");
    assert!(output.status.success(), "psql refused the script");
    String::from_utf8(output.stdout).expect("text")
}
