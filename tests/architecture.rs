//! The house as a test: arrows only downward, no circles, SQL in its rooms, short files. [`ORDER`] is the picture.

use std::collections::BTreeSet;
use std::fs;

#[path = "architecture/reading.rs"]
mod reading;

use reading::{files, modules, root, uses};

/// Storeys and rooms, top first: code may use what stands further down, and its own room.
const ORDER: &[&[&str]] = &[
    &["main"],
    &["app"],
    &["web", "jobs", "cli", "demo"],
    &["imports"],
    &["domain::documents"],
    &["domain::figures"],
    &["domain::waiting", "domain::search", "domain::views"],
    &["domain::registers"],
    &["domain::opinions"],
    &["domain::lookback"],
    &["domain::reasons", "domain::rectification"],
    &["domain::packages"],
    &["domain::signing"],
    &["domain::review"],
    &["domain::advice"],
    &["domain::likeness"],
    &["domain::lists"],
    &["domain::campaigns"],
    &["domain::people"],
    &["domain::units"],
    &["domain::accounts"],
    &["domain::tenants"],
    &["domain::calendar"],
    &["domain::files"],
    &["domain::notices"],
    &["domain::ledger"],
    &["platform"],
    &["kernel"],
];

/// What every area of pages may use beside itself; areas never use each other. The table of routes and the router
/// above it use all of them.
const WEB_COMMON: [&str; 3] = ["shell", "routes", "state"];
const WEB_TOP: [&str; 2] = ["app", "routes"];

const LONGEST_RUST: usize = 300;
const LONGEST_TEMPLATE: usize = 120;

/// A fresh machine has only this repository: no file may name a place beside it, or on somebody's own machine.
const ELSEWHERE: [&str; 3] = [
    concat!("../", "shared"),
    concat!("/", "work/"),
    concat!("/", "home/"),
];

/// The room of a path, and how far down it stands.
fn room(path: &[String]) -> Option<(usize, &'static str)> {
    let stands_in = |room: &&&str| {
        room.split("::")
            .eq(path.iter().take(room.split("::").count()).map(String::as_str))
    };
    let levels = ORDER.iter().enumerate();
    levels
        .flat_map(|(level, rooms)| rooms.iter().map(move |room| (level, room)))
        .find_map(|(level, room)| stands_in(&room).then_some((level, *room)))
}

#[test]
fn arrows_point_downward() {
    let mut wrong = BTreeSet::new();
    for (module, code) in modules() {
        let (level, from) =
            room(&module).unwrap_or_else(|| panic!("{} has no place in ORDER", module.join("::")));
        for path in uses(&module, &code) {
            let Some((below, to)) = room(&path) else { continue };
            if from != to && below <= level {
                wrong.insert(format!("{} uses {}", module.join("::"), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "upward arrows:\n{}", join(&wrong));
}

#[test]
fn areas_of_pages_stand_side_by_side() {
    let mut wrong = BTreeSet::new();
    let pages = modules()
        .into_iter()
        .filter(|(module, _)| module[0] == "web" && module.len() > 1);
    for (module, code) in pages {
        let area = module[1].clone();
        for path in uses(&module, &code) {
            let [first, other, ..] = path.as_slice() else {
                continue;
            };
            let known = root().join(format!("src/web/{other}")).is_dir()
                || root().join(format!("src/web/{other}.rs")).is_file();
            let allowed = *other == area
                || WEB_TOP.contains(&area.as_str())
                || (WEB_COMMON.contains(&other.as_str()) && !(area == "shell" && other == "routes"));
            if first == "web" && known && !allowed {
                wrong.insert(format!("{} uses {}", module.join("::"), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "areas that know each other:\n{}", join(&wrong));
}

#[test]
fn sql_stands_in_stores() {
    let mut wrong = BTreeSet::new();
    for (module, code) in modules() {
        let allowed = module[0] == "platform" || module.iter().any(|part| part == "store");
        if !allowed
            && ["sqlx::query", "sqlx::raw_sql", "QueryBuilder"]
                .iter()
                .any(|sql| code.contains(sql))
        {
            wrong.insert(module.join("::"));
        }
    }
    assert!(
        wrong.is_empty(),
        "SQL outside of store and platform:\n{}",
        join(&wrong)
    );
}

#[test]
fn files_are_short() {
    let folders = [
        ("src", ".rs", LONGEST_RUST),
        ("tests", ".rs", LONGEST_RUST),
        ("benches", ".rs", LONGEST_RUST),
        ("templates", ".html", LONGEST_TEMPLATE),
    ];
    let mut wrong = BTreeSet::new();
    for (folder, ending, longest) in folders {
        for (name, text) in files(folder)
            .into_iter()
            .filter(|(name, _)| name.ends_with(ending))
        {
            let lines = text.lines().count();
            if lines > longest {
                wrong.insert(format!("{name}: {lines} lines, at most {longest}"));
            }
        }
    }
    assert!(wrong.is_empty(), "split these:\n{}", join(&wrong));
}

#[test]
fn nothing_names_a_place_outside() {
    let own = [
        "src",
        "tests",
        "benches",
        "templates",
        "static",
        "migrations",
        ".ci",
        "Cargo.toml",
        "build.rs",
        "README.md",
        "CHANGELOG.md",
    ];
    let mut wrong = BTreeSet::new();
    for (name, text) in own
        .into_iter()
        .filter(|name| root().join(name).exists())
        .flat_map(files)
    {
        for word in ELSEWHERE.iter().filter(|word| text.contains(**word)) {
            wrong.insert(format!("{name}: {word}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "places that a fresh machine doesn't have:\n{}",
        join(&wrong)
    );
}

#[test]
fn the_readme_has_every_folder_on_its_map() {
    let Ok(readme) = fs::read_to_string(root().join("README.md")) else {
        return;
    };
    let folders = fs::read_dir(root().join("src"))
        .expect("src")
        .flatten()
        .filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| format!("{}/", entry.file_name().to_string_lossy()));
    let missing: BTreeSet<String> = names.filter(|name| !readme.contains(name.as_str())).collect();
    assert!(
        missing.is_empty(),
        "folders that the README's map lacks:\n{}",
        join(&missing)
    );
}

fn join(lines: &BTreeSet<String>) -> String {
    lines.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
}
