//! Clients that ask one after the other over a connection each.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use futures::future::join_all;
use http::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

type Sender = SendRequest<Full<Bytes>>;

/// What is asked for, over and over.
#[derive(Clone, Debug, Default)]
pub struct Asking {
    /// The path.
    pub path: String,
    /// Cookies.
    pub cookies: String,
    /// A form's fields, for a POST; `{act}` in it becomes a new id each time.
    pub form: Option<String>,
}

/// What came of it.
#[derive(Debug)]
pub struct Load {
    /// Milliseconds of each request, ascending.
    pub times: Vec<f64>,
    /// How long it went on.
    pub seconds: f64,
}

impl Load {
    /// Requests a second.
    pub fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.times.len()).unwrap_or(u32::MAX)) / self.seconds
    }

    /// The time that so many per cent stay below.
    pub fn percentile(&self, part: usize) -> f64 {
        let at = (self.times.len() * part / 100).min(self.times.len().saturating_sub(1));
        self.times.get(at).copied().unwrap_or(f64::NAN)
    }
}

/// Asks with so many clients for so long.
pub async fn load(address: SocketAddr, asking: &Asking, clients: usize, long: Duration) -> Load {
    let began = Instant::now();
    let each = (0..clients).map(|_| async {
        let mut sender = connect(address).await;
        let mut times = Vec::new();
        while began.elapsed() < long || times.is_empty() {
            let from = Instant::now();
            let answer = send(&mut sender, address, asking).await;
            answer.into_body().collect().await.expect("a body");
            times.push(from.elapsed().as_secs_f64() * 1000.0);
        }
        times
    });
    let mut times: Vec<f64> = join_all(each).await.into_iter().flatten().collect();
    times.sort_by(f64::total_cmp);
    Load {
        times,
        seconds: began.elapsed().as_secs_f64(),
    }
}

/// Asks once: where it redirects to, cookies that were set, the body.
pub async fn once(address: SocketAddr, asking: &Asking) -> (String, String, String) {
    let mut sender = connect(address).await;
    let answer = send(&mut sender, address, asking).await;
    let header = |name| answer.headers().get(name).and_then(|v| v.to_str().ok());
    let to = header("location").unwrap_or_default().to_owned();
    let set = answer.headers().get_all(SET_COOKIE).iter();
    let cookies: Vec<&str> = set
        .filter_map(|value| value.to_str().ok()?.split(';').next())
        .collect();
    let cookies = cookies.join("; ");
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    (to, cookies, String::from_utf8_lossy(&body).into_owned())
}

async fn connect(address: SocketAddr) -> Sender {
    let stream = TcpStream::connect(address).await.expect("connected");
    stream.set_nodelay(true).expect("an option");
    let (sender, connection) = handshake(TokioIo::new(stream)).await.expect("HTTP");
    tokio::spawn(connection);
    sender
}

/// An answer that is an error ends the bench: nothing is measured of a page that doesn't work.
async fn send(sender: &mut Sender, address: SocketAddr, asking: &Asking) -> Response<Incoming> {
    let act = zhenggai::kernel::ids::ActId::fresh().to_string();
    let origin = format!("http://{address}");
    let request = Request::builder()
        .uri(&asking.path)
        .header(HOST, address.to_string());
    let request = request.header(COOKIE, &asking.cookies);
    // A form that saves itself says so, and is answered in a few words.
    let request = if asking.path.ends_with("/draft") {
        request.header("x-zg-script", "1")
    } else {
        request
    };
    let request = match &asking.form {
        Some(form) => request
            .method("POST")
            .header(ORIGIN, origin)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(form.replace("{act}", &act))),
        None => request.body(Full::default()),
    };
    let answer = sender
        .send_request(request.expect("a request"))
        .await
        .expect("answered");
    let status = answer.status();
    assert!(
        status.is_success() || status.is_redirection(),
        "{}: {status}",
        asking.path
    );
    answer
}
