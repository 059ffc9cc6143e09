//! 干部名册 as its reader takes it: a row for each open post, the main one of a person first.

use std::collections::HashMap;

use crate::domain::people::roster::{self, RosterPerson};
use crate::domain::people::{Rank, Sex};
use crate::domain::units;
use crate::domain::units::store::FullUnit;
use crate::kernel::ids::{PersonId, UnitId};
use crate::platform::db::{DbError, Tx};

/// Headers, and how wide each column is.
pub(super) const COLUMNS: [(&str, u32); 10] = [
    ("人员编号", 14),
    ("姓名", 10),
    ("单位", 28),
    ("内设或下属单位", 28),
    ("性别", 6),
    ("出生年月", 10),
    ("职务", 24),
    ("职级", 14),
    ("分管领导编号", 14),
    ("分管领导", 10),
];

/// Everybody in post: units in official order, people in that of the roster.
pub(super) async fn rows(tx: &mut Tx) -> Result<Vec<Vec<String>>, DbError> {
    let units: HashMap<UnitId, FullUnit> = units::store::all(tx)
        .await?
        .into_iter()
        .map(|unit| (unit.id, unit))
        .collect();
    let people: HashMap<PersonId, RosterPerson> = roster::people(tx)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let mut posts = roster::posts(tx).await?;
    // The rank of a person among others is that of the main post; the order of rows tells which one that is.
    let mut main: HashMap<PersonId, (i32, i32)> = HashMap::new();
    for post in &posts {
        let first = main.entry(post.person).or_insert((post.position, post.sort_no));
        *first = (*first).min((post.position, post.sort_no));
    }
    posts.sort_by_key(|post| {
        let order = main.get(&post.person).map_or(0, |(_, sort_no)| *sort_no);
        (order, post.person, post.position, post.id)
    });
    let rows = posts.iter().filter_map(|post| {
        let person = people.get(&post.person)?;
        let (unit, below) = place(&units, post.unit)?;
        let leader = post.leader.and_then(|leader| people.get(&leader));
        let sex = [Sex::Male, Sex::Female]
            .into_iter()
            .find(|sex| Some(sex.code()) == person.sex.as_deref());
        Some(vec![
            person.staff_no.clone(),
            person.name.clone(),
            unit.name.clone(),
            below.map(|below| below.name.clone()).unwrap_or_default(),
            sex.map_or("", Sex::label).to_owned(),
            person
                .born
                .map(|day| day.format("%Y.%m").to_string())
                .unwrap_or_default(),
            post.title.clone(),
            Rank::from_code(&post.rank).map_or("", Rank::label).to_owned(),
            leader.map(|leader| leader.staff_no.clone()).unwrap_or_default(),
            leader.map(|leader| leader.name.clone()).unwrap_or_default(),
        ])
    });
    Ok(rows.collect())
}

/// The unit that a roster names, and the one below it where the post is there.
fn place(units: &HashMap<UnitId, FullUnit>, id: UnitId) -> Option<(&FullUnit, Option<&FullUnit>)> {
    let unit = units.get(&id)?;
    let above = unit.parent.filter(|_| unit.kind == "subordinate");
    match above.and_then(|above| units.get(&above)) {
        Some(above) => Some((above, Some(unit))),
        None => Some((unit, None)),
    }
}
