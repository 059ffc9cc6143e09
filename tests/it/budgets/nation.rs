//! A city among hundreds: the planner takes its rows for fewer or more than they are, and what is counted must not be counted again
//! for each row because of that. Little memory for sets stands for estimates that are too high.

use zhenggai::domain::figures::Asked;

use super::plans::Plan;
use crate::support::{TestApp, own_query};

/// Rows handed from step to step: some twenty times those of the city.
const HANDED: f64 = 800_000.0;

#[tokio::test]
async fn a_dashboard_holds_no_row_against_all_others() {
    let app = TestApp::full().await;
    let mut tx = app.tx("baicheng").await;
    let campaign = app.campaign(&mut tx).await;
    let (tenant, listed) = (
        tx.tenant().0,
        "and s.owner_id in (select owner_id from cohort_members",
    );
    let (open, past) = ("s.to_at = 'infinity'", "s.from_at <= $3 and $3 < s.to_at");
    let problems = ["select top_unit_id", "group by 1, 2, 3, 4, 5, 6"];
    let people = ["as \"unit!: UnitId\"", "select top_unit_id", "group by 1, 2"];
    sqlx::query("set local work_mem = '64kB'")
        .execute(&mut *tx)
        .await
        .expect("set");
    for (at, holds) in [(None, open), (Some(app.clock.today()), past)] {
        let asked = Asked::read(&mut tx, campaign.id, at, app.clock.now())
            .await
            .expect("asked");
        for (what, sql, several) in [
            (
                "all problems",
                own_query(&[&problems[..], &[holds]].concat(), &[listed, "unnest"], 6),
                true,
            ),
            (
                "people",
                own_query(&[&people[..], &[holds]].concat(), &[], 4),
                false,
            ),
        ] {
            let plan = Plan::of(&mut tx, &sql, |query| {
                let query = query.bind(tenant).bind(campaign.id.0).bind(asked.moment.at);
                if several {
                    query
                        .bind(asked.immediate_days)
                        .bind(asked.moment.day)
                        .bind(asked.moment.soon_until)
                } else {
                    query.bind(asked.moment.day)
                }
            })
            .await;
            let handed = plan.handed();
            assert!(handed <= HANDED, "{what}, {holds}: {handed} rows were handed on");
        }
    }
}
