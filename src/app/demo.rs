//! `demo`: a private database, invented cities, the server.

use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::clock;
use super::serve::{Stop, install_metrics, run_server};
use super::{Failure, Report};
use crate::cli::{DemoOptions, DemoSize};
use crate::demo::{self, ACCOUNTS, Activation, Making, Size, Way};
use crate::domain::accounts::password::Passwords;
use crate::domain::figures::HOLD;
use crate::jobs;
use crate::kernel::clock::{Clock, day_of};
use crate::kernel::digest::sha256;
use crate::platform::db::bulk::last_recorded;
use crate::platform::db::{Db, Settings, refuse_bypass, schema};
use crate::platform::postgres::{self, DATABASE, PrivatePostgres, Role, roles};
use crate::web::state::{App, Parts};

/// Connections of the demonstration.
const CONNECTIONS: u32 = 20;

/// Starts the demonstration and serves it until told to stop.
pub(super) async fn demo(options: DemoOptions) -> Result<Report, Failure> {
    let stop = Stop::listen();
    let address = format!("127.0.0.1:{}", options.port);
    let listener = TcpListener::bind(&address).await.map_err(|error| {
        Failure::say(format!(
            "can't listen on {address}: {error}. Another port: --port N"
        ))
    })?;
    let dir = options.dir.clone().unwrap_or_else(default_dir);
    let settings = postgres::Settings {
        dir: dir.clone(),
        bin_dir: options.pg_bin.clone(),
        durable: true,
    };
    let server = PrivatePostgres::start(&settings).await?;
    let (told, stopped) = watch::channel(false);
    tokio::spawn(async move {
        stop.asked().await;
        let _ = told.send(true);
    });
    let outcome = prepare_and_serve(&options, &dir, &server, (listener, stopped)).await;
    server.stop().await;
    outcome.map(|()| Report::done("", Value::Null))
}

async fn prepare_and_serve(
    options: &DemoOptions,
    dir: &Path,
    server: &PrivatePostgres,
    (listener, mut stopped): (TcpListener, watch::Receiver<bool>),
) -> Result<(), Failure> {
    let marker = dir.join("loaded");
    let clock = options.today.map_or_else(Clock::system, Clock::with_today);
    if options.reset || !marker.exists() {
        remake(server, &marker).await?;
    }
    schema::migrate(&server.options(Role::Owner, DATABASE)).await?;
    let options_app = server.options(Role::App, DATABASE);
    let db = Db::open(Settings::new(options_app, CONNECTIONS));
    refuse_bypass(&db).await?;
    let roles = [Role::Loader, Role::Owner].map(|role| server.options(role, DATABASE));
    not_behind(&roles[0], &clock).await?;
    clock::keep(dir, &clock)?;
    tokio::select! {
        filled = fill(&db, &roles, &clock, options, &marker) => filled?,
        _ = stopped.wait_for(|stopped| *stopped) => return Ok(()),
    }
    let jobs = jobs::start(&db, &clock);
    let app = App::new(Parts {
        db: db.clone(),
        clock,
        hold_figures: HOLD,
        secure_cookies: false,
        metrics: Some(install_metrics()?),
    });
    println!("{}", greeting(options, dir));
    let stop = async move {
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    run_server(app, listener, stop, Duration::ZERO).await?;
    jobs.iter().for_each(tokio::task::JoinHandle::abort);
    db.close().await;
    Ok(())
}

/// An empty database: what was there is dropped, a load that was cut off included.
async fn remake(server: &PrivatePostgres, marker: &Path) -> Result<(), Failure> {
    match std::fs::remove_file(marker) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    Ok(roles::remake(&server.options(Role::Superuser, "postgres"), DATABASE).await?)
}

/// Loads once; a later start with another password sets it anew.
async fn fill(
    db: &Db,
    [loader, owner]: &[PgConnectOptions; 2],
    clock: &Clock,
    options: &DemoOptions,
    marker: &Path,
) -> Result<(), Failure> {
    let password = options.password.as_str();
    let mark = format!("{}\n", hex::encode(sha256(password.as_bytes())));
    let passwords = Passwords::new();
    match std::fs::read_to_string(marker) {
        Ok(known) if known == mark => return Ok(()),
        Ok(_) => demo::set_passwords(db, &passwords, password, clock).await,
        Err(_) => {
            let (size, way) = match options.size {
                DemoSize::Full => (Size::Full, Way::Copy),
                DemoSize::Small => (Size::Small, Way::Verbs),
            };
            let making = Making {
                db,
                loader,
                owner,
                size,
                way,
                clock,
                passwords: &passwords,
                password,
                progress: &progress,
            };
            let done = demo::load(making).await;
            eprintln!();
            done.and_then(|activations| Ok(hand_out(marker, &activations)?))
        }
    }
    .map_err(|error| Failure::say(error.to_string()))?;
    Ok(std::fs::write(marker, mark)?)
}

/// Beside the marker: the codes of everybody without a named account, for the eyes of whoever runs the demonstration.
const CODES: &str = "activation-codes.txt";

/// Writes the codes down, readable for nobody else. They are nowhere else in clear.
fn hand_out(marker: &Path, activations: &[Activation]) -> std::io::Result<()> {
    let mut text = String::new();
    for one in activations {
        let _ = writeln!(text, "{}\t{}\t{}\t{}", one.city, one.login, one.name, one.code);
    }
    let path = marker.with_file_name(CODES);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = std::fs::OpenOptions::new();
    file.write(true).create_new(true).mode(0o600);
    file.open(path)?.write_all(text.as_bytes())
}

/// What is recorded already must not lie in the future of what will be: `--today` may go on, and back only with `--reset`.
async fn not_behind(loader: &PgConnectOptions, clock: &Clock) -> Result<(), Failure> {
    let Some(last) = last_recorded(loader).await? else {
        return Ok(());
    };
    if last <= clock.now() {
        return Ok(());
    }
    let (today, last) = (clock.today(), day_of(last));
    Err(Failure::say(format!(
        "today would be {today}, but the demonstration has records of {last}. Start with --today {last} or later, or begin \
         anew with --reset"
    )))
}

fn progress(what: &str) {
    eprint!("\r\x1b[Kloading {what}");
    let _ = std::io::stderr().flush();
}

fn greeting(options: &DemoOptions, dir: &Path) -> String {
    let mut text = format!("zhenggai demonstration: http://127.0.0.1:{}\n\n", options.port);
    for (login, what) in ACCOUNTS {
        let _ = writeln!(text, "  {login:<10} {what}");
    }
    let _ = write!(
        text,
        "\npassword of each: {}\nThe second city has the same accounts with 2 behind: official2, leader2, …\n\
         Everybody else of the roster: staff number, and a code of {CODES} there, void after 14 days.\n\
         Kept in {}; start over with --reset; stop with Ctrl-C.",
        options.password,
        dir.display()
    );
    text
}

/// Root's data must be reachable for the account that PostgreSQL runs as, so not below /root.
fn default_dir() -> PathBuf {
    if nix::unistd::geteuid().is_root() {
        return PathBuf::from("/var/lib/zhenggai/demo");
    }
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or_else(home);
    data.unwrap_or_else(|| PathBuf::from(".")).join("zhenggai/demo")
}
