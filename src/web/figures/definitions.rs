//! `GET /figures/definitions`: how each figure is counted.

use axum::response::Response;

use super::address::{Asked, Place};
use super::looking::{Looking, whole};
use super::view::{Defined, Definitions};
use crate::domain::figures::{self, Definition};
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::SeeFigures;
use crate::web::shell::{Error, Locale, render};

pub(super) async fn page(mut can: Can<SeeFigures>) -> Result<Response, Error> {
    let looking = Looking::at(&mut can, &Asked::default()).await?;
    let locale = can.prefs.locale;
    let view = Definitions {
        all: figures::ALL
            .iter()
            .map(|definition| defined(locale, &looking, definition))
            .collect(),
        page: can.page(locale.t("口径说明")),
    };
    Ok(render::ok(locale, &view))
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
