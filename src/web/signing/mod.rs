//! Signing: what waits for one's signature, a person's sheet that their leader signs as a whole, the sheet of one statement, refusing
//! to, and correcting what was signed.
//!
//! Both purposes, 认领 and 完成, come through here; what leads to a completion is the area `rectification`.

mod access;
mod confirm;
mod correct;
mod correction;
mod evidence;
mod keys;
mod outside;
pub mod outside_view;
mod paper;
mod paper_enter;
mod paper_scan;
pub mod paper_view;
pub mod person;
mod question;
mod refuse;
mod sheet;
mod sign;
mod to_sign;
mod turn;
pub mod view;
pub mod waiting;

use super::routes::{Route, get, post, post_file};
use crate::domain::signing::MAX_SCAN_MB;

/// A scan, and the fields beside it. One that is too large, by less than four times, is read to its end without being kept, so that the
/// form can be drawn again and say so at its field.
const LARGEST: usize = (4 * MAX_SCAN_MB + 1) * 1024 * 1024;

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/to-sign", to_sign::page),
        get("/outside-leaders", outside::page),
        get("/to-sign/{id}/{purpose}", person::page),
        post("/to-sign/{id}/{purpose}", person::submit),
        post("/to-sign/{id}/{purpose}/question", person::ask),
        get("/problems/{id}/signatures/{purpose}", sheet::page),
        post("/problems/{id}/signatures/{purpose}", sign::submit),
        post("/problems/{id}/signatures/{purpose}/question", question::ask),
        get("/problems/{id}/signatures/{purpose}/evidence", evidence::file),
        get("/problems/{id}/signatures/{purpose}/paper", paper::page),
        post_file(
            "/problems/{id}/signatures/{purpose}/paper",
            LARGEST,
            paper_enter::submit,
        ),
        get("/paper-signatures/{id}/scan", paper_scan::file),
        post("/problems/{id}/refusals", refuse::submit),
        get("/server-keys", keys::page),
        get("/problems/{id}/correction", correction::page),
        post("/problems/{id}/correction", correct::submit),
    ]
}
