//! Starting, or attaching to the database that another process of ours runs.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use sqlx::{ConnectOptions, Connection};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use super::account::Account;
use super::error::{IoContext, StartError};
use super::layout::Layout;
use super::lock::{self, Lock};
use super::server::{self, Launch, Stop};
use super::{DATABASE, Keeper, PrivatePostgres, Role, Settings, address, archive, connect_by, find, roles};

/// What to do when another process of ours runs the database.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum IfRunning {
    Fail,
    Attach,
}

/// How long a killed process may take to let go of the lock.
const LETTING_GO: Duration = Duration::from_millis(500);
/// How long another process's start may take before attaching to it is given up.
const ATTACHING: Duration = Duration::from_mins(2);
const GLANCE: Duration = Duration::from_millis(50);

pub(super) async fn start(settings: &Settings, if_running: IfRunning) -> Result<PrivatePostgres, StartError> {
    let layout = Layout::open(&settings.dir)?;
    let begun = Instant::now();
    loop {
        // Tried again while attaching, too: the other process may die before its database is ready.
        if let Some(lock) = lock::take(&layout.lock())? {
            return launch(settings, layout, lock).await;
        }
        match if_running {
            IfRunning::Fail if begun.elapsed() > LETTING_GO => {
                return Err(StartError::AlreadyRunning { dir: layout.dir });
            }
            IfRunning::Attach if begun.elapsed() > ATTACHING => {
                return Err(StartError::NotReady(layout.log()));
            }
            IfRunning::Attach => {
                if let Some(attached) = attach(&layout).await {
                    return Ok(attached);
                }
            }
            IfRunning::Fail => {}
        }
        sleep(GLANCE).await;
    }
}

async fn attach(layout: &Layout) -> Option<PrivatePostgres> {
    let socket = address::read(layout)?;
    let options = connect_by(&socket, Role::App, DATABASE);
    let connection = timeout(Duration::from_secs(5), options.connect())
        .await
        .ok()?
        .ok()?;
    connection.close().await.ok()?;
    Some(PrivatePostgres { socket, keeper: None })
}

async fn launch(settings: &Settings, layout: Layout, lock: Lock) -> Result<PrivatePostgres, StartError> {
    address::withdraw(&layout)?;
    let account = Account::choose(&layout.data())?;
    layout.prepare(&account)?;
    let needed = find::made_with(&layout.data());
    let bin = match &settings.bin_dir {
        Some(dir) => find::named(dir, needed)?,
        None => match find::installed(&layout, needed) {
            Some(found) => found,
            None => archive::fetch(&layout, needed).await?,
        },
    };
    account.check_reach(&bin.dir)?;
    let running = Launch {
        layout: layout.clone(),
        bin,
        account,
        durable: settings.durable,
        lock,
    };
    let keeper = keep(running, &layout).await?;
    // From here on an early return drops the keeper, which stops the server.
    let postgres = PrivatePostgres {
        socket: layout.socket(),
        keeper: Some(keeper),
    };
    roles::ensure(&postgres.options(Role::Superuser, "postgres"), DATABASE).await?;
    address::publish(&layout, &postgres.socket)?;
    Ok(postgres)
}

/// Starts the thread that owns the server, and waits for its word that the server is up.
async fn keep(launch: Launch, layout: &Layout) -> Result<Keeper, StartError> {
    let (wanted, stop) = mpsc::channel();
    let (report, up) = oneshot::channel();
    let thread = std::thread::Builder::new()
        .name("postgres".to_owned())
        .spawn(move || {
            server::supervise(&launch, &Stop(stop), report);
            if let Err(error) = address::withdraw(&launch.layout) {
                tracing::warn!(%error, "the address of the stopped database could not be removed");
            }
        })
        .at("starting the thread that keeps the server", &layout.dir)?;
    let keeper = Keeper { wanted, thread };
    up.await
        .unwrap_or_else(|_| Err(StartError::NotReady(layout.log())))?;
    Ok(keeper)
}
