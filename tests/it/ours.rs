//! The people of one's own unit, as liaison and county office see them.

use crate::support::filed::{Filed, draft};
use crate::support::{Page, TestApp};

fn names(page: &Page) -> Vec<String> {
    page.texts("tbody th")
}

#[tokio::test]
async fn a_liaison_sees_who_of_their_unit_has_filed_and_no_text_and_nobody_else() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("Sentence of the official")).await;
    Filed::draft_by(&app, "colleague", &draft("Draft of the colleague")).await;
    let liaison = app.as_("liaison").await;
    assert_eq!(liaison.get("/").await.redirected(), "/ours");
    let page = liaison.get("/ours").await.expect(200);
    assert_eq!(page.texts("h1"), ["Department A"]);
    assert_eq!(
        names(&page),
        ["official of alpha", "colleague of alpha", "leader of alpha"]
    );
    assert!(
        !page.body.contains("Sentence") && !page.body.contains("Draft of"),
        "no texts"
    );
    let unfiled = liaison.get("/ours?only=unfiled").await.expect(200);
    assert_eq!(
        names(&unfiled),
        ["colleague of alpha", "leader of alpha"],
        "a draft is not filed"
    );
    assert_eq!(
        page.texts(".zg-tabs a"),
        [
            "全部 3",
            "还没有填报 2",
            "退回待改 0",
            "待本人签字 0",
            "超过时限 0"
        ]
    );
}

#[tokio::test]
async fn what_waits_for_somebody_of_the_county_is_seen_by_its_office() {
    let app = TestApp::small().await;
    Filed::by(&app, "cadre", &draft("Approved"))
        .await
        .approved(&app)
        .await;
    let county = app.as_("county").await;
    assert_eq!(county.get("/").await.redirected(), "/ours");
    let page = county.get("/ours").await.expect(200);
    assert_eq!(
        names(&page),
        ["countylead of alpha", "cadre of alpha"],
        "with units below"
    );
    let page = county.get("/ours?only=to_sign").await.expect(200);
    assert_eq!(names(&page), ["cadre of alpha"]);
    assert!(page.text().contains("待本人签字 1"), "{}", page.text());
    let nobody = county.get("/ours?only=returned").await.expect(200);
    assert!(nobody.has(".zg-empty"));
    assert_eq!(county.get("/ours?from=100").await.status, 200);
}
