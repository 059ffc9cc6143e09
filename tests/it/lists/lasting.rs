//! Whatever somebody does one after the other, and wherever it is cut: what was typed last stands in the draft, in the window, or
//! beside the other text; what was submitted stands for good.

mod steps;

use std::time::Duration;

use proptest::test_runner::{Config, TestRunner};
use reqwest::Method;

use super::{filled, revisions};
use crate::support::{Client, Form, TestApp};
use steps::{Fate, Sent, Step, steps};

/// A window with the form in it.
struct Window {
    form: Form,
    /// What stands in the field.
    typed: String,
    /// Whether the server has not said that it has that.
    unkept: bool,
}

struct Desk<'a> {
    app: &'a TestApp,
    client: Client,
    problem: String,
    windows: Vec<Window>,
    /// The text that the server has last said to have, and those that it may have got since.
    known: Vec<String>,
    /// Texts of submitted revisions, in order.
    submitted: Vec<String>,
    words: usize,
}

const FIELD: &str = "manifestation";

impl<'a> Desk<'a> {
    async fn open(app: &'a TestApp, case: usize) -> Desk<'a> {
        let client = app.as_("official").await;
        let page = client.get("/problems/new").await.expect(200);
        let form = filled(page.form("/problems"), &format!("第{case}次")).set("do", "save");
        let typed = form.value(FIELD).expect("a text").to_owned();
        let edit = client.submit(form).await.redirected();
        let problem = edit.trim_end_matches("/edit").to_owned();
        let mut desk = Self {
            app,
            client,
            problem,
            windows: Vec::new(),
            known: vec![typed],
            submitted: Vec::new(),
            words: 0,
        };
        for n in 0..2 {
            let window = desk.drawn(n).await.expect("the form");
            desk.windows.push(window);
        }
        desk
    }

    fn id(&self) -> &str {
        self.problem.rsplit('/').next().unwrap_or_default()
    }

    /// The form as the server draws it; `None` while it is not to be typed in.
    async fn drawn(&self, n: usize) -> Option<Window> {
        let page = self.client.get(&format!("{}/edit", self.problem)).await;
        if page.status != 200 {
            return None;
        }
        let form = page.form(&format!("{}/submission", self.problem));
        let name = format!("00000000-0000-4000-8000-00000000000{n}");
        Some(Window {
            typed: form.value(FIELD).unwrap_or_default().to_owned(),
            form: form.set("window", &name),
            unkept: false,
        })
    }

    /// What the server has, and whether it may be written.
    async fn stored(&self) -> (String, String) {
        sqlx::query_as("select (draft::jsonb)->>'manifestation', state from problems where id = $1::uuid")
            .bind(self.id())
            .fetch_one(self.app.loader())
            .await
            .expect("the draft")
    }

    async fn step(&mut self, step: Step) {
        match step {
            Step::Type(n) => {
                self.words += 1;
                self.windows[n].typed = format!("第{}句，窗口{n}里写的。", self.words);
                self.windows[n].unkept = true;
            }
            Step::Send(n, sent, fate) => self.send(n, sent, fate).await,
            Step::Reload(n) => self.reload(n).await,
            Step::Review(approve) => self.review(approve).await,
            Step::SignInAgain => {
                self.app.pass(chrono::TimeDelta::hours(13)).await;
                self.client = self.app.as_("official").await;
            }
        }
        self.check().await;
    }

    async fn reload(&mut self, n: usize) {
        if let Some(mut drawn) = self.drawn(n).await {
            if self.windows[n].unkept {
                drawn.typed.clone_from(&self.windows[n].typed);
                drawn.unkept = true;
            }
            self.windows[n] = drawn;
        }
    }

    async fn send(&mut self, n: usize, sent: Sent, fate: Fate) {
        let window = &self.windows[n];
        let act = zhenggai::kernel::ids::ActId::fresh().to_string();
        let to = match sent {
            Sent::Submitted => format!("{}/submission", self.problem),
            _ => format!("{}/draft", self.problem),
        };
        let button = if sent == Sent::Submitted { "submit" } else { "save" };
        let form = window.form.clone().set(FIELD, &window.typed);
        let form = form.set("act_id", &act).set("do", button).to(&to);
        let mut request = self.client.request(Method::POST, &to).form(form.fields());
        if sent == Sent::ByItself {
            request = request.header("x-zg-script", "1");
        }
        let typed = window.typed.clone();
        let answer = match fate {
            Fate::Cut => return,
            Fate::Whole => Some(self.client.send(request).await),
            Fate::CutOnTheWay(after) => {
                let sending = self.client.send(request);
                tokio::time::timeout(Duration::from_millis(after), sending)
                    .await
                    .ok()
            }
        };
        let Some(answer) = answer else {
            // Nobody knows; the server may be at it still.
            tokio::time::sleep(Duration::from_millis(120)).await;
            self.known.push(typed.clone());
            self.collapse(&typed).await;
            return;
        };
        // Not now: it is under review. The window keeps what was typed, and the browser its copy.
        let refused = answer.status == 422 && (sent == Sent::ByItself || !answer.has("#five"));
        match answer.status {
            422 if refused => {}
            200 | 303 | 422 => {
                self.known = vec![typed.clone()];
                self.collapse(&typed).await;
                self.windows[n].unkept = false;
                if sent == Sent::ByItself {
                    let said: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
                    let version = said["version"].to_string();
                    let form = self.windows[n].form.clone();
                    self.windows[n].form = form.set("version", &version);
                } else if let Some(drawn) = self.drawn(n).await {
                    self.windows[n] = drawn;
                }
            }
            // Both texts are shown, or the window is told to stop; nothing was written.
            409 => {
                let (stored, state) = self.stored().await;
                if sent != Sent::ByItself && state != "submitted" && !answer.text().is_empty() {
                    let shown = answer.text();
                    assert!(shown.contains(&typed), "{typed} is not shown: {shown}");
                    assert!(shown.contains(&stored), "{stored} is not shown: {shown}");
                }
                assert!(self.windows[n].unkept || stored != typed);
                self.windows[n].unkept = true;
            }
            other => assert!(matches!(other, 403 | 404), "{other} after {sent:?}"),
        }
    }

    /// What was in doubt is known again, and a revision that came of it.
    async fn collapse(&mut self, typed: &str) {
        let there = self.revisions().await;
        if there.len() > self.submitted.len() {
            assert!(
                there.last().is_some_and(|text| text == typed),
                "{there:?} ends with {typed}"
            );
            self.submitted.push(typed.to_owned());
        }
    }

    async fn revisions(&self) -> Vec<String> {
        let all = revisions(self.app, self.id()).await;
        let each = all.into_iter().map(|(_, content, whole)| {
            assert!(whole, "a digest is that of its text");
            let content: serde_json::Value = serde_json::from_str(&content).expect("JSON");
            content[FIELD].as_str().expect("a text").to_owned()
        });
        each.collect()
    }

    async fn review(&mut self, approve: bool) {
        let (_, state) = self.stored().await;
        if state != "submitted" || approve {
            return;
        }
        let reviewer = self.app.as_("reviewer").await;
        let path = format!("{}/review", self.problem);
        let page = reviewer.get(&path).await.expect(200);
        let form = page.form(&format!("{}/verdicts", self.problem));
        let form = form
            .set("verdict", "returned")
            .add("reason", "10")
            .set("words", "请写具体。");
        reviewer.submit(form).await;
    }

    /// Nothing that the server said it has is gone, and nothing that it never got is there.
    async fn check(&mut self) {
        let (stored, _) = self.stored().await;
        assert!(
            self.known.contains(&stored),
            "{stored} is none of {:?}",
            self.known
        );
        self.known = vec![stored];
        assert_eq!(
            self.revisions().await,
            self.submitted,
            "what was submitted stands"
        );
    }

    /// Each window's last words get there in the end, or stand beside the other's.
    async fn end(&mut self) {
        for n in 0..2 {
            if self.windows[n].unkept {
                self.reload(n).await;
                self.send(n, Sent::Saved, Fate::Whole).await;
                self.check().await;
            }
        }
    }
}

#[test]
fn no_sequence_of_saves_submits_returns_cuts_and_reloads_loses_text() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let app = runtime.block_on(TestApp::small());
    let config = Config {
        cases: 24,
        max_shrink_iters: 60,
        failure_persistence: None,
        ..Config::default()
    };
    let case = std::cell::Cell::new(0);
    let run = |steps: Vec<Step>| {
        case.set(case.get() + 1);
        runtime.block_on(async {
            let mut desk = Desk::open(&app, case.get()).await;
            for step in steps {
                desk.step(step).await;
            }
            desk.end().await;
        });
        Ok(())
    };
    if let Err(found) = TestRunner::new(config).run(&steps(), run) {
        panic!("{found}");
    }
}
