//! `import --refused FILE`: what could not be taken, as the same workbook marked up.

use std::fs;

use serde_json::Value;

use super::program::{Program, Said, fixture};
use crate::imports::books::{saved, texts};
use crate::support::TestApp;

async fn import(app: &TestApp, kind: &str, file: &str, more: &[&str]) -> Said {
    let mut line = vec![
        "import", "--tenant", "gamma", "--kind", kind, "--format", "json", "--lang", "zh",
    ];
    line.extend(more);
    line.push(file);
    Program::on(app, &line).run().await
}

#[tokio::test]
async fn refused_rows_go_into_a_workbook_that_can_be_imported_again() {
    let app = TestApp::small().await;
    let line = ["tenant", "create", "--slug", "gamma", "--name", "丙市"];
    assert_eq!(Program::on(&app, &line).run().await.status, 0);
    let place = tempfile::tempdir().expect("a directory");
    let back = place.path().join("退回.xlsx");
    let back = back.to_str().expect("a path");
    let (units, people) = (
        fixture("office-messy/机构名册.xlsx"),
        fixture("office-messy/干部名册.xlsx"),
    );
    // Nothing is refused: nothing is written.
    import(&app, "organisation", &units, &["--refused", back])
        .await
        .json();
    assert!(fs::metadata(back).is_err());
    let tried = import(&app, "roster", &people, &["--dry-run", "--refused", back])
        .await
        .json();
    let of_trial = fs::read(back).expect("the trial gives them too");
    assert_eq!(tried["refused"].as_array().map(Vec::len), Some(7));
    import(&app, "roster", &people, &["--refused", back]).await.json();
    let rows = texts(&fs::read(back).expect("a workbook"));
    assert_eq!(rows, texts(&of_trial));
    let header = rows
        .iter()
        .position(|row| row.last().is_some_and(|why| why == "退回原因"))
        .expect("a header");
    assert_eq!(rows.len() - header - 1, 7);

    // The row whose rank nobody knows, put right.
    let mut mended = rows.clone();
    let (rank, row) = (
        rows[header]
            .iter()
            .position(|head| head.contains("职级") || head.contains("层次")),
        rows.iter()
            .position(|row| row.last().is_some_and(|why| why.contains("不认识的职级"))),
    );
    let (rank, row) = (rank.expect("a column"), row.expect("a row"));
    "乡科级副职".clone_into(&mut mended[row][rank]);
    fs::write(back, saved(&mended)).expect("written");
    let report = import(&app, "roster", back, &[]).await.json();
    assert!(report["added"].as_u64() >= Some(1), "{report}");
    let refused = report["refused"].as_array().expect("a list");
    let said = |row: &Value| {
        row["reason"]
            .as_str()
            .is_some_and(|why| why.contains("不认识的职级"))
            || row["code"] == "unknown_rank"
    };
    assert!(!refused.iter().any(said), "{report}");

    // A place that can't be written to: nothing is imported.
    let before = app.loader();
    let count = "select count(*) from events";
    let events: i64 = sqlx::query_scalar(count)
        .fetch_one(before)
        .await
        .expect("counted");
    let nowhere = place.path().join("no/such/place.xlsx");
    let said = import(
        &app,
        "roster",
        &people,
        &["--refused", nowhere.to_str().expect("a path")],
    )
    .await;
    assert!(said.refusal().contains("写不了"), "{said:?}");
    let now: i64 = sqlx::query_scalar(count)
        .fetch_one(before)
        .await
        .expect("counted");
    assert_eq!(now, events);
}
