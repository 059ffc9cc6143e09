//! `GET` and `POST /account/password`. A changed password ends every session of the account and opens a new one.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;

use super::{cookie, view};
use crate::domain::accounts::{AccountError, actions, factor, session, store};
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::{Error, FieldProblems, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    present: String,
    wanted: String,
    again: String,
}

pub(super) async fn page(can: Can<SignedIn>) -> Response {
    draw(&can, FieldProblems::new())
}

pub(super) async fn submit(
    mut can: Can<SignedIn>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    if typed.wanted != typed.again {
        return Ok(draw(
            &can,
            FieldProblems::at("again", msg("两次输入的新密码不一样")),
        ));
    }
    let mut act = can.act(&typed.act_id, "/account").await?;
    let (app, account, now) = (can.app.clone(), can.session.account, can.now);
    let passwords = app.passwords();
    let changed = actions::change(
        &mut can.tx,
        &mut act,
        passwords,
        account,
        typed.present,
        typed.wanted,
    )
    .await;
    match changed {
        Ok(()) => can.into_visit().commit().await?,
        // A session left open is no place to guess the password: the failure is kept and counts.
        Err(why @ (AccountError::Denied | AccountError::Locked)) => {
            let why = match why {
                AccountError::Denied => msg("原密码不对"),
                _ => msg("失败次数太多，请 10 分钟后再试。"),
            };
            let again = draw(&can, FieldProblems::at("present", why));
            can.into_visit().commit().await?;
            return Ok(again);
        }
        Err(AccountError::Weak(why)) => return Ok(draw(&can, FieldProblems::at("wanted", msg(why)))),
        Err(other) => return Err(other.into()),
    }
    let agent = headers
        .get(USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    let mut global = app.db().begin_global().await?;
    store::end_sessions(&mut global, None, Some(account)).await?;
    // Nor does the old password wait for a code any longer.
    factor::store::forget_waiting(&mut global, account, now).await?;
    let token = session::open(&mut global, account, agent, now).await?;
    global.commit().await?;
    Ok((cookie::set(&app, &token, account), Redirect::to("/")).into_response())
}

fn draw(can: &Can<SignedIn>, problems: FieldProblems) -> Response {
    let locale = can.prefs.locale;
    let fine = problems.is_empty();
    let first = can.session.must_change_password;
    let view = view::Password {
        page: can.page(locale.t("修改密码")),
        first,
        problems,
    };
    if fine {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    }
}
