//! What was found, as it is drawn.

use super::view::Row;
use crate::domain::search::find::FoundProblem;
use crate::domain::search::store::subjects::{PersonText, UnitText};
use crate::domain::search::{Piece, Query, excerpt, marked};
use crate::domain::units::UnitKind;
use crate::web::shell::badges::Badge;
use crate::web::shell::n_;

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
pub(super) fn problem(found: &FoundProblem, query: &Query) -> Row {
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

pub(super) fn person(found: &PersonText, query: &Query) -> Row {
    let words = query.words();
    let unit = found.unit.as_deref().unwrap_or_default();
    let top = found
        .top
        .as_deref()
        .filter(|top| *top != unit)
        .unwrap_or_default();
    let title = found.title.as_deref().unwrap_or_default();
    let about = [unit, top, title].into_iter().filter(|text| !text.is_empty());
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

pub(super) fn unit(found: &UnitText, query: &Query) -> Row {
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
