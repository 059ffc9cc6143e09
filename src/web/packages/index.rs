//! `GET /packages`: what waits to be handed up, and how far each package has come.

use axum::response::Response;

use super::view;
use crate::domain::packages::{Sent, store};
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, Locale, dates, render};

pub(super) async fn page(can: Can<Office>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let (locale, today, campaign) = (can.prefs.locale, can.today(), can.campaign()?.id);
    let waiting = store::to_hand_up(&mut can.tx, campaign).await?;
    let sent = store::sent(&mut can.tx, campaign, None).await?;
    let view = view::Index {
        waiting: waiting.into_iter().map(|(_, number)| number).collect(),
        packages: sent.iter().map(|package| line(locale, package, today)).collect(),
        page: can.page(locale.t("预审报送")),
    };
    Ok(render::ok(locale, &view))
}

/// One package as it is drawn.
pub(super) fn line(locale: Locale, package: &Sent, today: chrono::NaiveDate) -> view::Line {
    view::Line {
        href: format!("/packages/{}", package.id),
        number: package.number.clone(),
        frozen: dates::moment(locale, package.frozen_at, today),
        delivered: package.delivered_at.map(|at| dates::moment(locale, at, today)),
        entries: package.entries,
        passed: package.passed,
        returned: package.returned,
        waiting: package.entries - package.passed - package.returned,
        sha256: hex::encode(&package.sha256),
        sm3: hex::encode(&package.sm3),
    }
}
