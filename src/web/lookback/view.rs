//! What this area draws.

use askama::Template;

use crate::domain::lookback::{Choice, Looked};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::badges::Badge;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Page, filters};

/// `GET /look-backs`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "lookback/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// Draws, the newest first.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
    /// What waits to be looked at, or to be decided.
    pub waits: Vec<Waits>,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// Something that waits for the visitor's office.
#[derive(Clone, Debug)]
pub struct Waits {
    /// Where it is done, for whoever may read it.
    pub href: Option<String>,
    /// Of which draw, or that it is a request.
    pub what: String,
    /// The problem's number.
    pub number: String,
    /// Owner and unit.
    pub owner: String,
}

/// `GET /look-backs/{id}` before it is drawn, and again with 422.
#[derive(Debug, Template)]
#[template(path = "lookback/prepared.html")]
pub struct Prepared {
    /// Frame.
    pub page: Page,
    /// The draw's id.
    pub id: String,
    /// Who draws.
    pub office: String,
    /// The county from which it is drawn, of a county's.
    pub county: Option<String>,
    /// SHA-256 of the secret.
    pub commitment: String,
    /// When and by whom it was prepared.
    pub prepared: String,
    /// Whether the visitor's office draws.
    pub mine: bool,
    /// Units to choose from: id, name, chosen.
    pub units: Vec<(String, String, bool)>,
    /// Tiers to choose from: word, source text, chosen.
    pub tiers: [(&'static str, &'static str, bool); 4],
    /// As typed.
    pub choice: Choice,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// `GET /look-backs/{id}` once it is drawn.
#[derive(Debug, Template)]
#[template(path = "lookback/sample.html")]
pub struct Sample {
    /// Frame.
    pub page: Page,
    /// The draw's id.
    pub id: String,
    /// From what it was drawn.
    pub from: String,
    /// Who drew.
    pub office: String,
    /// What is needed to draw it once more.
    pub proof: Proof,
    /// What of the sample can be asked for: word, source text, whether it is.
    pub choices: Vec<(&'static str, &'static str, bool)>,
    /// Whether anything was asked for.
    pub filtered: bool,
    /// The first that nobody looked at.
    pub start: Option<String>,
    /// The sample.
    pub list: Shown,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// `GET /draws`
#[derive(Debug, Template)]
#[template(path = "lookback/published.html")]
pub struct Published {
    /// Frame.
    pub page: Page,
    /// Draws, the newest first.
    pub draws: Vec<PublishedDraw>,
    /// The first page, when this is a later one.
    pub first: Option<&'static str>,
    /// The next page.
    pub next: Option<String>,
}

/// What everybody sees of a draw.
#[derive(Clone, Debug)]
pub struct PublishedDraw {
    /// Its id.
    pub id: String,
    /// Its number.
    pub no: i32,
    /// Who draws.
    pub office: String,
    /// SHA-256 of the secret.
    pub commitment: String,
    /// When that was shown.
    pub prepared: String,
    /// What came out; none before it is drawn.
    pub drawn: Option<PublishedSeed>,
}

/// What its order came from.
#[derive(Clone, Debug)]
pub struct PublishedSeed {
    /// The secret.
    pub secret: String,
    /// What came about in public.
    pub public_words: String,
    /// SHA-256 of secret and public words.
    pub seed: String,
    /// When it was drawn.
    pub at: String,
    /// From what, in words.
    pub from: String,
    /// From how many.
    pub population_n: i32,
    /// SHA-256 of their list.
    pub population_sha256: String,
    /// How many were drawn.
    pub sample_n: i32,
}

/// What is needed to draw once more.
#[derive(Clone, Debug)]
pub struct Proof {
    /// SHA-256 of the secret, shown from the beginning.
    pub commitment: String,
    /// The secret.
    pub secret: String,
    /// Said in public.
    pub public_words: String,
    /// SHA-256 of secret and public words.
    pub seed: String,
    /// When and by whom it was prepared.
    pub prepared: String,
    /// When and by whom it was drawn.
    pub drawn: String,
    /// From how many.
    pub population_n: i32,
    /// SHA-256 of their list.
    pub population_sha256: String,
    /// How many were drawn.
    pub sample_n: i32,
    /// How many have a result.
    pub looked: i64,
    /// How many of these came back.
    pub relapsed: i64,
}

/// `GET /look-backs/{id}/entries/{n}`, and again with 422.
#[derive(Debug, Template)]
#[template(path = "lookback/look.html")]
pub struct LookPage {
    /// Frame.
    pub page: Page,
    /// The draw's id.
    pub id: String,
    /// The entry's place.
    pub place: i32,
    /// The problem's id.
    pub problem: String,
    /// The problem's number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// Owner and unit.
    pub owner: String,
    /// The number under which it was closed.
    pub close_number: String,
    /// Measure and goal of list 3.
    pub measures: Vec<(String, String)>,
    /// 完成情况 of the round that is looked at.
    pub outcome: String,
    /// 完成日期
    pub done_on: String,
    /// Dates of list 4.
    pub look_back: Vec<String>,
    /// What was found, in a word.
    pub badge: Badge,
    /// Whether a result can be written down now.
    pub may_look: bool,
    /// What was found.
    pub found: Option<FoundView>,
    /// The latest day of looking, and the first that can be the limit.
    pub today: String,
    /// The version it was drawn from.
    pub version: i32,
    /// As typed.
    pub typed: Looked,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct FoundView {
    /// In words.
    pub words: String,
    /// Who looked when.
    pub looked: String,
    /// Who wrote it down when.
    pub written: String,
    /// The limit of the new round.
    pub due: Option<String>,
}
