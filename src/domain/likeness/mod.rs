//! What two texts have in common, letter by letter: runs of at least [`RUN`] letters that stand in both, whatever stands between
//! and around them, so that 200 letters copied into a text of 1,000 are found as well as a text copied whole.
//!
//! Among tens of thousands a text's neighbours are found by prints: of every [`WINDOW`] runs that begin one after the other the one
//! with the smallest hash is kept (winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003). Whatever shares 45 letters in one piece
//! shares a print; what is said of two texts is counted in the texts themselves.

mod prints;
mod shared;
pub mod store;

pub use prints::{RUN, WINDOW, prints};
pub use shared::{Part, Shared, shared};

/// Letters that have to be shared before it is worth a word.
pub const WORTH_A_WORD: usize = 50;
