//! Runs the program in an environment that says nothing.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;
use tempfile::TempDir;
use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, Command};
use tokio::time::timeout;
use zhenggai::platform::postgres::Role;

use crate::support::TestApp;

/// Longer than anything may take here.
const LONG: Duration = Duration::from_mins(3);

/// A command line to be.
pub struct Program {
    command: Command,
}

/// What it said.
#[derive(Debug)]
pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Program {
    pub fn new<S: AsRef<OsStr>>(arguments: &[S]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhenggai"));
        command.args(arguments).stdin(Stdio::null()).kill_on_drop(true);
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            // Nor in which language it speaks.
            let language = ["LC_ALL", "LC_MESSAGES", "LANG"].contains(&name.as_str());
            if name == "DATABASE_URL" || name.starts_with("ZHENGGAI_") || language {
                command.env_remove(name);
            }
        }
        Self { command }
    }

    /// On the database of a test, as the role that serves.
    pub fn on<S: AsRef<OsStr>>(app: &TestApp, arguments: &[S]) -> Self {
        Self::new(arguments).env("DATABASE_URL", &app.database_url(Role::App))
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// To its end.
    pub async fn run(mut self) -> Said {
        let output = timeout(LONG, self.command.output()).await.expect("it ends");
        let output = output.expect("it starts");
        Said {
            status: output.status.code().expect("no signal"),
            out: String::from_utf8(output.stdout).expect("text"),
            err: String::from_utf8(output.stderr).expect("text"),
        }
    }

    /// Until it says something with this word on standard output or error; it goes on running.
    pub async fn until(mut self, word: &str) -> Running {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().expect("it starts");
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let (mut out, mut err) = (out.expect("its output"), err.expect("its errors"));
        let mut heard = Vec::new();
        let reading = async {
            while !String::from_utf8_lossy(&heard).contains(word) {
                // Not line by line: progress is drawn over itself.
                let (mut first, mut second) = (Vec::with_capacity(4096), Vec::with_capacity(4096));
                tokio::select! {
                    Ok(1..) = out.read_buf(&mut first) => heard.extend(first),
                    Ok(1..) = err.read_buf(&mut second) => heard.extend(second),
                    else => panic!("it ended without a word of {word}: {}", String::from_utf8_lossy(&heard)),
                }
            }
        };
        timeout(LONG, reading).await.expect("the word");
        // Its last words must not fail.
        tokio::spawn(async move { tokio::io::copy(&mut out, &mut tokio::io::sink()).await });
        tokio::spawn(async move { tokio::io::copy(&mut err, &mut tokio::io::sink()).await });
        let said = String::from_utf8_lossy(&heard).into_owned();
        Running { child, said }
    }
}

impl Said {
    /// Its one JSON document, when it ended well.
    #[track_caller]
    pub fn json(&self) -> Value {
        assert_eq!(self.status, 0, "{self:?}");
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Why it was refused.
    #[track_caller]
    pub fn refusal(&self) -> String {
        assert_eq!(self.status, 1, "{self:?}");
        assert!(
            !self.out.contains("panicked") && !self.err.contains("panicked"),
            "{self:?}"
        );
        match serde_json::from_str::<Value>(&self.out) {
            Ok(document) => document["error"].as_str().expect("the reason").to_owned(),
            Err(_) => self.err.clone(),
        }
    }
}

/// A program that runs.
pub struct Running {
    child: Child,
    pub said: String,
}

impl Running {
    /// Asks it to stop, and waits.
    pub async fn stop(mut self) -> ExitStatus {
        let pid = self.child.id().expect("it runs");
        kill(Pid::from_raw(pid.try_into().expect("a number")), Signal::SIGTERM).expect("asked");
        timeout(LONG, self.child.wait())
            .await
            .expect("it ends")
            .expect("waited")
    }

    /// `kill -9`.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("killed");
    }
}

/// A directory for a private database, removed at the end.
pub struct Place {
    _root: TempDir,
    pub dir: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        let root = tempfile::tempdir().expect("a temporary directory");
        // When we are root PostgreSQL runs as another account, which has to pass through.
        fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).expect("opened");
        let dir = root.path().join("db");
        Self { _root: root, dir }
    }

    pub fn path(&self) -> &str {
        self.dir.to_str().expect("text")
    }
}

/// A file of the tests.
pub fn fixture(path: &str) -> String {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    all.join(path).to_str().expect("text").to_owned()
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}
