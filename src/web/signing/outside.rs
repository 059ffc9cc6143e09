//! `GET /outside-leaders`: for whom the roster has nobody above, who was named to co-sign on paper, and what waits for that.

use axum::response::Response;

use super::outside_view::{Line, OutsideLeaders, Person};
use crate::domain::people::store::outside::{Unled, unled};
use crate::domain::signing::store::{self, OnPaper};
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::sheet::paper::purpose_label;
use crate::web::shell::{Error, dates, render};

/// More than these are a roster without superiors, or an office that is far behind.
const MOST: i64 = 200;

pub(super) async fn page(can: Can<Office>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let waiting = match can.campaign.clone() {
        Some(campaign) => {
            let me = can.actor.person;
            store::outside(&mut can.tx, campaign.id, me, MOST).await?
        }
        None => Vec::new(),
    };
    let people = unled(&mut can.tx, MOST).await?;
    let view = OutsideLeaders {
        page: can.page(can.prefs.locale.t("名册外签字")),
        waiting: waiting.into_iter().map(|one| line(&can, one)).collect(),
        people: people.into_iter().map(|one| person(&can, one)).collect(),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

fn line(can: &Visit, one: OnPaper) -> Line {
    Line {
        href: format!(
            "/problems/{}/signatures/{}/paper",
            one.problem,
            one.purpose.code()
        ),
        number: one.number,
        owner: one.owner,
        unit: one.unit,
        leader: one.leader.join(" "),
        purpose: purpose_label(one.purpose),
        since: dates::moment(can.prefs.locale, one.since, can.today()),
    }
}

fn person(can: &Visit, one: Unled) -> Person {
    let named = one.leader.zip(one.leader_title);
    Person {
        href: format!("/people/{}", one.person),
        // Nobody orders who signs for themself.
        names: can.actor.person != Some(one.person),
        name: one.name,
        staff_no: one.staff_no,
        unit: one.unit,
        title: one.title,
        leader: named.map(|(name, title)| format!("{name} {title}")),
        leader_no: one.leader_no.unwrap_or_default(),
    }
}
