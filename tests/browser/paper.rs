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
