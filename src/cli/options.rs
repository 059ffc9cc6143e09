//! Options that several commands share.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, TimeDelta};
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, ValueEnum};

use crate::kernel::clock::Clock;

/// Where the database is.
#[derive(Clone, Debug, Args)]
pub struct DatabaseOptions {
    /// Address of an outside PostgreSQL 15 or newer, such as `postgres://zhenggai_app:…@db.example/zhenggai`.
    /// `serve` and the commands use the role `zhenggai_app`, `migrate` the role `zhenggai_owner`.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Instead of an address: the private database of this directory, started if it does not run, attached to
    /// if it does.
    #[arg(long, env = "ZHENGGAI_DIR")]
    pub dir: Option<PathBuf>,
    /// Directory of PostgreSQL's programs for a private database; searched for when not given.
    #[arg(long, env = "ZHENGGAI_PG_BIN")]
    pub pg_bin: Option<PathBuf>,
    /// Most connections at once.
    #[arg(long, env = "ZHENGGAI_DB_CONNECTIONS", default_value_t = 20)]
    pub db_connections: u32,
    /// Shift the program's clock so that today is this date. For trials.
    #[arg(long, env = "ZHENGGAI_TODAY", value_name = "DATE")]
    pub today: Option<NaiveDate>,
}

/// The file of a private database's directory that says how far its clock is shifted.
const CLOCK: &str = "clock";

/// Writes down the clock that a demonstration goes by.
///
/// # Errors
/// When the directory can't be written.
pub fn keep_clock(dir: &Path, clock: &Clock) -> io::Result<()> {
    let seconds = clock.shift_seconds().unwrap_or_default();
    std::fs::write(dir.join(CLOCK), format!("{seconds}\n"))
}

fn kept_clock(dir: &Path) -> Option<Clock> {
    let seconds = std::fs::read_to_string(dir.join(CLOCK)).ok()?;
    let by = TimeDelta::try_seconds(seconds.trim().parse().ok()?)?;
    Some(Clock::Shifted(by))
}

impl DatabaseOptions {
    /// The clock to go by: of a private database the one that its demonstration goes by, so that a command's acts stand
    /// at the same day as those of the pages.
    pub fn clock(&self) -> Clock {
        let kept = || self.dir.as_deref().and_then(kept_clock);
        match self.today {
            Some(today) => Clock::with_today(today),
            None => kept().unwrap_or_else(Clock::system),
        }
    }
}

impl DatabaseOptions {
    /// One of the two places. What the command line says goes before what the environment says: whoever has a
    /// `DATABASE_URL` for other programs can still name a directory.
    pub(super) fn settle(&mut self, given: &ArgMatches) -> Result<(), &'static str> {
        let typed = |id| given.value_source(id) == Some(ValueSource::CommandLine);
        match (&self.database_url, &self.dir) {
            (Some(_), Some(_)) if typed("dir") == typed("database_url") => {
                Err("give either --database-url (or DATABASE_URL) or --dir (or ZHENGGAI_DIR), not both")
            }
            (Some(_), Some(_)) if typed("dir") => {
                self.database_url = None;
                Ok(())
            }
            (Some(_), Some(_)) => {
                self.dir = None;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}
