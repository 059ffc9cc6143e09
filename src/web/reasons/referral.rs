//! `GET /problems/{id}/referral`, `POST /problems/{id}/referrals`, `GET /referrals/{id}`: a clue is handed over, and read. Nothing of it is
//! recorded on the problem, not even that its page was opened: whoever it concerns can see that.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::{ProblemToRefer, ReferralToRead};
use super::view::{Referral, Referring};
use crate::domain::ledger::Act;
use crate::domain::lists::{Problem, reading};
use crate::domain::reasons::referrals::{self, ReferralError};
use crate::domain::{people, units};
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::{ActId, PersonId, UnitId};
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, FlashKind, dates, flash, msg, render};

/// What is posted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    words: String,
}

pub(super) async fn page(to_refer: ProblemToRefer) -> Result<Response, Error> {
    let ProblemToRefer { mut can, problem } = to_refer;
    let view = draw(&mut can, &problem, "", FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

pub(super) async fn submit(to_refer: ProblemToRefer, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let ProblemToRefer { mut can, problem } = to_refer;
    if typed.words.trim().is_empty() && typed.act_id.is_empty() {
        return Err(Error::malformed());
    }
    let mut act = can.act(&typed.act_id, "/referrals").await?;
    match referrals::refer(&mut can.tx, &mut act, &problem, &typed.words).await {
        Ok(_) => {
            can.commit().await?;
            let done = msg("线索已移送。问题照常办理，本人和单位看不到移送。");
            Ok(flash::redirect("/referrals", FlashKind::Ok, &done))
        }
        Err(ReferralError::Invalid(wrong)) => {
            let view = draw(&mut can, &problem, &typed.words, wrong).await?;
            Ok(render::invalid(can.prefs.locale, &view))
        }
        Err(ReferralError::NotYours) => Err(Error::Forbidden),
        Err(ReferralError::Act(error)) => Err(error.into()),
        Err(ReferralError::Db(error)) => Err(error.into()),
    }
}

/// The form. Of a guarded text nothing is shown: its opening would be recorded, and seen.
async fn draw(
    can: &mut Visit,
    problem: &Problem,
    words: &str,
    wrong: FieldProblems,
) -> Result<Referring, Error> {
    let actor = can.actor.clone();
    let reads = reading::may_read(&mut can.tx, &actor, problem)
        .await?
        .is_allowed();
    let person = people::store::find(&mut can.tx, PersonId(problem.owner.0)).await?;
    let body = units::store::find(&mut can.tx, UnitId(problem.owner.0)).await?;
    let unit = units::store::find(&mut can.tx, problem.unit).await?;
    let name = person.map(|person| person.name).or(body.map(|body| body.name));
    Ok(Referring {
        id: problem.id.to_string(),
        number: problem.number.clone(),
        owner: name.unwrap_or_default(),
        unit: unit.map(|unit| unit.name).unwrap_or_default(),
        title: (reads && !problem.tier.is_guarded()).then(|| problem.title.clone()),
        words: words.to_owned(),
        wrong,
        page: can.confidential_page(can.prefs.locale.t("移送线索")),
    })
}

pub(super) async fn read(to_read: ReferralToRead) -> Result<Response, Error> {
    let ReferralToRead { mut can, referral } = to_read;
    let mut act = Act::open(&mut can.tx, &can.actor, ActId::fresh(), can.now).await?;
    referrals::open(&mut can.tx, &mut act, referral.id).await?;
    let can = can.commit_and_go_on().await?;
    let locale = can.prefs.locale;
    let view = Referral {
        at: dates::moment(locale, referral.at, can.today()),
        number: referral.number,
        owner: referral.owner_name,
        unit: referral.unit_name,
        revision: referral.revision,
        by: referral.by,
        group: referral.group_name,
        words: referral.words,
        page: can.confidential_page(locale.t("线索移送")),
    };
    Ok(render::ok(locale, &view))
}
