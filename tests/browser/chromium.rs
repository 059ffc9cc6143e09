//! A Chromium of one test's own.

use std::env;
use std::path::{Path, PathBuf};

use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::target::{CreateBrowserContextParams, CreateTargetParams};
use futures::StreamExt as _;
use tempfile::TempDir;

use crate::tab::Tab;

/// Names under which it is installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// No talk with the outside, no services that a container lacks.
const ARGUMENTS: [&str; 8] = [
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "disable-dev-shm-usage",
    "lang=zh-CN",
];

/// A running browser.
pub struct Chromium {
    browser: Browser,
    profile: TempDir,
}

impl Chromium {
    /// Starts one; none when no Chromium is installed, which is then said.
    pub async fn start() -> Option<Self> {
        let profile = tempfile::tempdir().expect("a folder");
        Self::with(profile).await
    }

    async fn with(profile: TempDir) -> Option<Self> {
        let Some(program) = find() else {
            assert!(
                env::var("ZHENGGAI_REQUIRE_CHROMIUM").as_deref() != Ok("1"),
                "no Chromium, and it is required: install the package chromium"
            );
            println!("skipped: no Chromium");
            return None;
        };
        let config = BrowserConfig::builder()
            .chrome_executable(program)
            .new_headless_mode()
            .no_sandbox()
            .user_data_dir(profile.path())
            .viewport(None)
            .args(ARGUMENTS)
            .build()
            .expect("a configuration");
        let (browser, mut handler) = Browser::launch(config).await.expect("Chromium started");
        // Events that the library does not know come as errors and mean nothing.
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        Some(Self { browser, profile })
    }

    /// A tab with cookies of its own: another person's browser.
    pub async fn tab(&self, base: &str) -> Tab {
        let context = self
            .browser
            .create_browser_context(CreateBrowserContextParams::default())
            .await
            .expect("a context");
        let mut target = CreateTargetParams::new("about:blank");
        target.browser_context_id = Some(context);
        let page = self.browser.new_page(target).await.expect("a tab");
        Tab::new(page, base).await
    }

    /// A tab of the browser's own, which keeps what it keeps when the browser dies.
    pub async fn lasting_tab(&self, base: &str) -> Tab {
        let page = self.browser.new_page("about:blank").await.expect("a tab");
        Tab::new(page, base).await
    }

    /// Kills it, as a power cut does, and starts another on the same profile.
    pub async fn die_and_come_back(mut self) -> Self {
        self.browser.kill().await.expect("a process").expect("killed");
        // Whoever dies leaves the profile marked as in use.
        for mark in ["SingletonLock", "SingletonSocket", "SingletonCookie"] {
            let _ = std::fs::remove_file(self.profile.path().join(mark));
        }
        Self::with(self.profile).await.expect("the same browser")
    }

    /// Ends it.
    pub async fn stop(mut self) {
        let _ = self.browser.close().await;
        let _ = self.browser.wait().await;
    }
}

fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("ZHENGGAI_CHROMIUM") {
        return Some(named.into());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let places = env::split_paths(&path).flat_map(|dir| NAMES.map(|name| dir.join(name)));
    places.into_iter().find(|place: &PathBuf| Path::is_file(place))
}
