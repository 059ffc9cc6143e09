//! What events are about: a name, and a link where the visitor may open it.

use std::collections::HashMap;

use uuid::Uuid;

use super::detail;
use super::view::Object;
use crate::domain::accounts;
use crate::domain::campaigns::cohorts;
use crate::domain::ledger::EventRow;
use crate::domain::lists::{reading, store as problems};
use crate::domain::reasons::referrals::Seat;
use crate::domain::reasons::store::referrals as store;
use crate::domain::review::lots;
use crate::domain::{people, units};
use crate::imports::runs;
use crate::kernel::ids::{CohortId, LotId, ReferralId, UnitId};
use crate::web::shell::Error;
use crate::web::shell::access::rights::{Office, SeeReferrals};
use crate::web::shell::access::{Right as _, Visit};

/// The objects of these events, by id.
pub(super) async fn of(can: &mut Visit, events: &[EventRow]) -> Result<HashMap<Uuid, Object>, Error> {
    let ids = |kind: &str| -> Vec<Uuid> {
        let these = events.iter().filter(|event| event.object_kind == kind);
        these.filter_map(|event| event.object_id).collect()
    };
    let mut found = HashMap::new();
    let actor = can.actor.clone();
    for problem in problems::find_all(&mut can.tx, &ids("problem")).await? {
        let may = reading::may_read(&mut can.tx, &actor, &problem)
            .await?
            .is_allowed();
        let href = may.then(|| format!("/problems/{}", problem.id));
        found.insert(
            problem.id.0,
            Object {
                name: problem.number,
                href,
            },
        );
    }
    for (id, name) in accounts::store::names(&mut can.tx, &ids("account")).await? {
        found.insert(id, Object { name, href: None });
    }
    let office = Office::held_by(can);
    let mut named = ids("person");
    named.extend(events.iter().filter_map(|event| detail::named(&event.data)));
    for person in people::store::find_all(&mut can.tx, &named).await? {
        let href = office.then(|| format!("/people/{}", person.id));
        let name = person.name;
        found.insert(person.id.0, Object { name, href });
    }
    for (id, name) in runs::store::names(&mut can.tx, &ids("import")).await? {
        let href = office.then(|| format!("/imports/{id}"));
        found.insert(id, Object { name, href });
    }
    for id in ids("unit") {
        if let Some(unit) = units::store::find(&mut can.tx, UnitId(id)).await? {
            let href = office.then(|| format!("/units/{id}"));
            found.insert(
                id,
                Object {
                    name: unit.name,
                    href,
                },
            );
        }
    }
    for id in ids("cohort") {
        if let Some(name) = cohorts::store::name(&mut can.tx, CohortId(id)).await? {
            let href = office.then(|| format!("/cohorts/{id}"));
            found.insert(id, Object { name, href });
        }
    }
    for (id, name) in referrals(can, &ids("referral")).await? {
        let href = Some(format!("/referrals/{id}"));
        found.insert(id, Object { name, href });
    }
    for id in ids("lot") {
        if let Some(lot) = lots::store::find(&mut can.tx, LotId(id)).await? {
            let (name, href) = (lot.unit_name, None);
            found.insert(id, Object { name, href });
        }
    }
    for id in ids("tenant") {
        let name = can.session.tenant_name.clone();
        found.insert(id, Object { name, href: None });
    }
    Ok(found)
}

/// Clues that were handed over, for whoever may read them: others learn neither which problem it was nor that there is a page.
async fn referrals(can: &mut Visit, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>, Error> {
    let mut known = Vec::new();
    if ids.is_empty() || !SeeReferrals::held_by(can) {
        return Ok(known);
    }
    let (campaign, actor) = (can.campaign()?.id, can.actor.clone());
    let seat = Seat::of(&mut can.tx, &actor).await?;
    for id in ids {
        let only = Some(ReferralId(*id));
        let seen = store::seen(&mut can.tx, (campaign, &seat), only, (None, 1)).await?;
        known.extend(seen.into_iter().map(|one| (one.id.0, one.number)));
    }
    Ok(known)
}
