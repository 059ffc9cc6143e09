//! `POST /closures`: numbers for what was ticked on the page, or for all that the list is asked for; all of them or none.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::closures::{self, draw};
use super::gate::Ticks;
use super::view::Chosen;
use crate::domain::rectification::actions::MOST;
use crate::domain::rectification::{RectificationError, actions, store};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::rights::Close;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::Listing;
use crate::web::shell::list::catalogue::TO_NUMBER;
use crate::web::shell::{Error, FlashKind, Message, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    problem: Vec<String>,
    /// `all` for all that the list is asked for; else what is ticked.
    over: String,
    /// How many all were when the page was drawn.
    all: String,
    /// Where the page stood.
    at: String,
}

pub(super) async fn submit(can: Can<Close>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    // Drawn again, it is the same page of the same list.
    can.path = match closures::query(&typed.at) {
        "" => TO_NUMBER.path.to_owned(),
        query => format!("{}?{query}", TO_NUMBER.path),
    };
    let listing = Listing::of(&mut can, &TO_NUMBER).await?;
    let to = listing.address();
    let mut act = can.act(&typed.act_id, &to).await?;
    let campaign = can.campaign()?;
    let chosen = match chosen(&mut can, &listing, &typed).await? {
        Ok(chosen) => chosen,
        Err(why) => return again(can, &listing, typed, FieldProblems::at("problem", why)).await,
    };
    let closed = match actions::number(&mut can.tx, &mut act, &campaign, &chosen).await {
        Ok(closed) => closed,
        Err(RectificationError::Invalid(wrong)) => return again(can, &listing, typed, wrong).await,
        Err(other) => return Err(other.into()),
    };
    can.commit().await?;
    let number = |at: Option<&crate::domain::lists::Problem>| {
        at.and_then(|problem| problem.close_number.clone())
            .unwrap_or_default()
    };
    let message = msg("已销号 {0} 条：{1} 至 {2}")
        .with(closed.len())
        .with(number(closed.first()))
        .with(number(closed.last()));
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}

/// What the form is about. Whoever means all means those that the page counted.
async fn chosen(
    can: &mut Visit,
    listing: &Listing,
    typed: &Typed,
) -> Result<Result<Vec<ProblemId>, Message>, Error> {
    if typed.over != "all" {
        let ticked: Result<Vec<ProblemId>, _> = typed.problem.iter().map(|id| id.parse()).collect();
        return Ok(Ok(ticked.map_err(|_| Error::malformed())?));
    }
    let queue = closures::queue(can, listing)?;
    let most = i64::try_from(MOST + 1).unwrap_or(i64::MAX);
    let counts = store::counts(&mut can.tx, &queue).await?;
    let filter = super::view::Filter::of(&queue, &counts);
    let now = filter.shown - filter.theirs;
    if typed.all != now.to_string() {
        let told = msg("符合筛选的现在是 {0} 条，和刚才看到的不一样。请看过再编号。").with(now);
        return Ok(Err(told));
    }
    let lines = store::waiting(&mut can.tx, &queue, None, most + filter.theirs).await?;
    let open = lines.into_iter().filter(|line| !line.theirs);
    Ok(Ok(open.map(|line| line.problem).collect()))
}

async fn again(
    mut can: Visit,
    listing: &Listing,
    typed: Typed,
    wrong: FieldProblems,
) -> Result<Response, Error> {
    let chosen: Chosen = closures::again(&typed.over, wrong);
    let ticks = if typed.over == "all" {
        Ticks::All
    } else {
        Ticks::These(typed.problem)
    };
    let view = draw(&mut can, listing, ticks, chosen).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}
