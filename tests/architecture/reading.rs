//! Reads the sources: files, modules, and the paths that code names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Text files of our own below a folder, with their paths from the root.
pub fn files(folder: &str) -> Vec<(String, String)> {
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

/// Lists of modules, with no code of their own.
const BARE: [&str; 2] = ["src/lib.rs", "src/domain/mod.rs"];

/// Rust files of `src` with their module paths: `src/domain/lists/store/mod.rs` is `domain::lists::store`.
pub fn modules() -> Vec<(Vec<String>, String)> {
    let path = |name: &str| -> Vec<String> {
        let name = name
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .trim_end_matches("/mod");
        name.split('/').map(ToOwned::to_owned).collect()
    };
    let rust = files("src").into_iter().filter(|(name, _)| {
        std::path::Path::new(name)
            .extension()
            .is_some_and(|end| end == "rs")
            && !BARE.contains(&name.as_str())
    });
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
pub fn uses(module: &[String], code: &str) -> BTreeSet<Vec<String>> {
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
