//! SQL of problems, drafts, revisions and spans.

mod desk;
pub mod discussions;
mod drafts;
pub mod entries;
pub mod handovers;
mod mine;
pub mod moves;
mod problems;
mod revisions;
mod spans;
mod under_way;

pub use desk::{Standing, standing};
pub use drafts::{Kept, begun_by, draft, kept, save_draft};
pub use mine::{ForLeader, Line, mine, waiting_for_leader};
pub use problems::{advance, find, find_all, insert, lock, next_seq};
pub use revisions::{Revision, add_revision, revision, revisions};
pub use under_way::{UnderWay, under_way};
