//! In which language the command line speaks: one in each run, and codes in none.

use serde_json::Value;

use super::program::{Program, Said, fixture};
use crate::support::TestApp;

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

async fn tried(app: &TestApp, more: &[&str], environment: &[(&str, &str)]) -> Said {
    let file = fixture("office-messy/干部名册.xlsx");
    let mut line = vec!["import", "--tenant", "gamma", "--kind", "roster", "--dry-run"];
    line.extend(more);
    line.push(&file);
    let program = Program::on(app, &line);
    let program = environment
        .iter()
        .fold(program, |program, (name, value)| program.env(name, value));
    program.run().await
}

/// Without what a workbook's own cells say.
fn own_words(said: &str) -> Vec<String> {
    let lines = said.lines().map(str::trim);
    lines
        .map(|line| line.split(['"', '“']).next().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn one_language_in_each_run_by_option_or_environment() {
    let app = TestApp::small().await;
    let line = ["tenant", "create", "--slug", "gamma", "--name", "Gamma"];
    assert!(
        Program::on(&app, &line)
            .run()
            .await
            .out
            .contains("with a default campaign")
    );
    let units = fixture("office-messy/机构名册.xlsx");
    let line = [
        "import",
        "--tenant",
        "gamma",
        "--kind",
        "organisation",
        "--lang",
        "zh",
        &units,
    ];
    assert!(Program::on(&app, &line).run().await.out.starts_with("新增 "));

    let english = tried(&app, &[], &[]).await.out;
    assert!(
        english.contains("7 refused (dry run: nothing was written)"),
        "{english}"
    );
    assert!(english.contains("unknown rank"), "{english}");
    // Headers of the sheet stand as they are.
    let chinese_words = ["不能导入", "不认识", "没有单位", "行，", "试运行"];
    assert!(
        !chinese_words.iter().any(|word| english.contains(word)),
        "{english}"
    );

    let chinese = tried(&app, &["--lang", "zh"], &[]).await.out;
    assert!(
        chinese.contains("不能导入 7（试运行，没有写入任何内容）"),
        "{chinese}"
    );
    assert!(
        own_words(&chinese).iter().all(|line| is_chinese(line)),
        "{chinese}"
    );
    for (environment, expected) in [
        (&[("LANG", "zh_CN.UTF-8")][..], &chinese),
        (&[("LANG", "de_DE.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], &chinese),
        (
            &[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_GB.UTF-8")],
            &english,
        ),
        (&[("LANG", "zh_CN.UTF-8"), ("ZHENGGAI_LANG", "en")], &english),
    ] {
        assert_eq!(
            &tried(&app, &[], environment).await.out,
            expected,
            "{environment:?}"
        );
    }
    let refusal = |lang: &'static str| {
        let line = ["figures", "--tenant", "nowhere", "--lang", lang];
        Program::on(&app, &line).run()
    };
    assert!(
        refusal("zh")
            .await
            .refusal()
            .contains("没有简称为“nowhere”的辖区")
    );
    assert!(
        refusal("en")
            .await
            .refusal()
            .contains("no jurisdiction has the slug")
    );
}

#[tokio::test]
async fn json_has_the_same_codes_in_every_language() {
    let app = TestApp::small().await;
    let line = ["tenant", "create", "--slug", "gamma", "--name", "Gamma"];
    assert_eq!(Program::on(&app, &line).run().await.status, 0);
    let units = fixture("office-messy/机构名册.xlsx");
    let line = ["import", "--tenant", "gamma", "--kind", "organisation", &units];
    assert_eq!(Program::on(&app, &line).run().await.status, 0);
    let english = tried(&app, &["--format", "json", "--lang", "en"], &[])
        .await
        .json();
    let chinese = tried(&app, &["--format", "json", "--lang", "zh"], &[])
        .await
        .json();
    let rows = |report: &Value| report["refused"].as_array().expect("rows").clone();
    let codes: Vec<Value> = rows(&english).iter().map(|row| row["code"].clone()).collect();
    for code in [
        "unknown_unit",
        "duplicate_number",
        "bad_month",
        "unknown_rank",
        "own_leader",
        "formula",
    ] {
        assert!(codes.contains(&code.into()), "{code}: {codes:?}");
    }
    let same = rows(&chinese)
        .iter()
        .map(|row| row["code"].clone())
        .collect::<Vec<_>>();
    assert_eq!(codes, same);
    for (row, other) in rows(&english).iter().zip(rows(&chinese)) {
        assert_eq!((&row["row"], &row["column"]), (&other["row"], &other["column"]));
        assert_ne!(row["reason"], other["reason"]);
    }
}
