//! The workbook of a list: every page of what is shown, in the same columns and words, read in one moment. It is recorded before it is
//! handed out.

use axum::response::Response;
use serde_json::json;

use super::{Listing, Row, Source, by};
use crate::domain::ledger::Act;
use crate::imports::book::{Sheet, Value, Writer};
use crate::kernel::ids::ActId;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, download, msg};

/// Most rows of one workbook.
pub const MOST: usize = 50_000;

/// Rows that are read at once.
const BATCH: usize = 5_000;

/// How wide the column is that says what a group has in common.
const GROUP_WIDTH: u32 = 40;

/// What a workbook says of itself.
#[derive(Debug, Default)]
pub struct About {
    /// What it is called, if it is more than the list is.
    pub name: Option<String>,
    /// The day that it stands for and what was asked, in the visitor's language.
    pub said: Vec<String>,
}

impl About {
    /// What was asked: source text of a filter and the answer; empty answers say nothing.
    pub fn asked(can: &Visit, filters: &[(&'static str, &str)]) -> Self {
        let locale = can.prefs.locale;
        let filters = filters.iter().filter(|(_, answer)| !answer.is_empty());
        let said = filters.map(|(label, answer)| locale.tf("{0}：{1}", &[&locale.t(label), answer]));
        Self {
            name: None,
            said: said.collect(),
        }
    }
}

/// Whether so many rows go into one workbook.
fn fits(rows: usize) -> Result<(), Error> {
    if rows <= MOST {
        return Ok(());
    }
    Err(Error::Invalid(
        msg("超过 {0} 行，一个工作簿不导出这么多。请先筛选，分几次导出。").with(MOST),
    ))
}

/// Reads all of it and hands it out.
///
/// # Errors
/// [`Error::Invalid`] when these are more than [`MOST`] rows; when the database or the library refuses.
pub async fn workbook<S: Source>(
    can: Visit,
    listing: &Listing,
    about: About,
    source: &S,
) -> Result<Response, Error> {
    let mut can = can.on_snapshot().await?;
    let name = about
        .name
        .clone()
        .unwrap_or_else(|| can.prefs.locale.t(listing.list.name).to_owned());
    let sheet = sheet(&mut can, listing, &name, about).await?;
    let writer = Writer::start(sheet);
    let (mut rows, mut after) = (0, None);
    loop {
        let portion = source.rows(&mut can, after, BATCH).await?;
        let known = portion.total.and_then(|total| usize::try_from(total).ok());
        rows += portion.rows.len();
        fits(known.unwrap_or(0).max(rows))?;
        writer
            .put(portion.rows.into_iter().map(|row| values(listing, row)).collect())
            .await;
        after = portion.next;
        if after.is_none() {
            break;
        }
    }
    let bytes = writer.finish().await?;
    let mut can = can.commit_and_go_on().await?;
    let mut act = Act::open(&mut can.tx, &can.actor, ActId::fresh(), can.now).await?;
    let columns: Vec<&str> = listing.shown_columns().map(|column| column.code).collect();
    let data = json!({"kind": listing.list.key, "rows": rows, "columns": columns.len()});
    act.record(&mut can.tx, "export.made", ("export", None), &data)
        .await?;
    let file = format!("{name}-{}.xlsx", can.today());
    can.commit().await?;
    Ok(download::workbook(&file, bytes))
}

async fn sheet(can: &mut Visit, listing: &Listing, name: &str, about: About) -> Result<Sheet, Error> {
    let by = by(can).await?;
    let locale = can.prefs.locale;
    let said = if about.said.is_empty() {
        locale.t("全部").to_owned()
    } else {
        about.said.join("；")
    };
    let group = listing
        .list
        .grouped
        .map(|label| (locale.t(label).to_owned(), GROUP_WIDTH));
    let columns = listing.shown_columns();
    let columns = columns.map(|column| (locale.t(column.label).to_owned(), column.width));
    Ok(Sheet {
        name: sheet_name(locale.t(listing.list.name)),
        title: format!("{name}　{}　{by}　{said}", locale.t("内部资料")),
        columns: group.into_iter().chain(columns).collect(),
        wrap: false,
    })
}

/// Without what the name of a sheet can't have.
fn sheet_name(name: &str) -> String {
    let plain = name.chars().filter(|c| !"[]:*?/\\'".contains(*c));
    plain.take(31).collect()
}

fn values(listing: &Listing, mut row: Row) -> Vec<Value> {
    let group = row.group.take().map(|group| group.head.value());
    let cell = |place: &usize| {
        let cell = row.cells.get_mut(*place).map(std::mem::take);
        cell.unwrap_or_default().value()
    };
    let cells: Vec<_> = listing.chosen.places.iter().map(cell).collect();
    let group = listing
        .list
        .grouped
        .map(|_| group.unwrap_or_else(|| Value::Text(String::new())));
    group.into_iter().chain(cells).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_a_workbook_takes_is_told() {
        assert!(fits(MOST).is_ok());
        assert!(matches!(fits(MOST + 1), Err(Error::Invalid(_))));
    }
}
