//! What this area draws.

use askama::Template;

use crate::web::shell::{Message, Page, filters};

/// `GET /routes`, and again with a preview or with 422.
#[derive(Debug, Template)]
#[template(path = "campaign/routes.html")]
pub struct Routes {
    /// Frame.
    pub page: Page,
    /// Whether a change is shown before it is made.
    pub preview: bool,
    /// Whether there is a jurisdiction above.
    pub superior: bool,
    /// Tiers with their routes.
    pub tiers: Vec<TierRoute>,
}

/// The route of one tier.
#[derive(Debug)]
pub struct TierRoute {
    /// Word of the tier.
    pub code: &'static str,
    /// Its name, to be translated.
    pub label: &'static str,
    /// All stages, in order.
    pub boxes: [StageBox; 5],
    /// What is wrong with it.
    pub wrong: Option<Message>,
    /// Whether it differs from the route in force.
    pub changed: bool,
    /// The route in force, in the visitor's language.
    pub was: String,
    /// The route as ticked.
    pub becomes: String,
    /// Problems not submitted, or sent back: they take the route in force when they are submitted.
    pub to_submit: i64,
    /// Problems under way: they keep the route that they have.
    pub under_way: i64,
    /// Problems past it.
    pub past: i64,
    /// Where those under way stand: stage, how many.
    pub at: Vec<(&'static str, i64)>,
}

/// A stage to tick.
#[derive(Debug)]
pub struct StageBox {
    /// Word of the stage.
    pub code: &'static str,
    /// Its name, to be translated.
    pub label: &'static str,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Whether the tier may have it.
    pub offered: bool,
}
