//! One problem's whole way: from an office's workbooks to the percentage on the dashboard, by clicking and typing.

mod city;
mod closing;
mod dashboard;
mod filing;
mod importing;
mod reviewing;
mod signing;

use chrono::TimeDelta;

use crate::axe::accessible;
use crate::chromium::Chromium;
use crate::support::TestApp;
use crate::tab::Tab;
use city::City;

/// Everybody's password once they have changed the one they were given.
pub const PASSWORD: &str = "every word counts 9";

/// Staff numbers of the roster: a deputy head, whose leader in charge is the head; a reviewer of another department.
pub const OFFICIAL: &str = "BC00035";
pub const LEADER: &str = "BC00034";
pub const REVIEWER: &str = "BC00063";
/// Their unit, as the workbooks call it.
pub const UNIT: &str = "市委办公室";

/// Everybody's own browser, and the clock that they share.
pub struct Walk {
    pub app: TestApp,
    pub city: City,
    pub office: Tab,
    pub official: Tab,
    pub reviewer: Tab,
    pub leader: Tab,
}

impl Walk {
    /// A minute later; and the page in sight has no violation of axe's rules, and fits a phone.
    pub async fn look(&self, tab: &Tab) {
        self.app.clock.clone().advance(TimeDelta::minutes(1));
        accessible(tab).await;
        tab.width(390).await;
        let (needs, has): (i64, i64) = tab
            .eval("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
            .await;
        assert!(needs <= has, "{} is {needs} wide on a phone", tab.path().await);
        accessible(tab).await;
        tab.dark(true).await;
        accessible(tab).await;
        tab.dark(false).await;
        tab.width(1366).await;
    }

    fn tabs(&self) -> [(&'static str, &Tab); 4] {
        [
            ("office", &self.office),
            ("official", &self.official),
            ("reviewer", &self.reviewer),
            ("leader", &self.leader),
        ]
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_workbooks_to_the_percentage() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let base = app.url();
    let walk = Walk {
        city: City::found(&app).await,
        office: chromium.tab(&base).await,
        official: chromium.tab(&base).await,
        reviewer: chromium.tab(&base).await,
        leader: chromium.tab(&base).await,
        app,
    };

    importing::the_office_imports_both_workbooks(&walk).await;
    walk.city.accounts().await;
    let before = dashboard::read(&walk).await;

    let problem = filing::the_official_files_a_problem(&walk).await;
    reviewing::the_leader_reads_it(&walk, &problem).await;
    reviewing::the_reviewer_returns_it(&walk, &problem).await;
    filing::the_official_mends_what_was_meant(&walk, &problem).await;
    reviewing::the_leader_reads_it(&walk, &problem).await;
    reviewing::the_reviewer_sees_what_changed_and_approves(&walk, &problem).await;
    let approved = dashboard::read(&walk).await;
    assert_eq!((approved.n, approved.of), (before.n, before.of + 1));

    signing::both_sign_the_claim(&walk, &problem).await;
    closing::the_official_reports_progress_and_completion(&walk, &problem).await;
    signing::both_sign_the_completion(&walk, &problem).await;
    closing::the_group_accepts_it(&walk, &problem).await;
    closing::the_office_numbers_it(&walk, &problem).await;

    let after = dashboard::read(&walk).await;
    assert_eq!((after.n, after.of), (before.n + 1, before.of + 1));
    assert_eq!(after.percent, "100.0 %");
    assert_eq!(
        after.unit,
        format!("{} / {} 100.0 %", before.unit_n + 1, before.unit_of + 1)
    );
    dashboard::every_number_opens_its_rows(&walk, &problem).await;
    dashboard::yesterday_knew_nothing_of_it(&walk, &before).await;

    for (who, tab) in walk.tabs() {
        assert_eq!(
            tab.faults(),
            Vec::<String>::new(),
            "faults in the browser of the {who}"
        );
    }
    chromium.stop().await;
}
