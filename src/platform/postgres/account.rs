//! The account that PostgreSQL runs as, and how a command is started under it.
//!
//! PostgreSQL refuses to run as root, so root drops to the owner of the data, else `postgres`, else `nobody`.
//!
//! Commands go through `setpriv` of util-linux where there is one: it asks the kernel to signal the server when the
//! thread that started it ends, so that `kill -9` of this program stops PostgreSQL cleanly. Without `setpriv` a
//! server outlives such a kill; the next start finds it by its mark, stops it and starts its own.

use std::env;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use nix::unistd::{Gid, Uid, User};

use super::error::{IoContext, StartError};

/// Whom PostgreSQL runs as.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) uid: u32,
    pub(super) gid: u32,
    pub(super) name: String,
    /// We are root and change to this account; else it is our own.
    drops: bool,
}

impl Account {
    /// Chooses the account for a data directory, which need not exist yet.
    pub(super) fn choose(data: &Path) -> Result<Self, StartError> {
        let me = Uid::effective();
        let owner = fs::metadata(data).ok().map(|found| (found.uid(), found.gid()));
        if !me.is_root() {
            return match owner {
                Some((uid, _)) if uid != me.as_raw() => Err(StartError::NotOwner {
                    dir: data.to_owned(),
                    owner: name_of(uid),
                }),
                _ => Ok(Self {
                    uid: me.as_raw(),
                    gid: Gid::effective().as_raw(),
                    name: name_of(me.as_raw()),
                    drops: false,
                }),
            };
        }
        if let Some((uid, gid)) = owner.filter(|(uid, _)| *uid != 0) {
            return Ok(Self {
                uid,
                gid,
                name: name_of(uid),
                drops: true,
            });
        }
        let user = ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| User::from_name(name).ok().flatten())
            .ok_or(StartError::NoAccount)?;
        Ok(Self {
            uid: user.uid.as_raw(),
            gid: user.gid.as_raw(),
            name: user.name,
            drops: true,
        })
    }

    /// Gives a directory of ours to the account.
    pub(super) fn own(&self, dir: &Path) -> Result<(), StartError> {
        if self.drops {
            std::os::unix::fs::chown(dir, Some(self.uid), Some(self.gid))
                .at("giving it to the account", dir)?;
        }
        Ok(())
    }

    /// Checks that the account can enter `wanted` and everything above it; names the first obstacle.
    pub(super) fn check_reach(&self, wanted: &Path) -> Result<(), StartError> {
        if !self.drops {
            return Ok(());
        }
        let mut above: Vec<&Path> = wanted.ancestors().collect();
        above.reverse();
        for dir in above {
            let found = fs::metadata(dir).at("looking at it", dir)?;
            let bit = if found.uid() == self.uid {
                0o100
            } else if found.gid() == self.gid {
                0o010
            } else {
                0o001
            };
            if found.mode() & bit == 0 {
                return Err(StartError::Unreachable {
                    obstacle: dir.to_owned(),
                    wanted: wanted.to_owned(),
                    account: self.name.clone(),
                });
            }
        }
        Ok(())
    }

    /// A command under this account that gets `signal` when the thread that started it ends. In a process group of
    /// its own, so that Ctrl-C at the terminal reaches this program and not the server behind its back.
    pub(super) fn command(&self, program: &Path, signal: &str) -> Command {
        let mut command = if let Some(setpriv) = SETPRIV.as_ref() {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", signal]);
            if self.drops {
                command.args([
                    "--reuid",
                    &self.uid.to_string(),
                    "--regid",
                    &self.gid.to_string(),
                    "--clear-groups",
                ]);
            }
            command.arg("--").arg(program);
            command
        } else {
            let mut command = Command::new(program);
            if self.drops {
                command.uid(self.uid).gid(self.gid);
            }
            command
        };
        // Nothing of our environment: PGDATA, PGPORT or a locale of the caller would change what starts.
        command
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LC_ALL", "C.UTF-8");
        command.current_dir("/").stdin(Stdio::null()).process_group(0);
        command
    }
}

fn name_of(uid: u32) -> String {
    let user = User::from_uid(Uid::from_raw(uid)).ok().flatten();
    user.map_or_else(|| uid.to_string(), |user| user.name)
}

/// The `setpriv` on the PATH, if it is the one that knows the parent-death signal (busybox's does not).
static SETPRIV: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let found = env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join("setpriv"))
        .find(|file| file.is_file())?;
    let help = Command::new(&found)
        .arg("--help")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let known = [help.stdout, help.stderr].concat();
    String::from_utf8_lossy(&known)
        .contains("--pdeathsig")
        .then_some(found)
});
