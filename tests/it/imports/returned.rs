//! Refused rows that come back: only they, marked, in the reader's language, and readable again.

use chrono::TimeDelta;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::books::{part, saved, sheets, style, texts};
use super::sheets::{
    confirm, count, empty_city, figures, fixture, refused, roster, sheet, three_people, try_out, two_people,
};
use crate::support::{Client, TestApp};

async fn returned(client: &Client, path: &str) -> Vec<u8> {
    let page = client.get(&format!("{path}/refused.xlsx")).await.expect(200);
    let said = page.headers["content-disposition"].to_str().expect("text");
    assert!(said.starts_with("attachment; filename*=UTF-8''"), "{said}");
    assert_eq!(
        page.headers["content-type"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    );
    page.bytes
}

/// A sheet as offices have them: a title over all columns, a unit merged over its people, a formula, a number.
fn office_book() -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("干部").expect("a name");
    let format = Format::new();
    page.merge_range(0, 0, 0, 5, "甲单位干部名册", &format)
        .expect("a title");
    for (column, head) in (0..).zip(["编号", "姓名", "单位", "职务", "职级", "出生年月"]) {
        page.write_string(2, column, head).expect("a header");
    }
    page.merge_range(3, 2, 6, 2, "Department A", &format)
        .expect("a unit");
    let people = [
        ["N001", "Newman", "局长", "县处级正职"],
        ["N002", "Newton", "科长", "一级正职"],
        ["", "Formula", "科长", "乡科级正职"],
        ["N004", "Norton", "科长", "乡科级正职"],
    ];
    for (row, [number, name, title, rank]) in (3..).zip(people) {
        for (column, text) in [(0, number), (1, name), (3, title), (4, rank)] {
            page.write_string(row, column, text).expect("a cell");
        }
    }
    page.write_formula(5, 0, Formula::new("=UPPER(\"n3\")").set_result("N3"))
        .expect("a formula");
    page.write_number(6, 5, 1970.1).expect("a number");
    book.save_to_buffer().expect("a workbook")
}

#[tokio::test]
async fn only_refused_rows_come_back_each_marked_where_it_is_wrong() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (path, page) = try_out(&office, "roster", office_book()).await;
    assert_eq!(figures(&page), [1, 0, 0, 3]);
    assert_eq!(
        page.attributes("a[download]", "href"),
        [format!("{path}/refused.xlsx")]
    );
    let book = returned(&office, &path).await;
    assert_eq!(sheets(&book), ["干部"]);
    assert_eq!(
        texts(&book),
        [
            ["甲单位干部名册", "", "", "", "", "", ""],
            ["", "", "", "", "", "", ""],
            ["编号", "姓名", "单位", "职务", "职级", "出生年月", "退回原因"],
            [
                "N002",
                "Newton",
                "Department A",
                "科长",
                "一级正职",
                "",
                "不认识的职级“一级正职”"
            ],
            [
                "'=UPPER(\"n3\")",
                "Formula",
                "Department A",
                "科长",
                "乡科级正职",
                "",
                "单元格是公式，请改为文字"
            ],
            [
                "N004",
                "Norton",
                "Department A",
                "科长",
                "乡科级正职",
                "1970.1",
                "1970.1 分不清是 1 月还是 10 月，请改为文本"
            ],
        ]
    );
    let (cells, notes) = (
        part(&book, "xl/worksheets/sheet1.xml"),
        part(&book, "xl/comments1.xml"),
    );
    assert!(!cells.contains("<f>"), "no formula goes out");
    for (cell, beside, why) in [
        ("E4", "D4", "不认识的职级"),
        ("A5", "B5", "单元格是公式"),
        ("F6", "E6", "分不清"),
    ] {
        let (_, note) = notes
            .split_once(&format!("<comment ref=\"{cell}\""))
            .expect("a note");
        assert!(
            note.split("</comment>")
                .next()
                .is_some_and(|note| note.contains(why)),
            "{cell}"
        );
        assert_ne!(style(&cells, cell), style(&cells, beside), "{cell} is coloured");
    }
    // Sent again as it is, nothing passes for put right.
    let (again, page) = try_out(&office, "roster", book).await;
    assert_eq!(figures(&page), [0, 0, 0, 3]);
    // Of a workbook that came back twice, the reasons stand there once.
    let twice = returned(&office, &again).await;
    assert_eq!(texts(&twice)[2].len(), 7);
}

#[tokio::test]
async fn a_row_put_right_is_taken_and_the_others_stay_refused() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let alpha = app.cast.tenants["alpha"];
    let (path, page) = try_out(&office, "roster", three_people()).await;
    assert_eq!(figures(&page), [2, 0, 0, 1]);
    confirm(&office, &path, &page).await;
    let mut rows = texts(&returned(&office, &path).await);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1][2], "Department Z");
    "Department B".clone_into(&mut rows[1][2]);
    let (path, page) = try_out(&office, "roster", saved(&rows)).await;
    assert_eq!(figures(&page), [1, 0, 0, 0]);
    let done = confirm(&office, &path, &page).await;
    assert!(!done.has("a[download]"), "there is nothing to fetch any more");
    let posts = "select count(*) from posts p join persons n on n.id = p.person_id
         where p.tenant_id = $1 and n.staff_no in ('N001', 'N002', 'N003')";
    assert_eq!(count(&app, alpha, posts).await, 3);
}

#[tokio::test]
async fn the_messy_roster_gives_its_seven_rows_back_with_titles_and_header() {
    let app = TestApp::small().await;
    let (_, office) = empty_city(&app).await;
    let (path, page) = try_out(&office, "organisation", fixture("office-messy/机构名册.xlsx")).await;
    confirm(&office, &path, &page).await;
    let (path, page) = try_out(&office, "roster", fixture("office-messy/干部名册.xlsx")).await;
    let first = refused(&page);
    let book = returned(&office, &path).await;
    let rows = texts(&book);
    let whys: Vec<&String> = rows.iter().filter_map(|row| row.last()).collect();
    let header = whys.iter().position(|why| *why == "退回原因").expect("a header");
    assert_eq!(rows.len() - header - 1, 7, "{rows:#?}");
    // Only the reasons that speak of another row can change: that row is not there.
    let (_, page) = try_out(&office, "roster", book).await;
    let again = refused(&page);
    let elsewhere = first.iter().filter(|line| line.contains("在第")).count();
    assert!(again.len() >= 7 - elsewhere, "{first:#?} {again:#?}");
    assert_eq!(figures(&page)[0] + again.len(), 7);
}

#[tokio::test]
async fn reasons_are_in_the_readers_language_and_others_dont_get_them() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (path, _) = try_out(&office, "roster", three_people()).await;
    let english = app.as_("office").await.in_english();
    let rows = texts(&returned(&english, &path).await);
    assert_eq!(rows[1].last().expect("a cell"), "no unit \"Department Z\"");
    let file = format!("{path}/refused.xlsx");
    assert_eq!(app.as_("office@beta").await.get(&file).await.status, 404);
    assert_eq!(app.as_("official").await.get(&file).await.status, 403);
    assert_eq!(app.as_("secadmin").await.get(&file).await.status, 403);
    let (none, page) = try_out(&office, "roster", two_people()).await;
    assert!(!page.has("a[download]"));
    assert_eq!(office.get(&format!("{none}/refused.xlsx")).await.status, 404);
    // After a month they are not handed out, and the next upload lets the texts go.
    app.pass(TimeDelta::days(31)).await;
    assert_eq!(office.get(&file).await.status, 404);
    assert!(!office.get(&path).await.expect(200).has("a[download]"));
    try_out(&office, "roster", three_people()).await;
    let kept = "select count(*) from import_refused where tenant_id = $1 and content is not null";
    assert_eq!(count(&app, app.cast.tenants["alpha"], kept).await, 1);
}

#[tokio::test]
async fn people_whom_a_returned_workbook_leaves_out_have_not_left() {
    let app = TestApp::small().await;
    let (city, office) = empty_city(&app).await;
    let units = sheet(&[&["单位名称", "单位类别", "上级单位"], &["甲局", "部门", ""]]);
    let (path, page) = try_out(&office, "organisation", units).await;
    confirm(&office, &path, &page).await;
    let numbers: Vec<String> = (0..12).map(|n| format!("P{n:03}")).collect();
    let mut rows = vec![["Q1", "甲", "甲局", "局长", "县处级正职", ""]];
    rows.extend(
        numbers
            .iter()
            .map(|no| [no.as_str(), "乙", "错局", "科长", "乡科级正职", ""]),
    );
    let (path, page) = try_out(&office, "roster", roster(&rows)).await;
    assert_eq!(figures(&page), [1, 0, 0, 12]);
    confirm(&office, &path, &page).await;
    sqlx::query(
        "insert into accounts (id, tenant_id, login, display_name, person_id, created_at)
         select gen_random_uuid(), tenant_id, 'q1', name, id, created_at from persons where staff_no = 'Q1' and tenant_id = $1",
    )
    .bind(city.0)
    .execute(app.loader())
    .await
    .expect("an account");
    let mut rows = texts(&returned(&office, &path).await);
    for row in &mut rows[1..] {
        "甲局".clone_into(&mut row[2]);
    }
    let (path, page) = try_out(&office, "roster", saved(&rows)).await;
    assert_eq!(figures(&page), [12, 0, 0, 0]);
    confirm(&office, &path, &page).await;
    let disabled = "select count(*) from accounts where tenant_id = $1 and disabled_at is not null";
    assert_eq!(count(&app, city, disabled).await, 0);
}
