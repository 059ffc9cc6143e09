//! The ledger of acts: append-only, written in the transaction of the act itself.
//!
//! A verb gets an [`Act`], opened once per request from the id that came with the form: a retried POST finds
//! its id taken and is told so instead of counting twice.

mod store;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::kernel::ids::{ActId, DelegationId};
use crate::kernel::scope::Actor;
use crate::platform::db::{DbError, Tx};

pub use store::{EventRow, Search, is_append_only, of_act, of_object, of_objects, search};

/// One act of one actor at one instant; may record several events, in order.
#[derive(Debug)]
pub struct Act {
    /// Given by the form.
    pub id: ActId,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// Who acts.
    pub actor: Actor,
    /// By which delegation they act in a leader's stead; a verb that is done so sets it before it records.
    pub delegation: Option<DelegationId>,
    position: i32,
}

/// Why an act can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// An act with this id was recorded already: the caller retried.
    #[error("this act was recorded already")]
    Repeated,
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Act {
    /// Opens an act.
    ///
    /// # Errors
    /// [`ActError::Repeated`] when the id was used before in this tenant.
    pub async fn open(tx: &mut Tx, actor: &Actor, id: ActId, at: DateTime<Utc>) -> Result<Self, ActError> {
        if store::exists(tx, id).await? {
            return Err(ActError::Repeated);
        }
        Ok(Self {
            id,
            at,
            actor: actor.clone(),
            delegation: None,
            position: 0,
        })
    }

    /// An act of its own beside this one, for what is recorded although this one comes to nothing, as a confirmation that was refused:
    /// the id of the form stays unused, so that the same page can be sent again with what is right.
    #[must_use]
    pub fn apart(&self) -> Self {
        Self {
            id: ActId::fresh(),
            at: self.at,
            actor: self.actor.clone(),
            delegation: None,
            position: 0,
        }
    }

    /// Records one event: `what` such as `problem.submitted`; `data` holds what figures need and digests,
    /// never texts. What is done in a leader's stead says so by itself.
    ///
    /// # Errors
    /// [`ActError::Repeated`] when the same act was recorded meanwhile.
    pub async fn record(
        &mut self,
        tx: &mut Tx,
        what: &str,
        object: (&str, Option<Uuid>),
        data: &serde_json::Value,
    ) -> Result<(), ActError> {
        let mut data = data.clone();
        if let (Some(delegation), Some(map)) = (self.delegation, data.as_object_mut()) {
            map.insert("delegation".to_owned(), serde_json::json!(delegation));
        }
        store::insert(tx, self, self.position, what, object, &data).await?;
        self.position += 1;
        Ok(())
    }
}
