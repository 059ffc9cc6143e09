//! What dies, and what must not be lost or left behind.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::ConnectOptions;
use zhenggai::platform::postgres::{PrivatePostgres, Role, Settings};

use super::support::{self, Place, ask};

const KEEP: &str = "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)";
const KEPT: &str = "SELECT n FROM kept";

/// `kill -9` of the program: the server gets the parent-death signal and shuts down cleanly.
#[tokio::test]
async fn killing_the_program_stops_the_server() {
    let place = Place::new();
    let mut holding = place.held(None);
    assert!(holding.said.contains("holding"), "{}", holding.said);
    let server = place.server();
    holding.kill();
    support::until("the server is gone", || !support::alive(server)).await;
    assert!(
        !place.dir.join("data/postmaster.pid").exists(),
        "a clean shutdown removes its lock file"
    );
}

#[tokio::test]
async fn a_start_right_after_the_program_was_killed_waits_for_its_server() {
    let place = Place::new();
    let mut holding = place.held(None);
    let attached = PrivatePostgres::start_or_attach(&place.settings())
        .await
        .expect("attaches");
    assert!(attached.attached());
    support::run(&attached.options(Role::Owner, "zhenggai"), KEEP)
        .await
        .expect("written");
    // A session that is open at the shutdown must not hold it up.
    let open = attached
        .options(Role::App, "zhenggai")
        .connect()
        .await
        .expect("connected");
    holding.kill();
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    assert_eq!(
        ask::<i32>(&postgres.options(Role::Owner, "zhenggai"), KEPT).await,
        42
    );
    drop(open);
    postgres.stop().await;
}

#[tokio::test]
async fn a_start_right_after_program_and_server_were_killed_recovers() {
    let place = Place::new();
    let mut holding = place.held(None);
    let attached = PrivatePostgres::start_or_attach(&place.settings())
        .await
        .expect("attaches");
    support::run(&attached.options(Role::Owner, "zhenggai"), KEEP)
        .await
        .expect("written");
    let mut open = attached
        .options(Role::App, "zhenggai")
        .connect()
        .await
        .expect("connected");
    let session: i32 = sqlx::query_scalar("SELECT pg_backend_pid()")
        .fetch_one(&mut open)
        .await
        .expect("answered");
    // A session that does not notice at once keeps the dead server's memory in use, and the start has to wait.
    kill(Pid::from_raw(session), Signal::SIGSTOP).expect("stopped");
    let (server, killed) = (place.server(), Instant::now());
    support::kill_hard(server);
    holding.kill();
    assert!(
        killed.elapsed() < Duration::from_millis(300),
        "the trap needs a quick second start"
    );
    let waking = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1));
        kill(Pid::from_raw(session), Signal::SIGCONT).expect("continued");
    });
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    assert_eq!(
        ask::<i32>(&postgres.options(Role::Owner, "zhenggai"), KEPT).await,
        42
    );
    waking.join().expect("woken");
    drop(open);
    postgres.stop().await;
}

/// The server itself dies: it is started again, the same options lead to it, what was committed is there.
#[tokio::test]
async fn a_killed_server_is_started_again_with_what_was_committed() {
    let place = Place::new();
    let postgres = PrivatePostgres::start(&Settings {
        durable: true,
        ..place.settings()
    })
    .await
    .expect("starts");
    let options = postgres.options(Role::Owner, "zhenggai");
    assert_eq!(ask::<String>(&options, "SHOW fsync").await, "on");
    support::run(&options, KEEP).await.expect("written");
    for _ in 0..2 {
        let before = place.server();
        support::kill_hard(before);
        let begun = Instant::now();
        while options.connect().await.is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "it was not started again"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_ne!(place.server(), before);
        assert_eq!(ask::<i32>(&options, KEPT).await, 42);
    }
    postgres.stop().await;
}

/// After a crash the number in the lock files may belong to another process of the same account by now.
/// PostgreSQL would refuse to start until that process ends.
#[tokio::test]
async fn lock_files_whose_process_number_was_reused_are_no_obstacle() {
    let place = Place::new();
    PrivatePostgres::start(&place.settings())
        .await
        .expect("starts")
        .stop()
        .await;
    let data = place.dir.join("data");
    let owner = fs::metadata(&data).expect("there");
    let mut command = Command::new("sleep");
    command.arg("60");
    if nix::unistd::Uid::effective().is_root() {
        command.uid(owner.uid()).gid(owner.gid());
    }
    let mut stranger = command.spawn().expect("started");
    let text = format!("{}\n{}\n1700000000\n5432\n", stranger.id(), data.display());
    for file in [
        data.join("postmaster.pid"),
        place.dir.join("socket/.s.PGSQL.5432.lock"),
    ] {
        fs::write(&file, &text).expect("written");
        std::os::unix::fs::chown(&file, Some(owner.uid()), Some(owner.gid())).expect("given");
    }
    let begun = Instant::now();
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    assert!(
        begun.elapsed() < Duration::from_secs(9),
        "at once, not after waiting for the stranger"
    );
    assert!(support::alive(stranger.id()), "the stranger was left alone");
    stranger.kill().expect("killed");
    stranger.wait().expect("reaped");
    postgres.stop().await;
}

/// Where there is no `setpriv`, the server outlives the program's `kill -9`; the next start takes over.
#[tokio::test]
async fn without_the_death_signal_the_next_start_stops_the_orphan() {
    let place = Place::new();
    let mut holding = place.held(Some("/nonexistent"));
    if !holding.said.contains("holding") {
        println!("skipped: PostgreSQL is found by the PATH alone: {}", holding.said);
        return;
    }
    let orphan = place.server();
    holding.kill();
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(support::alive(orphan), "otherwise this tests nothing");
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    assert!(!support::alive(orphan));
    assert_ne!(place.server(), orphan);
    postgres.stop().await;
}
