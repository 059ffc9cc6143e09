//! 五个清单 as its reader takes it: a row for each problem, under its number.

use std::collections::HashMap;

use super::render::cells;
use super::store::{self, Told};
use crate::domain::campaigns::Campaign;
use crate::domain::lists::State;
use crate::imports::lists::Field;
use crate::kernel::ids::ProblemId;
use crate::platform::db::{DbError, Tx};

/// What a column of the workbook is.
#[derive(Clone, Copy, Debug)]
enum From {
    /// Of the problem itself.
    Number,
    Version,
    StaffNo,
    Name,
    Unit,
    /// Of lists 1 to 4, as the reader knows it.
    Field(Field),
    /// For people to read; the reader passes over these.
    LookBack,
    Leader,
    State,
}

const PLACED: [(&str, u32, From); 22] = [
    ("编号", 24, From::Number),
    ("人员编号", 12, From::StaffNo),
    ("姓名", 10, From::Name),
    ("单位", 22, From::Unit),
    ("问题", 36, From::Field(Field::Title)),
    ("具体表现", 44, From::Field(Field::Manifestation)),
    ("五弊", 12, From::Field(Field::Ills)),
    ("八不", 12, From::Field(Field::Nots)),
    ("方面", 12, From::Field(Field::Aspect)),
    ("来源", 10, From::Field(Field::Source)),
    ("对照的职责", 24, From::Field(Field::Duty)),
    ("原因", 36, From::Field(Field::Causes)),
    ("措施", 36, From::Field(Field::Measures)),
    ("整改目标", 30, From::Field(Field::Goals)),
    ("措施时限", 16, From::Field(Field::Dues)),
    ("整改类型", 12, From::Field(Field::Kind)),
    ("整改时限", 12, From::Field(Field::Due)),
    ("配合单位", 20, From::Field(Field::Cooperating)),
    ("回头看日期", 14, From::LookBack),
    ("分管领导签字人", 14, From::Leader),
    ("办理状态", 14, From::State),
    ("版本", 6, From::Version),
];

/// Headers, and how wide each column is.
pub(super) fn columns() -> impl Iterator<Item = (&'static str, u32)> {
    PLACED.iter().map(|(head, width, _)| (*head, *width))
}

/// Rows of these problems, in this order.
pub(super) async fn rows(
    tx: &mut Tx,
    campaign: &Campaign,
    ids: &[ProblemId],
) -> Result<Vec<Vec<String>>, DbError> {
    let asked: Vec<_> = ids.iter().map(|id| id.0).collect();
    let told = store::told(tx, campaign.id, &asked).await?;
    let by_id: HashMap<ProblemId, Told> = told.into_iter().map(|told| (told.id, told)).collect();
    Ok(ids.iter().filter_map(|id| by_id.get(id)).map(row).collect())
}

fn row(told: &Told) -> Vec<String> {
    let draft = told.says();
    let mut fields: HashMap<Field, String> = cells(&draft).into_iter().collect();
    let mut cell = |from| match from {
        From::Number => told.number.clone(),
        From::Version => told.version.to_string(),
        From::StaffNo => told.staff_no.clone().unwrap_or_default(),
        From::Name => told.name.clone(),
        From::Unit => told.unit.clone(),
        From::Field(field) => fields.remove(&field).unwrap_or_default(),
        From::LookBack => draft.look_back.join("、"),
        From::Leader => told.leader.clone().unwrap_or_default(),
        From::State => state(told).to_owned(),
    };
    PLACED.iter().map(|(_, _, from)| cell(*from)).collect()
}

fn state(told: &Told) -> &'static str {
    match told.state() {
        State::Draft => "草稿",
        State::Withdrawn => "已撤回",
        State::Submitted => "待审核",
        State::Returned => "退回修改",
        State::Redo => "推倒重来",
        State::AwaitingOwner => "待本人签字",
        State::AwaitingLeader => "待分管领导签字",
        State::Claimed if told.closed => "已销号",
        State::Claimed => "已认领",
    }
}
