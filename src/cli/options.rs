//! Options that several commands share.

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, ValueEnum};
use url::Url;

use super::today::Today;
use crate::platform::files::Secret;

/// Where the database is.
#[derive(Clone, Debug, Args)]
pub struct DatabaseOptions {
    /// Address of an outside PostgreSQL 15 or newer, such as `postgres://zhenggai_app:…@db.example/zhenggai`.
    /// `serve` and the commands use the role `zhenggai_app`, `migrate` the role `zhenggai_owner`.
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Instead of an address: the private database of this directory, started if it does not run, attached to
    /// if it does.
    #[arg(long, env = "ZHENGGAI_DIR")]
    pub dir: Option<PathBuf>,
    /// Directory of PostgreSQL's programs for a private database; searched for when not given.
    #[arg(long, env = "ZHENGGAI_PG_BIN")]
    pub pg_bin: Option<PathBuf>,
    /// Most connections at once.
    #[arg(long, env = "ZHENGGAI_DB_CONNECTIONS", default_value_t = 20)]
    pub db_connections: u32,
    /// Shift the program's clock so that today is this date, or so that it is this instant now, such as
    /// `2018-09-25T10:00:00+08:00`. For trials.
    #[arg(long, env = "ZHENGGAI_TODAY", value_name = "DATE")]
    pub today: Option<Today>,
}

impl DatabaseOptions {
    /// One of the two places. What the command line says goes before what the environment says: whoever has a
    /// `DATABASE_URL` for other programs can still name a directory.
    pub(super) fn settle(&mut self, given: &ArgMatches) -> Result<(), &'static str> {
        let typed = |id| given.value_source(id) == Some(ValueSource::CommandLine);
        match (&self.database_url, &self.dir) {
            (Some(_), Some(_)) if typed("dir") == typed("database_url") => {
                Err("give either --database-url (or DATABASE_URL) or --dir (or ZHENGGAI_DIR), not both")
            }
            (Some(_), Some(_)) if typed("dir") => {
                self.database_url = None;
                Ok(())
            }
            (Some(_), Some(_)) => {
                self.dir = None;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// Where files that people hand in are kept.
#[derive(Clone, Debug, Args)]
pub struct FilesOptions {
    /// Where files that people hand in are kept: a folder, or a bucket such as `s3://zhenggai/files` [default: files in --dir; with a
    /// database's address /var/lib/zhenggai/files for root, else zhenggai/files in the user's data directory]. Several programs on one
    /// database need the same.
    #[arg(long, env = "ZHENGGAI_FILES", value_name = "FOLDER|s3://BUCKET")]
    pub files: Option<String>,
    /// Address of the service that has the bucket, where it is not Amazon's.
    #[arg(long, env = "AWS_ENDPOINT_URL", value_name = "URL")]
    pub s3_endpoint: Option<Url>,
    /// Region of the bucket, where the service has them.
    #[arg(long, env = "AWS_REGION", value_name = "REGION")]
    pub s3_region: Option<String>,
    /// Name of the key to the bucket.
    #[arg(long, env = "AWS_ACCESS_KEY_ID", value_name = "ID", hide_env_values = true)]
    pub s3_key_id: Option<String>,
    /// The key to the bucket: better by its variable, since other people of the machine can read a command line.
    #[arg(
        long,
        env = "AWS_SECRET_ACCESS_KEY",
        value_name = "KEY",
        hide_env_values = true
    )]
    pub s3_secret: Option<Secret>,
}

/// How results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON document.
    Json,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}
