//! Rows copied in a spreadsheet: pasted, looked at, taken as drafts.

use std::fmt::Write as _;

use super::problems;
use crate::support::{Client, Form, Page, TestApp};

/// Twenty rows as a spreadsheet's clipboard gives them, a header above, cells of several lines between quotes.
fn twenty(who: &str) -> String {
    let mut text = String::from("序号\t姓名\t存在问题\t原因分析\t整改措施\t完成时限\n");
    for n in 1..=20 {
        let _ = write!(
            text,
            "{n}\t{who}\t第{n}个问题\t\"1.怕麻烦\n2.事情多\"\t\"1.每月去两次（有记录）\n2.回来写一页\"\t2018-09-30\r\n"
        );
    }
    text
}

async fn look(client: &Client, path: &str, text: &str) -> Page {
    let page = client.get(path).await.expect(200);
    client
        .submit(page.form(path).set("text", text).set("do", "look"))
        .await
}

/// The rows that are chosen, as the page says.
fn chosen(page: &Page) -> Vec<String> {
    page.attributes(".zg-pasted input[checked]", "value")
}

fn take(page: &Page, path: &str) -> Form {
    page.form(path).set("do", "take")
}

#[tokio::test]
async fn twenty_rows_are_looked_at_and_become_drafts_once() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let path = "/problems/paste";
    let page = look(&official, path, &twenty("official of alpha"))
        .await
        .expect(200);
    assert_eq!(page.texts(".zg-pasted > li").len(), 20);
    assert_eq!(chosen(&page).len(), 20);
    let first = page.texts(".zg-pasted > li").remove(0);
    for part in [
        "第1个问题",
        "怕麻烦",
        "事情多",
        "每月去两次",
        "有记录",
        "2018-09-30",
    ] {
        assert!(first.contains(part), "{part}: {first}");
    }
    assert_eq!(problems(&app).await.len(), 0, "looking keeps nothing");

    let form = take(&page, path);
    let fields = form.fields().iter();
    assert_eq!(fields.filter(|(name, _)| name == "row").count(), 20);
    assert_eq!(official.submit(form.clone()).await.redirected(), "/my");
    let after = problems(&app).await;
    assert_eq!(after.len(), 20);
    assert!(
        after
            .iter()
            .all(|(_, state, revision)| state == "draft" && *revision == 0)
    );
    // The button pressed twice, the answer lost: the same act.
    official.submit(form).await.redirected();
    assert_eq!(problems(&app).await.len(), 20);

    let page = look(&official, path, &twenty("official of alpha"))
        .await
        .expect(200);
    assert_eq!(chosen(&page), Vec::<String>::new(), "all are there already");
    assert!(page.text().contains("已经有同样的一条"), "{}", page.text());
    let nothing = official.submit(take(&page, path)).await.expect(422);
    assert!(nothing.text().contains("一行也没有选"), "{}", nothing.text());
    assert!(
        nothing.html().html().contains("第20个问题"),
        "what was pasted is kept"
    );
}

#[tokio::test]
async fn without_a_header_each_column_is_explained_and_nothing_is_guessed() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let path = "/problems/paste";
    let page = look(&official, path, "下基层少\t怕麻烦\n回复慢\t没放在心上\n")
        .await
        .expect(422);
    assert!(page.text().contains("还认不出哪一列是什么"), "{}", page.text());
    let titled = |page: &Page, name: &str| {
        let options = page.attributes("option", "value").into_iter();
        let labels = page.texts("option");
        options
            .zip(labels)
            .find(|(_, label)| label == name)
            .expect("a meaning")
            .0
    };
    let (problem, cause) = (titled(&page, "问题"), titled(&page, "原因"));
    let form = page
        .form(path)
        .set("column", &problem)
        .add("column", &cause)
        .set("do", "look");
    let page = official.submit(form).await.expect(200);
    assert_eq!(page.texts(".zg-pasted h3"), ["下基层少", "回复慢"]);
    official.submit(take(&page, path)).await.redirected();
    assert_eq!(problems(&app).await.len(), 2);

    let empty = look(&official, path, " \t \n").await.expect(422);
    assert!(empty.text().contains("这里没有内容"), "{}", empty.text());
}

#[tokio::test]
async fn rows_of_somebody_else_are_nobodys_here() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let path = "/problems/paste";
    let page = look(&official, path, &twenty("colleague of alpha"))
        .await
        .expect(422);
    assert_eq!(page.attributes(".zg-pasted input[disabled]", "type").len(), 20);
    assert!(page.text().contains("没有能取的行"), "{}", page.text());
    let text = twenty("colleague of alpha");
    let forced = [("text", text.as_str()), ("row", "2"), ("do", "take")];
    official.post(path, &forced).await.expect(422);
    assert_eq!(problems(&app).await.len(), 0);
}

#[tokio::test]
async fn a_liaison_pastes_for_a_cadre_of_the_unit_who_then_confirms_each() {
    let app = TestApp::small().await;
    let liaison = app.as_("liaison").await;
    let path = format!("/people/{}/problems/paste", app.cast.person("official").0);
    let page = look(&liaison, &path, &twenty("official of alpha"))
        .await
        .expect(200);
    assert_eq!(liaison.submit(take(&page, &path)).await.redirected(), "/entries");
    let entries = liaison.get("/entries").await.expect(200);
    assert!(entries.text().contains("第20个问题"), "{}", entries.text());
    let mine = app.as_("official").await.get("/my").await.expect(200);
    assert!(mine.text().contains("第20个问题"), "{}", mine.text());
    assert_eq!(app.as_("colleague").await.get(&path).await.status, 403);
    assert_eq!(app.as_("liaison@beta").await.get(&path).await.status, 404);
}
