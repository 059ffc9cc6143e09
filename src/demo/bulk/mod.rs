//! The full city: its problems' lives are computed by the pure rules of the domain and loaded by COPY. What each act leaves
//! behind is what the verb leaves; a test plays the same plots both ways.

mod acts;
mod city;
mod life;
mod number;
mod packages;
mod sign;
mod tables;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::postgres::PgConnectOptions;

use super::load::{DemoError, Making};
use super::script::Plot;
use crate::platform::db::bulk::{Loader, Rows, reserve};
use life::Life;
use number::Closings;
use packages::HandedUp;
use tables::{Event, Tables};

pub(super) use city::City;

/// Problems computed and written at a time.
const CHUNK: usize = 750;
/// Connections that write at once: while one computes the other writes.
const WRITERS: usize = 2;

/// Tables that many rows go into.
pub(super) const TABLES: [&str; 11] = [
    "events",
    "problem_spans",
    "problems",
    "revisions",
    "verdicts",
    "verdict_reasons",
    "signatures",
    "progress_notes",
    "completions",
    "checks",
    "closures",
];

struct Work {
    city: City,
    plots: Vec<Plot>,
    sequences: Vec<i32>,
    closings: Closings,
    next: AtomicUsize,
}

/// Loads the problems of a city.
///
/// # Errors
/// When a rule or a constraint refuses, which would be a fault of the generator, or the connection is lost.
pub(super) async fn load(
    making: Making<'_>,
    city: City,
    plots: Vec<Plot>,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<(), DemoError> {
    let loader = making.loader;
    let closings = number::plan(&city, &plots);
    let sequences = life::sequence(&plots, &mut HashMap::new());
    let work = Arc::new(Work {
        city,
        plots,
        sequences,
        closings,
        next: AtomicUsize::new(0),
    });
    let (first, second) = tokio::try_join!(write(loader, &work, progress), write(loader, &work, progress))?;
    let handed = first.1.into_iter().chain(second.1).collect();
    let mut ids = work.city.ids(usize::MAX - 1);
    let (above, acts) = packages::rows(&work.city, handed, &mut ids)?;
    copy(loader, &above).await?;
    let events: Vec<Event> = first.0.into_iter().chain(second.0).chain(acts).collect();
    progress(&format!("{} acts of the ledger", events.len()));
    let count = i64::try_from(events.len())?;
    let first = reserve(making.owner, "events", count).await?;
    let mut ledger = tokio::task::spawn_blocking(move || tables::in_time(events, first, WRITERS)).await?;
    let half = ledger.split_off(ledger.len() / 2);
    ledger.push(series(&work));
    tokio::try_join!(copy(loader, &ledger), copy(loader, &half))?;
    Ok(())
}

async fn copy(loader: &PgConnectOptions, tables: &[Rows]) -> Result<(), DemoError> {
    let mut connection = Loader::open(loader).await?;
    connection.copy(tables).await?;
    Ok(connection.close().await?)
}

/// One writer: takes the next chunk until none is left. Gives the events, whose order is the whole city's, and what went
/// up to the province.
async fn write(
    loader: &PgConnectOptions,
    work: &Arc<Work>,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<(Vec<Event>, Vec<HandedUp>), DemoError> {
    let mut connection = Loader::open(loader).await?;
    let (mut events, mut handed) = (Vec::new(), Vec::new());
    loop {
        let from = work.next.fetch_add(CHUNK, Ordering::Relaxed);
        if from >= work.plots.len() {
            return Ok((events, handed));
        }
        progress(&format!(
            "{} problems, {} %",
            work.plots.len(),
            from * 100 / work.plots.len()
        ));
        let shared = Arc::clone(work);
        let computed = tokio::task::spawn_blocking(move || shared.compute(from));
        let (rows, acts, up) = computed.await??;
        connection.copy(&rows).await?;
        events.extend(acts);
        handed.extend(up);
    }
}

/// Rows of a chunk, its events, what went up to the province.
type Computed = (Vec<Rows>, Vec<Event>, Vec<HandedUp>);

impl Work {
    fn compute(&self, from: usize) -> Result<Computed, DemoError> {
        let mut tables = Tables::new(self.city.tenant.id);
        for plot in from..(from + CHUNK).min(self.plots.len()) {
            let closing = self.closings.by_plot.get(&plot);
            let life = (plot, &self.plots[plot], self.sequences[plot]);
            Life::live(&self.city, &mut tables, life, closing)?;
        }
        let rows = tables.in_order();
        Ok((rows, tables.events, tables.handed))
    }
}

/// How far the numbers of close-outs got, so that the next one goes on from there.
fn series(work: &Work) -> Rows {
    let mut rows = Rows::of("series", &["tenant_id", "campaign_id", "kind", "last"]);
    for (kind, last) in &work.closings.series {
        rows.line(&[&work.city.tenant.id.0, &work.city.campaign.id.0, kind, last]);
    }
    rows
}
