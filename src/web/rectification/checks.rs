//! `GET /checks`: what waits for a check by the visitor's groups.

use axum::response::Response;

use super::view;
use crate::domain::rectification::store::{self, InQueue};
use crate::domain::review::queue::{Desk, Filter};
use crate::web::shell::access::rights::Review;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::LampView;
use crate::web::shell::{Error, dates, render};

/// Lines of a queue that are shown: when they are worked off the next ones come up.
pub(super) const SHOWN: usize = 100;

pub(super) async fn page(mut can: Can<Review>) -> Result<Response, Error> {
    let waiting = waiting(&mut can).await?;
    let view = view::Checks {
        page: can.confidential_page(can.prefs.locale.t("核验")),
        waiting: waiting.len(),
        lines: waiting
            .iter()
            .take(SHOWN)
            .map(|line| shown(&can, line, true))
            .collect(),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// What waits for whoever visits, in the order in which it is worked through.
pub(super) async fn waiting(can: &mut Visit) -> Result<Vec<InQueue>, Error> {
    let campaign = can.campaign()?.id;
    let Some(person) = can.actor.person else {
        return Ok(Vec::new());
    };
    let actor = can.actor.clone();
    let desk = Desk::of(&mut can.tx, campaign, &actor, person).await?;
    let units = desk.units(Filter::default());
    let part = (person, desk.stands_in.as_slice());
    Ok(store::awaiting_check(&mut can.tx, campaign, &units, part).await?)
}

/// A line as it is drawn. A guarded text is read where its opening is recorded, never in passing; `opens` says whether the
/// reader of the queue may open it.
pub(super) fn shown(can: &Visit, line: &InQueue, opens: bool) -> view::Line {
    let guarded = line.tier.is_guarded();
    let (locale, today) = (can.prefs.locale, can.today());
    let on = line.cosigned_at.map(crate::kernel::clock::day_of);
    view::Line {
        id: line.problem.to_string(),
        number: line.number.clone(),
        title: (!guarded).then(|| line.title.clone()),
        opens,
        owner: line.owner_name.clone(),
        unit: line.unit_name.clone(),
        due: line
            .due_on
            .map(|day| dates::short(locale, day, today))
            .unwrap_or_default(),
        cosigned: on.map(|day| dates::short(locale, day, today)).unwrap_or_default(),
        lamp: LampView::of(true, line.due_on, on, false, today),
    }
}
