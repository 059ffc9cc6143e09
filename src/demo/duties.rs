//! Who acts for the invented city's leading bodies.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::load::DemoError;
use super::organisation::BODIES;
use crate::domain::ledger::Act;
use crate::domain::lists::discussion::{Discussion, Kind};
use crate::domain::people::Tier;
use crate::domain::people::bodies::actions::name;
use crate::domain::units;
use crate::imports::PersonRow;
use crate::kernel::clock::day_of;
use crate::kernel::ids::{ActId, PersonId};
use crate::kernel::scope::{Actor, BodyDuty};
use crate::platform::db::Tx;

/// Where drafters come from.
const OFFICE: &str = "市委办公室";

/// Who acts for one body, by staff number.
#[derive(Clone, Debug)]
pub(super) struct Duties {
    pub(super) body: &'static str,
    pub(super) drafter: String,
    pub(super) principal: String,
    /// None for the body of the city's first: its superior sits in the province.
    pub(super) superior: Option<String>,
}

/// The duties of the four bodies, in their order: the first of its leaders is the principal, whom that one's leader in charge
/// co-signs for.
pub(super) fn choose(people: &[PersonRow]) -> Option<Vec<Duties>> {
    let clerks: Vec<&PersonRow> = people
        .iter()
        .filter(|p| p.unit == OFFICE && p.rank.tier() == Tier::Township)
        .collect();
    let duties = |(n, (body, _, _)): (usize, (&'static str, &str, &str))| {
        let principal = people.iter().find(|p| p.unit == body)?;
        Some(Duties {
            body,
            // The first one is the office's named account.
            drafter: clerks.get(n + 1)?.staff_no.clone(),
            principal: principal.staff_no.clone(),
            superior: principal.leader_no.clone(),
        })
    };
    BODIES.into_iter().enumerate().map(duties).collect()
}

/// The meeting that talks about what a body files.
pub(super) fn meeting(body: &str, at: DateTime<Utc>) -> Discussion {
    let first = body == BODIES[0].0;
    Discussion {
        kind: if first { Kind::Standing } else { Kind::PartyGroup },
        meeting: "专题研究作风问题清单".to_owned(),
        held_on: day_of(at),
    }
}

/// Names them by the office's verb.
pub(super) async fn write(
    tx: &mut Tx,
    duties: &[Duties],
    people: &HashMap<String, PersonId>,
    at: DateTime<Utc>,
) -> Result<(), DemoError> {
    let mut act = Act::open(tx, &Actor::program("demonstration"), ActId::fresh(), at).await?;
    let units = units::store::top_units(tx).await?;
    for one in duties {
        let body = units
            .iter()
            .find(|unit| unit.name == one.body)
            .ok_or("a body is missing")?;
        let named = [
            (BodyDuty::Drafter, Some(&one.drafter)),
            (BodyDuty::Principal, Some(&one.principal)),
            (BodyDuty::Superior, one.superior.as_ref()),
        ];
        for (duty, number) in named {
            let Some(person) = number.and_then(|number| people.get(number)) else {
                continue;
            };
            name(tx, &mut act, body.id, *person, duty).await?;
        }
    }
    Ok(())
}
