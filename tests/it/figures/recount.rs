//! Each figure against a count by another way: from the problems as they stand, not from their history.

use sqlx::postgres::PgPool;

use super::{figure, varied};
use crate::support::TestApp;

const APPROVED: &str = "not p.moved_out and p.state in ('awaiting_owner', 'awaiting_leader', 'claimed')";
const DONE: &str =
    "p.cosigned_at is not null and p.rectification in ('awaiting_check', 'awaiting_number', 'closed')";
const SOON_ENOUGH: &str = "p.cosigned_at <= p.claimed_at + interval '30 days'";

/// Problems of alpha that meet a condition; `post` is their owner's first post.
async fn count(pool: &PgPool, condition: &str) -> u64 {
    let sql = format!(
        "select count(*) from problems p
         join tenants t on t.id = p.tenant_id and t.slug = 'alpha'
         join lateral (select tier from posts where person_id = p.owner_id and to_at = 'infinity' order by position limit 1)
            post on true
         where {condition}"
    );
    let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql.clone()))
        .fetch_one(pool)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    count.try_into().expect("a count")
}

#[tokio::test]
async fn figures_equal_a_recount_by_another_query() {
    let app = TestApp::small().await;
    varied(&app).await;
    let office = app.as_("office").await;
    let day = app.clock.today().to_string();
    let county = "post.tier in ('city', 'county')";
    let mut above_zero = 0;
    for (code, part, whole) in [
        ("problems_all", APPROVED.to_owned(), None),
        ("problems_county_level", format!("{APPROVED} and {county}"), None),
        ("rectified_all", DONE.to_owned(), Some(APPROVED.to_owned())),
        (
            "immediate_all",
            format!("{DONE} and {SOON_ENOUGH}"),
            Some(APPROVED.to_owned()),
        ),
        (
            "immediate_county_level",
            format!("{DONE} and {SOON_ENOUGH} and {county}"),
            Some(format!("{APPROVED} and {county}")),
        ),
        (
            "remaining_all",
            format!("{APPROVED} and not coalesce({DONE}, false)"),
            Some(APPROVED.to_owned()),
        ),
        (
            "remaining_county_level",
            format!("{APPROVED} and {county} and not coalesce({DONE}, false)"),
            Some(format!("{APPROVED} and {county}")),
        ),
        ("waiting_review", "p.state = 'submitted'".to_owned(), None),
        (
            "waiting_check",
            "p.rectification = 'awaiting_check'".to_owned(),
            None,
        ),
        (
            "waiting_number",
            "p.rectification = 'awaiting_number'".to_owned(),
            None,
        ),
    ] {
        let (n, of, _) = figure(&office, code, &day).await;
        assert_eq!(n, count(app.loader(), &part).await, "{code}");
        if let Some(whole) = whole {
            assert_eq!(of, Some(count(app.loader(), &whole).await), "{code}");
        }
        above_zero += usize::from(n > 0);
    }
    assert!(above_zero >= 9, "too little to count");
}
