//! The city and its accounts, made by the program's own commands.

use std::process::Command;

use serde_json::Value;
use sqlx::ConnectOptions as _;
use tokio::sync::Mutex;
use zhenggai::platform::postgres::Role;

use super::{LEADER, OFFICIAL, PASSWORD, REVIEWER};
use crate::support::TestApp;
use crate::tab::Tab;

/// A city with nothing in it yet.
pub struct City {
    database: String,
    today: String,
    /// Logins with the one-time passwords on their slips.
    slips: Mutex<Vec<(String, String)>>,
}

impl City {
    /// `zhenggai tenant create`, and the first account of its office.
    pub async fn found(app: &TestApp) -> Self {
        let city = Self {
            database: app.options(Role::App).to_url_lossy().to_string(),
            today: app.clock.today().to_string(),
            slips: Mutex::new(Vec::new()),
        };
        city.zhenggai(&[
            "tenant",
            "create",
            "--slug",
            "delta",
            "--name",
            "德城市",
            "--starts",
            "2018-08-26",
        ]);
        city.account(&["--staff", "office", "--name", "市活动办", "--role", "office"])
            .await;
        city
    }

    /// Accounts for people whom the roster brought.
    pub async fn accounts(&self) {
        self.account(&["--staff", OFFICIAL]).await;
        self.account(&["--staff", LEADER]).await;
        self.account(&["--staff", REVIEWER, "--role", "reviewer"]).await;
    }

    async fn account(&self, more: &[&str]) {
        let told = self.zhenggai(&[&["account", "create", "--tenant", "delta"], more].concat());
        let text = |key: &str| told[key].as_str().expect("a text").to_owned();
        self.slips
            .lock()
            .await
            .push((text("login"), text("one_time_password")));
    }

    fn zhenggai(&self, arguments: &[&str]) -> Value {
        let done = Command::new(env!("CARGO_BIN_EXE_zhenggai"))
            .args(arguments)
            .args(["--format", "json", "--today", &self.today])
            .env("DATABASE_URL", &self.database)
            .output()
            .expect("the program");
        assert!(
            done.status.success(),
            "{arguments:?}: {}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
        serde_json::from_slice(&done.stdout).expect("json")
    }

    /// First sign-in: with the password of the slip, which has to be changed before anything else.
    pub async fn first_sign_in(&self, tab: &Tab, login: &str) {
        let slips = self.slips.lock().await;
        let (_, slip) = slips
            .iter()
            .find(|(of, _)| of.eq_ignore_ascii_case(login))
            .expect("a slip");
        tab.open("/sign-in").await;
        tab.fill("#login", login).await;
        tab.fill("#password", slip).await;
        // The cast's office has the same login in its cities; numbers of the roster are nobody else's.
        if login == "office" {
            tab.click("main details summary").await;
            tab.fill("#tenant", "delta").await;
        }
        tab.submit("main form button[type=submit]").await;
        assert!(
            tab.path().await.starts_with("/account/password"),
            "{}",
            tab.body().await
        );
        tab.fill("#present", slip).await;
        tab.fill("#wanted", PASSWORD).await;
        tab.fill("#again", PASSWORD).await;
        tab.submit("main form .btn-primary").await;
    }
}
