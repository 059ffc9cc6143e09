//! The server's log files. PostgreSQL starts a new one by size; here old ones are removed, and the end is read when
//! the server does not start.

use std::fs;
use std::path::{Path, PathBuf};

/// How many files are kept, of 10 MB each.
const KEPT: usize = 10;
/// How many of the last lines an error message quotes.
const QUOTED: usize = 8;

/// Removes all but the newest files.
pub(super) fn prune(dir: &Path) {
    for old in files(dir).iter().rev().skip(KEPT) {
        if let Err(error) = fs::remove_file(old) {
            tracing::warn!(file = %old.display(), %error, "could not remove an old log file");
        }
    }
}

/// The last lines of what the server said at its start, and of its newest log.
pub(super) fn tail(start: &Path, dir: &Path) -> String {
    let read = |file: &Path| String::from_utf8_lossy(&fs::read(file).unwrap_or_default()).into_owned();
    let mut text = read(start);
    // Until it says so, it has written to no other log; the newest would be that of an earlier run.
    if text.contains("redirecting log output") {
        text.extend(files(dir).pop().map(|newest| read(&newest)));
    }
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(QUOTED)..].join("\n")
}

/// Oldest first: their names are times.
fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "log"))
        .collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::{files, prune};

    #[test]
    fn the_newest_files_stay() {
        let dir = tempfile::tempdir().expect("a directory");
        for day in 10..25 {
            std::fs::write(dir.path().join(format!("postgresql-202601{day}-000000.log")), "")
                .expect("written");
        }
        prune(dir.path());
        let left = files(dir.path());
        assert_eq!(left.len(), 10);
        assert!(left[0].ends_with("postgresql-20260115-000000.log"));
    }
}
