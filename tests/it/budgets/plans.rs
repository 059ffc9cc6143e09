//! `EXPLAIN (ANALYZE, BUFFERS)` of the program's own queries, as the role that serves.

use serde_json::Value;
use sqlx::postgres::{PgArguments, Postgres};
use sqlx::{AssertSqlSafe, Row as _, query::Query};
use uuid::Uuid;
use zhenggai::domain::campaigns;
use zhenggai::domain::figures::Asked;
use zhenggai::domain::review::queue::{Desk, Filter};
use zhenggai::kernel::ids::PersonId;
use zhenggai::kernel::scope::Actor;
use zhenggai::platform::db::Tx;

use crate::support::{TestApp, own_query};

/// Blocks that a first page of the queue may touch.
const QUEUE: i64 = 60;
/// And a page at any depth of it.
const DEEP: i64 = 70;
/// And each count of a whole city's dashboard.
const DASHBOARD: i64 = 300;
/// And all that the navigation says to somebody, whatever waits in the city.
const WAITING: i64 = 480;

pub(super) type Bound<'q> = Query<'q, Postgres, PgArguments>;

/// A plan as it ran.
pub(super) struct Plan(Value);

impl Plan {
    /// The second run: the first fills the cache of the catalogue, which is counted too.
    pub(super) async fn of(tx: &mut Tx, sql: &str, bind: impl for<'q> Fn(Bound<'q>) -> Bound<'q>) -> Self {
        let text = format!("explain (analyze, buffers, format json) {sql}");
        let mut plan = Value::Null;
        for _ in 0..2 {
            let row = bind(sqlx::query(AssertSqlSafe(text.clone())))
                .fetch_one(&mut **tx)
                .await
                .expect("a plan");
            plan = row.get::<Value, _>(0);
        }
        Self(plan[0]["Plan"].clone())
    }

    pub(super) fn blocks(&self) -> i64 {
        ["Shared Hit Blocks", "Shared Read Blocks"]
            .iter()
            .map(|name| self.0[*name].as_i64().expect("blocks"))
            .sum()
    }

    /// A number that later versions of PostgreSQL write with decimals.
    pub(super) fn rows(&self) -> String {
        format!("{:.0}", self.0["Actual Rows"].as_f64().unwrap_or_default())
    }

    /// Rows that its steps handed to each other: what a loop within a loop costs, whatever the machine.
    pub(super) fn handed(&self) -> f64 {
        fn walk(node: &Value) -> f64 {
            let number = |name: &str| node[name].as_f64().unwrap_or_default();
            let below = node["Plans"].as_array().into_iter().flatten();
            number("Actual Rows") * number("Actual Loops") + below.map(walk).sum::<f64>()
        }
        walk(&self.0)
    }

    /// Scans of a table, with what they are, their index, and the rows they had to look up in the table itself.
    fn scans(&self, table: &str) -> Vec<(String, String, i64)> {
        fn walk(node: &Value, table: &str, found: &mut Vec<(String, String, i64)>) {
            if node["Relation Name"] == table {
                let fetched = node["Heap Fetches"].as_i64().unwrap_or(0);
                let word = |name: &str| node[name].as_str().unwrap_or_default().to_owned();
                found.push((word("Node Type"), word("Index Name"), fetched));
            }
            for below in node["Plans"].as_array().into_iter().flatten() {
                walk(below, table, found);
            }
        }
        let mut found = Vec::new();
        walk(&self.0, table, &mut found);
        found
    }

    #[track_caller]
    pub(super) fn within(&self, what: &str, budget: i64) {
        assert!(
            self.blocks() <= budget,
            "{what}: {} blocks, at most {budget}\n{:#}",
            self.blocks(),
            self.0
        );
    }
}

/// The desk of the demonstration's reviewer.
async fn desk(app: &TestApp, tx: &mut Tx) -> Desk {
    let campaign = app.campaign(tx).await;
    let person: Uuid = sqlx::query_scalar("select person_id from accounts where login = 'reviewer'")
        .fetch_one(app.loader())
        .await
        .expect("a reviewer");
    let person = PersonId(person);
    let groups = campaigns::groups::of_person(tx, person).await.expect("groups");
    let actor = Actor {
        groups,
        ..Actor::default()
    };
    Desk::of(tx, campaign.id, &actor, person).await.expect("a desk")
}

#[tokio::test]
async fn a_page_of_the_queue_reads_few_blocks_at_any_depth() {
    let app = TestApp::full().await;
    let mut tx = app.tx("baicheng").await;
    let desk = desk(&app, &mut tx).await;
    let sql = own_query(&["with ordinality as w (unit_id, n)", "q.submitted_at"], &[], 11);
    let tenant = tx.tenant().0;
    let units: Vec<Uuid> = desk.units(Filter::default()).iter().map(|unit| unit.0).collect();
    let page = async |tx: &mut Tx, units: &[Uuid], after: Option<(Uuid, i32)>| {
        Plan::of(tx, &sql, |query| {
            query
                .bind(tenant)
                .bind(desk.campaign.0)
                .bind(units.to_vec())
                .bind(after.map(|at| at.0))
                .bind(after.map(|at| at.1))
                .bind(None::<String>)
                .bind(None::<bool>)
                .bind(desk.person.0)
                .bind(51_i64)
                .bind(Vec::<Uuid>::new())
                .bind(None::<chrono::DateTime<chrono::Utc>>)
        })
        .await
    };
    let first = page(&mut tx, &units, None).await;
    assert_eq!(first.rows(), "51", "the queue has more than a page");
    first.within("the first page of the queue", QUEUE);
    // Entries in the order of the queue, to begin behind: in the middle and near the end.
    let waiting: Vec<(Uuid, Uuid, i32)> = sqlx::query_as(
        "select p.top_unit_id, p.owner_id, p.seq from unnest($2::uuid[]) with ordinality w (unit_id, n)
         join problems p on p.tenant_id = $1 and p.top_unit_id = w.unit_id and p.state = 'submitted' and p.stage = 'group'
         order by w.n, p.owner_id, p.seq",
    )
    .bind(tenant)
    .bind(&units)
    .fetch_all(&mut *tx)
    .await
    .expect("the queue");
    assert!(waiting.len() > 200, "{} wait", waiting.len());
    for (part, of) in [(1, 4), (1, 2), (3, 4)] {
        let (unit, owner, seq) = waiting[waiting.len() * part / of];
        let begun = units.iter().position(|known| *known == unit).expect("watched");
        let deep = page(&mut tx, &units[begun..], Some((owner, seq))).await;
        deep.within(&format!("{part}/{of} into the queue"), DEEP);
    }
}

#[tokio::test]
async fn a_dashboard_is_counted_from_covering_indexes_alone() {
    let app = TestApp::full().await;
    let mut tx = app.tx("baicheng").await;
    let campaign = app.campaign(&mut tx).await;
    let asked = Asked::read(&mut tx, campaign.id, None, app.clock.now())
        .await
        .expect("asked");
    let (tenant, moment) = (tx.tenant().0, asked.moment);
    let counts = [
        "select top_unit_id",
        "group by 1, 2, 3, 4, 5, 6",
        "s.to_at = 'infinity'",
    ];
    let listed = "and s.owner_id in (select owner_id from cohort_members";
    for (what, sql, index) in [
        (
            "all problems",
            own_query(&counts, &[listed], 6),
            "problem_spans_counted",
        ),
        (
            "problems of who is listed",
            own_query(&[counts[0], counts[1], counts[2], listed], &[], 6),
            "problem_spans_open",
        ),
    ] {
        let plan = Plan::of(&mut tx, &sql, |query| {
            query
                .bind(tenant)
                .bind(campaign.id.0)
                .bind(moment.at)
                .bind(asked.immediate_days)
                .bind(moment.day)
                .bind(moment.soon_until)
        })
        .await;
        let scans = plan.scans("problem_spans");
        assert_eq!(
            scans,
            [("Index Only Scan".to_owned(), index.to_owned(), 0)],
            "{what}: {:#}",
            plan.0
        );
        plan.within(what, DASHBOARD);
    }
}

/// What stands beside the entries of the navigation is asked with every page.
#[tokio::test]
async fn what_waits_for_somebody_is_counted_from_few_blocks() {
    let app = TestApp::full().await;
    let mut tx = app.tx("baicheng").await;
    let desk = desk(&app, &mut tx).await;
    let sql = own_query(&["watched as materialized"], &[], 19);
    let tenant = tx.tenant().0;
    let groups = campaigns::groups::of_person(&mut tx, desk.person)
        .await
        .expect("groups");
    let groups: Vec<Uuid> = groups.iter().map(|(group, _)| group.0).collect();
    let today = app.clock.today();
    // Somebody who is everything at once: a reviewer of the office who checks for all units.
    let units: Vec<Uuid> = desk.watched.iter().map(|unit| unit.0).collect();
    let plan = Plan::of(&mut tx, &sql, |query| {
        query
            .bind(tenant)
            .bind(desk.campaign.0)
            .bind(desk.person.0)
            .bind(vec![desk.person.0])
            .bind(Vec::<Uuid>::new())
            .bind(units.clone())
            .bind(groups.clone())
            .bind(true)
            .bind(true)
            .bind(true)
            .bind(100_i64)
            .bind(today)
            .bind(today)
            .bind(true)
            .bind(false)
            .bind(vec![desk.person.0])
            .bind(vec![desk.person.0])
            .bind(vec![desk.person.0])
            .bind(units.clone())
    })
    .await;
    plan.within("what waits for somebody", WAITING);
}
