//! One person's tab: typing and clicking as a person does, and everything that went wrong on the way.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::dom::SetFileInputFilesParams;
use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::log::{EventEntryAdded, LogEntryLevel};
use chromiumoxide::cdp::js_protocol::runtime::{EvaluateParams, EventExceptionThrown};
use futures::StreamExt as _;
use serde::de::DeserializeOwned;

/// How long a page may take at most. Waiting ends as soon as it is there.
const PATIENCE: Duration = Duration::from_secs(20);

/// A tab.
pub struct Tab {
    /// The library's page.
    pub page: Page,
    base: String,
    faults: Arc<Mutex<Vec<String>>>,
}

impl Tab {
    pub(crate) async fn new(page: Page, base: &str) -> Self {
        let faults = Arc::new(Mutex::new(Vec::new()));
        page.enable_log().await.expect("a log");
        let mut entries = page
            .event_listener::<EventEntryAdded>()
            .await
            .expect("a listener");
        let told = faults.clone();
        tokio::spawn(async move {
            while let Some(event) = entries.next().await {
                // A form that is drawn again comes with 422 or 409, a refusal with 403: tests look at these themselves.
                let status = event
                    .entry
                    .text
                    .contains("the server responded with a status of 4");
                if event.entry.level == LogEntryLevel::Error && !status {
                    told.lock().expect("whole").push(event.entry.text.clone());
                }
            }
        });
        let mut thrown = page
            .event_listener::<EventExceptionThrown>()
            .await
            .expect("a listener");
        let told = faults.clone();
        tokio::spawn(async move {
            while let Some(event) = thrown.next().await {
                told.lock()
                    .expect("whole")
                    .push(event.exception_details.text.clone());
            }
        });
        let tab = Self {
            page,
            base: base.to_owned(),
            faults,
        };
        tab.width(1366).await;
        tab.dark(false).await;
        tab
    }

    /// Errors of the console, exceptions, violations of the Content-Security-Policy.
    pub fn faults(&self) -> Vec<String> {
        self.faults.lock().expect("whole").clone()
    }

    /// Waits until an expression is true.
    pub async fn until(&self, expression: &str) {
        let started = tokio::time::Instant::now();
        while self.try_eval(expression).await != Ok(true.into()) {
            assert!(
                started.elapsed() < PATIENCE,
                "{expression} never came true on {}:\n{}",
                self.path().await,
                self.body().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Opens a local path.
    pub async fn open(&self, path: &str) {
        let url = format!("{}{path}", self.base);
        self.page
            .goto(url)
            .await
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        self.settled().await;
    }

    /// The value of an expression.
    pub async fn eval<T: DeserializeOwned>(&self, expression: &str) -> T {
        match self.try_eval(expression).await {
            Ok(value) => {
                serde_json::from_value(value).unwrap_or_else(|error| panic!("{expression}: {error}"))
            }
            Err(error) => panic!("{expression}: {error}"),
        }
    }

    /// Asked of the page in sight, whichever it is.
    async fn try_eval(&self, expression: &str) -> Result<serde_json::Value, String> {
        let asked = EvaluateParams::builder()
            .expression(expression)
            .return_by_value(true)
            .await_promise(true)
            .build()?;
        let answer = self
            .page
            .execute(asked)
            .await
            .map_err(|error| error.to_string())?;
        match &answer.exception_details {
            Some(thrown) => Err(format!("{} {:?}", thrown.text, thrown.exception)),
            None => Ok(answer.result.result.value.clone().unwrap_or_default()),
        }
    }

    /// The text of what a selector finds, each.
    pub async fn texts(&self, selector: &str) -> Vec<String> {
        let quoted = serde_json::to_string(selector).expect("json");
        self.eval(&format!(
            "[...document.querySelectorAll({quoted})].map(e => e.innerText.replace(/\\s+/g, ' ').trim())"
        ))
        .await
    }

    /// The text of the first, which must be there.
    pub async fn text(&self, selector: &str) -> String {
        let found = self.texts(selector).await;
        match found.into_iter().next() {
            Some(text) => text,
            None => panic!("no {selector} on {}: {}", self.path().await, self.body().await),
        }
    }

    /// Everything that stands on the page; nothing while there is none yet.
    pub async fn body(&self) -> String {
        self.eval("document.body?.innerText ?? ''").await
    }

    /// Asserts that the page says something, and waits for it: an address that changed is not yet a page that was read.
    pub async fn says(&self, words: &str) {
        let quoted = serde_json::to_string(words).expect("json");
        self.until(&format!("document.body?.innerText.includes({quoted}) === true"))
            .await;
    }

    /// Waits until a script has led to such an address and the page there is whole.
    pub async fn arrives(&self, at: &str) {
        let quoted = serde_json::to_string(at).expect("json");
        self.until(&format!(
            "location.pathname.startsWith({quoted}) && document.readyState === 'complete'"
        ))
        .await;
    }

    /// The server's host and port.
    pub fn address(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    /// Path and query.
    pub async fn path(&self) -> String {
        self.eval("location.pathname + location.search").await
    }

    /// Whether there is such a thing.
    pub async fn has(&self, selector: &str) -> bool {
        let quoted = serde_json::to_string(selector).expect("json");
        self.eval(&format!("document.querySelector({quoted}) !== null"))
            .await
    }

    /// Clicks into a field and types over what stands there.
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = self.find(selector).await;
        field
            .click()
            .await
            .unwrap_or_else(|error| panic!("{selector}: {error}"));
        let quoted = serde_json::to_string(selector).expect("json");
        let _: bool = self
            .eval(&format!("(document.querySelector({quoted}).select(), true)"))
            .await;
        self.page
            .execute(InsertTextParams::new(text))
            .await
            .expect("typed");
    }

    /// Picks a day in a date field, as its calendar would.
    pub async fn pick_day(&self, selector: &str, day: &str) {
        self.set(selector, day).await;
    }

    /// Picks an option of a drop-down.
    pub async fn choose(&self, selector: &str, value: &str) {
        self.set(selector, value).await;
    }

    async fn set(&self, selector: &str, value: &str) {
        let (at, value) = (
            serde_json::to_string(selector).expect("json"),
            serde_json::to_string(value).expect("json"),
        );
        let taken: String = self
            .eval(&format!(
                "(() => {{ const e = document.querySelector({at}); e.value = {value};
                 e.dispatchEvent(new Event('input', {{ bubbles: true }}));
                 e.dispatchEvent(new Event('change', {{ bubbles: true }})); return e.value; }})()"
            ))
            .await;
        assert!(!taken.is_empty(), "{selector} has no {value}");
    }

    /// Clicks something that stays on the page.
    pub async fn click(&self, selector: &str) {
        let found = self.find(selector).await;
        found
            .click()
            .await
            .unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Chooses a file of this machine.
    pub async fn choose_file(&self, selector: &str, file: &str) {
        let input = self.find(selector).await;
        let mut files = SetFileInputFilesParams::new(vec![file.to_owned()]);
        files.backend_node_id = Some(input.backend_node_id);
        self.page.execute(files).await.expect("a file");
    }

    /// Clicks what leads to another page, and waits until that is there.
    pub async fn submit(&self, selector: &str) {
        self.leads(self.click(selector), selector).await;
    }

    /// Does what leads to another page, and waits until that is there whole.
    pub async fn leads<T>(&self, act: impl Future<Output = T>, what: &str) -> T {
        let _: bool = self.eval("(window.zgHere = true)").await;
        let done = act.await;
        let started = tokio::time::Instant::now();
        while self.still_here().await {
            assert!(started.elapsed() < PATIENCE, "{what} leads nowhere");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.settled().await;
        done
    }

    async fn still_here(&self) -> bool {
        // Between two pages there is none to ask.
        let here = self.try_eval("window.zgHere === true").await;
        here.is_err() || here == Ok(true.into())
    }

    async fn settled(&self) {
        let started = tokio::time::Instant::now();
        loop {
            let state = self.page.evaluate("document.readyState").await;
            if state.is_ok_and(|state| {
                state
                    .into_value::<String>()
                    .is_ok_and(|state| state == "complete")
            }) {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "a page that does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// In the middle of the window, where no bar covers it.
    async fn find(&self, selector: &str) -> chromiumoxide::Element {
        let quoted = serde_json::to_string(selector).expect("json");
        let there: bool = self
            .eval(&format!(
                "(e => {{ e?.scrollIntoView({{ block: 'center', behavior: 'instant' }}); return !!e; }})(document.querySelector({quoted}))"
            ))
            .await;
        assert!(
            there,
            "no {selector} on {}:\n{}",
            self.path().await,
            self.body().await
        );
        self.page.find_element(selector).await.expect("just seen")
    }
}
