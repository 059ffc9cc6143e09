//! Several entries ruled on at once: each is shown before, with its own reason, and all are written or none.

use chrono::TimeDelta;
use zhenggai::domain::lists::State;
use zhenggai::domain::review::Decision;

use super::filed::{Filed, draft};
use crate::support::TestApp;

const BATCHES: &str = "/review/batches";

#[tokio::test]
async fn what_is_ticked_is_shown_first_and_then_ruled_on_each_with_its_reason() {
    let app = TestApp::small().await;
    let first = Filed::by(&app, "official", &draft("甲事推来推去")).await;
    let second = Filed::by(&app, "official", &draft("乙事久拖不办")).await;
    let third = Filed::by(&app, "cadre", &draft("丙事没有下文")).await;
    let guarded = Filed::by(&app, "citylead", &draft("市级领导的一句话")).await;
    let reviewer = app.as_("reviewer").await;
    let queue = reviewer.get("/review").await.expect(200);
    let boxes = queue.attributes("[name=problem]", "value");
    assert_eq!(boxes.len(), 3, "each guarded text is opened by itself");
    let mut form = queue.form(BATCHES).set("verdict", "returned").set("reason", "05");
    for filed in [&first, &second, &third] {
        form = form.add("problem", &filed.id());
    }
    let preview = reviewer.submit(form).await.expect(200);
    for words in ["甲事推来推去", "乙事久拖不办", "丙事没有下文", "重转办"] {
        assert!(preview.text().contains(words), "{}", preview.text());
    }
    assert_eq!(first.verdict_count(&app).await, 0, "only shown");
    let form = preview.form(BATCHES);
    let form = form
        .set(&format!("verdict-{}", second.id()), "approved")
        .set(&format!("reason-{}", third.id()), "10")
        .set(&format!("field-{}", third.id()), "measures.0")
        .set(&format!("words-{}", third.id()), "写清做到什么程度");
    let done = reviewer.submit(form.clone()).await.redirected();
    assert!(done.starts_with("/review?batch="), "{done}");
    // Sent again because the answer got lost, it counts once.
    reviewer.submit(form).await.redirected();
    let given = |filed: &Filed| {
        let id = filed.problem.id;
        let query = "select v.verdict || ' ' || coalesce(string_agg(r.code || ' ' || r.field, ','), '') from verdicts v
            left join verdict_reasons r on r.verdict_id = v.id where v.problem_id = $1 group by v.verdict, v.id";
        sqlx::query_scalar::<_, String>(query)
            .bind(id)
            .fetch_all(app.loader())
    };
    assert_eq!(given(&first).await.expect("read"), ["returned 05 manifestation"]);
    assert_eq!(given(&second).await.expect("read"), ["approved "]);
    assert_eq!(given(&third).await.expect("read"), ["returned 10 measures.0"]);
    assert_eq!(guarded.verdict_count(&app).await, 0);
}

#[tokio::test]
async fn one_that_is_wrong_keeps_all_from_being_written_and_says_which() {
    let app = TestApp::small().await;
    let first = Filed::by(&app, "official", &draft("甲事推来推去")).await;
    let second = Filed::by(&app, "official", &draft("乙事久拖不办")).await;
    let reviewer = app.as_("reviewer").await;
    let queue = reviewer.get("/review").await.expect(200);
    let form = queue.form(BATCHES).set("verdict", "returned").set("reason", "05");
    let form = form.add("problem", &first.id()).add("problem", &second.id());
    let preview = reviewer.submit(form).await.expect(200);
    let quote = format!("quote-{}", second.id());
    let wrong = reviewer
        .submit(preview.form(BATCHES).set(&quote, "这里没有的话"))
        .await
        .expect(422);
    assert!(wrong.texts("[role=alert]").concat().contains("请照原文引用"));
    assert_eq!(wrong.form(BATCHES).value(&quote), Some("这里没有的话"));
    assert_eq!(
        first.verdict_count(&app).await + second.verdict_count(&app).await,
        0
    );

    // Somebody else ruled on one meanwhile: nothing of the batch is written over it.
    first
        .rule(&app, "grouphead", &Decision::approval(""))
        .await
        .expect("ruled");
    let stale = reviewer.submit(wrong.form(BATCHES).set(&quote, "")).await;
    assert_eq!(stale.status, 422, "{}", stale.text());
    assert_eq!(second.verdict_count(&app).await, 0);
    // It is not listed any more, which is said; the other can be confirmed.
    assert!(
        stale
            .text()
            .contains(&format!("{} 已不在待审的里面", first.problem.number))
    );
    let rest = stale.form(BATCHES);
    reviewer.submit(rest).await.redirected();
    assert_eq!(
        (first.verdict_count(&app).await, second.verdict_count(&app).await),
        (1, 1)
    );
}

#[tokio::test]
async fn a_batch_is_undone_within_ten_seconds_by_whoever_ruled_so() {
    let app = TestApp::small().await;
    let first = Filed::by(&app, "official", &draft("甲事推来推去")).await;
    let second = Filed::by(&app, "official", &draft("乙事久拖不办")).await;
    let reviewer = app.as_("reviewer").await;
    let rule = async || {
        let queue = reviewer.get("/review").await.expect(200);
        let form = queue.form(BATCHES).set("verdict", "approved");
        let form = form.add("problem", &first.id()).add("problem", &second.id());
        let preview = reviewer.submit(form).await.expect(200);
        reviewer.submit(preview.form(BATCHES)).await.redirected()
    };
    let to = rule().await;
    let form = reviewer.get(&to).await.expect(200).form("/review/undos");
    // Another of the group finds nothing to undo there.
    let head = app.as_("grouphead").await;
    assert!(
        !head
            .get(&to)
            .await
            .expect(200)
            .has("form[action='/review/undos']")
    );
    let batch = form.value("batch").expect("an act").to_owned();
    let act = zhenggai::kernel::ids::ActId::fresh().to_string();
    let forged = head
        .post("/review/undos", &[("act_id", &act), ("batch", &batch)])
        .await;
    assert_eq!(forged.status, 422, "{}", forged.text());
    reviewer.submit(form.clone()).await.redirected();
    for filed in [&first, &second] {
        assert_eq!(filed.now(&app).await.state, State::Submitted);
    }
    reviewer.submit(form).await.redirected();
    assert_eq!(
        reviewer
            .get("/review")
            .await
            .expect(200)
            .attributes("[name=problem]", "value")
            .len(),
        2
    );

    let to = rule().await;
    app.pass(TimeDelta::seconds(11)).await;
    assert!(
        !reviewer
            .get(&to)
            .await
            .expect(200)
            .has("form[action='/review/undos']")
    );
    let late = to.rsplit('=').next().expect("an act");
    let act = zhenggai::kernel::ids::ActId::fresh().to_string();
    let late = reviewer
        .post("/review/undos", &[("act_id", &act), ("batch", late)])
        .await;
    assert_eq!(late.status, 422);
    assert_eq!(first.now(&app).await.state, State::AwaitingOwner);
}

#[tokio::test]
async fn nobody_rules_so_on_what_is_not_theirs() {
    let app = TestApp::small().await;
    let own = Filed::by(&app, "otherlead", &draft("丁事在本单位")).await;
    let other = Filed::by(&app, "official", &draft("甲事推来推去")).await;
    let reviewer = app.as_("reviewer").await;
    let form = reviewer.get("/review").await.expect(200).form(BATCHES);
    let posted = |id: &str| {
        let pairs = [
            (
                "act_id".to_owned(),
                zhenggai::kernel::ids::ActId::fresh().to_string(),
            ),
            ("apply".to_owned(), "1".to_owned()),
            ("problem".to_owned(), id.to_owned()),
            (format!("version-{id}"), "2".to_owned()),
            (format!("verdict-{id}"), "approved".to_owned()),
        ];
        pairs.to_vec()
    };
    let send = async |who: &str, id: String| {
        let client = app.as_(who).await;
        let pairs = posted(&id);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        client.post(BATCHES, &pairs).await.status
    };
    assert!(form.value("act_id").is_none());
    assert_eq!(send("reviewer", own.id()).await, 422);
    assert_eq!(send("official", other.id()).await, 403);
    // Of another city nobody learns even that it is there.
    assert_eq!(send("reviewer@beta", other.id()).await, 422);
    assert_eq!(own.verdict_count(&app).await + other.verdict_count(&app).await, 0);
}
