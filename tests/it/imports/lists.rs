//! Five-list workbooks: whole ones of an office, and the many ways in which they are written.

use serde_json::Value;
use zhenggai::kernel::ids::TenantId;

use super::sheets::{confirm, count, empty_city, figures, fixture, refused, sheet, summary, try_out};
use crate::support::{Client, TestApp};

async fn take(office: &Client, kind: &str, bytes: Vec<u8>) -> Vec<usize> {
    let (path, page) = try_out(office, kind, bytes).await;
    confirm(office, &path, &page).await;
    figures(&page)
}

/// A city with one unit and three people, two of them of one name.
async fn city(app: &TestApp) -> (TenantId, Client) {
    let (city, office) = empty_city(app).await;
    take(
        &office,
        "organisation",
        sheet(&[
            &["单位名称", "单位类别", "上级单位"],
            &["甲局", "部门", ""],
            &["乙局", "部门", ""],
        ]),
    )
    .await;
    let people: [&[&str]; 5] = [
        &["人员编号", "姓名", "单位", "职务", "职级"],
        &["P1", "张三", "甲局", "局长", "县处级正职"],
        &["P2", "李四", "甲局", "科长", "乡科级正职"],
        &["P3", "李四", "乙局", "科长", "乡科级正职"],
        &["P4", "王五", "乙局", "科员", "乡科级副职"],
    ];
    assert_eq!(take(&office, "roster", sheet(&people)).await, [4, 0, 0, 0]);
    (city, office)
}

/// The drafts of a city in the order in which they were numbered.
async fn drafts(app: &TestApp, city: TenantId) -> Vec<Value> {
    let texts: Vec<String> = sqlx::query_scalar(
        "select p.draft from problems p join persons n on n.id = p.owner_id
         where p.tenant_id = $1 order by n.staff_no, p.seq",
    )
    .bind(city)
    .fetch_all(app.loader())
    .await
    .expect("read");
    texts
        .iter()
        .map(|text| serde_json::from_str(text).expect("json"))
        .collect()
}

#[tokio::test]
async fn the_messy_five_lists_go_in_whole_and_again_change_nothing() {
    let app = TestApp::small().await;
    let (city, office) = empty_city(&app).await;
    take(&office, "organisation", fixture("office-messy/机构名册.xlsx")).await;
    let people = take(&office, "roster", fixture("office-messy/干部名册.xlsx")).await;
    assert_eq!(people[3], 7);
    let told = summary("office-messy");
    let mut all = 0;
    for (unit, n) in told["lists"].as_object().expect("units") {
        let n = n.as_u64().expect("a number");
        let rows = usize::try_from(n).expect("small");
        let book = || fixture(&format!("office-messy/五个清单-{unit}.xlsx"));
        assert_eq!(take(&office, "lists", book()).await, [rows, 0, 0, 0], "{unit}");
        let (_, again) = try_out(&office, "lists", book()).await;
        assert_eq!(figures(&again), [0, 0, rows, 0], "{unit} again");
        all += i64::try_from(n).expect("small");
    }
    let problems = "select count(*) from problems where tenant_id = $1 and state = 'draft' and revision = 0";
    assert_eq!(count(&app, city, problems).await, all);
    let drafts = drafts(&app, city).await;
    for draft in &drafts {
        let filled = |list: &Value, key: &str| {
            let items = list.as_array().expect("a list");
            !items.is_empty()
                && items
                    .iter()
                    .all(|item| item[key].as_str().is_some_and(|text| !text.is_empty()))
        };
        assert!(filled(&draft["causes"], "text"), "{draft}");
        assert!(
            filled(&draft["measures"], "text") && filled(&draft["measures"], "goal"),
            "{draft}"
        );
        assert!(
            draft["immediate"] == true || draft["due"].as_str().is_some_and(|d| d.len() == 10),
            "{draft}"
        );
        assert!(!draft["title"].as_str().expect("text").is_empty());
    }
    let ills: std::collections::BTreeSet<_> = drafts.iter().map(|d| d["ills"].to_string()).collect();
    assert_eq!(ills.len(), 5, "variants are one word: {ills:?}");
}

#[tokio::test]
async fn the_tidy_five_lists_go_in_whole() {
    let app = TestApp::small().await;
    let (_, office) = empty_city(&app).await;
    take(&office, "organisation", fixture("office/机构名册.xlsx")).await;
    take(&office, "roster", fixture("office/干部名册.xlsx")).await;
    for (unit, n) in summary("office")["lists"].as_object().expect("units") {
        let rows = usize::try_from(n.as_u64().expect("a number")).expect("small");
        let (_, page) = try_out(&office, "lists", fixture(&format!("office/五个清单-{unit}.xlsx"))).await;
        assert_eq!(figures(&page), [rows, 0, 0, 0], "{unit}");
    }
}

#[tokio::test]
async fn other_headers_another_order_and_other_numbers() {
    let app = TestApp::small().await;
    let (city, office) = city(&app).await;
    let book = sheet(&[
        &["甲局作风整顿台账", "", "", "", "", "", "", "", ""],
        &[
            "完成时限",
            "整改举措",
            "预期目标",
            "原因分析",
            "存在的问题",
            "五弊类型",
            "问题来源",
            "工号",
            "查摆对象",
        ],
        &[
            "2018.12.28",
            "①自查②公示",
            "①报告②清单",
            "主观原因：怕麻烦；客观原因：人手少",
            "办件拖了3天",
            "虚飘浮、庸懒散",
            "巡视巡察反馈",
            "p1",
            "张　三",
        ],
        &["合计", "1", "", "", "", "", "", "", ""],
        &["填表人:", "", "", "", "", "", "", "", ""],
    ]);
    assert_eq!(take(&office, "lists", book).await, [1, 0, 0, 0]);
    let draft = &drafts(&app, city).await[0];
    assert_eq!(draft["title"], "办件拖了3天");
    assert_eq!(draft["ills"], serde_json::json!(["虚浮飘", "慵懒散"]));
    assert_eq!(draft["source"], "巡视巡察");
    assert_eq!(
        draft["causes"],
        serde_json::json!([{"kind": "subjective", "text": "怕麻烦"}, {"kind": "objective", "text": "人手少"}])
    );
    assert_eq!(
        draft["measures"],
        serde_json::json!([
            {"text": "自查", "goal": "报告", "due": "2018-12-28"},
            {"text": "公示", "goal": "清单", "due": "2018-12-28"}
        ])
    );
}

#[tokio::test]
async fn two_equal_rows_are_two_problems_and_only_an_unknown_owner_is_refused() {
    let app = TestApp::small().await;
    let (city, office) = city(&app).await;
    let book = || {
        sheet(&[
            &["姓名", "人员编号", "单位", "问题", "措施"],
            &["张三", "P1", "", "拖", "1.改"],
            &["张三", "P1", "", "拖 ", "1.改"],
            &["王五", "", "", "", ""],
            &["李四", "", "乙局", "推", ""],
            &["李四", "", "", "推", ""],
            &["赵六", "", "", "推", ""],
            &["张三", "P9", "", "推", ""],
            &["张三", "P2", "", "推", ""],
            &["", "", "", "推", ""],
        ])
    };
    let (path, page) = try_out(&office, "lists", book()).await;
    assert_eq!(figures(&page), [4, 0, 0, 5]);
    let why = refused(&page);
    for (row, reason) in [
        ("第 6 行", "有几个人叫“李四”"),
        ("第 7 行", "名册上没有“赵六”"),
        ("第 8 行", "没有编号为 P9 的人员"),
        ("第 9 行", "编号 P2 是“李四”，不是“张三”"),
        ("第 10 行", "没有姓名"),
    ] {
        assert!(
            why.iter().any(|line| line.contains(row) && line.contains(reason)),
            "{row} {reason}: {why:?}"
        );
    }
    let confirmed = page.form(&format!("{path}/application"));
    office.submit(confirmed).await.redirected();
    let titles: Vec<_> = drafts(&app, city)
        .await
        .iter()
        .map(|d| d["title"].clone())
        .collect();
    assert_eq!(titles, ["拖", "拖", "推", ""]);
    // What its owner writes meanwhile does not make the row a new problem.
    sqlx::query("update problems set draft = '{\"title\":\"写过了\"}' where tenant_id = $1")
        .bind(city)
        .execute(app.loader())
        .await
        .expect("written");
    let (_, again) = try_out(&office, "lists", book()).await;
    assert_eq!(figures(&again), [0, 0, 4, 5]);
    // A third equal row is a third problem.
    let third = sheet(&[
        &["姓名", "人员编号", "单位", "问题", "措施"],
        &["张三", "P1", "", "拖", "1.改"],
        &["张三", "P1", "", "拖", "1.改"],
        &["张三", "P1", "", "拖", "1.改"],
    ]);
    let (_, more) = try_out(&office, "lists", third).await;
    assert_eq!(figures(&more), [1, 0, 2, 0]);
}

#[tokio::test]
async fn a_workbook_of_which_no_row_can_be_taken_does_not_pass_for_one_without_changes() {
    let app = TestApp::small().await;
    let (_, office) = city(&app).await;
    let (path, _) = try_out(&office, "lists", sheet(&[&["姓名", "问题"], &["赵六", "推"]])).await;
    for page in [path.as_str(), "/imports"] {
        let states = office.get(page).await.expect(200).texts(".zg-state");
        assert_eq!(states.first().map(String::as_str), Some("都不能导入"), "{page}");
    }
}
