//! `GET` and `POST /sign-in`.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::{Form, Query};
use serde::Deserialize;

use super::{again, code, cookie, sign_out, view};
use crate::domain::accounts::AccountError;
use crate::domain::accounts::actions::{self, Credentials, Entry};
use crate::web::shell::access::Anyone;
use crate::web::shell::prefs::local_path;
use crate::web::shell::{Error, FieldProblems, Message, Page, is_by_script, msg, render};

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    return_to: String,
    tenant: String,
}

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    login: String,
    password: String,
    tenant: String,
    return_to: String,
}

pub(super) async fn page(visitor: Anyone, Query(asked): Query<Asked>) -> Response {
    let typed = Typed {
        tenant: asked.tenant,
        return_to: asked.return_to,
        ..Typed::default()
    };
    render::ok(visitor.prefs.locale, &draw(&visitor, typed, FieldProblems::new()))
}

pub(super) async fn submit(
    visitor: Anyone,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let app = &visitor.app;
    let by_script = is_by_script(&headers);
    let agent = headers
        .get(USER_AGENT)
        .and_then(|agent| agent.to_str().ok())
        .unwrap_or_default();
    let credentials = Credentials {
        login: typed.login.clone(),
        password: typed.password.clone(),
        tenant: Some(typed.tenant.clone()),
    };
    let signed = actions::sign_in(app.db(), app.passwords(), credentials, agent, app.clock().now()).await;
    let why = match signed {
        Ok(Entry::CodeNeeded(token)) => {
            let on = again::on(by_script, "code", &code::address(&typed.return_to));
            return Ok((cookie::wait(app, &token), on).into_response());
        }
        Ok(Entry::Open(signed)) => {
            sign_out::end(app, &headers).await?;
            let on = again::on(by_script, "open", local_path(&typed.return_to));
            return Ok((cookie::set(app, &signed.token, signed.account.id), on).into_response());
        }
        Err(AccountError::Denied) => msg(
            "编号或密码不对。密码条上的初始密码只用一次，14 天内有效。多个辖区使用相同编号的，请填写辖区。",
        ),
        Err(AccountError::Locked) => msg("失败次数太多，请 10 分钟后再试。"),
        Err(other) => return Err(other.into()),
    };
    let locale = visitor.prefs.locale;
    if by_script {
        return Ok(again::refused(&why, locale));
    }
    Ok(render::invalid(
        locale,
        &draw(&visitor, typed, FieldProblems::at("login", why)),
    ))
}

/// The page again, with why another way in was refused.
pub(super) fn refused(visitor: &Anyone, return_to: &str, why: Message) -> Response {
    let typed = Typed {
        return_to: return_to.to_owned(),
        ..Typed::default()
    };
    let view = draw(visitor, typed, FieldProblems::at("passkey", why));
    render::invalid(visitor.prefs.locale, &view)
}

fn draw(visitor: &Anyone, typed: Typed, problems: FieldProblems) -> view::SignIn {
    let locale = visitor.prefs.locale;
    view::SignIn {
        page: Page {
            path: "/sign-in".to_owned(),
            ..Page::for_prefs(&visitor.prefs).titled(locale.t("登录"))
        },
        login: typed.login,
        tenant: typed.tenant,
        return_to: typed.return_to,
        origin: visitor.app.site().map(|site| site.origin().to_owned()),
        problems,
        demo_accounts: Vec::new(),
    }
}
