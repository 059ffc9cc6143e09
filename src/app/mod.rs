//! Commands carried out: one file each. This is the only storey that knows all others.

mod account;
mod clock;
mod database;
mod demo;
mod export;
mod failure;
mod figures;
mod files;
mod import;
mod logs;
mod migrate;
mod passkeys;
mod serve;
mod slips;
mod tenant;
mod undo;
mod verify;

use std::process::ExitCode;

use serde_json::Value;

use crate::cli::{
    AccountCommand, AccountsCommand, Cli, Command, Format, LogFormat, OfficersCommand, TenantCommand,
};
use crate::kernel::locale::Locale;

pub use database::Opened;
pub use failure::Failure;
pub use serve::{Stop, run_server};

/// What a command has to say: a text for people, a document for scripts.
#[derive(Debug)]
pub struct Report {
    /// For people.
    pub text: String,
    /// For scripts.
    pub json: Value,
    /// Whether it was done; `false` gives exit status 1.
    pub done: bool,
}

impl Report {
    /// Done.
    pub fn done(text: impl Into<String>, json: Value) -> Self {
        Self {
            text: text.into(),
            json,
            done: true,
        }
    }
}

/// Carries out a command line.
pub fn run(cli: Cli) -> ExitCode {
    let serving = matches!(cli.command, Command::Serve(_));
    let default = if serving { LogFormat::Json } else { LogFormat::Text };
    logs::start(&cli.log, cli.log_format.unwrap_or(default));
    let locale = cli.locale();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return report((cli.format, locale), Err(Failure::new(error))),
    };
    let result = runtime.block_on(dispatch(cli.command, locale));
    // Whatever still runs belongs to requests whose clients went away; it was given its time.
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    report((cli.format, locale), result)
}

async fn dispatch(command: Command, locale: Locale) -> Result<Report, Failure> {
    match command {
        Command::Serve(options) => serve::serve(options).await,
        Command::Migrate(options) => migrate::migrate(&options, locale).await,
        Command::Roles { database } => Ok(migrate::roles(&database)),
        Command::Database(options) => migrate::database(&options).await,
        Command::Tenant(TenantCommand::Create(options)) => tenant::create(options, locale).await,
        Command::Account(AccountCommand::Create(options)) => account::create(options, locale).await,
        Command::Accounts(AccountsCommand::Make(options)) => slips::make(options, locale).await,
        Command::Officers(OfficersCommand::Init(options)) => slips::officers(options, locale).await,
        Command::Demo(options) => demo::demo(options, locale).await,
        Command::Import(options) => import::import(options, locale).await,
        Command::Export(options) => export::export(options, locale).await,
        Command::Undo(options) => undo::undo(options, locale).await,
        Command::Verify {
            file,
            server_key,
            scan,
        } => verify::verify(&file, &server_key, &scan, locale),
        Command::Figures(options) => figures::figures(options, locale).await,
    }
}

fn report((format, locale): (Format, Locale), result: Result<Report, Failure>) -> ExitCode {
    match (format, result) {
        (Format::Text, Ok(report)) => {
            if !report.text.is_empty() {
                println!("{}", report.text);
            }
            if report.done {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        (Format::Json, Ok(report)) => {
            if !report.json.is_null() {
                println!("{}", report.json);
            }
            if report.done {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        (Format::Text, Err(failure)) => {
            eprintln!("zhenggai: {}", failure.text(locale));
            ExitCode::FAILURE
        }
        (Format::Json, Err(failure)) => {
            println!("{}", serde_json::json!({ "error": failure.text(locale) }));
            ExitCode::FAILURE
        }
    }
}
