//! What this area draws.

use askama::Template;

use crate::domain::accounts::actions::Slip;
use crate::domain::accounts::store::Missing;
use crate::domain::accounts::store::directory::Line;
use crate::web::shell::badges::Badge;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{FieldProblems, Page, filters};

/// `GET /accounts`
#[derive(Debug, Template)]
#[template(path = "accounts/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// How many people in post can't sign in yet.
    pub missing: i64,
    /// Where they are.
    pub units: Vec<Unit>,
    /// How many slips one batch has.
    pub at_once: i64,
    /// What was searched for.
    pub q: String,
    /// State or role asked for.
    pub state: String,
    /// States that can be asked for: word and source text.
    pub states: &'static [(&'static str, &'static str)],
    /// Whether anything was asked for.
    pub filtered: bool,
    /// Accounts.
    pub list: Shown,
    /// The first page, unless this is it.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// A unit with people who can't sign in yet.
#[derive(Debug)]
pub struct Unit {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub people: i64,
}

impl From<Missing> for Unit {
    fn from(missing: Missing) -> Self {
        Self {
            id: missing.unit.to_string(),
            name: missing.name,
            people: missing.people,
        }
    }
}

/// `GET /accounts/{id}`, and again with 422 when a role was refused.
#[derive(Debug, Template)]
#[template(path = "accounts/account.html")]
pub struct Account {
    /// Frame.
    pub page: Page,
    /// Its path.
    pub path: String,
    /// The account.
    pub account: Line,
    /// How it stands.
    pub badge: Badge,
    /// Until when an unused slip holds.
    pub until: Option<String>,
    /// Whether it is locked after failures.
    pub locked: bool,
    /// Whether it is the visitor's to look after.
    pub manages: bool,
    /// Whether it is the visitor's own.
    pub own: bool,
    /// Roles held.
    pub held: Vec<Held>,
    /// Roles that the visitor may give: word and source text.
    pub roles: Vec<(&'static str, &'static str)>,
    /// Unit as typed.
    pub typed_unit: String,
    /// Role as chosen.
    pub typed_role: String,
    /// Why it was refused.
    pub problems: FieldProblems,
}

/// A role held.
#[derive(Debug)]
pub struct Held {
    /// Its word.
    pub code: &'static str,
    /// Its source text.
    pub label: &'static str,
    /// Of which unit; empty for the whole jurisdiction.
    pub unit_id: String,
    /// Its name.
    pub unit: String,
    /// Whether the visitor may take it.
    pub takes: bool,
}

/// The answer to a batch, or to one new slip.
#[derive(Debug, Template)]
#[template(path = "accounts/slips.html")]
pub struct Slips {
    /// Frame.
    pub page: Page,
    /// 白城市
    pub tenant: String,
    /// Where one signs in.
    pub host: String,
    /// Void after this day.
    pub until: String,
    /// How many people.
    pub people: usize,
    /// Of how many units.
    pub units: usize,
    /// How many are still without.
    pub left: i64,
    /// By unit.
    pub sheets: Vec<Sheet>,
}

/// Slips of one unit: they begin a page of paper.
#[derive(Debug)]
pub struct Sheet {
    /// County, department or body.
    pub top: String,
    /// The unit.
    pub unit: String,
    /// Its people's.
    pub slips: Vec<Slip>,
}

/// `GET /security`
#[derive(Debug, Template)]
#[template(path = "accounts/security.html")]
pub struct Security {
    /// Frame.
    pub page: Page,
    /// Every role, and whether it needs a second factor.
    pub needs: Vec<Need>,
    /// Who is locked out.
    pub locked: Vec<Locked>,
}

/// A role and whether it needs a second factor.
#[derive(Debug)]
pub struct Need {
    /// Its word.
    pub code: &'static str,
    /// Its source text.
    pub label: &'static str,
    /// Whether it does.
    pub needed: bool,
}

/// Somebody who is locked out.
#[derive(Debug)]
pub struct Locked {
    /// The account's page.
    pub href: String,
    /// Login name.
    pub login: String,
    /// Name to show.
    pub name: String,
    /// When it ends by itself.
    pub until: String,
}

/// `GET /readers`, and again with 422 when refused.
#[derive(Debug, Template)]
#[template(path = "accounts/readers.html")]
pub struct Readers {
    /// Frame.
    pub page: Page,
    /// Those named now.
    pub readers: Vec<Reader>,
    /// As typed.
    pub login: String,
    /// Why it was refused.
    pub problems: FieldProblems,
}

/// Somebody who is named.
#[derive(Debug)]
pub struct Reader {
    /// The account's id.
    pub account: String,
    /// Login name.
    pub login: String,
    /// Name to show.
    pub name: String,
    /// Since which day.
    pub since: String,
}
