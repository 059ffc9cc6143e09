//! Reasons of return: the library, what they add up to, a unit's opinion sheet, clues that are handed over.

mod library;
mod referrals;
mod sheets;
mod statistics;

use zhenggai::domain::review::{Decision, GivenReason, Ruling};

use crate::support::TestApp;
use crate::support::filed::Filed;

/// A reason given to a field.
fn why(code: &str, field: &str, quote: &str, words: &str) -> GivenReason {
    GivenReason {
        code: code.to_owned(),
        field: field.to_owned(),
        quote: quote.to_owned(),
        words: words.to_owned(),
    }
}

/// A return for these reasons.
fn back(reasons: Vec<GivenReason>) -> Decision {
    Decision {
        ruling: Ruling::Returned,
        words: "改好再交".to_owned(),
        reasons,
    }
}

/// Returns it with a reason, as somebody of the cast.
async fn give_back(app: &TestApp, filed: &mut Filed, who: &str, code: &str, words: &str) {
    let decision = back(vec![why(code, "manifestation", "有时存在", words)]);
    filed.problem = filed.rule(app, who, &decision).await.expect("returned");
}

/// Takes the newest verdict on a problem back, as the head of the group does.
async fn revoke(app: &TestApp, filed: &Filed) {
    sqlx::query(
        "insert into verdict_revocations (tenant_id, verdict_id, how, reason, account_id, at)
         select tenant_id, id, 'revoked', 'A mistake', account_id, $2 from verdicts where problem_id = $1
         order by at desc, id desc limit 1",
    )
    .bind(filed.problem.id)
    .bind(app.clock.now())
    .execute(app.loader())
    .await
    .expect("revoked");
}

/// How many events of an act there are.
async fn events(app: &TestApp, act: &str) -> i64 {
    sqlx::query_scalar("select count(*) from events where act = $1")
        .bind(act)
        .fetch_one(app.loader())
        .await
        .expect("counted")
}
