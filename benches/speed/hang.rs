//! Clients of two cities that hang up in mid-request, and what must not come of it.

use std::time::Duration;

use futures::future::join_all;
use sqlx::Connection as _;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::Extent;
use crate::client::{Asking, load, once};
use crate::place::{Place, Program};

/// Hanging up after so many different times.
const MOMENTS: u64 = 40;

/// Runs them, and fails when a connection is left in a transaction or a city sees the other.
pub async fn up(place: &Place, program: &Program, extent: Extent) {
    let cities = [("official", "临河市"), ("official2", "白城市")];
    let mut left = 0;
    for round in 0..u64::try_from(extent.pairs).unwrap_or(1) {
        for (login, other) in cities {
            let cookies = program.sign_in(login).await;
            let moments = (0..MOMENTS).map(|n| hang_up(program, &cookies, n * 131 + round * 17));
            left += join_all(moments).await.len();
            let asking = Asking {
                path: "/my".to_owned(),
                cookies,
                form: None,
            };
            for _ in 0..10 {
                let (_, _, body) = once(program.address, &asking).await;
                assert!(!body.contains(other), "{login} is shown {other}");
            }
            load(program.address, &asking, 4, extent.each / 4).await;
        }
    }
    // What was begun is finished first.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let mut connection = place.connect("postgres").await;
    let idle: i64 = sqlx::query_scalar(
        "select count(*) from pg_stat_activity where usename = 'zhenggai_app' and state like 'idle in transaction%'",
    )
    .fetch_one(&mut connection)
    .await
    .expect("the activity");
    connection.close().await.expect("closed");
    assert_eq!(idle, 0, "connections were left in a transaction");
    println!("hung up in mid-request {left} times: none left in a transaction, no foreign city shown");
}

async fn hang_up(program: &Program, cookies: &str, micros: u64) {
    let mut stream = TcpStream::connect(program.address).await.expect("connected");
    let host = program.address;
    let act = zhenggai::kernel::ids::ActId::fresh();
    let body = format!("act_id={act}&title=hung+up");
    let request = format!(
        "POST /problems HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncookie: {cookies}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.expect("written");
    tokio::time::sleep(Duration::from_micros(micros)).await;
    // The server meets a reset and not a polite end.
    stream.set_zero_linger().expect("an option");
}
