//! What this area draws.

mod cockpit;
mod queue;

pub use cockpit::*;
pub use queue::*;

use crate::web::shell::Page;

/// A page on which people work all day.
pub(super) fn dense(page: Page) -> Page {
    Page {
        body_class: "zg-dense",
        ..page
    }
}

/// The same, filling the window.
pub(super) fn fitting(page: Page) -> Page {
    Page {
        body_class: "zg-dense zg-fits",
        ..page
    }
}
