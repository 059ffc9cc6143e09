//! Where files that people hand in are kept.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::cli::FilesOptions;
use crate::kernel::messages::msg;
use crate::platform::files::{Bucket, FileStore, Place};

/// Name of the folder in a directory of our own.
const FOLDER: &str = "files";

/// The place that is named, or the one beside the database; which it is, the log says.
pub(super) fn store(options: &FilesOptions, dir: Option<&Path>) -> Result<FileStore, Failure> {
    let beside = || dir.map_or_else(data_dir, Path::to_owned).join(FOLDER);
    let place = match &options.files {
        Some(named) if named.starts_with("s3://") => Place::Bucket(Box::new(bucket(named, options)?)),
        Some(named) => Place::Folder(PathBuf::from(named)),
        None => Place::Folder(beside()),
    };
    open(&place)
}

/// The folder of a directory of our own.
pub(super) fn of_dir(dir: &Path) -> Result<FileStore, Failure> {
    open(&Place::Folder(dir.join(FOLDER)))
}

/// Takes the files of a directory of our own away, with the database that they belonged to.
pub(super) fn forget(dir: &Path) -> Result<(), Failure> {
    match std::fs::remove_dir_all(dir.join(FOLDER)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn open(place: &Place) -> Result<FileStore, Failure> {
    let store = FileStore::open(place).map_err(Failure::new)?;
    tracing::info!(place = store.name(), "files are kept");
    Ok(store)
}

fn bucket(named: &str, options: &FilesOptions) -> Result<Bucket, Failure> {
    let url = named.parse().ok();
    let url =
        url.ok_or_else(|| Failure::say(msg("“{0}”不是存储桶的地址，例如 s3://zhenggai/files").with(named)))?;
    Ok(Bucket {
        url,
        endpoint: options.s3_endpoint.clone(),
        region: options.s3_region.clone(),
        key_id: options.s3_key_id.clone(),
        secret: options.s3_secret.clone(),
    })
}

/// Where data of this program is kept unless somebody says otherwise. Root's must be reachable for the account that PostgreSQL runs as, so not
/// below /root.
pub(super) fn data_dir() -> PathBuf {
    if nix::unistd::geteuid().is_root() {
        return PathBuf::from("/var/lib/zhenggai");
    }
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).or_else(home);
    data.unwrap_or_else(|| PathBuf::from(".")).join("zhenggai")
}
