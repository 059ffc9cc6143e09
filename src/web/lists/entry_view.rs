//! What is drawn of drafts that a liaison types for others.

use askama::Template;

use crate::domain::lists::Problem;
use crate::domain::lists::store::entries::{self, Entry};
use crate::kernel::clock::day_of;
use crate::kernel::messages::Message;
use crate::web::shell::access::Visit;
use crate::web::shell::badges::Badge;
use crate::web::shell::{Error, Page, dates, filters};

/// `GET /entries`
#[derive(Debug, Template)]
#[template(path = "lists/entries.html")]
pub struct Entries {
    /// Frame.
    pub page: Page,
    /// What the visitor typed for others.
    pub rows: Vec<EntryRow>,
}

/// One that the visitor typed.
#[derive(Debug)]
pub struct EntryRow {
    /// Its number.
    pub number: String,
    /// For whom.
    pub owner: String,
    /// Its sentence and its form, until the owner confirmed it.
    pub open: Option<(String, String)>,
    /// How it stands.
    pub badge: Badge,
    /// When it was begun.
    pub at: String,
    /// What the owner said when giving it back.
    pub words: String,
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
