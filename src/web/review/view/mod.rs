//! What this area draws.

mod batch;
mod beside;
mod case;
mod cockpit;
mod form;
mod prereview;
mod queue;
mod reading;

pub use batch::*;
pub use beside::*;
pub use case::*;
pub use cockpit::*;
pub use form::*;
pub use prereview::*;
pub use queue::*;
pub use reading::*;

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
