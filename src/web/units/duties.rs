//! `POST /units/{id}/duties` and `/duties/removal`: the office says who acts for a leading body.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::SeenUnit;
use super::unit;
use super::view::{Duties, Duty};
use crate::domain::people::bodies::{self, BodyError};
use crate::domain::people::{self, Person};
use crate::domain::units::UnitKind;
use crate::domain::units::store::FullUnit;
use crate::kernel::clock::day_of;
use crate::kernel::ids::PersonId;
use crate::kernel::scope::BodyDuty;
use crate::kernel::text::code_text;
use crate::web::shell::access::Visit;
use crate::web::shell::roles::duty_label;
use crate::web::shell::{Error, FieldProblems, FlashKind, dates, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    duty: String,
    staff_no: String,
    person: String,
}

pub(super) async fn name(seen: SeenUnit, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let SeenUnit { mut can, unit } = seen;
    let path = format!("/units/{}", unit.id);
    let (duty, person) = match read(&mut can, &typed).await? {
        Ok(read) => read,
        Err(wrong) => return again(can, unit, &typed, wrong).await,
    };
    let mut act = can.act(&typed.act_id, &path).await?;
    match bodies::actions::name(&mut can.tx, &mut act, unit.id, person.id, duty).await {
        Ok(_) => can.commit().await?,
        Err(BodyError::BothSigners) => {
            let why = msg("主要负责人和上级领导不能是同一个人");
            return again(can, unit, &typed, FieldProblems::at("staff_no", why)).await;
        }
        Err(other) => return Err(refused(other)),
    }
    let message = msg("已指定 {0}：{1}").with(duty_label(duty)).with(person.name);
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

pub(super) async fn release(seen: SeenUnit, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let SeenUnit { mut can, unit } = seen;
    let path = format!("/units/{}", unit.id);
    let duty = BodyDuty::from_code(&typed.duty).ok_or_else(Error::malformed)?;
    let person: PersonId = typed.person.parse().map_err(|_| Error::malformed())?;
    let mut act = can.act(&typed.act_id, &path).await?;
    bodies::actions::release(&mut can.tx, &mut act, unit.id, person, duty)
        .await
        .map_err(refused)?;
    can.commit().await?;
    let message = msg("已取消 {0}").with(duty_label(duty));
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

async fn read(can: &mut Visit, typed: &Typed) -> Result<Result<(BodyDuty, Person), FieldProblems>, Error> {
    let mut wrong = FieldProblems::new();
    let duty = BodyDuty::from_code(&typed.duty);
    if duty.is_none() {
        wrong.add("duty", msg("请选择班子分工"));
    }
    let number = code_text(&typed.staff_no).to_uppercase();
    let person = people::store::by_staff_no(&mut can.tx, &number.replace('\0', "")).await?;
    match (number.is_empty(), &person) {
        (true, _) => wrong.add("staff_no", msg("请填写人员编号")),
        (false, None) => wrong.add("staff_no", msg("名册里没有这个编号")),
        _ => {}
    }
    Ok(match (duty, person) {
        (Some(duty), Some(person)) => Ok((duty, person)),
        _ => Err(wrong),
    })
}

fn refused(error: BodyError) -> Error {
    match error {
        BodyError::NoBody => Error::Invalid(msg("这个单位不是领导班子。")),
        BodyError::BothSigners => Error::Invalid(msg("主要负责人和上级领导不能是同一个人")),
        BodyError::Act(error) => error.into(),
        BodyError::Db(error) => error.into(),
    }
}

async fn again(
    mut can: Visit,
    unit: FullUnit,
    typed: &Typed,
    problems: FieldProblems,
) -> Result<Response, Error> {
    let mut view = unit::draw(&mut can, unit, None).await?;
    if let Some(duties) = &mut view.duties {
        duties.duty.clone_from(&typed.duty);
        duties.staff_no.clone_from(&typed.staff_no);
        duties.problems = problems;
        return Ok(render::invalid(can.prefs.locale, &view));
    }
    Err(refused(BodyError::NoBody))
}

/// Who acts for the unit, if it is a body.
pub(super) async fn of(can: &mut Visit, unit: &FullUnit) -> Result<Option<Duties>, Error> {
    if unit.kind != UnitKind::Body.code() {
        return Ok(None);
    }
    let locale = can.prefs.locale;
    let holders = bodies::store::holders(&mut can.tx, unit.id).await?;
    let line = |holder: bodies::store::Holder| Duty {
        label: BodyDuty::from_code(&holder.duty).map_or("", duty_label),
        duty: holder.duty,
        person: holder.person.to_string(),
        name: holder.name,
        staff_no: holder.staff_no,
        since: dates::full(locale, day_of(holder.from_at)),
    };
    let lacking = BodyDuty::ALL
        .into_iter()
        .filter(|duty| !holders.iter().any(|holder| holder.duty == duty.code()));
    Ok(Some(Duties {
        lacking: lacking.map(duty_label).collect(),
        lines: holders.into_iter().map(line).collect(),
        kinds: BodyDuty::ALL.map(|duty| (duty.code(), duty_label(duty))).into(),
        duty: String::new(),
        staff_no: String::new(),
        problems: FieldProblems::new(),
    }))
}
