//! What is written is found, what was there before is not; without anybody having thought of it.

use sqlx::AssertSqlSafe;
use zhenggai::domain::review::{Decision, GivenReason, Ruling};
use zhenggai::domain::search::index::{Step, next};
use zhenggai::kernel::scope::Scope;

use super::{found, indexed};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

async fn pending(app: &TestApp) -> i64 {
    sqlx::query_scalar("select count(*) from search_pending")
        .fetch_one(app.loader())
        .await
        .expect("a count")
}

#[tokio::test]
async fn a_saved_draft_is_found_by_its_new_words_and_not_by_its_old() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let form = official.get("/problems/new").await.expect(200).form("/problems");
    official
        .submit(form.set("title", "Quillfish at dawn"))
        .await
        .redirected();
    indexed(&app).await;
    let page = found(&official, "quillfish").await;
    assert_eq!(page.len(), 1, "{page:?}");
    let id = page[0].split('/').nth(2).expect("an id").to_owned();
    let draft = format!("/problems/{id}/draft");
    let edit = official.get(&format!("/problems/{id}/edit")).await.expect(200);
    let version = edit.attributes("input[name=version]", "value").remove(0);
    official
        .post(&draft, &[("version", &version), ("title", "Wolverine at noon")])
        .await;
    assert_eq!(pending(&app).await, 1, "a save leaves one mark");
    indexed(&app).await;
    assert_eq!(found(&official, "wolverine").await, page);
    assert!(found(&official, "quillfish").await.is_empty());
}

#[tokio::test]
async fn a_new_revision_takes_the_place_of_the_one_before() {
    let app = TestApp::small().await;
    let reviewer = app.as_("reviewer").await;
    let mut filed = Filed::by(&app, "official", &draft("Quillfish")).await;
    indexed(&app).await;
    assert_eq!(
        found(&reviewer, "Quillfish").await,
        [format!("/problems/{}", filed.id())]
    );
    let returned = Decision {
        ruling: Ruling::Returned,
        words: "Once more".to_owned(),
        reasons: vec![GivenReason {
            code: "05".to_owned(),
            field: "manifestation".to_owned(),
            quote: String::new(),
            words: "Which ones".to_owned(),
        }],
    };
    filed.problem = filed.rule(&app, "reviewer", &returned).await.expect("returned");
    filed.submit(&app, &draft("Wolverine")).await;
    indexed(&app).await;
    assert_eq!(
        found(&reviewer, "Wolverine").await,
        [format!("/problems/{}", filed.id())]
    );
    assert!(found(&reviewer, "Quillfish").await.is_empty());
}

/// Acts that write no text that is found leave nothing to do; those on people and units do.
#[tokio::test]
async fn marks_are_left_by_what_changes_an_entry_and_by_nothing_else() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("Quillfish")).await;
    indexed(&app).await;
    for (sql, marks) in [
        (
            "update problems set updated_at = updated_at + interval '1 second', version = version + 1",
            0,
        ),
        ("update problems set draft = draft || ' '", 0),
        ("update problems set leader_id = null", 1),
        ("update persons set sex = 'f' where staff_no = 'A001'", 0),
        (
            "update persons set name = name || 'X' where staff_no = 'A001' and name like '%alpha'",
            1,
        ),
        ("update units set credit_code = null", 0),
        (
            "update units set name = 'Department Q' where name = 'Department A'",
            2,
        ),
        (
            "update posts set title = 'Other' where person_id in (select id from persons where staff_no = 'A001')",
            2,
        ),
        ("update problems set state = 'withdrawn', stage = null", 1),
    ] {
        sqlx::query(AssertSqlSafe(sql))
            .execute(app.loader())
            .await
            .expect(sql);
        assert_eq!(pending(&app).await, marks, "{sql}");
        indexed(&app).await;
    }
    let official = app.as_("official").await;
    assert!(
        found(&official, "Quillfish").await.is_empty(),
        "{} was taken out",
        filed.id()
    );
    let office = app.as_("office").await;
    assert_eq!(found(&office, "Department Q").await.len(), 1);
    // The harness looks whether columns and spans agree: this test went behind the verbs' backs.
    sqlx::query("delete from problem_spans")
        .execute(app.loader())
        .await
        .expect("gone");
    sqlx::query("delete from revisions")
        .execute(app.loader())
        .await
        .expect("gone");
    sqlx::query("delete from problems")
        .execute(app.loader())
        .await
        .expect("gone");
}

/// A program that dies in the middle of a batch leaves its marks, and two never write over each other.
#[tokio::test]
async fn what_was_cut_off_is_done_again_and_one_program_indexes_at_a_time() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("Quillfish")).await;
    let before = pending(&app).await;
    assert!(before > 0);
    let (db, tenant) = (app.app.db(), app.cast.tenants["alpha"]);
    let mut other = db
        .begin(&Scope::program(tenant, "test"))
        .await
        .expect("a transaction");
    sqlx::query("select pg_advisory_xact_lock(hashtext('zhenggai search'), hashtext($1::text))")
        .bind(tenant.to_string())
        .execute(&mut *other)
        .await
        .expect("locked");
    sqlx::query("delete from search_pending where of_tenant = $1")
        .bind(tenant)
        .execute(&mut *other)
        .await
        .expect("taken");
    let (mut busy, mut last) = (0, None);
    for _ in 0..12 {
        match next(db, last).await.expect("a step") {
            Step::Busy(of) => {
                assert_eq!(of, tenant);
                busy += 1;
                last = Some(of);
            }
            Step::Indexed(of) => last = Some(of),
            Step::Nothing => break,
        }
    }
    assert!(busy > 0, "the one that is held is left alone");
    // It dies.
    other.rollback().await.expect("rolled back");
    indexed(&app).await;
    assert_eq!(pending(&app).await, 0);
    assert_eq!(found(&app.as_("official").await, "Quillfish").await.len(), 1);
}
