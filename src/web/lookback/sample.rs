//! `GET /look-backs/{id}`: a draw that is prepared, or its sample with all that is needed to draw it once more; printable.

use axum::response::Response;

use super::access::SeenDraw;
use super::{index, view};
use crate::domain::lists::Tier;
use crate::domain::lookback::{Choice, Draw, Drawn, Entry, Verdict, store};
use crate::domain::units;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::LookBackId;
use crate::kernel::scope::Role;
use crate::web::shell::access::Visit;
use crate::web::shell::badges::Badge;
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::SAMPLE;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::roles::tier_label;
use crate::web::shell::{Error, dates, n_, render};

/// Entries on one page.
const PAGE: usize = 200;

/// What of them can be asked for: word and source text.
const ONLY: [(&str, &str); 3] = [
    ("waiting", n_("待查看")),
    ("held", n_("巩固")),
    ("relapsed", n_("反弹")),
];

/// Entries that a list asks for.
struct Asked {
    draw: LookBackId,
    only: String,
}

impl Asked {
    fn of(draw: &Draw, listing: &Listing) -> Self {
        let only = ONLY.iter().find(|(code, _)| *code == listing.ask("only"));
        Self {
            draw: draw.id,
            only: only.map_or("", |(code, _)| code).to_owned(),
        }
    }
}

impl Source for Asked {
    type After = i32;

    async fn rows(&self, can: &mut Visit, after: Option<i32>, limit: usize) -> Result<Portion<i32>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let found = store::entries(&mut can.tx, self.draw, &self.only, (None, after), most).await?;
        let row = |entry: Entry| row(can, self.draw, &entry);
        Ok(Portion::cut(found, limit, |entry| entry.place, row))
    }
}

pub(super) async fn page(SeenDraw { mut can, draw }: SeenDraw) -> Result<Response, Error> {
    let Some(drawn) = &draw.drawn else {
        let empty = Choice {
            kind: "percent".to_owned(),
            size: "5".to_owned(),
            ..Choice::default()
        };
        let view = prepared(&mut can, &draw, empty, FieldProblems::new()).await?;
        return Ok(render::ok(can.prefs.locale, &view));
    };
    let listing = Listing::of(&mut can, &SAMPLE).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let asked = Asked::of(&draw, &listing);
    let after = can.after::<i32>("after");
    let portion = asked.rows(&mut can, after, PAGE).await?;
    let locale = can.prefs.locale;
    let view = view::Sample {
        id: draw.id.to_string(),
        from: index::from(locale, drawn),
        office: index::office(locale, &draw),
        choices: ONLY.map(|(code, label)| (code, label, code == asked.only)).into(),
        filtered: listing.is_filtered(),
        start: portion.rows.iter().find_map(|row| row.href.clone()),
        next: portion.next.map(|place| listing.after(&place)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        proof: proof(&can, &draw, drawn),
        page: can.page(locale.tf("回头看第 {0} 次抽查", &[&draw.no])),
    };
    Ok(render::ok(locale, &view))
}

/// `GET /look-backs/{id}/rows.xlsx`
pub(super) async fn book(SeenDraw { can, draw }: SeenDraw) -> Result<Response, Error> {
    let listing = Listing::asked(&can, &SAMPLE);
    let asked = Asked::of(&draw, &listing);
    let locale = can.prefs.locale;
    let label = ONLY.iter().find(|(code, _)| *code == asked.only);
    let label = locale.t(label.map_or("", |(_, label)| label));
    let about = About {
        name: Some(locale.tf("回头看第 {0} 次抽查", &[&draw.no])),
        ..About::asked(&can, &[(n_("结果"), label)])
    };
    workbook(can, &listing, about, &asked).await
}

/// A draw whose population is to be chosen.
pub(super) async fn prepared(
    can: &mut Visit,
    draw: &Draw,
    choice: Choice,
    problems: FieldProblems,
) -> Result<view::Prepared, Error> {
    let (locale, today) = (can.prefs.locale, can.today());
    let units = match draw.county {
        None => units::store::top_units(&mut can.tx).await?,
        Some(_) => Vec::new(),
    };
    let unit = |unit: units::Unit| {
        let id = unit.id.to_string();
        let chosen = id == choice.unit;
        (id, unit.name, chosen)
    };
    Ok(view::Prepared {
        page: can.page(locale.tf("回头看第 {0} 次抽查", &[&draw.no])),
        id: draw.id.to_string(),
        office: index::office(locale, draw),
        county: draw.county_name.clone(),
        commitment: draw.commitment.clone(),
        prepared: format!("{} {}", dates::moment(locale, draw.at, today), draw.who),
        mine: draw.is_drawn_by(&can.actor),
        units: units.into_iter().map(unit).collect(),
        tiers: Tier::ALL.map(|tier| (tier.code(), tier_label(tier), tier.code() == choice.tier)),
        choice,
        problems,
    })
}

fn proof(can: &Visit, draw: &Draw, drawn: &Drawn) -> view::Proof {
    let (locale, today) = (can.prefs.locale, can.today());
    view::Proof {
        commitment: draw.commitment.clone(),
        secret: drawn.secret.clone(),
        public_words: draw.public_words.clone(),
        seed: drawn.seed.clone(),
        prepared: format!("{} {}", dates::moment(locale, draw.at, today), draw.who),
        drawn: format!("{} {}", dates::moment(locale, drawn.at, today), drawn.who),
        population_n: drawn.population_n,
        population_sha256: drawn.population_sha256.clone(),
        sample_n: drawn.sample_n,
        looked: drawn.looked,
        relapsed: drawn.relapsed,
    }
}

/// What was found, or that nobody looked yet.
pub(super) fn badge(verdict: Option<Verdict>) -> Badge {
    let (class, label) = match verdict {
        None => ("is-sign", n_("待查看")),
        Some(Verdict::Held) => ("is-ok", n_("巩固")),
        Some(Verdict::Relapsed) => ("is-act", n_("反弹")),
    };
    Badge { class, label }
}

fn row(can: &Visit, draw: LookBackId, entry: &Entry) -> Row {
    let (locale, today) = (can.prefs.locale, can.today());
    let to = format!("/look-backs/{draw}/entries/{}", entry.place);
    // Texts of guarded tiers are only for whoever was named to read them.
    let opens = !entry.tier.is_guarded() || can.has(Role::CityReader);
    let number = if opens {
        Cell::text(&entry.number).leading(&to)
    } else {
        Cell::text(&entry.number)
    };
    let found = entry.found.as_ref();
    let day = found.map(|found| dates::short(locale, found.looked_on, today));
    let row = Row::new([
        Cell::text(entry.place.to_string()),
        number,
        Cell::text(&entry.owner_name),
        Cell::text(&entry.unit_name),
        Cell::text(&entry.close_number).chinese(),
        Cell::state(locale, badge(found.map(|found| found.verdict))),
        Cell::text(day.unwrap_or_default()),
        Cell::text(found.map(|found| found.looked_by.clone()).unwrap_or_default()),
        Cell::text(locale.t(tier_label(entry.tier))),
        Cell::code(&entry.rank),
    ]);
    Row {
        href: (opens && found.is_none()).then_some(to),
        ..row
    }
}
