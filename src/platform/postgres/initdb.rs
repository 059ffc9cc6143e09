//! Making a new data directory.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use nix::fcntl::OFlag;

use super::account::Account;
use super::error::{IoContext, StartError};
use super::find::{Binaries, made_with};
use super::layout::Layout;

/// Appended to `postgresql.conf`, where the administrator may change it.
const SETTINGS: &str = "
# Written by zhenggai when it made this directory; yours to change.
max_connections = 100
shared_buffers = 256MB
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d '
";

/// Makes the data directory when there is none. It is made beside its place and renamed, so that a half-made one
/// is never taken for data.
pub(super) fn ensure(
    layout: &Layout,
    bin: &Binaries,
    account: &Account,
    durable: bool,
) -> Result<(), StartError> {
    let data = layout.data();
    if made_with(&data).is_some() {
        return Ok(());
    }
    if fs::read_dir(&data).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(StartError::NotData(data));
    }
    let fresh = layout.dir.join("data.new");
    match fs::remove_dir_all(&fresh) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).at("removing a half-made data directory", &fresh)?;
        }
        _ => {}
    }
    DirBuilder::new()
        .mode(0o700)
        .create(&fresh)
        .at("making the directory", &fresh)?;
    account.own(&fresh)?;
    // Under lc_ctype C the trigrams of Chinese are empty. The syncing comes at the end, over everything.
    let made = [
        "-A",
        "trust",
        "--auth-host=reject",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "-N",
    ];
    run(bin, account, &fresh, &made)?;
    append(&fresh.join("postgresql.conf"))?;
    if durable {
        run(bin, account, &fresh, &["--sync-only"])?;
    }
    fs::rename(&fresh, &data).at("moving the new data directory into place", &data)?;
    File::open(&layout.dir)
        .and_then(|dir| dir.sync_all())
        .at("syncing", &layout.dir)
}

fn run(bin: &Binaries, account: &Account, data: &Path, options: &[&str]) -> Result<(), StartError> {
    let program = bin.dir.join("initdb");
    let output = account
        .command(&program, "KILL")
        .arg("-D")
        .arg(data)
        .args(options)
        .output();
    let output = output.at("running it", &program)?;
    if output.status.success() {
        return Ok(());
    }
    Err(StartError::Initdb(
        String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    ))
}

fn append(file: &Path) -> Result<(), StartError> {
    // The directory is the account's own by now: root does not follow a link there.
    let mut options = OpenOptions::new();
    options.append(true).custom_flags(OFlag::O_NOFOLLOW.bits());
    options
        .open(file)
        .and_then(|mut open| open.write_all(SETTINGS.as_bytes()))
        .at("writing the settings", file)
}
