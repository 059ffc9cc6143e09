//! What this area draws.

use askama::Template;

use crate::web::shell::{FieldProblems, Page, filters};

/// `GET /views`
#[derive(Debug, Template)]
#[template(path = "views/index.html")]
pub struct Index {
    /// Frame.
    pub page: Page,
    /// List by list.
    pub groups: Vec<Group>,
    /// How many are the visitor's own.
    pub own: usize,
    /// How many these may be.
    pub most: i64,
    /// What others share, for whoever may take it down.
    pub shared: Option<Vec<SharedLine>>,
    /// At most so many of them are shown.
    pub shown: i64,
    /// Whether there may be more.
    pub full: bool,
}

/// A view that is shared.
#[derive(Debug)]
pub struct SharedLine {
    /// Its id.
    pub id: String,
    /// The list; source text.
    pub list: &'static str,
    /// Where it leads, if the visitor may open the list.
    pub href: Option<String>,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub by: String,
    /// The unit or group that finds it; none for everybody.
    pub circle: Option<String>,
}

/// Views of a list.
#[derive(Debug)]
pub struct Group {
    /// The list; source text.
    pub name: &'static str,
    /// Its views, the visitor's own first.
    pub lines: Vec<Line>,
}

/// A view.
#[derive(Debug)]
pub struct Line {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// Whose it is, if not the visitor's.
    pub by: Option<String>,
    /// Where it is changed, if it is the visitor's.
    pub manage: Option<String>,
    /// Its id, if it is another's: to be kept above the list.
    pub pin: Option<String>,
    /// Whether it is kept there.
    pub pinned: bool,
    /// Whether others find it, or the office took it down; source text.
    pub shared: Option<&'static str>,
    /// Whether the list opens so.
    pub opens_list: bool,
}

/// A name that could not be taken: `POST /views`, drawn again.
#[derive(Debug, Template)]
#[template(path = "views/saving.html")]
pub struct Saving {
    /// Frame.
    pub page: Page,
    /// The list; source text.
    pub list: &'static str,
    /// The list's word.
    pub key: &'static str,
    /// Back to it.
    pub back: String,
    /// What is to be saved.
    pub query: String,
    /// As typed.
    pub name: String,
    /// Of this form.
    pub act_id: String,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// `GET /views/{id}`
#[derive(Debug, Template)]
#[template(path = "views/own.html")]
pub struct Own {
    /// Frame.
    pub page: Page,
    /// Its id.
    pub id: String,
    /// The list; source text.
    pub list: &'static str,
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// Whether the list opens so.
    pub opens_list: bool,
    /// Whether the office took it down.
    pub withdrawn: bool,
    /// Who may find it.
    pub choices: Vec<Choice>,
    /// What is wrong.
    pub problems: FieldProblems,
}

/// Somebody who may find it.
#[derive(Debug)]
pub struct Choice {
    /// The word that is posted.
    pub word: String,
    /// In the visitor's language.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}
