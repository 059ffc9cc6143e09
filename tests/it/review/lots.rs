//! Lots: which entries one reviewer goes through, and that no two ever hold the same one.

mod claims;
mod giving;
mod going;
mod races;

use zhenggai::kernel::ids::{LotId, ProblemId};

use super::filed::{Filed, draft};
use crate::support::TestApp;

/// How each lot of alpha ended, the oldest first; none for an open one.
async fn ends(app: &TestApp) -> Vec<Option<String>> {
    sqlx::query_scalar("select ended from lots where tenant_id = $1 order by id")
        .bind(app.cast.tenants["alpha"])
        .fetch_all(app.loader())
        .await
        .expect("read")
}

/// Who holds an entry, in how many lots: never in more than one.
async fn holders(app: &TestApp, problem: ProblemId) -> Vec<LotId> {
    sqlx::query_scalar("select lot_id from lot_entries where problem_id = $1 and held")
        .bind(problem)
        .fetch_all(app.loader())
        .await
        .expect("read")
}

/// What is wrong in the whole table: an entry in two hands, one ruled on twice, one held by a lot that ended.
async fn wrong(app: &TestApp) -> Vec<String> {
    sqlx::query_scalar(
        "select 'held twice: ' || problem_id from lot_entries where held group by problem_id, revision having count(*) > 1
         union all select 'ruled on twice: ' || v.problem_id from verdicts v where not exists (
            select from verdict_revocations r where r.verdict_id = v.id)
            group by v.problem_id, v.revision, v.stage having count(*) > 1
         union all select 'held by a lot that ended: ' || e.problem_id from lot_entries e
            join lots l on l.id = e.lot_id where e.held and l.ended_at is not null",
    )
    .fetch_all(app.loader())
    .await
    .expect("read")
}

/// Some problems of the official, in the order of the queue.
async fn some(app: &TestApp, titles: &[&str]) -> Vec<Filed> {
    let mut filed = Vec::new();
    for title in titles {
        filed.push(Filed::by(app, "official", &draft(title)).await);
    }
    filed
}

/// An entry of a lot as the page of it is drawn, and the verdict that is posted from there.
async fn approve(client: &crate::support::Client, filed: &Filed) -> crate::support::Page {
    let page = client.get(&filed.review("")).await.expect(200);
    let form = page.form(&filed.verdicts()).set("verdict", "approved");
    client.submit(form).await
}
