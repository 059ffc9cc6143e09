//! `import`: the office's own workbooks, tried, taken, and taken again.

use std::collections::BTreeSet;

use serde_json::Value;

use super::program::{Program, fixture};
use crate::support::TestApp;

async fn import(app: &TestApp, kind: &str, file: &str, more: &[&str]) -> Value {
    let file = fixture(file);
    let mut line = vec!["import", "--tenant", "gamma", "--kind", kind, "--format", "json"];
    line.extend(more);
    line.push(&file);
    let document = Program::on(app, &line).run().await.json();
    let mut keys: BTreeSet<_> = document.as_object().expect("an object").keys().cloned().collect();
    // Only where a column is not taken over.
    keys.remove("unread");
    let mut told = vec!["added", "changed", "refused", "unchanged"];
    // What was written can be taken back by its run.
    told.extend((!more.contains(&"--dry-run")).then_some("run"));
    assert_eq!(keys, told.into_iter().map(str::to_owned).collect());
    for row in document["refused"].as_array().expect("a list") {
        let keys: BTreeSet<_> = row.as_object().expect("an object").keys().cloned().collect();
        assert_eq!(
            keys,
            ["code", "column", "reason", "row"].map(str::to_owned).into()
        );
        assert!(row["row"].is_u64() && row["column"].is_string() && row["reason"].is_string());
    }
    document
}

fn without_run(mut report: Value) -> Value {
    report.as_object_mut().expect("an object").remove("run");
    report
}

fn counts(report: &Value) -> [u64; 4] {
    let n = |key: &str| report[key].as_u64().expect("a number");
    let refused = report["refused"].as_array().expect("a list").len();
    [n("added"), n("changed"), n("unchanged"), refused as u64]
}

/// Everything that an import may write, counted, and events.
async fn written(app: &TestApp) -> Vec<i64> {
    let mut all = Vec::new();
    for sql in [
        "select count(*) from units u join tenants t on t.id = u.tenant_id where t.slug = 'gamma'",
        "select count(*) from persons u join tenants t on t.id = u.tenant_id where t.slug = 'gamma'",
        "select count(*) from posts u join tenants t on t.id = u.tenant_id where t.slug = 'gamma'",
        "select count(*) from accounts u join tenants t on t.id = u.tenant_id where t.slug = 'gamma'",
        "select count(*) from events u join tenants t on t.id = u.tenant_id where t.slug = 'gamma'",
    ] {
        all.push(
            sqlx::query_scalar(sql)
                .fetch_one(app.loader())
                .await
                .expect("counted"),
        );
    }
    all
}

async fn city() -> TestApp {
    let app = TestApp::small().await;
    let line = ["tenant", "create", "--slug", "gamma", "--name", "丙市"];
    assert_eq!(Program::on(&app, &line).run().await.status, 0);
    app
}

fn summary(file: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(fixture(file)).expect("a file")).expect("JSON")
}

#[tokio::test]
async fn the_messy_workbooks_go_in_but_for_seven_rows_and_twice_is_once() {
    let app = city().await;
    let (units, people) = ("office-messy/机构名册.xlsx", "office-messy/干部名册.xlsx");
    let before = written(&app).await;
    let tried = import(&app, "organisation", units, &["--dry-run"]).await;
    assert_eq!(
        written(&app).await,
        before,
        "a dry run writes nothing, not even an event"
    );
    let taken = without_run(import(&app, "organisation", units, &[]).await);
    assert_eq!(taken, tried, "the dry run is the real one");
    let expected = summary("office-messy.summary.json");
    let all: u64 = expected["units"]
        .as_object()
        .expect("counts")
        .values()
        .filter_map(Value::as_u64)
        .sum();
    let [added, changed, unchanged, refused] = counts(&taken);
    assert_eq!((changed, unchanged, refused), (0, 0, 0), "{taken}");
    assert!(
        (all..=all + 1).contains(&added),
        "{added} units of {all}, and perhaps their city"
    );

    let before = written(&app).await;
    let tried = import(&app, "roster", people, &["--dry-run"]).await;
    assert_eq!(written(&app).await, before);
    let taken = without_run(import(&app, "roster", people, &[]).await);
    assert_eq!(taken, tried);
    let refused = taken["refused"].as_array().expect("a list");
    assert_eq!(refused.len(), 7, "{refused:#?}");
    let rows: BTreeSet<_> = refused.iter().map(|row| row["row"].as_u64()).collect();
    assert_eq!(rows.len(), 7, "one entry per row");
    assert!(
        refused
            .iter()
            .all(|row| row["column"] != "" && row["reason"] != ""),
        "{refused:#?}"
    );
    let persons = written(&app).await[1];
    assert_eq!(Value::from(persons), expected["people"]["all"]);

    let before = written(&app).await;
    for (kind, file, refused) in [("organisation", units, 0), ("roster", people, 7)] {
        let again = counts(&import(&app, kind, file, &[]).await);
        assert_eq!((again[0], again[1], again[3]), (0, 0, refused), "{kind} again");
        assert!(again[2] > 0);
    }
    let now = written(&app).await;
    assert_eq!(now[..4], before[..4], "a repeated import changes nothing");
}

#[tokio::test]
async fn the_tidy_organisation_goes_in_whole_and_a_trial_may_be_asked_for_by_variable() {
    let app = city().await;
    let file = fixture("office/机构名册.xlsx");
    let line = [
        "import",
        "--tenant",
        "gamma",
        "--kind",
        "organisation",
        "--format",
        "json",
        &file,
    ];
    let before = written(&app).await;
    let tried = Program::on(&app, &line)
        .env("ZHENGGAI_DRY_RUN", "1")
        .run()
        .await
        .json();
    assert_eq!(written(&app).await, before);
    let taken = without_run(import(&app, "organisation", "office/机构名册.xlsx", &[]).await);
    assert_eq!((counts(&taken)[3], &taken), (0, &tried));
    let expected = summary("office.summary.json");
    for (kind, key) in [
        ("body", "bodies"),
        ("county", "counties"),
        ("department", "departments"),
        ("subordinate", "subordinate"),
    ] {
        let count: i64 = sqlx::query_scalar(
            "select count(*) from units u join tenants t on t.id = u.tenant_id where t.slug = 'gamma' and u.kind = $1",
        )
        .bind(kind)
        .fetch_one(app.loader())
        .await
        .expect("counted");
        assert_eq!(Value::from(count), expected["units"][key], "{kind}");
    }
    let text = Program::on(
        &app,
        &[
            "import",
            "--tenant",
            "gamma",
            "--kind",
            "organisation",
            "--dry-run",
            &file,
        ],
    );
    let text = text.run().await.out;
    assert!(
        text.contains("0 added, 0 changed") && text.contains("nothing was written"),
        "{text}"
    );
}

#[tokio::test]
async fn what_is_no_such_workbook_is_refused_whole() {
    let app = city().await;
    let before = written(&app).await;
    let units = fixture("office/机构名册.xlsx");
    let text = fixture("figures.json");
    let gone = fixture("gone.xlsx");
    for (kind, file, why) in [
        ("roster", &units, "no header row found"),
        ("roster", &text, "not an xlsx workbook"),
        ("organisation", &gone, "gone.xlsx"),
    ] {
        for format in ["text", "json"] {
            let line = [
                "import", "--tenant", "gamma", "--kind", kind, "--format", format, file,
            ];
            let said = Program::on(&app, &line).run().await;
            assert!(said.refusal().contains(why), "{said:?}");
        }
    }
    let elsewhere = ["import", "--tenant", "delta", "--kind", "organisation", &units];
    assert!(
        Program::on(&app, &elsewhere)
            .run()
            .await
            .refusal()
            .contains("delta")
    );
    assert_eq!(written(&app).await, before);
}

#[tokio::test]
async fn five_lists_go_in_as_drafts_and_nothing_taken_is_a_failure_with_its_report() {
    let app = city().await;
    let file = "office/五个清单-市银监分局.xlsx";
    let path = fixture(file);
    let line = [
        "import", "--tenant", "gamma", "--kind", "lists", "--format", "json", &path,
    ];
    // Nobody is known yet.
    let said = Program::on(&app, &line).run().await;
    assert_eq!(said.status, 1, "{said:?}");
    let report: Value = serde_json::from_str(&said.out).expect("the report all the same");
    let rows = summary("office.summary.json")["lists"]["市银监分局"]
        .as_u64()
        .expect("a number");
    assert_eq!(counts(&report), [0, 0, 0, rows]);

    import(&app, "organisation", "office/机构名册.xlsx", &[]).await;
    import(&app, "roster", "office/干部名册.xlsx", &[]).await;
    assert_eq!(
        counts(&import(&app, "lists", file, &["--dry-run"]).await),
        [rows, 0, 0, 0]
    );
    assert_eq!(counts(&import(&app, "lists", file, &[]).await), [rows, 0, 0, 0]);
    assert_eq!(counts(&import(&app, "lists", file, &[]).await), [0, 0, rows, 0]);
}

#[tokio::test]
async fn an_import_is_taken_back_by_its_run_once() {
    let app = city().await;
    let done = import(&app, "organisation", "office/机构名册.xlsx", &[]).await;
    let run = done["run"].as_str().expect("a run").to_owned();
    let line = |more: &'static str| ["undo", "--tenant", "gamma", "--format", "json", more];
    let undo = async |dry: bool| {
        let mut line: Vec<&str> = line("--dry-run")[..if dry { 6 } else { 5 }].to_vec();
        line.push(&run);
        Program::on(&app, &line).run().await
    };
    let before = written(&app).await;
    let told = undo(true).await.json();
    assert_eq!(told["withdrawn"], done["added"]);
    assert_eq!(written(&app).await, before, "a dry run writes nothing");
    assert_eq!(undo(false).await.json(), told);
    let left = "select count(*) from units u join tenants t on t.id = u.tenant_id
         where t.slug = 'gamma' and u.withdrawn_at is null";
    let left: i64 = sqlx::query_scalar(left)
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(left, 0);
    let again = undo(false).await;
    assert_eq!(again.status, 1);
    assert!(again.out.contains("taken back already"), "{}", again.out);
}
