//! Where the database listens, and whether anybody does.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use tokio::net::{TcpStream, UnixStream};

/// How often one looks while a connection is waited for.
const GLANCE: Duration = Duration::from_millis(300);

/// A unix socket or a host and port.
#[derive(Clone, Debug)]
pub(super) enum Place {
    Socket(PathBuf),
    Host(String, u16),
}

impl Place {
    pub(super) fn of(options: &PgConnectOptions) -> Self {
        let socket = |folder: &std::path::Path| folder.join(format!(".s.PGSQL.{}", options.get_port()));
        match options.get_socket() {
            Some(folder) => Self::Socket(socket(folder)),
            None if options.get_host().starts_with('/') => Self::Socket(socket(options.get_host().as_ref())),
            None => Self::Host(options.get_host().to_owned(), options.get_port()),
        }
    }

    /// Returns once it is sure that nobody listens there; else never.
    pub(super) async fn deserted(&self) -> io::Error {
        loop {
            tokio::time::sleep(GLANCE).await;
            if let Err(error) = self.knock().await
                && matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound
                )
            {
                return error;
            }
        }
    }

    async fn knock(&self) -> io::Result<()> {
        match self {
            Self::Socket(path) => UnixStream::connect(path).await.map(drop),
            Self::Host(host, port) => TcpStream::connect((host.as_str(), *port)).await.map(drop),
        }
    }
}
