//! 机构名册 as its reader takes it.

use std::collections::HashMap;

use crate::domain::units::{UnitKind, store};
use crate::platform::db::{DbError, Tx};

/// Headers, and how wide each column is.
pub(super) const COLUMNS: [(&str, u32); 6] = [
    ("单位名称", 32),
    ("上级单位", 32),
    ("单位类别", 14),
    ("行政区划代码", 14),
    ("统一社会信用代码", 24),
    ("排序", 8),
];

/// All units, in official order.
pub(super) async fn rows(tx: &mut Tx) -> Result<Vec<Vec<String>>, DbError> {
    let all = store::all(tx).await?;
    let names: HashMap<_, _> = all.iter().map(|unit| (unit.id, unit.name.clone())).collect();
    let rows = all.into_iter().map(|unit| {
        let parent = unit.parent.and_then(|parent| names.get(&parent).cloned());
        let kind = UnitKind::from_code(&unit.kind).map_or(unit.kind, |kind| kind.label().to_owned());
        vec![
            unit.name,
            parent.unwrap_or_default(),
            kind,
            unit.region_code.unwrap_or_default(),
            unit.credit_code.unwrap_or_default(),
            unit.sort_no.to_string(),
        ]
    });
    Ok(rows.collect())
}
