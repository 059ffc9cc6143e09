//! The command line: one configuration, every option also an environment variable.

mod commands;
mod export;
mod import;
mod lang;
mod options;
mod today;
mod undo;

pub use commands::{
    AccountCommand, AccountsCommand, Command, DemoOptions, DemoSize, FigureOptions, NewAccountOptions,
};
pub use commands::{MakeAccountsOptions, OfficersCommand, OfficersOptions};
pub use commands::{NewTenantOptions, ServeOptions, TenantCommand};
pub use export::ExportOptions;
pub use import::{ImportKind, ImportOptions, ImportStands};
pub use lang::Lang;
pub use options::{DatabaseOptions, FilesOptions, Format, LogFormat};
pub use today::Today;
pub use undo::UndoOptions;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser};

use crate::kernel::locale::Locale;

/// 整改: a city's campaign against bad work style, from the five lists of each cadre to the percentage on the
/// dashboard. Start with `zhenggai demo`.
#[derive(Debug, Parser)]
#[command(name = "zhenggai", version, propagate_version = true, max_term_width = 110)]
#[command(after_help = "Exit status: 0 done, 1 refused (and why), 2 wrong usage.")]
pub struct Cli {
    /// How results are printed: for people, or one JSON document for scripts.
    #[arg(
        long,
        global = true,
        env = "ZHENGGAI_FORMAT",
        default_value = "text",
        value_enum
    )]
    pub format: Format,
    /// Language of what is said, in JSON too, where codes stay as they are [default: that of LC_ALL, LC_MESSAGES or LANG: Chinese for
    /// zh, else English]. Help, and what the system or PostgreSQL itself says, are English.
    #[arg(long, global = true, env = "ZHENGGAI_LANG", value_enum)]
    pub lang: Option<Lang>,
    /// How the log on standard error is written.
    #[arg(long, global = true, env = "ZHENGGAI_LOG_FORMAT", value_enum)]
    pub log_format: Option<LogFormat>,
    /// What is logged, such as `info` or `zhenggai=debug`.
    #[arg(
        long,
        global = true,
        env = "ZHENGGAI_LOG",
        default_value = "warn,zhenggai=info"
    )]
    pub log: String,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// Reads a command line and the environment.
    ///
    /// # Errors
    /// What is wrong with them, or the help that was asked for: clap's `exit` says it and ends with 2 or 0.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let matches = Self::command().try_get_matches_from(arguments)?;
        let mut cli = Self::from_arg_matches(&matches)?;
        if let Some(database) = cli.command.database() {
            let settled = database.settle(innermost(&matches));
            settled.map_err(|why| Self::command().error(ErrorKind::ArgumentConflict, why))?;
        }
        Ok(cli)
    }
}

impl Cli {
    /// The language of this run.
    pub fn locale(&self) -> Locale {
        let of_environment = || lang::of_environment(|name| std::env::var(name).ok());
        self.lang.map_or_else(of_environment, Lang::locale)
    }
}

/// The matches of the command itself, such as `create` of `tenant create`.
fn innermost(matches: &ArgMatches) -> &ArgMatches {
    match matches.subcommand() {
        Some((_, inner)) => innermost(inner),
        None => matches,
    }
}
