//! Where the database is: an address with the right role, or a directory of one's own.

use zhenggai::platform::postgres::Role;

use super::program::{Place, Program};
use crate::support::{TestApp, connect};

#[tokio::test]
async fn a_role_that_could_pass_by_the_policies_is_refused() {
    let app = TestApp::small().await;
    for (role, why) in [
        (Role::Superuser, "superuser"),
        (Role::Loader, "bypass"),
        (Role::Owner, "owns the tables"),
    ] {
        for line in [
            &["figures", "--tenant", "alpha"][..],
            &["serve", "--listen", "127.0.0.1:0"],
        ] {
            let said = Program::new(line)
                .env("DATABASE_URL", &app.database_url(role))
                .run()
                .await;
            assert_eq!(said.status, 1, "{said:?}");
            assert!(
                said.err.contains(why) && said.err.contains("zhenggai_app"),
                "{said:?}"
            );
        }
    }
    assert_eq!(
        Program::on(&app, &["figures", "--tenant", "alpha"])
            .run()
            .await
            .status,
        0
    );
}

#[tokio::test]
async fn another_schema_is_refused_and_migrating_is_for_the_owner() {
    let app = TestApp::small().await;
    let migrate =
        |role| Program::new(&["migrate", "--format", "json"]).env("DATABASE_URL", &app.database_url(role));
    assert_eq!(migrate(Role::Owner).run().await.json()["applied"], 0);
    assert_eq!(migrate(Role::App).run().await.status, 1);
    let mut owner = connect(Role::Owner, app.database()).await;
    for (sql, why) in [
        ("update _sqlx_migrations set checksum = '\\x00' where version = 1", "1 was changed"),
        (
            "insert into _sqlx_migrations (version, description, installed_on, success, checksum, execution_time)
             select 9999, 'later', installed_on, success, checksum, 0 from _sqlx_migrations limit 1",
            "",
        ),
        ("delete from _sqlx_migrations where version < 9999", "missing"),
    ] {
        sqlx::query(sql).execute(&mut owner).await.expect("changed");
        let said = Program::on(&app, &["figures", "--tenant", "alpha"]).run().await;
        let why_not = said.refusal();
        assert!(why_not.contains(why) && why_not.contains("zhenggai migrate"), "{said:?}");
    }
}

#[tokio::test]
async fn a_directory_is_made_used_left_and_used_again() {
    let place = Place::new();
    let dir = ["--dir", place.path()];
    let create = [
        &["tenant", "create", "--slug", "gamma", "--name", "丙市"],
        &dir[..],
    ]
    .concat();
    let made = Program::new(&create).run().await;
    assert_eq!(made.status, 0, "{made:?}");
    assert!(
        !place.dir.join("data/postmaster.pid").exists(),
        "it does not go on running"
    );
    // While one process runs it, others attach: here four at once.
    let running = Program::new(&["database", dir[0], dir[1]])
        .until("OWNER_URL")
        .await;
    let staff = ["n1", "n2", "n3", "n4"];
    let accounts = staff.map(|staff| {
        let line = [
            "account", "create", "--tenant", "gamma", "--name", staff, "--staff", staff, dir[0], dir[1],
        ];
        Program::new(&line).run()
    });
    for said in futures::future::join_all(accounts).await {
        assert_eq!(said.status, 0, "{said:?}");
    }
    let figures = [&["figures", "--tenant", "gamma", "--format", "json"], &dir[..]].concat();
    let attached = Program::new(&figures).run().await.json();
    assert!(running.stop().await.success());
    // And alone again, with what the others wrote.
    let alone = Program::new(&figures).run().await.json();
    let n = |document: &serde_json::Value| document[0]["n"].clone();
    assert_eq!(n(&alone), n(&attached));
    let again = [
        &[
            "account", "create", "--tenant", "gamma", "--name", "n1", "--staff", "N1",
        ],
        &dir[..],
    ]
    .concat();
    assert!(
        !Program::new(&again).run().await.refusal().is_empty(),
        "that login is taken"
    );
}

#[tokio::test]
async fn the_roles_for_an_outside_server_are_printed() {
    let said = Program::new(&["roles", "--database", "整改"]).run().await;
    assert_eq!(said.status, 0);
    for word in [
        "zhenggai_owner",
        "zhenggai_app",
        "zhenggai_loader",
        "bypassrls",
        "\"整改\"",
    ] {
        assert!(said.out.to_lowercase().contains(word), "{word}: {}", said.out);
    }
}
