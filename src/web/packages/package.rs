//! `GET /packages/{id}`: the manifest without its texts, and what came back.

use axum::extract::Path;
use axum::response::Response;

use super::{index, view};
use crate::domain::packages::store;
use crate::kernel::ids::PackageId;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Office;
use crate::web::shell::{Error, n_, render};

pub(super) async fn page(can: Can<Office>, Path(id): Path<String>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let (locale, today, campaign) = (can.prefs.locale, can.today(), can.campaign()?.id);
    let id: PackageId = id.parse().map_err(|_| Error::NotFound)?;
    let sent = store::sent(&mut can.tx, campaign, Some(id)).await?;
    let package = sent.first().ok_or(Error::NotFound)?;
    let entries = store::entries_of(&mut can.tx, id).await?;
    let entry =
        |(_, number, revision, sha256, verdict): (_, String, i32, String, Option<String>)| view::Entry {
            number,
            revision,
            sha256,
            state: match verdict.as_deref() {
                None => n_("待预审"),
                Some("approved") => n_("预审通过"),
                Some(_) => n_("预审退回"),
            },
        };
    let view = view::PackagePage {
        package: index::line(locale, package, today),
        entries: entries.into_iter().map(entry).collect(),
        page: can.page(locale.t("预审报送")),
    };
    Ok(render::ok(locale, &view))
}
