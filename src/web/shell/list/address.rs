//! Addresses that ask a list the same, or one thing else.

use std::fmt::Display;

use url::form_urlencoded::Serializer;

use super::columns::Chosen;
use super::{Column, Listing};

impl Listing {
    /// Its page.
    pub fn path(&self) -> String {
        let part = |part: &'static str| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => self.ask(name),
            None => part,
        };
        self.list.path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// What is asked beside what stands in the path.
    pub(super) fn asked_beside(&self) -> impl Iterator<Item = &(&'static str, String)> {
        let beside = |(name, _): &&(&'static str, String)| !self.list.has_in_path(name);
        self.asked.iter().filter(beside)
    }

    /// Where a view of it leads.
    pub(super) fn leading(&self, query: &str) -> String {
        if self.list.path.contains('{') {
            return Self::read(self.list, query).address();
        }
        at(self.list.path, query)
    }

    /// Filters and columns, as a view keeps them.
    pub fn question(&self) -> String {
        self.query(|_| true, self.chosen.said)
    }

    /// The same without what stands in the path.
    fn asking(&self) -> String {
        self.query(|name| !self.list.has_in_path(name), self.chosen.said)
    }

    /// The same list from its first row on.
    pub fn address(&self) -> String {
        at(&self.path(), &self.asking())
    }

    /// The same list from after a row on.
    pub fn after(&self, row: &impl Display) -> String {
        let after = Serializer::new(String::new())
            .append_pair(self.list.cursor, &row.to_string())
            .finish();
        at(&self.path(), &joined(&self.asking(), &after))
    }

    /// The same list, asked something else under one name.
    pub fn with(&self, name: &'static str, answer: &str) -> String {
        let kept = self.asked.iter().filter(|(key, _)| *key != name).cloned();
        let put = (!answer.is_empty()).then(|| (name, answer.to_owned()));
        let other = Self {
            list: self.list,
            asked: kept.chain(put).collect(),
            chosen: self.chosen.clone(),
            views: self.views.clone(),
            account: self.account,
            bare: false,
        };
        if other.asked_beside().next().is_none() {
            other.all()
        } else {
            other.address()
        }
    }

    /// Without filters.
    pub fn all(&self) -> String {
        let kept = |name| self.list.of.contains(&name) && !self.list.has_in_path(name);
        let query = self.query(kept, self.chosen.said);
        match (query.is_empty(), self.opening()) {
            // Nothing asked would be led to the view that opens the list.
            (true, Some(_)) => format!("{}?all=1", self.path()),
            _ => at(&self.path(), &query),
        }
    }

    /// With the usual columns.
    pub(super) fn usual(&self) -> Option<String> {
        let usual = Chosen::usual(self.list.columns);
        if usual.places == self.chosen.places {
            return None;
        }
        let query = self.query(|name| !self.list.has_in_path(name), false);
        let lent = self
            .opening()
            .is_some_and(|view| Self::read(self.list, &view.query).chosen.said);
        let query = if lent || query.is_empty() {
            joined(&query, &format!("columns={}", usual.words(self.list.columns)))
        } else {
            query
        };
        Some(at(&self.path(), &query))
    }

    /// Its workbook.
    pub(super) fn workbook(&self) -> String {
        let end = if self.list.path.ends_with('}') {
            "/rows.xlsx"
        } else {
            ".xlsx"
        };
        at(&(self.path() + end), &self.asking())
    }

    /// Columns as a form hands them on.
    pub(super) fn columns(&self) -> Option<String> {
        let words = || self.chosen.words(self.list.columns);
        self.chosen.said.then(words)
    }

    /// Those that are shown, in order.
    pub(super) fn shown_columns(&self) -> impl Iterator<Item = &'static Column> {
        self.chosen.places.iter().map(|place| &self.list.columns[*place])
    }

    fn query(&self, of: impl Fn(&'static str) -> bool, columns: bool) -> String {
        let mut query = Serializer::new(String::new());
        query.extend_pairs(self.asked.iter().filter(|(name, _)| of(name)));
        // Plain commas: people read addresses, and type them.
        let columns = columns.then(|| format!("columns={}", self.chosen.words(self.list.columns)));
        joined(&query.finish(), &columns.unwrap_or_default())
    }
}

fn at(path: &str, query: &str) -> String {
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

fn joined(one: &str, other: &str) -> String {
    let parts: Vec<_> = [one, other].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("&")
}

#[cfg(test)]
mod tests {
    use super::Listing;
    use crate::web::shell::list::catalogue::PEOPLE;

    #[test]
    fn a_question_holds_filters_and_columns_and_nothing_else() {
        let asked = "after=0199&act_id=7&rank=x&q=+%E5%91%A8+&unit=&columns=name&columns=rank,name&x=1";
        let listing = Listing::read(&PEOPLE, asked);
        assert_eq!(listing.question(), "q=%E5%91%A8&rank=x&columns=name,rank");
        assert_eq!(
            listing.after(&7),
            "/people?q=%E5%91%A8&rank=x&columns=name,rank&after=7"
        );
        assert_eq!(listing.all(), "/people?columns=name,rank");
        assert_eq!(listing.workbook(), format!("/people.xlsx?{}", listing.question()));
        assert!(listing.is_filtered());
        assert_eq!(
            Listing::read(&PEOPLE, &listing.question()).question(),
            listing.question()
        );
        let bare = Listing::read(&PEOPLE, "");
        assert_eq!(
            (bare.question().as_str(), bare.address().as_str()),
            ("", "/people")
        );
        assert_eq!(bare.usual(), None);
    }
}
