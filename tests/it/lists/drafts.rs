//! A draft is kept as typed, however incomplete.

use reqwest::Method;

use super::{acts, filled, problems};
use crate::support::{Client, Page, TestApp};

#[tokio::test]
async fn an_incomplete_draft_is_saved_and_given_back_as_typed() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let typed = [
        ("title", "  “解释少”<b>&amp;\"空泛\""),
        ("manifestation", "\n第一行\n\n  第三行 "),
        ("cause_kind", "objective"),
        ("cause_text", "人手少"),
        ("measure_goal", "只写了目标"),
        ("due", "下个月"),
        ("cooperating", "市民政局、　市残联"),
    ];
    let page = official.get("/problems/new").await.expect(200);
    let form = typed.iter().fold(page.form("/problems"), |form, (name, value)| {
        form.set(name, value)
    });
    let form = form.set("do", "save").add("nots", "不愿为").add("nots", "不会担");
    let to = official.submit(form).await.redirected();
    let [(id, state, revision)] = &problems(&app).await[..] else {
        panic!("one problem")
    };
    assert_eq!(
        (to, state.as_str(), *revision),
        (format!("/problems/{id}/edit"), "draft", 0)
    );

    let again = official.get(&format!("/problems/{id}/edit")).await.expect(200);
    let form = again.form(&format!("/problems/{id}/submission"));
    for (name, value) in &typed {
        // A parser of pages drops the first line break of a text, and the page has put one there for it.
        assert_eq!(
            form.value(name).map(str::trim_start),
            Some(value.trim_start()),
            "{name}"
        );
    }
    assert!(again.body.contains("\n\n第一行"), "an empty first line stays");
    let nots = form.fields().iter().filter(|(name, _)| name == "nots");
    assert_eq!(
        nots.map(|(_, v)| v.as_str()).collect::<Vec<_>>(),
        ["不愿为", "不会担"]
    );
    assert!(official.get("/my").await.expect(200).text().contains("解释少"));
    // A draft is no act beyond its start.
    assert_eq!(acts(&app, id).await, ["problem.started"]);
}

#[tokio::test]
async fn rows_are_added_and_dropped_without_a_script() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let form = page
        .form("/problems")
        .set("cause_text", "甲")
        .set("do", "add-cause");
    let to = official.submit(form).await.redirected();
    let edit = to.strip_suffix("#f-causes-1-text").expect("on in the new row");
    let (save, submission) = (edit.replace("edit", "draft"), edit.replace("edit", "submission"));
    let page = official.get(edit).await.expect(200);
    let causes = |page: &Page| page.texts("textarea[name=cause_text]");
    assert_eq!(causes(&page), ["甲", ""]);
    let form = page
        .form(&submission)
        .set("cause_text", "甲")
        .add("cause_text", "乙");
    let form = form.set("do", "drop-cause-0").to(&save);
    official.submit(form).await.redirected();
    assert_eq!(causes(&official.get(edit).await.expect(200)), ["乙"]);
}

/// As the page's script posts the form while somebody types.
async fn autosave(official: &Client, to: &str, fields: &[(String, String)]) -> Page {
    let request = official.request(Method::POST, to).header("x-zg-script", "1");
    official.send(request.form(fields)).await
}

#[tokio::test]
async fn saving_while_typing_makes_one_problem_and_its_button_submits_that_one() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let form = filled(page.form("/problems"), "边打边存");
    let mut fields = form.fields().to_vec();
    let button = fields
        .pop_if(|(name, _)| name == "do")
        .expect("pressed only at the end");
    for round in 1..=3 {
        let saved = autosave(&official, "/problems", &fields).await.expect(200);
        let said: serde_json::Value = serde_json::from_str(&saved.body).expect("a few words for the script");
        // The hidden fields of the next request.
        for (name, key) in [("id", "id"), ("version", "version"), ("act_id", "act")] {
            let value = said[key].to_string().trim_matches('"').to_owned();
            fields.retain(|(field, _)| field != name);
            fields.push((name.to_owned(), value));
        }
        assert_eq!(problems(&app).await.len(), 1, "after save {round}");
    }
    fields.push(button);
    let request = official.request(Method::POST, "/problems").form(&fields);
    assert_eq!(official.send(request).await.redirected(), "/my");
    let all = problems(&app).await;
    assert_eq!((all.len(), all[0].1.as_str(), all[0].2), (1, "submitted", 1));
}

#[tokio::test]
async fn what_has_been_submitted_is_not_overwritten_by_a_late_save() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let form = filled(page.form("/problems"), "先交后存");
    official.submit(form.clone()).await.redirected();
    let (id, ..) = problems(&app).await.remove(0);
    let late: Vec<_> = form.set("title", "后来的字").fields().to_vec();
    let saved = autosave(&official, &format!("/problems/{id}/draft"), &late).await;
    assert!(!saved.text().contains("已保存"), "{}", saved.text());
    let request = official.request(Method::POST, &format!("/problems/{id}/draft"));
    let pressed = official.send(request.form(&late)).await;
    assert!(
        [409, 422].contains(&pressed.status),
        "{} {}",
        pressed.status,
        pressed.text()
    );
    assert_eq!(official.get(&format!("/problems/{id}/edit")).await.status, 422);
    let title: String = sqlx::query_scalar("select title from problems where id = $1::uuid")
        .bind(&id)
        .fetch_one(app.loader())
        .await
        .expect("read");
    assert_eq!(title, "先交后存");
}
