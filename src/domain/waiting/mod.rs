//! How much waits for somebody, place by place: what stands beside the entries of the navigation.
//!
//! Each count is of what the page shows that its entry opens, and is asked with every page: all in one query, each counted no
//! further than [`MOST`].

mod store;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::kernel::ids::CampaignId;
use crate::kernel::scope::{Actor, Role};
use crate::platform::db::{DbError, Tx};

/// Counting ends here: what is more is said to be more.
pub const MOST: i64 = 100;

/// How much waits where, at most [`MOST`] each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// 我的台账: sent back, pressing, to be signed as their owner, drafts.
    pub ledger: i64,
    /// 班子清单: sent back, of bodies that the person writes for.
    pub bodies: i64,
    /// 审阅初审: at the stages beside the group's.
    pub readings: i64,
    /// 待我签字: as owner and as leader in charge.
    pub signatures: i64,
    /// People who went over to the person and whom they did not acknowledge yet.
    pub handovers: i64,
    /// 审核: the group's queue.
    pub reviews: i64,
    /// 核验: what the group checks.
    pub checks: i64,
    /// 预审: what came up from below.
    pub prereviews: i64,
    /// 预审报送: what is to be handed up.
    pub packages: i64,
    /// 编号销号: what waits for its number.
    pub closures: i64,
    /// 延期审批: requests for more time, as leader in charge and for an office.
    pub extensions: i64,
    /// 回头看: what was drawn and not looked at yet, and requests to take a problem up again.
    pub look_backs: i64,
    /// 名册外签字: what a leader in charge outside the roster is to sign on paper.
    pub outside: i64,
}

impl Waiting {
    /// What waits for whoever acts; of somebody for whom nothing can wait nothing is asked.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(
        tx: &mut Tx,
        campaign: CampaignId,
        actor: &Actor,
        (today, calendar): (NaiveDate, &Calendar),
    ) -> Result<Self, DbError> {
        let seats = Seats::of(actor);
        if actor.is_officer() || !seats.any() {
            return Ok(Self::default());
        }
        store::counts(tx, campaign, actor, &seats, (today, calendar.soon_until(today))).await
    }
}

/// As what something may wait for somebody.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a seat that somebody has or has not"
)]
struct Seats {
    person: bool,
    office: bool,
    reviews: bool,
    province: bool,
    unit: bool,
}

impl Seats {
    fn of(actor: &Actor) -> Self {
        let unit = [Role::CountyOffice, Role::UnitHead, Role::Liaison];
        Self {
            person: actor.person.is_some(),
            office: actor.has(Role::Office) || actor.has(Role::OfficeHead),
            reviews: !actor.groups.is_empty() && (actor.has(Role::Reviewer) || actor.has(Role::GroupHead)),
            province: actor.has(Role::Province),
            unit: unit.into_iter().any(|role| actor.units_of(role).next().is_some()),
        }
    }

    fn any(self) -> bool {
        self.person || self.office || self.province || self.unit
    }
}
