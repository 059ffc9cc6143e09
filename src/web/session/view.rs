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
