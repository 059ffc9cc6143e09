//! Lots: which entries who goes through, how far they are, what came of them.

mod end;
mod index;
mod page;
mod take;
pub(super) mod view;

pub(super) use end::{confirm, end};
pub(super) use index::{book, index};
pub(super) use page::page;
pub(super) use take::take;

use super::{access, filter, going, labels};
