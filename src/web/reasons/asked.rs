//! What is looked at: whose returns, and as of which day.

use chrono::NaiveDate;

use super::view::Day;
use crate::domain::figures::Moment;
use crate::domain::reasons::referrals::headed;
use crate::domain::reasons::statistics::Asked;
use crate::domain::reasons::store::statistics as store;
use crate::kernel::ids::GroupId;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Right as _, Visit};
use crate::web::shell::{Error, Locale, dates};

/// Returns that a visitor may count.
pub(super) struct Scope {
    pub(super) asked: Asked,
    /// Groups in official order: all, or those whose head the visitor is.
    pub(super) groups: Vec<(GroupId, String)>,
    /// Whether what was returned at other stages counts, too.
    pub(super) everything: bool,
    /// The past day that was asked for.
    pub(super) as_of: Option<NaiveDate>,
    typed: String,
    unreadable: bool,
}

impl Scope {
    /// Of this visitor, as of the day that the address names: its 24:00, or now.
    pub(super) async fn of(can: &mut Visit, as_of: &str) -> Result<Self, Error> {
        let campaign = can.campaign()?;
        let typed = as_of.trim();
        let day: Option<NaiveDate> = typed.parse().ok();
        let moment = Moment::new(day, can.now, &can.calendar);
        let everything = Office::held_by(can);
        let mut groups = store::columns(&mut can.tx, campaign.id).await?;
        let own: Vec<GroupId> = headed(&can.actor).collect();
        groups.retain(|(group, _)| everything || own.contains(group));
        let ids = groups.iter().map(|(group, _)| *group).collect();
        Ok(Self {
            asked: Asked {
                campaign: campaign.id,
                until: moment.at,
                groups: (!everything).then_some(ids),
            },
            groups,
            everything,
            as_of: moment.past.then_some(moment.day),
            typed: typed.to_owned(),
            unreadable: !typed.is_empty() && day.is_none(),
        })
    }

    /// The form that asks for a day.
    pub(super) fn day(&self, can: &Visit) -> Day {
        let today = can.today();
        let first = can
            .campaign
            .as_ref()
            .map(|campaign| campaign.starts_on.to_string());
        Day {
            value: if self.unreadable {
                self.typed.clone()
            } else {
                self.as_of.unwrap_or(today).to_string()
            },
            first: first.unwrap_or_default(),
            last: today.to_string(),
            past: self.as_of.is_some(),
            unreadable: self.unreadable,
            until: self.until(can.prefs.locale, today),
        }
    }

    /// 9月21日 24:00, or nothing for now.
    fn until(&self, locale: Locale, today: NaiveDate) -> Option<String> {
        let day = self.as_of?;
        Some(format!("{} 24:00", dates::short(locale, day, today)))
    }

    /// The same among those of one column alone.
    pub(super) fn of_group(&self, group: GroupId) -> Asked {
        // A group that the visitor may not count has no returns here.
        let known = self.groups.iter().any(|(one, _)| *one == group);
        Asked {
            groups: Some(if known { vec![group] } else { Vec::new() }),
            ..self.asked.clone()
        }
    }

    /// The numbers, as of the same day.
    pub(super) fn back(&self) -> String {
        let day = self.as_of.map(|day| format!("?as_of={day}"));
        format!("/reasons/statistics{}", day.unwrap_or_default())
    }

    /// Says as of when, if that is not now.
    pub(super) fn say(&self, can: &Visit, said: &mut Vec<String>) {
        let locale = can.prefs.locale;
        let until = self.until(locale, can.today());
        said.extend(until.map(|until| locale.tf("截至 {0}", &[&until])));
    }

    /// What addresses say of the day.
    pub(super) fn question(&self) -> String {
        self.as_of.map_or_else(String::new, |day| format!("&as_of={day}"))
    }
}
