//! An answer, read.

use std::fmt;
use std::sync::OnceLock;

use reqwest::header::{HeaderMap, LOCATION};
use scraper::{ElementRef, Html, Selector};

use super::form::Form;

/// Status, headers, body; with what tests ask of a page.
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The same as it came: of a file that is no text.
    pub bytes: Vec<u8>,
    asked: String,
    /// Read when it is first asked for: a test asks much of one page.
    html: OnceLock<Html>,
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.asked, self.status, self.body)
    }
}

impl Page {
    pub(super) async fn read(asked: String, response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.bytes().await.expect("a body").to_vec();
        Self {
            status,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
            asked,
            html: OnceLock::new(),
        }
    }

    /// The same page if its status is this; else the test fails and shows the page's words.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{}: {} {}",
            self.asked,
            self.location(),
            self.text()
        );
        self
    }

    /// After a successful POST: 303, and the path that it leads to.
    #[track_caller]
    pub fn redirected(self) -> String {
        let page = self.expect(303);
        page.location().to_owned()
    }

    /// Where it redirects; empty when nowhere.
    pub fn location(&self) -> &str {
        self.headers
            .get(LOCATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// Whether it is a page, rather than a file or a probe's word.
    pub fn is_html(&self) -> bool {
        let kind = self
            .headers
            .get("content-type")
            .and_then(|kind| kind.to_str().ok());
        kind.is_some_and(|kind| kind.starts_with("text/html"))
    }

    /// Parsed.
    pub fn html(&self) -> &Html {
        self.html.get_or_init(|| Html::parse_document(&self.body))
    }

    /// The words of `main` (of the whole body where there is none), blanks as one space.
    pub fn text(&self) -> String {
        let main = self.texts("main");
        if main.is_empty() {
            self.texts("body").join(" ")
        } else {
            main.join(" ")
        }
    }

    /// The words of each element that a CSS selector finds.
    pub fn texts(&self, css: &str) -> Vec<String> {
        let html = self.html();
        html.select(&selector(css)).map(words).collect()
    }

    /// An attribute of each element that a CSS selector finds, where it has it.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let html = self.html();
        html.select(&selector(css))
            .filter_map(|element| element.attr(name))
            .map(ToOwned::to_owned)
            .collect()
    }

    /// Whether a CSS selector finds anything.
    pub fn has(&self, css: &str) -> bool {
        self.html().select(&selector(css)).next().is_some()
    }

    /// The form with this action, as the page filled it: hidden fields, values, checked boxes, chosen options. Of several the one that
    /// changes something, not the filter of the same page.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let html = self.html();
        let forms: Vec<_> = html
            .select(&selector("form"))
            .filter(|form| form.attr("action") == Some(action))
            .collect();
        let changes = |form: &&scraper::ElementRef| form.attr("method") == Some("post");
        let found = forms.iter().find(changes).or(forms.first()).copied();
        found.map_or_else(
            || panic!("{}: no form with action {action}", self.asked),
            Form::read,
        )
    }
}

/// A selector that a test wrote.
pub fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

fn words(element: ElementRef) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
