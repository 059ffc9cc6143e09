//! What is asked of every page, whatever it is about.

use std::collections::{HashMap, HashSet};

use reqwest::Url;
use scraper::{ElementRef, Html, Node};

use crate::support::{Page, selector};

/// Attributes that are read aloud or shown.
const SPOKEN: [&str; 4] = ["aria-label", "placeholder", "title", "alt"];

/// What is wrong with it.
pub fn faults(page: &Page, english: bool) -> Vec<String> {
    let html = page.html();
    let mut faults: Vec<String> = html
        .errors
        .iter()
        .map(|error| format!("not well-formed: {error}"))
        .collect();
    let heads = html.select(&selector("h1")).count();
    if heads != 1 {
        faults.push(format!("{heads} h1"));
    }
    let root = html.root_element().attr("lang").unwrap_or_default();
    if root != if english { "en" } else { "zh-CN" } {
        faults.push(format!("lang={root}"));
    }
    ids(html, &mut faults);
    labels(html, &mut faults);
    regions(html, &mut faults);
    placeholders(html, &mut faults);
    if english {
        untranslated(html.root_element(), &mut faults);
    }
    faults
}

/// Ids stand once, and what names an id names one that is there.
fn ids(html: &Html, faults: &mut Vec<String>) {
    let mut ids = HashSet::new();
    for element in html.select(&selector("[id]")) {
        let id = element.attr("id").unwrap_or_default();
        if !ids.insert(id) {
            faults.push(format!("id {id} twice"));
        }
    }
    for name in ["for", "aria-describedby", "aria-labelledby", "aria-controls"] {
        for element in html.select(&selector(&format!("[{name}]"))) {
            let named = element.attr(name).unwrap_or_default().split_whitespace();
            faults.extend(
                named
                    .filter(|id| !ids.contains(id))
                    .map(|id| format!("{name}={id} leads nowhere")),
            );
        }
    }
    for element in html.select(&selector("a[href^='#'], use[href^='#']")) {
        let id = element.attr("href").unwrap_or_default().trim_start_matches('#');
        if !ids.contains(id) {
            faults.push(format!("#{id} leads nowhere"));
        }
    }
}

/// Two regions of one name can't be told apart by whoever jumps from one to the next.
fn regions(html: &Html, faults: &mut Vec<String>) {
    let mut seen = HashSet::new();
    let with_id = selector("[id]");
    let by_id = html
        .select(&with_id)
        .filter_map(|one| Some((one.attr("id")?, one)));
    let by_id: HashMap<&str, ElementRef> = by_id.collect();
    let regions = "section[aria-label], section[aria-labelledby], [role=region], nav, aside, form[aria-label], form[aria-labelledby]";
    for region in html.select(&selector(regions)) {
        let by = region.attr("aria-labelledby").unwrap_or_default();
        let label: String = match by_id.get(by) {
            Some(label) => label.text().collect(),
            None => region.attr("aria-label").unwrap_or_default().to_owned(),
        };
        let role = match region.value().name() {
            name @ ("nav" | "aside" | "form") => name,
            _ => "region",
        };
        let name = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if !seen.insert(format!("{role} {name}")) {
            faults.push(format!("two of {role} {name:?}"));
        }
    }
}

/// Every field says what belongs there.
fn labels(html: &Html, faults: &mut Vec<String>) {
    let fors: HashSet<&str> = html
        .select(&selector("label[for]"))
        .filter_map(|label| label.attr("for"))
        .collect();
    for field in html.select(&selector(
        "input:not([type=hidden]):not([type=submit]), select, textarea",
    )) {
        let named = ["aria-label", "aria-labelledby"]
            .iter()
            .any(|name| field.attr(name).is_some_and(|value| !value.is_empty()));
        let labelled = field.attr("id").is_some_and(|id| fors.contains(id));
        let inside = field
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|above| above.value().name() == "label");
        if !(named || labelled || inside) {
            faults.push(format!("no label: {}", field.html()));
        }
    }
    for control in html.select(&selector("button:not([hidden]), a[href]")) {
        let named =
            control.attr("aria-label").is_some() || !control.text().collect::<String>().trim().is_empty();
        if !named {
            faults.push(format!("says nothing: {}", control.html()));
        }
    }
}

/// A place of a text that nothing was put into.
fn placeholders(html: &Html, faults: &mut Vec<String>) {
    let text: String = html.root_element().text().collect();
    faults.extend(
        ["{0}", "{1}", "{2}"]
            .iter()
            .filter(|place| text.contains(*place))
            .map(|place| format!("{place} is shown")),
    );
}

/// Chinese on an English page that isn't marked as somebody's Chinese words.
fn untranslated(element: ElementRef, faults: &mut Vec<String>) {
    let root = element.value().name() == "html";
    if !root && element.attr("lang").is_some_and(|lang| lang.starts_with("zh")) {
        return;
    }
    if !matches!(element.value().name(), "textarea" | "script") {
        for child in element.children() {
            if let Node::Text(text) = child.value() {
                chinese(text, element, faults);
            } else if let Some(below) = ElementRef::wrap(child) {
                untranslated(below, faults);
            }
        }
    }
    for name in SPOKEN {
        chinese(element.attr(name).unwrap_or_default(), element, faults);
    }
}

/// A document's number 销〔2018〕1号 is a name and has no English.
fn without_numbers(text: &str) -> String {
    let mut parts = text.split('销');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        let (before, after) = part.split_once('号').unwrap_or(("", part));
        let is_number =
            before.starts_with('〔') && before.chars().all(|c| c.is_ascii_digit() || "〔〕".contains(c));
        kept + if is_number { after } else { part }
    })
}

fn chinese(text: &str, element: ElementRef, faults: &mut Vec<String>) {
    let text = without_numbers(text);
    let letter = |c| ('\u{3400}'..='\u{9fff}').contains(&c) || "，。；：、！？（）".contains(c);
    if text.chars().any(letter) {
        let name = element.value().name();
        faults.push(format!("not in English: {} in <{name}>", text.trim()));
    }
}

/// Where its links lead, on this site.
pub fn links(page: &Page, from: &str) -> Vec<String> {
    let here = Url::parse("http://site.invalid")
        .and_then(|site| site.join(from))
        .expect("a path");
    page.attributes("a[href]", "href")
        .into_iter()
        .filter(|href| !href.starts_with('#'))
        .filter_map(|href| here.join(&href).ok())
        .filter(|url| url.host_str() == here.host_str())
        .map(|url| url.as_str()["http://site.invalid".len()..].to_owned())
        .map(|path| path.split('#').next().unwrap_or_default().to_owned())
        .collect()
}
