//! Second readings: a sample of verdicts read again without being told the first, and what the head decides where two differ.

mod again;
mod both;
mod index;
mod page;
pub(super) mod view;

pub(super) use index::{book, index};
pub(super) use page::{page, submit, uphold};

use super::{case, checks, filter, form, labels};
