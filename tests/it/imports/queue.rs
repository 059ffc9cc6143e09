//! Many workbooks of one city wait to be read: the next is told so, other cities are not held up for long.

use futures::FutureExt as _;
use zhenggai::imports::turns::TURNS;

use super::sheets::{count, send, try_out, two_people};
use crate::support::TestApp;

#[tokio::test]
async fn a_city_whose_workbooks_wait_is_asked_to_come_again_and_what_was_kept_is_kept() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let alpha = app.cast.tenants["alpha"];
    let (path, page) = try_out(&office, "roster", two_people()).await;
    let held = TURNS.take(alpha).await.expect("a turn");
    let mut waiting: Vec<_> = (0..20).map(|_| Box::pin(TURNS.take(alpha))).collect();
    waiting.retain_mut(|one| one.as_mut().now_or_never().is_none());
    assert!((2..20).contains(&waiting.len()), "{} wait", waiting.len());
    let told = send(&office, "roster", "book.xlsx", two_people())
        .await
        .expect(503);
    let alert = told.texts("[role=alert]").concat();
    assert!(
        alert.contains("在等着读") && alert.contains("没有保存"),
        "{alert}"
    );
    assert!(told.has("#roster-f[aria-describedby~=roster-e]"));
    let later = office.submit(page.form(&format!("{path}/application"))).await;
    assert_eq!(later.redirected(), path);
    let kept = office.get(&path).await.expect(200);
    assert!(
        kept.texts(".zg-flash").concat().contains("这份还保存着"),
        "{}",
        kept.text()
    );
    drop((waiting, held));
    let form = kept.form(&format!("{path}/application"));
    assert_eq!(office.submit(form).await.redirected(), path);
    let people = "select count(*) from persons where tenant_id = $1 and staff_no = 'N001'";
    assert_eq!(count(&app, alpha, people).await, 1);
}
