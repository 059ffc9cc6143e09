//! Columns in which something stands and which are not taken over: said before it is confirmed, never dropped in silence.

use super::sheets::{confirm, empty_city, fixture, sheet, try_out};
use crate::support::{Page, TestApp};

fn unread(page: &Page) -> Vec<String> {
    page.texts("#unread li")
}

#[tokio::test]
async fn what_is_not_taken_over_is_named_with_how_many_cells() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let book = sheet(&[
        &[
            "序号",
            "人员编号",
            "姓名",
            "存在问题",
            "整改时限",
            "完成情况",
            "完成时间",
            "责任人",
            "备注",
        ],
        &[
            "1",
            "A001",
            "official of alpha",
            "会议记录不全",
            "2018.12.1",
            "已补记",
            "2018.9.20",
            "",
            "无",
            "stray",
        ],
        &[
            "2",
            "A001",
            "official of alpha",
            "下乡走过场",
            "2018.12.1",
            "",
            "2018.12.1",
            "official of  alpha",
            "",
        ],
        &[
            "3",
            "A001",
            "official of alpha",
            "答复慢",
            "2018.12.1",
            "",
            "",
            "another one",
            "",
        ],
    ]);
    let (path, page) = try_out(&office, "lists", book).await;
    // What says the same as the column that is read is not missed.
    let expected = ["F 完成情况 1 格", "G 完成时间 1 格", "H 责任人 1 格", "J 1 格"];
    assert_eq!(unread(&page), expected);
    assert!(page.text().contains("由本人填写"), "{}", page.text());
    let done = confirm(&office, &path, &page).await;
    assert_eq!(unread(&done), expected, "and after it, too");
    let english = app.as_("office").await.in_english().get(&path).await.expect(200);
    assert_eq!(unread(&english)[0], "F 完成情况 1 cells");
    let plain = sheet(&[
        &["序号", "人员编号", "姓名", "存在问题"],
        &["1", "A001", "", "答复群众慢"],
    ]);
    let (_, page) = try_out(&office, "lists", plain).await;
    assert!(!page.has("#unread"));
}

#[tokio::test]
async fn an_offices_books_name_what_they_hold_beyond_the_columns_and_empty_ones_not() {
    let app = TestApp::small().await;
    let (_, office) = empty_city(&app).await;
    for (kind, file) in [
        ("organisation", "机构名册.xlsx"),
        ("roster", "干部名册.xlsx"),
        ("lists", "五个清单-市文广新局.xlsx"),
    ] {
        let (_, page) = try_out(&office, kind, fixture(&format!("office-messy/{file}"))).await;
        let found = unread(&page);
        if kind == "lists" {
            // Its 完成情况 is empty in every row.
            assert_eq!(found, ["M 责任领导 131 格"]);
        } else {
            assert!(found.iter().all(|one| !one.contains("序号")), "{found:?}");
        }
    }
}
