//! The workbook of a list is exactly what its page shows, to whomever it shows it.

use zhenggai::imports::neutral::restored;
use zhenggai::kernel::scope::Scope;
use zhenggai::web::shell::list::book::MOST;

use super::{cells, heads, pages, rows};
use crate::imports::books::{part, texts};
use crate::imports::sheets::{count, three_people, try_out};
use crate::support::filed::{Filed, draft};
use crate::support::{Client, TestApp};

/// The workbook that a list's page leads to.
pub(super) async fn book(client: &Client, path: &str) -> Vec<u8> {
    let page = client.get(path).await.expect(200);
    let links = page.attributes(".zg-list-tools a[href*='.xlsx']", "href");
    assert_eq!(links.len(), 1, "{path}");
    let book = client.get(&links[0]).await.expect(200);
    let name = book.headers["content-disposition"]
        .to_str()
        .expect("a name")
        .to_owned();
    assert!(
        name.starts_with("attachment; filename*=UTF-8''") && name.ends_with("2018-09-25.xlsx"),
        "{name}"
    );
    book.bytes
}

/// What a page says where its workbook says this: days without the year that it is, and a way to what is guarded.
fn plain(cell: &str) -> String {
    let day = chrono::NaiveDate::parse_from_str(cell, "%Y-%m-%d");
    if let Ok(day) = day {
        return day.format("%-m月%-d日").to_string();
    }
    if cell == "未显示" {
        return "打开（记入办理记录）".to_owned();
    }
    let cell = restored(cell).unwrap_or(cell);
    cell.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Compares a list, page by page, with its workbook; gives how many rows it has.
pub(super) async fn same(client: &Client, path: &str) -> usize {
    let pages = pages(client, path).await;
    let book = texts(&book(client, path).await);
    let grouped = pages[0].has("tr.grp");
    let from = usize::from(grouped);
    assert_eq!(book[1][from..], heads(&pages[0]), "{path}");
    let shown: Vec<_> = pages.iter().flat_map(rows).collect();
    let written: Vec<Vec<String>> = book[2..]
        .iter()
        .map(|row| row[from..].iter().map(|cell| plain(cell)).collect())
        .collect();
    assert_eq!(written, shown, "{path}");
    if grouped {
        let mut groups: Vec<_> = book[2..].iter().map(|row| plain(&row[0])).collect();
        groups.dedup();
        let heads = pages.iter().flat_map(|page| cells(page.html(), "tr.grp", "th"));
        let mut heads: Vec<String> = heads.flatten().collect();
        heads.dedup();
        assert_eq!(groups, heads, "{path}");
    }
    shown.len()
}

/// Problems in many states, guarded ones and one that looks like a formula; a workbook that was sent.
async fn filled() -> TestApp {
    let app = TestApp::small().await;
    Box::pin(crate::templates::every_state(&app)).await;
    Filed::by(&app, "official", &draft("=HYPERLINK(\"http://x\",\"a\")")).await;
    Filed::by(&app, "citylead", &draft("Guarded text")).await;
    Filed::by(&app, "cadre", &draft("Of the county")).await;
    let office = app.as_("office").await;
    try_out(&office, "roster", three_people()).await;
    crate::search::indexed(&app).await;
    app
}

#[tokio::test]
async fn every_lists_workbook_is_what_its_pages_show() {
    let app = Box::pin(filled()).await;
    let lists = [
        ("office", "/people"),
        ("office", "/people?q=city&columns=rank,staff_no,name"),
        ("liaison", "/people"),
        ("county", "/people?columns=name,unit"),
        ("office", "/units"),
        ("office", "/units?q=dep&columns=name,above,own"),
        ("office", "/imports"),
        ("office", "/figures/rows?figure=problems_all"),
        ("office", "/figures/rows?figure=waiting_review"),
        (
            "officehead",
            "/figures/rows?figure=problems_all&columns=title,number,tier,done",
        ),
        ("office", "/figures/rows?figure=remaining_all&lamp=green"),
        ("office", "/figures/rows?figure=cadres_filed"),
        ("office", "/figures/rows?figure=departments"),
        ("unithead", "/our-figures/rows?figure=problems_all"),
        (
            "county",
            "/our-figures/rows?figure=waiting_review&columns=number,owner,title",
        ),
        ("official", "/my"),
        (
            "official",
            "/my?columns=title,submitted,approved,claimed,done,closed",
        ),
        ("liaison", "/ours"),
        ("unithead", "/ours?only=returned&columns=name,returned,overdue"),
        ("reviewer", "/review"),
        ("grouphead", "/review?tier=township&columns=unit,title,number"),
        ("auditor", "/ledger"),
        (
            "officehead",
            "/ledger?act=problem.&columns=act,object,who,details",
        ),
        ("official", "/search?q=HYPERLINK&in=problems&columns=title,number"),
        ("office", "/search?q=office&in=units&columns=name,unit,kind"),
        (
            "liaison",
            "/search?q=alpha&in=people&columns=name,number,unit,title,state",
        ),
    ];
    for (who, path) in lists {
        let n = same(&app.as_(who).await, path).await;
        let may_be_empty = path.contains("only=") || path.contains("lamp=") || path.contains("in=units");
        assert!(n > 0 || may_be_empty, "{who} {path}");
    }
    let english = app.as_("office").await.in_english();
    let rows = texts(&book(&english, "/people?columns=name,rank").await);
    assert_eq!(rows[1], ["Name", "Rank"]);
}

#[tokio::test]
async fn a_workbook_goes_over_all_pages_and_says_who_took_what_out_when() {
    let app = TestApp::small().await;
    sqlx::query(
        "with made as (insert into persons (tenant_id, id, staff_no, name, created_at)
            select $1, gen_random_uuid(), '2208021970010' || lpad(n::text, 5, '0'), '+Many ' || n, now()
            from generate_series(1, 130) n returning id)
         insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, from_at)
         select $1, gen_random_uuid(), id, $2, 'Clerk', 'township_deputy', 'township', '2018-01-01' from made",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.unit("dept-a"))
    .execute(app.loader())
    .await
    .expect("people");
    let office = app.as_("office").await;
    let path = "/people?q=Many&columns=staff_no,name";
    assert_eq!(same(&office, path).await, 130);
    let bytes = book(&office, path).await;
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    // Eighteen digits are a text, and what looks like a formula is none.
    assert!(!sheet.contains("<f>") && !sheet.contains("<v>2208"));
    let rows = texts(&bytes);
    let (first, title) = (&rows[2], &rows[0][0]);
    assert_eq!(first[0].len(), 18);
    assert!(first[1].starts_with("'+Many"), "{first:?}");
    for word in [
        "干部",
        "内部资料",
        "office of alpha",
        "City of alpha",
        "2018-09-25 10:00",
        "姓名或人员编号：Many",
    ] {
        assert!(title.contains(word), "{word}: {title}");
    }
    let data: Vec<String> =
        sqlx::query_scalar("select data from events where act = 'export.made' order by id")
            .fetch_all(app.loader())
            .await
            .expect("events");
    let expected = "{\"columns\":2,\"kind\":\"people\",\"rows\":130}";
    assert_eq!(data, [expected, expected]);
    let ledger = app
        .as_("auditor")
        .await
        .get("/ledger?act=export.")
        .await
        .expect(200);
    assert!(ledger.text().contains("类别干部"), "{}", ledger.text());
}

#[tokio::test]
async fn a_workbook_holds_no_text_that_the_page_keeps_back() {
    let app = Box::pin(filled()).await;
    for who in ["office", "officehead"] {
        let client = app.as_(who).await;
        let book = texts(&book(&client, "/figures/rows?figure=waiting_review").await);
        let cells = book.iter().flatten();
        assert!(!cells.clone().any(|cell| cell.contains("Guarded text")), "{who}");
        assert!(cells.clone().any(|cell| cell == "Of the county"), "{who}");
    }
    // Of a city leader's problem nothing was opened by that.
    let opened = "select count(*) from events where tenant_id = $1 and act = 'problem.opened'";
    assert_eq!(count(&app, app.cast.tenants["alpha"], opened).await, 0);
    let county = texts(&book(&app.as_("county").await, "/people").await);
    assert!(
        !county
            .iter()
            .flatten()
            .any(|cell| cell.contains("official of alpha"))
    );
    for (who, path) in [
        ("official", "/people.xlsx"),
        ("figures", "/figures/rows.xlsx?figure=problems_all"),
        ("liaison", "/our-figures/rows.xlsx?figure=problems_all"),
        ("office", "/ledger.xlsx"),
        ("auditor", "/search.xlsx?q=a"),
        ("official", "/search.xlsx?q=a&in=people"),
    ] {
        assert_eq!(app.as_(who).await.get(path).await.status, 403, "{who} {path}");
    }
}

/// So many events of a name, each with its number.
async fn events(app: &TestApp, act: &str, n: usize) {
    sqlx::query(
        "insert into events (tenant_id, act_id, position, at, act, object_kind, data)
         select $1, gen_random_uuid(), 0, now(), $2, 'test', '{\"rows\":' || n || '}' from generate_series(1, $3) n",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(act)
    .bind(i32::try_from(n).expect("a number"))
    .execute(app.loader())
    .await
    .expect("events");
}

#[tokio::test]
async fn what_is_read_in_several_parts_is_whole_and_in_order() {
    let app = TestApp::small().await;
    let n = 11_000;
    events(&app, "test.some", n).await;
    let auditor = app.as_("auditor").await;
    let book = texts(&book(&auditor, "/ledger?act=test.&columns=details").await);
    let written: Vec<String> = book[2..].iter().map(|row| row[0].clone()).collect();
    let expected: Vec<String> = (1..=n).rev().map(|n| format!("行 {n}")).collect();
    assert!(written == expected, "{} rows", written.len());
}

#[tokio::test]
async fn a_snapshot_sees_one_moment_and_writes_nothing() {
    let app = TestApp::small().await;
    let scope = Scope::program(app.cast.tenants["alpha"], "test");
    let mut tx = app.app.db().begin_snapshot(&scope).await.expect("begun");
    let count = "select count(*) from events where act = 'test.later'";
    let seen = sqlx::query_scalar::<_, i64>(count);
    assert_eq!(seen.fetch_one(&mut *tx).await.expect("counted"), 0);
    events(&app, "test.later", 1).await;
    let seen = sqlx::query_scalar::<_, i64>(count);
    assert_eq!(seen.fetch_one(&mut *tx).await.expect("counted"), 0);
    let written = sqlx::query("delete from sessions").execute(&mut *tx).await;
    let refused = written.expect_err("read only");
    let code = refused
        .as_database_error()
        .and_then(|error| error.code().map(|code| code.to_string()));
    assert_eq!(code.as_deref(), Some("25006"));
}

#[tokio::test]
async fn more_rows_than_a_workbook_takes_are_refused_and_not_cut() {
    let app = TestApp::small().await;
    events(&app, "test.many", MOST + 1).await;
    let auditor = app.as_("auditor").await;
    let page = auditor.get("/ledger.xlsx?act=test.").await.expect(422);
    assert!(page.text().contains("50000"), "{}", page.text());
    let made = "select count(*) from events where tenant_id = $1 and act = 'export.made'";
    assert_eq!(count(&app, app.cast.tenants["alpha"], made).await, 0);
}
