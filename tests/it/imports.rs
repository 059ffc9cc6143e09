//! Imports through the pages: whole workbooks of an office, the dry run, confirming once, giving up.

mod blank;
pub mod books;
mod cleared;
pub mod explained;
mod exports;
pub mod history;
mod hostile;
mod lists;
mod posts;
mod progress;
mod queue;
mod refusals;
mod returned;
pub mod sheets;
pub mod undone;
mod unread;

use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use zhenggai::kernel::ids::ActId;

use crate::support::TestApp;
use sheets::{acts, confirm, count, empty_city, figures, fixture, rows, send, summary, try_out, two_people};

#[tokio::test]
async fn the_tidy_workbooks_go_in_whole_and_a_second_time_change_nothing() {
    let app = TestApp::small().await;
    let (city, office) = empty_city(&app).await;
    let told = summary("office");
    let number = |group: &str, what: &str| told[group][what].as_u64().expect("a number");

    let (path, page) = try_out(&office, "organisation", fixture("office/机构名册.xlsx")).await;
    let of_units: u64 = ["bodies", "counties", "departments", "subordinate"]
        .iter()
        .map(|kind| number("units", kind))
        .sum();
    // The city itself stands in the sheet too.
    let units = usize::try_from(of_units + 1).expect("small");
    assert_eq!(figures(&page), [units, 0, 0, 0]);
    assert_eq!(rows(&app, city).await, [0; 4], "a dry run writes nothing");
    let done = confirm(&office, &path, &page).await;
    assert!(done.texts(".zg-flash").concat().contains("已导入"));
    for (kind, code) in [
        ("bodies", "body"),
        ("counties", "county"),
        ("departments", "department"),
        ("subordinate", "subordinate"),
    ] {
        let sql = format!("select count(*) from units where tenant_id = $1 and kind = '{code}'");
        assert_eq!(
            count(&app, city, sql).await,
            i64::try_from(number("units", kind)).expect("small"),
            "{kind}"
        );
    }

    let before = rows(&app, city).await;
    let (path, page) = try_out(&office, "roster", fixture("office/干部名册.xlsx")).await;
    let people = usize::try_from(number("people", "all")).expect("small");
    assert_eq!(figures(&page), [people, 0, 0, 0]);
    assert_eq!(rows(&app, city).await, before, "a dry run writes nothing");
    let done = confirm(&office, &path, &page).await;
    assert_eq!(figures(&done), [people, 0, 0, 0]);
    for (what, tiers) in [
        ("all", "'city', 'county', 'township'"),
        ("county_and_above", "'city', 'county'"),
        ("city", "'city'"),
    ] {
        let sql = format!(
            "select count(distinct person_id) from posts where tenant_id = $1 and position = 1 and tier in ({tiers})"
        );
        assert_eq!(
            count(&app, city, sql).await,
            i64::try_from(number("people", what)).expect("small"),
            "{what}"
        );
    }

    let before = rows(&app, city).await;
    for (kind, name, n) in [
        ("organisation", "office/机构名册.xlsx", units),
        ("roster", "office/干部名册.xlsx", people),
    ] {
        let (path, page) = try_out(&office, kind, fixture(name)).await;
        assert_eq!(figures(&page), [0, 0, n, 0], "{kind}");
        assert!(
            page.texts(".zg-same")
                .concat()
                .contains("没有变化这份文件和现有名册一样"),
            "{}",
            page.text()
        );
        assert!(!page.has("main form"), "there is nothing to confirm");
        assert_eq!(acts(&app, &path).await, ["import.tried"]);
    }
    assert_eq!(rows(&app, city).await, before);
}

#[tokio::test]
async fn a_confirmation_sent_again_imports_once() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let alpha = app.cast.tenants["alpha"];
    let (path, page) = try_out(&office, "roster", two_people()).await;
    assert_eq!(figures(&page), [2, 0, 0, 0]);
    assert_eq!(acts(&app, &path).await, ["import.tried"]);
    let form = page.form(&format!("{path}/application"));
    let (first, again) = tokio::join!(office.submit(form.clone()), office.submit(form.clone()));
    assert_eq!(
        (first.redirected(), again.redirected()),
        (path.clone(), path.clone())
    );
    assert_eq!(office.submit(form).await.redirected(), path);
    assert!(
        office
            .get(&path)
            .await
            .texts(".zg-flash")
            .concat()
            .contains("没有重复办理")
    );
    // Another window has an act id of its own.
    let window = office.post(&format!("{path}/application"), &[]).await;
    assert_eq!(window.redirected(), path);
    let after = office.get(&path).await.expect(200);
    assert!(after.texts(".zg-flash").concat().contains("已经办过"));
    assert!(!after.has("main form"));
    assert_eq!(acts(&app, &path).await, ["import.tried", "import.applied"]);
    let posts = "select count(*) from posts p join persons n on n.id = p.person_id
         where p.tenant_id = $1 and n.staff_no in ('N001', 'N002')";
    assert_eq!(count(&app, alpha, posts).await, 2);
    let kept = "select count(*) from import_runs where tenant_id = $1 and file is not null";
    assert_eq!(count(&app, alpha, kept).await, 0, "the workbook is let go");
}

#[tokio::test]
async fn two_windows_importing_the_same_people_at_once_import_them_once() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (one, first) = try_out(&office, "roster", two_people()).await;
    let (two, second) = try_out(&office, "roster", two_people()).await;
    let (first, second) = tokio::join!(confirm(&office, &one, &first), confirm(&office, &two, &second));
    let mut done = [figures(&first), figures(&second)];
    done.sort();
    assert_eq!(done, [[0, 0, 2, 0], [2, 0, 0, 0]]);
}

#[tokio::test]
async fn slow_uploads_hold_no_connection() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (url, cookies) = (app.url(), office.cookies());
    let host = url.trim_start_matches("http://").to_owned();
    let request = format!(
        "POST /imports HTTP/1.1\r\nhost: {host}\r\norigin: {url}\r\ncookie: {cookies}\r\n\
         content-type: multipart/form-data; boundary=b\r\ncontent-length: 100000\r\n\r\n\
         --b\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\nros"
    );
    let mut slow = Vec::new();
    for _ in 0..12 {
        let mut line = tokio::net::TcpStream::connect(&host).await.expect("connected");
        line.write_all(request.as_bytes()).await.expect("sent");
        slow.push(line);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    // There are six connections to the database.
    let page = tokio::time::timeout(Duration::from_secs(5), office.get("/imports")).await;
    assert_eq!(page.expect("in time").status, 200);
}

#[tokio::test]
async fn a_workbook_sent_again_by_the_same_act_is_one_run() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let act = ActId::fresh().to_string();
    let fields = [("kind", "roster"), ("act_id", act.as_str())];
    let file = || ("file", "C:\\rosters\\people.xlsx", two_people());
    let first = office.post_file("/imports", &fields, file()).await.redirected();
    assert_eq!(
        office.post_file("/imports", &fields, file()).await.redirected(),
        first
    );
    let index = office.get("/imports").await.expect(200);
    assert_eq!(index.attributes("td.main a", "href"), [first]);
    assert_eq!(index.texts("td.main a"), ["people.xlsx"]);
    assert_eq!(index.texts(".zg-state"), ["待确认"]);
    assert!(index.text().contains("office of alpha"));
}

#[tokio::test]
async fn what_is_given_up_is_gone() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let alpha = app.cast.tenants["alpha"];
    let before = rows(&app, alpha).await;
    let (path, page) = try_out(&office, "roster", two_people()).await;
    let form = page.form(&format!("{path}/abandonment"));
    assert_eq!(office.submit(form.clone()).await.redirected(), "/imports");
    assert_eq!(office.submit(form).await.redirected(), "/imports");
    let after = office.get(&path).await.expect(200);
    assert!(after.text().contains("已放弃") && !after.has("main form"));
    let late = page.form(&format!("{path}/application"));
    // The page's two buttons are two forms of one act: it was done.
    assert_eq!(office.submit(late).await.redirected(), path);
    assert_eq!(
        office
            .post(&format!("{path}/application"), &[])
            .await
            .redirected(),
        path
    );
    assert_eq!(acts(&app, &path).await, ["import.tried", "import.given_up"]);
    assert_eq!(rows(&app, alpha).await, before);
}

#[tokio::test]
async fn the_page_says_how_long_it_may_take_and_which_columns_are_read() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let page = office.get("/imports").await.expect(200);
    let text = page.text();
    assert!(
        text.contains("几秒") && text.contains("还没有导入过文件"),
        "{text}"
    );
    assert_eq!(page.texts(".zg-kv dd")[0], "单位名称上级单位单位类别");
    assert!(page.has("form[data-slow] [role=status]"));
    let acts = page.attributes("form[enctype] input[name=act_id]", "value");
    assert_ne!(acts[0], acts[1], "two forms are two acts");
    // The ledger says what was sent, and no word of what stood in it.
    let sent = send(&office, "roster", "people.xlsx", two_people()).await;
    let data: String = sqlx::query_scalar("select data from events where object_id = $1")
        .bind(
            sent.redirected()
                .rsplit('/')
                .next()
                .and_then(|id| id.parse::<uuid::Uuid>().ok()),
        )
        .fetch_one(app.loader())
        .await
        .expect("an event");
    assert!(
        data.contains("\"added\":2") && data.contains("sha256") && !data.contains("Newman"),
        "{data}"
    );
}
