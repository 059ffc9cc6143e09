//! A draft whose import was undone while its owner had it open: what was typed is shown, and may be filed anew.

use crate::imports::sheets::sheet;
use crate::imports::undone::{import, undo};
use crate::support::{Client, Form, TestApp};

/// The official's form of an imported draft, whose import was then taken back; and its path.
async fn opened(app: &TestApp, official: &Client) -> (Form, String) {
    let office = app.as_("office").await;
    let book = sheet(&[&["人员编号", "姓名", "存在问题"], &["A001", "", "下乡走过场"]]);
    let run = import(&office, "lists", book).await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from problems where title = '下乡走过场'")
        .fetch_one(app.loader())
        .await
        .expect("a draft");
    let path = format!("/problems/{id}");
    let form = official.get(&format!("{path}/edit")).await.expect(200);
    undo(&office, &run).await;
    (form.form(&format!("{path}/submission")), path)
}

#[tokio::test]
async fn what_was_typed_is_shown_and_becomes_a_new_draft_by_one_button() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let (form, path) = opened(&app, &official).await;
    let ill = form
        .fields()
        .iter()
        .find(|(name, _)| name == "principal")
        .map(|(_, code)| code.clone());
    let typed = form
        .set("manifestation", "第一段\n第二段 <b>\"引号\"</b>")
        .set("cause_text", "怕麻烦")
        .set("measure_text", "每月两次")
        .set("due", "2018-10-20");
    for to in ["draft", "submission"] {
        let form = typed
            .clone()
            .set("do", if to == "draft" { "save" } else { "submit" });
        let page = official
            .submit(form.to(&format!("{path}/{to}")))
            .await
            .expect(409);
        let text = page.text();
        for words in [
            "已经撤回",
            "office of alpha",
            "下乡走过场",
            "第二段 <b>\"引号\"</b>",
            "怕麻烦",
        ] {
            assert!(text.contains(words), "{to} {words}: {text}");
        }
        assert!(
            page.attributes("main a", "href")
                .iter()
                .all(|to| !to.ends_with("/edit"))
        );
    }
    // What keeps itself every few seconds doesn't disturb whoever types.
    let fields: Vec<(&str, &str)> = typed
        .fields()
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let auto = official
        .request(reqwest::Method::POST, &format!("{path}/draft"))
        .header("x-zg-script", "1")
        .form(&fields);
    let auto = official.send(auto).await;
    assert_eq!((auto.status, auto.body.as_str()), (409, ""));
    let page = official.submit(typed.set("do", "submit")).await.expect(409);
    let edit = official
        .submit(page.form("/problems").set("do", "save"))
        .await
        .redirected();
    assert_ne!(edit, format!("{path}/edit"));
    let new = official.get(&edit).await.expect(200);
    let again = new.form(&edit.replace("/edit", "/submission"));
    for (name, value) in [
        ("title", "下乡走过场"),
        ("manifestation", "第一段\n第二段 <b>\"引号\"</b>"),
        ("cause_text", "怕麻烦"),
        ("measure_text", "每月两次"),
        ("due", "2018-10-20"),
    ] {
        let kept = again.value(name).map(|text| text.replace("\r\n", "\n"));
        assert_eq!(kept.as_deref(), Some(value), "{name}");
    }
    assert_eq!(again.value("principal"), ill.as_deref());
    let drafts: i64 = sqlx::query_scalar("select count(*) from problems where state = 'draft'")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(drafts, 1, "one new draft, and the old one stays withdrawn");
}
