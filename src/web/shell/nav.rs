//! The frame of a signed-in page: navigation by rights, the campaign's day, who is signed in.

use super::access::{Right, Visit, rights};
use super::page::{CampaignDay, Confidential, NavItem, Page, UserChip};
use crate::domain::waiting::{MOST, Waiting};
use crate::kernel::clock::local;
use crate::kernel::messages::n_;

/// A column of the main navigation: where it leads, what it says, who sees it, how much waits there.
type Column = (
    &'static str,
    &'static str,
    fn(&Visit) -> bool,
    fn(&Waiting) -> i64,
);

/// Nothing waits on this page.
const NONE: fn(&Waiting) -> i64 = |_| 0;

/// In the order shown.
const COLUMNS: [Column; 27] = [
    ("/figures", n_("总览"), rights::SeeFigures::held_by, NONE),
    ("/my", n_("我的台账"), rights::FileOwn::held_by, |w| w.ledger),
    (
        "/bodies",
        n_("班子清单"),
        rights::FileForBodies::held_by,
        |w| w.bodies,
    ),
    ("/ours", n_("本单位"), rights::SeeOurs::held_by, NONE),
    ("/entries", n_("代填"), rights::EnterForOthers::held_by, NONE),
    (
        "/our-figures",
        n_("本单位数据"),
        rights::SeeOurFigures::held_by,
        NONE,
    ),
    ("/follow-up", n_("未办清单"), follows_up_alone, NONE),
    (
        "/readings",
        n_("审阅初审"),
        rights::ReadStages::held_by,
        |w| w.readings,
    ),
    ("/to-sign", n_("待我签字"), rights::Lead::held_by, |w| {
        w.signatures
    }),
    ("/handovers", n_("确认分管"), is_handed_somebody, |w| {
        w.handovers
    }),
    ("/review", n_("审核"), rights::Review::held_by, |w| w.reviews),
    ("/checks", n_("核验"), rights::Review::held_by, |w| w.checks),
    ("/opinion-sheets", n_("意见单"), rights::Review::held_by, NONE),
    ("/prereview", n_("预审"), rights::Prereview::held_by, |w| {
        w.prereviews
    }),
    ("/packages", n_("预审报送"), rights::Office::held_by, |w| {
        w.packages
    }),
    ("/extensions", n_("延期审批"), is_asked_for_time, |w| {
        w.extensions
    }),
    ("/closures", n_("编号销号"), rights::Close::held_by, |w| {
        w.closures
    }),
    ("/look-backs", n_("回头看"), rights::LookBack::held_by, |w| {
        w.look_backs
    }),
    (
        "/outside-leaders",
        n_("名册外签字"),
        is_to_enter_paper,
        |w| w.outside,
    ),
    ("/units", n_("机构"), rights::Office::held_by, NONE),
    ("/people", n_("干部"), rights::SeePeople::held_by, NONE),
    ("/imports", n_("导入名册"), rights::Office::held_by, NONE),
    ("/accounts", n_("账号"), rights::ManageAccounts::held_by, NONE),
    ("/system", n_("系统运行"), rights::SeeSystem::held_by, NONE),
    ("/security", n_("安全"), rights::KeepSecure::held_by, NONE),
    ("/readers", n_("指定可阅人员"), rights::NameReaders::held_by, NONE),
    ("/ledger", n_("办理记录"), rights::ReadLedger::held_by, NONE),
];

/// Whoever sees an overview is led there by its figures; the others find it here.
fn follows_up_alone(visit: &Visit) -> bool {
    let overview = rights::SeeFigures::held_by(visit) || rights::SeeOurFigures::held_by(visit);
    rights::FollowUp::held_by(visit) && !overview
}

/// The page of people who came over is there for as long as somebody waits on it.
fn is_handed_somebody(visit: &Visit) -> bool {
    visit.waiting.handovers > 0
}

/// So is that of requests for more time, which are seldom.
fn is_asked_for_time(visit: &Visit) -> bool {
    rights::DecideExtensions::held_by(visit) && visit.waiting.extensions > 0
}

/// And that of what leaders outside the roster sign on paper.
fn is_to_enter_paper(visit: &Visit) -> bool {
    rights::Office::held_by(visit) && visit.waiting.outside > 0
}

/// A count as the navigation says it; none is not said.
fn said(count: i64) -> Option<String> {
    match count {
        ..=0 => None,
        MOST.. => Some(format!("{}+", MOST - 1)),
        count => Some(count.to_string()),
    }
}

impl Visit {
    /// The frame of a page. `title` is shown as it is: translate it first.
    pub fn page(&self, title: impl Into<String>) -> Page {
        let locale = self.prefs.locale;
        let here = self.path.split(['?', '#']).next().unwrap_or_default();
        let within = |href: &str| here == href || here.starts_with(&format!("{href}/"));
        let column = |(href, label, _, waits): &Column| NavItem {
            href: (*href).to_owned(),
            label: locale.t(label).to_owned(),
            count: said(waits(&self.waiting)),
            current: within(href),
        };
        Page {
            theme: self.prefs.theme,
            large_text: self.prefs.large_text,
            nav: COLUMNS
                .iter()
                .filter(|(_, _, seen, _)| seen(self))
                .map(column)
                .collect(),
            user: Some(UserChip {
                account: self.session.account.to_string(),
                name: self.session.display_name.clone(),
                post_or_unit: self.session.tenant_name.clone(),
            }),
            tenant: self.session.tenant_name.clone(),
            campaign: self.campaign.as_ref().map(|campaign| {
                let (day, of) = (campaign.day(self.today()), campaign.days());
                CampaignDay::new(
                    campaign.name.clone(),
                    u32::try_from(day).unwrap_or(0),
                    u32::try_from(of).unwrap_or(0),
                )
            }),
            demo: self.session.demo,
            flash: self.flash.clone(),
            request_id: self.request_id.clone(),
            act_id: crate::kernel::ids::ActId::fresh().to_string(),
            path: self.path.clone(),
            search: rights::Search::held_by(self),
            ..Page::bare(locale).titled(title)
        }
    }

    /// The same, for a page that carries texts of people: on paper it says 内部资料, who, where and when.
    pub fn confidential_page(&self, title: impl Into<String>) -> Page {
        let confidential = Confidential {
            name: self.session.display_name.clone(),
            unit: self.session.tenant_name.clone(),
            time: local(self.now).format("%Y-%m-%d %H:%M").to_string(),
        };
        Page {
            confidential: Some(confidential),
            ..self.page(title)
        }
    }

    /// Where the front page leads: to the queue for whoever reviews, else to the first column that this visitor sees. A leader's
    /// own page says what waits for their signature.
    pub fn entrance(&self) -> &'static str {
        if rights::Review::held_by(self) {
            return "/review";
        }
        let first = COLUMNS.iter().find(|(_, _, seen, _)| seen(self));
        first.map_or("/account", |(href, ..)| href)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_counted_further_is_said_to_be_more() {
        let all = [0, 1, 99, 100].map(said);
        let said = all.each_ref().map(Option::as_deref);
        assert_eq!(said, [None, Some("1"), Some("99"), Some("99+")]);
    }
}
