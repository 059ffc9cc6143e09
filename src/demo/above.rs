//! Pre-review by the program's own verbs: the city freezes, the carrier carries, the province rules.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::load::DemoError;
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::Act;
use crate::domain::lists::{self, Problem};
use crate::domain::packages::{Manifest, PackageError, actions, carry};
use crate::domain::review::Decision;
use crate::domain::review::actions::UNDO;
use crate::kernel::clock::{Clock, day_of};
use crate::kernel::ids::{AccountId, ActId, PackageId, TenantId};
use crate::kernel::scope::{Actor, Grant, Role};
use crate::platform::db::{Db, Tx};

/// The jurisdiction above, and who acts there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Province {
    pub(super) tenant: TenantId,
    pub(super) account: AccountId,
}

impl Province {
    fn actor(self) -> Actor {
        Actor {
            account: Some(self.account),
            person: None,
            name: String::new(),
            grants: vec![Grant {
                role: Role::Province,
                unit: None,
            }],
            groups: Vec::new(),
            leads: false,
            bodies: Vec::new(),
            stands_in: Vec::new(),
            superiors: Vec::new(),
        }
    }
}

/// What crosses between a city and its province.
pub(super) struct Above<'a> {
    db: &'a Db,
    city: TenantId,
    province: Province,
    /// Package and place of each problem's last revision that went up, by number.
    entries: HashMap<String, (PackageId, i32)>,
}

impl<'a> Above<'a> {
    pub(super) fn new(db: &'a Db, city: TenantId, province: Province) -> Self {
        Self {
            db,
            city,
            province,
            entries: HashMap::new(),
        }
    }

    async fn begin(&self, tenant: TenantId) -> Result<Tx, DemoError> {
        Ok(self.db.begin_global().await?.into_tenant(tenant).await?)
    }

    /// The office hands up what waits, if anything does.
    pub(super) async fn hand_up(
        &mut self,
        campaign: &Campaign,
        office: &Actor,
        at: DateTime<Utc>,
    ) -> Result<(), DemoError> {
        let mut tx = self.begin(self.city).await?;
        let mut act = Act::open(&mut tx, office, ActId::fresh(), at).await?;
        let package = match actions::freeze(&mut tx, &mut act, campaign).await {
            Err(PackageError::Nothing) => return Ok(()),
            frozen => frozen?,
        };
        tx.commit().await?;
        let manifest = Manifest::open(&package, self.city, self.province.tenant)?;
        for item in manifest.entries {
            self.entries.insert(item.number, (package.id, item.position));
        }
        self.carry(at).await
    }

    /// The province rules on a problem, and the verdict comes back at that time.
    pub(super) async fn rule(
        &self,
        problem: &Problem,
        decision: &Decision,
        at: DateTime<Utc>,
    ) -> Result<Problem, DemoError> {
        let entry = *self
            .entries
            .get(&problem.number)
            .ok_or("ruled on before it went up")?;
        let mut tx = self.begin(self.province.tenant).await?;
        // It comes back once it can't be undone any more.
        let ruled = at - UNDO;
        let mut act = Act::open(&mut tx, &self.province.actor(), ActId::fresh(), ruled).await?;
        actions::decide(&mut tx, &mut act, entry, decision, day_of(ruled)).await?;
        tx.commit().await?;
        self.carry(at).await?;
        let mut tx = self.begin(self.city).await?;
        Ok(lists::store::lock(&mut tx, problem.id, None).await?)
    }

    async fn carry(&self, at: DateTime<Utc>) -> Result<(), DemoError> {
        let clock = Clock::manual(at);
        while carry::next(self.db, &clock).await? {}
        Ok(())
    }
}
