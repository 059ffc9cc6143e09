//! The five lists: one's own ledger, the form, one problem's whole life, two revisions side by side.
//!
//! Review, signing and rectification have areas of their own; this one links to them.

pub mod advice;
mod answers;
mod beside;
pub mod beside_view;
mod bodies;
mod bodies_list;
mod body;
pub mod body_view;
mod draft;
mod drafts;
mod edit;
mod enter;
mod entered;
mod entries;
pub mod entry_view;
pub mod fields;
pub mod form;
pub mod index;
pub mod life;
mod my;
pub mod my_view;
mod new;
pub mod next;
pub mod notes;
mod paste;
mod paste_owner;
mod paste_rows;
pub mod paste_view;
mod problem;
mod revision;
pub mod sheet;
mod stale;
mod submission;
mod taken_back;
pub mod tasks;
pub mod view;

use super::routes::{Route, get, post, post_file};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/my", my::page),
        get("/my.xlsx", my::book),
        get("/problems/new", new::page),
        post("/problems", new::start),
        get("/problems/paste", paste::page),
        post_file("/problems/paste", paste::LIMIT, paste::paste),
        get("/problems/{id}", problem::page),
        get("/problems/{id}/revisions/{n}", revision::page),
        get("/problems/{id}/beside", beside::page),
        get("/problems/{id}/edit", edit::page),
        post("/problems/{id}/draft", draft::save),
        post("/problems/{id}/submission", submission::submit),
        post("/problems/{id}/advice", advice::put_aside),
        get("/people/{id}/problems/new", new::page_for_other),
        post("/people/{id}/problems", new::start_for_other),
        get("/people/{id}/problems/paste", paste::page_for_other),
        post_file(
            "/people/{id}/problems/paste",
            paste::LIMIT,
            paste::paste_for_other,
        ),
        get("/entries", entered::page),
        get("/entries.xlsx", entered::book),
        post("/problems/{id}/confirmation", entries::confirm),
        post("/problems/{id}/entry-return", entries::give_back),
        get("/bodies", bodies::page),
        get("/bodies.xlsx", bodies_list::book),
        get("/bodies/{id}/problems/new", new::page_of_body),
        post("/bodies/{id}/problems", new::start_of_body),
        get("/bodies/{id}/problems/paste", paste::page_of_body),
        post_file("/bodies/{id}/problems/paste", paste::LIMIT, paste::paste_for_body),
        post("/bodies/{id}/discussions", bodies::discuss),
    ]
}
