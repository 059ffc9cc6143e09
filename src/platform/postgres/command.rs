//! The server's command line: what must hold whatever `postgresql.conf` says.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use super::layout::PORT;
use super::pidfile::MARK;
use super::server::Launch;

/// The command that starts the server: reachable by a unix socket only, and only for its own account (and root).
pub(super) fn server(launch: &Launch, program: &Path) -> Command {
    let layout = &launch.layout;
    // The signal when this program dies: a fast shutdown.
    let mut command = launch.account.command(program, "INT");
    command.arg("-D").arg(layout.data());
    let mut set = |setting: &OsStr| {
        command.arg("-c").arg(setting);
    };
    set(OsStr::new(MARK));
    set(&with("unix_socket_directories=", layout.socket().as_os_str()));
    set(&with("log_directory=", layout.log().as_os_str()));
    set(OsStr::new(&format!("port={PORT}")));
    for fixed in [
        "listen_addresses=",
        "unix_socket_permissions=0700",
        "logging_collector=on",
        "log_filename=postgresql-%Y%m%d-%H%M%S.log",
        "log_rotation_age=0",
        "log_rotation_size=10MB",
    ] {
        set(OsStr::new(fixed));
    }
    if !launch.durable {
        for quick in ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] {
            set(OsStr::new(quick));
        }
    }
    command
}

fn with(name: &str, value: &OsStr) -> OsString {
    let mut setting = OsString::from(name);
    setting.push(value);
    setting
}
