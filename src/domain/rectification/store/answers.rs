//! SQL of what an owner is told: what was decided on what they asked for, what was taken up again, and what was entered from paper as
//! signed by them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::kernel::ids::{CampaignId, OwnerId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// Something that was decided about a problem.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Which.
    pub problem: ProblemId,
    /// Its number.
    pub number: String,
    /// `extension_approved`, `extension_refused`, `reopening_refused`, `reopened`; `paper_claim`, `paper_complete` of their signature.
    pub kind: String,
    /// The limit that follows, where one does; the date on the paper.
    pub due_on: Option<NaiveDate>,
    /// Recorded time.
    pub at: DateTime<Utc>,
}

/// What was decided about an owner's problems since an instant, and which signatures on paper were entered in their name, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn answers(
    tx: &mut Tx,
    campaign: CampaignId,
    owner: OwnerId,
    since: DateTime<Utc>,
) -> Result<Vec<Answer>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_as!(
        Answer,
        r#"with own as materialized (select id, number from problems
                where tenant_id = $1 and campaign_id = $2 and owner_id = $3 and rectification is not null)
           select x.problem as "problem!: ProblemId", x.number as "number!", x.kind as "kind!", x.due_on, x.at as "at!" from (
            select p.id as problem, p.number, 'extension_' || e.state as kind,
                case when e.state = 'approved' then e.new_due_on end as due_on, max(d.at) as at
                from own p join extensions e on e.tenant_id = $1 and e.problem_id = p.id and e.state in ('approved', 'refused')
                join extension_decisions d on d.tenant_id = $1 and d.extension_id = e.id
                group by p.id, p.number, e.id, e.state, e.new_due_on
            union all select p.id, p.number, 'reopening_refused', null, r.decided_at
                from own p join reopenings r on r.tenant_id = $1 and r.problem_id = p.id and r.state = 'refused'
            union all select p.id, p.number, 'reopened', c.due_on, c.at
                from own p join cycles c on c.tenant_id = $1 and c.problem_id = p.id
            union all select p.id, p.number, 'paper_' || s.purpose, w.signed_on, w.at
                from paper_signatures w join signatures s on s.tenant_id = $1 and s.id = w.signature_id and s.signer_id = $3
                join problems p on p.tenant_id = $1 and p.id = w.problem_id and p.campaign_id = $2
                where w.tenant_id = $1 and w.at >= $4) x
           where x.at >= $4 order by x.at desc, x.number limit 10"#,
        tenant.0,
        campaign.0,
        owner.0,
        since
    )
    .fetch_all(&mut **tx)
    .await?)
}
