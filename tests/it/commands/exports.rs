//! `export`: what goes out comes in again and changes nothing.

use std::fs;

use serde_json::Value;

use super::program::{Program, fixture};
use crate::imports::books::{saved, texts};
use crate::support::TestApp;

async fn run(app: &TestApp, verb: &str, kind: &str, file: &str) -> Value {
    let line = [
        verb, "--tenant", "gamma", "--kind", kind, "--format", "json", file,
    ];
    Program::on(app, &line).run().await.json()
}

/// Added, changed, unchanged, refused.
fn counts(report: &Value) -> [u64; 4] {
    let n = |key: &str| report[key].as_u64().expect("a number");
    let refused = report["refused"].as_array().expect("a list").len();
    [n("added"), n("changed"), n("unchanged"), refused as u64]
}

#[tokio::test]
async fn the_tidy_workbooks_imported_exported_and_imported_change_nothing() {
    let app = TestApp::small().await;
    let line = ["tenant", "create", "--slug", "gamma", "--name", "丙市"];
    assert_eq!(Program::on(&app, &line).run().await.status, 0);
    run(&app, "import", "organisation", &fixture("office/机构名册.xlsx")).await;
    run(&app, "import", "roster", &fixture("office/干部名册.xlsx")).await;
    for unit in ["市公交集团", "市国税局", "市银监分局", "通榆县"] {
        let file = fixture(&format!("office/五个清单-{unit}.xlsx"));
        run(&app, "import", "lists", &file).await;
    }
    let place = tempfile::tempdir().expect("a directory");
    let file = |name: &str| place.path().join(name).to_str().expect("a path").to_owned();
    for kind in ["organisation", "roster", "lists"] {
        let book = file("book.xlsx");
        let rows = run(&app, "export", kind, &book).await["rows"]
            .as_u64()
            .expect("a number");
        assert!(rows > 10, "{kind}: {rows}");
        let again = run(&app, "import", kind, &book).await;
        assert_eq!(counts(&again), [0, 0, rows, 0], "{kind}: {again}");
    }
    let events: Vec<String> =
        sqlx::query_scalar("select data from events where act = 'export.made' order by id")
            .fetch_all(app.loader())
            .await
            .expect("read");
    assert_eq!(events.len(), 3, "{events:?}");

    // A cell of a draft is changed: that draft alone changes, under the number it had.
    let book = file("lists.xlsx");
    run(&app, "export", "lists", &book).await;
    let mut rows = texts(&fs::read(&book).expect("a workbook"));
    assert!(
        rows[0][0].contains("内部资料") && rows[0][0].contains("丙市"),
        "{:?}",
        rows[0]
    );
    let at = |head: &str| rows[1].iter().position(|h| h == head).expect("a column");
    let (number, problem, person) = (at("编号"), at("问题"), at("人员编号"));
    "改过的一句话".clone_into(&mut rows[2][problem]);
    // The number of one under the name of another, and one twice.
    let other = rows[2..]
        .iter()
        .find(|row| row[person] != rows[3][person])
        .expect("another")[person]
        .clone();
    rows[3][person] = other;
    let twice = rows[4].clone();
    rows.push(twice);
    let (all, first) = (rows.len() as u64 - 2, rows[2][number].clone());
    fs::write(&book, saved(&rows)).expect("written");
    let report = run(&app, "import", "lists", &book).await;
    assert_eq!(counts(&report), [0, 1, all - 3, 2], "{report}");
    let draft: String = sqlx::query_scalar("select draft from problems where number = $1")
        .bind(first)
        .fetch_one(app.loader())
        .await
        .expect("the problem");
    assert!(draft.contains("改过的一句话"), "{draft}");
    assert_eq!(
        counts(&run(&app, "import", "lists", &book).await),
        [0, 0, all - 2, 2]
    );

    let nowhere = file("no/such/place.xlsx");
    let line = ["export", "--tenant", "gamma", "--kind", "roster", &nowhere];
    assert!(
        Program::on(&app, &line)
            .run()
            .await
            .refusal()
            .contains("can't write")
    );
    let line = ["export", "--tenant", "delta", "--kind", "roster", &nowhere];
    assert!(Program::on(&app, &line).run().await.refusal().contains("delta"));
}
