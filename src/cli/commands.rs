//! The commands and their own options.

use std::net::SocketAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::FalseyValueParser;
use clap::{Args, Subcommand, ValueEnum};
use url::Url;

use super::{DatabaseOptions, ExportOptions, FilesOptions, ImportOptions, UndoOptions};

/// `1`, `yes`, `true` or anything but `0`, `no`, `false`, `off` and nothing, as others write their variables.
pub(super) fn flag() -> FalseyValueParser {
    FalseyValueParser::new()
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a demonstration: private PostgreSQL, two invented cities and their province, one account per role.
    Demo(DemoOptions),
    /// Serve the pages.
    Serve(ServeOptions),
    /// Bring the database's schema up to this program, as the role zhenggai_owner.
    Migrate(DatabaseOptions),
    /// Print the SQL that an outside database's administrator runs once to make the roles.
    Roles {
        /// Name of the database.
        #[arg(long, env = "ZHENGGAI_DATABASE", default_value = "zhenggai")]
        database: String,
    },
    /// Run only the private database of a directory, migrated, and print its addresses; ends with Ctrl-C.
    Database(DatabaseOptions),
    /// Jurisdictions.
    #[command(subcommand)]
    Tenant(TenantCommand),
    /// Accounts.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Accounts in batches, from the roster.
    #[command(subcommand)]
    Accounts(AccountsCommand),
    /// The three administrators.
    #[command(subcommand)]
    Officers(OfficersCommand),
    /// Import an office's workbook.
    Import(ImportOptions),
    /// Write what a jurisdiction has as a workbook that `import` takes; importing it again changes nothing.
    Export(ExportOptions),
    /// Take an import back within 24 hours; what was used since stays.
    Undo(UndoOptions),
    /// Check a file of signatures, as a signed sheet gives it, without a database and without the network.
    Verify {
        /// The file.
        file: PathBuf,
        /// Ids of the office's own keys: a countersignature by any other is refused.
        #[arg(long, env = "ZHENGGAI_SERVER_KEY", value_delimiter = ',', value_name = "ID")]
        server_key: Vec<String>,
        /// A scan of a signature on paper, as its page hands it out: held against the digest that was signed. Once for each.
        #[arg(long, env = "ZHENGGAI_SCAN", value_delimiter = ',', value_name = "SCAN")]
        scan: Vec<PathBuf>,
    },
    /// Print the figures of a jurisdiction, now or as of a past day.
    Figures(FigureOptions),
}

impl Command {
    /// The options of its database, if they can name more than one place.
    pub(super) fn database(&mut self) -> Option<&mut DatabaseOptions> {
        match self {
            Self::Migrate(database) | Self::Database(database) => Some(database),
            Self::Serve(options) => Some(&mut options.database),
            Self::Tenant(TenantCommand::Create(options)) => Some(&mut options.database),
            Self::Account(AccountCommand::Create(options)) => Some(&mut options.database),
            Self::Accounts(AccountsCommand::Make(options)) => Some(&mut options.database),
            Self::Officers(OfficersCommand::Init(options)) => Some(&mut options.database),
            Self::Import(options) => Some(&mut options.database),
            Self::Export(options) => Some(&mut options.database),
            Self::Undo(options) => Some(&mut options.database),
            Self::Figures(options) => Some(&mut options.database),
            Self::Demo(_) | Self::Roles { .. } | Self::Verify { .. } => None,
        }
    }
}

/// Options of `demo`.
#[derive(Clone, Debug, Args)]
pub struct DemoOptions {
    /// Port on 127.0.0.1.
    #[arg(long, env = "ZHENGGAI_PORT", default_value_t = 8080)]
    pub port: u16,
    /// Where the demonstration is kept [default: a directory of its own below the user's data directory,
    /// /var/lib/zhenggai/demo for root].
    #[arg(long, env = "ZHENGGAI_DIR")]
    pub dir: Option<PathBuf>,
    /// Start over: what was entered in the demonstration is lost.
    #[arg(long, env = "ZHENGGAI_RESET", value_parser = flag())]
    pub reset: bool,
    /// How large: `full` is a whole city (5,877 people, some 39,000 problems), `small` some 300 people. Counts when
    /// the demonstration is loaded.
    #[arg(long, env = "ZHENGGAI_SIZE", value_enum, default_value_t = DemoSize::Full)]
    pub size: DemoSize,
    /// Password of every named account; set when the demonstration is loaded.
    #[arg(
        long,
        env = "ZHENGGAI_PASSWORD",
        default_value = "demo-2018",
        hide_env_values = true
    )]
    pub password: String,
    /// Shift the program's clock so that today is this date.
    #[arg(long, env = "ZHENGGAI_TODAY", value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// Directory of PostgreSQL's programs; searched for when not given.
    #[arg(long, env = "ZHENGGAI_PG_BIN")]
    pub pg_bin: Option<PathBuf>,
}

/// How large a demonstration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DemoSize {
    /// A whole city.
    Full,
    /// Some 300 people.
    Small,
}

/// Options of `serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// Address to listen on; a proxy with https stands before it.
    #[arg(long, env = "ZHENGGAI_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The site is reached over plain http: cookies go without `Secure`. For trials on one machine.
    #[arg(long, env = "ZHENGGAI_INSECURE_COOKIES", value_parser = flag())]
    pub insecure_cookies: bool,
    /// The address that people type, such as `https://zhenggai.example`: passkeys are made for its host and are used there only. Without
    /// it there are none. Its host must not change later.
    #[arg(long, env = "ZHENGGAI_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<Url>,
    /// File of the key by which the server countersigns each signature; made, for this program's eyes only, when it is not there
    /// [default: countersign.key in --dir; with a database's address none, and signatures say that they are not countersigned].
    #[arg(long, env = "ZHENGGAI_COUNTERSIGN_KEY", value_name = "FILE")]
    pub countersign_key: Option<PathBuf>,
    /// Where files are kept.
    #[command(flatten)]
    pub files: Box<FilesOptions>,
    /// After a stop is asked for, `/readyz` says no for this long before new connections are refused.
    #[arg(long, env = "ZHENGGAI_DRAIN_SECONDS", default_value_t = 3)]
    pub drain_seconds: u64,
}

/// `tenant …`
#[derive(Debug, Subcommand)]
pub enum TenantCommand {
    /// Make a jurisdiction with a default campaign.
    Create(NewTenantOptions),
}

/// Options of `tenant create`.
#[derive(Clone, Debug, Args)]
pub struct NewTenantOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// Short name: lower-case letters, digits, hyphens.
    #[arg(long, env = "ZHENGGAI_SLUG")]
    pub slug: String,
    /// Full name, such as 白城市.
    #[arg(long, env = "ZHENGGAI_NAME")]
    pub name: String,
    /// Slug of the jurisdiction above.
    #[arg(long, env = "ZHENGGAI_PARENT")]
    pub parent: Option<String>,
    /// Whether it is a province that pre-reviews, and not a city.
    #[arg(long, env = "ZHENGGAI_PROVINCE", value_parser = flag())]
    pub province: bool,
    /// First day of the default campaign [default: today].
    #[arg(long, env = "ZHENGGAI_STARTS", value_name = "DATE")]
    pub starts: Option<NaiveDate>,
}

/// `account …`
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Make an account and print its one-time password, changed at the first sign-in.
    Create(NewAccountOptions),
}

/// `accounts …`
#[derive(Debug, Subcommand)]
pub enum AccountsCommand {
    /// Make an account for everybody in post who can't sign in yet, and print their one-time passwords by unit.
    Make(MakeAccountsOptions),
}

/// Options of `accounts make`.
#[derive(Clone, Debug, Args)]
pub struct MakeAccountsOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// Slug of the jurisdiction.
    #[arg(long, env = "ZHENGGAI_TENANT")]
    pub tenant: String,
    /// Only people of this county, department or body, by its name.
    #[arg(long, env = "ZHENGGAI_UNIT", value_name = "NAME")]
    pub unit: Option<String>,
}

/// `officers …`
#[derive(Debug, Subcommand)]
pub enum OfficersCommand {
    /// Make the system, security and audit administrator of a jurisdiction, and print their one-time passwords.
    Init(OfficersOptions),
}

/// Options of `officers init`.
#[derive(Clone, Debug, Args)]
pub struct OfficersOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// Slug of the jurisdiction.
    #[arg(long, env = "ZHENGGAI_TENANT")]
    pub tenant: String,
    /// Name of the system administrator.
    #[arg(long, env = "ZHENGGAI_SYSTEM", default_value = "系统管理员")]
    pub system: String,
    /// Name of the security administrator.
    #[arg(long, env = "ZHENGGAI_SECURITY", default_value = "安全管理员")]
    pub security: String,
    /// Name of the audit administrator.
    #[arg(long, env = "ZHENGGAI_AUDIT", default_value = "审计管理员")]
    pub audit: String,
}

/// Options of `account create`.
#[derive(Clone, Debug, Args)]
pub struct NewAccountOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// Slug of the jurisdiction.
    #[arg(long, env = "ZHENGGAI_TENANT")]
    pub tenant: String,
    /// Staff number: of the roster, or with --name of somebody outside it. It is the login name.
    #[arg(long, env = "ZHENGGAI_STAFF", value_name = "NO")]
    pub staff: String,
    /// Name of somebody outside the roster, such as an administrator.
    #[arg(long, env = "ZHENGGAI_NAME")]
    pub name: Option<String>,
    /// Role beyond those that follow from posts; may be given several times: reviewer, group_head, liaison,
    /// unit_head, unit_admin, county_office, office, office_head, city_reader, province, figures, sysadmin,
    /// secadmin, auditor.
    #[arg(long, env = "ZHENGGAI_ROLE", value_delimiter = ',')]
    pub role: Vec<String>,
}

/// Options of `figures`.
#[derive(Clone, Debug, Args)]
pub struct FigureOptions {
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
    /// Slug of the jurisdiction.
    #[arg(long, env = "ZHENGGAI_TENANT")]
    pub tenant: String,
    /// As of 24:00 of this day in Asia/Shanghai, by recorded time [default: now].
    #[arg(long, env = "ZHENGGAI_AS_OF", value_name = "YYYY-MM-DD")]
    pub as_of: Option<NaiveDate>,
}
