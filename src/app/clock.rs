//! The clock that a command goes by, and the one that a demonstration leaves in its directory.

use std::io;
use std::path::Path;

use chrono::TimeDelta;

use crate::cli::{DatabaseOptions, Today};
use crate::kernel::clock::Clock;

/// The file of a demonstration's directory that says by how many seconds its clock is shifted.
const FILE: &str = "clock";

/// The clock to go by: of a demonstration's directory the demonstration's, so that what a command does stands at the
/// same day as what is done on the pages.
pub(super) fn of(options: &DatabaseOptions) -> Clock {
    match (options.today, options.dir.as_deref()) {
        (Some(Today::Day(day)), _) => Clock::with_today(day),
        (Some(Today::Now(at)), _) => Clock::from_instant(at),
        (None, Some(dir)) => kept(dir).unwrap_or_else(Clock::system),
        (None, None) => Clock::system(),
    }
}

/// Writes down the clock that a demonstration goes by.
pub(super) fn keep(dir: &Path, clock: &Clock) -> io::Result<()> {
    let seconds = clock.shift_seconds().unwrap_or_default();
    std::fs::write(dir.join(FILE), format!("{seconds}\n"))
}

fn kept(dir: &Path) -> Option<Clock> {
    let seconds = std::fs::read_to_string(dir.join(FILE)).ok()?;
    let by = TimeDelta::try_seconds(seconds.trim().parse().ok()?)?;
    Some(Clock::Shifted(by))
}
