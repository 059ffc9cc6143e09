//! `POST /views`: keeps what a list is asked under a name.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::listing;
use super::view::Saving;
use crate::domain::views::{ViewError, actions};
use crate::kernel::ids::ActId;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// Longest question that is kept.
const LONGEST: usize = 2_000;

/// What is posted, all strings.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    list: String,
    query: String,
    name: String,
}

pub(super) async fn submit(can: Can<SignedIn>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = listing(&typed.list, &typed.query).ok_or(Error::malformed())?;
    if !listing.is_somewhere() {
        return Err(Error::malformed());
    }
    if !listing.held_by(&can) {
        return Err(Error::Forbidden);
    }
    let (to, question) = (listing.address(), listing.question());
    if question.len() > LONGEST {
        return Err(Error::Invalid(msg("筛选的字太多，存不下。")));
    }
    let mut act = can.act(&typed.act_id, &to).await?;
    let account = can.session.account;
    let saved = actions::save(
        &mut can.tx,
        &mut act,
        account,
        (listing.key(), &question),
        &typed.name,
    )
    .await;
    match saved {
        Err(ViewError::Invalid(problems)) => {
            let view = Saving {
                page: can.page(can.prefs.locale.t("存为视图")),
                list: listing.name(),
                key: listing.key(),
                back: to,
                query: question,
                name: typed.name,
                // Nothing was recorded: the same act may come again.
                act_id: ActId::fresh().to_string(),
                problems,
            };
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        done => done?,
    };
    can.commit().await?;
    Ok(flash::redirect(
        &to,
        FlashKind::Ok,
        &msg("已存为视图，在列表上面。到“管理视图”可以改名、给别人用。"),
    ))
}
