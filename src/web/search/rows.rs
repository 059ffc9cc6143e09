//! What was found, as it is drawn: as a hit, or in columns.

use super::view::Row;
use crate::domain::search::find::{self, FoundProblem};
use crate::domain::search::store::subjects::{PersonText, UnitText};
use crate::domain::search::{Kind, Piece, Place, Query, excerpt, marked};
use crate::domain::units::UnitKind;
use crate::web::shell::access::Visit;
use crate::web::shell::access::rights::looks_up_within;
use crate::web::shell::badges::Badge;
use crate::web::shell::list::catalogue::{FOUND_ALL, FOUND_PEOPLE, FOUND_PROBLEMS, FOUND_UNITS};
use crate::web::shell::list::{self, Cell, List, Portion, Source};
use crate::web::shell::{Error, Locale, n_};

/// Most that are looked through at once: their texts are read.
const BATCH: usize = 500;

/// The list that a kind by itself is.
pub(super) fn list(kind: Option<Kind>) -> &'static List {
    match kind {
        None => &FOUND_ALL,
        Some(Kind::Problem) => &FOUND_PROBLEMS,
        Some(Kind::Person) => &FOUND_PEOPLE,
        Some(Kind::Unit) => &FOUND_UNITS,
    }
}

/// What is found of a kind, in columns.
pub(super) struct Finding {
    pub(super) kind: Kind,
    pub(super) query: Query,
}

impl Source for Finding {
    type After = Place;

    async fn rows(
        &self,
        can: &mut Visit,
        after: Option<Place>,
        limit: usize,
    ) -> Result<Portion<Place>, Error> {
        let locale = can.prefs.locale;
        let (hits, next) = found(can, self.kind, &self.query, (after, limit.min(BATCH))).await?;
        Ok(Portion {
            rows: hits
                .into_iter()
                .map(|hit| cells(locale, self.kind, hit))
                .collect(),
            next,
            total: None,
        })
    }
}

/// Hits of a kind, and behind which place others are.
pub(super) async fn found(
    can: &mut Visit,
    kind: Kind,
    query: &Query,
    slice: (Option<Place>, usize),
) -> Result<(Vec<Row>, Option<Place>), Error> {
    Ok(match kind {
        Kind::Problem => {
            let (actor, campaign) = (can.actor.clone(), can.campaign()?.id);
            let found = find::problems(&mut can.tx, &actor, campaign, query, slice).await?;
            (
                found.rows.iter().map(|one| problem(one, query)).collect(),
                found.next,
            )
        }
        Kind::Person => {
            let within = looks_up_within(can);
            let found = find::people(&mut can.tx, within.as_deref(), query, slice).await?;
            (
                found.rows.iter().map(|one| person(one, query)).collect(),
                found.next,
            )
        }
        Kind::Unit => {
            let found = find::units(&mut can.tx, query, slice).await?;
            (
                found.rows.iter().map(|one| unit(one, query)).collect(),
                found.next,
            )
        }
    })
}

fn cells(locale: Locale, kind: Kind, hit: Row) -> list::Row {
    let name = match hit.said {
        Some(said) => Cell::text(locale.t(said)),
        None => Cell::found(&hit.name).chinese(),
    };
    let name = name.leading(hit.href);
    let state = hit
        .badge
        .map_or_else(Cell::default, |badge| Cell::state(locale, badge));
    let number = Cell::found(&hit.number);
    let about = |from: usize, to: usize| {
        let parts = hit
            .about
            .iter()
            .take(to)
            .skip(from)
            .filter(|part| !part.is_empty());
        Cell::found(
            &parts
                .collect::<Vec<_>>()
                .iter()
                .map(|part| part.as_slice())
                .collect::<Vec<_>>()
                .join(&Piece {
                    text: " ".to_owned(),
                    found: false,
                }),
        )
    };
    match kind {
        Kind::Problem => list::Row::new([
            number,
            name,
            state,
            about(0, 1),
            about(1, 3),
            Cell::found(&hit.excerpt).chinese(),
        ]),
        Kind::Person => list::Row::new([name, number, about(0, 2), about(2, 3), state]),
        Kind::Unit => {
            let kind = Cell::text(locale.t(hit.sort.unwrap_or_default()));
            list::Row::new([name, about(0, 1), kind])
        }
    }
}

fn row(href: String, name: Vec<Piece>) -> Row {
    Row {
        href,
        name,
        said: None,
        badge: None,
        number: Vec::new(),
        about: Vec::new(),
        sort: None,
        excerpt: Vec::new(),
    }
}

/// A problem: its sentence, and the part of its text that holds what was looked for. Of one whose opening is recorded neither.
fn problem(found: &FoundProblem, query: &Query) -> Row {
    let (problem, text, words) = (&found.problem, &found.text, query.words());
    let texts = text.texts();
    let title = texts.first().map(|field| field.text.as_str()).unwrap_or_default();
    let (name, said) = match (found.open, title.trim().is_empty()) {
        (false, _) => (Vec::new(), Some(n_("文字打开才能看，打开有记录"))),
        (true, true) => (Vec::new(), Some(n_("还没有写题目的问题"))),
        (true, false) => (marked(title, words), None),
    };
    // What stands below anyway is no excerpt.
    let told = [&text.owner, &text.unit, &text.top];
    let mut rest = texts
        .iter()
        .skip(1)
        .filter(|field| found.open && !told.contains(&&field.text));
    let place = if text.unit == text.top {
        vec![&text.unit]
    } else {
        vec![&text.unit, &text.top]
    };
    Row {
        said,
        badge: Some(Badge::of(problem.state, problem.rectification.as_deref())),
        number: marked(&text.number, words),
        about: [&text.owner]
            .into_iter()
            .chain(place)
            .map(|text| marked(text, words))
            .collect(),
        excerpt: rest
            .find_map(|field| excerpt(&field.text, words))
            .unwrap_or_default(),
        ..row(format!("/problems/{}", problem.id), name)
    }
}

fn person(found: &PersonText, query: &Query) -> Row {
    let words = query.words();
    let unit = found.unit.as_deref().unwrap_or_default();
    let top = found
        .top
        .as_deref()
        .filter(|top| *top != unit)
        .unwrap_or_default();
    let title = found.title.as_deref().unwrap_or_default();
    let about = [unit, top, title].into_iter();
    Row {
        badge: (!found.in_post).then_some(Badge {
            class: "is-end",
            label: n_("已不在任"),
        }),
        number: marked(&found.staff_no, words),
        about: about.map(|text| marked(text, &[])).collect(),
        ..row(format!("/people/{}", found.id), marked(&found.name, words))
    }
}

fn unit(found: &UnitText, query: &Query) -> Row {
    let above = found.above.iter().map(|above| marked(above, &[]));
    Row {
        about: above.collect(),
        sort: match UnitKind::from_code(&found.kind) {
            Some(UnitKind::Region) => Some(n_("辖区")),
            Some(UnitKind::Body) => Some(n_("领导班子")),
            Some(UnitKind::County) => Some(n_("县、市、区")),
            Some(UnitKind::Department) => Some(n_("部门、单位")),
            Some(UnitKind::Subordinate) => Some(n_("所属单位")),
            None => None,
        },
        ..row(format!("/units/{}", found.id), marked(&found.name, query.words()))
    }
}
