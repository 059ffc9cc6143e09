//! What waits for the visitor's signature, person by person.

use crate::domain::lists::Problem;
use crate::domain::signing::store::{Others, Waiting, of_person};
use crate::domain::signing::{Purpose, SignerRole};
use crate::kernel::ids::{OwnerId, PersonId};
use crate::kernel::messages::n_;
use crate::web::shell::access::Visit;
use crate::web::shell::sheet::path as sheet_path;
use crate::web::shell::{Error, Locale, dates};

/// A person with what waits of theirs.
#[derive(Clone, Debug)]
pub struct Person {
    /// The owner's name.
    pub name: String,
    /// The owner's unit.
    pub unit: String,
    /// What waits.
    pub items: Vec<Item>,
    /// Whether the sheet on the page is one of theirs.
    pub current: bool,
    /// The leader in whose stead the visitor signs.
    pub stead: Option<String>,
}

/// One sheet that waits.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where the sheet is.
    pub href: String,
    /// The problem's number.
    pub number: String,
    /// Its sentence; none where reading it is recorded: then it is read on the sheet.
    pub title: Option<String>,
    /// Source text: what the signature is for.
    pub purpose: &'static str,
    /// Time limit.
    pub due: String,
    /// Since when it waits.
    pub since: String,
}

/// Source text of a purpose.
pub fn purpose_label(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Claim => n_("认领"),
        Purpose::Complete => n_("完成"),
    }
}

/// All that waits for the visitor.
pub(super) async fn all(can: &mut Visit) -> Result<Vec<Waiting>, Error> {
    let (Some(person), Some(campaign)) = (can.actor.person, can.campaign.clone()) else {
        return Ok(Vec::new());
    };
    let others = Others::of(&can.actor);
    Ok(of_person(&mut can.tx, campaign.id, person, &others).await?)
}

/// What waits in one role, grouped by owner in the order in which it comes. `here` is the problem on the page.
pub(super) fn people(can: &Visit, all: &[Waiting], role: SignerRole, here: Option<&Problem>) -> Vec<Person> {
    let mut people: Vec<((OwnerId, Option<PersonId>), Person)> = Vec::new();
    for waiting in all.iter().filter(|waiting| waiting.role == role) {
        let item = item(can, waiting);
        match people.last_mut() {
            Some((whose, person)) if *whose == (waiting.owner, waiting.stead) => person.items.push(item),
            _ => people.push((
                (waiting.owner, waiting.stead),
                Person {
                    name: waiting.owner_name.clone(),
                    unit: waiting.unit_name.clone(),
                    items: vec![item],
                    stead: can
                        .actor
                        .stands_in_for(waiting.stead)
                        .map(|order| order.name.clone()),
                    current: here.is_some_and(|problem| problem.owner == waiting.owner),
                },
            )),
        }
    }
    people.into_iter().map(|(_, person)| person).collect()
}

fn item(can: &Visit, waiting: &Waiting) -> Item {
    let (locale, today) = (can.prefs.locale, can.today());
    let own = waiting.role == SignerRole::Owner;
    Item {
        href: sheet_path(waiting.problem, waiting.purpose),
        number: waiting.number.clone(),
        title: (own || !waiting.tier.is_guarded()).then(|| waiting.title.clone()),
        purpose: purpose_label(waiting.purpose),
        due: due(locale, waiting, today),
        since: dates::moment(locale, waiting.since, today),
    }
}

fn due(locale: Locale, waiting: &Waiting, today: chrono::NaiveDate) -> String {
    waiting
        .due_on
        .map(|day| dates::short(locale, day, today))
        .unwrap_or_default()
}
