//! `POST /views/{id}/pin`: keeping another's view above the list; `POST /views/{id}/withdrawal`: the office takes down what is shared.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::{FoundView, ViewToWithdraw};
use crate::domain::views::{ViewError, actions};
use crate::web::shell::{Error, FlashKind, flash, msg};

const PLACE: &str = "/views";

/// What is posted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    on: String,
}

pub(super) async fn pin(found: FoundView, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let FoundView { mut can, view } = found;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    let (account, on) = (can.session.account, !typed.on.is_empty());
    actions::pin(&mut can.tx, &mut act, &view, account, on).await?;
    can.commit().await?;
    let message = if on {
        msg("“{0}”已放到列表上面。").with(&view.name)
    } else {
        msg("“{0}”不再放在列表上面，在“别人的视图”里还找得到。").with(&view.name)
    };
    Ok(flash::redirect(PLACE, FlashKind::Ok, &message))
}

pub(super) async fn withdraw(shared: ViewToWithdraw, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let ViewToWithdraw { mut can, view } = shared;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    match actions::withdraw(&mut can.tx, &mut act, &view).await {
        Err(ViewError::Invalid(wrong)) => {
            let first = wrong.first("view").cloned();
            return Err(first.map_or_else(Error::malformed, Error::Invalid));
        }
        done => done?,
    }
    can.commit().await?;
    let message = msg("已收回“{0}”，只有存它的人还看得到，已记入办理记录。").with(&view.name);
    Ok(flash::redirect(PLACE, FlashKind::Ok, &message))
}
