//! `GET /to-sign`: what waits for one's signature, one's own and of those one leads.

use axum::response::Response;

use super::{view, waiting};
use crate::domain::signing::SignerRole;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::FileOwn;
use crate::web::shell::{Error, render};

pub(super) async fn page(mut can: Can<FileOwn>) -> Result<Response, Error> {
    let all = waiting::all(&mut can).await?;
    let locale = can.prefs.locale;
    let led = waiting::people(&can, &all, SignerRole::Leader, None);
    let (stood, led) = led.into_iter().partition(|person| person.stead.is_some());
    let view = view::ToSign {
        page: can.confidential_page(locale.t("待我签字")),
        own: waiting::people(&can, &all, SignerRole::Owner, None),
        led,
        stood,
        count: all.len(),
    };
    Ok(render::ok(locale, &view))
}
