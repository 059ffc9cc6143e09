//! One cell, as far as an import cares.

use calamine::DataRef;
use chrono::NaiveDate;

use crate::kernel::text::code_text;

/// A number from here on has lost digits in a spreadsheet's 15.
const EXACT: f64 = 1e15;

/// A cell's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, or only spaces.
    Empty,
    /// Text as it stands.
    Text(String),
    /// A number.
    Number(f64),
    /// A date; the time of day is dropped.
    Date(NaiveDate),
    /// An error such as `#N/A`.
    Error(String),
}

/// A cell of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The value; of a formula, the one last computed.
    pub value: Value,
    /// Whether a formula stands in it.
    pub formula: bool,
    /// Whether the value is lent by the merged cell above.
    pub lent: bool,
}

impl Cell {
    /// A cell of this value, without a formula.
    pub fn of(value: &DataRef<'_>) -> Self {
        Self {
            value: Value::of(value),
            formula: false,
            lent: false,
        }
    }

    /// Whether there is nothing to read in it.
    pub fn is_empty(&self) -> bool {
        self.value == Value::Empty && !self.formula
    }

    /// What a person sees in it, roughly: numbers without `.0`, dates as 1970-05-01.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Empty => String::new(),
            Value::Text(text) | Value::Error(text) => text.clone(),
            Value::Number(n) => n.to_string(),
            Value::Date(date) => date.to_string(),
        }
    }

    /// Whether a number stands in it that the spreadsheet has rounded.
    pub fn imprecise(&self) -> bool {
        matches!(self.value, Value::Number(n) if n.abs() >= EXACT)
    }

    /// The text to compare by: half width, without spaces.
    pub fn key(&self) -> String {
        code_text(&self.shown())
    }
}

impl Value {
    fn of(value: &DataRef<'_>) -> Self {
        match value {
            DataRef::Empty => Self::Empty,
            DataRef::String(text) | DataRef::DurationIso(text) => Self::text(text),
            DataRef::SharedString(text) => Self::text(text),
            DataRef::DateTimeIso(text) => {
                let day = text.get(..10).and_then(|day| day.parse().ok());
                day.map_or_else(|| Self::text(text), Self::Date)
            }
            #[expect(
                clippy::cast_precision_loss,
                reason = "a spreadsheet's numbers are floats anyway"
            )]
            DataRef::Int(n) => Self::Number(*n as f64),
            DataRef::Float(n) => Self::Number(*n),
            DataRef::Bool(truth) => Self::Text(if *truth { "TRUE" } else { "FALSE" }.into()),
            DataRef::DateTime(stamp) => {
                let (year, month, day, ..) = stamp.to_ymd_hms_milli();
                NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
                    .filter(|_| stamp.is_datetime())
                    .map_or(Self::Number(stamp.as_f64()), Self::Date)
            }
            DataRef::Error(error) => Self::Error(error.to_string()),
        }
    }

    fn text(text: &str) -> Self {
        if code_text(text).is_empty() {
            Self::Empty
        } else {
            Self::Text(text.into())
        }
    }
}
