//! What is not imported, and who may not.

use super::sheets::{
    acts, confirm, count, empty_city, figures, fixture, refused, roster, rows, send, summary, try_out,
    two_people,
};
use crate::support::TestApp;

#[tokio::test]
async fn the_messy_roster_gives_exactly_its_refused_rows() {
    let app = TestApp::small().await;
    let (city, office) = empty_city(&app).await;
    let told = summary("office-messy");
    let wrong = usize::try_from(told["people"]["refused"].as_u64().expect("a number")).expect("small");
    let people = told["people"]["all"].as_i64().expect("a number");
    let (path, page) = try_out(&office, "organisation", fixture("office-messy/机构名册.xlsx")).await;
    assert_eq!(figures(&page)[3], 0, "{}", page.text());
    confirm(&office, &path, &page).await;

    let (path, page) = try_out(&office, "roster", fixture("office-messy/干部名册.xlsx")).await;
    let found = refused(&page);
    assert_eq!((figures(&page)[3], found.len()), (wrong, wrong), "{found:?}");
    for (row, reason) in found.iter().zip(page.texts(".zg-refused td.main")) {
        assert!(row.contains("行") && !reason.is_empty(), "{row}");
    }
    let done = confirm(&office, &path, &page).await;
    assert_eq!(refused(&done), found);
    let persons = "select count(*) from persons where tenant_id = $1";
    assert_eq!(count(&app, city, persons).await, people);
    let (_, again) = try_out(&office, "roster", fixture("office-messy/干部名册.xlsx")).await;
    assert_eq!(figures(&again)[..2], [0, 0]);
    assert_eq!(refused(&again), found);
}

#[tokio::test]
async fn refused_rows_say_row_column_and_reason_in_the_readers_language() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let book = roster(&[
        ["N001", "Newman", "Department A", "Head", "县处级正职", ""],
        ["N002", "Newton", "Department A", "Clerk", "一级正职", ""],
        ["N003", "Nobody", "Department Z", "Clerk", "乡科级正职", ""],
        ["n/4", "Nimrod", "Department A", "Clerk", "乡科级正职", ""],
        ["N005", "Norton", "Department A", "Clerk", "乡科级正职", "N999"],
        ["A001", "Usurper", "Department A", "Clerk", "乡科级正职", ""],
    ]);
    let (path, page) = try_out(&office, "roster", book).await;
    assert_eq!(figures(&page), [1, 0, 0, 5]);
    assert_eq!(
        refused(&page),
        [
            "第 3 行 E 职级 不认识的职级“一级正职”",
            "第 4 行 单位 没有单位“Department Z”",
            "第 5 行 A 人员编号 人员编号“N/4”含有不能用的字符",
            "第 6 行 分管领导编号 没有编号为 N999 的分管领导",
            "第 7 行 人员编号 编号 A001 已属于“official of alpha”",
        ]
    );
    let english = app.as_("office").await.in_english().get(&path).await.expect(200);
    let reasons = english.texts(".zg-refused td.main");
    assert_eq!(reasons[1], "no unit \"Department Z\"");
    assert_eq!(english.texts(".zg-refused tbody th")[0], "row 3");
}

#[tokio::test]
async fn many_refused_rows_come_in_pages() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let numbers: Vec<String> = (0..450).map(|n| format!("M{n:03}")).collect();
    let lines: Vec<[&str; 6]> = numbers
        .iter()
        .map(|no| [no.as_str(), "Many", "No Such Unit", "Clerk", "乡科级正职", ""])
        .collect();
    let (path, page) = try_out(&office, "roster", roster(&lines)).await;
    assert_eq!(figures(&page), [0, 0, 0, 450]);
    let mut seen = Vec::new();
    let mut next = vec![path];
    while let Some(href) = next.pop() {
        let page = office.get(&href).await.expect(200);
        seen.extend(page.texts(".zg-refused tbody th"));
        next = page.attributes(".zg-pager span:last-child a", "href");
    }
    let all: Vec<String> = (2..452).map(|row| format!("第 {row} 行")).collect();
    assert_eq!(seen, all);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_gives_the_form_again_and_leaves_nothing() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let alpha = app.cast.tenants["alpha"];
    let before = rows(&app, alpha).await;
    let too_big = vec![b'x'; 20 * 1024 * 1024 + 1];
    let no_header = roster(&[]).clone();
    for (kind, bytes, why) in [
        ("roster", b"not a workbook".to_vec(), "不是 xlsx 工作簿"),
        ("roster", Vec::new(), "请先选一个文件"),
        ("roster", too_big, "文件超过 20 MB"),
        ("organisation", no_header, "这份像是干部名册"),
    ] {
        let page = send(&office, kind, "book.xlsx", bytes).await.expect(422);
        let said = page.texts("[role=alert]").concat();
        assert!(said.contains(why) && said.contains("没有写入任何内容"), "{said}");
        assert!(page.has(&format!(
            "#{kind}-f[aria-invalid=true][aria-describedby~={kind}-e]"
        )));
        assert_eq!(page.attributes("[aria-invalid]", "id").len(), 1);
    }
    let far_too_big = send(&office, "roster", "book.xlsx", vec![b'x'; 41 * 1024 * 1024]).await;
    assert_eq!(far_too_big.status, 413);
    assert_eq!(send_kind(&office, "problems").await, 422);
    assert_eq!(rows(&app, alpha).await, before);
    let kept = "select count(*) from import_runs where tenant_id = $1";
    assert_eq!(count(&app, alpha, kept).await, 0);
    let told = "select count(*) from events where tenant_id = $1 and act like 'import.%'";
    assert_eq!(count(&app, alpha, told).await, 0);
}

async fn send_kind(client: &crate::support::Client, kind: &str) -> u16 {
    let file = ("file", "book.xlsx", two_people());
    client.post_file("/imports", &[("kind", kind)], file).await.status
}

#[tokio::test]
async fn only_the_office_of_the_same_city_sees_a_run() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (path, _) = try_out(&office, "roster", two_people()).await;
    for (who, index, run) in [
        ("office", 200, 200),
        ("officehead", 200, 200),
        ("official", 403, 403),
        ("leader", 403, 403),
        ("reviewer", 403, 403),
        ("county", 403, 403),
        ("figures", 403, 403),
        ("sysadmin", 403, 403),
        ("auditor", 403, 403),
        ("office@beta", 200, 404),
        ("official@beta", 403, 403),
    ] {
        let client = app.as_(who).await;
        assert_eq!(client.get("/imports").await.status, index, "{who}");
        assert_eq!(client.get(&path).await.status, run, "{who}");
        if run != 200 {
            let file = ("file", "book.xlsx", two_people());
            if index != 200 {
                let sent = client.post_file("/imports", &[("kind", "roster")], file).await;
                assert_eq!(sent.status, index, "{who} sends");
            }
            for act in ["application", "abandonment"] {
                let posted = client.post(&format!("{path}/{act}"), &[]).await;
                assert_eq!(posted.status, run, "{who} {act}");
            }
        }
    }
    for id in ["x", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(office.get(&format!("/imports/{id}")).await.status, 404);
        assert_eq!(
            office
                .post(&format!("/imports/{id}/application"), &[])
                .await
                .status,
            404
        );
    }
    let login = app.anonymous().get(&path).await.redirected();
    assert!(login.starts_with("/sign-in"), "{login}");
    assert_eq!(acts(&app, &path).await, ["import.tried"]);
}
