//! `GET /imports/templates/….xlsx`: empty workbooks to fill in.

use axum::response::Response;

use crate::imports::Kind;
use crate::imports::blank::{Choices, draw, name};
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, download};

pub(super) async fn organisation(can: Can<Office>) -> Result<Response, Error> {
    workbook(can.into_visit(), Kind::Organisation).await
}

pub(super) async fn roster(can: Can<Office>) -> Result<Response, Error> {
    workbook(can.into_visit(), Kind::Roster).await
}

pub(super) async fn lists(can: Can<Office>) -> Result<Response, Error> {
    workbook(can.into_visit(), Kind::Lists).await
}

async fn workbook(mut can: Visit, kind: Kind) -> Result<Response, Error> {
    let campaign = can.campaign()?;
    let choices = Choices::of(&mut can.tx, &campaign).await?;
    let locale = can.prefs.locale;
    // Drawing needs no connection.
    can.tx.rollback().await?;
    let drawing = tokio::task::spawn_blocking(move || draw(kind, &choices, locale));
    let bytes = drawing.await.map_err(Error::internal)?.map_err(Error::internal)?;
    let name = locale.tf("空白-{0}.xlsx", &[&locale.t(name(kind))]);
    Ok(download::workbook(&name, bytes))
}
