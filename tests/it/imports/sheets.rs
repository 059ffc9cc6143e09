//! Workbooks to send, and cities to send them to.

use std::time::Duration;

use rust_xlsxwriter::Workbook;
use zhenggai::domain::accounts::actions::{NewAccount, create as create_account};
use zhenggai::domain::campaigns::founding::{NewTenant, create as create_tenant};
use zhenggai::domain::ledger::Act;
use zhenggai::kernel::ids::{ActId, TenantId};
use zhenggai::kernel::scope::{Actor, Grant, Role, Scope};

use crate::support::{Client, Page, TestApp};

/// A workbook of the fixtures: `office/干部名册.xlsx`.
pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}

/// The counts that belong to a set of workbooks.
pub fn summary(set: &str) -> serde_json::Value {
    serde_json::from_slice(&fixture(&format!("{set}.summary.json"))).expect("json")
}

/// A workbook with one sheet of these rows, the first being the header.
pub fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            page.write_string(row, column, *cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const ROSTER: [&str; 6] = ["人员编号", "姓名", "单位", "职务", "职级", "分管领导编号"];

/// A roster of these rows: number, name, unit, title, rank, number of the leader in charge.
pub fn roster(rows: &[[&str; 6]]) -> Vec<u8> {
    let rows: Vec<&[&str]> = std::iter::once(&ROSTER)
        .chain(rows)
        .map(<[&str; 6]>::as_slice)
        .collect();
    sheet(&rows)
}

/// Two people of Department A, whom the cast does not know.
pub fn two_people() -> Vec<u8> {
    roster(&[
        ["N001", "Newman", "Department A", "局长", "县处级正职", ""],
        ["N002", "Newton", "Department A", "科长", "乡科级正职", "N001"],
    ])
}

/// The same, and one whom nobody can place.
pub fn three_people() -> Vec<u8> {
    roster(&[
        ["N001", "Newman", "Department A", "局长", "县处级正职", ""],
        ["N002", "Newton", "Department A", "科长", "乡科级正职", "N001"],
        ["N003", "Nobody", "Department Z", "科长", "乡科级正职", "N001"],
    ])
}

/// Sends a workbook by the page's own form.
pub async fn send(client: &Client, kind: &str, name: &str, bytes: Vec<u8>) -> Page {
    let index = client.get("/imports").await.expect(200);
    assert!(index.has(&format!(
        "form[enctype='multipart/form-data'] input[name=kind][value={kind}]"
    )));
    client
        .post_file("/imports", &[("kind", kind)], ("file", name, bytes))
        .await
}

/// Sends one that can be read; gives the page of what it would do, and its path.
pub async fn try_out(client: &Client, kind: &str, bytes: Vec<u8>) -> (String, Page) {
    let path = send(client, kind, "book.xlsx", bytes).await.redirected();
    let page = ended(client, &path).await;
    (path, page)
}

/// A run's page once its work is over: until then a browser asks for it again and again.
pub async fn ended(client: &Client, path: &str) -> Page {
    for _ in 0..300 {
        let page = client.get(path).await;
        if page.status == 200 && !page.has("progress") {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("{path} goes on and on");
}

/// Confirms by the page's own button; gives the page after it.
pub async fn confirm(client: &Client, path: &str, page: &Page) -> Page {
    let form = page.form(&format!("{path}/application"));
    assert_eq!(client.submit(form).await.redirected(), path);
    ended(client, path).await
}

/// The four big figures: added, changed, unchanged, refused.
pub fn figures(page: &Page) -> Vec<usize> {
    let number = |text: &String| text.split(' ').next().and_then(|n| n.parse().ok());
    page.texts(".zg-figs .big").iter().filter_map(number).collect()
}

/// The refused rows of a page: row, column, reason.
pub fn refused(page: &Page) -> Vec<String> {
    let cells = page.texts(".zg-refused tbody :is(th, td)");
    cells.chunks(3).map(|row| row.join(" ")).collect()
}

/// A city with nothing in it, and its office signed in.
pub async fn empty_city(app: &TestApp) -> (TenantId, Client) {
    let actor = Actor::program("test");
    let new = NewTenant {
        slug: "gamma".to_owned(),
        name: "City of gamma".to_owned(),
        level: "city".to_owned(),
        parent: None,
        demo: false,
        starts_on: Some(app.clock.today()),
    };
    let tenant = create_tenant(app.app.db(), &app.clock, &actor, &new)
        .await
        .expect("a tenant");
    let scope = Scope::program(tenant.id, "test");
    let mut tx = app.app.db().begin(&scope).await.expect("a transaction");
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now())
        .await
        .expect("an act");
    let office = NewAccount {
        login: "office3".to_owned(),
        display_name: "office of gamma".to_owned(),
        person: None,
        grants: vec![Grant {
            role: Role::Office,
            unit: None,
        }],
        password: None,
        one_time: false,
    };
    let office = create_account(&mut tx, &mut act, app.app.passwords(), office)
        .await
        .expect("an account");
    tx.commit().await.expect("committed");
    (tenant.id, app.signed_in(office.id, "office3").await)
}

/// How many rows of a city the tables of the rosters hold, each.
pub async fn rows(app: &TestApp, tenant: TenantId) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["units", "persons", "posts", "cohort_members"] {
        let sql = format!("select count(*) from {table} where tenant_id = $1");
        counts.push(count(app, tenant, sql).await);
    }
    counts
}

/// The answer of a query that counts something of a city.
pub async fn count(app: &TestApp, tenant: TenantId, sql: impl Into<String>) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql.into()))
        .bind(tenant)
        .fetch_one(app.loader())
        .await
        .expect("counted")
}

/// Acts of the ledger on a run, oldest first.
pub async fn acts(app: &TestApp, path: &str) -> Vec<String> {
    let id: uuid::Uuid = path
        .rsplit('/')
        .next()
        .and_then(|id| id.parse().ok())
        .expect("an id");
    sqlx::query_scalar("select act from events where object_id = $1 order by id")
        .bind(id)
        .fetch_all(app.loader())
        .await
        .expect("read")
}
