//! What the pages of leading bodies draw.

use askama::Template;

use crate::domain::lists::discussion::{Held, Kind};
use crate::domain::lists::store::discussions;
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::Visit;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::roles::meeting_label;
use crate::web::shell::{Error, FieldProblems, Locale, Page, dates, filters};

/// `GET /bodies`, and again with 422 when a discussion could not be recorded.
#[derive(Debug, Template)]
#[template(path = "lists/bodies.html")]
pub struct Bodies {
    /// Frame.
    pub page: Page,
    /// Those that the visitor files for.
    pub bodies: Vec<Body>,
    /// Their problems, body by body.
    pub list: Shown,
    /// Whether there are any at all.
    pub any: bool,
    /// Bodies to choose from: name, whether it is asked for, id.
    pub choices: Vec<(String, bool, String)>,
    /// Whether one is asked for.
    pub filtered: bool,
    /// Kinds of meetings: word and source text.
    pub kinds: Vec<(&'static str, &'static str)>,
    /// Today, which no meeting comes after.
    pub today: String,
}

/// One body with its problems.
#[derive(Debug)]
pub struct Body {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the visitor is to it, to be translated.
    pub duties: Vec<&'static str>,
    /// How many wait for its principal's signature, for the principal.
    pub to_sign: usize,
    /// Whether nothing was filed for it yet.
    pub empty: bool,
    /// What can be talked about: id, number and sentence, whether it is ticked.
    pub open: Vec<(String, String, bool)>,
    /// The form of a discussion as typed.
    pub typed: Discussing,
}

/// A discussion as typed, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Discussing {
    /// Word of the kind.
    pub kind: String,
    /// What the meeting was called.
    pub meeting: String,
    /// Its day.
    pub held_on: String,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// On the form of a body's problem: the discussions so far.
#[derive(Debug, Default)]
pub struct BodyNote {
    /// Each in a line.
    pub held: Vec<String>,
    /// Whether it was not submitted for lack of one.
    pub missing: bool,
}

impl BodyNote {
    /// Of one problem.
    pub(super) async fn of(can: &mut Visit, problem: ProblemId, missing: bool) -> Result<Self, Error> {
        let held = discussions::of_problem(&mut can.tx, problem).await?;
        Ok(Self {
            held: held.iter().map(|held| line(can.prefs.locale, held)).collect(),
            missing,
        })
    }
}

/// A discussion in one line: day, kind, name.
pub(super) fn line(locale: Locale, held: &Held) -> String {
    let kind = Kind::from_code(&held.kind).unwrap_or(Kind::Other);
    let day = dates::full(locale, held.held_on);
    format!("{day} {} {}", locale.t(meeting_label(kind)), held.meeting)
}
