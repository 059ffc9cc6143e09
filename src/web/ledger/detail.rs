//! An event's data as words: digests shortened, ids of rows left out.

use std::collections::HashMap;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::view::{Detail, Object};
use crate::kernel::scope::Role;
use crate::web::shell::acts as words;
use crate::web::shell::roles::role_label;
use crate::web::shell::{Locale, n_};

/// So much of a digest tells it from any other on a page.
const DIGEST_CHARS: usize = 16;

/// Parts that name a person: who stands in for the leader whom the event is about, who signed on paper what somebody else entered.
const PEOPLE: [&str; 2] = ["delegate", "signer"];

/// The person whom an event names beside its object.
pub(super) fn named(data: &str) -> Option<Uuid> {
    let data: Map<String, Value> = serde_json::from_str(data).ok()?;
    let named = PEOPLE.iter().find_map(|key| data.get(*key));
    named?.as_str()?.parse().ok()
}

/// Key and value, what tells most first; `people` are those whom [`named`] found.
pub(super) fn details(locale: Locale, data: &str, people: &HashMap<Uuid, Object>) -> Vec<Detail> {
    let data: Map<String, Value> = serde_json::from_str(data).unwrap_or_default();
    let mut parts: Vec<_> = data
        .iter()
        .map(|(key, value)| (words::key(key), key, value))
        .collect();
    parts.sort_by_key(|((place, _), ..)| *place);
    let shown = parts.into_iter().filter_map(|((_, label), key, value)| {
        Some(Detail {
            key: locale.t(label).to_owned(),
            value: match person(key, value) {
                Some(person) => people.get(&person)?.name.clone(),
                None => said(locale, key, value)?,
            },
            digest: value.as_str().is_some_and(is_digest),
        })
    });
    shown.collect()
}

fn person(key: &str, value: &Value) -> Option<Uuid> {
    let id = value.as_str().filter(|_| PEOPLE.contains(&key))?;
    id.parse().ok()
}

fn said(locale: Locale, key: &str, value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Object(_) => None,
        Value::Bool(yes) => Some(locale.t(if *yes { n_("是") } else { n_("否") }).to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if text.parse::<Uuid>().is_ok() => None,
        Value::String(text) if is_digest(text) => Some(format!("{}…", &text[..DIGEST_CHARS])),
        Value::String(text) => Some(word(locale, key, text)),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().filter_map(|item| said(locale, key, item)).collect();
            (!words.is_empty()).then(|| words.join(" "))
        }
    }
}

fn word(locale: Locale, key: &str, text: &str) -> String {
    let role = (key == "roles")
        .then(|| Role::from_code(text).map(role_label))
        .flatten();
    let known = role.or_else(|| words::value(key, text));
    known.map_or_else(|| text.to_owned(), |known| locale.t(known).to_owned())
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(data: &str) -> Vec<String> {
        let details = details(Locale::Zh, data, &HashMap::new());
        details
            .iter()
            .map(|d| format!("{}：{}", d.key, d.value))
            .collect()
    }

    #[test]
    fn data_reads_as_words_and_holds_no_ids() {
        let data = r#"{"again":true,"note":"01a20cb7-4978-7316-8f64-198b80cf49f1","reasons":["03","05"],"stage":"group"}"#;
        assert_eq!(shown(data), ["再次提交：是", "环节：督察指导组", "理由：03 05"]);
        assert_eq!(
            shown(r#"{"roles":["office","unheard_of"]}"#),
            ["角色：市活动办 unheard_of"]
        );
        assert_eq!(
            shown(r#"{"later":{"a":1},"next_stage":null,"odd":"x"}"#),
            ["odd：x"]
        );
        assert_eq!(shown("not json"), [""; 0]);
    }

    #[test]
    fn a_digest_is_shortened_and_a_word_of_its_length_is_not() {
        let digest = "ab".repeat(32);
        assert_eq!(
            shown(&format!(r#"{{"sha256":"{digest}"}}"#)),
            ["SHA-256：abababababababab…"]
        );
        let text = "字".repeat(64);
        assert_eq!(
            shown(&format!(r#"{{"name":"{text}"}}"#)),
            [format!("名称：{text}")]
        );
    }
}
