//! Bodies, counties, departments: few enough to be listed at once.

use uuid::Uuid;

use super::facts::unit_facts;
use super::{OwnerRow, Page};
use crate::domain::figures::tally::UnitGroup;
use crate::domain::figures::{Asked, Scope, UnitSet};
use crate::kernel::ids::UnitId;
use crate::platform::db::{DbError, Tx};

macro_rules! groups {
    ($time:ident, $asked:expr, $tenant:expr) => {
        unit_facts!(
            $time,
            $asked,
            $tenant,
            UnitGroup,
            r#"select id as "unit: UnitId", bodies as "bodies!", counties as "counties!",
               departments as "departments!""#,
            "order by sort_no, name"
        )
    };
}

/// Each unit with the sets it belongs to.
pub(super) async fn groups(tx: &mut Tx, asked: &Asked) -> Result<Vec<UnitGroup>, DbError> {
    let tenant = tx.tenant();
    let rows = if asked.moment.past {
        groups!(past, asked, tenant.0).fetch_all(&mut **tx).await?
    } else {
        groups!(open, asked, tenant.0).fetch_all(&mut **tx).await?
    };
    Ok(rows)
}

struct Row {
    id: Uuid,
    name: String,
    kind: String,
}

macro_rules! rows {
    ($time:ident, $asked:expr, $tenant:expr $(, $arg:expr)*) => {
        unit_facts!(
            $time,
            $asked,            $tenant,            Row,
            "select id, name, kind",
            r#"where case $4::text when 'bodies' then bodies when 'counties' then counties else departments end
                and ($5::uuid is null or id = $5)
            order by sort_no, name"#
            $(, $arg)*
        )
    };
}

/// The units of a figure, in official order.
///
/// # Errors
/// When the database refuses.
pub async fn unit_rows(
    tx: &mut Tx,
    asked: &Asked,
    set: UnitSet,
    scope: &Scope,
) -> Result<Page<OwnerRow>, DbError> {
    let tenant = tx.tenant();
    let set = match set {
        UnitSet::Bodies => "bodies",
        UnitSet::Counties => "counties",
        UnitSet::Departments => "departments",
    };
    let unit = scope.unit.map(|u| u.0);
    let rows = if asked.moment.past {
        rows!(past, asked, tenant.0, set, unit)
            .fetch_all(&mut **tx)
            .await?
    } else {
        rows!(open, asked, tenant.0, set, unit)
            .fetch_all(&mut **tx)
            .await?
    };
    let rows: Vec<OwnerRow> = rows.into_iter().map(OwnerRow::from).collect();
    let total = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok(Page {
        total,
        rows,
        next: None,
    })
}

impl From<Row> for OwnerRow {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: String::new(),
            name: row.name,
            title: row.kind,
            unit: String::new(),
            tier: String::new(),
        }
    }
}
