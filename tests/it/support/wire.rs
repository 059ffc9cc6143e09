//! The wire between a program and its PostgreSQL, with a counter on it: how often the program has to wait for an answer.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{UnixListener, UnixStream};

/// Passes on everything, and counts the messages after which the client waits: a simple query, or the end of an extended one.
pub struct Wire {
    place: TempDir,
    asked: Arc<AtomicUsize>,
}

impl Wire {
    /// Before the server that these options lead to.
    pub fn before(options: &PgConnectOptions) -> Self {
        let place = tempfile::tempdir().expect("a directory");
        let listener = UnixListener::bind(place.path().join(".s.PGSQL.5432")).expect("a socket");
        let server = options.get_socket().expect("a socket").join(".s.PGSQL.5432");
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (server, counter) = (server.clone(), Arc::clone(&counter));
                tokio::spawn(async move { pass_on(client, &server, &counter).await });
            }
        });
        Self { place, asked }
    }

    /// The same server by way of the counter.
    pub fn options(&self, options: PgConnectOptions) -> PgConnectOptions {
        options.socket(self.place.path())
    }

    /// Round trips so far.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

async fn pass_on(client: UnixStream, server: &Path, counter: &AtomicUsize) {
    let Ok(server) = UnixStream::connect(server).await else {
        return;
    };
    let ((mut answers, asks), (from, mut to)) = (server.into_split(), client.into_split());
    tokio::join!(forward(from, asks, counter), async {
        let _ = tokio::io::copy(&mut answers, &mut to).await;
    });
}

async fn forward(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, counter: &AtomicUsize) {
    // The first message has no kind.
    let mut kind = None;
    loop {
        let Ok(length) = from.read_u32().await else { return };
        let mut body = vec![0; length as usize - 4];
        if from.read_exact(&mut body).await.is_err() {
            return;
        }
        let mut message = Vec::with_capacity(body.len() + 5);
        message.extend(kind);
        message.extend(length.to_be_bytes());
        message.extend(body);
        if kind.is_some_and(|kind| kind == b'Q' || kind == b'S') {
            counter.fetch_add(1, Ordering::SeqCst);
        }
        if to.write_all(&message).await.is_err() {
            return;
        }
        kind = from.read_u8().await.ok();
        if kind.is_none() {
            return;
        }
    }
}
