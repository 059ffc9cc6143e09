//! What is looked for, as an address says it.

use serde::Deserialize;

use crate::domain::search::{Kind, Place, Query};

/// `?q=…&in=…&after=…`, as it came.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    #[serde(rename = "in")]
    within: String,
    after: String,
}

/// The word of a kind in an address.
fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Problem => "problems",
        Kind::Person => "people",
        Kind::Unit => "units",
    }
}

impl Asked {
    pub(super) fn query(&self) -> Query {
        Query::read(&self.q)
    }

    /// The one kind that is asked for by itself.
    pub(super) fn kind(&self) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| word(*kind) == self.within)
    }

    /// Behind which place; one that can't be read is the first page.
    pub(super) fn after(&self) -> Option<Place> {
        self.after.parse().ok()
    }
}

/// The address of a search, of a kind by itself.
pub(super) fn address(query: &Query, kind: Option<Kind>) -> String {
    let mut address = url::form_urlencoded::Serializer::new(String::new());
    address.append_pair("q", query.text());
    address.extend_pairs(kind.map(|kind| ("in", word(kind))));
    format!("/search?{}", address.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_survives_its_address() {
        let place: Place = "-7.00000000000000000000000000000001".parse().expect("a place");
        let query = Query::read("农村 & 100%");
        let address = address(&query, Some(Kind::Person));
        assert!(
            address.starts_with("/search?q=%E5%86%9C%E6%9D%91+%26+100%25&in=people"),
            "{address}"
        );
        let address = format!("{address}&after={place}");
        let pairs = url::form_urlencoded::parse(address.split_once('?').expect("a query").1.as_bytes());
        let mut asked = Asked::default();
        for (name, value) in pairs {
            match &*name {
                "q" => asked.q = value.into_owned(),
                "in" => asked.within = value.into_owned(),
                _ => asked.after = value.into_owned(),
            }
        }
        assert_eq!(
            (asked.query(), asked.kind(), asked.after()),
            (query, Some(Kind::Person), Some(place))
        );
        assert_eq!(Asked::default().kind(), None);
    }
}
