//! Who holds a right to one object, its owner or the owner's account.

use super::Object;

/// Of the owner: the office looks everybody up, liaison, head of a unit and county office their own.
pub(super) fn lookers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft | Object::Submitted | Object::Approved | Object::AtLeader => {
            &["office", "officehead", "liaison", "unithead"]
        }
        Object::County | Object::AtUnit => &["office", "officehead", "county"],
        Object::Neighbour | Object::Guarded | Object::AtForm | Object::Body => &["office", "officehead"],
    }
}

/// For the owner: the liaison of their department.
pub(super) fn typists(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft | Object::Submitted | Object::Approved | Object::AtLeader => &["liaison"],
        _ => &[],
    }
}

/// The same liaison, once it was submitted.
pub(super) fn paper_typists(object: Object) -> &'static [&'static str] {
    if object == Object::Draft {
        &[]
    } else {
        typists(object)
    }
}

/// Of the owner: the city office, and of its county the county office.
pub(super) fn orderers(object: Object) -> &'static [&'static str] {
    match object {
        Object::County | Object::AtUnit => &["office", "officehead", "county"],
        _ => &["office", "officehead"],
    }
}

/// Of the owner's account: everybody's is the security administrator's, those of a department its own administrator's.
pub(super) fn account_keepers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft | Object::Submitted | Object::Approved | Object::AtLeader => &["secadmin", "unitadmin"],
        Object::County | Object::AtUnit => &["secadmin", "county"],
        Object::Neighbour | Object::Guarded | Object::AtForm | Object::Body => &["secadmin"],
    }
}

/// Nobody reviews what comes from their own department.
pub(super) fn reviewers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft | Object::Neighbour => &[],
        Object::Submitted
        | Object::Approved
        | Object::County
        | Object::Guarded
        | Object::AtLeader
        | Object::AtUnit
        | Object::AtForm
        | Object::Body => &["reviewer", "grouphead"],
    }
}

pub(super) fn checkers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft => &[],
        Object::Submitted | Object::Approved | Object::AtLeader => {
            &["reviewer", "grouphead", "office", "officehead"]
        }
        // Of township tier in a county its office closes, too.
        Object::County | Object::AtUnit => &["reviewer", "grouphead", "county", "office", "officehead"],
        Object::Neighbour => &["office", "officehead"],
        Object::Guarded | Object::AtForm | Object::Body => &["reviewer", "grouphead", "office"],
    }
}

/// The head of the group, but for what comes from their own department; the head of the office.
pub(super) fn referrers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft => &[],
        Object::Neighbour => &["officehead"],
        _ => &["grouphead", "officehead"],
    }
}

/// Of those who review it, the head of the group.
pub(super) fn heads(object: Object) -> &'static [&'static str] {
    let review = reviewers(object).contains(&"grouphead");
    if review { &["grouphead"] } else { &[] }
}

/// The office of the matter: of township tier in a county that one's, too; guarded texts are only for whoever is named.
pub(super) fn offices(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft => &[],
        Object::Submitted | Object::Approved | Object::AtLeader | Object::Neighbour => {
            &["office", "officehead"]
        }
        Object::County | Object::AtUnit => &["county", "office", "officehead"],
        Object::Guarded | Object::AtForm | Object::Body => &["office"],
    }
}

/// The leader in charge, then the office.
pub(super) fn granters(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft => &[],
        Object::Submitted | Object::Approved | Object::AtLeader => &["leader", "office", "officehead"],
        Object::County | Object::AtUnit => &["countylead", "county", "office", "officehead"],
        Object::Neighbour => &["citylead", "office", "officehead"],
        Object::Guarded | Object::AtForm | Object::Body => &["cityhead", "office"],
    }
}

/// The owner, the leader in charge, the head of the group that reviews it.
pub(super) fn askers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft => &["official"],
        Object::Submitted | Object::Approved | Object::AtLeader => &["official", "leader", "grouphead"],
        Object::County | Object::AtUnit => &["cadre", "countylead", "grouphead"],
        Object::Neighbour => &["otherlead", "citylead"],
        Object::Guarded | Object::AtForm | Object::Body => &["citylead", "cityhead", "grouphead"],
    }
}

/// The owner, who filed, and the leader in charge of what they filed.
pub(super) fn sheet_signers(object: Object) -> &'static [&'static str] {
    match object {
        Object::Draft | Object::Submitted | Object::Approved | Object::AtLeader => &["official", "leader"],
        Object::County | Object::AtUnit => &["cadre", "countylead"],
        Object::Neighbour => &["otherlead", "citylead"],
        Object::Guarded | Object::AtForm | Object::Body => &["citylead", "cityhead"],
    }
}
