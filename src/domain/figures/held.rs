//! Figures held for a moment: many look at one dashboard, and each count goes over a whole city.
//!
//! What was counted is given to others for at most [`HOLD`], and one refresh runs at a time: whoever comes meanwhile waits for
//! it. A reader who has acted since it was counted is never given it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Asked, Tally, TrendDay, tally, trend};
use crate::kernel::clock::Clock;
use crate::kernel::ids::{CampaignId, TenantId};
use crate::platform::db::{DbError, Tx};

/// How long a count is given to others.
pub const HOLD: TimeDelta = TimeDelta::seconds(5);

/// Counts are kept for so many questions (a tenant, a day); then those that are too old go.
const MOST: usize = 512;

/// What is asked: of whom, about which day, by which definition.
type Key = (TenantId, CampaignId, NaiveDate, bool, i32);
type Slot<V> = Arc<tokio::sync::Mutex<Option<(DateTime<Utc>, Arc<V>)>>>;

/// The counts that one program holds, of all its tenants.
#[derive(Debug)]
pub struct Held {
    hold: TimeDelta,
    clock: Clock,
    tallies: Slots<Tally>,
    trends: Slots<Vec<TrendDay>>,
}

#[derive(Debug)]
struct Slots<V>(Mutex<HashMap<Key, Slot<V>>>);

impl Held {
    /// Holds nothing yet; each count for `hold`, which is [`HOLD`] but where nothing may be held at all.
    pub fn new(hold: TimeDelta, clock: Clock) -> Self {
        Self {
            hold,
            clock,
            tallies: Slots(Mutex::default()),
            trends: Slots(Mutex::default()),
        }
    }

    /// All counts of the moment asked for, counted after `acted`, the reader's own last act.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tally(
        &self,
        tx: &mut Tx,
        asked: &Asked,
        acted: Option<DateTime<Utc>>,
    ) -> Result<Arc<Tally>, DbError> {
        let slot = self.tallies.of(key(tx, asked));
        let mut slot = slot.lock().await;
        if let Some(held) = self.fresh(slot.as_ref(), acted) {
            return Ok(held);
        }
        let at = self.clock.now();
        let counted = Arc::new(tally(tx, asked).await?);
        *slot = Some((at, Arc::clone(&counted)));
        Ok(counted)
    }

    /// The trend up to the day asked for, counted after `acted`.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn trend(
        &self,
        tx: &mut Tx,
        asked: &Asked,
        from: NaiveDate,
        acted: Option<DateTime<Utc>>,
    ) -> Result<Arc<Vec<TrendDay>>, DbError> {
        let slot = self.trends.of(key(tx, asked));
        let mut slot = slot.lock().await;
        if let Some(held) = self.fresh(slot.as_ref(), acted) {
            return Ok(held);
        }
        let at = self.clock.now();
        let counted = Arc::new(trend(tx, asked, from).await?);
        *slot = Some((at, Arc::clone(&counted)));
        Ok(counted)
    }

    fn fresh<V>(
        &self,
        held: Option<&(DateTime<Utc>, Arc<V>)>,
        acted: Option<DateTime<Utc>>,
    ) -> Option<Arc<V>> {
        let (at, counted) = held?;
        let age = self.clock.now() - *at;
        let young = TimeDelta::zero() <= age && age < self.hold;
        let after = acted.is_none_or(|acted| *at > acted);
        (young && after).then(|| Arc::clone(counted))
    }
}

fn key(tx: &Tx, asked: &Asked) -> Key {
    let moment = asked.moment;
    (
        tx.tenant(),
        asked.campaign,
        moment.day,
        moment.past,
        asked.immediate_days,
    )
}

impl<V> Slots<V> {
    fn of(&self, key: Key) -> Slot<V> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= MOST && !slots.contains_key(&key) {
            // Somebody who is counting or waiting still holds theirs.
            slots.retain(|_, slot| Arc::strong_count(slot) > 1);
        }
        Arc::clone(slots.entry(key).or_default())
    }
}
