//! A workbook whose columns the program does not know: they are explained once, remembered, and may be forgotten.

use super::sheets::{acts, confirm, count, figures, rows, send, sheet, try_out};
use crate::support::{Client, TestApp};

/// A roster in the words of nobody else.
pub fn strange() -> Vec<u8> {
    sheet(&[
        &["某局人头表", "", "", "", "", ""],
        &["号头", "谁", "在哪", "干什么", "几级", "随便"],
        &["N001", "Newman", "Department A", "局长", "县处级正职", "x"],
        &["N002", "Newton", "Department A", "科长", "乡科级正职", "y"],
    ])
}

/// Sends it and gives the path of its run.
async fn sent(office: &Client) -> String {
    let at = send(office, "roster", "book.xlsx", strange()).await.redirected();
    at.strip_suffix("/columns")
        .expect("the page to explain")
        .to_owned()
}

const MEANINGS: [(&str, &str); 5] = [("c0", "0"), ("c1", "1"), ("c2", "2"), ("c3", "6"), ("c4", "7")];

#[tokio::test]
async fn columns_are_explained_once_and_the_next_workbook_is_understood() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let alpha = app.cast.tenants["alpha"];
    let before = rows(&app, alpha).await;
    let path = sent(&office).await;
    assert_eq!(office.get(&path).await.redirected(), format!("{path}/columns"));
    let page = office.get(&format!("{path}/columns")).await.expect(200);
    let text = page.text();
    assert!(text.contains("号头") && text.contains("Newman、Newton"), "{text}");
    assert_eq!(
        page.attributes("[aria-current=true]", "href").len(),
        1,
        "the guessed line"
    );
    // Half explained: what was chosen stays chosen, what is missing is named.
    let url = format!("{path}/columns");
    let form = page.form(&url).set("c0", "0").set("c1", "0");
    let page = office.submit(form).await.expect(422);
    let said = page.texts("[role=alert]").concat();
    assert!(
        said.contains("还没有指明哪一列是“姓名”") && said.contains("选了同一个含义"),
        "{said}"
    );
    assert!(page.has("select[name=c0] option[value='0'][selected]"));
    assert_eq!(
        count(
            &app,
            alpha,
            "select count(*) from learned_columns where tenant_id = $1"
        )
        .await,
        0
    );
    // Wholly.
    let mut form = page.form(&url);
    for (name, place) in MEANINGS {
        form = form.set(name, place);
    }
    assert_eq!(office.submit(form).await.redirected(), path);
    let page = office.get(&path).await.expect(200);
    assert_eq!(figures(&page), [2, 0, 0, 0]);
    assert_eq!(rows(&app, alpha).await, before, "a trial writes nothing");
    confirm(&office, &path, &page).await;
    let told = ["import.not_understood", "import.tried", "import.applied"];
    assert_eq!(acts(&app, &path).await, told);
    // The next time nobody is asked.
    let (_, page) = try_out(&office, "roster", strange()).await;
    assert_eq!(figures(&page), [0, 0, 2, 0]);
    // Not in another city, nor for another kind of workbook.
    let other = app.as_("office@beta").await;
    assert!(
        send(&other, "roster", "book.xlsx", strange())
            .await
            .redirected()
            .ends_with("/columns")
    );
    // Forgotten, they are asked for again.
    let index = office.get("/imports").await.expect(200);
    let forget = index.form("/imports/columns/forgotten");
    assert_eq!(office.submit(forget).await.redirected(), "/imports");
    assert!(
        send(&office, "roster", "book.xlsx", strange())
            .await
            .redirected()
            .ends_with("/columns")
    );
}

#[tokio::test]
async fn another_line_may_be_the_header_and_the_file_may_be_given_up() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let path = sent(&office).await;
    let page = office.get(&format!("{path}/columns?line=3")).await.expect(200);
    assert!(page.texts("form th[scope=row]").contains(&"Newman".to_owned()));
    let nothing = office
        .get(&format!("{path}/columns?line=99&sheet=7"))
        .await
        .expect(200);
    assert!(nothing.texts("form th[scope=row]").contains(&"号头".to_owned()));
    let form = page
        .form(&format!("{path}/columns"))
        .to(&format!("{path}/abandonment"));
    assert_eq!(office.submit(form).await.redirected(), "/imports");
    let kept = "select count(*) from import_runs where tenant_id = $1 and file is not null";
    assert_eq!(count(&app, app.cast.tenants["alpha"], kept).await, 0);
    assert_eq!(office.get(&format!("{path}/columns")).await.redirected(), path);
    assert!(office.get(&path).await.expect(200).text().contains("已放弃"));
    // It can't be confirmed by hand either.
    let path = sent(&office).await;
    assert_eq!(
        office
            .post(&format!("{path}/application"), &[])
            .await
            .redirected(),
        path
    );
    assert_eq!(acts(&app, &path).await, ["import.not_understood"]);
}

#[tokio::test]
async fn what_a_header_means_by_itself_is_not_explained_away() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let book = sheet(&[
        &["人员编号", "姓名", "在哪", "职务", "职级"],
        &["N001", "Newman", "Department A", "局长", "县处级正职"],
    ]);
    let path = send(&office, "roster", "book.xlsx", book).await.redirected();
    let form = office.get(&path).await.expect(200).form(&path);
    let form = form.set("c0", "1").set("c1", "0").set("c2", "2");
    let page = office.submit(form).await.expect(422);
    assert!(
        page.texts("[role=alert]").concat().contains("这个列名本来就是"),
        "{}",
        page.text()
    );
    let learned = "select count(*) from learned_columns where tenant_id = $1";
    assert_eq!(count(&app, app.cast.tenants["alpha"], learned).await, 0);
}
