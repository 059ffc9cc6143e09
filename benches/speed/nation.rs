//! `cargo bench -- --cities 333`: what the other cities of a nation cost one of them. The same city stands in two clusters, alone and
//! among copies of itself, and its pages are measured in turn.
//!
//! Copies have everything that lists and figures read, each row under a tenant and with ids of its own; of the texts only the
//! sentences, and of the past nothing: some 39,000 problems a city.

use std::time::Instant;

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

use crate::Extent;
use crate::client::Asking;
use crate::place::{Place, Program};
use crate::report::{Series, Target, ratio};
use crate::rows::{CLIENTS, Page, measured, micros, say};

/// Tables of a city that its lists and figures read, those that others refer to first.
const TABLES: [&str; 12] = [
    "campaigns",
    "terms",
    "routes",
    "units",
    "persons",
    "posts",
    "supervision_groups",
    "group_units",
    "cohorts",
    "cohort_members",
    "problems",
    "problem_spans",
];

/// Fills the cluster up to so many cities.
async fn multiply(place: &Place, cities: usize) {
    let began = Instant::now();
    let mut connection = place.connect("postgres").await;
    // Rows that were checked once need no second look at what they refer to.
    run(
        &mut connection,
        "set session_replication_role = replica; set synchronous_commit = off",
    )
    .await;
    let mut copies = Vec::new();
    for table in TABLES {
        copies.push(copy(&mut connection, table).await);
    }
    for city in 1..cities {
        let id = format!("00000000-0000-8000-8000-{city:012x}");
        let slug = format!("city-{city}");
        let tenant = format!(
            "insert into tenants select (jsonb_populate_record(t, jsonb_build_object('id', '{id}', 'slug', '{slug}'))).*
             from tenants t where slug = 'baicheng'"
        );
        run(&mut connection, &tenant).await;
        for copy in &copies {
            let copy = copy
                .replace("$TENANT", &id)
                .replace("$CITY", &format!("{city:04x}"));
            run(&mut connection, &copy).await;
        }
    }
    for table in TABLES {
        run(&mut connection, &format!("vacuum (analyze) {table}")).await;
    }
    let rows: i64 = sqlx::query_scalar("select count(*) from problems")
        .fetch_one(&mut connection)
        .await
        .expect("counted");
    println!(
        "{cities} cities, {rows} problems: filled in {:.0} s",
        began.elapsed().as_secs_f64()
    );
    connection.close().await.expect("closed");
}

async fn run(connection: &mut PgConnection, sql: &str) {
    connection
        .execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned())))
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// The statement that copies a table's rows of the city to `$TENANT`.
async fn copy(connection: &mut PgConnection, table: &str) -> String {
    let columns: Vec<(String, String, bool)> = sqlx::query_as(
        "select column_name::text, is_generated::text, data_type = 'uuid' from information_schema.columns
         where table_schema = 'public' and table_name = $1 order by ordinal_position",
    )
    .bind(table)
    .fetch_all(&mut *connection)
    .await
    .expect("the catalogue");
    let own = columns.iter().filter(|(_, generated, _)| generated == "NEVER");
    let columns: Vec<(&str, bool)> = own.map(|(name, _, is_id)| (name.as_str(), *is_id)).collect();
    // An id keeps its time and its order: what is found by one is as near as in the city that was copied.
    let value = |(column, is_id): &(&str, bool)| match *column {
        "tenant_id" => "'$TENANT'".to_owned(),
        "draft" => "'{}'".to_owned(),
        id if *is_id => format!("overlay({id}::text placing '$CITY' from 25 for 4)::uuid"),
        other => other.to_owned(),
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let columns: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let only = if table == "problem_spans" {
        " and to_at = 'infinity'"
    } else {
        ""
    };
    format!(
        "insert into {table} ({}) select {} from {table}
         where tenant_id = (select id from tenants where slug = 'baicheng'){only}",
        columns.join(", "),
        values.join(", ")
    )
}

/// All of it: both clusters, the copies, the pages in turn.
pub async fn all(cities: usize, extent: Extent) {
    let (mut one, mut many) = (
        Place::temporary(extent.size).await,
        Place::temporary(extent.size).await,
    );
    let (alone, among) = (one.serve().await, many.serve().await);
    // Its building beside would be measured too.
    println!("{}; {}", one.indexed().await, many.indexed().await);
    multiply(&many, cities).await;
    queue(&alone, &among, extent).await;
    dashboard(&alone, &among, extent).await;
    println!("\n{}", among.memory());
    alone.stop().await;
    among.stop().await;
    one.remove();
    many.remove();
}

async fn queue(alone: &Program, among: &Program, extent: Extent) {
    let page = async |program: &Program| Page {
        what: "review queue",
        asking: Asking {
            path: "/review".to_owned(),
            cookies: program.sign_in("reviewer").await,
            form: None,
        },
        clients: CLIENTS,
    };
    let pages = (page(alone).await, page(among).await);
    in_turn((alone, &pages.0), (among, &pages.1), extent, 0.85).await;
}

/// Whoever has just acted is never shown what was counted before: each request counts anew.
async fn dashboard(alone: &Program, among: &Program, extent: Extent) {
    let page = async |program: &Program| Page {
        what: "dashboard, not held",
        asking: Asking {
            path: "/figures".to_owned(),
            cookies: program.sign_in("office").await,
            form: None,
        },
        clients: 1,
    };
    let pages = (page(alone).await, page(among).await);
    in_turn((alone, &pages.0), (among, &pages.1), extent, 0.6).await;
}

/// Runs of a page alone and among others, the figures of neither held.
async fn in_turn(alone: (&Program, &Page), among: (&Program, &Page), extent: Extent, least: f64) {
    let (mut runs, mut ratios, mut baseline) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..extent.pairs {
        let base = measured(alone.0, &acted(alone.1), extent.each).await;
        let run = measured(among.0, &acted(among.1), extent.each).await;
        ratios.push(run.0.rate() / base.0.rate());
        baseline.push(base.0.rate());
        runs.push(run);
    }
    say(among.1, &runs);
    ratio(
        "  against the same city alone",
        &Series::of(ratios),
        &Series::of(baseline),
        Target::AtLeast(least),
    );
}

/// The same asked by somebody who has just acted.
fn acted(page: &Page) -> Page {
    Page {
        what: page.what,
        asking: Asking {
            path: page.asking.path.clone(),
            cookies: format!("{}; zg-acted={}", page.asking.cookies, micros() + 4_000_000),
            form: None,
        },
        clients: page.clients,
    }
}
