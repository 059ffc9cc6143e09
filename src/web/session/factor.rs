//! `GET /account/factor` and its forms: a second factor is begun, confirmed, taken away.

use std::fmt::Write as _;

use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use qrcodegen::{QrCode, QrCodeEcc};
use serde::Deserialize;

use super::view::{self, Setup, Stage};
use crate::domain::accounts::{AccountError, factor, store};
use crate::kernel::messages::Message;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::{Error, FieldProblems, msg, render};

const PLACE: &str = "/account/factor";
/// White modules around a QR code: readers ask for four.
const MARGIN: i32 = 4;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    password: String,
    code: String,
}

pub(super) async fn page(mut can: Can<SignedIn>) -> Result<Response, Error> {
    let stage = stage(&mut can).await?;
    Ok(draw(&can, stage, FieldProblems::new()))
}

/// Where two factors are a must and the account has a passkey, a session that the password alone opened changes neither: whoever only
/// knows the password would make a second factor of their own.
pub(super) fn not_by_password_alone(can: &Can<SignedIn>) -> Result<(), Error> {
    if needs_passkey(can) {
        Err(Error::FactorNeeded)
    } else {
        Ok(())
    }
}

fn needs_passkey(can: &Can<SignedIn>) -> bool {
    let session = &can.session;
    let forced = !session.demo && factor::rule::is_for(&session.factor_roles, &can.actor);
    forced && !session.factor && session.passkeys > 0
}

pub(super) async fn begin(mut can: Can<SignedIn>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    not_by_password_alone(&can)?;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    let app = can.app.clone();
    let begun = factor::actions::begin(&mut can.tx, &mut act, app.passwords(), typed.password).await;
    settle(can, begun).await
}

pub(super) async fn remove(mut can: Can<SignedIn>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut act = can.act(&typed.act_id, PLACE).await?;
    let app = can.app.clone();
    let removed = factor::actions::remove(&mut can.tx, &mut act, app.passwords(), typed.password).await;
    settle(can, removed).await
}

pub(super) async fn confirm(mut can: Can<SignedIn>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    not_by_password_alone(&can)?;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    match factor::actions::confirm(&mut can.tx, &mut act, &typed.code).await {
        Ok(codes) => {
            let page = draw(&can, Stage::Fresh(codes), FieldProblems::new());
            can.into_visit().commit().await?;
            Ok(page)
        }
        Err(AccountError::Denied) => {
            let stage = stage(&mut can).await?;
            let why = msg("验证码不对。请看应用里现在的六位数字，手机的时间要准。");
            Ok(draw(&can, stage, FieldProblems::at("code", why)))
        }
        Err(other) => Err(other.into()),
    }
}

/// What follows once the password was asked for again. A wrong one counts, so it is kept.
async fn settle(mut can: Can<SignedIn>, done: Result<(), AccountError>) -> Result<Response, Error> {
    let why: Message = match done {
        Ok(()) | Err(AccountError::Unknown(_)) => {
            can.into_visit().commit().await?;
            return Ok(Redirect::to(PLACE).into_response());
        }
        Err(AccountError::Denied) => msg("密码不对"),
        Err(AccountError::Locked) => msg("失败次数太多，请 10 分钟后再试。"),
        Err(other) => return Err(other.into()),
    };
    let stage = stage(&mut can).await?;
    let page = draw(&can, stage, FieldProblems::at("password", why));
    can.into_visit().commit().await?;
    Ok(page)
}

async fn stage(can: &mut Can<SignedIn>) -> Result<Stage, Error> {
    if needs_passkey(can) {
        let origin = can.app.site().map(|site| site.origin().to_owned());
        return Ok(Stage::ByPasskey(origin.unwrap_or_default()));
    }
    let account = can.session.account;
    let login = store::find(&mut can.tx, account)
        .await?
        .map(|account| account.login);
    Ok(match factor::store::find(&mut can.tx, account).await? {
        None => Stage::Off,
        Some(factor) if factor.on => Stage::On,
        Some(factor) => Stage::Begun(setup(&factor.secret, &login.unwrap_or_default())?),
    })
}

/// The secret as apps take it: by eye, by a link, by a picture.
fn setup(secret: &[u8], login: &str) -> Result<Setup, Error> {
    let text = factor::base32(secret);
    let uri = format!("otpauth://totp/zhenggai:{login}?secret={text}&issuer=zhenggai");
    let code = QrCode::encode_text(&uri, QrCodeEcc::Medium).map_err(Error::internal)?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
        }
    }
    let groups: Vec<_> = text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    Ok(Setup {
        secret: groups.join(" "),
        uri,
        path,
        size: code.size() + 2 * MARGIN,
    })
}

fn draw(can: &Can<SignedIn>, stage: Stage, problems: FieldProblems) -> Response {
    let locale = can.prefs.locale;
    let fine = problems.is_empty();
    let view = view::Factor {
        page: can.page(locale.t("第二步验证")),
        stage,
        problems,
    };
    if fine {
        render::ok(locale, &view)
    } else {
        render::invalid(locale, &view)
    }
}
