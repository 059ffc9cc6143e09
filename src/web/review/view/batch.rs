//! Several entries to be ruled on together, as they are shown before.

use askama::Template;

use crate::web::shell::{Message, Page, filters};

/// `POST /review/batches` before it is confirmed, and again with 422.
#[derive(Debug, Template)]
#[template(path = "review/batch.html")]
pub struct Batch {
    /// Frame.
    pub page: Page,
    /// The queue under the filter.
    pub back: String,
    /// The filter, to come back to.
    pub hidden: Vec<(&'static str, String)>,
    /// Those ticked that can't be ruled on here: number and why.
    pub left_out: Vec<(String, Message)>,
    /// Whether something is wrong, and nothing was written.
    pub wrong: bool,
    /// The entries.
    pub entries: Vec<BatchEntry>,
}

/// A batch that was just ruled on, and can be undone.
#[derive(Debug)]
pub struct BatchUndo {
    /// The act.
    pub batch: String,
    /// Of how many entries.
    pub n: usize,
    /// The id of the undoing.
    pub act_id: String,
}

/// An entry of a batch.
#[derive(Debug)]
pub struct BatchEntry {
    /// The problem.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Name of its owner.
    pub owner: String,
    /// Which revision.
    pub revision: i32,
    /// The problem's version that is read.
    pub version: i32,
    /// Its cockpit.
    pub href: String,
    /// The problem in one sentence.
    pub title: String,
    /// 具体表现
    pub manifestation: String,
    /// Rulings to choose from: word, source text, whether chosen.
    pub rulings: [(&'static str, &'static str, bool); 4],
    /// Reasons to choose from: code, label, whether chosen.
    pub reasons: Vec<(String, String, bool)>,
    /// Fields the reason may mean: key, label, whether chosen.
    pub fields: Vec<(String, Message, bool)>,
    /// Quoted words.
    pub quote: String,
    /// Own words.
    pub words: String,
    /// What is wrong with it.
    pub wrong: Vec<Message>,
}
