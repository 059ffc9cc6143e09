//! Cadres and the posts they hold over time.

pub mod bodies;
pub mod delegations;
pub mod outside;
pub mod posting;
pub mod rank;
pub mod sex;
pub mod side;
pub mod store;

use crate::kernel::ids::{PersonId, UnitId};

pub use rank::{Rank, Tier};
pub use sex::Sex;
pub use store::{history, members, roster, search};

/// A cadre of the roster.
#[derive(Clone, Debug)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// 人员编号: tells people of the same name apart.
    pub staff_no: String,
    /// 姓名
    pub name: String,
}

/// An open post.
#[derive(Clone, Debug)]
pub struct Post {
    /// Where.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The county, department or body it is counted under.
    pub top_unit: UnitId,
    /// 职务
    pub title: String,
    /// `city`, `county` or `township`.
    pub tier: String,
    /// 分管领导
    pub leader: Option<PersonId>,
}
