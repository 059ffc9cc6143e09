//! `demo`: loaded once, kept over stops and crashes, begun anew when that is asked for. One test: loading takes long.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use reqwest::Method;
use sqlx::ConnectOptions as _;
use zhenggai::demo::ACCOUNTS;
use zhenggai::platform::postgres::{DATABASE, PrivatePostgres, Role, Settings};

use super::program::{Place, Program, Running, fixture, free_port};
use crate::lists::filled;
use crate::support::{Client, checks};

/// A directory, its port, and how it is started.
struct Demo {
    place: Place,
    port: String,
}

impl Demo {
    async fn start(&self, more: &[&str], word: &str) -> Running {
        let line = [
            "demo",
            "--size",
            "small",
            "--dir",
            self.place.path(),
            "--port",
            &self.port,
        ];
        let day = ["--today", "2018-09-25"];
        let day = if more.contains(&"--today") {
            &[][..]
        } else {
            &day[..]
        };
        Program::new(&[&line[..], day, more].concat()).until(word).await
    }

    async fn official(&self, password: &str) -> Client {
        let browser = Client::new(&format!("http://127.0.0.1:{}", self.port), "official");
        let page = browser.get("/sign-in").await.expect(200);
        let form = page.form("/sign-in").set("login", "official");
        browser.submit(form.set("password", password)).await.redirected();
        browser
    }

    /// A command on its database, while it runs or not.
    async fn command(&self, line: &str) -> super::program::Said {
        let mut words: Vec<_> = line.split(' ').collect();
        words.extend(["--dir", self.place.path(), "--format", "json"]);
        Program::new(&words).run().await
    }

    async fn attached(&self) -> PrivatePostgres {
        let settings = Settings {
            dir: self.place.dir.clone(),
            bin_dir: None,
            durable: true,
        };
        let attached = PrivatePostgres::start_or_attach(&settings)
            .await
            .expect("attached");
        assert!(attached.attached(), "the demonstration runs it");
        attached
    }

    /// What is wrong with its data, and the titles of the official's problems.
    async fn state(&self) -> (Vec<String>, Vec<String>) {
        let options = self.attached().await.options(Role::Loader, DATABASE);
        let wrong = checks::of(&options).await;
        let mut connection = options.connect().await.expect("connected");
        let titles = sqlx::query_scalar(
            "select title from problems where title like '第%次写入' and state = 'submitted'",
        )
        .fetch_all(&mut connection)
        .await;
        (wrong, titles.expect("read"))
    }
}

/// Files problems without a pause until nobody answers; keeps which were acknowledged.
async fn write_on(official: Client, lane: usize, done: Arc<Mutex<Vec<String>>>) {
    let page = official.get("/problems/new").await.expect(200);
    for n in 0.. {
        let title = format!("第{lane}-{n}次写入");
        let form = filled(page.form("/problems"), &title);
        let act = zhenggai::kernel::ids::ActId::fresh().to_string();
        let request = official.request(Method::POST, "/problems");
        match request.form(form.set("act_id", &act).fields()).send().await {
            Ok(answer) if answer.status() == 303 => done.lock().expect("its turn").push(title),
            Ok(answer) => panic!("{title}: {}", answer.status()),
            Err(_) => return,
        }
    }
}

/// Commands go by the demonstration's day, and it can't be set before what is recorded.
async fn never_back(demo: &Demo) {
    let figures = demo.command("figures --tenant baicheng").await.json();
    assert_eq!(
        figures[0]["as_of"], "2018-09-25",
        "commands go by the demonstration's day"
    );
    let marker = demo.place.dir.join("loaded");
    let before = std::fs::read(&marker).expect("loaded");
    let behind = ["--today", "2018-09-24", "--password", "third-2018"];
    let behind = demo.start(&behind, "--reset").await;
    assert!(
        behind.said.contains("2018-09-24") && behind.said.contains("2018-09-25"),
        "{}",
        behind.said
    );
    behind.kill().await;
    let after = std::fs::read(&marker).expect("loaded");
    assert_eq!(before, after, "nor does it set another password first");
}

#[tokio::test]
async fn a_demonstration_is_loaded_once_outlives_crashes_and_begins_anew() {
    let demo = Demo {
        place: Place::new(),
        port: free_port().to_string(),
    };
    // Cut off while it loads, it is not taken for loaded.
    demo.start(&[], "problems, 10 %").await.kill().await;
    let running = demo.start(&[], "Ctrl-C").await;
    for (login, both) in ACCOUNTS {
        // Each run speaks one language.
        let (_, what) = both.split_once(' ').expect("in both languages");
        assert!(
            running.said.contains(login) && running.said.contains(what),
            "{}",
            running.said
        );
    }
    assert!(running.said.contains(&format!("http://127.0.0.1:{}", demo.port)));
    let (wrong, _) = demo.state().await;
    assert!(wrong.is_empty(), "{wrong:#?}");

    // Commands attach while it runs.
    let figures = demo.command("figures --tenant baicheng").await.json();
    assert!(figures[0]["n"].as_u64() > Some(0));
    assert_eq!(
        demo.command("tenant create --slug extra --name 丙市")
            .await
            .status,
        0
    );
    let file = fixture("office/机构名册.xlsx");
    let taken = demo
        .command(&format!("import --tenant extra --kind organisation {file}"))
        .await
        .json();
    assert!(taken["added"].as_u64() > Some(200), "{taken}");

    // kill -9 while many write.
    let official = demo.official("demo-2018").await;
    assert!(
        official.get("/my").await.expect(200).body.contains("演示"),
        "a banner says what this is"
    );
    let done = Arc::new(Mutex::new(Vec::new()));
    let lanes = (0..6).map(|lane| tokio::spawn(write_on(official.clone(), lane, Arc::clone(&done))));
    let lanes: Vec<_> = lanes.collect();
    while done.lock().expect("its turn").len() < 25 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    running.kill().await;
    for lane in lanes {
        lane.await.expect("every answer was an acknowledgement");
    }
    let begun = Instant::now();
    let running = demo.start(&["--password", "another-2018"], "Ctrl-C").await;
    assert!(
        begun.elapsed() < Duration::from_secs(15),
        "nothing is loaded again: {:?}",
        begun.elapsed()
    );
    let (wrong, kept) = demo.state().await;
    assert!(wrong.is_empty(), "{wrong:#?}");
    let done = std::mem::take(&mut *done.lock().expect("its turn"));
    assert!(
        done.iter().all(|title| kept.contains(title)),
        "acknowledged is kept: {done:?} {kept:?}"
    );
    assert!(kept.len() <= done.len() + 6, "and nothing is there twice");
    demo.official("another-2018").await;
    let page = official.get("/my").await.expect(200);
    assert!(page.text().contains("次写入"), "whoever was signed in still is");

    // PostgreSQL itself dies: it is started again, and meanwhile nobody gets anything worse than "later".
    let pid = std::fs::read_to_string(demo.place.dir.join("data/postmaster.pid")).expect("it runs");
    let pid = pid
        .lines()
        .next()
        .and_then(|line| line.parse().ok())
        .expect("a number");
    kill(Pid::from_raw(pid), Signal::SIGKILL).expect("killed");
    let begun = Instant::now();
    loop {
        match official.get("/my").await.status {
            200 if begun.elapsed() > Duration::from_millis(500) => break,
            200 | 503 => {}
            other => panic!("{other} after {:?}", begun.elapsed()),
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not come back");
    }
    assert!(demo.state().await.0.is_empty());

    assert!(running.stop().await.success());
    assert!(
        !demo.place.dir.join("data/postmaster.pid").exists(),
        "PostgreSQL stops with it"
    );
    never_back(&demo).await;
    assert_eq!(demo.command("figures --tenant extra").await.status, 0);
    let again = demo.start(&["--reset"], "problems, 0 %").await;
    assert!(again.stop().await.success(), "also while it loads");
    assert!(
        demo.command("figures --tenant extra")
            .await
            .refusal()
            .contains("extra")
    );
}
