//! `GET /to-sign`: what waits for one's signature, one's own and of those one leads.

use axum::response::Response;

use super::{view, waiting};
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::FileOwn;
use crate::web::shell::{Error, render};

pub(super) async fn page(mut can: Can<FileOwn>) -> Result<Response, Error> {
    let all = waiting::all(&mut can).await?;
    let locale = can.prefs.locale;
    let sheets = waiting::sheets(&can, &all);
    let signed = waiting::signed_today(&mut can, &sheets).await?;
    let (stood, led) = sheets.into_iter().partition(|sheet| sheet.stead.is_some());
    let view = view::ToSign {
        page: can.confidential_page(locale.t("待我签字")),
        own_sheets: waiting::own_sheets(&can, &all),
        own: waiting::own(&can, &all),
        led,
        stood,
        count: all.len(),
        signed,
    };
    Ok(render::ok(locale, &view))
}
