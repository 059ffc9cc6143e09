//! `figures`: one JSON document for scripts, a table for people.

use std::collections::BTreeSet;

use serde_json::Value;

use super::program::Program;
use crate::review::filed::{Filed, draft};
use crate::support::TestApp;

async fn figures(app: &TestApp, more: &[&str]) -> Vec<Value> {
    let line = [&["figures", "--tenant", "alpha", "--format", "json"], more].concat();
    let document = Program::on(app, &line).run().await.json();
    document.as_array().expect("an array").clone()
}

#[tokio::test]
async fn each_figure_has_its_seven_fields_and_nothing_else() {
    let app = TestApp::small().await;
    Filed::by(&app, "leader", &draft("甲")).await.cosigned(&app).await;
    Filed::by(&app, "leader", &draft("乙")).await.claimed(&app).await;
    Filed::by(&app, "leader", &draft("丙")).await.claimed(&app).await;
    let all = figures(&app, &["--as-of", "2018-09-25"]).await;
    let fields = ["as_of", "code", "definition", "label", "n", "of", "percent"].map(str::to_owned);
    let mut codes = BTreeSet::new();
    for figure in &all {
        let keys: BTreeSet<_> = figure.as_object().expect("an object").keys().cloned().collect();
        assert_eq!(keys, fields.clone().into());
        assert_eq!(figure["as_of"], "2018-09-25");
        assert!(figure["n"].is_u64() && !figure["definition"].as_str().expect("words").is_empty());
        assert_eq!(
            figure["percent"].is_null(),
            figure["of"].is_null() || figure["of"] == 0,
            "{figure}"
        );
        assert!(
            codes.insert(figure["code"].as_str().expect("a code").to_owned()),
            "{figure} twice"
        );
    }
    let find = |code: &str| all.iter().find(|figure| figure["code"] == code).expect("there");
    let immediate = find("immediate_county_level");
    assert_eq!(
        (&immediate["n"], &immediate["of"]),
        (&Value::from(1), &Value::from(3))
    );
    assert_eq!(immediate["percent"], "33.3");
    // Those of the source document that can be counted by now are there under its names.
    let fixture = std::fs::read_to_string(super::program::fixture("figures.json")).expect("a file");
    let known: Vec<Value> = serde_json::from_str(&fixture).expect("JSON");
    let known = known.iter().filter_map(|figure| figure["code"].as_str());
    let missing: Vec<_> = known.filter(|code| !codes.contains(*code)).collect();
    for counted in [
        "bodies",
        "city_leaders",
        "problems_",
        "counties",
        "departments",
        "cadres",
        "immediate",
        "remaining",
    ] {
        let gone: Vec<_> = missing.iter().filter(|code| code.starts_with(counted)).collect();
        assert!(
            gone.is_empty() || gone == [&"problems_standing_committee"],
            "{gone:?}"
        );
    }
}

#[tokio::test]
async fn a_past_day_is_printed_as_it_was_and_people_get_a_table() {
    let app = TestApp::small().await;
    Filed::by(&app, "leader", &draft("甲")).await.cosigned(&app).await;
    let rectified = |figures: &[Value]| {
        let all = figures.iter().find(|figure| figure["code"] == "rectified_all");
        all.and_then(|figure| figure["n"].as_u64()).expect("a number")
    };
    assert_eq!(rectified(&figures(&app, &["--as-of", "2018-09-24"]).await), 0);
    assert_eq!(rectified(&figures(&app, &["--as-of", "2018-09-25"]).await), 1);
    // Now: long after, by the machine's own time.
    let now = figures(&app, &[]).await;
    assert_eq!(rectified(&now), 1);
    let text = Program::on(&app, &["figures", "--tenant", "alpha"]).run().await;
    let line = text
        .out
        .lines()
        .find(|line| line.starts_with("rectified_all"))
        .expect("a line");
    assert!(line.contains("1 / 1") && line.contains("100.0 %"), "{line}");
}
