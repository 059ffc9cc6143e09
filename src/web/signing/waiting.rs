//! What waits for the visitor's signature: one's own problem by problem and as one sheet, what one leads person by person.

use chrono::{DateTime, NaiveDate, Utc};

use super::person::{MOST, Which};
use crate::domain::signing::SignerRole;
use crate::domain::signing::store::{Others, Waiting, of_person, sheets_since};
use crate::kernel::clock::start_of;
use crate::web::shell::access::Visit;
use crate::web::shell::sheet::paper::purpose_label;
use crate::web::shell::sheet::path as sheet_path;
use crate::web::shell::{Error, Locale, dates};

/// One person's sheet: what waits of theirs for one purpose.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Whose, for what, in whose stead.
    pub which: Which,
    /// Where it is.
    pub href: String,
    /// The owner's name.
    pub name: String,
    /// The owner's unit.
    pub unit: String,
    /// Source text: what the signatures are for.
    pub purpose: &'static str,
    /// How many statements are on it.
    pub count: usize,
    /// Since when the first of them waits.
    pub since: String,
    /// The earliest time limit.
    pub due: String,
    /// The leader in whose stead the visitor signs.
    pub stead: Option<String>,
}

/// One statement that waits for its owner.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where the sheet is.
    pub href: String,
    /// The problem's number.
    pub number: String,
    /// Its sentence.
    pub title: String,
    /// Source text: what the signature is for.
    pub purpose: &'static str,
    /// Time limit.
    pub due: String,
    /// Since when it waits.
    pub since: String,
}

/// All that waits for the visitor.
pub(super) async fn all(can: &mut Visit) -> Result<Vec<Waiting>, Error> {
    let (Some(person), Some(campaign)) = (can.actor.person, can.campaign.clone()) else {
        return Ok(Vec::new());
    };
    let others = Others::of(&can.actor);
    Ok(of_person(&mut can.tx, campaign.id, person, &others).await?)
}

/// Where something that waits is read and signed: of one's own its statement by itself, of what one leads its owner's sheet.
pub(super) fn place(can: &Visit, waiting: &Waiting) -> String {
    match waiting.role {
        SignerRole::Owner => sheet_path(waiting.problem, waiting.purpose),
        SignerRole::Leader => Which::of(waiting, &can.actor).path(),
    }
}

/// What waits of the visitor's own, and of bodies whose principal they are.
pub(super) fn own(can: &Visit, all: &[Waiting]) -> Vec<Item> {
    let (locale, today) = (can.prefs.locale, can.today());
    let own = all.iter().filter(|waiting| waiting.role == SignerRole::Owner);
    let items = own.map(|waiting| Item {
        href: sheet_path(waiting.problem, waiting.purpose),
        number: waiting.number.clone(),
        title: waiting.title.clone(),
        purpose: purpose_label(waiting.purpose),
        due: day(locale, waiting.due_on, today),
        since: dates::moment(locale, waiting.since, today),
    });
    items.collect()
}

/// What the visitor signs as a leader in charge or in such a one's stead: sheet by sheet, in the order in which they come.
pub(super) fn sheets(can: &Visit, all: &[Waiting]) -> Vec<Sheet> {
    as_role(can, all, SignerRole::Leader)
}

/// What the visitor signs as an owner, where a sheet saves them a confirmation.
pub(super) fn own_sheets(can: &Visit, all: &[Waiting]) -> Vec<Sheet> {
    let sheets = as_role(can, all, SignerRole::Owner).into_iter();
    let several = sheets.filter(|sheet| sheet.count > 1);
    several
        .map(|sheet| Sheet {
            count: sheet.count.min(MOST),
            ..sheet
        })
        .collect()
}

/// Where the first of the visitor's own is signed: on a sheet where there is one.
pub(super) fn next_own(can: &Visit, all: &[Waiting]) -> Option<String> {
    let sheet = own_sheets(can, all).into_iter().next();
    let mut own = all.iter().filter(|one| one.role == SignerRole::Owner && one.led);
    sheet
        .map(|sheet| sheet.href)
        .or_else(|| own.next().map(|one| place(can, one)))
}

fn as_role(can: &Visit, all: &[Waiting], role: SignerRole) -> Vec<Sheet> {
    let (locale, today) = (can.prefs.locale, can.today());
    let mut sheets: Vec<(Sheet, DateTime<Utc>, Option<NaiveDate>)> = Vec::new();
    for waiting in all.iter().filter(|waiting| waiting.role == role && waiting.led) {
        let which = Which::of(waiting, &can.actor);
        match sheets.last_mut() {
            Some((sheet, since, due)) if sheet.which == which => {
                sheet.count += 1;
                *since = waiting.since.min(*since);
                *due = [*due, waiting.due_on].into_iter().flatten().min();
            }
            _ => {
                let stead = can.actor.stands_in_for(waiting.stead);
                let sheet = Sheet {
                    which,
                    href: which.path(),
                    name: waiting.owner_name.clone(),
                    unit: waiting.unit_name.clone(),
                    purpose: purpose_label(waiting.purpose),
                    count: 1,
                    since: String::new(),
                    due: String::new(),
                    stead: stead.map(|order| order.name.clone()),
                };
                sheets.push((sheet, waiting.since, waiting.due_on));
            }
        }
    }
    let drawn = sheets.into_iter().map(|(sheet, since, due)| Sheet {
        since: dates::moment(locale, since, today),
        due: day(locale, due, today),
        ..sheet
    });
    drawn.collect()
}

/// How many sheets the visitor signed today as a leader in charge, without those of which more came to wait.
pub(super) async fn signed_today(can: &mut Visit, waiting: &[Sheet]) -> Result<usize, Error> {
    let (Some(person), Some(campaign)) = (can.actor.person, can.campaign.clone()) else {
        return Ok(0);
    };
    let since = start_of(can.today());
    let signed = sheets_since(&mut can.tx, campaign.id, person, since).await?;
    let orders: Vec<_> = waiting.iter().map(|sheet| sheet.which.key(&can.actor)).collect();
    Ok(signed.iter().filter(|one| !orders.contains(one)).count())
}

fn day(locale: Locale, day: Option<NaiveDate>, today: NaiveDate) -> String {
    day.map(|day| dates::short(locale, day, today))
        .unwrap_or_default()
}
