//! `GET /closures/numbers`: the numbers that were given, newest first.

use axum::response::Response;
use uuid::Uuid;

use super::gate::PAGE;
use super::view;
use crate::domain::rectification::counties_of;
use crate::domain::rectification::store::{self, Closure, Given};
use crate::domain::units;
use crate::kernel::clock::{day_of, local};
use crate::kernel::ids::{CampaignId, UnitId};
use crate::kernel::text::code_text;
use crate::web::shell::access::rights::Close;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::NUMBERED;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, Locale, dates, n_, render};

/// Numbers that a list asks for.
struct Asked {
    campaign: CampaignId,
    given: Given,
}

impl Asked {
    fn of(can: &Visit, listing: &Listing) -> Result<Self, Error> {
        Ok(Self {
            campaign: can.campaign()?.id,
            given: Given {
                counties: counties_of(&can.actor),
                unit: listing.ask_for("unit", UnitId(Uuid::nil())),
                batch: batch(listing.ask("batch")),
                text: listing.ask("q").to_owned(),
            },
        })
    }
}

/// `14`, `１４` or 第 14 批; what is no number is a batch that there never was.
fn batch(asked: &str) -> Option<i32> {
    let digits: String = code_text(asked)
        .chars()
        .filter(|c| !matches!(c, '第' | '批' | ' '))
        .collect();
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(0))
}

impl Source for Asked {
    type After = String;

    async fn rows(
        &self,
        can: &mut Visit,
        before: Option<String>,
        limit: usize,
    ) -> Result<Portion<String>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let before = before.as_deref();
        let found = store::closures(&mut can.tx, self.campaign, &self.given, before, most).await?;
        let (locale, today) = (can.prefs.locale, can.today());
        let row = |closure: Closure| row(locale, today, closure);
        Ok(Portion::cut(found, limit, |closure| closure.number.clone(), row))
    }
}

pub(super) async fn page(can: Can<Close>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &NUMBERED).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let asked = Asked::of(&can, &listing)?;
    let before = can.after::<String>("before").filter(|number| !number.is_empty());
    let portion = asked.rows(&mut can, before.clone(), PAGE).await?;
    let units = units::store::top_units(&mut can.tx).await?;
    let chosen = asked.given.unit;
    let counties = asked.given.counties.clone();
    let offered = |unit: &units::Unit| {
        counties
            .as_ref()
            .is_none_or(|counties| counties.contains(&unit.id))
    };
    let option = |unit: units::Unit| (unit.id.to_string(), unit.name, chosen == Some(unit.id));
    let view = view::Numbers {
        page: can.page(can.prefs.locale.t("已销号")),
        units: units.into_iter().filter(offered).map(option).collect(),
        batch: listing.ask("batch").to_owned(),
        q: asked.given.text,
        filtered: listing.is_filtered(),
        next: portion.next.map(|number| listing.after(&number)),
        first: before.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /closures/numbers.xlsx`
pub(super) async fn book(can: Can<Close>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &NUMBERED);
    let asked = Asked::of(&can, &listing)?;
    let unit = match asked.given.unit {
        Some(unit) => units::store::find(&mut can.tx, unit).await?.map(|unit| unit.name),
        None => None,
    };
    let about = [
        (n_("文号、编号或姓名"), asked.given.text.as_str()),
        (n_("单位"), unit.as_deref().unwrap_or_default()),
        (n_("批次"), listing.ask("batch")),
    ];
    let about = About::asked(&can, &about);
    workbook(can, &listing, about, &asked).await
}

fn row(locale: Locale, today: chrono::NaiveDate, closure: Closure) -> Row {
    let day = dates::short(locale, day_of(closure.at), today);
    let href = format!("/problems/{}", closure.problem);
    Row::new([
        Cell::text(closure.number).chinese(),
        Cell::link(href, closure.problem_number),
        Cell::text(closure.owner_name),
        Cell::text(closure.unit_name),
        Cell::text(locale.tf("第 {0} 批", &[&closure.batch_no])),
        Cell::text(format!("{day} {}", local(closure.at).format("%H:%M"))),
        Cell::text(closure.who),
    ])
}
