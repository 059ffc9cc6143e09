//! Which years' calendars the office should see to.

use chrono::NaiveDate;

use super::Error;
use super::access::Visit;
use crate::domain::calendar::{store, years};
use crate::domain::figures::Asked;

/// Years that are needed and lack their notice, by all deadlines that are open now.
///
/// # Errors
/// When the database refuses.
pub async fn missing(can: &mut Visit) -> Result<Vec<i32>, Error> {
    let last_due = match can.campaign.as_ref().map(|campaign| campaign.id) {
        Some(campaign) => {
            let (app, asked) = (
                can.app.clone(),
                Asked::new(campaign, None, can.now, &can.calendar),
            );
            let on = (&mut can.tx, app.db());
            app.figures().tally(on, &asked, can.acted).await?.1.last_due()
        }
        None => None,
    };
    missing_until(can, last_due).await
}

/// The same where the latest open deadline is known.
///
/// # Errors
/// When the database refuses.
pub async fn missing_until(can: &mut Visit, last_due: Option<NaiveDate>) -> Result<Vec<i32>, Error> {
    let known = store::years(&mut can.tx).await?;
    Ok(years::missing(&known, can.today(), last_due))
}
