//! Figures held for a moment: many look at one dashboard, and each count goes over a whole city.
//!
//! What was counted is given to others for at most [`HOLD`], and one refresh runs at a time: whoever comes meanwhile waits for
//! it. A reader who has acted since it was counted is never given it. Days that are over stand still, but for what was under
//! way when they ended: the trend's are given for [`HOLD_PAST`], whoever acted, and its last day is that of the counts of now.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Asked, Moment, Tally, TrendDay, tally, trend};
use crate::domain::calendar::Calendar;
use crate::kernel::clock::Clock;
use crate::kernel::ids::{CampaignId, TenantId};
use crate::platform::db::{Db, DbError, Tx};

/// How long a count is given to others.
pub const HOLD: TimeDelta = TimeDelta::seconds(5);

/// How long days that are over are given to others.
pub const HOLD_PAST: TimeDelta = TimeDelta::minutes(10);

/// Counts are kept for so many questions (a tenant, a day); then those that are too old go.
const MOST: usize = 512;

/// What is asked: of whom, about which day, by which definition and calendar.
type Key = (TenantId, CampaignId, NaiveDate, bool, i32, NaiveDate);
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

    /// How long a count is given to others.
    pub fn hold(&self) -> TimeDelta {
        self.hold
    }

    /// All counts of the moment asked for, counted after `acted`, the reader's own last act; and when that was.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn tally(
        &self,
        (tx, db): (&mut Tx, &Db),
        asked: &Asked,
        acted: Option<DateTime<Utc>>,
    ) -> Result<(DateTime<Utc>, Arc<Tally>), DbError> {
        let slot = self.tallies.of(key(tx.tenant(), asked));
        let mut slot = slot.lock().await;
        if let Some(held) = self.fresh(slot.as_ref(), acted) {
            return Ok(held);
        }
        let at = self.clock.now();
        let beside = db.begin_beside(tx).await;
        let counted = Arc::new(tally(tx, beside, asked).await?);
        *slot = Some((at, Arc::clone(&counted)));
        Ok((at, counted))
    }

    /// Whether `counted` is still what is held of a question: a page that was drawn from it is as true as it.
    pub fn stands(&self, tenant: TenantId, asked: &Asked, counted: &Arc<Tally>) -> bool {
        let slot = self.tallies.of(key(tenant, asked));
        // Somebody is counting: what comes of it is soon there.
        let Ok(slot) = slot.try_lock() else { return false };
        self.young(slot.as_ref(), self.hold)
            .is_some_and(|(_, held)| Arc::ptr_eq(&held, counted))
    }

    /// The trend up to the day asked for, whose counts are `tally`: of the days before what they were when they ended.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn trend(
        &self,
        tx: &mut Tx,
        asked: &Asked,
        from: NaiveDate,
        tally: &Tally,
    ) -> Result<Vec<TrendDay>, DbError> {
        let day = asked.moment.day;
        let mut days = match day.pred_opt().filter(|before| *before >= from) {
            Some(before) => self.over(tx, asked, (from, before)).await?.to_vec(),
            None => Vec::new(),
        };
        days.push(TrendDay::of(day, tally));
        Ok(days)
    }

    /// Days that are over, both included.
    async fn over(
        &self,
        tx: &mut Tx,
        asked: &Asked,
        (from, last): (NaiveDate, NaiveDate),
    ) -> Result<Arc<Vec<TrendDay>>, DbError> {
        let mut asked = *asked;
        // No point of the trend asks what is 临期.
        asked.moment = Moment::new(Some(last), self.clock.now(), &Calendar::weekends());
        let slot = self.trends.of(key(tx.tenant(), &asked));
        let mut slot = slot.lock().await;
        if let Some(held) = self.young(slot.as_ref(), self.hold_past()) {
            return Ok(held.1);
        }
        let at = self.clock.now();
        let counted = Arc::new(trend(tx, &asked, from).await?);
        *slot = Some((at, Arc::clone(&counted)));
        Ok(counted)
    }

    fn hold_past(&self) -> TimeDelta {
        if self.hold.is_zero() { self.hold } else { HOLD_PAST }
    }

    fn fresh<V>(
        &self,
        held: Option<&(DateTime<Utc>, Arc<V>)>,
        acted: Option<DateTime<Utc>>,
    ) -> Option<(DateTime<Utc>, Arc<V>)> {
        let after = held.is_some_and(|(at, _)| acted.is_none_or(|acted| *at > acted));
        self.young(held, self.hold).filter(|_| after)
    }

    fn young<V>(
        &self,
        held: Option<&(DateTime<Utc>, Arc<V>)>,
        longest: TimeDelta,
    ) -> Option<(DateTime<Utc>, Arc<V>)> {
        let (at, counted) = held?;
        let age = self.clock.now() - *at;
        let young = TimeDelta::zero() <= age && age < longest;
        young.then(|| (*at, Arc::clone(counted)))
    }
}

fn key(tenant: TenantId, asked: &Asked) -> Key {
    let moment = asked.moment;
    (
        tenant,
        asked.campaign,
        moment.day,
        moment.past,
        asked.immediate_days,
        moment.soon_until,
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
