//! What is made of reasons of return: the library, what they add up to, a unit's opinion sheet, and clues that are handed over.

mod access;
mod asked;
mod change;
mod docx;
mod levels;
mod library;
mod paper;
mod referral;
mod referrals;
mod returns;
mod sheet;
mod sheets;
mod statistics;
mod tabs;
pub mod view;

use super::routes::{Route, get, post};

/// All routes of this area.
pub fn routes() -> Vec<Route> {
    vec![
        get("/reasons", library::page),
        post("/reasons", change::add),
        post("/reasons/changes", change::change),
        post("/reasons/retirements", change::retire),
        get("/reasons/statistics", statistics::page),
        get("/reasons/statistics/returns", returns::page),
        get("/reasons/statistics/returns.xlsx", returns::book),
        get("/reasons/statistics/levels", levels::page),
        get("/reasons/statistics/levels.xlsx", levels::book),
        get("/opinion-sheets", sheets::page),
        get("/opinion-sheets.xlsx", sheets::book),
        get("/opinion-sheets/{id}", sheet::page),
        get("/opinion-sheets/{id}/sheet.docx", docx::take),
        get("/problems/{id}/referral", referral::page),
        post("/problems/{id}/referrals", referral::submit),
        get("/referrals", referrals::page),
        get("/referrals.xlsx", referrals::book),
        get("/referrals/{id}", referral::read),
    ]
}
