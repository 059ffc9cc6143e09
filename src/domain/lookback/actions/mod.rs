//! Verbs: prepare a draw, draw, write down what was found.

mod draw;
mod look;

pub use draw::{draw, prepare};
pub use look::{accepted_by, look};
