//! What submission asks for, and what it does.

use zhenggai::domain::lists::store;

use super::{acts, filled, problems, revisions};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

#[tokio::test]
async fn what_can_not_be_submitted_is_drawn_again_with_messages_at_the_fields() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let long = "长".repeat(201);
    let form = page
        .form("/problems")
        .set("title", &long)
        .set("cause_text", "写了一条原因")
        .set("measure_text", "只写了措施")
        .set("measure_due", "2018年13月1日")
        .set("due", "2018-09-24")
        .set("look_back", "2018-09-01")
        .set("do", "submit");
    let page = official.submit(form).await.expect(422);
    let (id, state, revision) = problems(&app).await.remove(0);
    assert_eq!((state.as_str(), revision), ("draft", 0));
    assert!(revisions(&app, &id).await.is_empty());

    let wrong = [
        ("title", "现有 201 字，最多 200 字"),
        ("manifestation", "请写具体表现"),
        ("ills", "请至少选一项五弊"),
        ("aspect", "请选一个方面"),
        ("source", "请选问题来源"),
        ("measures-0-goal", "请写能检验的整改目标"),
        ("measures-0-due", "看不懂这个日期"),
        ("due", "整改时限不能早于今天"),
    ];
    for (field, message) in wrong {
        let said = page.texts(&format!("#f-{field}-err")).join("");
        assert!(said.contains(message), "{field}: {said}");
        let linked = page.attributes(".zg-flash li a", "href");
        assert!(
            linked.contains(&format!("#f-{field}")),
            "{field} is not in {linked:?}"
        );
        assert!(page.has(&format!("#f-{field}")), "nothing to go to for {field}");
    }
    assert!(!page.has("#f-causes-0-text-err") && !page.has("#f-duty-err"));
    for (field, value) in [
        ("title", long.as_str()),
        ("cause_text", "写了一条原因"),
        ("measure_due", "2018年13月1日"),
        ("due", "2018-09-24"),
    ] {
        let form = page.form(&format!("/problems/{id}/submission"));
        assert_eq!(form.value(field), Some(value));
        // And the same after coming back another day.
        let later = official.get(&format!("/problems/{id}/edit")).await.expect(200);
        let form = later.form(&format!("/problems/{id}/submission"));
        assert_eq!(form.value(field), Some(value), "{field}, later");
    }
}

#[tokio::test]
async fn a_word_that_is_in_no_dictionary_is_refused_at_its_field() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let form = filled(page.form("/problems"), "甲")
        .set("aspect", "第六个方面")
        .set("ills", "六弊");
    let page = official.submit(form).await.expect(422);
    assert!(
        page.has("#f-aspect-err") && page.has("#f-ills-err"),
        "{}",
        page.text()
    );
    assert_eq!(problems(&app).await[0].1, "draft");
}

#[tokio::test]
async fn a_complete_one_goes_to_review_as_an_immutable_revision() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let form = filled(page.form("/problems"), "  对投诉重转办、轻督办 ").set("cause_text", "怕麻烦");
    let form = form.set("immediate", "1").set("due", "");
    assert_eq!(official.submit(form).await.redirected(), "/my");
    assert!(
        official
            .get("/my")
            .await
            .expect(200)
            .texts(".zg-flash")
            .join("")
            .contains("已提交")
    );
    let (id, state, revision) = problems(&app).await.remove(0);
    assert_eq!((state.as_str(), revision), ("submitted", 1));
    assert_eq!(acts(&app, &id).await, ["problem.started", "problem.submitted"]);

    let [(1, content, true)] = &revisions(&app, &id).await[..] else {
        panic!("one revision with the digest of its text")
    };
    let content: serde_json::Value = serde_json::from_str(content).expect("JSON");
    assert_eq!(content["title"], "对投诉重转办、轻督办");
    let responsibility = &content["responsibility"];
    assert_eq!(responsibility["person"], "official of alpha");
    assert_eq!(responsibility["staff_no"], "A001");
    assert_eq!(responsibility["unit"], "Department A");
    assert!(
        responsibility["leader"]
            .as_str()
            .is_some_and(|name| name.contains("leader of alpha"))
    );
    assert_eq!(responsibility["due"], "2018-09-25", "立行立改 is due that day");

    let data: String = sqlx::query_scalar(
        "select data from events where act = 'problem.submitted' and object_id = $1::uuid",
    )
    .bind(&id)
    .fetch_one(app.loader())
    .await
    .expect("the event");
    assert!(!data.contains("重转办"), "no text in the ledger: {data}");
    let own = official.get(&format!("/problems/{id}")).await.expect(200);
    assert!(
        own.text().contains("提交第 1 稿") && own.text().contains("待审核"),
        "{}",
        own.text()
    );
    let waiting = app.as_("reviewer").await.get("/review").await.expect(200);
    assert!(waiting.text().contains("重转办"));
}

#[tokio::test]
async fn numbers_count_up_per_person_and_are_not_reused() {
    let app = TestApp::small().await;
    for (who, count) in [("official", 2), ("colleague", 1)] {
        let client = app.as_(who).await;
        for _ in 0..count {
            let page = client.get("/problems/new").await.expect(200);
            client
                .submit(page.form("/problems").set("do", "save"))
                .await
                .redirected();
        }
    }
    // Two windows that start at once.
    let official = app.as_("official").await;
    let page = official.get("/problems/new").await.expect(200);
    let other = official.get("/problems/new").await.expect(200);
    let (a, b) = tokio::join!(
        official.submit(page.form("/problems").set("do", "save")),
        official.submit(other.form("/problems").set("do", "save"))
    );
    assert_ne!(a.redirected(), b.redirected());
    let mut numbers: Vec<String> = sqlx::query_scalar("select number from problems where tenant_id = $1")
        .bind(app.cast.tenants["alpha"])
        .fetch_all(app.loader())
        .await
        .expect("read");
    numbers.sort();
    let of = |no: &str, n: i32| format!("Department A-{no}-{n:02}");
    let expected = [
        of("A001", 1),
        of("A001", 2),
        of("A001", 3),
        of("A001", 4),
        of("A002", 1),
    ];
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn whoever_has_no_post_or_no_person_can_not_file() {
    let app = TestApp::small().await;
    for who in ["liaison", "figures", "sysadmin", "office"] {
        let client = app.as_(who).await;
        assert_eq!(client.get("/problems/new").await.status, 403, "{who}");
        assert_eq!(
            client.post("/problems", &[("title", "甲")]).await.status,
            403,
            "{who}"
        );
    }
    sqlx::query("update posts set to_at = from_at where person_id = $1")
        .bind(app.cast.person("colleague"))
        .execute(app.loader())
        .await
        .expect("without a post");
    let colleague = app.as_("colleague").await;
    let page = colleague.get("/problems/new").await.expect(200);
    let refused = colleague
        .submit(page.form("/problems").set("title", "甲").set("do", "save"))
        .await;
    assert!(refused.expect(422).text().contains("名册里没有您的任职"));
    assert!(problems(&app).await.is_empty());
}

#[tokio::test]
async fn a_tag_that_came_twice_is_filed_once() {
    let app = TestApp::small().await;
    let mut twice = draft("甲");
    twice.nots = vec!["不愿为".to_owned(), "不愿为".to_owned()];
    let filed = Filed::by(&app, "official", &twice).await;
    let mut tx = app.tx("alpha").await;
    let revision = store::revision(&mut tx, filed.problem.id, 1).await.expect("read");
    let content = revision.and_then(|revision| revision.read()).expect("readable");
    assert_eq!(content.nots, ["不愿为"]);
}
