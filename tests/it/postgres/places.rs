//! Directories, accounts and programs that are not as one would wish.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::time::{Duration, Instant};

use nix::unistd::{Uid, User};
use zhenggai::platform::postgres::{PrivatePostgres, Role, Settings, StartError};

use super::support::{Place, ask, psql};

/// Everything of these tests that needs root says so when it is not there.
fn root() -> bool {
    let root = Uid::effective().is_root();
    if !root {
        println!("skipped: only root drops to another account");
    }
    root
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_gets_it_in_a_short_private_directory() {
    for path in ["long/".repeat(22), "one,two".to_owned()] {
        short_socket(&Place::below(&path)).await;
    }
}

async fn short_socket(place: &Place) {
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    let attached = PrivatePostgres::start_or_attach(&place.settings())
        .await
        .expect("attaches");
    let found = postgres
        .options(Role::App, "zhenggai")
        .get_socket()
        .cloned()
        .expect("a socket");
    assert!(
        found.starts_with("/tmp") && found.as_os_str().len() < 60,
        "{}",
        found.display()
    );
    assert_eq!(fs::metadata(&found).expect("there").mode() & 0o777, 0o700);
    assert_eq!(
        ask::<i32>(&attached.options(Role::App, "zhenggai"), "SELECT 1").await,
        1
    );
    assert_eq!(
        psql(&postgres.url(Role::App, "zhenggai"), "SELECT 1")
            .await
            .trim(),
        "1"
    );
    postgres.stop().await;
    fs::remove_dir_all(found).expect("removed");
}

#[tokio::test]
async fn root_drops_to_postgres_or_nobody_and_others_run_as_themselves() {
    let place = Place::new();
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    let uid = fs::metadata(format!("/proc/{}", place.server()))
        .expect("it runs")
        .uid();
    if Uid::effective().is_root() {
        let name = User::from_uid(Uid::from_raw(uid))
            .expect("looked up")
            .expect("known")
            .name;
        let postgres_exists = User::from_name("postgres").expect("looked up").is_some();
        assert_eq!(name, if postgres_exists { "postgres" } else { "nobody" });
    } else {
        assert_eq!(uid, Uid::effective().as_raw());
    }
    for private in ["data", "socket", "log"] {
        let found = fs::metadata(place.dir.join(private)).expect("there");
        assert_eq!((found.uid(), found.mode() & 0o777), (uid, 0o700), "{private}");
    }
    postgres.stop().await;
}

/// Data that another account made keeps its account; here it also shows that `nobody` will do.
#[tokio::test]
async fn the_owner_of_the_data_is_the_account() {
    if !root() {
        return;
    }
    let place = Place::new();
    let nobody = User::from_name("nobody").expect("looked up").expect("known");
    let data = place.dir.join("data");
    fs::create_dir_all(&data).expect("made");
    chown(&data, Some(nobody.uid.as_raw()), Some(nobody.gid.as_raw())).expect("given");
    // What a start that was interrupted leaves behind.
    fs::create_dir(place.dir.join("data.new")).expect("made");
    fs::write(place.dir.join("data.new/PG_VERSION"), "15\n").expect("written");
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    let uid = fs::metadata(format!("/proc/{}", place.server()))
        .expect("it runs")
        .uid();
    assert_eq!(uid, nobody.uid.as_raw());
    postgres.stop().await;
}

#[tokio::test]
async fn a_directory_below_a_private_home_is_refused_by_name() {
    if !root() {
        return;
    }
    let place = Place::below("home/me/db");
    let home = place.root.path().join("home");
    fs::create_dir(&home).expect("made");
    fs::set_permissions(&home, fs::Permissions::from_mode(0o700)).expect("closed");
    let error = PrivatePostgres::start(&place.settings())
        .await
        .expect_err("refused");
    assert!(
        matches!(&error, StartError::Unreachable { obstacle, .. } if *obstacle == home),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .contains(&format!("cannot enter {}", home.display())),
        "{error}"
    );
}

#[tokio::test]
async fn a_named_directory_without_programs_is_refused() {
    let place = Place::new();
    let settings = Settings {
        bin_dir: Some(place.root.path().to_owned()),
        ..place.settings()
    };
    let error = PrivatePostgres::start(&settings)
        .await
        .expect_err("refused")
        .to_string();
    assert!(error.contains("there is no PostgreSQL here"), "{error}");
    assert!(
        error.contains("the package `postgresql`") && error.contains("DATABASE_URL"),
        "{error}"
    );
}

#[tokio::test]
async fn programs_of_another_version_than_the_data_are_refused() {
    let place = Place::new();
    let postgres = PrivatePostgres::start(&place.settings()).await.expect("starts");
    let asked = "SELECT setting FROM pg_config WHERE name = 'BINDIR'";
    let bin = ask::<String>(&postgres.options(Role::Superuser, "postgres"), asked).await;
    postgres.stop().await;
    fs::write(place.dir.join("data/PG_VERSION"), "99\n").expect("written");
    let settings = Settings {
        bin_dir: Some(Path::new(&bin).to_owned()),
        ..place.settings()
    };
    let error = PrivatePostgres::start(&settings)
        .await
        .expect_err("refused")
        .to_string();
    assert!(error.contains("the data was made with PostgreSQL 99"), "{error}");
}

/// Data of a version that no machine has, and a network that leads nowhere.
#[tokio::test]
async fn none_found_and_none_fetched_is_one_clear_message_soon() {
    let place = Place::new();
    fs::create_dir_all(place.dir.join("data")).expect("made");
    fs::write(place.dir.join("data/PG_VERSION"), "99\n").expect("written");
    let begun = Instant::now();
    let held = tokio::task::spawn_blocking(move || place.held(None))
        .await
        .expect("ran");
    assert!(held.said.contains("no PostgreSQL 99"), "{}", held.said);
    assert!(
        held.said.contains("`postgresql-99`") && held.said.contains("DATABASE_URL"),
        "{}",
        held.said
    );
    assert!(begun.elapsed() < Duration::from_secs(25), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn files_that_are_no_database_are_left_alone() {
    let place = Place::new();
    fs::create_dir_all(place.dir.join("data")).expect("made");
    fs::write(place.dir.join("data/letter.txt"), "dear").expect("written");
    let error = PrivatePostgres::start(&place.settings())
        .await
        .expect_err("refused");
    assert!(matches!(error, StartError::NotData(_)), "{error}");
    assert_eq!(
        fs::read_to_string(place.dir.join("data/letter.txt")).expect("there"),
        "dear"
    );
}
