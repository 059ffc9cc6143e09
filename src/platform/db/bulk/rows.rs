//! Rows as COPY's text format has them.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use uuid::Uuid;

/// Rows of one table in COPY's text format.
#[derive(Clone, Debug)]
pub struct Rows {
    pub(super) statement: String,
    columns: usize,
    pub(super) text: Vec<u8>,
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
