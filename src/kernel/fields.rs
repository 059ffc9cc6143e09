//! What is wrong with a form, at which field: gathered while parsing, drawn at the field.

/// A message in the source language with `{0}`, `{1}` … and what stands in their place; translated when drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Chinese source text, the key of the catalogue.
    pub text: &'static str,
    /// What replaces `{0}`, `{1}` …
    pub args: Vec<String>,
}

impl From<&'static str> for Message {
    fn from(text: &'static str) -> Self {
        Self { text, args: Vec::new() }
    }
}

/// Problems of a form in the order found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldProblems {
    list: Vec<(String, Message)>,
}

impl FieldProblems {
    /// Adds one.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<Message>) {
        self.list.push((field.into(), message.into()));
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All, in the order found.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.list.iter().map(|(field, message)| (field.as_str(), message))
    }

    /// The first of a field.
    pub fn of(&self, field: &str) -> Option<&Message> {
        self.iter().find(|(name, _)| *name == field).map(|(_, message)| message)
    }

    /// `Ok(value)` when there is none.
    ///
    /// # Errors
    /// Itself, when there is some.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}
