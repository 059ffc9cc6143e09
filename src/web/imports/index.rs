//! `GET /imports`: a form for each kind of workbook, and what was sent before.

use axum::response::Response;

use super::view::{Columns, Index, Sending};
use crate::imports::history::Stands;
use crate::imports::runs::{Run, store};
use crate::imports::{Kind, learned, lists, organisation, roster};
use crate::kernel::ids::{ActId, RunId};
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::IMPORTS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, FieldProblems, dates, n_, render};

/// Runs on one page.
const PAGE: usize = 30;

/// What was sent, newest first.
struct Sent;

impl Source for Sent {
    type After = RunId;

    async fn rows(
        &self,
        can: &mut Visit,
        before: Option<RunId>,
        limit: usize,
    ) -> Result<Portion<RunId>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let runs = store::recent(&mut can.tx, before, most).await?;
        Ok(Portion::cut(runs, limit, |run| run.id, |run| row(can, &run)))
    }
}

pub(super) async fn page(can: Can<Office>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let before = can.after("before");
    let view = draw(&mut can, before, None).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// `GET /imports.xlsx`
pub(super) async fn book(can: Can<Office>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &IMPORTS);
    workbook(can, &listing, About::default(), &Sent).await
}

/// The page; with what is wrong with a file that was sent as this kind.
pub(super) async fn draw(
    can: &mut Visit,
    before: Option<RunId>,
    wrong: Option<(Kind, FieldProblems)>,
) -> Result<Index, Error> {
    let listing = Listing::of(can, &IMPORTS).await?;
    let portion = Sent.rows(can, before, PAGE).await?;
    let known = learned::store::list(&mut can.tx).await?;
    let (failed, mut problems) = wrong.map_or((None, FieldProblems::new()), |(k, p)| (Some(k), p));
    let mut form = |kind| Sending {
        problems: if failed == Some(kind) {
            std::mem::take(&mut problems)
        } else {
            FieldProblems::new()
        },
        learned: remembered(kind, &known),
        ..sending(can, kind)
    };
    Ok(Index {
        forms: Kind::ALL.map(&mut form),
        first_page: before.map(|_| listing.address()),
        next: portion.next.map(|id| listing.after(&id)),
        list: listing.shown(can, portion.rows),
        waiting: store::under_way(&mut can.tx).await?,
        counted: can.now.to_rfc3339(),
        page: can.page(can.prefs.locale.t("导入名册")),
    })
}

/// Headers of a kind that were explained, and what they mean.
fn remembered(kind: Kind, known: &[(String, String, String)]) -> Vec<(String, &'static str)> {
    let of_kind = known.iter().filter(|(code, ..)| code == kind.code());
    let labels = kind.headings();
    of_kind
        .map(|(_, text, heading)| {
            let place = labels.iter().position(|known| known.label == heading);
            (text.clone(), learned::label(labels, place))
        })
        .collect()
}

/// An empty form. Each has an act id of its own: sending both is two acts.
fn sending(can: &Visit, kind: Kind) -> Sending {
    let (hint, headings) = match kind {
        Kind::Organisation => (
            n_("先导入。一行一个单位；上级单位写名称，最上面一级不写。同名同上级的就是同一个单位。"),
            organisation::headings(),
        ),
        Kind::Roster => (
            n_(
                "再导入。一行一个任职；同一编号、同一姓名再出现一行，就是又一个任职。单位要和机构名册上的名称一样。",
            ),
            roster::headings(),
        ),
        Kind::Lists => (
            n_(
                "最后导入。一行一个问题，导入后是本人的草稿，缺的由本人补；原因和措施按单元格里的编号分条。同一份文件再导入一次不会重复。",
            ),
            lists::headings(),
        ),
    };
    let column = |required: bool| -> Vec<Columns> {
        let wanted = headings.iter().filter(|heading| heading.required == required);
        wanted
            .map(|heading| Columns::new(can.prefs.locale, heading))
            .collect()
    };
    Sending {
        kind: kind.code(),
        title: title(kind),
        hint,
        required: column(true),
        optional: column(false),
        learned: Vec::new(),
        stands: match kind {
            Kind::Lists => Stands::ALL.map(|stands| (stands.code(), stands.label())).to_vec(),
            _ => Vec::new(),
        },
        act_id: ActId::fresh().to_string(),
        problems: FieldProblems::new(),
    }
}

fn row(can: &Visit, run: &Run) -> Row {
    let locale = can.prefs.locale;
    let count = |n: usize| Cell::count(i64::try_from(n).unwrap_or(i64::MAX));
    Row::new([
        Cell::link(format!("/imports/{}", run.id), &run.file_name),
        Cell::text(locale.t(title(run.kind))),
        Cell::text(dates::moment(locale, run.uploaded_at, can.today()))
            .and_mute(run.who.clone().unwrap_or_default()),
        count(run.report.added),
        count(run.report.changed),
        count(run.report.unchanged),
        count(run.report.refused.len()),
        Cell::state(locale, super::view::badge(run.fate())),
    ])
}

/// The name of the workbook.
pub(super) fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Organisation => n_("机构名册"),
        Kind::Roster => n_("干部名册"),
        Kind::Lists => n_("五个清单"),
    }
}
