//! Every query names the tenant, beside the policy that would hold without it.

use std::fs;
use std::path::Path;

/// Tables made tenants' by the migrations.
fn tables() -> Vec<String> {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut tables = Vec::new();
    for entry in fs::read_dir(migrations).expect("migrations").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a migration");
        let made = text.split("select tenant_table('").skip(1);
        tables.extend(
            made.filter_map(|rest| rest.split('\'').next())
                .map(ToOwned::to_owned),
        );
    }
    tables
}

fn sources(dir: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((
                path.display().to_string(),
                fs::read_to_string(&path).expect("a source"),
            ));
        }
    }
}

/// String literals of a source, plain and raw, those joined by `+` as one; comments are left out.
fn literals(source: &str) -> Vec<String> {
    let code: Vec<&str> = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let (mut rest, mut found) = (code.as_str(), Vec::<String>::new());
    while let Some(open) = rest.find('"') {
        let (before, body) = (&rest[..open], &rest[open + 1..]);
        let Some(close) = closing(body, before.ends_with("r#")) else {
            break;
        };
        let glue = before.trim_start_matches('#').trim_end_matches("r#").trim();
        let joined = glue.starts_with('+') && glue.ends_with('+') && !glue.contains(';');
        match found.last_mut() {
            Some(last) if joined => last.extend([" ", &body[..close]]),
            _ => found.push(body[..close].to_owned()),
        }
        rest = &body[close + 1..];
    }
    found
}

fn closing(body: &str, raw: bool) -> Option<usize> {
    if raw {
        return body.find("\"#");
    }
    let bytes = body.as_bytes();
    (0..bytes.len()).find(|&i| bytes[i] == b'"' && (i == 0 || bytes[i - 1] != b'\\'))
}

/// Tables that a statement reads or writes, as often as it names them.
fn named(sql: &str, tables: &[String]) -> usize {
    let words: Vec<&str> = sql.split_whitespace().collect();
    let at_table = |pair: &&[&str]| {
        let table = pair[1].trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        ["from", "join", "into", "update"].contains(&pair[0].trim_start_matches('('))
            && tables.iter().any(|t| t == table)
    };
    words.windows(2).filter(at_table).count()
}

#[test]
fn every_query_on_a_tenant_table_names_the_tenant() {
    let tables = tables();
    assert!(tables.len() > 15, "{tables:?}");
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let (mut queries, mut wrong) = (0, Vec::new());
    for (path, source) in found {
        for sql in literals(&source) {
            let tables = named(&sql, &tables);
            queries += usize::from(tables > 0);
            if sql.matches("tenant_id").count() < tables {
                wrong.push(format!(
                    "{path}: {}",
                    sql.split_whitespace().collect::<Vec<_>>().join(" ")
                ));
            }
        }
    }
    assert!(
        queries > 30,
        "only {queries} queries were found: does the scan still work?"
    );
    assert!(
        wrong.is_empty(),
        "queries that leave the tenant to the policy:\n{}",
        wrong.join("\n")
    );
}

/// Macros put some queries together of several literals: the compiler's own record has each as it is sent.
#[test]
fn every_checked_query_names_the_tenant_as_often_as_its_tables() {
    let (tables, mut asked) = (tables(), 0);
    let mut wrong = Vec::new();
    for (sql, _) in crate::support::own_queries() {
        let named = named(&sql, &tables);
        asked += usize::from(named > 0);
        if sql.matches("tenant_id").count() < named {
            wrong.push(sql);
        }
    }
    assert!(asked > 100, "only {asked} queries in .sqlx");
    assert!(
        wrong.is_empty(),
        "queries that leave the tenant to the policy:\n{}",
        wrong.join("\n")
    );
}
