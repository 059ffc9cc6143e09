//! What the checks say beside an entry: only for consideration, never in the way (domain §7).

use super::view;
use crate::domain::advice::{self, Advice, Days, Found};
use crate::domain::lists::{Draft, Problem, fields};
use crate::kernel::ids::UnitId;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, msg};

/// Most lines of advice that are shown.
const MOST: usize = 6;

/// The checks of a text, and the text that is alike.
pub(super) async fn look(
    can: &mut Visit,
    problem: &Problem,
    (text, units): (&Draft, &[UnitId]),
) -> Result<(Vec<view::Check>, Option<view::Alike>), Error> {
    let days = days(can);
    let found = advice::for_reviewer(&mut can.tx, (problem, units), text, days).await?;
    let alike = found.alike.as_ref().map(|alike| view::Alike {
        href: format!("/problems/{}/alike?with={}", problem.id, alike.other.id),
        other: format!("{} {}", alike.other.owner_name, alike.other.number),
        field: fields::label(&alike.field),
        letters: alike.letters,
    });
    Ok((lines(&found), alike))
}

/// The checks of a text by itself: nothing beside it is known here.
pub(super) fn alone(can: &Visit, text: &Draft) -> Vec<view::Check> {
    let advice = advice::advise(text, days(can));
    let alike = None;
    lines(&Found { advice, alike })
}

fn days(can: &Visit) -> Days {
    let today = can.today();
    let last = can.campaign.as_ref().map_or(today, |campaign| campaign.ends_on);
    Days { today, last }
}

fn lines(found: &Found) -> Vec<view::Check> {
    let said = |advice: &Advice| view::Check {
        well: false,
        field: fields::label(&advice.field),
        what: advice.what.clone(),
        why: advice.why.clone(),
    };
    if found.advice.is_empty() {
        return vec![view::Check {
            well: true,
            field: msg(""),
            what: msg("有时间、有具体的事、有主观原因，措施有目标和日期"),
            why: msg(""),
        }];
    }
    found.advice.iter().take(MOST).map(said).collect()
}
