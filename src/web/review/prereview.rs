//! `GET /prereview`: the province's queue, package by package. Texts are seen when an entry is opened.

use axum::response::Response;

use super::view;
use crate::domain::packages::store;
use crate::kernel::ids::PackageId;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Prereview;
use crate::web::shell::{Error, dates, n_, render};

pub(super) async fn page(can: Can<Prereview>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let (locale, today) = (can.prefs.locale, can.today());
    let holders = store::holders(&mut can.tx, can.now).await?;
    let mut packages = Vec::new();
    for package in store::received(&mut can.tx).await? {
        let entries = store::waiting(&mut can.tx, package.id).await?;
        let shown =
            |(position, number, revision, verdict): (i32, String, i32, Option<String>)| view::HandedEntry {
                href: verdict.is_none().then(|| entry(package.id, position)),
                number,
                revision,
                state: match verdict.as_deref() {
                    None => n_("待预审"),
                    Some("approved") => n_("预审通过"),
                    Some(_) => n_("预审退回"),
                },
            };
        packages.push(view::Handed {
            id: package.id.to_string(),
            held: holders
                .iter()
                .find(|(held, ..)| *held == package.id)
                .map(|(.., name)| name.clone()),
            received: dates::moment(locale, package.received_at, today),
            waiting: package.waiting,
            sha256: hex::encode(&package.sha256),
            entries: entries.into_iter().map(shown).collect(),
            from: package.from_name,
            number: package.number,
        });
    }
    let view = view::Prereview {
        total: packages.iter().map(|package| package.waiting).sum(),
        start: packages
            .iter()
            .flat_map(|p| &p.entries)
            .find_map(|e| e.href.clone()),
        packages,
        page: can.page(locale.t("预审")),
    };
    Ok(render::ok(locale, &view))
}

/// The page of an entry.
pub(super) fn entry(package: PackageId, position: i32) -> String {
    format!("/prereview/{package}/{position}")
}
