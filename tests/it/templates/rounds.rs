//! Requests, decisions, look-backs and second rounds, so that every page that speaks of them is drawn.

use crate::lists::entries::typed;
use crate::lookback;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

/// Requests for more time at each gate and decided, a request to reopen, and a second round after a relapse.
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
    with_files(app, &filed().await.claimed(app).await).await;
}

/// Draws of city and county that nothing is drawn by yet.
pub async fn prepared(app: &TestApp) {
    for office in ["office", "county"] {
        lookback::prepare(&app.as_(office).await).await;
    }
}

/// A liaison has typed something, and each set has somebody in it.
pub async fn typed_and_listed(app: &TestApp) {
    typed(app, &app.as_("liaison").await, "colleague", "Typed for somebody").await;
    sqlx::query(
        "insert into cohort_members (tenant_id, cohort_id, owner_id, from_at)
         select c.tenant_id, c.id, $1, $2 from cohorts c join persons p on p.tenant_id = c.tenant_id and p.id = $1
         on conflict do nothing",
    )
    .bind(app.cast.person("official").0)
    .bind(app.clock.now())
    .execute(app.loader())
    .await
    .expect("members");
}

/// Files beside a note and beside a completion that is not signed yet.
async fn with_files(app: &TestApp, filed: &Filed) {
    let official = app.as_("official").await;
    let pdf = |more: &str| ("files", "Proof.pdf", format!("%PDF-1.4 {more}").into_bytes());
    let words = [("words", "Went there")];
    official
        .post_files(&filed.path("progress"), &words, vec![pdf("a")])
        .await
        .redirected();
    let (version, today) = (
        filed.now(app).await.version.to_string(),
        app.clock.today().to_string(),
    );
    let fields = [
        ("version", version.as_str()),
        ("outcome", "Done"),
        ("done_on", today.as_str()),
    ];
    official
        .post_files(&filed.path("completion"), &fields, vec![pdf("b")])
        .await
        .redirected();
}
