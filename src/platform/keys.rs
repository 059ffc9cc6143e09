//! Secret keys in files: outside the database, readable by their owner only, never in a log.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use crate::kernel::digest::random32;

/// 32 secret bytes. Shown by nothing.
pub struct Seed([u8; 32]);

impl std::fmt::Debug for Seed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seed(…)")
    }
}

impl Seed {
    /// The bytes, for what makes a key of them.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Why a key's file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Others of the machine may read it.
    #[error("{} can be read by others: chmod 600 it", .0.display())]
    Open(PathBuf),
    /// It does not hold 64 hexadecimal digits.
    #[error("{} does not hold a key: 64 hexadecimal digits", .0.display())]
    Malformed(PathBuf),
    /// It can't be read, or made.
    #[error("{}: {cause}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
}

/// The seed that a file holds, in 64 hexadecimal digits. A file that is not there is made, with mode 600, of random bytes.
///
/// # Errors
/// [`KeyError::Open`] when others may read it: a key that was seen is no key.
pub fn load_or_make(path: &Path) -> Result<Seed, KeyError> {
    let io = |cause| KeyError::Io {
        path: path.to_owned(),
        cause,
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => match make(path) {
            Ok(()) => std::fs::read_to_string(path).map_err(io)?,
            // Another program of the same site made it meanwhile.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                std::fs::read_to_string(path).map_err(io)?
            }
            Err(error) => return Err(io(error)),
        },
        Err(error) => return Err(io(error)),
    };
    if std::fs::metadata(path).map_err(io)?.mode() & 0o077 != 0 {
        return Err(KeyError::Open(path.to_owned()));
    }
    let mut seed = [0; 32];
    hex::decode_to_slice(text.trim(), &mut seed).map_err(|_| KeyError::Malformed(path.to_owned()))?;
    Ok(Seed(seed))
}

/// Written under another name first, so that nobody ever reads half of it.
fn make(path: &Path) -> io::Result<()> {
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o755).create(parent)?;
    }
    let secret = hex::encode(random32());
    let unfinished = path.with_file_name(format!(".{}", hex::encode(&random32()[..8])));
    let mut file = OpenOptions::new();
    file.write(true).create_new(true).mode(0o600);
    let mut file = file.open(&unfinished)?;
    file.write_all(secret.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    // Unlike a rename it does not replace what another has just put there.
    let put = std::fs::hard_link(&unfinished, path);
    std::fs::remove_file(&unfinished)?;
    put
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owners_eyes_only() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("below/countersign.key");
        let made = load_or_make(&path).expect("made");
        assert_eq!(std::fs::metadata(&path).expect("there").mode() & 0o777, 0o600);
        assert_eq!(load_or_make(&path).expect("read").bytes(), made.bytes());
        assert_eq!(
            std::fs::read_dir(dir.path().join("below"))
                .expect("a folder")
                .count(),
            1
        );
        assert!(!format!("{made:?}").contains(&hex::encode(made.bytes())));
    }

    #[test]
    fn a_key_that_others_may_read_or_that_is_none_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("countersign.key");
        load_or_make(&path).expect("made");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("set");
        assert!(matches!(load_or_make(&path), Err(KeyError::Open(_))));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("set");
        std::fs::write(&path, "not a key").expect("written");
        let why = load_or_make(&path).expect_err("refused");
        assert!(matches!(why, KeyError::Malformed(_)));
        assert!(
            !why.to_string().contains("not a key"),
            "what stands in the file is not said"
        );
    }
}
