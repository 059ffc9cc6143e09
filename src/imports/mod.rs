//! Workbooks of offices to typed rows.
//!
//! A reader takes bytes and gives rows and problems: no SQL, no HTTP, nothing written; [`apply()`] hands what was
//! read to the domain's stores; [`runs`] keeps a workbook between its dry run and its confirmation. One file per kind of workbook
//! ([`organisation()`], [`roster()`], [`lists()`]); what they share, from the outside in: [`guard`] (is it a workbook, and a harmless
//! one), [`sheet`] (cells with their real positions), [`headers`] (columns by meaning), [`table`] (which lines
//! are data), [`line`](mod@line) (cells by heading), [`dates`]; [`turns`] says who reads when. A refused row has exactly one [`Reason`]; [`returned`] gives
//! such rows back, marked up; [`lists::pasted`] reads what was copied from a spreadsheet instead of its file;
//! [`blank`] and [`mod@export`] write what the readers take.

mod apply;
mod apply_lists;
mod apply_numbered;
mod apply_organisation;
mod apply_roster;
pub mod blank;
pub mod book;
pub mod cells;
mod changes;
pub mod columns;
pub mod dates;
pub mod export;
pub mod guard;
pub mod headers;
pub mod history;
pub mod learned;
pub mod line;
pub mod lists;
pub mod message;
pub mod neutral;
pub mod organisation;
mod posts;
pub mod problem;
pub mod progress;
pub mod reason;
pub mod report;
pub mod returned;
pub mod roster;
mod roster_plan;
pub mod runs;
pub mod sheet;
mod store;
pub mod table;
pub mod turns;
pub mod undo;

pub use apply::{Kind, Source, Workbook, apply};
pub use apply_lists::{apply_lists, understood};
pub use apply_organisation::apply_organisation;
pub use apply_roster::apply_roster;
pub use lists::{ListRow, lists};
pub use organisation::{UnitRow, organisation};
pub use problem::{Read, Refused, Unread, Unreadable};
pub use reason::Reason;
pub use report::{RefusedRow, Report};
pub use roster::{PersonRow, roster};
