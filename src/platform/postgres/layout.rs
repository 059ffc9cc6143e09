//! What lies where in the database's directory, and making it: `data`, `socket`, `log`, `lock`, `address`.

use std::ffi::OsString;
use std::fs::{self, DirBuilder};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::account::Account;
use super::error::{IoContext, StartError};

/// The port, which for a unix socket is only a part of its file name.
pub(super) const PORT: u16 = 5432;
/// A unix socket's path fits into 108 bytes with its closing zero.
const LONGEST: usize = 107;

/// The paths below one database directory.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// The database's directory itself, absolute.
    pub(super) dir: PathBuf,
}

impl Layout {
    /// Makes the directory when there is none, and resolves its path.
    pub(super) fn open(dir: &Path) -> Result<Self, StartError> {
        let dir = std::path::absolute(dir).at("resolving the path", dir)?;
        // 0755 whatever the umask: the account that the server runs as has to pass through.
        let missing: Vec<&Path> = dir.ancestors().take_while(|above| !above.exists()).collect();
        for path in missing.into_iter().rev() {
            match DirBuilder::new().mode(0o755).create(path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => {
                    made.at("making the directory", path)?;
                    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
                        .at("setting its mode", path)?;
                }
            }
        }
        let dir = dir.canonicalize().at("resolving the path", &dir)?;
        Ok(Self { dir })
    }

    /// PostgreSQL's data directory.
    pub(super) fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    /// The server's log files.
    pub(super) fn log(&self) -> PathBuf {
        self.dir.join("log")
    }

    /// What the server says before its own logging starts. Not in `log`, which the account may write to: root
    /// would follow a link that the account planted there.
    pub(super) fn start_log(&self) -> PathBuf {
        self.dir.join("start.log")
    }

    /// The launcher's lock.
    pub(super) fn lock(&self) -> PathBuf {
        self.dir.join("lock")
    }

    /// The file that tells other processes where the socket is; there while the database is ready.
    pub(super) fn address(&self) -> PathBuf {
        self.dir.join("address")
    }

    /// Where archives that were fetched are unpacked.
    pub(super) fn archives(&self) -> PathBuf {
        self.dir.join("postgresql")
    }

    /// The server's lock file.
    pub(super) fn pidfile(&self) -> PathBuf {
        self.data().join("postmaster.pid")
    }

    /// The directory of the socket: below the database's, else one under /tmp whose path is short and plain. A comma
    /// would end the path for PostgreSQL and for psql, which both take a list.
    pub(super) fn socket(&self) -> PathBuf {
        let near = self.dir.join("socket");
        let plain = near.to_str().is_some_and(|path| !path.contains([',', '"']));
        if plain && near.join(socket_name()).as_os_str().len() <= LONGEST {
            return near;
        }
        let digest = hex::encode(Sha256::digest(self.dir.as_os_str().as_bytes()));
        Path::new("/tmp").join(format!("zhenggai-{}", &digest[..16]))
    }

    /// Makes the directories that the server writes to, and checks that its account can reach them.
    pub(super) fn prepare(&self, account: &Account) -> Result<(), StartError> {
        account.check_reach(&self.dir)?;
        for dir in [self.log(), self.socket()] {
            make_private(&dir, account)?;
        }
        Ok(())
    }
}

/// The file name of the socket.
fn socket_name() -> OsString {
    format!(".s.PGSQL.{PORT}").into()
}

/// The lock file beside the socket.
pub(super) fn socket_lock(socket: &Path) -> PathBuf {
    socket.join(format!(".s.PGSQL.{PORT}.lock"))
}

/// Makes a directory for the account alone. One that is there already must be a real directory of that account:
/// under /tmp anybody could have put one, or a link, in its place.
fn make_private(dir: &Path, account: &Account) -> Result<(), StartError> {
    match DirBuilder::new().mode(0o700).create(dir) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => {
            made.at("making the directory", dir)?;
            return account.own(dir);
        }
    }
    let found = fs::symlink_metadata(dir).at("looking at it", dir)?;
    let unsafe_because = |why: &str| StartError::SocketDir {
        dir: dir.to_owned(),
        why: why.to_owned(),
    };
    if !found.is_dir() {
        return Err(unsafe_because("it is no directory"));
    }
    if found.uid() != account.uid {
        return Err(unsafe_because("it belongs to another account"));
    }
    if found.mode() & 0o077 != 0 {
        return Err(unsafe_because("other accounts may enter it"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_socket_moves_when_its_path_would_be_one_byte_too_long() {
        // "/socket/.s.PGSQL.5432" is 21 bytes.
        let fits = Layout {
            dir: PathBuf::from(format!("/{}", "a".repeat(107 - 21 - 1))),
        };
        assert!(fits.socket().starts_with(&fits.dir));
        let long = Layout {
            dir: PathBuf::from(format!("/{}", "a".repeat(107 - 21))),
        };
        assert!(long.socket().starts_with("/tmp"));
    }

    #[test]
    fn a_planted_socket_directory_is_refused() {
        let dir = tempfile::tempdir().expect("a directory");
        let account = Account::choose(&dir.path().join("data")).expect("an account");
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(dir.path(), &link).expect("a link");
        assert!(matches!(
            make_private(&link, &account),
            Err(StartError::SocketDir { .. })
        ));
        let open = dir.path().join("open");
        make_private(&open, &account).expect("made");
        make_private(&open, &account).expect("still ours");
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).expect("opened");
        assert!(matches!(
            make_private(&open, &account),
            Err(StartError::SocketDir { .. })
        ));
    }
}
