//! The filter of the queue, as it stands in addresses and hidden fields.

use serde::Deserialize;

use crate::domain::lists::Tier;
use crate::domain::review::queue::{Desk, Filter};
use crate::kernel::ids::{ActId, ProblemId};
use crate::web::shell::Error;
use crate::web::shell::access::Visit;

/// `unit=…&tier=…&again=1&after=…&undo=…`; what can't be read counts as not given.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub(super) unit: String,
    pub(super) tier: String,
    pub(super) again: String,
    pub(super) after: String,
    /// The problem on which the visitor just ruled.
    pub(super) undo: String,
    /// The act in which the visitor just ruled on several.
    pub(super) batch: String,
}

impl Asked {
    /// What it means.
    pub(super) fn filter(&self) -> Filter {
        Filter {
            unit: self.unit.parse().ok(),
            tier: Tier::from_code(&self.tier),
            again: match self.again.as_str() {
                "0" => Some(false),
                "1" => Some(true),
                _ => None,
            },
            free_at: None,
        }
    }
}

/// The fields of a filter that are set, by name.
pub(super) fn pairs(filter: Filter) -> Vec<(&'static str, String)> {
    let again = |again| if again { "1" } else { "0" };
    [
        filter.unit.map(|unit| ("unit", unit.to_string())),
        filter.tier.map(|tier| ("tier", tier.code().to_owned())),
        filter.again.map(|yes| ("again", again(yes).to_owned())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn address(path: &str, filter: Filter) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs(filter));
    let query = query.finish();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

/// The queue under a filter.
pub(super) fn queue(filter: Filter) -> String {
    address("/review", filter)
}

/// The cockpit of an entry, which goes on under the same filter.
pub(super) fn entry(id: ProblemId, filter: Filter) -> String {
    address(&format!("/problems/{id}/review"), filter)
}

/// An address from which what was just ruled can be undone.
pub(super) fn with_undo(address: &str, ruled: ProblemId) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}undo={ruled}")
}

/// An address from which what was just ruled together can be undone.
pub(super) fn with_batch(address: &str, batch: ActId) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}batch={batch}")
}

/// Whether an address is that of an entry under review.
pub(super) fn is_entry(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    path.starts_with("/problems/") && path.ends_with("/review")
}

/// A page that was drawn for somebody else acts for nobody: whoever it was signs in again.
///
/// # Errors
/// [`Error::LoginNeeded`] when `who` names another account than the session's; a page without scripts names none.
pub(super) fn same_person(can: &Visit, who: &str) -> Result<(), Error> {
    if who.is_empty() || who == can.session.account.to_string() {
        Ok(())
    } else {
        Err(Error::LoginNeeded {
            return_to: can.path.clone(),
        })
    }
}

/// The visitor's desk in the campaign that runs.
pub(super) async fn desk(can: &mut Visit) -> Result<Desk, Error> {
    let campaign = can.campaign()?.id;
    let person = can.actor.person.ok_or(Error::Forbidden)?;
    Ok(Desk::of(&mut can.tx, campaign, &can.actor, person).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_survives_its_address() {
        let asked = Asked {
            tier: "county".into(),
            again: "1".into(),
            ..Asked::default()
        };
        assert_eq!(queue(asked.filter()), "/review?tier=county&again=1");
        assert_eq!(queue(Filter::default()), "/review");
        let forged = Asked {
            unit: "x".into(),
            tier: "y".into(),
            again: "z".into(),
            ..Asked::default()
        };
        assert_eq!(forged.filter(), Filter::default());
    }
}
