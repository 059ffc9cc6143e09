//! `serve`: listens, serves, drains, stops.

use std::future::Future;
use std::time::Duration;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{Failure, Opened, Report};
use crate::cli::ServeOptions;
use crate::domain::figures::HOLD;
use crate::jobs;
use crate::kernel::messages::msg;
use crate::web::app::router;
use crate::web::state::{App, Parts};

/// Requests under way are given this long after the last new one.
const LAST_REQUESTS: Duration = Duration::from_secs(20);
/// Bounds of the request histogram, in seconds.
const BUCKETS: [f64; 9] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];

/// Ctrl-C or SIGTERM.
#[derive(Debug)]
pub struct Stop {
    signals: Option<(Signal, Signal)>,
}

impl Stop {
    /// Starts listening: from here on a signal no longer kills.
    pub fn listen() -> Self {
        let both = signal(SignalKind::interrupt()).and_then(|a| Ok((a, signal(SignalKind::terminate())?)));
        Self { signals: both.ok() }
    }

    /// Waits for one.
    pub async fn asked(self) {
        match self.signals {
            Some((mut interrupt, mut terminate)) => {
                tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
            }
            None => std::future::pending().await,
        }
    }
}

/// Serves an opened database until told to stop.
pub(super) async fn serve(options: ServeOptions) -> Result<Report, Failure> {
    let stop = Stop::listen();
    let site = super::passkeys::site(options.public_url.as_ref())?;
    let dir = options.database.dir.as_deref();
    let countersigner = super::passkeys::countersigner(options.countersign_key.as_deref(), dir)?;
    let files = super::files::store(&options.files, dir)?;
    let opened = Opened::open(&options.database).await?;
    let app = App::new(Parts {
        db: opened.db.clone(),
        clock: super::clock::of(&options.database),
        hold_figures: HOLD,
        files: files.clone(),
        secure_cookies: !options.insecure_cookies,
        site,
        countersigner,
        metrics: Some(install_metrics()?),
    });
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(|error| Failure::say(msg("不能监听 {0}：{1}").with(options.listen).with(error)))?;
    let jobs = jobs::start(&opened.db, &super::clock::of(&options.database), &files);
    // Which port it is, when any was asked for.
    tracing::info!(address = %listener.local_addr()?, "serving");
    run_server(
        app,
        listener,
        stop.asked(),
        Duration::from_secs(options.drain_seconds),
    )
    .await?;
    jobs.iter().for_each(tokio::task::JoinHandle::abort);
    opened.close().await;
    Ok(Report::done("", Value::Null))
}

/// Serves until `stop`; then `/readyz` says no for `drain`, then requests under way are finished.
///
/// # Errors
/// When the listener fails.
pub async fn run_server(
    app: App,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
    drain: Duration,
) -> Result<(), Failure> {
    let (last, mut ended) = tokio::sync::watch::channel(false);
    let draining = app.clone();
    let shutdown = async move {
        stop.await;
        draining.drain();
        tokio::time::sleep(drain).await;
        let _ = last.send(true);
    };
    let serving = axum::serve(listener, router(app)).with_graceful_shutdown(shutdown);
    let overtime = async move {
        let _ = ended.wait_for(|ended| *ended).await;
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    tokio::select! {
        served = serving.into_future() => Ok(served?),
        () = overtime => {
            tracing::warn!("requests under way were cut off after {} s", LAST_REQUESTS.as_secs());
            Ok(())
        }
    }
}

/// Installs the recorder of Prometheus metrics, once per process.
pub(super) fn install_metrics() -> Result<PrometheusHandle, Failure> {
    let builder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full("http_request_seconds".to_owned()), &BUCKETS)?;
    let handle = builder.install_recorder()?;
    let upkeep = handle.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(5)).await;
            upkeep.run_upkeep();
        }
    });
    Ok(handle)
}
