//! `GET /figures/definitions`: how each figure is counted.

use axum::response::Response;

use super::address::{Asked, Place};
use super::looking::{Looking, whole};
use super::view::{Defined, Definitions};
use crate::domain::figures::{self, Definition, What};
use crate::web::shell::access::rights::SeeFigures;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, Locale, render};

pub(super) async fn page(mut can: Can<SeeFigures>) -> Result<Response, Error> {
    let looking = Looking::at(&mut can, &Asked::default()).await?;
    Ok(draw(&can, &looking))
}

/// Draws them, with what they count now of what is looked at.
pub(super) fn draw(can: &Visit, looking: &Looking) -> Response {
    let locale = can.prefs.locale;
    let view = Definitions {
        base: looking.at_pages().path(),
        all: figures::ALL
            .iter()
            // Units are not counted within somebody's own.
            .filter(|definition| looking.within.is_none() || !matches!(definition.what, What::Units(_)))
            .map(|definition| defined(locale, looking, definition))
            .collect(),
        page: can.page(locale.t("口径说明")),
    };
    render::ok(locale, &view)
}

fn defined(locale: Locale, looking: &Looking, definition: &'static Definition) -> Defined {
    Defined {
        code: definition.code,
        label: definition.label,
        wording: definition.wording(locale, looking.asked.immediate_days),
        of: definition.of.and_then(whole).map(|of| of.label),
        unit: definition.unit,
        share: looking.share(Place::of(definition)),
    }
}
