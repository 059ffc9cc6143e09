//! What two texts have in common, letter by letter: runs of at least [`RUN`] letters that stand in both, whatever stands between
//! and around them, so that 200 letters copied into a text of 1,000 are found as well as a text copied whole.
//!
//! Among tens of thousands a text's neighbours are found by prints: of every [`WINDOW`] runs that begin one after the other the one
//! with the smallest hash is kept (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). Whatever shares 45 letters in one piece
//! shares a print; what is said of two texts is counted in the texts themselves.

use crate::domain::lists::draft::MOST_ITEMS;

mod prints;
mod shared;
pub mod store;

pub use prints::{RUN, WINDOW, prints};
pub use shared::{BLOCK, Part, Shared, blocks, shared};

/// Letters that have to be shared before it is worth a word.
pub const WORTH_A_WORD: usize = 50;
/// Most texts of a form that are compared: a form that can be submitted has no more.
pub const MOST_TEXTS: usize = 3 * MOST_ITEMS + 4;
