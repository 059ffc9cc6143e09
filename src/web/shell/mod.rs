//! The shell: what every page stands in, and nothing that knows a page area.
//!
//! `assets` serves css and js, `headers` guards every response, `prefs` knows language and look, `page` is what the layout
//! draws, `render` turns a template into a response, `error` turns failures into pages, `sent` keeps what they could not take, `flash` carries one message over a
//! redirect, `acted` knows when the visitor last did something, `glance` keeps a page that many look at,
//! `foreign` keeps other sites from making somebody take a workbook out, `list` is what every list has in common, `filters` are the template filters.

pub mod access;
pub mod acted;
pub mod acts;
pub mod assets;
pub mod badges;
pub mod dates;
pub mod download;
pub mod error;
pub mod error_pages;
mod error_words;
pub mod filters;
pub mod flash;
pub mod foreign;
pub mod glance;
pub mod headers;
mod holes;
pub mod list;
mod nav;
pub mod page;
mod pieces;
pub mod prefs;
pub mod refusals;
pub mod render;
pub mod roles;
pub mod ruler;
pub mod sent;
pub mod sheet;
pub mod stale;
pub mod working_days;

pub use crate::kernel::fields::FieldProblems;
pub use crate::kernel::locale::Locale;
pub use crate::kernel::messages::{Message, msg, n_};
pub use error::Error;
pub use flash::{Flash, FlashKind};
pub use page::Page;
pub use prefs::Prefs;
pub use render::{html, is_by_script};
