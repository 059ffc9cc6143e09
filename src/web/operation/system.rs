//! `GET /system`: how the program runs. Numbers of the system, no business and no texts.

use axum::response::Response;
use chrono::{DateTime, Utc};

use super::view::{Outbox, System};
use crate::domain::accounts::store::sessions;
use crate::domain::packages;
use crate::imports::runs;
use crate::platform::db::{About, about, schema};
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::SeeSystem;
use crate::web::shell::{Error, dates, render};

pub(super) async fn page(can: Can<SeeSystem>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let (locale, today) = (can.prefs.locale, can.today());
    let say = |at: DateTime<Utc>| dates::moment(locale, at, today);
    let database = about(&mut can.tx).await?;
    let schema = schema::check(&mut can.tx).await.is_ok();
    let outbox = packages::store::standing(&mut can.tx).await?;
    let now = can.now;
    let view = System {
        versions: (env!("CARGO_PKG_VERSION"), database.server.clone()),
        size: size(database.bytes),
        files: can.app.files().name().to_owned(),
        schema,
        sessions: sessions::live(&mut can.tx, now).await?,
        imports: runs::store::under_way(&mut can.tx).await?,
        outbox: Outbox {
            waiting: outbox.waiting,
            failing: outbox.failing,
            since: outbox.since.map(say),
            failure: outbox.failure,
            carried: outbox.carried_at.map(say),
        },
        migrations: migrations(database, say),
        page: can.page(locale.t("系统运行")),
    };
    Ok(render::ok(locale, &view))
}

fn migrations(database: About, say: impl Fn(DateTime<Utc>) -> String) -> Vec<(i64, String, String)> {
    let applied = database.migrations.into_iter();
    applied
        .map(|(number, subject, at)| (number, subject, say(at)))
        .collect()
}

/// Whole megabytes, and gigabytes with one decimal from a thousand of them on.
fn size(bytes: i64) -> String {
    const MEGA: i64 = 1_000_000;
    match bytes / MEGA {
        mega @ ..1000 => format!("{mega} MB"),
        mega => format!("{}.{} GB", mega / 1000, mega % 1000 / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        let said = [7_900_000, 999_999_999, 1_250_000_000, 32_000_000_000].map(size);
        assert_eq!(said, ["7 MB", "999 MB", "1.2 GB", "32.0 GB"]);
    }
}
