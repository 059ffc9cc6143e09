//! Where a running database can be reached: a file that is there while the database is ready, so that another
//! process of ours attaches to it.

use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use super::error::{IoContext, StartError};
use super::layout::Layout;

/// Says that the database is ready. Renamed into place: a reader sees all of it or nothing.
pub(super) fn publish(layout: &Layout, socket: &Path) -> Result<(), StartError> {
    let (file, fresh) = (layout.address(), layout.dir.join("address.new"));
    fs::write(&fresh, socket.as_os_str().as_bytes()).at("writing the address", &fresh)?;
    fs::rename(&fresh, &file).at("writing the address", &file)
}

/// Takes that back: before a start, and at a stop.
pub(super) fn withdraw(layout: &Layout) -> Result<(), StartError> {
    let file = layout.address();
    match fs::remove_file(&file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).at("removing the old address", &file),
        _ => Ok(()),
    }
}

/// The socket's directory, if the database is ready.
pub(super) fn read(layout: &Layout) -> Option<PathBuf> {
    fs::read(layout.address())
        .ok()
        .map(|bytes| PathBuf::from(OsString::from_vec(bytes)))
}
