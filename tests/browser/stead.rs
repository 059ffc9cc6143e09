//! 代签: who stands in for a leader signs a person's sheet in their own name, and the sheet says for whom.

use zhenggai::domain::signing::Purpose;

use crate::axe::accessible;
use crate::chromium::Chromium;
use crate::passkeys::by_password;
use crate::support::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

/// The office orders on the leader's page that another stands in and signs.
async fn ordered(app: &TestApp, office: &Tab) {
    let leader = app.cast.person("leader");
    office.open(&format!("/people/{leader}/delegations")).await;
    office.fill("#delegate", "B003").await;
    office.pick_day("#from", "2018-09-25").await;
    office.pick_day("#until", "2018-09-27").await;
    office.click("#signs").await;
    office.fill("#reason", "City document 12").await;
    office.submit("button[name=step][value=preview]").await;
    office.says("可以代签").await;
    office.submit("button[name=step][value=confirm]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persons_sheet_is_signed_in_the_leaders_stead() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let mut all = Vec::new();
    for title in ["拖着不办", "推给别人"] {
        let filed = Filed::by(&app, "official", &draft(title)).await;
        let filed = filed.approved(&app).await;
        filed.sign(&app, "official", Purpose::Claim).await;
        all.push(filed);
    }
    let office = chromium.tab(&app.url()).await;
    by_password(&office, "office").await;
    ordered(&app, &office).await;

    let stead = chromium.tab(&app.url()).await;
    by_password(&stead, "otherlead").await;
    stead.open("/to-sign").await;
    stead.says("代理 leader of alpha").await;
    stead.submit("main table a").await;
    for said in ["代签", "签的是您自己的名字", "拖着不办", "推给别人"] {
        stead.says(said).await;
    }
    let declared = stead.text(".zg-confirm q").await;
    assert!(declared.contains("leader of alpha"), "{declared}");
    accessible(&stead).await;
    stead.fill("#pw", PASSWORD).await;
    stead.submit(".zg-confirm .btn-primary").await;
    stead.says("现在没有别的要签").await;
    let signed: Vec<(bool, bool)> = sqlx::query_as(
        "select signer_id = $1, delegation_id is not null from signatures where role = 'leader'",
    )
    .bind(app.cast.person("otherlead"))
    .fetch_all(app.loader())
    .await
    .expect("signatures");
    assert_eq!(
        signed,
        [(true, true), (true, true)],
        "in their own name, by the order"
    );
    // Whoever reads the sheet of a statement sees who signed, and what they declared.
    stead.open(&all[0].path("signatures/claim")).await;
    stead.says("otherlead of alpha").await;
    stead.says(&declared).await;
    for tab in [office, stead] {
        assert!(tab.faults().is_empty(), "{:?}", tab.faults());
    }
    chromium.stop().await;
}
