//! The private PostgreSQL: real processes, real directories.

use std::time::Duration;

use zhenggai::platform::postgres::{PrivatePostgres, Role, Settings, StartError};

use support::{Place, ask};

mod crashes;
mod places;
mod roles;
mod support;

/// Not a test: the other process of the tests that need one, which run this binary again with only this.
#[tokio::test]
#[ignore = "started by other tests as a separate process"]
async fn hold() {
    let Some(dir) = std::env::var_os(support::HOLD) else {
        return;
    };
    match PrivatePostgres::start(&Settings {
        durable: true,
        ..support::settings(dir)
    })
    .await
    {
        Ok(_postgres) => {
            println!("holding");
            tokio::time::sleep(Duration::from_mins(5)).await;
        }
        Err(error) => println!("refused: {error}"),
    }
}

#[tokio::test]
async fn a_directory_has_one_server_and_others_attach() {
    let place = Place::new();
    let first = PrivatePostgres::start(&place.settings()).await.expect("starts");
    assert!(!first.attached());
    let second = PrivatePostgres::start(&place.settings())
        .await
        .expect_err("refused");
    assert!(matches!(second, StartError::AlreadyRunning { .. }), "{second}");

    let attached = PrivatePostgres::start_or_attach(&place.settings())
        .await
        .expect("attaches");
    assert!(attached.attached());
    assert_eq!(
        ask::<i32>(&attached.options(Role::App, "zhenggai"), "SELECT 1").await,
        1
    );
    attached.stop().await;
    assert_eq!(
        ask::<i32>(&first.options(Role::App, "zhenggai"), "SELECT 1").await,
        1,
        "it was not theirs to stop"
    );

    let server = place.server();
    first.stop().await;
    assert!(!support::alive(server), "stop waits until the server is gone");
    let again = PrivatePostgres::start_or_attach(&place.settings())
        .await
        .expect("starts");
    assert!(!again.attached());
    again.stop().await;
}

#[tokio::test]
async fn attaching_waits_for_a_start_in_progress() {
    let place = Place::new();
    let settings = place.settings();
    let (one, other) = tokio::join!(
        PrivatePostgres::start_or_attach(&settings),
        PrivatePostgres::start_or_attach(&settings)
    );
    let (one, other) = (one.expect("one"), other.expect("other"));
    assert_ne!(one.attached(), other.attached());
    one.stop().await;
    other.stop().await;
}

#[tokio::test]
async fn chinese_is_known_and_nothing_listens_on_tcp() {
    let place = Place::new();
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    let options = postgres.options(Role::Superuser, "zhenggai");
    // Of the templates too: other databases are made from them.
    let asked = "SELECT string_agg(DISTINCT datctype, ',') FROM pg_database";
    assert_eq!(ask::<String>(&options, asked).await, "C.UTF-8");
    assert_eq!(ask::<String>(&options, "SELECT lower('ÄÖ')").await, "äö");
    let there = "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')";
    if ask::<bool>(&options, there).await {
        // As the owner: the extension is a trusted one, and migrations run as the owner.
        support::run(
            &postgres.options(Role::Owner, "zhenggai"),
            "CREATE EXTENSION pg_trgm",
        )
        .await
        .expect("made");
        assert!(ask::<i32>(&options, "SELECT cardinality(show_trgm('农村环境'))").await > 0);
    }
    assert_eq!(ask::<String>(&options, "SHOW listen_addresses").await, "");
    assert_eq!(ask::<String>(&options, "SHOW timezone").await, "UTC");
    postgres.stop().await;
}

#[tokio::test]
async fn the_url_is_good_for_sqlx_and_for_psql() {
    let place = Place::below("a directory with 空格 & %41");
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    let url = postgres.url(Role::App, "zhenggai");
    let parsed = url.parse().expect("sqlx reads it");
    assert_eq!(
        ask::<String>(&parsed, "SELECT current_user::text").await,
        "zhenggai_app"
    );
    let output = support::psql(&url, "SELECT current_user, current_database()").await;
    assert_eq!(output.trim(), "zhenggai_app|zhenggai");
    postgres.stop().await;
}

#[tokio::test]
async fn dropping_stops_the_server_too() {
    let place = Place::new();
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    let server = place.server();
    drop(postgres);
    support::until("the server is gone", || !support::alive(server)).await;
}
