//! What is drawn of drafts that a liaison types for others.

use askama::Template;

use crate::domain::lists::Problem;
use crate::domain::lists::store::entries::{self, Entry};
use crate::kernel::clock::day_of;
use crate::kernel::messages::Message;
use crate::web::shell::access::Visit;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::view::Shown;
use crate::web::shell::{Error, Page, dates, filters};

/// `GET /entries`
#[derive(Debug, Template)]
#[template(path = "lists/entries.html")]
pub struct Entries {
    /// Frame.
    pub page: Page,
    /// What the visitor typed for others.
    pub list: Shown,
    /// What of it can be asked for: word, source text, whether it is.
    pub choices: [(&'static str, &'static str, bool); 3],
    /// Whether anything was asked for.
    pub filtered: bool,
    /// The first page, when this is a later one.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
}

/// On the form of a draft that somebody types for its owner.
#[derive(Debug, Default)]
pub struct EntryNote {
    /// Whether the visitor types it for another, and is not its owner.
    pub typing: bool,
    /// Of the other one: who types it, or whose it is.
    pub who: String,
    /// Given back: when, and what was said.
    pub returned: Option<(String, String)>,
    /// The words of a return as typed, and what is wrong with them.
    pub wrong: Option<(String, Message)>,
}

impl EntryNote {
    /// Of one problem, unless its owner wrote or confirmed it.
    pub(super) async fn of(can: &mut Visit, problem: &Problem) -> Result<Option<Self>, Error> {
        if problem.entered_by.is_none() {
            return Ok(None);
        }
        let entry = entries::of_problem(&mut can.tx, problem.id).await?;
        let (locale, today) = (can.prefs.locale, can.today());
        let note = |entry: Entry| {
            let typing = !problem.is_of(&can.actor);
            Self {
                typing,
                who: if typing { entry.owner_name } else { entry.who },
                returned: entry
                    .returned_at
                    .map(|at| (dates::short(locale, day_of(at), today), entry.words)),
                wrong: None,
            }
        };
        Ok(entry.map(note))
    }
}
