//! Which columns a list shows, and in which order.

use super::{heads, rows};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

/// Who opens a list, where, and two of its columns by word and label.
const LISTS: [(&str, &str, [&str; 2], [&str; 2]); 11] = [
    ("office", "/people", ["rank", "name"], ["职级", "姓名"]),
    (
        "liaison",
        "/people?q=official",
        ["title", "staff_no"],
        ["职务", "人员编号"],
    ),
    ("office", "/units", ["group", "name"], ["督察指导组", "单位"]),
    ("office", "/imports", ["result", "file"], ["结果", "文件"]),
    (
        "office",
        "/figures/rows?figure=waiting_review",
        ["tier", "number"],
        ["层级", "编号"],
    ),
    (
        "office",
        "/figures/rows?figure=cadres_filed",
        ["unit", "name"],
        ["单位", "姓名"],
    ),
    (
        "unithead",
        "/our-figures/rows?figure=waiting_review",
        ["done", "title"],
        ["确认完成日期", "问题"],
    ),
    ("official", "/my", ["submitted", "title"], ["提交日期", "问题"]),
    ("liaison", "/ours", ["overdue", "name"], ["超过时限", "姓名"]),
    ("reviewer", "/review", ["unit", "title"], ["单位", "问题"]),
    ("auditor", "/ledger", ["act", "time"], ["办理", "时间"]),
];

#[tokio::test]
async fn every_list_shows_the_columns_asked_for_in_that_order() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("Of the official")).await;
    let office = app.as_("office").await;
    let three = crate::imports::sheets::three_people();
    crate::imports::sheets::try_out(&office, "roster", three).await;
    for (who, path, words, labels) in LISTS {
        let client = app.as_(who).await;
        let usual = client.get(path).await.expect(200);
        assert!(
            usual.has(".zg-choose form input[name=columns][checked]"),
            "{path}"
        );
        let and = if path.contains('?') { '&' } else { '?' };
        let asked = format!("{path}{and}columns={},{}", words[0], words[1]);
        let page = client.get(&asked).await.expect(200);
        assert_eq!(heads(&page), labels, "{path}");
        assert_eq!(rows(&page).len(), rows(&usual).len(), "{path}");
        assert!(rows(&page).iter().all(|row| row.len() == 2), "{path}");
        // The form is sent back as it was drawn: the same columns in the same order.
        let list = path.split('?').next().expect("a path");
        let html = page.html();
        let boxes = crate::support::selector(".zg-choose input[name=columns][checked]");
        let chosen = html.select(&boxes);
        let chosen: Vec<_> = chosen.filter_map(|input| input.attr("value")).collect();
        assert_eq!(chosen, words, "{path}");
        assert_eq!(page.attributes(".zg-choose form[method=get]", "action"), [list]);
    }
}

#[tokio::test]
async fn the_form_chooses_orders_and_forgets() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    // As a browser sends the boxes, with the button that moves one ahead.
    let sent = "/people?rank=county_deputy&columns=name&columns=unit&columns=rank&earlier=rank";
    let page = office.get(sent).await.expect(200);
    assert_eq!(heads(&page), ["姓名", "职级", "单位"]);
    // The filter keeps them, and what leads back to the usual ones keeps the filter.
    let filter = page.attributes("form.zg-filter input[name=columns]", "value");
    assert_eq!(filter, ["name,rank,unit"]);
    let usual = page.attributes(".zg-choose a[href^='/people']", "href");
    assert_eq!(usual, ["/people?rank=county_deputy"]);
    let usual = office.get(&usual[0]).await.expect(200);
    assert_eq!(heads(&usual), ["姓名", "人员编号", "单位", "职务", "职级"]);
    assert!(!usual.has(".zg-choose a[href^='/people']"));
}

#[tokio::test]
async fn what_is_no_column_is_passed_over_and_told() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let page = office
        .get("/people?columns=name,%3Cb%3E,password_hash")
        .await
        .expect(200);
    assert_eq!(heads(&page), ["姓名"]);
    let told = page.texts(".zg-listbar .zg-note");
    assert!(told[0].contains("<b>、password_hash"), "{told:?}");
    let none = office.get("/people?columns=nothing").await.expect(200);
    assert_eq!(heads(&none).len(), 5);
    assert!(none.has(".zg-listbar .zg-note"));
}

#[tokio::test]
async fn results_of_a_search_stand_in_columns_when_these_are_asked_for() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("对群众来访冷硬横推")).await;
    crate::search::indexed(&app).await;
    let official = app.as_("official").await;
    let hits = official.get("/search?q=群众&in=problems").await.expect(200);
    assert!(hits.has(".zg-hits") && !hits.has("table"));
    let page = official
        .get("/search?q=群众&in=problems&columns=title,number")
        .await
        .expect(200);
    assert!(!page.has(".zg-hits"));
    assert_eq!(heads(&page), ["问题", "编号"]);
    let number = filed.problem.number.replace(' ', "");
    let row = ["对群众来访冷硬横推", number.as_str()];
    assert_eq!(rows(&page), [row]);
    assert_eq!(page.texts("td mark"), ["群众"]);
}

#[tokio::test]
async fn people_of_ones_unit_go_on_after_somebody_and_not_after_a_number() {
    let app = TestApp::small().await;
    let liaison = app.as_("liaison").await;
    let all = rows(&liaison.get("/ours").await.expect(200));
    assert!(all.len() > 1);
    let page = liaison.get("/ours").await;
    let first = page.attributes("tbody th a", "href")[0].replace("/people/", "");
    let rest = liaison.get(&format!("/ours?after={first}")).await.expect(200);
    assert_eq!(rows(&rest), all[1..]);
    assert!(rest.has(".zg-pager a[href='/ours']"));
}
