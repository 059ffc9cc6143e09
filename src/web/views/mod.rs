//! Saved questions to lists 视图: saving one, all that one finds, changing and sharing one's own, deleting it; pinning another's, and taking
//! down what is shared.

mod access;
mod index;
mod own;
mod save;
mod shared;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/views", index::page),
        post("/views", save::submit),
        get("/views/{id}", own::page),
        post("/views/{id}", own::change),
        post("/views/{id}/pin", shared::pin),
        post("/views/{id}/withdrawal", shared::withdraw),
        post("/views/{id}/deletion", own::delete),
    ]
}
