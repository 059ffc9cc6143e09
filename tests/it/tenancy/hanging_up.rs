//! Clients of two cities at once, most of which hang up in the middle.

use std::time::Duration;

use futures::future::join_all;
use sqlx::postgres::PgConnection;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use zhenggai::kernel::ids::ActId;
use zhenggai::platform::postgres::Role;

use super::pool::left_in_transaction;
use crate::support::{Client, TestApp, connect};

/// Of each city.
const ROUNDS: u64 = 25;

/// Writes a request and hangs up after so long, whatever has come back by then.
async fn hang_up(app: &TestApp, client: &Client, request: String, after: Duration) {
    hang_up_when(app, client, request, tokio::time::sleep(after)).await;
}

/// Writes a request and hangs up at a moment.
async fn hang_up_when(app: &TestApp, client: &Client, request: String, moment: impl Future<Output = ()>) {
    let address = app.url().replace("http://", "");
    let mut stream = TcpStream::connect(&address).await.expect("connected");
    let cookies = client.cookies();
    let head = format!("host: {address}\r\ncookie: {cookies}\r\norigin: http://{address}\r\n");
    let request = request.replacen("\r\n", &format!("\r\n{head}"), 1);
    stream.write_all(request.as_bytes()).await.expect("written");
    moment.await;
    // Linger zero: the server meets a reset and not a polite end.
    stream.set_zero_linger().expect("an option");
}

fn filing(act: ActId) -> String {
    let body = format!("act_id={act}&title=hung+up");
    let (kind, length) = ("content-type: application/x-www-form-urlencoded", body.len());
    format!("POST /problems HTTP/1.1\r\n{kind}\r\ncontent-length: {length}\r\n\r\n{body}")
}

/// One city's official, over and over: pages that are read, pages and acts that are left, acts that are answered.
async fn busy(app: &TestApp, city: &str, other: &str) -> Vec<ActId> {
    let official = app.as_(&format!("official@{city}")).await;
    let mut answered = Vec::new();
    for round in 0..ROUNDS {
        let moment = Duration::from_micros(round * 277 % 6000);
        hang_up(app, &official, "GET /account HTTP/1.1\r\n\r\n".to_owned(), moment).await;
        hang_up(app, &official, filing(ActId::fresh()), moment).await;
        for path in ["/account", "/my"] {
            let page = official.get(path).await.expect(200);
            assert!(page.body.contains(&format!("of {city}")), "{path}: {}", page.body);
            assert!(
                !page.body.contains(&format!("of {other}")),
                "{path} shows {other} to {city}"
            );
        }
        if round % 5 == 0 {
            let act = ActId::fresh();
            let filed = official
                .post(
                    "/problems",
                    &[("act_id", &act.to_string()), ("title", "answered")],
                )
                .await;
            filed.redirected();
            answered.push(act);
        }
    }
    answered
}

/// Waits until so many statements of the app's role wait for a lock.
async fn until_waiting(watcher: &mut PgConnection, wanted: i64) {
    for _ in 0..500 {
        let waiting: i64 = sqlx::query_scalar(
            "select count(*) from pg_stat_activity where datname = current_database() and usename = 'zhenggai_app'
             and wait_event_type = 'Lock'",
        )
        .fetch_one(&mut *watcher)
        .await
        .expect("the activity");
        if waiting == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("never {wanted} statements waiting");
}

async fn acts_recorded(app: &TestApp, act: ActId) -> i64 {
    sqlx::query_scalar("select count(*) from events where act_id = $1")
        .bind(act)
        .fetch_one(app.loader())
        .await
        .expect("a count")
}

#[tokio::test]
async fn an_act_under_way_is_finished_though_its_client_has_gone() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let mut watcher = connect(Role::Superuser, app.database()).await;
    let mut holder = app.loader().begin().await.expect("a transaction");
    sqlx::query("lock table problems in share mode")
        .execute(&mut *holder)
        .await
        .expect("locked");
    let act = ActId::fresh();
    hang_up_when(&app, &official, filing(act), until_waiting(&mut watcher, 1)).await;
    // Time enough for the server to notice.
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(acts_recorded(&app, act).await, 0, "it still waits");
    holder.commit().await.expect("released");
    assert_eq!(left_in_transaction(&mut watcher).await, 0);
    assert_eq!(
        acts_recorded(&app, act).await,
        1,
        "it was cut off with its transaction open"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clients_that_hang_up_leak_nothing_and_lose_nothing() {
    let app = TestApp::small().await;
    let pairs = [
        ("alpha", "beta"),
        ("beta", "alpha"),
        ("alpha", "beta"),
        ("beta", "alpha"),
    ];
    let answered = join_all(pairs.map(|(city, other)| busy(&app, city, other))).await;
    let mut watcher = connect(Role::Superuser, app.database()).await;
    assert_eq!(
        left_in_transaction(&mut watcher).await,
        0,
        "connections were left in a transaction"
    );
    for act in answered.into_iter().flatten() {
        let events: i64 = sqlx::query_scalar(
            "select count(*) from events e join problems p on p.tenant_id = e.tenant_id and p.id = e.object_id
             where e.act_id = $1 and e.act = 'problem.started'",
        )
        .bind(act)
        .fetch_one(app.loader())
        .await
        .expect("a count");
        assert_eq!(events, 1, "an act that was answered is lost");
    }
    let halves: i64 = sqlx::query_scalar(
        "select count(*) from problems p full join (select * from events where act = 'problem.started') e
            on e.tenant_id = p.tenant_id and e.object_id = p.id where p.id is null or e.id is null",
    )
    .fetch_one(app.loader())
    .await
    .expect("a count");
    assert_eq!(halves, 0, "acts that were half done");
}
