//! Finding PostgreSQL's programs on this machine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::StartError;
use super::layout::Layout;

/// The oldest major version that will do.
pub(super) const OLDEST: u32 = 15;

/// A directory with PostgreSQL's programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Binaries {
    pub(super) dir: PathBuf,
    pub(super) major: u32,
}

/// The major version that the data was made with, if there is data.
pub(super) fn made_with(data: &Path) -> Option<u32> {
    fs::read_to_string(data.join("PG_VERSION"))
        .ok()?
        .trim()
        .parse()
        .ok()
}

/// The programs in a directory that the user named: these or none.
pub(super) fn named(dir: &Path, needed: Option<u32>) -> Result<Binaries, StartError> {
    let bad = |why: String| StartError::BadBinaries {
        dir: dir.to_owned(),
        why,
    };
    let found = look(dir).ok_or_else(|| bad("there is no PostgreSQL here".to_owned()))?;
    match needed {
        Some(major) if major != found.major => Err(bad(format!(
            "this is PostgreSQL {}, but the data was made with PostgreSQL {major}",
            found.major
        ))),
        None if found.major < OLDEST => Err(bad(format!(
            "this is PostgreSQL {}, but {OLDEST} or newer is needed",
            found.major
        ))),
        _ => Ok(found),
    }
}

/// The best programs on this machine: of the version that the data was made with, else the newest.
pub(super) fn installed(layout: &Layout, needed: Option<u32>) -> Option<Binaries> {
    candidates(layout)
        .iter()
        .filter_map(|dir| look(dir))
        .filter(|found| needed.map_or(found.major >= OLDEST, |major| found.major == major))
        // The first of equals, as the places are in order of preference; `max_by_key` would take the last.
        .reduce(|best, found| if found.major > best.major { found } else { best })
}

fn candidates(layout: &Layout) -> Vec<PathBuf> {
    let mut places = Vec::new();
    let asked = Command::new("pg_config")
        .arg("--bindir")
        .stdin(Stdio::null())
        .output();
    if let Some(text) = asked
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
    {
        places.push(PathBuf::from(text.trim()));
    }
    for root in [Path::new("/usr/lib/postgresql"), &layout.archives()] {
        places.extend(
            fs::read_dir(root)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path().join("bin")),
        );
    }
    let path = env::var_os("PATH").unwrap_or_default();
    // A link in /usr/local/bin may be all that the PATH has: `initdb` and the rest are where it points.
    let linked = env::split_paths(&path).filter_map(|dir| dir.join("postgres").canonicalize().ok());
    places.extend(linked.filter_map(|file| Some(file.parent()?.to_owned())));
    places
}

fn look(dir: &Path) -> Option<Binaries> {
    if !dir.join("initdb").is_file() {
        return None;
    }
    let output = Command::new(dir.join("postgres"))
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let major = parse_major(&String::from_utf8_lossy(&output.stdout))?;
    Some(Binaries {
        dir: dir.to_owned(),
        major,
    })
}

/// From `postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)`, `… 18beta1`.
fn parse_major(text: &str) -> Option<u32> {
    let version = text.split(')').nth(1)?.trim_start();
    let digits = version
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(version.len());
    version[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{named, parse_major};

    #[test]
    fn versions_are_read() {
        assert_eq!(
            parse_major("postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)\n"),
            Some(15)
        );
        assert_eq!(parse_major("postgres (PostgreSQL) 18beta1\n"), Some(18));
        assert_eq!(parse_major("something else"), None);
    }

    #[test]
    fn programs_of_another_version_than_the_data_are_refused() {
        let dir = tempfile::tempdir().expect("a directory");
        let script = dir.path().join("postgres");
        std::fs::write(&script, "#!/bin/sh\necho 'postgres (PostgreSQL) 14.2'\n").expect("written");
        std::fs::write(dir.path().join("initdb"), "").expect("written");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(&script, mode).expect("executable");
        let old = named(dir.path(), None).expect_err("too old").to_string();
        assert!(old.contains("15 or newer is needed"), "{old}");
        let other = named(dir.path(), Some(16))
            .expect_err("another version")
            .to_string();
        assert!(other.contains("made with PostgreSQL 16"), "{other}");
        assert_eq!(named(dir.path(), Some(14)).expect("the data's own").major, 14);
    }
}
