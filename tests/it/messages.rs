//! Every text that a person may see has its English exactly once, with the same places for arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use zhenggai::kernel::messages::ENGLISH;

fn files(root: &Path, ending: &str, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(root).expect("a directory").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, ending, into);
        } else if path.extension().is_some_and(|e| e == ending) {
            into.push(path);
        }
    }
}

/// String literals that follow `opener`, such as `msg(`, wherever white space stands.
fn after(text: &str, opener: &str, into: &mut BTreeSet<String>) {
    let starts_word = opener.starts_with(|c: char| c.is_alphanumeric());
    for (at, _) in text.match_indices(opener) {
        let before = text[..at].chars().next_back();
        if starts_word && before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = text[at + opener.len()..].trim_start();
        if let Some(literal) = rest.strip_prefix('"')
            && let Some(end) = end_of(literal)
        {
            into.insert(literal[..end].replace("\\\"", "\"").replace("\\n", "\n"));
        }
    }
}

fn end_of(literal: &str) -> Option<usize> {
    let mut escaped = false;
    literal.char_indices().find_map(|(at, c)| {
        let end = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        end.then_some(at)
    })
}

/// Literals in front of `|t` and its kin.
fn before_filters(text: &str, into: &mut BTreeSet<String>) {
    for filter in [
        "\"|t ", "\"|t}", "\"|t)", "\"|tf1(", "\"|tf2(", "\"|tf3(", "\"|t,", "\"|t|", "\"|t\n",
    ] {
        for (at, _) in text.match_indices(filter) {
            if let Some(start) = text[..at].rfind('"') {
                into.insert(text[start + 1..at].to_owned());
            }
        }
    }
}

fn used() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut found, mut paths) = (BTreeSet::new(), Vec::new());
    files(&root.join("templates"), "html", &mut paths);
    for path in &paths {
        before_filters(&fs::read_to_string(path).expect("a template"), &mut found);
    }
    paths.clear();
    files(&root.join("src"), "rs", &mut paths);
    for path in &paths {
        let text = fs::read_to_string(path).expect("a source file");
        // Tests speak of texts that need no English.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text = code.collect::<Vec<_>>().join("\n");
        for opener in ["msg(", "n_(", ".t(", ".tf("] {
            after(&text, opener, &mut found);
        }
    }
    // Chinese punctuation counts: `；` between two English reasons is a text too.
    let chinese = |c| ('\u{4e00}'..='\u{9fff}').contains(&c) || "，。；：、！？（）".contains(c);
    found.retain(|text| text.chars().any(chinese));
    found
}

fn catalogue() -> (BTreeMap<String, String>, Vec<String>) {
    let (mut all, mut twice) = (BTreeMap::new(), Vec::new());
    for (area, source) in ENGLISH {
        let parsed = polib::po_file::parse_from_reader(source.as_bytes())
            .unwrap_or_else(|error| panic!("{area}.po: {error}"));
        let mut seen_here = source.matches("msgid \"").count();
        for message in parsed.messages() {
            seen_here -= 1;
            let id = message.msgid().to_owned();
            if all
                .insert(id.clone(), message.msgstr().unwrap_or_default().to_owned())
                .is_some()
            {
                twice.push(format!("{area}.po: {id}"));
            }
        }
        // The header is one; anything beyond is an id that stands twice in one file.
        if seen_here > 1 {
            twice.push(format!("{area}.po: {} ids stand twice", seen_here - 1));
        }
    }
    (all, twice)
}

fn places(text: &str) -> BTreeSet<String> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(n, _)| n.to_owned())
        .collect()
}

#[test]
fn every_text_has_its_english_and_every_english_its_text() {
    let used = used();
    let (english, twice) = catalogue();
    assert!(used.len() > 50, "the search found only {} texts", used.len());
    let missing: Vec<_> = used.iter().filter(|text| !english.contains_key(*text)).collect();
    let unused: Vec<_> = english.keys().filter(|id| !used.contains(*id)).collect();
    let empty: Vec<_> = english
        .iter()
        .filter(|(_, to)| to.is_empty())
        .map(|(id, _)| id)
        .collect();
    let differ: Vec<_> = english
        .iter()
        .filter(|(id, to)| places(id) != places(to))
        .map(|(id, _)| id)
        .collect();
    assert!(
        missing.is_empty() && unused.is_empty() && twice.is_empty() && empty.is_empty() && differ.is_empty(),
        "missing: {missing:#?}\nunused: {unused:#?}\ntwice: {twice:#?}\nempty: {empty:#?}\nplaces differ: {differ:#?}"
    );
}

#[test]
fn no_two_texts_share_a_code() {
    use zhenggai::kernel::messages::msg;
    let (english, _) = catalogue();
    let codes: BTreeSet<_> = english
        .keys()
        .map(|id| msg(Box::leak(id.clone().into_boxed_str())).code())
        .collect();
    assert_eq!(codes.len(), english.len());
}
