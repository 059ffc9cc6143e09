//! A program of its own, to be killed and started anew.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use zhenggai::platform::postgres::Role;

use crate::support::TestApp;
use crate::tab::Tab;

/// A program of its own, which can be killed and started anew at the same address.
pub struct Server<'a> {
    app: &'a TestApp,
    port: u16,
    child: Child,
    began: Instant,
}

impl<'a> Server<'a> {
    pub fn start(app: &'a TestApp) -> Self {
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        Self {
            app,
            port,
            child: program(app, port, Duration::ZERO),
            began: Instant::now(),
        }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
    }

    pub fn again(&mut self) {
        self.child = program(self.app, self.port, self.began.elapsed());
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Its clock runs on from where the test's stands, whatever hour it is: nothing is done before what was done already.
fn program(app: &TestApp, port: u16, since: Duration) -> Child {
    let now = app.clock.now() + since;
    Command::new(env!("CARGO_BIN_EXE_zhenggai"))
        .args(["serve", "--insecure-cookies", "--drain-seconds", "0"])
        .args(["--listen", &format!("127.0.0.1:{port}")])
        .args(["--today", &now.to_rfc3339()])
        .env("DATABASE_URL", app.database_url(Role::App))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program")
}

/// Opens a page once the program answers.
pub async fn open(tab: &Tab, path: &str) {
    tab.page.goto("about:blank").await.expect("nothing");
    for _ in 0..400 {
        if reachable(tab).await {
            return tab.open(path).await;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the program does not answer");
}

async fn reachable(tab: &Tab) -> bool {
    let address = tab.address();
    tokio::net::TcpStream::connect(address).await.is_ok()
}
