//! Long imports: the page tells how far one is, also while nobody waits for it; what was cut off has written nothing.

use std::time::Duration;

use sqlx::PgConnection;
use zhenggai::platform::postgres::Role;

use super::sheets::{acts, confirm, count, ended, figures, rows, try_out, two_people};
use crate::commands::program::Program;
use crate::support::{Client, PASSWORD, TestApp, connect};

/// Another import of alpha that goes on until this is dropped.
async fn another(app: &TestApp) -> PgConnection {
    let mut other = connect(Role::Loader, app.database()).await;
    sqlx::query("select pg_advisory_lock(hashtextextended($1, 0))")
        .bind(format!("import {}", app.cast.tenants["alpha"]))
        .execute(&mut other)
        .await
        .expect("its turn");
    other
}

#[tokio::test]
async fn whoever_does_not_wait_finds_it_going_on_and_then_done() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (path, page) = try_out(&office, "roster", two_people()).await;
    let first = another(&app).await;
    // The answer does not wait for the work.
    let form = page.form(&format!("{path}/application"));
    assert_eq!(office.submit(form).await.redirected(), path);
    let page = office.get(&path).await.expect(200);
    assert!(
        page.has("progress") && page.has("meta[http-equiv=refresh]"),
        "{}",
        page.text()
    );
    assert!(page.text().contains("正在导入") && !page.has("main form"));
    assert_eq!(app.as_("office@beta").await.get(&path).await.status, 404);
    assert_eq!(app.as_("official").await.get(&path).await.status, 403);
    // Going on is nothing that could be called cut off.
    assert_eq!(
        office
            .post(&format!("{path}/interruption"), &[])
            .await
            .redirected(),
        path
    );
    assert!(office.get(&path).await.expect(200).has("progress"));
    drop(first);
    let done = ended(&office, &path).await;
    assert_eq!(figures(&done), [2, 0, 0, 0]);
    assert_eq!(acts(&app, &path).await, ["import.tried", "import.applied"]);
    for _ in 0..100 {
        let left = count(
            &app,
            app.cast.tenants["alpha"],
            "select count(*) from import_progress where tenant_id = $1",
        );
        if left.await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("what ended is still told of");
}

#[tokio::test]
async fn an_import_whose_program_is_killed_has_written_nothing_and_can_be_done_again() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let alpha = app.cast.tenants["alpha"];
    let (path, page) = try_out(&office, "roster", two_people()).await;
    let before = rows(&app, alpha).await;
    let line = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--insecure-cookies",
        "--drain-seconds",
        "0",
    ];
    let program = Program::on(&app, &line).until("serving").await;
    let at = program.said.split("127.0.0.1:").nth(1).expect("its address");
    let port: String = at.chars().take_while(char::is_ascii_digit).collect();
    let there = Client::new(&format!("http://127.0.0.1:{port}"), "office");
    let form = there.get("/sign-in").await.expect(200).form("/sign-in");
    let form = form
        .set("login", "office")
        .set("tenant", "alpha")
        .set("password", PASSWORD);
    there.submit(form).await.redirected();
    let first = another(&app).await;
    let form = page.form(&format!("{path}/application"));
    assert_eq!(there.submit(form).await.redirected(), path);
    program.kill().await;
    drop(first);
    sqlx::query("update import_progress set told_at = told_at - interval '1 minute'")
        .execute(app.loader())
        .await
        .expect("later");
    let page = office.get(&path).await.expect(200);
    assert!(
        page.text().contains("中途断了，什么都没有写入"),
        "{}",
        page.text()
    );
    assert_eq!(rows(&app, alpha).await, before);
    let again = page.form(&format!("{path}/interruption"));
    assert_eq!(office.submit(again).await.redirected(), path);
    let page = office.get(&path).await.expect(200);
    confirm(&office, &path, &page).await;
    assert_eq!(acts(&app, &path).await, ["import.tried", "import.applied"]);
}
