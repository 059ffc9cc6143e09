//! What the page of signatures on paper draws.

use askama::Template;

use crate::kernel::messages::Message;
use crate::web::shell::{Page, filters};

/// `GET /problems/{id}/signatures/{purpose}/paper`, and again with 409 or 422.
#[derive(Debug, Template)]
#[template(path = "signing/paper.html")]
pub struct PaperSheet {
    /// Frame.
    pub page: Page,
    /// Whence one came: address, source text.
    pub back: (&'static str, &'static str),
    /// The problem's id.
    pub id: String,
    /// `claim` or `complete`.
    pub purpose: &'static str,
    /// Whether it is the claim.
    pub claim: bool,
    /// The purpose as source text.
    pub label: &'static str,
    /// The problem's number.
    pub number: String,
    /// The revision that is signed.
    pub revision: i32,
    /// The owner's name.
    pub owner: String,
    /// The owner's unit, as the statement has it.
    pub unit: String,
    /// `owner` or `leader`: whose signature is due.
    pub role: &'static str,
    /// The same as source text.
    pub role_label: &'static str,
    /// Whether a leader in charge outside the roster is to sign, who sees nothing here.
    pub outside: bool,
    /// The version it was drawn from.
    pub version: i32,
    /// SHA-256 of the statement, for the form.
    pub digest: String,
    /// The same, to be read.
    pub sha256: String,
    /// SM3 of the statement, to be read.
    pub sm3: String,
    /// First day that may stand on the paper.
    pub first: String,
    /// Last one.
    pub last: String,
    /// The date on the paper, as typed.
    pub signed_on: String,
    /// What is wrong with it.
    pub wrong_day: Option<Message>,
    /// What is wrong with the scan.
    pub wrong_scan: Option<Message>,
    /// The largest scan, in mebibytes.
    pub most: usize,
    /// Whether the content is no longer what was printed.
    pub changed: bool,
    /// Where both sign.
    pub places: Vec<Place>,
}

/// Where somebody signs.
#[derive(Debug)]
pub struct Place {
    /// As what, as source text.
    pub role: &'static str,
    /// Who.
    pub name: String,
    /// What they declare. It is signed as it stands, and not translated.
    pub declared: String,
    /// When it was signed here, in whatever way.
    pub signed: Option<String>,
    /// Whether it is due now.
    pub due: bool,
}
