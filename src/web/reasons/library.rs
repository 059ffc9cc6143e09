//! `GET /reasons`: every reason of return with two sentences that show what it means.

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::tabs::tabs;
use super::view::{Form, Library, Line};
use crate::domain::reasons::store::library as store;
use crate::domain::reasons::{Reason, Words};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::rights::{Office, SeeReasons};
use crate::web::shell::access::{Can, Right as _, Visit};
use crate::web::shell::{Error, render};

/// `?edit=05`
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    edit: String,
}

/// A form as it was typed, and what is wrong with it; without a code it adds one.
pub(super) type Typed<'a> = (&'a str, &'a Words, FieldProblems);

pub(super) async fn page(can: Can<SeeReasons>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let view = draw(&mut can, &asked.edit, None).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The page, with the form of one reason open, as it is or as it was typed.
pub(super) async fn draw(can: &mut Visit, edit: &str, typed: Option<Typed<'_>>) -> Result<Library, Error> {
    let (locale, campaign) = (can.prefs.locale, can.campaign()?.id);
    let office = Office::held_by(can);
    let all = store::all(&mut can.tx, campaign).await?;
    let open = all.iter().find(|reason| office && reason.code == edit);
    let mut add = Form::default();
    let mut form = open.map(Form::of);
    if let Some((code, words, wrong)) = typed {
        let known = all.iter().find(|reason| reason.code == code);
        let drawn = Form::typed(known, words, wrong);
        if known.is_some() {
            form = Some(drawn);
        } else {
            add = drawn;
        }
    }
    let (retired, in_use): (Vec<&Reason>, Vec<&Reason>) = all.iter().partition(|reason| reason.retired);
    let lines = |reasons: &[&Reason]| reasons.iter().map(|reason| Line::of(locale, reason)).collect();
    Ok(Library {
        tabs: tabs(can, "/reasons"),
        office,
        lines: lines(&in_use),
        retired: lines(&retired),
        form,
        add,
        page: can.page(locale.t("理由库")),
    })
}
