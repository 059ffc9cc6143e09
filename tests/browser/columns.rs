//! Columns chosen and a view saved, with the mouse, on a wide screen and on a phone.

use crate::axe::accessible;
use crate::chromium::Chromium;
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

async fn heads(tab: &Tab) -> Vec<String> {
    tab.texts("table[data-list] thead th").await
}

/// Ticks or unticks a column.
async fn tick(tab: &Tab, column: &str) {
    tab.click(&format!(".zg-choose input[value={column}]")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_ticked_moved_and_kept_in_a_view() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let tab = chromium.tab(&app.url()).await;
    tab.open("/sign-in").await;
    tab.fill("#login", "office").await;
    tab.fill("#password", PASSWORD).await;
    tab.click("main details summary").await;
    tab.fill("#tenant", "alpha").await;
    tab.submit("main form button[type=submit]").await;

    tab.open("/people").await;
    let usual = ["姓名", "人员编号", "单位", "职务", "职级"];
    assert_eq!(heads(&tab).await, usual);
    tab.click(".zg-choose summary").await;
    accessible(&tab).await;
    tick(&tab, "staff_no").await;
    tick(&tab, "title").await;
    tab.submit(".zg-choose form[method=get] p button").await;
    assert_eq!(heads(&tab).await, ["姓名", "单位", "职级"]);
    tab.click(".zg-choose summary").await;
    tab.submit(".zg-choose button[name=earlier][value=rank]").await;
    assert_eq!(heads(&tab).await, ["姓名", "职级", "单位"]);
    accessible(&tab).await;

    tab.click(".zg-choose:nth-of-type(2) summary").await;
    tab.fill("#view-name", "Ranks first").await;
    tab.submit(".zg-choose form[method=post] button").await;
    tab.says("已存为视图").await;
    assert_eq!(tab.path().await, "/people?columns=name,rank,unit");
    assert_eq!(tab.texts(".zg-views a[aria-current]").await, ["Ranks first"]);
    accessible(&tab).await;

    // On a phone the rows are cards, and what is opened pushes them down instead of covering them.
    tab.width(390).await;
    tab.click(".zg-choose summary").await;
    accessible(&tab).await;
    let fits: bool = tab
        .eval("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        .await;
    assert!(fits);
    tab.open("/views").await;
    accessible(&tab).await;
    tab.submit(".zg-view-list a.btn").await;
    accessible(&tab).await;
    assert_eq!(tab.faults(), Vec::<String>::new());
    chromium.stop().await;
}
