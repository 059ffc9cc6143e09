//! Requests, decisions, look-backs and second rounds, so that every page that speaks of them is drawn.

use crate::lookback;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

/// Requests for more time at each gate and decided, a request to reopen, a second round after a look-back that found a relapse, and a
/// draw that is prepared.
pub async fn all(app: &TestApp) {
    let some = draft("Rounds");
    let filed = || Filed::by(app, "official", &some);
    for decided in [
        vec![],
        vec![("leader", true)],
        vec![("leader", true), ("office", true)],
        vec![("leader", false)],
    ] {
        let filed = filed().await.claimed(app).await;
        filed.extend(app, &decided).await;
    }
    let asked = filed().await.closed(app).await;
    let leader = app.as_("leader").await;
    let path = asked.path("reopening");
    let form = leader.get(&path).await.expect(200).form(&path);
    leader
        .submit(form.set("reason", "Complaints again"))
        .await
        .redirected();
    filed().await.closed(app).await.reopened(app).await;
    lookback::prepare(&app.as_("office").await, "").await;
}
