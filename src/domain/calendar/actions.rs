//! Verbs: the office enters the days of a year's notice, and takes days out again.

use chrono::NaiveDate;
use serde_json::json;

use super::{Exception, store};
use crate::domain::ledger::{Act, ActError};
use crate::platform::db::Tx;

/// Enters days of a year's notice; one that is known otherwise is changed. Gives how many are new or changed; a notice that says
/// nothing new is no act.
///
/// # Errors
/// When the act was recorded before, or the database refuses, as for a day that is no day of that year or one beside it.
pub async fn enter(tx: &mut Tx, act: &mut Act, year: i32, days: &[Exception]) -> Result<usize, ActError> {
    let dates: Vec<NaiveDate> = days.iter().map(|day| day.day).collect();
    let known = store::lock(tx, &dates).await?;
    let is_known = |day: &&Exception| known.iter().any(|(of, known)| *of == year && known == *day);
    let fresh: Vec<Exception> = days.iter().filter(|day| !is_known(day)).cloned().collect();
    if fresh.is_empty() {
        return Ok(0);
    }
    let dates: Vec<NaiveDate> = fresh.iter().map(|day| day.day).collect();
    store::close(tx, &dates, act.at).await?;
    store::open(tx, year, &fresh, act.at).await?;
    let of = |worked: bool| -> Vec<NaiveDate> {
        let some = fresh.iter().filter(|day| day.worked == worked);
        some.map(|day| day.day).collect()
    };
    let data = json!({"year": year, "days_off": of(false), "days_worked": of(true)});
    act.record(tx, "calendar.entered", ("calendar", None), &data)
        .await?;
    Ok(fresh.len())
}

/// Takes days out: they are worked or not as the week says. Gives how many there were.
///
/// # Errors
/// When the act was recorded before, or the database refuses.
pub async fn take_out(tx: &mut Tx, act: &mut Act, year: i32, days: &[NaiveDate]) -> Result<usize, ActError> {
    let known = store::lock(tx, days).await?;
    let known = known.into_iter().filter(|(of, _)| *of == year);
    let gone: Vec<NaiveDate> = known.map(|(_, day)| day.day).collect();
    if gone.is_empty() {
        return Ok(0);
    }
    store::close(tx, &gone, act.at).await?;
    let data = json!({"year": year, "days": gone});
    act.record(tx, "calendar.taken_out", ("calendar", None), &data)
        .await?;
    Ok(gone.len())
}
