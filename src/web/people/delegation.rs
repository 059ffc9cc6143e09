//! `GET` and `POST /people/{id}/delegations`, `POST /people/{id}/delegations/end`: the office orders that somebody stands in for
//! this leader in charge, and ends it early. What would go over is shown before it is confirmed.

use axum::response::Response;
use axum_extra::extract::Form;
use chrono::NaiveDate;
use serde::Deserialize;

use super::access::PostedPerson;
use super::form::somebody;
use super::person;
use super::view::{DelegationForm, DelegationPreview, Field};
use crate::domain::lists::draft::parse_day;
use crate::domain::lists::store as lists;
use crate::domain::people::delegations::{DelegationError, MOST_DAYS, NewDelegation, actions};
use crate::domain::people::search;
use crate::domain::people::store as people;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::DelegationId;
use crate::web::shell::{Error, FlashKind, dates, flash, msg, render};

/// What is posted: all as typed. `step` is the button: the first shows what goes over, `confirm` orders it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The act's id.
    pub act_id: String,
    /// Word of the button.
    pub step: String,
    /// Who stands in: staff number or name.
    pub delegate: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub until: String,
    /// Whether the box was ticked: the delegate signs, too.
    pub signs: String,
    /// Why.
    pub reason: String,
}

/// What is posted to end one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Ending {
    act_id: String,
    delegation: String,
    why: String,
}

pub(super) async fn page(posted: PostedPerson) -> Result<Response, Error> {
    let typed = Typed {
        from: posted.can.today().to_string(),
        ..Typed::default()
    };
    let view = draw(&posted, typed, FieldProblems::new());
    Ok(render::ok(posted.can.prefs.locale, &view))
}

pub(super) async fn order(mut posted: PostedPerson, Form(typed): Form<Typed>) -> Result<Response, Error> {
    if typed.step == "back" {
        let view = draw(&posted, typed, FieldProblems::new());
        return Ok(render::ok(posted.can.prefs.locale, &view));
    }
    let path = posted.path();
    let mut act = posted.can.act(&typed.act_id, &path).await?;
    let new = match read(&mut posted, &typed).await? {
        Ok(new) => new,
        Err(wrong) => return again(posted, typed, wrong).await,
    };
    match actions::order(&mut posted.can.tx, &mut act, &new).await {
        Ok(_) => {}
        Err(DelegationError::Invalid(wrong)) => return again(posted, typed, wrong).await,
        Err(other) => return Err(other.into()),
    }
    if typed.step != "confirm" {
        return preview(posted, typed, &new).await;
    }
    let message = msg("已安排代理 {0}，到期自动结束。").with(&posted.person.name);
    posted.can.commit().await?;
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

pub(super) async fn end(mut posted: PostedPerson, Form(typed): Form<Ending>) -> Result<Response, Error> {
    let path = posted.path();
    let mut act = posted.can.act(&typed.act_id, &path).await?;
    let id: DelegationId = typed.delegation.parse().map_err(|_| Error::malformed())?;
    let leader = posted.person.id;
    match actions::end(&mut posted.can.tx, &mut act, leader, id, &typed.why).await {
        Ok(()) => {}
        Err(DelegationError::Invalid(wrong)) => return not_ended(posted, &typed, &wrong).await,
        Err(other) => return Err(other.into()),
    }
    let message = msg("代理 {0} 已提前结束，从现在起不能再代办。").with(&posted.person.name);
    posted.can.commit().await?;
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

/// The person's page again, with what is wrong with the reason at its field.
async fn not_ended(posted: PostedPerson, typed: &Ending, wrong: &FieldProblems) -> Result<Response, Error> {
    let PostedPerson { can, person } = posted;
    let mut can = can.undo_and_go_on().await?;
    let mut view = person::draw(&mut can, person).await?;
    let why = wrong.first("why").cloned().unwrap_or(msg("请写提前结束的原因"));
    for line in &mut view.delegations {
        if line.id.as_ref() == Some(&typed.delegation) {
            line.refused = Some((typed.why.clone(), why.clone()));
        }
    }
    Ok(render::invalid(can.prefs.locale, &view))
}

/// What is ordered, or what is wrong at which field. A county office orders only people of its county.
async fn read(
    posted: &mut PostedPerson,
    typed: &Typed,
) -> Result<Result<NewDelegation, FieldProblems>, Error> {
    let mut wrong = FieldProblems::new();
    let delegate = somebody(&mut posted.can, "delegate", &typed.delegate, &mut wrong).await?;
    match (delegate, posted.reach()) {
        (None, _) if wrong.is_empty() => wrong.add("delegate", msg("请写由谁代理")),
        (Some(one), Some(units)) if !search::is_within(&mut posted.can.tx, one, &units).await? => {
            wrong.add("delegate", msg("不是本县的干部，请市活动办安排"));
        }
        _ => {}
    }
    let from = day("from", &typed.from, &mut wrong);
    let until = day("until", &typed.until, &mut wrong);
    let new = NewDelegation {
        leader: posted.person.id,
        // Without one it is said what is wrong, and nothing is ordered.
        delegate: delegate.unwrap_or(posted.person.id),
        from,
        until,
        signs: !typed.signs.is_empty(),
        reason: typed.reason.trim().replace("\r\n", "\n"),
    };
    if new.reason.is_empty() {
        wrong.add("reason", msg("请写原因或文件依据"));
    }
    Ok(wrong.or(new))
}

fn day(field: &str, typed: &str, wrong: &mut FieldProblems) -> NaiveDate {
    parse_day(typed).unwrap_or_else(|| {
        wrong.add(field, msg("看不懂这个日期，请写成 2018-10-10 这样"));
        NaiveDate::default()
    })
}

/// What was written is undone; nothing that was typed is lost.
async fn again(posted: PostedPerson, typed: Typed, wrong: FieldProblems) -> Result<Response, Error> {
    let PostedPerson { can, person } = posted;
    let can = can.undo_and_go_on().await?;
    let posted = PostedPerson { can, person };
    let view = draw(&posted, typed, wrong);
    Ok(render::invalid(posted.can.prefs.locale, &view))
}

fn draw(posted: &PostedPerson, typed: Typed, wrong: FieldProblems) -> DelegationForm {
    DelegationForm {
        page: posted.can.page(posted.can.prefs.locale.t("安排代理")),
        path: posted.path(),
        name: posted.person.name.clone(),
        most_days: MOST_DAYS,
        typed,
        wrong,
    }
}

/// The dry run's outcome, with everything typed for the confirmation.
async fn preview(posted: PostedPerson, typed: Typed, new: &NewDelegation) -> Result<Response, Error> {
    let PostedPerson { can, person } = posted;
    let mut can = can.undo_and_go_on().await?;
    let locale = can.prefs.locale;
    let delegate = people::name_and_title(&mut can.tx, new.delegate).await?;
    let view = DelegationPreview {
        delegate: delegate.unwrap_or_default(),
        days: [new.from, new.until].map(|day| dates::full(locale, day)),
        signs: new.signs,
        led: people::posting::led_by(&mut can.tx, person.id).await?.len(),
        waits: lists::waiting_for_leader(&mut can.tx, person.id, &[new.delegate.0]).await?,
        reason: new.reason.clone(),
        path: format!("/people/{}", person.id),
        name: person.name,
        fields: fields(&typed),
        page: can.page(locale.t("安排代理")),
    };
    Ok(render::ok(locale, &view))
}

fn fields(typed: &Typed) -> Vec<Field> {
    [
        ("delegate", &typed.delegate),
        ("from", &typed.from),
        ("until", &typed.until),
        ("signs", &typed.signs),
        ("reason", &typed.reason),
    ]
    .map(|(name, value)| Field {
        name,
        value: value.clone(),
    })
    .into()
}
