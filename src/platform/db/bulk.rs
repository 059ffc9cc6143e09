//! Loading in bulk by COPY, as the loader's role: it passes row-level security, so every row must carry its tenant.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, PgConnection};
use uuid::Uuid;

use super::DbError;

/// A connection of the loader's role.
#[derive(Debug)]
pub struct Loader {
    connection: PgConnection,
}

impl Loader {
    /// Connects.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when nobody answers.
    pub async fn open(options: &PgConnectOptions) -> Result<Self, DbError> {
        let mut connection = options.connect().await?;
        // Five times as quick as the default, where the server was built with it. What was cut off is loaded anew, so that
        // no commit needs to wait for the disk.
        let _ = connection.execute("set default_toast_compression = lz4").await;
        connection.execute("set synchronous_commit = off").await?;
        Ok(Self { connection })
    }

    /// Writes tables in the order given, all of them or none.
    ///
    /// # Errors
    /// When a constraint refuses a row, or the connection is lost.
    pub async fn copy(&mut self, tables: &[Rows]) -> Result<(), DbError> {
        let mut tx = self.connection.begin().await?;
        for table in tables.iter().filter(|table| !table.text.is_empty()) {
            let mut copy = tx.copy_in_raw(&table.statement).await?;
            copy.send(&table.text[..]).await?;
            copy.finish().await?;
        }
        Ok(tx.commit().await?)
    }

    /// Ends the connection.
    ///
    /// # Errors
    /// When it is lost.
    pub async fn close(self) -> Result<(), DbError> {
        Ok(self.connection.close().await?)
    }
}

/// When the newest event of any tenant was recorded.
///
/// # Errors
/// When nobody answers.
pub async fn last_recorded(loader: &PgConnectOptions) -> Result<Option<DateTime<Utc>>, DbError> {
    let mut connection = loader.connect().await?;
    let last =
        sqlx::query_scalar("select max(events.at) from tenants join events on events.tenant_id = tenants.id");
    let last = last.fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(last)
}

/// Takes `count` numbers of a table's identity column out of use and gives the first: rows that are loaded at once over
/// several connections bring their own, in the order that is meant. Only the tables' owner may.
///
/// # Errors
/// When nobody answers.
pub async fn reserve(owner: &PgConnectOptions, table: &'static str, count: i64) -> Result<i64, DbError> {
    let mut connection = owner.connect().await?;
    let last: i64 = sqlx::query_scalar(
        "select setval(s, nextval(s) + $2) from (select pg_get_serial_sequence($1, 'id')::regclass as s) q",
    )
    .bind(table)
    .bind(count)
    .fetch_one(&mut connection)
    .await?;
    connection.close().await?;
    Ok(last - count + 1)
}

/// Builds indexes anew that rows in no order have left half empty, tells the planner what was loaded, and marks the pages as
/// seen by all: until then a covering index is of no use, and the first reader of each page would write it once more. Only
/// the tables' owner may.
///
/// # Errors
/// When nobody answers.
pub async fn settle(owner: &PgConnectOptions, indexes: &[&'static str]) -> Result<(), DbError> {
    let mut connection = owner.connect().await?;
    for index in indexes {
        let sql = format!("reindex index {index}");
        connection.execute(AssertSqlSafe(sql)).await?;
    }
    // Of the server's own tables it would only say that they are not the owner's.
    connection.execute("set client_min_messages = error").await?;
    connection.execute("vacuum (analyze)").await?;
    Ok(connection.close().await?)
}

/// Rows of one table in COPY's text format.
#[derive(Clone, Debug)]
pub struct Rows {
    statement: String,
    columns: usize,
    text: Vec<u8>,
}

impl Rows {
    /// No rows yet. Both names are the program's own, never typed by anybody.
    pub fn of(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self {
            statement: format!("copy {table} ({}) from stdin", columns.join(", ")),
            columns: columns.len(),
            text: Vec::new(),
        }
    }

    /// Adds one row.
    ///
    /// # Panics
    /// When it has more or fewer cells than the table has columns here: a fault of the caller.
    pub fn line(&mut self, cells: &[&dyn Cell]) {
        assert_eq!(cells.len(), self.columns, "{}", self.statement);
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                self.text.push(b'\t');
            }
            cell.write(&mut self.text);
        }
        self.text.push(b'\n');
    }

    /// Adds rows that were written elsewhere for the same columns.
    pub fn append(&mut self, lines: &[u8]) {
        self.text.extend_from_slice(lines);
    }

    /// The rows so far, and starts anew.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text)
    }
}

/// What can stand in a row.
pub trait Cell {
    /// Writes itself in COPY's text format.
    fn write(&self, out: &mut Vec<u8>);
}

/// The end of a span that is still open.
#[derive(Clone, Copy, Debug)]
pub struct Infinity;

impl Cell for Infinity {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"infinity");
    }
}

impl Cell for &str {
    fn write(&self, out: &mut Vec<u8>) {
        let mut rest = self.as_bytes();
        while let Some(at) = rest
            .iter()
            .position(|byte| matches!(byte, b'\\' | b'\n' | b'\r' | b'\t'))
        {
            out.extend_from_slice(&rest[..at]);
            out.extend_from_slice(match rest[at] {
                b'\n' => b"\\n",
                b'\r' => b"\\r",
                b'\t' => b"\\t",
                _ => b"\\\\",
            });
            rest = &rest[at + 1..];
        }
        out.extend_from_slice(rest);
    }
}

impl Cell for String {
    fn write(&self, out: &mut Vec<u8>) {
        self.as_str().write(out);
    }
}

impl Cell for Uuid {
    fn write(&self, out: &mut Vec<u8>) {
        let mut buffer = Self::encode_buffer();
        out.extend_from_slice(self.hyphenated().encode_lower(&mut buffer).as_bytes());
    }
}

impl Cell for i32 {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.to_string().as_bytes());
    }
}

impl Cell for i64 {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.to_string().as_bytes());
    }
}

impl Cell for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(if *self { b't' } else { b'f' });
    }
}

impl Cell for DateTime<Utc> {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.to_rfc3339_opts(SecondsFormat::Micros, true).as_bytes());
    }
}

impl Cell for NaiveDate {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.to_string().as_bytes());
    }
}

impl Cell for [u8; 32] {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\\\\x");
        out.extend_from_slice(hex::encode(self).as_bytes());
    }
}

impl<T: Cell> Cell for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Some(cell) => cell.write(out),
            None => out.extend_from_slice(b"\\N"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_written_as_copy_reads_it() {
        let mut rows = Rows::of("notes", &["id", "words", "at", "hash", "leader", "n"]);
        let at = DateTime::from_timestamp_micros(1_537_862_400_000_001).expect("a time");
        rows.line(&[
            &Uuid::nil(),
            &"一\t\\二\n",
            &at,
            &[255_u8; 32],
            &None::<Uuid>,
            &-7_i32,
        ]);
        let text = String::from_utf8(rows.take()).expect("text");
        let wanted = format!(
            "00000000-0000-0000-0000-000000000000\t一\\t\\\\二\\n\t2018-09-25T08:00:00.000001Z\t\\\\x{}\t\\N\t-7\n",
            "ff".repeat(32)
        );
        assert_eq!(text, wanted);
        assert!(rows.text.is_empty());
    }
}
