//! What a search reads in a whole city, and that building its index leaves pages alone.

use std::time::{Duration, Instant};

use sqlx::postgres::PgConnection;
use zhenggai::domain::lists::reading::Sight;
use zhenggai::domain::search::{Kind, Query};
use zhenggai::kernel::scope::{Actor, Grant, Role};
use zhenggai::platform::db::Tx;

use super::plans::Plan;
use crate::search::{indexed, search};
use crate::support::{TestApp, own_query};

/// Blocks that the commonest character may touch: each entry is looked at, none of their terms.
const COMMON: i64 = 1300;
/// And what a few hundred hold.
const RARE: i64 = 200;
/// And the prints of one problem, whatever else is indexed.
const PRINTS: i64 = 120;

/// How often the index of terms was asked in this transaction.
async fn asked(connection: &mut PgConnection) -> i64 {
    sqlx::query_scalar("select pg_stat_get_xact_numscans('search_entries_terms'::regclass)")
        .fetch_one(connection)
        .await
        .expect("a count")
}

/// Who reads most: the office, named for city leaders too.
fn office() -> Actor {
    let grants = [Role::Office, Role::CityReader].map(|role| Grant { role, unit: None });
    Actor {
        grants: grants.into(),
        ..Actor::default()
    }
}

async fn plan(app: &TestApp, tx: &mut Tx, q: &str) -> Plan {
    let campaign = app.campaign(tx).await;
    let sight = Sight::of(tx, &office(), campaign.id).await.expect("a sight");
    let terms = zhenggai::domain::search::terms(tx.tenant(), Kind::Problem, &Query::read(q));
    let sql = own_query(&["from search_problems("], &[], 12);
    Plan::of(tx, &sql, |query| {
        query
            .bind(terms.clone())
            .bind(campaign.id.0)
            .bind(sight.owners.clone())
            .bind(sight.leaders.clone())
            .bind(sight.watched.clone())
            .bind(sight.counties.clone())
            .bind(sight.office)
            .bind(sight.named)
            .bind(None::<uuid::Uuid>)
            .bind(None::<i64>)
            .bind(None::<uuid::Uuid>)
            .bind(21_i64)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_of_a_whole_city_asks_the_index_and_its_building_leaves_pages_alone() {
    let app = TestApp::full().await;
    let official = app.as_login("official").await;
    let building = async {
        let begun = Instant::now();
        indexed(&app).await;
        begun.elapsed()
    };
    let looking = async {
        tokio::time::sleep(Duration::from_secs(3)).await;
        let page = search(&official, "的", "").await;
        assert!(page.text().contains("索引正在建立，已完成"), "{}", page.text());
        app.anonymous().get("/sign-in").await.expect(200);
        official.get("/my").await.expect(200);
    };
    let (took, ()) = tokio::join!(building, looking);
    println!("the index of a city was built in {} s", took.as_secs());
    let mut tx = app.tx("baicheng").await;
    for (q, rows, budget) in [
        ("的", Some("21"), COMMON),
        ("群众", Some("21"), COMMON),
        ("骗取", None, RARE),
        ("没有这种说法", Some("0"), RARE),
    ] {
        let before = asked(&mut tx).await;
        let plan = plan(&app, &mut tx, q).await;
        assert_eq!(asked(&mut tx).await - before, 2, "{q}: twice, for it ran twice");
        if let Some(rows) = rows {
            assert_eq!(plan.rows(), rows, "{q}");
        }
        println!("{q}: {} blocks, {} rows", plan.blocks(), plan.rows());
        plan.within(q, budget);
    }
    // The index has grown from nothing and nobody has told the planner: still no batch reads those before it.
    let problem: uuid::Uuid = sqlx::query_scalar("select id from problems limit 1")
        .fetch_one(&mut *tx)
        .await
        .expect("a problem");
    let tenant = tx.tenant().0;
    for begins in ["delete from likeness_prints", "insert into likeness_prints"] {
        let plan = Plan::of(&mut tx, &own_query(&[begins], &[], 2), |query| {
            query.bind(tenant).bind(vec![problem])
        })
        .await;
        plan.within(begins, PRINTS);
    }
}
