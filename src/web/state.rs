//! What every handler shares.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;

use super::shell::glance::Glances;
use crate::domain::accounts::passkeys::Site;
use crate::domain::accounts::password::Passwords;
use crate::domain::figures::Held;
use crate::domain::signing::countersign::Countersigner;
use crate::kernel::clock::Clock;
use crate::platform::db::Db;
use crate::platform::files::FileStore;

/// The running application. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    db: Db,
    clock: Clock,
    passwords: Passwords,
    figures: Held,
    glances: Glances,
    files: FileStore,
    secure_cookies: bool,
    site: Option<Site>,
    countersigner: Option<Arc<Countersigner>>,
    draining: AtomicBool,
    metrics: Option<metrics_exporter_prometheus::PrometheusHandle>,
}

/// What an [`App`] is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database of the app's role.
    pub db: Db,
    /// Recorded time.
    pub clock: Clock,
    /// How long a count of figures is given to others: [`crate::domain::figures::HOLD`].
    pub hold_figures: TimeDelta,
    /// Where files that people hand in are kept.
    pub files: FileStore,
    /// Whether cookies carry `Secure`: the site is served over https.
    pub secure_cookies: bool,
    /// The public address that passkeys are made for; without one there are none.
    pub site: Option<Site>,
    /// By which key signatures are countersigned; without one they are not, and each says so.
    pub countersigner: Option<Arc<Countersigner>>,
    /// Renders Prometheus metrics, where they were installed.
    pub metrics: Option<metrics_exporter_prometheus::PrometheusHandle>,
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let Parts {
            db,
            clock,
            hold_figures,
            files,
            secure_cookies,
            site,
            countersigner,
            metrics,
        } = parts;
        let figures = Held::new(hold_figures, clock.clone());
        let draining = AtomicBool::new(false);
        let passwords = Passwords::new();
        Self {
            inner: Arc::new(Inner {
                db,
                clock,
                passwords,
                figures,
                glances: Glances::default(),
                files,
                secure_cookies,
                site,
                countersigner,
                draining,
                metrics,
            }),
        }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Hashing and verifying, few at once.
    pub fn passwords(&self) -> &Passwords {
        &self.inner.passwords
    }

    /// Counts of figures that are held for a moment.
    pub fn figures(&self) -> &Held {
        &self.inner.figures
    }

    /// Pages that are kept for a moment.
    pub fn glances(&self) -> &Glances {
        &self.inner.glances
    }

    /// Where files that people hand in are kept.
    pub fn files(&self) -> &FileStore {
        &self.inner.files
    }

    /// Whether cookies carry `Secure`.
    pub fn secure_cookies(&self) -> bool {
        self.inner.secure_cookies
    }

    /// The public address that passkeys are made for.
    pub fn site(&self) -> Option<&Site> {
        self.inner.site.as_ref()
    }

    /// By which key signatures are countersigned.
    pub fn countersigner(&self) -> Option<Arc<Countersigner>> {
        self.inner.countersigner.clone()
    }

    /// Prometheus' text, where metrics were installed.
    pub fn metrics(&self) -> Option<String> {
        self.inner
            .metrics
            .as_ref()
            .map(metrics_exporter_prometheus::PrometheusHandle::render)
    }

    /// From now on `/readyz` says no, so that a balancer sends nobody here any more.
    pub fn drain(&self) {
        self.inner.draining.store(true, Ordering::Relaxed);
    }

    /// Whether [`Self::drain`] was called.
    pub fn is_draining(&self) -> bool {
        self.inner.draining.load(Ordering::Relaxed)
    }
}
