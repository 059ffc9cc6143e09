//! A private cluster with a city in it, and the program that serves it.

use std::env;
use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::client::{Asking, once};
use crate::usage;

pub const PASSWORD: &str = "demo-2018";

/// Where the cluster stands.
pub struct Place {
    kept: Option<TempDir>,
    pub dir: PathBuf,
}

/// A program that serves.
pub struct Program {
    child: Child,
    pub pid: u32,
    /// PostgreSQL's first process.
    pub postgres: u32,
    pub address: SocketAddr,
    /// Seconds from the start to the first answer of `/readyz`.
    pub ready: f64,
}

impl Place {
    /// Loads a city, as the demonstration does, and says what it cost.
    pub async fn make(size: &str) -> Self {
        let kept = env::var_os("ZHENGGAI_BENCH_DIR").map(|dir| Self {
            kept: None,
            dir: dir.into(),
        });
        Self::load(kept, size).await
    }

    /// The same, in a cluster that is removed in any case.
    pub async fn temporary(size: &str) -> Self {
        Self::load(None, size).await
    }

    async fn load(kept: Option<Self>, size: &str) -> Self {
        let place = kept.unwrap_or_else(|| {
            let root = tempfile::tempdir().expect("a temporary directory");
            // PostgreSQL runs as another account when we are root.
            fs::set_permissions(root.path(), fs::Permissions::from_mode(0o755)).expect("opened");
            let dir = root.path().join("city");
            Self {
                kept: Some(root),
                dir,
            }
        });
        println!("machine: load {} at the start", usage::load());
        let port = free().port().to_string();
        let program = place
            .start(
                &["demo", "--size", size, "--port", &port],
                ([127, 0, 0, 1], port.parse().expect("a port")).into(),
            )
            .await;
        let (own, database) = (usage::cpu(program.pid), usage::family(program.postgres));
        println!(
            "load of the {size} city: {:.1} s; CPU {own:.1} s of the program, {database:.1} s of the database; the program then \
             holds {} MiB, at most {}",
            program.ready,
            usage::memory(program.pid).0,
            usage::memory(program.pid).1
        );
        program.stop().await;
        place
    }

    /// The program as it serves in earnest.
    pub async fn serve(&mut self) -> Program {
        let address = free();
        let listen = address.to_string();
        let program = self
            .start(&["serve", "--insecure-cookies", "--listen", &listen], address)
            .await;
        println!(
            "start-up, migrated, with its PostgreSQL: {:.2} s (at most 1: {})\n",
            program.ready,
            crate::report::word(program.ready <= 1.0)
        );
        program
    }

    async fn start(&self, arguments: &[&str], address: SocketAddr) -> Program {
        let began = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhenggai"));
        command.args(arguments).arg("--dir").arg(&self.dir);
        command.env("ZHENGGAI_LOG", "warn").stdout(Stdio::null());
        let child = command
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("started");
        let pid = child.id().expect("it runs");
        while !ready(address).await {
            assert!(began.elapsed() < Duration::from_mins(10), "it never was ready");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let known = fs::read_to_string(self.dir.join("data/postmaster.pid")).expect("a pid file");
        Program {
            child,
            pid,
            postgres: known
                .lines()
                .next()
                .and_then(|line| line.parse().ok())
                .expect("a pid"),
            address,
            ready: began.elapsed().as_secs_f64(),
        }
    }

    /// A connection of a role to the city's database.
    pub async fn connect(&self, role: &str) -> PgConnection {
        let options = PgConnectOptions::new_without_pgpass()
            .socket(self.socket())
            .username(role);
        options
            .database("zhenggai")
            .connect()
            .await
            .expect("a connection")
    }

    /// The folder of the socket.
    pub fn socket(&self) -> PathBuf {
        self.dir.join("socket")
    }

    /// One value, asked by a role that passes the policies.
    pub async fn ask(&self, sql: &'static str, bound: &str) -> String {
        let mut connection = self.connect("postgres").await;
        let value = sqlx::query_scalar(sql)
            .bind(bound)
            .fetch_one(&mut connection)
            .await;
        connection.close().await.expect("closed");
        value.expect(sql)
    }

    /// Waits until the index of the search is complete. Gives how long that took from here on.
    pub async fn indexed(&self) -> String {
        let begun = Instant::now();
        while self
            .ask("select count(*)::text from search_pending where $1 <> ''", "any")
            .await
            != "0"
        {
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        let took = begun.elapsed();
        // What the server does by itself within minutes of that many rows; measured is what a city has all its days.
        let mut owner = self.connect("postgres").await;
        sqlx::query("vacuum (analyze) search_entries, likeness_prints")
            .execute(&mut owner)
            .await
            .expect("vacuumed");
        format!(
            "index of the search: {:.0} s beside the program that serves",
            took.as_secs_f64()
        )
    }

    /// Removes the cluster, unless it was to be kept.
    pub fn remove(self) {
        drop(self.kept);
    }
}

impl Program {
    /// Signs somebody in and gives their cookies.
    pub async fn sign_in(&self, login: &str) -> String {
        once(self.address, &signing_in(login)).await.1
    }

    /// Resident memory against what it may be.
    pub fn memory(&self) -> String {
        let (now, peak) = usage::memory(self.pid);
        let met = crate::report::word(now <= 100);
        format!("memory of the program after all this: {now} MiB, at most {peak} (at most 100: {met})")
    }

    /// Asks it to stop, and waits.
    pub async fn stop(mut self) {
        let pid = Pid::from_raw(self.pid.try_into().expect("a pid"));
        kill(pid, Signal::SIGTERM).expect("asked");
        self.child.wait().await.expect("it ended");
    }
}

/// The form of the page that signs in.
pub fn signing_in(login: &str) -> Asking {
    Asking {
        path: "/sign-in".to_owned(),
        cookies: String::new(),
        form: Some(format!("login={login}&password={PASSWORD}&tenant=")),
    }
}

async fn ready(address: SocketAddr) -> bool {
    let url = format!("http://{address}/readyz");
    // An error means that it was chosen already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    client
        .get(url)
        .send()
        .await
        .is_ok_and(|answer| answer.status().is_success())
}

fn free() -> SocketAddr {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address")
}
