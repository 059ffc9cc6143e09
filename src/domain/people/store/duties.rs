//! SQL of what a person is to others now: asked at each request, so in one question.

use chrono::NaiveDate;

use crate::kernel::ids::{DelegationId, PersonId, UnitId};
use crate::kernel::scope::{BodyDuty, StandIn};
use crate::platform::db::{DbError, Tx};

/// What a person is to others now.
#[derive(Clone, Debug, Default)]
pub struct Duties {
    /// Whether some open post or some body names them as leader in charge.
    pub leads: bool,
    /// Bodies that they act for.
    pub bodies: Vec<(UnitId, BodyDuty)>,
    /// Leaders in charge for whom they stand in on the day.
    pub stands_in: Vec<StandIn>,
    /// Their own leaders in charge; only where they stand in for somebody.
    pub superiors: Vec<PersonId>,
}

/// Asks it. Whoever holds no post any more, or is moved out, stands in for nobody.
///
/// # Errors
/// When the database refuses.
pub async fn of_person(tx: &mut Tx, person: PersonId, today: NaiveDate) -> Result<Duties, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select exists (select 1 from posts where tenant_id = $1 and leader_id = $2 and to_at = 'infinity') as "leads!",
            array(select body_id from body_duties where tenant_id = $1 and person_id = $2 and to_at = 'infinity'
                order by id) as "bodies!",
            array(select duty from body_duties where tenant_id = $1 and person_id = $2 and to_at = 'infinity'
                order by id) as "duties!",
            d.ids as "ids!", d.leaders as "leaders!", d.names as "names!", d.signs as "signs!", d.above as "above!"
           from (select coalesce(array_agg(d.id order by d.id), '{}') as ids,
                coalesce(array_agg(d.leader_id order by d.id), '{}') as leaders,
                coalesce(array_agg(l.name order by d.id), '{}') as names,
                coalesce(array_agg(d.signs order by d.id), '{}') as signs,
                case when count(*) = 0 then '{}' else array(select distinct leader_id from posts
                    where tenant_id = $1 and person_id = $2 and to_at = 'infinity' and leader_id is not null) end as above
                from delegations d join persons l on l.tenant_id = $1 and l.id = d.leader_id
                where d.tenant_id = $1 and d.delegate_id = $2 and d.ended_at is null
                    and d.from_on <= $3 and d.until_on >= $3
                    and exists (select 1 from posts where tenant_id = $1 and person_id = $2 and to_at = 'infinity')
                    and not exists (select 1 from side_states where tenant_id = $1 and person_id = $2
                        and kind = 'moved_out' and to_at = 'infinity')) d"#,
        tenant.0,
        person.0,
        today
    )
    .fetch_one(&mut **tx)
    .await?;
    let duties = row.duties.iter().filter_map(|duty| BodyDuty::from_code(duty));
    let bodies: Vec<_> = row.bodies.into_iter().map(UnitId).zip(duties).collect();
    let superior = bodies.iter().any(|(_, duty)| *duty == BodyDuty::Superior);
    let orders = row
        .ids
        .into_iter()
        .zip(row.leaders)
        .zip(row.names.into_iter().zip(row.signs));
    let stands_in = orders.map(|((id, leader), (name, signs))| StandIn {
        delegation: DelegationId(id),
        leader: PersonId(leader),
        name,
        signs,
    });
    Ok(Duties {
        leads: row.leads || superior,
        bodies,
        stands_in: stands_in.collect(),
        superiors: row.above.into_iter().map(PersonId).collect(),
    })
}
