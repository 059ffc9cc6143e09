//! What is wrong with a form, field by field, in the order in which it was found.

use super::messages::Message;

/// Messages at fields. The name is the `name` of the input; `""` stands for the form as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldProblems {
    fields: Vec<(String, Vec<Message>)>,
}

impl FieldProblems {
    /// Nothing wrong so far.
    pub const fn new() -> Self {
        Self { fields: Vec::new() }
    }

    /// One problem at one field.
    pub fn at(field: impl Into<String>, message: Message) -> Self {
        let mut problems = Self::new();
        problems.add(field, message);
        problems
    }

    /// Adds a problem at a field; several may stand at one.
    pub fn add(&mut self, field: impl Into<String>, message: Message) {
        let field = field.into();
        match self.fields.iter_mut().find(|(name, _)| *name == field) {
            Some((_, messages)) => messages.push(message),
            None => self.fields.push((field, vec![message])),
        }
    }

    /// Whether anything is wrong at this field.
    pub fn has(&self, field: &str) -> bool {
        self.first(field).is_some()
    }

    /// The first problem at this field.
    pub fn first(&self, field: &str) -> Option<&Message> {
        self.of(field).first()
    }

    /// All problems at this field.
    pub fn of(&self, field: &str) -> &[Message] {
        self.fields
            .iter()
            .find(|(name, _)| name == field)
            .map_or(&[], |(_, messages)| messages)
    }

    /// Every field with its problems, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Message])> {
        self.fields
            .iter()
            .map(|(name, messages)| (name.as_str(), messages.as_slice()))
    }

    /// Whether the form is fine.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// How many fields have problems.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// These problems, and those of another look at the same form after them.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        for (name, messages) in &others.fields {
            for message in messages {
                self.add(name.clone(), message.clone());
            }
        }
        self
    }

    /// The value if nothing is wrong, else the problems.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::messages::msg;
    use super::*;

    #[test]
    fn problems_keep_the_order_of_fields_and_of_messages() {
        let mut problems = FieldProblems::new();
        problems.add("goal", msg("甲"));
        problems.add("deadline", msg("乙"));
        problems.add("goal", msg("丙"));
        assert_eq!(
            problems.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            ["goal", "deadline"]
        );
        assert_eq!(problems.first("goal"), Some(&msg("甲")));
        assert_eq!(problems.of("goal").len(), 2);
        assert!(problems.has("deadline") && !problems.has("cause"));
        assert!(problems.or(1).is_err());
    }
}
