//! Turns at reading workbooks. One of the permitted size may unpack to hundreds of megabytes, so only so many are read at once; and no
//! jurisdiction has a second turn while another, which has none, waits for its first.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot::{self, Receiver, Sender};

use super::problem::Unreadable;
use crate::kernel::ids::TenantId;

/// Those of this process: one workbook at a time, and of each jurisdiction so many that wait.
pub static TURNS: Turns = Turns::new(1, 6);

/// Turns that go round among jurisdictions.
#[derive(Debug)]
pub struct Turns {
    most_waiting: usize,
    round: Mutex<Round>,
}

#[derive(Debug)]
struct Round {
    free: usize,
    /// Counts beginnings of waiting.
    clock: u64,
    /// Only jurisdictions that hold a turn or wait for one.
    places: BTreeMap<TenantId, Place>,
}

#[derive(Debug, Default)]
struct Place {
    held: usize,
    /// When it began to wait without a turn.
    since: u64,
    waiting: VecDeque<Sender<()>>,
}

/// A turn; over when it is dropped.
#[derive(Debug)]
pub struct Turn<'a> {
    turns: &'a Turns,
    tenant: TenantId,
    /// While the turn is still waited for.
    told: Option<Receiver<()>>,
}

impl Turns {
    /// So many at once, and of each jurisdiction so many that wait.
    pub const fn new(at_once: usize, most_waiting: usize) -> Self {
        Self {
            most_waiting,
            round: Mutex::new(Round {
                free: at_once,
                clock: 0,
                places: BTreeMap::new(),
            }),
        }
    }

    /// Waits for a turn. Whoever stops waiting leaves nothing behind.
    ///
    /// # Errors
    /// [`Unreadable::Queue`] when as many of this jurisdiction wait as may.
    pub async fn take(&self, tenant: TenantId) -> Result<Turn<'_>, Unreadable> {
        let mut turn = Turn {
            turns: self,
            tenant,
            told: self.round().ask(tenant, self.most_waiting)?,
        };
        if let Some(told) = &mut turn.told {
            // Nobody drops the other end without telling.
            let _ = told.await;
            turn.told = None;
        }
        Ok(turn)
    }

    /// How many jurisdictions hold a turn or wait for one.
    pub fn places(&self) -> usize {
        self.round().places.len()
    }

    fn round(&self) -> MutexGuard<'_, Round> {
        self.round.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Round {
    /// `None` is a turn at once.
    fn ask(&mut self, tenant: TenantId, most: usize) -> Result<Option<Receiver<()>>, Unreadable> {
        let place = self.places.entry(tenant).or_default();
        if self.free > 0 {
            // Where one is free nobody waits.
            self.free -= 1;
            place.held += 1;
            return Ok(None);
        }
        if place.waiting.len() >= most {
            return Err(Unreadable::Queue(most));
        }
        if place.held == 0 && place.waiting.is_empty() {
            self.clock += 1;
            place.since = self.clock;
        }
        let (tell, told) = oneshot::channel();
        place.waiting.push_back(tell);
        Ok(Some(told))
    }

    /// Gives one back, and on to whoever is next.
    fn give_back(&mut self, tenant: TenantId) {
        self.free += 1;
        self.clock += 1;
        if let Some(place) = self.places.get_mut(&tenant) {
            place.held -= 1;
            if place.held == 0 {
                place.since = self.clock;
            }
        }
        self.hand_on();
        self.tidy(tenant);
    }

    /// First those without a turn, by how long they have waited; only when there are none may somebody have more.
    fn hand_on(&mut self) {
        while self.free > 0 {
            let waiting = self.places.values_mut().filter(|place| !place.waiting.is_empty());
            let Some(next) = waiting.min_by_key(|place| (place.held, place.since)) else {
                return;
            };
            let told = next.waiting.pop_front().is_some_and(|tell| tell.send(()).is_ok());
            if told {
                next.held += 1;
                self.free -= 1;
            }
        }
    }

    /// Forgets those who stopped waiting, and a jurisdiction that wants nothing any more.
    fn tidy(&mut self, tenant: TenantId) {
        if let Some(place) = self.places.get_mut(&tenant) {
            place.waiting.retain(|tell| !tell.is_closed());
            if place.held == 0 && place.waiting.is_empty() {
                self.places.remove(&tenant);
            }
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut round = self.turns.round();
        if let Some(told) = &mut self.told {
            told.close();
            // Unless the turn came at this very moment, and is to be given back.
            if told.try_recv().is_err() {
                return round.tidy(self.tenant);
            }
        }
        round.give_back(self.tenant);
    }
}

/// Does such work when it is this jurisdiction's turn, off the threads that answer requests. A turn lasts as long as the work, whoever
/// hangs up meanwhile.
///
/// # Errors
/// [`Unreadable::Queue`]; [`Unreadable::Damaged`] when the work panicked.
pub(super) async fn in_turn<T: Send + 'static>(
    tenant: TenantId,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unreadable> {
    let turn = TURNS.take(tenant).await?;
    let doing = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    });
    doing.await.map_err(|_| Unreadable::Damaged)
}

#[cfg(test)]
mod tests;
