//! Where a test's files lie, and by which name it is reached.

use std::path::Path;

use tokio::net::TcpListener;
use zhenggai::domain::accounts::passkeys::Site;
use zhenggai::platform::files::{FileStore, Place};

/// Files in a folder.
pub fn file_store(folder: &Path) -> FileStore {
    FileStore::open(&Place::Folder(folder.to_owned())).expect("a folder")
}

/// The address that a browser types: passkeys belong to a name, and not to 127.0.0.1.
pub fn public(listener: &TcpListener) -> Site {
    let port = listener.local_addr().expect("an address").port();
    let address = format!("http://localhost:{port}");
    Site::new(&address.parse().expect("an address")).expect("a site")
}
