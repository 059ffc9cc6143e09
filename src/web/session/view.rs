//! What this area draws.

use askama::Template;

use crate::web::shell::{FieldProblems, Page, filters};

/// `GET /sign-in`, and again with 422 when refused.
#[derive(Debug, Template)]
#[template(path = "session/sign_in.html")]
pub struct SignIn {
    /// Frame.
    pub page: Page,
    /// As typed.
    pub login: String,
    /// Slug as typed, for cities that share staff numbers.
    pub tenant: String,
    /// Local path to go on to.
    pub return_to: String,
    /// Where passkeys work; nowhere without a public address.
    pub origin: Option<String>,
    /// Why it was refused.
    pub problems: FieldProblems,
    /// Accounts of the demonstration, shown only there: login and what it is for.
    pub demo_accounts: Vec<(String, String)>,
}

/// `GET /account/password`, and again with 422 when refused.
#[derive(Debug, Template)]
#[template(path = "session/password.html")]
pub struct Password {
    /// Frame.
    pub page: Page,
    /// Whether a one-time password must be replaced before anything else.
    pub first: bool,
    /// Why it was refused.
    pub problems: FieldProblems,
}

/// `GET /sign-in/code`, and again with 422 when refused.
#[derive(Debug, Template)]
#[template(path = "session/code.html")]
pub struct Code {
    /// Frame.
    pub page: Page,
    /// Local path to go on to.
    pub return_to: String,
    /// Why it was refused.
    pub problems: FieldProblems,
}

/// What an app needs to make codes.
#[derive(Debug)]
pub struct Setup {
    /// The secret in groups of four, to be typed.
    pub secret: String,
    /// `otpauth://…`, for a link on a phone.
    pub uri: String,
    /// The same as a QR code: an SVG path over `size` × `size` modules.
    pub path: String,
    /// Modules of a side, margin included.
    pub size: i32,
}

/// How far the second factor is.
#[derive(Debug)]
pub enum Stage {
    /// Not begun.
    Off,
    /// The app is to be set up, and a code of it typed.
    Begun(Setup),
    /// Just switched on: recovery codes, shown this once.
    Fresh(Vec<String>),
    /// Codes are asked for.
    On,
    /// A second factor is a must, and the account has a passkey: with it one signs in, at this address.
    ByPasskey(String),
}

/// `GET /account/factor`, and again with 422 when refused.
#[derive(Debug, Template)]
#[template(path = "session/factor.html")]
pub struct Factor {
    /// Frame.
    pub page: Page,
    /// How far it is.
    pub stage: Stage,
    /// Why it was refused.
    pub problems: FieldProblems,
}

/// A passkey in its list.
#[derive(Debug)]
pub struct Passkey {
    /// Its id.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// Since when.
    pub since: String,
    /// When it was last used; none when never.
    pub used: Option<String>,
    /// Since when there may be a copy of it.
    pub suspect: Option<String>,
}

/// `GET /account/passkeys`, and again with 422 when refused.
#[derive(Debug, Template)]
#[template(path = "session/passkeys.html")]
pub struct Passkeys {
    /// Frame.
    pub page: Page,
    /// Where passkeys work; nowhere without a public address.
    pub origin: Option<String>,
    /// Those of the account.
    pub keys: Vec<Passkey>,
    /// The name of a new one, as typed.
    pub name: String,
    /// Why it was refused: `password` and `add` of a new one, `removal` of one that was to go.
    pub problems: FieldProblems,
}

/// `GET /account`
#[derive(Debug, Template)]
#[template(path = "session/account.html")]
pub struct Account {
    /// Frame.
    pub page: Page,
    /// Name to show.
    pub name: String,
    /// 白城市
    pub tenant: String,
    /// Roles, in the visitor's language.
    pub roles: Vec<String>,
}
