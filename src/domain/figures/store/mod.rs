//! SQL of figures. [`facts`] holds every condition once; counting and listing both read it.

mod facts;
pub mod follow_up;
mod people;
mod problems;
mod trend;
mod units;

use uuid::Uuid;

use crate::domain::figures::tally::{PeopleGroup, UnitGroup};
use crate::domain::figures::{Asked, Tally, Within};
use crate::platform::db::{DbError, Tx};

pub use people::people_rows;
pub use problems::{ProblemRow, problem_rows};
pub use trend::{TrendDay, trend};
pub use units::unit_rows;

/// A page of rows, and how many rows the figure has in all.
#[derive(Clone, Debug)]
pub struct Page<R> {
    /// Rows of the figure, counted with this very page.
    pub total: i64,
    /// This page's.
    pub rows: Vec<R>,
    /// Where the next page starts after, if there is one.
    pub next: Option<Uuid>,
}

/// A person or a unit, as a row of a figure that counts owners.
#[derive(Clone, Debug)]
pub struct OwnerRow {
    /// The person or the unit.
    pub id: Uuid,
    /// 人员编号 of a person; empty for a unit.
    pub number: String,
    /// The name.
    pub name: String,
    /// 职务 of a person; the kind of a unit.
    pub title: String,
    /// The unit of a person; empty for a unit.
    pub unit: String,
    /// Tier of a person; empty for a unit.
    pub tier: String,
}

impl<R> Page<R> {
    /// `rows` were read one more than `limit`, to learn whether there is a next page.
    fn cut(total: i64, mut rows: Vec<R>, limit: i64, id: impl Fn(&R) -> Uuid) -> Self {
        let limit = usize::try_from(limit).unwrap_or(0);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().map(id).filter(|_| more);
        Self { total, rows, next }
    }
}

/// Counts everything that figures of one instant need: four queries, whatever the number of figures. `beside`, if there is one, counts
/// people and units at the same time.
///
/// # Errors
/// When the database refuses.
pub async fn tally(tx: &mut Tx, beside: Option<Tx>, asked: &Asked) -> Result<Tally, DbError> {
    let Some(mut beside) = beside else {
        let (problems, listed) = problems::groups(tx, asked).await?;
        let (people, units) = owners(tx, asked).await?;
        return Ok(Tally {
            problems,
            listed,
            people,
            units,
        });
    };
    let (problems, others) = tokio::join!(problems::groups(tx, asked), owners(&mut beside, asked));
    let (problems, listed) = problems?;
    let (people, units) = match others {
        Ok(others) => others,
        // The connection may have been dead since long; this one is not.
        Err(_) => owners(tx, asked).await?,
    };
    Ok(Tally {
        problems,
        listed,
        people,
        units,
    })
}

async fn owners(tx: &mut Tx, asked: &Asked) -> Result<(Vec<PeopleGroup>, Vec<UnitGroup>), DbError> {
    Ok((people::groups(tx, asked).await?, units::groups(tx, asked).await?))
}

/// Counts the same of somebody's own units, by unit and not by county or department: two queries. Units themselves are not
/// counted.
///
/// # Errors
/// When the database refuses.
pub async fn tally_within(tx: &mut Tx, asked: &Asked, within: &Within) -> Result<Tally, DbError> {
    let problems = problems::groups_within(tx, asked, within).await?;
    let listed = problems.iter().filter(|group| group.is_listed());
    Ok(Tally {
        listed: listed.cloned().collect(),
        people: people::groups_within(tx, asked, within).await?,
        problems,
        units: Vec::new(),
    })
}

/// The ids of [`Within`] as parameters: none of both for the whole jurisdiction.
type Ids<'a> = (Option<&'a [Uuid]>, Option<&'a [Uuid]>);

fn ids(within: Option<&Within>) -> Ids<'_> {
    let ids = within.map(Within::ids);
    (ids.map(|ids| ids.0), ids.map(|ids| ids.1))
}
