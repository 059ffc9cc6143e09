//! Signing: what waits for one's signature, the sheet that is signed, refusing to, and correcting what was signed.
//!
//! Both purposes, 认领 and 完成, come through here; what leads to a completion is the area `rectification`.

mod access;
mod correct;
mod correction;
mod evidence;
mod question;
mod refuse;
mod sheet;
mod sign;
mod to_sign;
mod turn;
pub mod view;
pub mod waiting;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/to-sign", to_sign::page),
        get("/problems/{id}/signatures/{purpose}", sheet::page),
        post("/problems/{id}/signatures/{purpose}", sign::submit),
        post("/problems/{id}/signatures/{purpose}/question", question::ask),
        get("/problems/{id}/signatures/{purpose}/evidence", evidence::file),
        post("/problems/{id}/refusals", refuse::submit),
        get("/problems/{id}/correction", correction::page),
        post("/problems/{id}/correction", correct::submit),
    ]
}
