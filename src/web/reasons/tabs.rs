//! The ways between the pages of this area, as far as the visitor may go them.

use crate::web::shell::access::{Right as _, Visit, rights};
use crate::web::shell::n_;

/// A page of this area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Where it leads.
    pub href: &'static str,
    /// What it is called; source text.
    pub label: &'static str,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// A page, what it is called, who may open it.
type Place = (&'static str, &'static str, fn(&Visit) -> bool);

const PLACES: [Place; 4] = [
    ("/opinion-sheets", n_("审核意见单"), rights::SeeSheets::held_by),
    ("/reasons", n_("理由库"), rights::SeeReasons::held_by),
    (
        "/reasons/statistics",
        n_("理由统计"),
        rights::CountReasons::held_by,
    ),
    ("/referrals", n_("线索移送"), rights::SeeReferrals::held_by),
];

/// Those that this visitor may open, with `here` marked; none when there is nowhere else to go.
pub(super) fn tabs(can: &Visit, here: &str) -> Vec<Tab> {
    let open = PLACES.iter().filter(|(.., held)| held(can));
    let tabs: Vec<Tab> = open
        .map(|(href, label, _)| Tab {
            href,
            label,
            current: *href == here,
        })
        .collect();
    if tabs.len() > 1 { tabs } else { Vec::new() }
}
