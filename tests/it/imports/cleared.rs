//! Workbooks that wait for somebody, given up together.

use super::explained::strange;
use super::sheets::{acts, confirm, count, roster, send, try_out, two_people};
use crate::support::TestApp;

const WAITING: &str =
    "select count(*) from import_runs where tenant_id = $1 and file is not null and applied_at is null";

#[tokio::test]
async fn all_that_wait_go_by_one_button_and_nothing_else() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let alpha = app.cast.tenants["alpha"];
    let row = |number| [number, "Somebody", "Department A", "科长", "乡科级正职", ""];
    let (done, page) = try_out(&office, "roster", two_people()).await;
    confirm(&office, &done, &page).await;
    let (first, _) = try_out(&office, "roster", roster(&[row("N011")])).await;
    assert!(
        !office
            .get("/imports")
            .await
            .expect(200)
            .has("form[action='/imports/abandonments']"),
        "one is given up on its own page"
    );
    send(&office, "roster", "strange.xlsx", strange())
        .await
        .redirected();
    let beta = app.as_("office@beta").await;
    try_out(&beta, "roster", roster(&[row("N012")])).await;
    app.pass(chrono::TimeDelta::seconds(1)).await;
    let seen = office.get("/imports").await.expect(200);
    assert!(
        seen.text().contains("放弃全部等着确认的（2 份）"),
        "{}",
        seen.text()
    );
    // Sent after somebody looked: it stays.
    app.pass(chrono::TimeDelta::seconds(1)).await;
    let (late, page) = try_out(&office, "roster", roster(&[row("N013")])).await;
    let form = seen.form("/imports/abandonments");
    assert_eq!(office.submit(form.clone()).await.redirected(), "/imports");
    let after = office.get("/imports").await.expect(200);
    assert!(
        after.texts(".zg-flash").concat().contains("已放弃 2 份"),
        "{}",
        after.text()
    );
    assert_eq!(count(&app, alpha, WAITING).await, 1);
    assert_eq!(
        count(&app, app.cast.tenants["beta"], WAITING).await,
        1,
        "another city's"
    );
    assert_eq!(acts(&app, &first).await, ["import.tried", "import.given_up"]);
    assert_eq!(acts(&app, &done).await, ["import.tried", "import.applied"]);
    confirm(&office, &late, &page).await;
    // A retry and a form that says nothing change nothing.
    assert_eq!(office.submit(form).await.redirected(), "/imports");
    assert_eq!(office.post("/imports/abandonments", &[]).await.status, 422);
    let people = "select count(*) from persons where tenant_id = $1 and staff_no in ('N011', 'N013')";
    assert_eq!(count(&app, alpha, people).await, 1);
}
