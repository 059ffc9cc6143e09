//! `GET` and `POST /people/{id}/outside-leader`: the city office names who co-signs on paper for somebody above whom the roster has nobody.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::OfficePerson;
use super::view::OutsideForm;
use crate::domain::lists::{ListsError, actions};
use crate::domain::people::outside::Naming;
use crate::domain::people::{self, store::outside};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    /// Number of one who was named before; empty: another.
    known: String,
    name: String,
    title: String,
    reason: String,
}

pub(super) async fn page(mut office: OfficePerson) -> Result<Response, Error> {
    let view = draw(&mut office, Typed::default(), FieldProblems::new()).await?;
    Ok(render::ok(office.can.prefs.locale, &view))
}

pub(super) async fn name(mut office: OfficePerson, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let path = office.path();
    let mut act = office.can.act(&typed.act_id, &path).await?;
    let named = match read(&mut office, &typed).await? {
        Ok(naming) => {
            let (tx, person) = (&mut office.can.tx, office.person.id);
            actions::name_outside_leader(tx, &mut act, person, &naming).await
        }
        Err(wrong) => Err(ListsError::Invalid(wrong)),
    };
    let (leader, went) = match named {
        Ok(named) => named,
        Err(ListsError::Invalid(wrong)) => return again(office, typed, wrong).await,
        Err(other) => return Err(other.into()),
    };
    let message = msg("{0} 由 {1} 在纸上会签，{2} 个问题随之变动。")
        .with(&office.person.name)
        .with(format!("{} {}", leader.name, leader.title))
        .with(went.problems);
    office.can.commit().await?;
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

/// Who is meant: somebody named before, or whoever is written.
async fn read(office: &mut OfficePerson, typed: &Typed) -> Result<Result<Naming, FieldProblems>, Error> {
    let all = outside::all(&mut office.can.tx).await?;
    let known = all.into_iter().find(|one| one.staff_no == typed.known);
    let (name, title) = match &known {
        Some(known) => (&known.name, &known.title),
        None => (&typed.name, &typed.title),
    };
    Ok(Naming::read(name, title, &typed.reason))
}

/// What was written is undone; nothing that was typed is lost.
async fn again(office: OfficePerson, typed: Typed, wrong: FieldProblems) -> Result<Response, Error> {
    let OfficePerson { can, person } = office;
    let can = can.undo_and_go_on().await?;
    let mut office = OfficePerson { can, person };
    let view = draw(&mut office, typed, wrong).await?;
    Ok(render::invalid(office.can.prefs.locale, &view))
}

async fn draw(office: &mut OfficePerson, typed: Typed, wrong: FieldProblems) -> Result<OutsideForm, Error> {
    let path = office.path();
    let (can, person) = (&mut office.can, &office.person);
    let post = people::store::main_post(&mut can.tx, person.id).await?;
    let leader = post.as_ref().and_then(|post| post.leader);
    let now = match leader {
        Some(leader) => people::store::name_and_title(&mut can.tx, leader).await?,
        None => None,
    };
    let known = outside::all(&mut can.tx).await?;
    let known = known.into_iter().filter(|one| Some(one.id) != leader);
    let choices = known.map(|one| {
        let chosen = one.staff_no == typed.known;
        (one.staff_no, format!("{} {}", one.name, one.title), chosen)
    });
    Ok(OutsideForm {
        page: can.page(can.prefs.locale.t("指定名册外的分管领导")),
        path,
        who: post.map_or_else(
            || person.name.clone(),
            |post| format!("{} {} {}", person.name, post.unit_name, post.title),
        ),
        now: now.unwrap_or_default(),
        known: choices.collect(),
        name: typed.name,
        title: typed.title,
        reason: typed.reason,
        wrong,
    })
}
