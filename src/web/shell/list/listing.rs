//! What an address asks of a list.

use axum::response::{IntoResponse as _, Redirect, Response};
use url::form_urlencoded::{Serializer, parse};
use uuid::Uuid;

use super::List;
use super::columns::Chosen;
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

    /// Names of what stands in its path, each in braces there, with the places they stand at.
    fn places(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let parts = self.path.split('/').enumerate();
        parts.filter_map(|(at, part)| Some((at, part.strip_prefix('{')?.strip_suffix('}')?)))
    }

    /// Whether this stands in its path and not in the query.
    pub(super) fn has_in_path(&self, name: &str) -> bool {
        self.places().any(|(_, place)| place == name)
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
    pub(super) bare: bool,
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
        let here = |view: &View| Self::read(list, &view.query).path() == listing.path();
        let here: Vec<_> = listing.views.iter().map(here).collect();
        let mut here = here.into_iter();
        listing.views.retain(|_| here.next().unwrap_or(false));
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
        let (path, query) = can.path.split_once('?').unwrap_or((&can.path, ""));
        // What stands in the path comes last, and so counts before what a query calls the same.
        let mut asked = Serializer::new(query.to_owned());
        let part = |at| path.split('/').nth(at).unwrap_or_default();
        asked.extend_pairs(list.places().map(|(at, name)| (name, part(at))));
        Self {
            account: Some(can.session.account),
            bare: query.is_empty(),
            ..Self::read(list, &asked.finish())
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
        let ask = |name: &&'static str| {
            let said: String = value(name)?.chars().take(LONGEST).collect();
            let fits = !list.has_in_path(name) || said.parse::<Uuid>().is_ok();
            fits.then_some((*name, said))
        };
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
    pub(super) fn opening(&self) -> Option<&View> {
        let mine = |view: &&View| Some(view.account) == self.account;
        self.views.iter().filter(mine).find(|view| view.opens_list)
    }

    /// Where the list is opened instead, when nothing was asked and the visitor wants to begin with a question.
    pub fn opens_elsewhere(&self) -> Option<Response> {
        let view = self.opening().filter(|_| self.bare)?;
        let asked = Self::read(self.list, &view.query).asked;
        let filtered = asked.iter().any(|(name, _)| !self.list.has_in_path(name));
        filtered.then(|| Redirect::to(&self.leading(&view.query)).into_response())
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

    /// The same, read. What can't be read is something that no row has: a filter never shows everything because nobody understood it.
    pub fn ask_for<T: std::str::FromStr>(&self, name: &str, no_rows: T) -> Option<T> {
        let asked = self.ask(name).trim();
        (!asked.is_empty()).then(|| asked.parse().unwrap_or(no_rows))
    }

    /// Whether all of its path is known.
    pub fn is_somewhere(&self) -> bool {
        self.list.places().all(|(_, name)| !self.ask(name).is_empty())
    }

    /// Whether it is narrowed.
    pub fn is_filtered(&self) -> bool {
        self.asked.iter().any(|(name, _)| !self.list.of.contains(name))
    }
}
