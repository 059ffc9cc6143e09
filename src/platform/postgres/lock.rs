//! One launcher per directory: a lock that the kernel lets go of when its holder dies, however it dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::error::{IoContext, StartError};

/// The held lock; dropping it (or dying) releases it.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "held open for the lock on it")] File);

/// Takes the lock, or says `None` when another holder has it.
pub(super) fn take(path: &Path) -> Result<Option<Lock>, StartError> {
    // Opened close-on-exec by std, so that the server does not inherit the lock and outlive us with it.
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(path)
        .at("opening the lock file", path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Lock(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error).at("locking", path),
    }
}

#[cfg(test)]
mod tests {
    use super::take;

    #[test]
    fn a_second_holder_is_refused_until_the_first_lets_go() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("lock");
        let first = take(&path).expect("no error").expect("free");
        assert!(take(&path).expect("no error").is_none());
        drop(first);
        assert!(take(&path).expect("no error").is_some());
    }
}
