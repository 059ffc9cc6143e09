//! A list as templates draw it: `{% include "shell/list/bar.html" %}` above, `{% include "shell/list/table.html" %}` for its rows, both out of a
//! field `list` (and a variable `bar`, which is `list.bar`). A view's module needs `use crate::web::shell::list::cell::Look;`.

use super::cell::{Cell, Look, Pick as Tick, Row};
use super::{Column, Listing};
use crate::domain::views::View;
use crate::kernel::ids::ActId;
use crate::web::shell::access::Visit;

/// Views of others that the menu above a list shows; the page of views has them all.
const OTHERS: usize = 20;

/// A list with its rows.
#[derive(Debug)]
pub struct Shown {
    /// What stands above the rows.
    pub bar: Bar,
    /// What it is called, in the visitor's language.
    pub name: String,
    /// Classes of the table.
    pub class: &'static str,
    /// Columns, in the order shown: label and class.
    pub heads: Vec<(String, &'static str)>,
    /// Whether rows are chosen.
    pub picks: bool,
    /// Rows.
    pub lines: Vec<Line>,
}

/// A row.
#[derive(Debug)]
pub struct Line {
    /// Begins a group.
    pub group: Option<Cell>,
    /// Whether it is past its date.
    pub late: bool,
    /// The box before it.
    pub pick: Option<Tick>,
    /// Cells of the columns shown.
    pub cells: Vec<Drawn>,
}

/// A cell in its column.
#[derive(Debug)]
pub struct Drawn {
    /// What stands in it.
    pub cell: Cell,
    /// Its classes.
    pub class: String,
    /// The column's name, where a small screen shows it beside.
    pub label: Option<String>,
    /// Whether it names the row.
    pub heads: bool,
}

/// What stands above a list: views, columns, the workbook.
#[derive(Debug)]
pub struct Bar {
    /// The list's page.
    pub path: String,
    /// The list's word.
    pub key: &'static str,
    /// Filters, as forms hand them on.
    pub asked: Vec<(&'static str, String)>,
    /// Columns, as forms hand them on.
    pub columns: Option<String>,
    /// Columns to choose from, those shown first; none where nothing can be chosen.
    pub picks: Vec<Pick>,
    /// What was asked for and is no column.
    pub unknown: Vec<String>,
    /// With the usual columns, if others are shown.
    pub usual: Option<String>,
    /// Without filters.
    pub all: String,
    /// Its workbook, if there is one.
    pub workbook: Option<String>,
    /// Views to go to: the visitor's own, those that they keep here, and the one that is shown.
    pub views: Vec<Tab>,
    /// The first of those that others share.
    pub others: Vec<Tab>,
    /// How many of them there are.
    pub shared: usize,
    /// What would be saved.
    pub question: String,
    /// Of the form that saves it.
    pub act_id: String,
}

/// A column to choose.
#[derive(Debug)]
pub struct Pick {
    /// Its word.
    pub code: &'static str,
    /// Its name, in the visitor's language.
    pub label: String,
    /// Whether it is shown.
    pub chosen: bool,
    /// Whether it can be shown one place further ahead.
    pub earlier: bool,
}

/// A view.
#[derive(Debug)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// Whose it is, if not the visitor's.
    pub by: Option<String>,
    /// Whether it is what is shown.
    pub current: bool,
}

impl Listing {
    /// The list with these rows.
    pub fn shown(&self, can: &Visit, rows: Vec<Row>) -> Shown {
        let locale = can.prefs.locale;
        let columns: Vec<&Column> = self.shown_columns().collect();
        let mut before: Option<String> = None;
        let mut line = |mut row: Row| {
            debug_assert_eq!(row.cells.len(), self.list.columns.len(), "{}", self.list.key);
            let key = row.group.as_ref().map(|group| group.key.clone());
            let begins = key != before;
            before = key;
            let drawn = |(place, column): (&usize, &&Column)| {
                let cell = row.cells.get_mut(*place).map(std::mem::take).unwrap_or_default();
                let label = locale.t(column.label).to_owned();
                Drawn {
                    class: classes(column.class, &cell.class),
                    label: Some(label).filter(|_| column.named && !cell.pieces.is_empty()),
                    heads: column.heads,
                    cell,
                }
            };
            Line {
                cells: self.chosen.places.iter().zip(&columns).map(drawn).collect(),
                group: row.group.take().filter(|_| begins).map(|group| group.head),
                late: row.late,
                pick: row.pick.take(),
            }
        };
        Shown {
            picks: rows.iter().any(|row| row.pick.is_some()),
            lines: rows.into_iter().map(&mut line).collect(),
            bar: self.bar(can),
            name: locale.t(self.list.name).to_owned(),
            class: "zg-table is-cards",
            heads: columns
                .iter()
                .map(|column| (locale.t(column.label).to_owned(), column.class))
                .collect(),
        }
    }

    /// What stands above it.
    pub fn bar(&self, can: &Visit) -> Bar {
        let locale = can.prefs.locale;
        let pick = |place: usize, at: Option<usize>| Pick {
            code: self.list.columns[place].code,
            label: locale.t(self.list.columns[place].label).to_owned(),
            chosen: at.is_some(),
            earlier: at.is_some_and(|at| at > 0),
        };
        let shown = &self.chosen.places;
        let chosen = shown.iter().enumerate().map(|(at, place)| pick(*place, Some(at)));
        let others = (0..self.list.columns.len()).filter(|place| !shown.contains(place));
        let question = self.question();
        let tab = |view: &View| Tab {
            href: self.leading(&view.query),
            name: view.name.clone(),
            by: (Some(view.account) != self.account).then(|| view.by.clone()),
            current: view.query == question,
        };
        let kept = |view: &&View| Some(view.account) == self.account || view.pinned || view.query == question;
        let foreign = self.views.iter().filter(|view| !kept(view));
        Bar {
            path: self.path(),
            key: self.list.key,
            asked: self.asked_beside().cloned().collect(),
            columns: self.columns(),
            picks: chosen.chain(others.map(|place| pick(place, None))).collect(),
            unknown: self.chosen.unknown.clone(),
            usual: self.usual(),
            all: self.all(),
            workbook: (!self.list.columns.is_empty()).then(|| self.workbook()),
            views: self.views.iter().filter(kept).map(tab).collect(),
            others: foreign.clone().take(OTHERS).map(tab).collect(),
            shared: foreign.count(),
            question,
            act_id: ActId::fresh().to_string(),
        }
    }
}

impl Drawn {
    /// What is read aloud at the end of its link.
    pub fn aloud(&self) -> Option<&str> {
        let aloud = self.cell.pieces.iter().find(|piece| piece.look == Look::Aloud);
        aloud.map(|piece| piece.text.as_str())
    }
}

impl Shown {
    /// The same with other classes on its table.
    #[must_use]
    pub fn with_class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }
}

fn classes(column: &str, cell: &str) -> String {
    let both = [column, cell].into_iter().filter(|class| !class.is_empty());
    both.collect::<Vec<_>>().join(" ")
}
