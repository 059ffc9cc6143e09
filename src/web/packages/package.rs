//! `GET /packages/{id}`: the manifest without its texts, and what came back.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;

use super::{index, view};
use crate::domain::packages::Sent;
use crate::domain::packages::store::{self, Packed, Wanted};
use crate::kernel::ids::PackageId;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Carries, Visit, id_in_path};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::PACKED;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, Locale, dates, n_, render};
use crate::web::state::App;

/// Entries on one page.
const PAGE: usize = 50;

/// What of them can be asked for: word and source text.
const ONLY: [(&str, &str); 3] = [
    ("waiting", n_("待预审")),
    ("passed", n_("预审通过")),
    ("returned", n_("预审退回")),
];

/// A package that the office handed up, named by `{id}` in the path.
#[derive(Debug)]
pub(super) struct SeenPackage {
    can: Visit,
    package: Sent,
}

impl Carries for SeenPackage {
    const RIGHT: &'static str = <Can<Office> as Carries>::RIGHT;
}

impl FromRequestParts<App> for SeenPackage {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Can::<Office>::from_request_parts(parts, app).await?.into_visit();
        let wanted = Wanted {
            one: Some(id_in_path::<PackageId>(parts, app).await?),
            only: "",
        };
        let campaign = can.campaign()?.id;
        let sent = store::sent(&mut can.tx, campaign, wanted, (None, 1)).await?;
        let package = sent.into_iter().next().ok_or(Error::NotFound)?;
        Ok(Self { can, package })
    }
}

/// Entries that a list asks for.
struct Asked {
    package: PackageId,
    only: String,
}

impl Source for Asked {
    type After = i32;

    async fn rows(&self, can: &mut Visit, after: Option<i32>, limit: usize) -> Result<Portion<i32>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let entries = store::entries_of(&mut can.tx, self.package, &self.only, (after, most)).await?;
        let locale = can.prefs.locale;
        let row = |entry: Packed| row(locale, entry);
        Ok(Portion::cut(entries, limit, |entry| entry.position, row))
    }
}

pub(super) async fn page(seen: SeenPackage) -> Result<Response, Error> {
    let SeenPackage { mut can, package } = seen;
    let listing = Listing::of(&mut can, &PACKED).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let asked = Asked {
        package: package.id,
        only: listing.ask("only").to_owned(),
    };
    let after = can.after::<i32>("after");
    let portion = asked.rows(&mut can, after, PAGE).await?;
    let (locale, today) = (can.prefs.locale, can.today());
    let moment = |at| dates::moment(locale, at, today);
    let view = view::PackagePage {
        frozen: moment(package.frozen_at),
        delivered: package.delivered_at.map(moment),
        sha256: hex::encode(&package.sha256),
        sm3: hex::encode(&package.sm3),
        entries: package.entries,
        number: package.number,
        choices: ONLY.map(|(code, label)| (code, label, code == asked.only)).into(),
        filtered: listing.is_filtered(),
        next: portion.next.map(|place| listing.after(&place)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        page: can.page(locale.t("预审报送")),
    };
    Ok(render::ok(locale, &view))
}

/// `GET /packages/{id}/rows.xlsx`
pub(super) async fn book(seen: SeenPackage) -> Result<Response, Error> {
    let SeenPackage { can, package } = seen;
    let listing = Listing::asked(&can, &PACKED);
    let asked = Asked {
        package: package.id,
        only: listing.ask("only").to_owned(),
    };
    let about = About {
        name: Some(package.number),
        ..index::about(&can, &ONLY, &asked.only)
    };
    workbook(can, &listing, about, &asked).await
}

fn row(locale: Locale, entry: Packed) -> Row {
    let result = match entry.verdict.as_deref() {
        None => n_("待预审"),
        Some("approved") => n_("预审通过"),
        Some(_) => n_("预审退回"),
    };
    Row::new([
        Cell::text(entry.number),
        Cell::text(locale.tf("第 {0} 稿", &[&entry.revision])),
        Cell::text(locale.t(result)),
        Cell::code(hex::encode(entry.digest)),
    ])
}
