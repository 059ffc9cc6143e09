//! What this area draws.

use askama::Template;

use crate::domain::calendar::Exception;
use crate::web::shell::{Message, Page, filters};

/// `GET /calendar`, and again with a preview or with 422.
#[derive(Debug, Template)]
#[template(path = "calendar/calendar.html")]
pub struct Calendar {
    /// Frame.
    pub page: Page,
    /// The year shown.
    pub year: i32,
    /// Years to choose from.
    pub tabs: Vec<Tab>,
    /// Years that are needed and lack their notice.
    pub missing: Vec<i32>,
    /// What is known of the year.
    pub lines: Vec<Line>,
    /// What was taken out of it.
    pub gone: Vec<Line>,
    /// The same as a text that enters it again.
    pub again: String,
    /// Number of the notice that the program knows of the year.
    pub source: Option<&'static str>,
    /// Why nothing was taken out.
    pub not_taken_out: Option<Message>,
    /// The form below.
    pub filling: Filling,
    /// What was read of it.
    pub preview: Option<Preview>,
}

/// A year to choose.
#[derive(Debug)]
pub struct Tab {
    /// Which.
    pub year: i32,
    /// Whether it is shown.
    pub current: bool,
    /// Whether its notice is needed and not there.
    pub missing: bool,
}

/// A day.
#[derive(Debug)]
pub struct Line {
    /// `2018-10-01`
    pub day: String,
    /// As people write it.
    pub shown: String,
    /// To be translated.
    pub weekday: &'static str,
    /// 上班 instead of 放假.
    pub worked: bool,
    /// The holiday.
    pub name: String,
}

/// The form as typed, and what came of it.
#[derive(Debug, Default)]
pub struct Filling {
    /// The year as typed, where it is none.
    pub year: Option<String>,
    /// Why it is none.
    pub wrong_year: Option<Message>,
    /// The text.
    pub text: String,
    /// Why it can't be taken.
    pub problems: Vec<Message>,
    /// Lines of which it is not clear what they say.
    pub unread: Vec<String>,
    /// Where it says how many days it names, and others were read.
    pub differences: Vec<Message>,
    /// Days that were read, to be confirmed.
    pub read: Option<Vec<Exception>>,
}

/// What would be entered.
#[derive(Debug)]
pub struct Preview {
    /// How many days are new or changed.
    pub fresh: usize,
    /// All that were read.
    pub lines: Vec<Line>,
}
