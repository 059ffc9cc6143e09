//! What is drawn of who stands in for whom.

use askama::Template;

use super::{Field, Linked};
use crate::domain::lists::store::ForLeader;
use crate::web::people::delegation::Typed;
use crate::web::shell::badges::Badge;
use crate::web::shell::{FieldProblems, Message, Page, filters};

/// `GET /people/{id}/delegations`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "people/delegation.html")]
pub struct DelegationForm {
    /// Frame.
    pub page: Page,
    /// The leader's page.
    pub path: String,
    /// The leader's name.
    pub name: String,
    /// Most days of one order.
    pub most_days: i64,
    /// As typed.
    pub typed: Typed,
    /// What is wrong.
    pub wrong: FieldProblems,
}

/// The answer before it is confirmed.
#[derive(Debug, Template)]
#[template(path = "people/delegation_preview.html")]
pub struct DelegationPreview {
    /// Frame.
    pub page: Page,
    /// The leader's page.
    pub path: String,
    /// The leader's name.
    pub name: String,
    /// Name and title of who stands in.
    pub delegate: String,
    /// The first and the last day, written out.
    pub days: [String; 2],
    /// Whether they sign, too.
    pub signs: bool,
    /// How many posts name the leader.
    pub led: usize,
    /// What waits for the leader now.
    pub waits: ForLeader,
    /// Why.
    pub reason: String,
    /// All that was typed.
    pub fields: Vec<Field>,
}

/// An order on a person's page, present or past.
#[derive(Debug)]
pub struct DelegationLine {
    /// Its id, where the visitor may end it now.
    pub id: Option<String>,
    /// How it stands.
    pub badge: Badge,
    /// Whether the page is that of the leader, and not of who stands in.
    pub of_leader: bool,
    /// The other one.
    pub other: Linked,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// Whether the delegate signs, too.
    pub signs: bool,
    /// In words.
    pub reason: String,
    /// Who ordered it.
    pub who: String,
    /// When it was ended early, and why.
    pub ended: Option<(String, String)>,
    /// It was to be ended, and the reason is wrong: as typed, and what is wrong with it.
    pub refused: Option<(String, Message)>,
}
