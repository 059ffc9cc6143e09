//! The server's lock files (`postmaster.pid`, and the socket's) and the processes that they name.
//!
//! PostgreSQL removes a lock file whose process is gone, but not one whose number now belongs to some other
//! process of the same account: common in containers, where numbers start at 1 again. Such a file is removed here,
//! and only such a file: where the process is gone, PostgreSQL itself also checks that no orphaned child still
//! has the shared memory attached.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::error::{IoContext, StartError};

/// The value of `cluster_name` by which a server that a launcher started is told from one started by hand.
pub(super) const MARK: &str = "cluster_name=zhenggai";

/// Who has the process number that a lock file names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// No file, or no such process.
    Nobody,
    /// A server on this data directory; `ours` when a launcher started it.
    Server {
        /// Its process number.
        pid: u32,
        /// Started by a launcher of ours.
        ours: bool,
    },
    /// Some other process, which only happens to have the number.
    Stranger(u32),
}

/// Looks up the process that a lock file names.
pub(super) fn holder(file: &Path, data: &Path) -> Holder {
    let Some(pid) = read(file) else {
        return Holder::Nobody;
    };
    match fs::read(format!("/proc/{pid}/cmdline")) {
        Ok(line) => judge(pid, &line, data),
        Err(_) => Holder::Nobody,
    }
}

/// Removes a lock file that names a process which is no server on `data`.
pub(super) fn remove_stale(file: &Path, data: &Path) -> Result<(), StartError> {
    if let Holder::Stranger(pid) = holder(file, data) {
        tracing::warn!(file = %file.display(), pid, "removing a stale lock file: its process number has been reused");
        match fs::remove_file(file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).at("removing a stale lock file", file)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether the server with this process number says that it accepts connections.
pub(super) fn ready(file: &Path, pid: u32) -> bool {
    let Ok(text) = fs::read_to_string(file) else {
        return false;
    };
    let mut lines = text.lines();
    lines.next().and_then(|line| line.trim().parse().ok()) == Some(pid)
        && lines.nth(6).is_some_and(|status| status.trim() == "ready")
}

fn read(file: &Path) -> Option<u32> {
    fs::read_to_string(file).ok()?.lines().next()?.trim().parse().ok()
}

/// `line` is a `/proc/<pid>/cmdline`. Readable for everyone, unlike the process's working directory, which root in
/// a container may not see.
fn judge(pid: u32, line: &[u8], data: &Path) -> Holder {
    let words: Vec<&[u8]> = line.split(|byte| *byte == 0).collect();
    let name = words[0].rsplit(|byte| *byte == b'/').next().unwrap_or_default();
    // A zombie has an empty line; a server's children carry titles such as "postgres: checkpointer".
    if name != b"postgres" && name != b"postmaster" {
        return Holder::Stranger(pid);
    }
    let directory = words
        .iter()
        .position(|word| *word == b"-D")
        .and_then(|at| words.get(at + 1));
    match directory {
        Some(here) if *here == data.as_os_str().as_bytes() => Holder::Server {
            pid,
            ours: words.contains(&MARK.as_bytes()),
        },
        Some(elsewhere) if elsewhere.starts_with(b"/") => Holder::Stranger(pid),
        // Started by hand, in a way that does not tell where: better once too careful than two servers on one
        // directory.
        _ => Holder::Server { pid, ours: false },
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Holder, holder, judge, ready};

    fn of(line: &[u8]) -> Holder {
        judge(7, line, Path::new("/d/data"))
    }

    #[test]
    fn a_reused_number_is_told_from_a_server() {
        assert_eq!(of(b""), Holder::Stranger(7));
        assert_eq!(of(b"sleep\x00100\x00"), Holder::Stranger(7));
        assert_eq!(of(b"postgres: checkpointer \x00"), Holder::Stranger(7));
        assert_eq!(
            of(b"/usr/bin/postgres\x00-D\x00/other/data\x00"),
            Holder::Stranger(7)
        );
        assert_eq!(
            of(b"/usr/bin/postgres\x00-D\x00/d/data\x00"),
            Holder::Server { pid: 7, ours: false }
        );
        assert_eq!(of(b"postgres\x00"), Holder::Server { pid: 7, ours: false });
        let ours = b"/usr/bin/postgres\x00-D\x00/d/data\x00-c\x00cluster_name=zhenggai\x00";
        assert_eq!(of(ours), Holder::Server { pid: 7, ours: true });
    }

    #[test]
    fn a_missing_file_or_process_is_nobody() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("postmaster.pid");
        assert_eq!(holder(&file, dir.path()), Holder::Nobody);
        std::fs::write(&file, "4194999\n").expect("written");
        assert_eq!(holder(&file, dir.path()), Holder::Nobody);
    }

    #[test]
    fn only_the_named_process_is_ready() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("postmaster.pid");
        std::fs::write(&file, "42\n/d/data\n1\n5432\n/d/socket\n\n  1 2\nready   \n").expect("written");
        assert!(ready(&file, 42));
        assert!(!ready(&file, 43));
        std::fs::write(&file, "42\n/d/data\n1\n5432\n/d/socket\n\n  1 2\nstarting\n").expect("written");
        assert!(!ready(&file, 42));
    }
}
