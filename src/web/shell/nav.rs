//! The frame of a signed-in page: navigation by rights, the campaign's day, who is signed in.

use super::access::{Right, Visit, rights};
use super::page::{CampaignDay, Confidential, NavItem, Page, UserChip};
use crate::kernel::clock::local;
use crate::kernel::messages::n_;

/// A column of the main navigation: where it leads, what it says, who sees it.
type Column = (&'static str, &'static str, fn(&Visit) -> bool);

/// In the order shown.
const COLUMNS: [Column; 19] = [
    ("/figures", n_("总览"), rights::SeeFigures::held_by),
    ("/my", n_("我的台账"), rights::FileOwn::held_by),
    ("/bodies", n_("班子清单"), rights::FileForBodies::held_by),
    ("/ours", n_("本单位"), rights::SeeOurs::held_by),
    ("/entries", n_("代填"), rights::EnterForOthers::held_by),
    ("/readings", n_("审阅初审"), rights::ReadStages::held_by),
    ("/to-sign", n_("待我签字"), rights::Lead::held_by),
    ("/review", n_("审核"), rights::Review::held_by),
    ("/checks", n_("核验"), rights::Review::held_by),
    ("/prereview", n_("预审"), rights::Prereview::held_by),
    ("/packages", n_("预审报送"), rights::Office::held_by),
    ("/closures", n_("编号销号"), rights::Office::held_by),
    ("/units", n_("机构"), rights::Office::held_by),
    ("/people", n_("干部"), rights::SeePeople::held_by),
    ("/imports", n_("导入名册"), rights::Office::held_by),
    ("/accounts", n_("账号"), rights::ManageAccounts::held_by),
    ("/security", n_("安全"), rights::KeepSecure::held_by),
    ("/readers", n_("指定可阅人员"), rights::NameReaders::held_by),
    ("/ledger", n_("办理记录"), rights::ReadLedger::held_by),
];

impl Visit {
    /// The frame of a page. `title` is shown as it is: translate it first.
    pub fn page(&self, title: impl Into<String>) -> Page {
        let locale = self.prefs.locale;
        let here = self.path.split(['?', '#']).next().unwrap_or_default();
        let within = |href: &str| here == href || here.starts_with(&format!("{href}/"));
        let column = |(href, label, _): &Column| NavItem {
            href: (*href).to_owned(),
            label: locale.t(label).to_owned(),
            count: None,
            current: within(href),
        };
        Page {
            theme: self.prefs.theme,
            large_text: self.prefs.large_text,
            nav: COLUMNS
                .iter()
                .filter(|(_, _, seen)| seen(self))
                .map(column)
                .collect(),
            user: Some(UserChip {
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
        let first = COLUMNS.iter().find(|(_, _, seen)| seen(self));
        first.map_or("/account", |(href, _, _)| href)
    }
}
