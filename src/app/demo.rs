//! `demo`: a private database, invented cities, the server.

use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;
use sqlx::postgres::PgConnectOptions;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::serve::{Stop, install_metrics, run_server};
use super::{Failure, Report, clock, files};
use crate::cli::{DemoOptions, DemoSize};
use crate::demo::{self, ACCOUNTS, Activation, Making, Size, Way};
use crate::domain::accounts::password::Passwords;
use crate::domain::figures::HOLD;
use crate::jobs;
use crate::kernel::clock::{Clock, day_of};
use crate::kernel::digest::sha256;
use crate::kernel::locale::Locale;
use crate::kernel::messages::msg;
use crate::platform::db::bulk::last_recorded;
use crate::platform::db::{Db, Settings, refuse_bypass, schema};
use crate::platform::postgres::{self, DATABASE, PrivatePostgres, Role, roles};
use crate::web::state::{App, Parts};

/// Connections of the demonstration.
const CONNECTIONS: u32 = 20;

/// Starts the demonstration and serves it until told to stop.
pub(super) async fn demo(options: DemoOptions, locale: Locale) -> Result<Report, Failure> {
    let stop = Stop::listen();
    let address = format!("127.0.0.1:{}", options.port);
    let listener = TcpListener::bind(&address).await.map_err(|error| {
        Failure::say(
            msg("不能监听 {0}：{1}。换一个端口：--port N")
                .with(&address)
                .with(error),
        )
    })?;
    let dir = options
        .dir
        .clone()
        .unwrap_or_else(|| files::data_dir().join("demo"));
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
    let outcome = prepare_and_serve((&options, locale), &dir, &server, (listener, stopped)).await;
    server.stop().await;
    outcome.map(|()| Report::done("", Value::Null))
}

async fn prepare_and_serve(
    (options, locale): (&DemoOptions, Locale),
    dir: &Path,
    server: &PrivatePostgres,
    (listener, mut stopped): (TcpListener, watch::Receiver<bool>),
) -> Result<(), Failure> {
    let marker = dir.join("loaded");
    let clock = options.today.map_or_else(Clock::system, Clock::with_today);
    if options.reset || !marker.exists() {
        remake(server, &marker).await?;
        files::forget(dir)?;
    }
    schema::migrate(&server.options(Role::Owner, DATABASE)).await?;
    let options_app = server.options(Role::App, DATABASE);
    let db = Db::open(Settings::new(options_app, CONNECTIONS));
    refuse_bypass(&db).await?;
    let roles = [Role::Loader, Role::Owner].map(|role| server.options(role, DATABASE));
    not_behind(&roles[0], &clock).await?;
    clock::keep(dir, &clock)?;
    tokio::select! {
        filled = fill(&db, &roles, &clock, (options, locale), &marker) => filled?,
        _ = stopped.wait_for(|stopped| *stopped) => return Ok(()),
    }
    let files = files::of_dir(dir)?;
    let jobs = jobs::start(&db, &clock, &files);
    let app = App::new(Parts {
        db: db.clone(),
        clock,
        hold_figures: HOLD,
        files,
        secure_cookies: false,
        site: super::passkeys::site(Some(&localhost(options.port).parse().map_err(Failure::new)?))?,
        countersigner: super::passkeys::countersigner(None, Some(dir))?,
        metrics: Some(install_metrics()?),
    });
    println!("{}", greeting(options, dir, locale));
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
    (options, locale): (&DemoOptions, Locale),
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
                progress: &|what: &str| progress(what, locale),
            };
            let done = demo::load(making).await;
            eprintln!();
            done.and_then(|activations| Ok(hand_out(marker, &activations)?))
        }
    }
    .map_err(|error| Failure::words(error.to_string()))?;
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
    let why =
        msg("今天会是 {0}，但演示里已有 {1} 的记录。请用 --today {1} 或更晚的日期启动，或用 --reset 重来");
    Err(Failure::say(why.with(today).with(last)))
}

/// What is loaded has English names only.
fn progress(what: &str, locale: Locale) {
    let what = match locale {
        Locale::Zh => locale.t("正在载入演示数据").to_owned(),
        Locale::En => format!("loading {what}"),
    };
    eprint!("\r\x1b[K{what}");
    let _ = std::io::stderr().flush();
}

fn greeting(options: &DemoOptions, dir: &Path, locale: Locale) -> String {
    let address = format!("http://127.0.0.1:{}", options.port);
    let mut text = locale.tf("整改 演示：{0}", &[&address]) + "\n\n";
    for (login, what) in ACCOUNTS {
        // Each says it in both, the Chinese first.
        let what = match (locale, what.split_once(' ')) {
            (Locale::Zh, Some((chinese, _))) => chinese,
            (Locale::En, Some((_, english))) => english,
            _ => what,
        };
        let _ = writeln!(text, "  {login:<10} {what}");
    }
    let lines = [
        locale.tf("每个账号的密码：{0}", &[&options.password]),
        locale
            .t("第二座城市的账号后面加 2：official2、leader2……")
            .to_owned(),
        locale.tf(
            "名册上其他人：人员编号，和那里 {0} 中的激活码，14 天后作废。",
            &[&CODES],
        ),
        locale.tf("通行密钥只在 {0} 上能用。", &[&localhost(options.port)]),
        locale.tf("保存在 {0}；用 --reset 重来；用 Ctrl-C 停止。", &[&dir.display()]),
    ];
    text + "\n" + &lines.join("\n")
}

/// Browsers know passkeys at a name, and not at 127.0.0.1.
fn localhost(port: u16) -> String {
    format!("http://localhost:{port}")
}
