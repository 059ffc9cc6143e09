//! Who of the cast holds which right (domain §3 and §6), said once more and independently of the program.

mod objects;

use objects::{
    account_keepers, askers, checkers, granters, heads, lookers, offices, orderers, paper_typists, referrers,
    reviewers, sheet_signers, typists,
};

/// The problems of each city that the matrix asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Object {
    /// The official's, never submitted.
    Draft,
    /// The official's, at the group's stage.
    Submitted,
    /// The official's, approved: waits for the official's signature.
    Approved,
    /// The cadre's, of an office in the county.
    County,
    /// The other leader's, of the reviewers' own department.
    Neighbour,
    /// That of the city's deputy: a guarded text.
    Guarded,
    /// The official's, waiting to be read by the leader in charge.
    AtLeader,
    /// The cadre's, at the first check of the county office.
    AtUnit,
    /// That of the city's deputy, at the office's check of form.
    AtForm,
    /// The leading body's, at the group's stage.
    Body,
}

impl Object {
    pub const ALL: [Self; 10] = [
        Self::Draft,
        Self::Submitted,
        Self::Approved,
        Self::County,
        Self::Neighbour,
        Self::Guarded,
        Self::AtLeader,
        Self::AtUnit,
        Self::AtForm,
        Self::Body,
    ];

    /// Whose.
    pub fn owner(self) -> &'static str {
        match self {
            Self::Draft | Self::Submitted | Self::Approved | Self::AtLeader => "official",
            Self::County | Self::AtUnit => "cadre",
            Self::Neighbour => "otherlead",
            Self::Guarded | Self::AtForm | Self::Body => "citylead",
        }
    }
}

/// How a right is held.
pub enum Held {
    /// Whoever comes, signed in or not.
    Anyone,
    /// Everybody who is signed in.
    SignedIn,
    /// By these, whatever the object.
    By(&'static [&'static str]),
    /// Depending on the object; what is not named here is nobody's.
    Of(fn(Object) -> &'static [&'static str]),
}

const CADRES: &[&str] = &[
    "cityhead",
    "citylead",
    "leader",
    "official",
    "colleague",
    "otherlead",
    "reviewer",
    "grouphead",
    "countylead",
    "cadre",
];

/// Whoever has a person of the roster, and who looks people up.
const SEARCHERS: &[&str] = &[
    "cityhead",
    "citylead",
    "leader",
    "official",
    "colleague",
    "otherlead",
    "reviewer",
    "grouphead",
    "countylead",
    "cadre",
    "office",
    "officehead",
    "county",
    "liaison",
    "unithead",
];

/// Whoever gives reasons of return, or is given them.
const REASONED: &[&str] = &[
    "cityhead",
    "citylead",
    "leader",
    "official",
    "colleague",
    "otherlead",
    "reviewer",
    "grouphead",
    "countylead",
    "cadre",
    "office",
    "officehead",
    "county",
    "liaison",
    "unithead",
    "province@prov",
];

/// The leading body's drafter and its principal.
const WRITERS: &[&str] = &["colleague", "citylead"];

/// Leaders in charge, unit and county office, city office.
const STAGES: &[&str] = &[
    "cityhead",
    "citylead",
    "leader",
    "otherlead",
    "countylead",
    "liaison",
    "unithead",
    "county",
    "office",
    "officehead",
];

/// Leaders in charge, and the offices.
const DECIDERS: &[&str] = &[
    "cityhead",
    "citylead",
    "leader",
    "otherlead",
    "countylead",
    "county",
    "office",
    "officehead",
];

/// What the name of a right in the table of routes means; none for a right that nobody thought about here.
pub fn held(right: &str) -> Option<Held> {
    Some(match right {
        "anyone" => Held::Anyone,
        "signed in" => Held::SignedIn,
        "file for bodies" => Held::By(WRITERS),
        "file for this body" => Held::Of(|_| WRITERS),
        "file own" => Held::By(CADRES),
        "read at stages" | "follow up" => Held::By(STAGES),
        "read this problem at its stage" => Held::Of(at_stage),
        "prereview" => Held::By(&["province@prov"]),
        "review" => Held::By(&["reviewer", "grouphead"]),
        "office" | "open rows" => Held::By(&["office", "officehead"]),
        "manage accounts" => Held::By(&["secadmin", "county", "unitadmin"]),
        "search" => Held::By(SEARCHERS),
        "see people" => Held::By(&["office", "officehead", "liaison", "unithead", "county"]),
        "see this person" => Held::Of(lookers),
        "order this person's posts" => Held::Of(orderers),
        "set this person aside, or name who co-signs" => Held::Of(|_| &["office", "officehead"]),
        "enter for others" => Held::By(&["liaison"]),
        "enter for this person" => Held::Of(typists),
        "see our people" => Held::By(&["liaison", "unithead", "county"]),
        "see our figures" => Held::By(&["unithead", "county"]),
        "see the system" => Held::By(&["sysadmin"]),
        "keep secure" => Held::By(&["secadmin"]),
        "name readers" => Held::By(&["officehead"]),
        "see this account" | "manage this account" => Held::Of(account_keepers),
        "see figures" => Held::By(&["office", "officehead", "figures"]),
        "read ledger" => Held::By(&["officehead", "auditor"]),
        "read this problem" => Held::Of(readers),
        "own this problem" | "own this view" | "find this view" => Held::Of(owner),
        "withdraw this view" => Held::Of(|_| &["office", "officehead"]),
        "write this problem" | "edit this problem" => Held::Of(writers),
        "sign this problem" => Held::Of(signers),
        "enter what was signed on paper of this problem" => Held::Of(paper_typists),
        // Of the official's claim, signed on paper.
        "see this scan" => Held::Of(|_| readers(Object::Submitted)),
        "sign this person's sheet" => Held::Of(sheet_signers),
        "review this problem" => Held::Of(reviewers),
        "check this problem" => Held::Of(checkers),
        "close" | "look back" => Held::By(&["office", "officehead", "county"]),
        "decide extensions" => Held::By(DECIDERS),
        "grant this problem more time" => Held::Of(granters),
        "ask for this problem to be taken up again" => Held::Of(askers),
        "take this problem up again" => Held::Of(offices),
        // The city office's, of an official's problem.
        "see this look-back" | "draw this look-back" | "look at this entry again" => {
            Held::Of(|_| &["office", "officehead"])
        }
        "see reasons" => Held::By(REASONED),
        "see opinion sheets" => Held::By(&["reviewer", "grouphead", "office", "officehead"]),
        // Of a department in which neither of the reviewers holds a post.
        "open this unit's opinion sheet" => Held::Of(|_| &["reviewer", "grouphead", "office", "officehead"]),
        "count reasons" => Held::By(&["grouphead", "office", "officehead"]),
        "see referrals" => Held::By(&["grouphead", "officehead"]),
        "refer this problem" => Held::Of(referrers),
        "read this referral" => Held::Of(|_| &["grouphead", "officehead"]),
        "head the review of this problem" => Held::Of(heads),
        // A reviewer's, which they never confirm themself.
        "see this lot" => Held::Of(|_| &["reviewer", "grouphead"]),
        "confirm this lot" => Held::Of(|_| &["grouphead"]),
        // The reviewer gave it, and is never told that it is read again.
        "read this verdict's entry again" => Held::Of(|_| &["grouphead"]),
        _ => return None,
    })
}

fn readers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft => &["official"],
        Object::Submitted | Object::Approved | Object::AtLeader => &[
            "official",
            "leader",
            "reviewer",
            "grouphead",
            "office",
            "officehead",
        ],
        Object::County | Object::AtUnit => &[
            "cadre",
            "countylead",
            "reviewer",
            "grouphead",
            "county",
            "office",
            "officehead",
        ],
        Object::Neighbour => &[
            "otherlead",
            "citylead",
            "reviewer",
            "grouphead",
            "office",
            "officehead",
        ],
        // The office as the one who is named to read them; its head is not.
        Object::Guarded | Object::AtForm => &["citylead", "cityhead", "reviewer", "grouphead", "office"],
        Object::Body => &[
            "colleague",
            "citylead",
            "cityhead",
            "reviewer",
            "grouphead",
            "office",
        ],
    }
}

/// Whose turn it is beside the group's; the city office stands in for a unit. Guarded texts are only for whoever is named.
fn at_stage(object: Object) -> &'static [&'static str] {
    match object {
        Object::AtLeader => &["leader"],
        Object::AtUnit => &["county", "office", "officehead"],
        Object::AtForm => &["office"],
        _ => &[],
    }
}

fn owner(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft | Object::Submitted | Object::Approved | Object::AtLeader => &["official"],
        Object::County | Object::AtUnit => &["cadre"],
        Object::Neighbour => &["otherlead"],
        Object::Guarded | Object::AtForm | Object::Body => &["citylead"],
    }
}

/// The owner; of a body being filed its drafter as well.
fn writers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Body => WRITERS,
        _ => owner(object),
    }
}

fn signers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft => &["official"],
        Object::Submitted | Object::Approved | Object::AtLeader => &["official", "leader"],
        Object::County | Object::AtUnit => &["cadre", "countylead"],
        Object::Neighbour => &["otherlead", "citylead"],
        Object::Guarded | Object::AtForm | Object::Body => &["citylead", "cityhead"],
    }
}
