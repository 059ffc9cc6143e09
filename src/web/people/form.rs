//! What is typed of a post, and what it means.

use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::access::PostedPerson;
use crate::domain::lists::draft::parse_day;
use crate::domain::people::posting::{NewPost, Ordered, Posting};
use crate::domain::people::{Rank, history::Held, store as people};
use crate::domain::units;
use crate::domain::units::store::FullUnit;
use crate::kernel::ids::{PersonId, UnitId};
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, FieldProblems, Message, msg};

/// Longest reason, in characters.
const LONGEST_REASON: usize = 500;

/// What is posted: all as typed. `step` is the button: the first shows what moves, `confirm` does it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The act's id.
    pub act_id: String,
    /// Word of the button.
    pub step: String,
    /// `open`, `change`, `end`.
    pub kind: String,
    /// The post that changes or ends.
    pub post: String,
    /// 单位
    pub unit: String,
    /// 职务
    pub title: String,
    /// Word of the rank.
    pub rank: String,
    /// 分管领导: staff number or name.
    pub leader: String,
    /// From which day.
    pub on: String,
    /// Why.
    pub reason: String,
    /// 继任分管领导: staff number or name.
    pub successor: String,
}

impl Typed {
    /// A form that begins with what a post says.
    pub(super) fn of(kind: &str, held: Option<&Held>, leader: &str, today: NaiveDate) -> Self {
        let rank = held.map(|post| post.rank.clone()).unwrap_or_default();
        Self {
            kind: kind.to_owned(),
            post: held.map(|post| post.id.to_string()).unwrap_or_default(),
            unit: held.map(full_name).unwrap_or_default(),
            title: held.map(|post| post.title.clone()).unwrap_or_default(),
            rank,
            leader: leader.to_owned(),
            on: today.to_string(),
            ..Self::default()
        }
    }

    /// What is ordered, or what is wrong at which field.
    pub(super) async fn read(
        &self,
        posted: &mut PostedPerson,
    ) -> Result<Result<Ordered, FieldProblems>, Error> {
        let mut wrong = FieldProblems::new();
        let reach = posted.reach();
        let (person, today, can) = (posted.person.id, posted.can.today(), &mut posted.can);
        let new = match self.kind.as_str() {
            "end" => None,
            _ => self.new_post(can, reach.as_deref(), &mut wrong).await?,
        };
        let successor = somebody(can, "successor", &self.successor, &mut wrong).await?;
        let on = self.day(today, &mut wrong);
        let reason = self.why(&mut wrong);
        let post: Uuid = self.post.parse().unwrap_or_default();
        let posting = match (self.kind.as_str(), new) {
            ("open", Some(new)) => Posting::Open(new),
            ("change", Some(new)) => Posting::Change(post, new),
            // Of a new post that can't be read it was said what is wrong, and nothing is done.
            ("end" | "open" | "change", None) => Posting::End(post),
            _ => return Err(Error::malformed()),
        };
        Ok(wrong.or(Ordered {
            person,
            posting,
            on,
            reason,
            successor,
        }))
    }

    async fn new_post(
        &self,
        can: &mut Visit,
        reach: Option<&[Uuid]>,
        wrong: &mut FieldProblems,
    ) -> Result<Option<NewPost>, Error> {
        let all = units::store::all(&mut can.tx).await?;
        let unit = unit(&all, reach, self.unit.trim())
            .map_err(|why| wrong.add("unit", why))
            .ok();
        let title = self.title.trim();
        if title.is_empty() {
            wrong.add("title", msg("请写职务"));
        } else if title.chars().count() > 60 {
            wrong.add("title", msg("太长，最多 {0} 字").with(60));
        }
        let rank = Rank::from_code(&self.rank);
        if rank.is_none() {
            wrong.add("rank", msg("请选择职级"));
        }
        let leader = somebody(can, "leader", &self.leader, wrong).await?;
        Ok(unit.zip(rank).map(|(unit, rank)| NewPost {
            unit,
            title: title.to_owned(),
            rank,
            leader,
        }))
    }

    fn day(&self, today: NaiveDate, wrong: &mut FieldProblems) -> NaiveDate {
        let day = parse_day(&self.on);
        match day {
            Some(day) if day > today => wrong.add("on", msg("日期不能晚于今天")),
            Some(_) => {}
            None => wrong.add("on", msg("看不懂这个日期，请写成 2018-10-10 这样")),
        }
        day.unwrap_or(today)
    }

    fn why(&self, wrong: &mut FieldProblems) -> String {
        let reason = self.reason.trim().replace("\r\n", "\n");
        if reason.is_empty() {
            wrong.add("reason", msg("请写原因或文件依据"));
        } else if reason.chars().count() > LONGEST_REASON {
            wrong.add("reason", msg("太长，最多 {0} 字").with(LONGEST_REASON));
        }
        reason
    }
}

/// A unit's name, with that above it where they differ.
pub(super) fn full_name(held: &Held) -> String {
    if held.top_name == held.unit_name {
        held.unit_name.clone()
    } else {
        format!("{} {}", held.top_name, held.unit_name)
    }
}

/// The unit that a name means: its own, or behind the name of the one it is counted under.
fn unit(all: &[FullUnit], reach: Option<&[Uuid]>, named: &str) -> Result<UnitId, Message> {
    if named.is_empty() {
        return Err(msg("请写单位"));
    }
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let top = |unit: &FullUnit| all.iter().find(|top| top.id == unit.top && top.id != unit.id);
    let full = |unit: &FullUnit| top(unit).map(|top| squeeze(&top.name) + &squeeze(&unit.name));
    let within = |unit: &&FullUnit| {
        let above = [Some(unit.id), Some(unit.top), unit.parent];
        reach.is_none_or(|reach| above.iter().flatten().any(|id| reach.contains(&id.0)))
    };
    let named = squeeze(named);
    let means = |unit: &&FullUnit| squeeze(&unit.name) == named || full(unit).as_ref() == Some(&named);
    let found: Vec<_> = all.iter().filter(within).filter(means).collect();
    match found.as_slice() {
        [unit] => Ok(unit.id),
        [] => Err(msg("没有这个单位，请按机构名册写全称")),
        _ => Err(msg("有几个单位同名，请在前面写上它的上级单位")),
    }
}

/// Somebody by staff number, or by name where only one has it; empty is nobody.
pub(super) async fn somebody(
    can: &mut Visit,
    field: &str,
    typed: &str,
    wrong: &mut FieldProblems,
) -> Result<Option<PersonId>, Error> {
    let typed = typed.trim().replace('\0', "");
    if typed.is_empty() {
        return Ok(None);
    }
    if let Some(person) = people::by_staff_no(&mut can.tx, &typed.to_uppercase()).await? {
        return Ok(Some(person.id));
    }
    let named = people::by_name(&mut can.tx, &typed).await?;
    match named.as_slice() {
        [person] => return Ok(Some(*person)),
        [] => wrong.add(field, msg("没有这个人，请写人员编号")),
        _ => wrong.add(field, msg("有 {0} 个人同名，请写人员编号").with(named.len())),
    }
    Ok(None)
}
