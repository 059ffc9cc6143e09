//! `GET /server-keys`: by which keys servers countersigned, and how a file of signatures is checked without this program's server.

use axum::response::Response;

use super::view::{ServerKey, ServerKeys};
use crate::domain::signing::countersign::Countersigner;
use crate::domain::signing::store::{PublicKey, server_keys};
use crate::kernel::clock::day_of;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::sheet::paper::grouped;
use crate::web::shell::{Error, Locale, dates, render};

pub(super) async fn page(mut can: Can<SignedIn>) -> Result<Response, Error> {
    let known = server_keys(&mut can.tx).await?;
    let (locale, app) = (can.prefs.locale, can.app.clone());
    let present = app.countersigner();
    let view = ServerKeys {
        page: can.page(locale.t("会签公钥")),
        keys: drawn(locale, &known, present.as_deref()),
    };
    Ok(render::ok(locale, &view))
}

/// Each key with the days of its use: until another one came into use, the present one to this day.
fn drawn(locale: Locale, known: &[PublicKey], present: Option<&Countersigner>) -> Vec<ServerKey> {
    let day = |key: &PublicKey| dates::full(locale, day_of(key.first_used_at));
    let mut keys: Vec<ServerKey> = Vec::new();
    for (n, key) in known.iter().enumerate() {
        let next = known.get(n + 1).map(day);
        let is_present = present.is_some_and(|present| present.id() == key.id);
        keys.push(ServerKey {
            id: key.id.clone(),
            public: grouped(&hex::encode(&key.key)),
            since: Some(day(key)),
            until: next.filter(|_| !is_present),
            present: is_present,
        });
    }
    let fresh = present.filter(|present| known.iter().all(|key| key.id != present.id()));
    keys.extend(fresh.map(|key| ServerKey {
        id: key.id().to_owned(),
        public: grouped(&hex::encode(key.public())),
        since: None,
        until: None,
        present: true,
    }));
    keys
}
