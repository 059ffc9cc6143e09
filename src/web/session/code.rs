//! `GET` and `POST /sign-in/code`: the second factor, after the password.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::cookie::CookieJar;
use axum_extra::extract::{Form, Query};
use serde::Deserialize;

use super::{again, cookie, sign_out, view};
use crate::domain::accounts::session::Token;
use crate::domain::accounts::{AccountError, factor};
use crate::web::shell::access::Anyone;
use crate::web::shell::prefs::local_path;
use crate::web::shell::{Error, FieldProblems, Page, is_by_script, msg, render};

/// What the address says, and what is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    code: String,
    return_to: String,
}

/// Where the code is typed, and where to go on to from there.
pub(super) fn address(return_to: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("return_to", local_path(return_to));
    format!("/sign-in/code?{}", query.finish())
}

pub(super) async fn page(visitor: Anyone, Query(typed): Query<Typed>) -> Response {
    let view = draw(&visitor, &typed, FieldProblems::new());
    render::ok(visitor.prefs.locale, &view)
}

pub(super) async fn submit(
    visitor: Anyone,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let app = &visitor.app;
    let by_script = is_by_script(&headers);
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    let jar = CookieJar::from_headers(&headers);
    let waiting = jar
        .get(cookie::STEP)
        .and_then(|cookie| Token::from_cookie(cookie.value()));
    let signed = match waiting {
        Some(waiting) => {
            let (agent, now) = (agent.unwrap_or_default(), app.clock().now());
            factor::actions::sign_in(app.db(), &waiting, &typed.code, agent, now).await
        }
        None => Err(AccountError::Unknown("sign-in that waits for a code")),
    };
    let why = match signed {
        Ok(signed) => {
            sign_out::end(app, &headers).await?;
            let on = again::on(by_script, "open", local_path(&typed.return_to));
            return Ok((cookie::set(app, &signed.token, signed.account.id), on).into_response());
        }
        Err(AccountError::Denied) => msg("验证码不对，或已经用过。请等应用里换成下一个再输入。"),
        Err(AccountError::Locked) => msg("失败次数太多，请 10 分钟后再试。"),
        Err(AccountError::Unknown(_)) => msg("请先输入编号和密码；输入密码后 10 分钟内填验证码。"),
        Err(other) => return Err(other.into()),
    };
    if by_script {
        return Ok(again::refused(&why, visitor.prefs.locale));
    }
    let view = draw(&visitor, &typed, FieldProblems::at("code", why));
    Ok(render::invalid(visitor.prefs.locale, &view))
}

fn draw(visitor: &Anyone, typed: &Typed, problems: FieldProblems) -> view::Code {
    let locale = visitor.prefs.locale;
    view::Code {
        page: Page {
            path: address(&typed.return_to),
            ..Page::for_prefs(&visitor.prefs).titled(locale.t("第二步验证"))
        },
        return_to: typed.return_to.clone(),
        problems,
    }
}
