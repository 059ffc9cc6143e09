//! A liaison enters what cadre and leader signed on paper; both are told whose signature was entered, and by whom.

use crate::axe;
use crate::chromium::Chromium;
use crate::support::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

async fn sign_in(tab: &Tab, login: &str) {
    tab.open("/sign-in").await;
    tab.fill("#login", login).await;
    tab.fill("#password", PASSWORD).await;
    tab.click("main details summary").await;
    tab.fill("#tenant", "alpha").await;
    tab.submit("main form button[type=submit]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_liaison_enters_both_signatures_from_their_scans() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("Late answers"))
        .await
        .approved(&app)
        .await;
    let scan = std::env::temp_dir().join(format!("{}-signed.pdf", filed.id()));
    std::fs::write(&scan, b"%PDF-1.4 signed by hand").expect("a scan");
    let scan = scan.to_string_lossy().into_owned();
    let liaison = chromium.tab(&app.url()).await;
    sign_in(&liaison, "liaison").await;
    for (who, said) in [
        ("录入本人的签字", "本人的纸面签字已录入"),
        ("录入分管领导的签字", "分管领导的纸面签字已录入"),
    ] {
        liaison.open("/follow-up/rows").await;
        liaison.submit("a[href$='/signatures/claim/paper']").await;
        liaison.says(who).await;
        axe::accessible(&liaison).await;
        liaison.choose_file("#scan", &scan).await;
        liaison.submit("main form .btn-primary").await;
        liaison.says(said).await;
    }
    std::fs::remove_file(&scan).expect("removed");
    assert!(filed.now(&app).await.claimed_at.is_some());
    for who in ["official", "leader"] {
        let tab = chromium.tab(&app.url()).await;
        sign_in(&tab, who).await;
        tab.open(&filed.path("signatures/claim")).await;
        tab.says("liaison of alpha 录入了您在纸上的签字").await;
        assert_eq!(tab.texts("a[href^='/paper-signatures/']").await.len(), 2);
        assert_eq!(tab.faults(), Vec::<String>::new());
    }
    assert_eq!(liaison.faults(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_names_who_co_signs_for_the_first_official_and_enters_it_from_paper() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "cityhead", &draft("Late answers"))
        .await
        .approved(&app)
        .await;
    let office = chromium.tab(&app.url()).await;
    sign_in(&office, "office").await;
    office.open("/people").await;
    office.submit("a[href='/outside-leaders']").await;
    axe::accessible(&office).await;
    office.submit("main a[href$='/outside-leader']").await;
    axe::accessible(&office).await;
    office.fill("#name", "外省甲").await;
    office.fill("#title", "省里 分管副职").await;
    office.fill("#reason", "省文件 9 号").await;
    office.submit("main form .btn-primary").await;
    office.says("在纸上会签").await;

    let owner = chromium.tab(&app.url()).await;
    sign_in(&owner, "cityhead").await;
    owner.open(&filed.path("signatures/claim")).await;
    owner.fill("#pw", PASSWORD).await;
    owner.submit("form.zg-confirm .btn-primary").await;

    let scan = std::env::temp_dir().join(format!("{}-outside.pdf", filed.id()));
    std::fs::write(&scan, b"%PDF-1.4 signed by hand").expect("a scan");
    office.open("/outside-leaders").await;
    office.submit("main a[href$='/signatures/claim/paper']").await;
    office.says("录入分管领导的签字").await;
    axe::accessible(&office).await;
    office.choose_file("#scan", &scan.to_string_lossy()).await;
    office.submit("main form .btn-primary").await;
    office.says("分管领导的纸面签字已录入").await;
    std::fs::remove_file(&scan).expect("removed");
    assert!(filed.now(&app).await.claimed_at.is_some());
    owner.open(&filed.path("signatures/claim")).await;
    owner.says("外省甲").await;
    assert_eq!(owner.texts("a[href^='/paper-signatures/']").await.len(), 1);
    for tab in [&office, &owner] {
        assert_eq!(tab.faults(), Vec::<String>::new());
    }
}
