//! SQL of drafts: the form as typed, one mutable place for each problem. No spans and no events.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::lists::{Draft, ListsError};
use crate::kernel::ids::{ActId, ProblemId};
use crate::platform::db::{DbError, Tx};

/// A draft as it is stored.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The form as typed.
    pub draft: Draft,
    /// When it was last saved.
    pub at: DateTime<Utc>,
    /// The page that wrote it, by a random id of its own; none when it came without scripts or by an act.
    pub window: Option<Uuid>,
}

/// The form as typed, when and where it was last saved.
///
/// # Errors
/// When the database refuses.
pub async fn kept(tx: &mut Tx, id: ProblemId) -> Result<Option<Kept>, DbError> {
    let tenant = tx.tenant();
    let row = sqlx::query!(
        "select draft, draft_saved_at, draft_window from problems where tenant_id = $1 and id = $2",
        tenant.0,
        id.0
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Kept {
        draft: Draft::read(&row.draft),
        at: row.draft_saved_at,
        window: row.draft_window,
    }))
}

/// The form as typed.
///
/// # Errors
/// When the database refuses.
pub async fn draft(tx: &mut Tx, id: ProblemId) -> Result<Option<Draft>, DbError> {
    Ok(kept(tx, id).await?.map(|kept| kept.draft))
}

/// Keeps the form as typed in `window`; an act has none. The same words once more (a page's own saving that was overtaken by one of its
/// buttons) make no other page stale.
///
/// # Errors
/// [`ListsError::Stale`] when the row's version is not `version`.
pub async fn save_draft(
    tx: &mut Tx,
    id: ProblemId,
    (version, window): (i32, Option<Uuid>),
    draft: &Draft,
    at: DateTime<Utc>,
) -> Result<i32, ListsError> {
    let tenant = tx.tenant();
    let title: String = draft.title.chars().take(200).collect();
    sqlx::query_scalar!(
        "update problems set draft = $4, title = case when revision = 0 then $5 else title end, draft_saved_at = $6,
            updated_at = $6, version = version + (draft is distinct from $4)::int, draft_window = $7
         where tenant_id = $1 and id = $2 and version = $3 returning version",
        tenant.0,
        id.0,
        version,
        draft.json(),
        title,
        at,
        window
    )
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(ListsError::Stale)
}

/// The problem that an act began, if it began one.
///
/// # Errors
/// When the database refuses.
pub async fn begun_by(tx: &mut Tx, act: ActId) -> Result<Option<ProblemId>, DbError> {
    let tenant = tx.tenant();
    Ok(sqlx::query_scalar!(
        r#"select object_id as "id!: ProblemId" from events
           where tenant_id = $1 and act_id = $2 and act in ('problem.started', 'problem.entered') and object_id is not null
           order by position limit 1"#,
        tenant.0,
        act.0
    )
    .fetch_optional(&mut **tx)
    .await?)
}
