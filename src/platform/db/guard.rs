//! The server refuses to start with a role that could pass by the policies.

use super::{Db, DbError};

/// Why a role must not serve.
#[derive(Debug, thiserror::Error)]
pub enum Bypass {
    /// It is a superuser, may bypass row-level security, or owns the tables.
    #[error(
        "the database role \"{role}\" {why}: one tenant could read another's rows. Serve with the role zhenggai_app (see `zhenggai roles`)"
    )]
    Role {
        /// Its name.
        role: String,
        /// What it could do.
        why: &'static str,
    },
    /// The question could not be asked.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Checks the role of `db`.
///
/// # Errors
/// [`Bypass::Role`] for a superuser, a role with BYPASSRLS, or a member of the tables' owner.
pub async fn refuse_bypass(db: &Db) -> Result<(), Bypass> {
    let mut tx = db.begin_global().await?;
    let row = sqlx::query!(
        r#"select current_user::text as "role!", rolsuper as "superuser!", rolbypassrls as "bypass!",
           exists (select 1 from pg_class c where c.relname = 'events' and c.relkind = 'r'
                   and pg_has_role(current_user, c.relowner, 'member')) as "owner!"
           from pg_roles where rolname = current_user"#
    )
    .fetch_one(&mut *tx)
    .await
    .map_err(DbError::from)?;
    let why = match (row.superuser, row.bypass, row.owner) {
        (true, _, _) => "is a superuser",
        (_, true, _) => "may bypass row-level security",
        (_, _, true) => "owns the tables",
        _ => return Ok(()),
    };
    Err(Bypass::Role { role: row.role, why })
}
