//! The house as a test: arrows only downward, no circles, SQL in its rooms, short files. [`ORDER`] is the picture.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Storeys and rooms, top first: code may use what stands further down, and its own room.
const ORDER: &[&[&str]] = &[
    &["main"],
    &["app"],
    &["web", "jobs", "cli", "demo"],
    &["imports"],
    &["domain::documents"],
    &["domain::figures"],
    &["domain::registers"],
    &["domain::opinions"],
    &["domain::rectification"],
    &["domain::packages"],
    &["domain::signing"],
    &["domain::review"],
    &["domain::advice"],
    &["domain::lists"],
    &["domain::campaigns"],
    &["domain::people"],
    &["domain::units"],
    &["domain::accounts"],
    &["domain::tenants"],
    &["domain::calendar"],
    &["domain::files"],
    &["domain::search"],
    &["domain::notices"],
    &["domain::ledger"],
    &["platform"],
    &["kernel"],
];

/// Arrows against the order, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

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

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Text files of our own below a folder, with their paths from the root.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    found
}

fn walk(path: &Path, found: &mut Vec<(String, String)>) {
    if path.ends_with("static/vendor") {
        return;
    }
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder").flatten() {
            walk(&entry.path(), found);
        }
    } else if let Ok(text) = fs::read_to_string(path) {
        let name = path.strip_prefix(root()).expect("below the root");
        found.push((name.to_string_lossy().into_owned(), text));
    }
}

/// Rust files of `src` with their module paths: `src/domain/lists/store/mod.rs` is `domain::lists::store`.
fn modules() -> Vec<(Vec<String>, String)> {
    let path = |name: &str| -> Vec<String> {
        let name = name
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .trim_end_matches("/mod");
        name.split('/').map(ToOwned::to_owned).collect()
    };
    let rust = files("src")
        .into_iter()
        .filter(|(name, _)| name.ends_with(".rs") && name != "src/lib.rs");
    rust.map(|(name, text)| (path(&name), code_only(&text))).collect()
}

/// Without comments, which may speak of anything.
fn code_only(text: &str) -> String {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every path of this crate that the code of a module names, from the crate's root, three words deep at most.
fn uses(module: &[String], code: &str) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    for (start, ups) in [
        ("crate::", 0),
        ("zhenggai::", 0),
        ("super::super::super::", 3),
        ("super::super::", 2),
        ("super::", 1),
    ] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let base = if ups == 0 {
                Vec::new()
            } else {
                module[..module.len().saturating_sub(ups)].to_vec()
            };
            expand(&code[at + start.len()..], &base, &mut found);
        }
    }
    found
}

/// Reads `a::b`, `a::{b, c::d}` and the like; gives what is left after it.
fn expand<'c>(code: &'c str, base: &[String], found: &mut BTreeSet<Vec<String>>) -> &'c str {
    let code = code.trim_start();
    if let Some(mut rest) = code.strip_prefix('{') {
        loop {
            rest = expand(rest, base, found).trim_start();
            match rest.strip_prefix(',') {
                Some(more) => rest = more,
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let end = code
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(code.len());
    let (word, rest) = code.split_at(end);
    let path = [base, &[word.to_owned()]].concat();
    match rest.strip_prefix("::") {
        Some(deeper) if !word.is_empty() => expand(deeper, &path, found),
        _ => {
            found.insert(path);
            let renamed = rest.trim_start().strip_prefix("as ").map(str::trim_start);
            renamed.map_or(rest, |name| {
                name.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
            })
        }
    }
}

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
            let excepted = EXCEPTIONS.contains(&(from, to));
            if from != to && below <= level && !excepted {
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
