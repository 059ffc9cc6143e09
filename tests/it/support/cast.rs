//! The fixed cast: the same people in two cities, `alpha` and `beta`, and the province above them.
//!
//! All names are in Latin letters, so that Chinese letters on an English page are a missing translation.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeZone as _, Utc};
use zhenggai::kernel::ids::{AccountId, CampaignId, GroupId, PersonId, TenantId, UnitId};

/// Everybody's password.
pub const PASSWORD: &str = "correct horse 7";

/// 2018-09-25, 10:00 in Shanghai: day 31 of the campaign.
pub fn start() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2018, 9, 25, 2, 0, 0)
        .single()
        .expect("an instant")
}

/// First day of the campaign.
pub(super) fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 8, 26).expect("a date")
}

/// Tenants by slug; units and people by `what@slug`.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    pub tenants: HashMap<String, TenantId>,
    pub campaigns: HashMap<String, CampaignId>,
    pub groups: HashMap<String, GroupId>,
    pub(super) units: HashMap<String, UnitId>,
    pub(super) members: HashMap<String, Member>,
}

/// One login of the cast.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    pub account: AccountId,
    pub person: Option<PersonId>,
}

/// Key, name, kind, key of the one above, key of the top unit.
pub(super) const UNITS: [(&str, &str, &str, &str, &str); 7] = [
    ("region", "Region", "region", "", "region"),
    ("committee", "Standing Committee", "body", "region", "committee"),
    ("county", "County", "county", "region", "county"),
    (
        "county-water",
        "County Water Office",
        "subordinate",
        "county",
        "county",
    ),
    ("dept-a", "Department A", "department", "region", "dept-a"),
    (
        "dept-a-sub",
        "Department A Archive",
        "subordinate",
        "dept-a",
        "dept-a",
    ),
    ("dept-b", "Department B", "department", "region", "dept-b"),
];

/// Login, staff number, unit, rank, tier, leader in charge: superiors first.
pub(super) const PEOPLE: [(&str, &str, &str, &str, &str, &str); 10] = [
    ("cityhead", "C001", "committee", "city_principal", "city", ""),
    ("citylead", "C002", "committee", "city_deputy", "city", "cityhead"),
    ("leader", "A003", "dept-a", "county_deputy", "county", "citylead"),
    (
        "official",
        "A001",
        "dept-a",
        "township_principal",
        "township",
        "leader",
    ),
    (
        "colleague",
        "A002",
        "dept-a",
        "township_deputy",
        "township",
        "leader",
    ),
    (
        "otherlead",
        "B003",
        "dept-b",
        "county_principal",
        "county",
        "citylead",
    ),
    (
        "reviewer",
        "B001",
        "dept-b",
        "township_principal",
        "township",
        "otherlead",
    ),
    (
        "grouphead",
        "B002",
        "dept-b",
        "county_deputy",
        "county",
        "otherlead",
    ),
    (
        "countylead",
        "X001",
        "county",
        "county_deputy",
        "county",
        "citylead",
    ),
    (
        "cadre",
        "X002",
        "county-water",
        "township_principal",
        "township",
        "countylead",
    ),
];

/// Login, role, unit of the role. `office` holds two; those without a person are logins of an office.
pub(super) const GRANTS: [(&str, &str, &str); 13] = [
    ("reviewer", "reviewer", ""),
    ("grouphead", "group_head", ""),
    ("office", "office", ""),
    ("office", "city_reader", ""),
    ("officehead", "office_head", ""),
    ("county", "county_office", "county"),
    ("liaison", "liaison", "dept-a"),
    ("unithead", "unit_head", "dept-a"),
    ("unitadmin", "unit_admin", "dept-a"),
    ("figures", "figures", ""),
    ("sysadmin", "sysadmin", ""),
    ("secadmin", "secadmin", ""),
    ("auditor", "auditor", ""),
];

/// Login, body, duty.
pub(super) const DUTIES: [(&str, &str, &str); 3] = [
    ("colleague", "committee", "drafter"),
    ("citylead", "committee", "principal"),
    ("cityhead", "committee", "superior"),
];

impl Cast {
    /// A login such as `official` (of alpha) or `official@beta`.
    pub fn member(&self, who: &str) -> Member {
        *self
            .members
            .get(&at_alpha(who))
            .unwrap_or_else(|| panic!("nobody in the cast is {who}"))
    }

    /// Everybody of one city, by login, in alphabetical order.
    pub fn logins(&self, slug: &str) -> Vec<String> {
        let here = |key: &String| key.strip_suffix(&format!("@{slug}")).map(ToOwned::to_owned);
        let mut logins: Vec<String> = self.members.keys().filter_map(here).collect();
        logins.sort();
        logins
    }

    /// The person behind a login.
    pub fn person(&self, who: &str) -> PersonId {
        self.member(who)
            .person
            .unwrap_or_else(|| panic!("{who} is no cadre"))
    }

    /// A unit such as `dept-a` (of alpha) or `county@beta`.
    pub fn unit(&self, unit: &str) -> UnitId {
        self.units[&at_alpha(unit)]
    }
}

pub(super) fn at_alpha(name: &str) -> String {
    if name.contains('@') {
        name.to_owned()
    } else {
        format!("{name}@alpha")
    }
}
