//! `POST /sign-in/passkey/question` and `POST /sign-in/passkey`: signing in by a passkey. Needs a script, since only a script can ask
//! the device; the password is always beside it.

use axum::Json;
use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use serde_json::json;

use super::{again, cookie, sign_in, sign_out};
use crate::domain::accounts::AccountError;
use crate::domain::accounts::passkeys::{self, Answer};
use crate::web::shell::access::Anyone;
use crate::web::shell::prefs::local_path;
use crate::web::shell::{Error, is_by_script, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    token: String,
    credential: String,
    return_to: String,
}

pub(super) async fn ask(visitor: Anyone) -> Result<Response, Error> {
    let app = &visitor.app;
    let site = app.site().ok_or(Error::NotFound)?;
    let question = passkeys::ask(app.db(), site, app.clock().now()).await?;
    let options = json!({"token": question.token.cookie_value(), "options": question.options});
    Ok(Json(options).into_response())
}

pub(super) async fn submit(
    visitor: Anyone,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let app = &visitor.app;
    let site = app.site().ok_or(Error::NotFound)?;
    let by_script = is_by_script(&headers);
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    let answer = Answer {
        token: typed.token,
        credential: typed.credential,
    };
    let (agent, now) = (agent.unwrap_or_default(), app.clock().now());
    let why = match passkeys::sign_in(app.db(), site, &answer, agent, now).await {
        Ok(signed) => {
            sign_out::end(app, &headers).await?;
            let on = again::on(by_script, "open", local_path(&typed.return_to));
            return Ok((cookie::set(app, &signed.token, signed.account.id), on).into_response());
        }
        Err(AccountError::Denied) => msg("这个通行密钥在这里不能登录。请换一个，或输入密码。"),
        Err(AccountError::Locked) => msg("失败次数太多，请 10 分钟后再试。"),
        Err(AccountError::Unknown(_)) => msg("等得太久，或这次登录已经用过。请再试一次。"),
        Err(AccountError::Copied) => {
            msg("这个通行密钥的使用次数倒退了，可能被复制过，没有登录。请用密码登录，删除它，换一个新的。")
        }
        Err(other) => return Err(other.into()),
    };
    if by_script {
        return Ok(again::refused(&why, visitor.prefs.locale));
    }
    Ok(sign_in::refused(&visitor, &typed.return_to, why))
}
