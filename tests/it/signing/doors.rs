//! 更正 is open to the owner, and to nobody else, as long as something is signed and not closed.

use zhenggai::domain::signing::Purpose;

use crate::support::filed::{Filed, draft};
use crate::support::{Page, TestApp};

fn leads(page: &Page, filed: &Filed) -> bool {
    let doors = page.attributes(".zg-head .zg-acts a", "href");
    doors.contains(&filed.path("correction"))
}

/// The owner's door on the page of the problem's whole life, and where it leads; the others have none, and can't go in.
async fn open(app: &TestApp, filed: &Filed, at: &str, expected: bool) {
    for who in ["official", "leader", "reviewer", "office"] {
        let client = app.as_(who).await;
        let page = client.get(&format!("/problems/{}", filed.id())).await.expect(200);
        let owner = who == "official";
        assert_eq!(leads(&page, filed), owner && expected, "{who} at {at}");
        if !owner {
            client.get(&filed.path("correction")).await.expect(403);
        }
    }
    if expected {
        let official = app.as_("official").await;
        let page = official.get(&filed.path("correction")).await.expect(200);
        assert!(
            page.text().contains("草稿和签过的内容一样"),
            "{at}: {}",
            page.text()
        );
    }
}

#[tokio::test]
async fn what_is_signed_is_corrected_by_its_owner_until_it_is_closed() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    open(&app, &filed, "awaiting_owner", false).await;
    filed.sign(&app, "official", Purpose::Claim).await;
    open(&app, &filed, "the leader's claim", true).await;
    filed.sign(&app, "leader", Purpose::Claim).await;
    open(&app, &filed, "to_do", true).await;
    filed.report(&app, "件件办结").await;
    filed.sign(&app, "official", Purpose::Complete).await;
    open(&app, &filed, "awaiting_leader", true).await;
    filed.sign(&app, "leader", Purpose::Complete).await;
    open(&app, &filed, "awaiting_check", true).await;
    let closed = Filed::by(&app, "official", &draft("乙")).await;
    let closed = closed.closed(&app).await;
    open(&app, &closed, "closed", false).await;
    let official = app.as_("official").await;
    official.get(&closed.path("correction")).await.expect(422);
}
