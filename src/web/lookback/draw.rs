//! `POST /look-backs/{id}`: the population is chosen, the public words are said, the secret comes out, the sample is drawn.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::OwnDraw;
use super::sample;
use crate::domain::lookback::{Choice, LookBackError, actions};
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    unit: String,
    tier: String,
    long_term: String,
    kind: String,
    size: String,
    words: String,
}

pub(super) async fn submit(
    OwnDraw { mut can, draw }: OwnDraw,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let to = format!("/look-backs/{}", draw.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    let choice = Choice {
        unit: typed.unit,
        tier: typed.tier,
        long_term: !typed.long_term.is_empty(),
        kind: typed.kind,
        size: typed.size,
        words: typed.words,
    };
    let n = match actions::draw(&mut can.tx, &mut act, draw.id, &choice).await {
        Ok(n) => n,
        Err(LookBackError::Invalid(wrong)) => {
            let view = sample::prepared(&mut can, &draw, choice, wrong).await?;
            return Ok(render::invalid(can.prefs.locale, &view));
        }
        Err(other) => return Err(other.into()),
    };
    can.commit().await?;
    let message = msg("已抽中 {0} 条，种子和范围清单都在本页，谁都可以重算。").with(n);
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}
