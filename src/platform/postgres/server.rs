//! The running server: started, watched, started again when it dies, stopped.
//!
//! All of it happens on one thread, which lives as long as the server is wanted: the kernel's parent-death signal
//! goes by the thread that forked, so a thread of the async runtime would take the server down with it.

use std::convert::Infallible;
use std::fs::File;
use std::process::{Child, ExitStatus};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::sync::oneshot;

use super::account::Account;
use super::command;
use super::error::{IoContext, StartError};
use super::find::Binaries;
use super::layout::{Layout, socket_lock};
use super::lock::Lock;
use super::pidfile::{self, Holder};
use super::{initdb, logs};

/// How often the thread looks.
const GLANCE: Duration = Duration::from_millis(50);
/// How long a predecessor may take to let go of the data: the server of a program that was just killed.
const PREDECESSOR: Duration = Duration::from_secs(10);
/// How long a start may take; recovery after a crash can be long.
const STARTING: Duration = Duration::from_mins(10);
/// How long a fast shutdown may take before an immediate one, which means recovery at the next start.
const STOPPING: Duration = Duration::from_mins(1);
/// The longest pause between two attempts to start a server that died.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// A server that ran this long gets its next start without a pause.
const HEALTHY: Duration = Duration::from_mins(1);
/// How often old log files are removed.
const PRUNING: Duration = Duration::from_hours(1);

/// Everything the thread needs; the lock is released when the thread ends, after the server.
pub(super) struct Launch {
    pub(super) layout: Layout,
    pub(super) bin: Binaries,
    pub(super) account: Account,
    pub(super) durable: bool,
    #[expect(dead_code, reason = "held until the thread ends")]
    pub(super) lock: Lock,
}

/// Tells the thread to stop: by its other end being dropped, whether on purpose or in a panic.
pub(super) struct Stop(pub(super) Receiver<Infallible>);

impl Stop {
    /// Sleeps, and says whether it is time to stop.
    fn within(&self, time: Duration) -> bool {
        self.0.recv_timeout(time) != Err(RecvTimeoutError::Timeout)
    }
}

/// The thread: brings the server up, reports that once, and keeps it up until told to stop.
pub(super) fn supervise(launch: &Launch, stop: &Stop, report: oneshot::Sender<Result<(), StartError>>) {
    let made = initdb::ensure(&launch.layout, &launch.bin, &launch.account, launch.durable);
    let mut child = match made.and_then(|()| bring_up(launch, stop)) {
        Ok(Some(child)) => child,
        Ok(None) => return,
        Err(error) => {
            // Nobody listens any more when the start was given up; there is nobody to tell either.
            let _ = report.send(Err(error));
            return;
        }
    };
    let _ = report.send(Ok(()));
    let mut pause = Duration::ZERO;
    loop {
        let since = Instant::now();
        let Some(status) = watch(&mut child, launch, stop) else {
            return shut_down(child);
        };
        tracing::error!(%status, "PostgreSQL ended; starting it again");
        if since.elapsed() > HEALTHY {
            pause = Duration::ZERO;
        }
        child = loop {
            if stop.within(pause) {
                return;
            }
            pause = (pause * 2).clamp(Duration::from_millis(200), LONGEST_PAUSE);
            match bring_up(launch, stop) {
                Ok(Some(child)) => break child,
                Ok(None) => return,
                Err(error) => tracing::error!(%error, "PostgreSQL could not be started again; trying on"),
            }
        };
        tracing::info!("PostgreSQL is up again");
    }
}

/// Waits until the server ends by itself (`Some`) or is to be stopped (`None`).
fn watch(child: &mut Child, launch: &Launch, stop: &Stop) -> Option<ExitStatus> {
    let mut pruned = Instant::now();
    loop {
        if stop.within(GLANCE) {
            return None;
        }
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        if pruned.elapsed() > PRUNING {
            logs::prune(&launch.layout.log());
            pruned = Instant::now();
        }
    }
}

/// Starts the server and waits until it accepts connections; `None` when told to stop meanwhile.
fn bring_up(launch: &Launch, stop: &Stop) -> Result<Option<Child>, StartError> {
    let (layout, begun) = (&launch.layout, Instant::now());
    logs::prune(&layout.log());
    loop {
        if let Some(pid) = predecessor(layout)? {
            if begun.elapsed() > PREDECESSOR {
                return Err(StartError::StillRunning {
                    pid,
                    dir: layout.data(),
                });
            }
            if stop.within(GLANCE) {
                return Ok(None);
            }
            continue;
        }
        let mut child = spawn(launch)?;
        match wait_until_ready(&mut child, layout, stop) {
            Ok(Progress::Ready) => return Ok(Some(child)),
            Ok(Progress::Stopped) => {
                shut_down(child);
                return Ok(None);
            }
            // The processes of a server that was killed keep its memory for a moment.
            Ok(Progress::Occupied) if begun.elapsed() < PREDECESSOR => {
                if stop.within(GLANCE) {
                    return Ok(None);
                }
            }
            Ok(Progress::Occupied) => return Err(StartError::Exited(said(layout))),
            Err(error) => {
                shut_down(child);
                return Err(error);
            }
        }
    }
}

/// The server that still has the data open. Holding the lock, we know that its launcher is gone: one that a
/// launcher started is told to stop, in case nobody else did.
fn predecessor(layout: &Layout) -> Result<Option<u32>, StartError> {
    let (data, pidfile) = (layout.data(), layout.pidfile());
    pidfile::remove_stale(&pidfile, &data)?;
    pidfile::remove_stale(&socket_lock(&layout.socket()), &data)?;
    let Holder::Server { pid, ours } = pidfile::holder(&pidfile, &data) else {
        return Ok(None);
    };
    if ours {
        signal(pid, Signal::SIGINT);
    }
    Ok(Some(pid))
}

fn spawn(launch: &Launch) -> Result<Child, StartError> {
    let said = launch.layout.start_log();
    let log = File::create(&said).at("opening the log", &said)?;
    let program = launch.bin.dir.join("postgres");
    let mut command = command::server(launch, &program);
    command
        .stdout(log.try_clone().at("opening the log", &said)?)
        .stderr(log);
    command.spawn().at("starting it", &program)
}

enum Progress {
    Ready,
    Stopped,
    Occupied,
}

/// Waits for *this* server to write that it is ready: one must not be served by another that happens to answer.
fn wait_until_ready(child: &mut Child, layout: &Layout, stop: &Stop) -> Result<Progress, StartError> {
    let (pidfile, begun) = (layout.pidfile(), Instant::now());
    while begun.elapsed() < STARTING {
        if child.try_wait().at("waiting for the server", &pidfile)?.is_some() {
            let why = said(layout);
            let occupied = why.contains("lock file \"") || why.contains("shared memory block");
            return if occupied {
                Ok(Progress::Occupied)
            } else {
                Err(StartError::Exited(why))
            };
        }
        if pidfile::ready(&pidfile, child.id()) {
            return Ok(Progress::Ready);
        }
        if stop.within(GLANCE) {
            return Ok(Progress::Stopped);
        }
    }
    Err(StartError::NotReady(layout.log()))
}

fn said(layout: &Layout) -> String {
    logs::tail(&layout.start_log(), &layout.log())
}

/// Fast shutdown: open transactions are rolled back, committed ones are on disk.
fn shut_down(mut child: Child) {
    for (end, patience) in [
        (Signal::SIGINT, STOPPING),
        (Signal::SIGQUIT, STOPPING),
        (Signal::SIGKILL, STOPPING),
    ] {
        let begun = Instant::now();
        // Only while it is not yet reaped: afterwards its number may be another's.
        while begun.elapsed() < patience {
            if !matches!(child.try_wait(), Ok(None)) {
                return;
            }
            if begun.elapsed() < GLANCE {
                signal(child.id(), end);
            }
            std::thread::sleep(GLANCE);
        }
        tracing::warn!(signal = %end, "PostgreSQL does not stop");
    }
}

fn signal(pid: u32, signal: Signal) {
    let Ok(number) = i32::try_from(pid) else { return };
    if let Err(error) = kill(Pid::from_raw(number), signal) {
        tracing::debug!(pid, %signal, %error, "the process could not be signalled");
    }
}
