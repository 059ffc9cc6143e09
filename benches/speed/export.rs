//! The program's own statements, as it sends them: PostgreSQL writes down what one request asks, and that is what pgbench runs.
//! Nothing is copied by hand, so that a changed query is measured as it is.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::Value;
use sqlx::{Connection as _, Executor as _};
use tokio::process::Command;

use crate::client::{Asking, once};
use crate::place::{Place, Program};

/// A request's statements with their values in them.
pub struct Statements(Vec<String>);

/// What the server writes of one request.
pub async fn of(place: &Place, program: &Program, asking: &Asking) -> (Statements, String) {
    // Twice, so that every statement is prepared and what is held is held.
    once(program.address, asking).await;
    log(place, true).await;
    let from = written(place).len();
    let (to, _, _) = once(program.address, asking).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    log(place, false).await;
    let lines: Vec<Value> = written(place)
        .iter()
        .skip(from)
        .filter_map(|line| serde_json::from_str(line).ok())
        .filter(|line: &Value| line["user"] == "zhenggai_app")
        .collect();
    // The request has one connection; what runs beside the pages has others.
    let its = lines
        .iter()
        .find(|line| line["message"].as_str().is_some_and(|m| m.contains(" sessions ")))
        .map(|line| line["pid"].clone())
        .expect("the request asked for its session");
    let of_request = lines.iter().filter(|line| line["pid"] == its);
    (Statements(of_request.filter_map(statement).collect()), to)
}

/// The text of a statement that was carried out, with its values.
fn statement(line: &Value) -> Option<String> {
    let message = line["message"].as_str()?;
    let (_, message) = message.split_once(" ms  ")?;
    if let Some(simple) = message.strip_prefix("statement: ") {
        return Some(simple.to_owned());
    }
    let (_, text) = message.strip_prefix("execute ")?.split_once(": ")?;
    let values = values(line["detail"].as_str().unwrap_or_default());
    let (mut filled, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('$') {
        let digits = rest[at + 1..].chars().take_while(char::is_ascii_digit).count();
        let (before, after) = (&rest[..at], &rest[at + 1 + digits..]);
        let n: usize = rest[at + 1..=at + digits].parse().ok()?;
        let _ = write!(filled, "{before}{}", values.get(n - 1)?);
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

/// `parameters: $1 = 'a', $2 = NULL` as literals.
fn values(detail: &str) -> Vec<String> {
    let (mut found, mut rest) = (Vec::new(), detail);
    while let Some(at) = rest.find(" = ") {
        rest = &rest[at + 3..];
        let Some(body) = rest.strip_prefix('\'') else {
            found.push("null".to_owned());
            continue;
        };
        let mut end = 0;
        // A quote within is written twice.
        while let Some(quote) = body[end..].find('\'') {
            end += quote;
            if !body[end + 1..].starts_with('\'') {
                break;
            }
            end += 2;
        }
        // A name after a colon would be a variable of pgbench.
        let mut literal = String::from("'");
        let letters: Vec<char> = body[..end].chars().collect();
        for (n, letter) in letters.iter().enumerate() {
            literal.push(*letter);
            if *letter == ':' && letters.get(n + 1).is_some_and(|next| next.is_alphabetic()) {
                literal.push_str("' || '");
            }
        }
        literal.push('\'');
        found.push(literal);
        rest = &body[end + 1..];
    }
    found
}

impl Statements {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Each use of a value, in statements that begin so, becomes an expression of pgbench's `:n`.
    pub fn vary(&mut self, begins: &str, value: &str, by: &str) {
        for text in self.0.iter_mut().filter(|text| text.starts_with(begins)) {
            *text = text.replace(&format!("'{value}'"), by);
        }
    }

    /// Transactions a second in pgbench, statements prepared.
    pub async fn rate(&self, place: &Place, clients: usize, long: Duration) -> Option<f64> {
        let mut script = String::from("\\set n random(1, 2000000000)\n");
        for text in &self.0 {
            let _ = writeln!(script, "{};", text.trim().trim_end_matches(';'));
        }
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::write(file.path(), script).expect("written");
        let (clients, seconds) = (clients.to_string(), long.as_secs().max(1).to_string());
        let output = Command::new("pgbench")
            .env("PGOPTIONS", "-c client_min_messages=error")
            .args(["-n", "-M", "prepared", "-c", &clients, "-T", &seconds, "-h"])
            .arg(place.socket())
            .args(["-U", "zhenggai_app", "-f"])
            .arg(file.path())
            .arg("zhenggai")
            .output()
            .await
            .ok()?;
        let (out, said) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert!(
            output.status.success() && !said.contains("ERROR"),
            "pgbench: {said}\n{}",
            fs::read_to_string(file.path()).unwrap_or_default()
        );
        let line = out.lines().find_map(|line| line.strip_prefix("tps = "))?;
        line.split_whitespace().next()?.parse().ok()
    }
}

/// Lines of the servers' logs so far, oldest first.
fn written(place: &Place) -> Vec<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(place.dir.join("log"))
        .expect("the logs")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .collect();
    files.sort();
    let texts = files
        .iter()
        .map(|path| fs::read_to_string(path).unwrap_or_default());
    texts
        .flat_map(|text| text.lines().map(ToOwned::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Has the server write down every statement, or no more than usual.
async fn log(place: &Place, all: bool) {
    let mut connection = place.connect("postgres").await;
    let settings = if all {
        [
            "alter system set log_destination = 'jsonlog'",
            "alter system set log_min_duration_statement = 0",
        ]
    } else {
        [
            "alter system reset log_min_duration_statement",
            "alter system reset log_destination",
        ]
    };
    for setting in settings {
        connection.execute(setting).await.expect("set");
    }
    connection
        .execute("select pg_reload_conf()")
        .await
        .expect("reloaded");
    connection.close().await.expect("closed");
    tokio::time::sleep(Duration::from_millis(300)).await;
}
