//! What this area draws.

use askama::Template;

use super::cohort_form::Typed;
use crate::domain::campaigns::cohorts::{Member, Overlap};
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{FieldProblems, Message, Page, filters};

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
    /// How many of a hundred verdicts are read a second time.
    pub read_again: i32,
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

/// `GET /cohorts`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "campaign/cohorts.html")]
pub struct Cohorts {
    /// Frame.
    pub page: Page,
    /// All of them; those that ranks define come last.
    pub lines: Vec<CohortLine>,
    /// Name of a new one as typed.
    pub name: String,
    /// Why it was refused.
    pub problems: FieldProblems,
}

/// A cohort in the list.
#[derive(Debug)]
pub struct CohortLine {
    /// Its page; empty for one that ranks define.
    pub href: String,
    /// Its name.
    pub name: String,
    /// How many are in now.
    pub n: i64,
    /// Its own way of review, in words.
    pub route: String,
    /// Its place among those that have one.
    pub sort_no: Option<i32>,
}

/// `GET /cohorts/{id}`, and again with a preview or with 422.
#[derive(Debug, Template)]
#[template(path = "campaign/cohort.html")]
pub struct CohortPage {
    /// Frame.
    pub page: Page,
    /// Its id.
    pub id: String,
    /// How many are in now.
    pub n: usize,
    /// Who.
    pub members: Members,
    /// Other cohorts with the same owners in them.
    pub overlaps: Vec<Overlap>,
    /// What a change would do.
    pub preview: Option<Preview>,
    /// Tiers to tick.
    pub tiers: [Tick; 3],
    /// Stages to tick.
    pub route: Vec<Tick>,
    /// The form as typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub problems: FieldProblems,
}

/// Who is in, page by page.
#[derive(Debug)]
pub struct Members {
    /// The list.
    pub shown: Shown,
    /// What was looked for.
    pub q: String,
    /// Whether anything was.
    pub filtered: bool,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// What a change would do.
#[derive(Debug)]
pub struct Preview {
    /// How many would be in.
    pub n: usize,
    /// Who would come in.
    pub added: Vec<Member>,
    /// Who would go out.
    pub removed: Vec<Member>,
    /// Its way of review now, in words.
    pub was: String,
    /// And then.
    pub becomes: String,
    /// Stands for exactly these owners.
    pub seal: String,
}

/// Something to tick.
#[derive(Debug)]
pub struct Tick {
    /// Its word.
    pub code: &'static str,
    /// Its name, to be translated.
    pub label: &'static str,
    /// Whether it is ticked.
    pub ticked: bool,
}
