//! `GET /readings`: what waits for the visitor at the stages beside the group's, stage by stage.

use std::fmt::{self, Display};
use std::str::FromStr;

use axum::response::Response;

use super::{labels, view};
use crate::domain::campaigns::Stage;
use crate::domain::review::stages::{self, Seat, StageCount, Waiting};
use crate::domain::review::store;
use crate::kernel::ids::{CampaignId, ProblemId};
use crate::kernel::scope::Actor;
use crate::web::shell::access::rights::ReadStages;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::READINGS;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::{Cell, Group, Listing, Portion, Row, Source};
use crate::web::shell::{Error, Locale, n_, render};

/// Entries on one page.
const PAGE: usize = 50;

/// A place in the list: an entry and the stage at which it stood, which it may have left since.
#[derive(Clone, Copy)]
struct Place(Stage, ProblemId);

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0.code(), self.1)
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(said: &str) -> Result<Self, ()> {
        let (stage, id) = said.split_once('.').ok_or(())?;
        let stage = Stage::from_code(stage).ok_or(())?;
        Ok(Self(stage, id.parse().map_err(|_| ())?))
    }
}

/// What waits for a seat, of one stage or of all.
struct Asked {
    campaign: CampaignId,
    actor: Actor,
    seat: Seat,
    stage: Option<Stage>,
    counts: Vec<StageCount>,
}

impl Asked {
    async fn of(can: &mut Visit, listing: &Listing) -> Result<Self, Error> {
        let (campaign, actor) = (can.campaign()?.id, can.actor.clone());
        let stage = Stage::from_code(listing.ask("stage"));
        Ok(Self {
            counts: stages::waiting_for(&mut can.tx, campaign, &actor).await?,
            seat: Seat::of(&mut can.tx, &actor).await?,
            stage: stage.filter(|stage| stages::READ_AT.contains(stage)),
            campaign,
            actor,
        })
    }
}

impl Source for Asked {
    type After = Place;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<Place>,
        limit: usize,
    ) -> Result<Portion<Place>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let from = (after.map(|Place(stage, id)| (stage, id)), most);
        let entries = store::waiting(&mut can.tx, self.campaign, &self.seat, self.stage, from).await?;
        let locale = can.prefs.locale;
        let row = |entry: Waiting| self.row(locale, &entry);
        Ok(Portion::cut(
            entries,
            limit,
            |entry| Place(entry.stage, entry.id),
            row,
        ))
    }
}

pub(super) async fn page(can: Can<ReadStages>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &READINGS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let asked = Asked::of(&mut can, &listing).await?;
    let after = can.after::<Place>("after");
    let portion = asked.rows(&mut can, after, PAGE).await?;
    let locale = can.prefs.locale;
    let choice = |count: &StageCount| view::StageChoice {
        code: count.stage.code(),
        label: labels::stage(count.stage),
        n: count.n,
        chosen: asked.stage == Some(count.stage),
    };
    let view = view::Readings {
        total: asked.counts.iter().map(|count| count.n).sum(),
        start: portion.rows.first().and_then(|row| row.href.clone()),
        stages: asked.counts.iter().map(choice).collect(),
        filtered: listing.is_filtered(),
        next: portion.next.map(|place| listing.after(&place)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        page: can.confidential_page(locale.t("审阅初审")),
    };
    Ok(render::ok(locale, &view))
}

/// `GET /readings.xlsx`
pub(super) async fn book(can: Can<ReadStages>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &READINGS);
    let asked = Asked::of(&mut can, &listing).await?;
    let stage = can.prefs.locale.t(asked.stage.map_or("", labels::stage));
    let about = About::asked(&can, &[(n_("环节"), stage)]);
    workbook(can, &listing, about, &asked).await
}

/// What is done at a stage.
pub(super) fn task(stage: Stage) -> &'static str {
    match stage {
        Stage::Leader => n_("读一遍，可以写意见；送下一步，或写明理由退回本人。"),
        Stage::Unit => n_("只提意见，不作结论；意见随清单送督察指导组。"),
        Stage::Form => n_("只看形式：填全没有，归类、时限、责任写清没有；不作审核结论。"),
        Stage::Group | Stage::Province => "",
    }
}

/// The page of an entry.
pub(super) fn entry(id: ProblemId) -> String {
    format!("/problems/{id}/reading")
}

impl Asked {
    fn row(&self, locale: Locale, entry: &Waiting) -> Row {
        let order = self.actor.stands_in_for(entry.leader);
        let order = order.filter(|_| entry.stage == Stage::Leader);
        let href = self::entry(entry.id);
        let title = if entry.tier.is_guarded() {
            Cell::text(locale.t("打开后可见，打开留痕"))
        } else {
            Cell::text(&entry.title).chinese()
        };
        let owner = Cell::text(&entry.owner_name);
        let owner = match order {
            Some(order) => owner.and(locale.tf("代理 {0}", &[&order.name]), Look::State("is-sign")),
            None => owner,
        };
        let revision = if entry.revision > 1 {
            locale.tf("第 {0} 稿", &[&entry.revision])
        } else {
            locale.t("首次").to_owned()
        };
        let cells = Row::new([
            Cell::text(&entry.number),
            title.leading(&href),
            owner,
            Cell::text(&entry.unit_name),
            Cell::text(revision),
            Cell::text(labels::day(locale, entry.since)),
            Cell::text(locale.t(labels::tier(entry.tier))),
        ]);
        Row {
            group: Some(Group {
                key: entry.stage.code().to_owned(),
                head: Cell::text(locale.t(labels::stage(entry.stage))).and_mute(locale.t(task(entry.stage))),
            }),
            href: Some(href),
            ..cells
        }
    }
}
