//! SQL of verdicts and their reasons: written once, never changed.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::domain::campaigns::Stage;
use crate::domain::review::{GivenReason, Ruling, TakenBack, Verdict};
use crate::kernel::ids::{
    AccountId, CampaignId, DelegationId, GroupId, PersonId, ProblemId, SecondReadingId, VerdictId,
};
use crate::platform::db::{DbError, Tx};

/// A verdict to be written.
#[derive(Clone, Debug)]
pub struct NewVerdict<'a> {
    /// Its id.
    pub id: VerdictId,
    /// What it is about.
    pub problem: ProblemId,
    /// The revision it is about.
    pub revision: i32,
    /// Where on the route.
    pub stage: Stage,
    /// The ruling.
    pub ruling: Ruling,
    /// Own words to the whole.
    pub words: &'a str,
    /// Why.
    pub reasons: &'a [GivenReason],
    /// For which group.
    pub group: Option<GroupId>,
    /// Whose login and which cadre.
    pub by: (Option<AccountId>, Option<PersonId>),
    /// By which delegation it is given in a leader's stead.
    pub delegation: Option<DelegationId>,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// Stages that were to come, by which it can be taken back; none for what never is.
    pub rest_of_route: Option<&'a [Stage]>,
    /// Whether it may be drawn to be read again: the campaign, and a number below 100 against its share.
    pub drawn: Option<(CampaignId, i32)>,
}

/// Writes a verdict with its reasons. The caller has locked and advances the problem.
///
/// # Errors
/// When the database refuses, as for a return without a reason.
pub async fn add(tx: &mut Tx, new: &NewVerdict<'_>) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "with given as (
         insert into verdicts (tenant_id, id, problem_id, revision, stage, verdict, reason_count, words, group_id,
            account_id, person_id, at, delegation_id, rest_of_route)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         returning id, group_id, at)
         insert into second_readings (tenant_id, id, campaign_id, verdict_id, group_id, drawn_at)
         select $1, $15, c.id, g.id, g.group_id, g.at from given g
         join campaigns c on c.tenant_id = $1 and c.id = $16 and c.second_reading_percent > $17
         where g.group_id is not null",
        tenant.0,
        new.id.0,
        new.problem.0,
        new.revision,
        new.stage.code(),
        new.ruling.code(),
        i32::try_from(new.reasons.len()).unwrap_or(i32::MAX),
        new.words,
        new.group.map(|group| group.0),
        // The program itself (demonstration, import) has no login.
        new.by.0.map_or(uuid::Uuid::nil(), |account| account.0),
        new.by.1.map(|person| person.0),
        new.at,
        new.delegation.map(|delegation| delegation.0),
        new.rest_of_route.map(codes),
        SecondReadingId::fresh().0,
        new.drawn.map(|(campaign, _)| campaign.0),
        new.drawn.map(|(_, number)| number)
    )
    .execute(&mut **tx)
    .await?;
    for (position, reason) in (1_i32..).zip(new.reasons) {
        sqlx::query!(
            "insert into verdict_reasons (tenant_id, verdict_id, position, code, field, quote, words)
             values ($1, $2, $3, $4, $5, $6, $7)",
            tenant.0,
            new.id.0,
            position,
            reason.code,
            reason.field,
            reason.quote,
            reason.words
        )
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

fn codes(route: &[Stage]) -> String {
    let codes: Vec<_> = route.iter().map(|stage| stage.code()).collect();
    codes.join(",")
}

/// Every verdict on a problem that holds, newest last: what was undone or revoked is none any more.
///
/// # Errors
/// When the database refuses.
pub async fn of_problem(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Verdict>, DbError> {
    let mut verdicts = ever_given(tx, problem).await?;
    verdicts.retain(|verdict| verdict.taken_back.is_none());
    Ok(verdicts)
}

/// Every verdict that was ever given on a problem, newest last.
///
/// # Errors
/// When the database refuses.
pub async fn ever_given(tx: &mut Tx, problem: ProblemId) -> Result<Vec<Verdict>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select v.id as "id: VerdictId", v.revision, v.stage, v.verdict, v.words, v.at, g.name as "group_name?",
            n.name as "delegate?", l.name as "stead?", r.how as "how?", r.reason as "why?"
           from verdicts v left join supervision_groups g on g.tenant_id = v.tenant_id and g.id = v.group_id
           left join delegations d on d.tenant_id = v.tenant_id and d.id = v.delegation_id
           left join persons n on n.tenant_id = v.tenant_id and n.id = d.delegate_id
           left join persons l on l.tenant_id = v.tenant_id and l.id = d.leader_id
           left join verdict_revocations r on r.tenant_id = v.tenant_id and r.verdict_id = v.id
           where v.tenant_id = $1 and v.problem_id = $2 order by v.at, v.id"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut reasons = reasons_of(tx, problem).await?;
    let read = rows.into_iter().map(|row| Verdict {
        id: row.id,
        revision: row.revision,
        // Only words of these enums are ever written.
        stage: Stage::from_code(&row.stage).unwrap_or(Stage::Group),
        verdict: Ruling::from_code(&row.verdict).unwrap_or(Ruling::Returned),
        words: row.words,
        at: row.at,
        group_name: row.group_name,
        stead: row.delegate.zip(row.stead),
        reasons: reasons.remove(&row.id).unwrap_or_default(),
        taken_back: row.how.map(|how| match how.as_str() {
            "undone" => TakenBack::Undone,
            _ => TakenBack::Revoked(row.why.unwrap_or_default()),
        }),
    });
    Ok(read.collect())
}

async fn reasons_of(
    tx: &mut Tx,
    problem: ProblemId,
) -> Result<HashMap<VerdictId, Vec<GivenReason>>, DbError> {
    let tenant = tx.tenant();
    let rows = sqlx::query!(
        r#"select r.verdict_id as "verdict: VerdictId", r.code, r.field, r.quote, r.words
           from verdicts v join verdict_reasons r on r.tenant_id = v.tenant_id and r.verdict_id = v.id
           where v.tenant_id = $1 and v.problem_id = $2 order by r.verdict_id, r.position"#,
        tenant.0,
        problem.0
    )
    .fetch_all(&mut **tx)
    .await?;
    let mut reasons: HashMap<VerdictId, Vec<GivenReason>> = HashMap::new();
    for row in rows {
        reasons.entry(row.verdict).or_default().push(GivenReason {
            code: row.code,
            field: row.field,
            quote: row.quote,
            words: row.words,
        });
    }
    Ok(reasons)
}

/// A verdict as far as taking it back asks.
#[derive(Clone, Debug)]
pub struct Given {
    /// Its id.
    pub id: VerdictId,
    /// The revision it is about.
    pub revision: i32,
    /// Where on the route.
    pub stage: Stage,
    /// The ruling.
    pub ruling: Ruling,
    /// Whose login gave it.
    pub account: Option<AccountId>,
    /// Recorded time.
    pub at: DateTime<Utc>,
    /// Stages that were to come; none where they were not written down.
    pub rest: Option<Vec<Stage>>,
    /// Whether the revision stands with the province, in a package that waits for its answer.
    pub handed_up: bool,
}

/// The last verdict on a problem that holds.
///
/// # Errors
/// When the database refuses.
pub async fn last_given(tx: &mut Tx, problem: ProblemId) -> Result<Option<Given>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        r#"select v.id as "id: VerdictId", v.revision, v.stage, v.verdict, v.account_id as "account: AccountId", v.at,
            v.rest_of_route, exists (select 1 from package_entries e where e.tenant_id = $1 and e.problem_id = v.problem_id
                and e.revision = v.revision and e.verdict_id is null) as "handed_up!"
           from verdicts v where v.tenant_id = $1 and v.problem_id = $2 and not exists (select 1 from verdict_revocations
                where tenant_id = $1 and verdict_id = v.id) order by v.at desc, v.id desc limit 1"#,
        tenant.0,
        problem.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Given {
        id: row.id,
        revision: row.revision,
        stage: Stage::from_code(&row.stage).unwrap_or(Stage::Group),
        ruling: Ruling::from_code(&row.verdict).unwrap_or(Ruling::Returned),
        account: Some(row.account).filter(|account| !account.0.is_nil()),
        at: row.at,
        rest: row
            .rest_of_route
            .map(|rest| rest.split(',').filter_map(Stage::from_code).collect()),
        handed_up: row.handed_up,
    }))
}

/// Writes that a verdict holds no longer: undone, or with a reason revoked.
///
/// # Errors
/// When the database refuses, as for one that was taken back before.
pub async fn take_back(
    tx: &mut Tx,
    verdict: VerdictId,
    reason: Option<&str>,
    by: (Option<AccountId>, Option<PersonId>, DateTime<Utc>),
) -> Result<(), DbError> {
    let tenant = tx.tenant();
    sqlx::query!(
        "insert into verdict_revocations (tenant_id, verdict_id, how, reason, account_id, person_id, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        tenant.0,
        verdict.0,
        if reason.is_some() { "revoked" } else { "undone" },
        reason.unwrap_or_default(),
        by.0.map_or(uuid::Uuid::nil(), |account| account.0),
        by.1.map(|person| person.0),
        by.2
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
