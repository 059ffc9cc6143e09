//! The organisation tree.

pub mod credit_code;
pub mod kind;
pub mod store;

use crate::kernel::ids::UnitId;

pub use kind::UnitKind;

/// A node of the tree.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// 单位名称
    pub name: String,
    /// `region`, `body`, `county`, `department`, `subordinate`.
    pub kind: String,
    /// 上级单位
    pub parent: Option<UnitId>,
    /// The county, department or body it is counted under.
    pub top: UnitId,
    /// Official order.
    pub sort_no: i32,
}
