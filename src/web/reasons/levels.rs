//! `GET /reasons/statistics/levels`: exactly the problems behind a share of 一次性通过.

use axum::response::Response;

use super::asked::Scope;
use super::returns::{numbered, readings};
use super::view::Rows;
use crate::domain::campaigns::Stage;
use crate::domain::lists::Reading;
use crate::domain::reasons::statistics::{Asked, Passed};
use crate::domain::reasons::store::statistics as store;
use crate::kernel::clock::day_of;
use crate::kernel::ids::ProblemId;
use crate::web::shell::access::rights::CountReasons;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::FIRST_PASS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::roles::tier_label;
use crate::web::shell::{Error, Locale, dates, n_, render};

/// Rows of one page.
const PAGE: usize = 50;

/// 分管领导审阅, 初审, 组审, 形式审查, 预审
pub(super) fn stage_label(stage: Stage) -> &'static str {
    match stage {
        Stage::Leader => n_("分管领导审阅"),
        Stage::Unit => n_("初审"),
        Stage::Group => n_("组审"),
        Stage::Form => n_("形式审查"),
        Stage::Province => n_("预审"),
    }
}

/// What an address asks.
struct Looking {
    asked: Asked,
    stage: Stage,
    first: Option<bool>,
}

impl Looking {
    fn at(scope: &Scope, listing: &Listing) -> Self {
        Self {
            asked: scope.asked.clone(),
            stage: Stage::from_code(listing.ask("stage")).unwrap_or(Stage::Group),
            first: match listing.ask("first") {
                "1" => Some(true),
                "0" => Some(false),
                _ => None,
            },
        }
    }

    /// Which of them; source text.
    fn label(&self) -> &'static str {
        match self.first {
            Some(true) => n_("一次性通过"),
            Some(false) => n_("退回过"),
            None => n_("全部"),
        }
    }
}

impl Source for Looking {
    type After = ProblemId;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<ProblemId>,
        limit: usize,
    ) -> Result<Portion<ProblemId>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let which = (self.stage, self.first);
        let found = store::problems(&mut can.tx, &self.asked, which, (after, most)).await?;
        let levels = store::levels(&mut can.tx, &self.asked).await?;
        let level = levels.iter().find(|level| level.stage == self.stage);
        let total = level.map_or(0, |level| match self.first {
            Some(true) => level.n,
            Some(false) => level.of - level.n,
            None => level.of,
        });
        let problems = found.iter().map(|one| one.problem);
        let readings = readings(can, self.asked.campaign, problems).await?;
        let locale = can.prefs.locale;
        let row = |one: Passed| {
            let reading = readings.get(&one.problem).copied().unwrap_or(Reading::Refused);
            row(locale, &one, reading)
        };
        Ok(Portion::cut(found, limit, |one| one.problem, row).of(total))
    }
}

fn row(locale: Locale, one: &Passed, reading: Reading) -> Row {
    let passed = one.passed_at.map(|at| dates::full(locale, day_of(at)));
    Row::new([
        numbered(&one.number, one.problem, reading),
        Cell::text(&one.owner_name),
        Cell::text(&one.unit_name),
        Cell::text(locale.t(tier_label(one.tier))),
        Cell::text(passed.unwrap_or_default()),
        Cell::count(one.returns),
    ])
}

pub(super) async fn page(can: Can<CountReasons>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &FIRST_PASS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let scope = Scope::of(&mut can, listing.ask("as_of")).await?;
    let looking = Looking::at(&scope, &listing);
    let after = can.after::<ProblemId>("after");
    let portion = looking.rows(&mut can, after, PAGE).await?;
    let locale = can.prefs.locale;
    let mut said = vec![locale.t(stage_label(looking.stage)).to_owned()];
    said.push(locale.t(looking.label()).to_owned());
    scope.say(&can, &mut said);
    let view = Rows {
        said,
        total: portion.total.unwrap_or(0),
        back: scope.back(),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        page: can.page(locale.t("一次性通过明细")),
    };
    Ok(render::ok(locale, &view))
}

/// `GET /reasons/statistics/levels.xlsx`
pub(super) async fn book(can: Can<CountReasons>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &FIRST_PASS);
    let scope = Scope::of(&mut can, listing.ask("as_of")).await?;
    let looking = Looking::at(&scope, &listing);
    let locale = can.prefs.locale;
    let (stage, label) = (locale.t(stage_label(looking.stage)), locale.t(looking.label()));
    let mut about = About::asked(&can, &[(n_("环节"), stage), (n_("一次性通过"), label)]);
    scope.say(&can, &mut about.said);
    workbook(can, &listing, about, &looking).await
}
