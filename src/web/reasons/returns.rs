//! `GET /reasons/statistics/returns`: exactly the returns behind a number.

use std::collections::HashMap;

use axum::response::Response;

use super::asked::Scope;
use super::levels::stage_label;
use super::statistics::label;
use super::view::Rows;
use crate::domain::campaigns::{self, Terms};
use crate::domain::lists::reading::Sight;
use crate::domain::lists::{self, Problem, Reading, fields};
use crate::domain::reasons::statistics::{Asked, Of, Return, Which};
use crate::domain::reasons::store::statistics as store;
use crate::domain::review::Ruling;
use crate::kernel::clock::day_of;
use crate::kernel::ids::{GroupId, ProblemId, VerdictId};
use crate::web::shell::access::rights::CountReasons;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::RETURNS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::roles::tier_label;
use crate::web::shell::{Error, Locale, dates, n_, render};

/// Rows of one page.
const PAGE: usize = 50;

/// What an address asks of the returns.
struct Looking {
    asked: Asked,
    which: Which,
    terms: Terms,
    /// What was asked, in words: the column and the reason.
    group: String,
    reason: String,
}

impl Looking {
    async fn at(can: &mut Visit, scope: &Scope, listing: &Listing) -> Result<Self, Error> {
        let locale = can.prefs.locale;
        let (group, code) = (listing.ask("group"), listing.ask("reason"));
        let elsewhere = group == "other";
        // What can't be read is a group that nobody has.
        let one =
            (!group.is_empty() && !elsewhere).then(|| group.parse().unwrap_or(GroupId(uuid::Uuid::nil())));
        let named = scope.groups.iter().find(|(id, _)| Some(*id) == one);
        let terms = campaigns::store::terms(&mut can.tx, scope.asked.campaign).await?;
        Ok(Self {
            asked: one.map_or_else(|| scope.asked.clone(), |group| scope.of_group(group)),
            which: Which {
                code: (!code.is_empty()).then(|| code.to_owned()),
                elsewhere,
            },
            group: match named {
                Some((_, name)) => name.clone(),
                None if elsewhere => locale.t("组审以外").to_owned(),
                None => String::new(),
            },
            reason: format!("{code} {}", label(&terms, code, locale))
                .trim()
                .to_owned(),
            terms,
        })
    }
}

impl Source for Looking {
    type After = VerdictId;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<VerdictId>,
        limit: usize,
    ) -> Result<Portion<VerdictId>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let found = store::returns(&mut can.tx, &self.asked, &self.which, (after, most)).await?;
        let total = store::count(&mut can.tx, &self.asked, &self.which).await?;
        let ids: Vec<VerdictId> = found.iter().map(|one| one.id).collect();
        let mut reasons: HashMap<VerdictId, Vec<Of>> = HashMap::new();
        for of in store::reasons_of(&mut can.tx, &ids).await? {
            let asked = self.which.code.as_ref().is_none_or(|code| *code == of.code);
            if asked {
                reasons.entry(of.verdict).or_default().push(of);
            }
        }
        let problems = found.iter().map(|one| one.problem);
        let readings = readings(can, self.asked.campaign, problems).await?;
        let locale = can.prefs.locale;
        let row = |one: Return| {
            let of = reasons.remove(&one.id).unwrap_or_default();
            let reading = readings.get(&one.problem).copied().unwrap_or(Reading::Refused);
            row(locale, &one, (&of, &self.terms), reading)
        };
        Ok(Portion::cut(found, limit, |one| one.id, row).of(total))
    }
}

/// As what the visitor reads each of these.
pub(super) async fn readings(
    can: &mut Visit,
    campaign: crate::kernel::ids::CampaignId,
    problems: impl Iterator<Item = ProblemId>,
) -> Result<HashMap<ProblemId, Reading>, Error> {
    let actor = can.actor.clone();
    let sight = Sight::of(&mut can.tx, &actor, campaign).await?;
    let ids: Vec<_> = problems.map(|id| id.0).collect();
    let found = lists::store::find_all(&mut can.tx, &ids).await?;
    let reading = |problem: &Problem| (problem.id, sight.reading(&actor, problem));
    Ok(found.iter().map(reading).collect())
}

/// The number, leading to the problem where the visitor may read it: of a guarded one the opening is recorded there.
pub(super) fn numbered(number: &str, problem: ProblemId, reading: Reading) -> Cell {
    let cell = Cell::text(number);
    if reading.is_allowed() {
        cell.leading(format!("/problems/{problem}"))
    } else {
        cell
    }
}

fn row(locale: Locale, one: &Return, (of, terms): (&[Of], &Terms), reading: Reading) -> Row {
    let by = one.group_name.clone();
    let ruling = match one.ruling {
        Ruling::Redo => n_("推倒重来"),
        Ruling::Returned | Ruling::Approved => n_("退回修改"),
    };
    let joined = |texts: Vec<String>| {
        let mut texts = texts;
        texts.dedup();
        texts.join(locale.t("；"))
    };
    let names = |of: &Of| format!("{} {}", of.code, label(terms, &of.code, locale));
    Row::new([
        numbered(&one.number, one.problem, reading),
        Cell::text(&one.unit_name),
        Cell::text(locale.tf("第 {0} 稿", &[&one.revision])),
        Cell::text(dates::full(locale, day_of(one.at))),
        Cell::text(by.unwrap_or_else(|| locale.t(stage_label(one.stage)).to_owned())),
        Cell::text(locale.t(ruling)),
        Cell::text(joined(of.iter().map(names).collect())),
        Cell::text(joined(
            of.iter()
                .map(|of| fields::label(&of.field).text(locale))
                .collect(),
        )),
        words(locale, one, of, reading),
        Cell::text(&one.owner_name),
        Cell::text(locale.t(tier_label(one.tier))),
    ])
}

/// What was said to the owner, where the visitor may read the text that it is about: never of a guarded one.
fn words(locale: Locale, one: &Return, of: &[Of], reading: Reading) -> Cell {
    if !reading.is_allowed() {
        return Cell::default().and_mute(locale.t("不在您可阅的范围"));
    }
    if one.tier.is_guarded() {
        return Cell::default().and_mute(locale.t("打开后可见，打开留痕"));
    }
    let all = std::iter::once(&one.words).chain(of.iter().map(|of| &of.words));
    let said: Vec<&str> = all
        .map(String::as_str)
        .filter(|words| !words.is_empty())
        .collect();
    Cell::text(said.join(" ")).chinese()
}

pub(super) async fn page(can: Can<CountReasons>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::of(&mut can, &RETURNS).await?;
    if let Some(elsewhere) = listing.opens_elsewhere() {
        return Ok(elsewhere);
    }
    let scope = Scope::of(&mut can, listing.ask("as_of")).await?;
    let looking = Looking::at(&mut can, &scope, &listing).await?;
    let after = can.after::<VerdictId>("after");
    let portion = looking.rows(&mut can, after, PAGE).await?;
    let locale = can.prefs.locale;
    let mut said = vec![looking.reason, looking.group];
    said.retain(|said| !said.is_empty());
    scope.say(&can, &mut said);
    let view = Rows {
        said,
        total: portion.total.unwrap_or(0),
        back: scope.back(),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        list: listing.shown(&can, portion.rows),
        page: can.confidential_page(locale.t("退回明细")),
    };
    Ok(render::ok(locale, &view))
}

/// `GET /reasons/statistics/returns.xlsx`
pub(super) async fn book(can: Can<CountReasons>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let listing = Listing::asked(&can, &RETURNS);
    let scope = Scope::of(&mut can, listing.ask("as_of")).await?;
    let looking = Looking::at(&mut can, &scope, &listing).await?;
    let asked = [
        (n_("理由"), looking.reason.as_str()),
        (n_("谁退的"), looking.group.as_str()),
    ];
    let mut about = About::asked(&can, &asked);
    scope.say(&can, &mut about.said);
    workbook(can, &listing, about, &looking).await
}
