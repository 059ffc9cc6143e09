//! The program's own queries, as the compiler checked them: nothing here is a copy.

use std::fs;
use std::path::Path;

/// All texts in `.sqlx`, with the number of their parameters.
pub fn own_queries() -> Vec<(String, usize)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".sqlx");
    let read = |path: &Path| {
        let text = fs::read_to_string(path).expect("a query's data");
        let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let parameters = data["describe"]["parameters"]["Left"]
            .as_array()
            .map_or(0, Vec::len);
        (data["query"].as_str().expect("its text").to_owned(), parameters)
    };
    let entries = fs::read_dir(folder).expect(".sqlx").flatten();
    entries.map(|entry| read(&entry.path())).collect()
}

/// The one query that has all of these words and none of the others.
#[track_caller]
pub fn own_query(words: &[&str], without: &[&str], parameters: usize) -> String {
    let fits = |text: &String| {
        words.iter().all(|word| text.contains(word)) && !without.iter().any(|word| text.contains(word))
    };
    let mut found: Vec<_> = own_queries().into_iter().filter(|(text, _)| fits(text)).collect();
    assert_eq!(found.len(), 1, "{words:?} is found {} times", found.len());
    let (text, takes) = found.remove(0);
    assert_eq!(takes, parameters, "{words:?} takes other parameters now");
    text
}
