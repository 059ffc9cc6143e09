//! What an address asks of a list, and addresses that ask the same.

use std::fmt::Display;

use axum::response::{IntoResponse as _, Redirect, Response};
use url::form_urlencoded::{Serializer, parse};

use super::columns::Chosen;
use super::{Column, List};
use crate::domain::views::{View, store};
use crate::kernel::ids::AccountId;
use crate::web::shell::Error;
use crate::web::shell::access::Visit;

/// Longest answer to one question.
const LONGEST: usize = 200;

impl List {
    /// Its usual columns, as an address names them.
    pub fn usual(&self) -> String {
        Chosen::usual(self.columns).words(self.columns)
    }
}

/// A list as it is asked for.
#[derive(Debug)]
pub struct Listing {
    pub(super) list: &'static List,
    /// Filters that say something.
    pub(super) asked: Vec<(&'static str, String)>,
    pub(super) chosen: Chosen,
    /// Views that the visitor finds here, their own first.
    pub(super) views: Vec<View>,
    pub(super) account: Option<AccountId>,
    /// Whether the address asks nothing at all.
    bare: bool,
}

impl Listing {
    /// As this request asks for it, with the views that the visitor finds. Columns that it doesn't name are those of the view by which
    /// the visitor's list opens.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(can: &mut Visit, list: &'static List) -> Result<Self, Error> {
        let mut listing = Self::asked(can, list);
        let (actor, account) = (can.actor.clone(), can.session.account);
        listing.views = store::found(&mut can.tx, &actor, account, Some(list.key)).await?;
        if !listing.chosen.said && listing.chosen.unknown.is_empty() {
            let lent = listing.opening().map(|view| Self::read(list, &view.query).chosen);
            if let Some(mut lent) = lent.filter(|lent| lent.said) {
                lent.unknown.clear();
                listing.chosen = lent;
            }
        }
        Ok(listing)
    }

    /// As this request asks for it, without looking for views: for its workbook.
    pub fn asked(can: &Visit, list: &'static List) -> Self {
        let query = can.path.split_once('?').map_or("", |(_, query)| query);
        Self {
            account: Some(can.session.account),
            ..Self::read(list, query)
        }
    }

    /// As a query asks for it.
    pub fn read(list: &'static List, query: &str) -> Self {
        let pairs: Vec<_> = parse(query.as_bytes()).collect();
        let value = |name: &str| {
            let given = pairs.iter().filter(|(key, _)| key == name);
            let said = given.map(|(_, value)| value.trim().replace('\0', ""));
            said.rev().find(|said| !said.is_empty())
        };
        let ask = |name: &&'static str| Some((*name, value(name)?.chars().take(LONGEST).collect()));
        let words = pairs.iter().filter(|(key, _)| key == "columns");
        let words = words.flat_map(|(_, value)| value.split(','));
        Self {
            list,
            asked: list.asks.iter().filter_map(ask).collect(),
            chosen: Chosen::of(list.columns, words, value("earlier").as_deref()),
            views: Vec::new(),
            account: None,
            bare: query.is_empty(),
        }
    }

    /// The view by which the visitor's list opens.
    fn opening(&self) -> Option<&View> {
        let mine = |view: &&View| Some(view.account) == self.account;
        self.views.iter().filter(mine).find(|view| view.opens_list)
    }

    /// Where the list is opened instead, when nothing was asked and the visitor wants to begin with a question.
    pub fn opens_elsewhere(&self) -> Option<Response> {
        let view = self.opening().filter(|_| self.bare)?;
        let filtered = !Self::read(self.list, &view.query).asked.is_empty();
        filtered.then(|| Redirect::to(&format!("{}?{}", self.list.path, view.query)).into_response())
    }

    /// The list's word.
    pub fn key(&self) -> &'static str {
        self.list.key
    }

    /// What the list is called; source text.
    pub fn name(&self) -> &'static str {
        self.list.name
    }

    /// Whether the visitor may open the list.
    pub fn held_by(&self, can: &Visit) -> bool {
        (self.list.held)(can)
    }

    /// Whether the list has all columns that were asked for.
    pub fn knows_its_columns(&self) -> bool {
        self.chosen.unknown.is_empty()
    }

    /// Whether columns were asked for.
    pub fn has_columns(&self) -> bool {
        self.chosen.said
    }

    /// What it was asked under this name; empty when nothing.
    pub fn ask(&self, name: &str) -> &str {
        let found = self.asked.iter().find(|(key, _)| *key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Whether it is narrowed.
    pub fn is_filtered(&self) -> bool {
        self.asked.iter().any(|(name, _)| !self.list.of.contains(name))
    }

    /// Filters and columns, as a view keeps them.
    pub fn question(&self) -> String {
        self.query(|_| true, self.chosen.said)
    }

    /// The same list from its first row on.
    pub fn address(&self) -> String {
        at(self.list.path, &self.question())
    }

    /// The same list from after a row on.
    pub fn after(&self, row: &impl Display) -> String {
        let after = Serializer::new(String::new())
            .append_pair(self.list.cursor, &row.to_string())
            .finish();
        at(self.list.path, &joined(&self.question(), &after))
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
        if other.asked.is_empty() {
            other.all()
        } else {
            other.address()
        }
    }

    /// Without filters.
    pub fn all(&self) -> String {
        let query = self.query(|name| self.list.of.contains(&name), self.chosen.said);
        match (query.is_empty(), self.opening()) {
            // Nothing asked would be led to the view that opens the list.
            (true, Some(_)) => format!("{}?all=1", self.list.path),
            _ => at(self.list.path, &query),
        }
    }

    /// With the usual columns.
    pub(super) fn usual(&self) -> Option<String> {
        let usual = Chosen::usual(self.list.columns);
        if usual.places == self.chosen.places {
            return None;
        }
        let query = self.query(|_| true, false);
        let lent = self
            .opening()
            .is_some_and(|view| Self::read(self.list, &view.query).chosen.said);
        let query = if lent || query.is_empty() {
            joined(&query, &format!("columns={}", usual.words(self.list.columns)))
        } else {
            query
        };
        Some(at(self.list.path, &query))
    }

    /// Its workbook.
    pub(super) fn workbook(&self) -> String {
        at(&format!("{}.xlsx", self.list.path), &self.question())
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
