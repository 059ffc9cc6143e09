//! What stands in a row: the same pieces are drawn on the page and written into the workbook.

use chrono::NaiveDate;

use crate::domain::search::Piece as Found;
use crate::imports::book::Value;
use crate::web::shell::Locale;
use crate::web::shell::badges::{Badge, LampView};

/// A row of a list.
#[derive(Debug)]
pub struct Row {
    /// A cell for each column that the list has, in the usual order.
    pub cells: Vec<Cell>,
    /// What it has in common with its neighbours, in a list that stands in groups.
    pub group: Option<Group>,
    /// Whether it is marked as past its date.
    pub late: bool,
    /// Where it is worked on, for a page that begins with the first.
    pub href: Option<String>,
    /// How it is chosen, on a page where rows are.
    pub pick: Option<Pick>,
}

/// A box to tick before a row. It is no part of what the list says, and not in its workbook.
#[derive(Clone, Debug)]
pub struct Pick {
    /// The name and the value that are posted; none for a row that can't be chosen.
    pub posts: Option<(&'static str, String)>,
    /// Whether it is ticked.
    pub ticked: bool,
    /// What is read aloud: which row this is.
    pub aloud: String,
}

impl Row {
    /// A row by itself.
    pub fn new<const N: usize>(cells: [Cell; N]) -> Self {
        Self {
            cells: cells.into(),
            group: None,
            late: false,
            href: None,
            pick: None,
        }
    }
}

/// What rows have in common.
#[derive(Clone, Debug)]
pub struct Group {
    /// Tells it from others that read the same.
    pub key: String,
    /// What stands above them, and in each row of a workbook.
    pub head: Cell,
}

/// How a piece is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// As it is.
    Plain,
    /// In the background.
    Mute,
    /// In the background, on a line of its own.
    Below,
    /// A way to somewhere.
    Link(String),
    /// A state, of this class.
    State(&'static str),
    /// A lamp.
    Lamp(&'static str),
    /// What was looked for, and what stands around it: no blank between the two.
    Found(bool),
    /// In the background and smaller.
    Small,
    /// A word of the program's own that has no name.
    Code,
    /// A time, and the same for programs.
    Time(String),
    /// A part of what was recorded: what it is, and whether it is a digest.
    Fact(String, bool),
    /// Read aloud only, at the end of the link before.
    Aloud,
}

/// A piece of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// In the visitor's language.
    pub text: String,
    /// How it is drawn.
    pub look: Look,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// In order.
    pub pieces: Vec<Piece>,
    /// A class beside that of the column.
    pub class: String,
    /// Whether these are somebody's own words, in Chinese whatever the page's language.
    pub chinese: bool,
    /// Where the whole cell leads, when its pieces are no links themselves.
    pub href: Option<String>,
    /// The number that it says, if it is one that can be added up.
    pub count: Option<i64>,
    /// The day that it says: a workbook's cell is this day, with its year.
    pub day: Option<NaiveDate>,
    /// What a workbook's cell says instead, where the page has a way to somewhere: a file leads nowhere.
    pub in_book: Option<String>,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::default().and(text, Look::Plain)
    }

    /// A way to somewhere.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self::default().and(text, Look::Link(href.into()))
    }

    /// A state.
    pub fn state(locale: Locale, badge: Badge) -> Self {
        Self::default().and_state(locale, badge)
    }

    /// A lamp, or nothing.
    pub fn lamp(locale: Locale, lamp: Option<LampView>) -> Self {
        lamp.map_or_else(Self::default, |lamp| {
            Self::default().and(locale.t(lamp.label), Look::Lamp(lamp.code))
        })
    }

    /// Something for programs to compare.
    pub fn code(text: impl Into<String>) -> Self {
        Self::default().and(text, Look::Code)
    }

    /// How many.
    pub fn count(n: i64) -> Self {
        Self {
            count: Some(n),
            ..Self::text(n.to_string())
        }
    }

    /// A day as it is written on the page, or nothing.
    pub fn day(day: Option<NaiveDate>, written: impl Fn(NaiveDate) -> String) -> Self {
        Self {
            day,
            ..Self::text(day.map(written).unwrap_or_default())
        }
    }

    /// What was found, with what was looked for marked in it.
    pub fn found(pieces: &[Found]) -> Self {
        let piece = |piece: &Found| Piece {
            text: piece.text.clone(),
            look: Look::Found(piece.found),
        };
        Self {
            pieces: pieces.iter().map(piece).collect(),
            ..Self::default()
        }
    }

    /// The same with another piece, unless that is empty.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, look: Look) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.pieces.push(Piece { text, look });
        }
        self
    }

    /// The same with a piece in the background.
    #[must_use]
    pub fn and_mute(self, text: impl Into<String>) -> Self {
        self.and(text, Look::Mute)
    }

    /// The same with a state.
    #[must_use]
    pub fn and_state(self, locale: Locale, badge: Badge) -> Self {
        self.and(locale.t(badge.label), Look::State(badge.class))
    }

    /// The same as somebody's own words.
    #[must_use]
    pub fn chinese(mut self) -> Self {
        self.chinese = true;
        self
    }

    /// The same leading somewhere as a whole.
    #[must_use]
    pub fn leading(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// The same with other words for a workbook.
    #[must_use]
    pub fn in_book(mut self, said: impl Into<String>) -> Self {
        self.in_book = Some(said.into());
        self
    }

    /// What it says, in one line: what a workbook's cell holds.
    pub fn said(&self) -> String {
        let mut said = String::new();
        for piece in &self.pieces {
            let glued = matches!(piece.look, Look::Found(_));
            if piece.look == Look::Aloud {
                continue;
            }
            if !glued && !said.is_empty() {
                said.push(' ');
            }
            if let Look::Fact(name, _) = &piece.look {
                said.push_str(name);
                said.push(' ');
            }
            said.push_str(&piece.text);
        }
        said
    }

    /// The same for a workbook.
    pub(super) fn value(&self) -> Value {
        let said = || self.in_book.clone().unwrap_or_else(|| self.said());
        let day = self.day.map(Value::Day);
        day.or(self.count.map(Value::Count))
            .unwrap_or_else(|| Value::Text(said()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_what_is_seen_and_no_more() {
        let cell = Cell::link("/x", "打开")
            .and("BC-1", Look::Aloud)
            .and_mute("局")
            .and_mute("");
        assert_eq!(cell.said(), "打开 局");
        let found = |text: &str, found| Found {
            text: text.to_owned(),
            found,
        };
        assert_eq!(
            Cell::found(&[found("农", true), found("村", false)]).said(),
            "农村"
        );
        let facts = Cell::default().and("3", Look::Fact("行".to_owned(), false));
        assert_eq!(facts.said(), "行 3");
        assert_eq!(Cell::count(7).value(), Value::Count(7));
        assert_eq!(
            Cell::text("220802197001011234").value(),
            Value::Text("220802197001011234".to_owned())
        );
    }
}
