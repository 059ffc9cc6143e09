//! A form as a page drew it, to be filled and sent: proves that the page really offers those fields.

use reqwest::Method;
use scraper::ElementRef;

use super::page::selector;

/// Names and values, in document order.
#[derive(Clone, Debug)]
pub struct Form {
    action: String,
    method: Method,
    fields: Vec<(String, String)>,
    offered: Vec<String>,
}

impl Form {
    pub(super) fn read(form: ElementRef) -> Self {
        let mut read = Self {
            action: form.attr("action").unwrap_or_default().to_owned(),
            method: match form.attr("method") {
                Some(method) if method.eq_ignore_ascii_case("post") => Method::POST,
                _ => Method::GET,
            },
            fields: Vec::new(),
            offered: Vec::new(),
        };
        for control in form.select(&selector("input[name], select[name], textarea[name]")) {
            let name = control.attr("name").unwrap_or_default().to_owned();
            read.offered.push(name.clone());
            if control.attr("disabled").is_none() {
                read.fields
                    .extend(values(control).into_iter().map(|value| (name.clone(), value)));
            }
        }
        for button in form.select(&selector("button[name]")) {
            read.offered
                .push(button.attr("name").unwrap_or_default().to_owned());
        }
        read
    }

    /// Types a value, in place of what stood there. The page must offer the field.
    #[track_caller]
    #[must_use]
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(field, _)| field != name);
        self.add(name, value)
    }

    /// One more value of a field that takes several. The page must offer the field.
    #[track_caller]
    #[must_use]
    pub fn add(mut self, name: &str, value: &str) -> Self {
        assert!(
            self.offered.iter().any(|offered| offered == name),
            "{} offers no field {name}, but {:?}",
            self.action,
            self.offered
        );
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sent elsewhere, as a button with `formaction` does.
    #[must_use]
    pub fn to(mut self, action: &str) -> Self {
        action.clone_into(&mut self.action);
        self
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Where it goes.
    pub fn action(&self) -> &str {
        &self.action
    }

    /// How.
    pub fn method(&self) -> Method {
        self.method.clone()
    }

    /// What is sent.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }
}

fn values(control: ElementRef) -> Vec<String> {
    let value = |element: &ElementRef| element.attr("value").map(ToOwned::to_owned);
    match (control.value().name(), control.attr("type").unwrap_or_default()) {
        ("textarea", _) => vec![
            control
                .text()
                .collect::<String>()
                .trim_start_matches('\n')
                .to_owned(),
        ],
        ("select", _) => {
            let (marked, any) = (selector("option[selected]"), selector("option"));
            let mut chosen: Vec<String> = control.select(&marked).map(option_value).collect();
            if chosen.is_empty() && control.attr("multiple").is_none() {
                chosen.extend(control.select(&any).next().map(option_value));
            }
            chosen
        }
        (_, "checkbox" | "radio") if control.attr("checked").is_none() => Vec::new(),
        (_, "checkbox" | "radio") => vec![value(&control).unwrap_or_else(|| "on".to_owned())],
        (_, "submit" | "button" | "image" | "reset" | "file") => Vec::new(),
        _ => vec![value(&control).unwrap_or_default()],
    }
}

fn option_value(option: ElementRef) -> String {
    option
        .attr("value")
        .map_or_else(|| option.text().collect(), ToOwned::to_owned)
}
