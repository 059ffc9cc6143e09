//! `GET /reasons/statistics`: how often each reason was given, by group; how many problems passed each level at the first submission.

use std::collections::BTreeSet;

use axum::response::Response;
use axum_extra::extract::Query;
use serde::Deserialize;

use super::asked::Scope;
use super::levels::stage_label;
use super::tabs::tabs;
use super::view::{Cell, LevelLine, ReasonLine, Statistics};
use crate::domain::campaigns::{self, TermKind, Terms};
use crate::domain::figures::percent;
use crate::domain::reasons::statistics::{Given, Level};
use crate::domain::reasons::store::statistics as store;
use crate::kernel::ids::GroupId;
use crate::web::shell::access::rights::CountReasons;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, Locale, n_, render};

/// `?as_of=2018-09-21`
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    as_of: String,
}

/// A column: whose returns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Group(GroupId),
    /// Given at other stages.
    Elsewhere,
    All,
}

impl Whose {
    fn counts(self, given: &Given) -> bool {
        match self {
            Self::Group(group) => given.group == Some(group),
            Self::Elsewhere => given.group.is_none(),
            Self::All => true,
        }
    }

    /// What addresses say of it.
    fn question(self) -> String {
        match self {
            Self::Group(group) => format!("&group={group}"),
            Self::Elsewhere => "&group=other".to_owned(),
            Self::All => String::new(),
        }
    }
}

pub(super) async fn page(can: Can<CountReasons>, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let scope = Scope::of(&mut can, &asked.as_of).await?;
    let given = store::given(&mut can.tx, &scope.asked).await?;
    let levels = store::levels(&mut can.tx, &scope.asked).await?;
    let terms = campaigns::store::terms(&mut can.tx, scope.asked.campaign).await?;
    let locale = can.prefs.locale;
    let columns = columns(&scope, locale);
    let question = scope.question();
    let line = |code: Option<&str>| {
        columns
            .iter()
            .map(|(whose, _)| cell(&given, *whose, code, &question))
            .collect::<Vec<_>>()
    };
    let view = Statistics {
        tabs: tabs(&can, "/reasons/statistics"),
        day: scope.day(&can),
        lines: codes(&terms, &given)
            .into_iter()
            .map(|code| ReasonLine {
                label: label(&terms, &code, locale),
                cells: line(Some(&code)),
                code,
            })
            .collect(),
        totals: line(None),
        heads: columns.into_iter().map(|(_, head)| head).collect(),
        levels: levels.iter().map(|level| level_line(level, &question)).collect(),
        everything: scope.everything,
        page: dense(&can),
    };
    Ok(render::ok(locale, &view))
}

fn dense(can: &Visit) -> crate::web::shell::Page {
    crate::web::shell::Page {
        body_class: "zg-dense",
        ..can.page(can.prefs.locale.t("理由统计"))
    }
}

/// Groups in official order; whoever sees everything sees the other stages, too. A single column needs no sum.
fn columns(scope: &Scope, locale: Locale) -> Vec<(Whose, String)> {
    let groups = scope.groups.iter();
    let mut columns: Vec<_> = groups
        .map(|(id, name)| (Whose::Group(*id), name.clone()))
        .collect();
    if scope.everything {
        columns.push((Whose::Elsewhere, locale.t("组审以外").to_owned()));
    }
    if columns.len() > 1 {
        columns.push((Whose::All, locale.t("合计").to_owned()));
    }
    columns
}

/// Two digits of the library, and of returns whose library was another.
fn codes(terms: &Terms, given: &[Given]) -> BTreeSet<String> {
    let used = |code: &str| given.iter().any(|one| one.code.as_deref() == Some(code));
    let reasons = terms.0.iter().filter(|term| term.kind == TermKind::Reason.code());
    let known = reasons.filter(|term| !term.retired || used(&term.code));
    let known = known.map(|term| term.code.clone());
    known
        .chain(given.iter().filter_map(|one| one.code.clone()))
        .collect()
}

/// A reason's name in the visitor's language; its digits, where the library has none.
pub(super) fn label(terms: &Terms, code: &str, locale: Locale) -> String {
    match (terms.find(TermKind::Reason, code), locale) {
        (Some(term), Locale::En) if !term.label_en.is_empty() => term.label_en.clone(),
        (Some(term), _) => term.label.clone(),
        (None, _) => String::new(),
    }
}

fn cell(given: &[Given], whose: Whose, code: Option<&str>, question: &str) -> Cell {
    let here = given
        .iter()
        .filter(|one| one.code.as_deref() == code && whose.counts(one));
    let reason = code.map_or_else(String::new, |code| format!("&reason={code}"));
    let asked = format!("{reason}{}{question}", whose.question());
    let asked = asked.trim_start_matches('&');
    let mark = if asked.is_empty() { "" } else { "?" };
    Cell {
        n: here.map(|one| one.n).sum(),
        href: format!("/reasons/statistics/returns{mark}{asked}"),
    }
}

fn level_line(level: &Level, question: &str) -> LevelLine {
    let stage = level.stage.code();
    let href = |first: &str| format!("/reasons/statistics/levels?stage={stage}{first}{question}");
    LevelLine {
        label: stage_label(level.stage),
        first: Cell {
            n: level.n,
            href: href("&first=1"),
        },
        back: Cell {
            n: level.of - level.n,
            href: href("&first=0"),
        },
        of: Cell {
            n: level.of,
            href: href(""),
        },
        percent: percent(level.n, level.of).unwrap_or_default(),
    }
}

/// What is said of a level where nothing is ever returned; source text.
pub(super) const REMARKS_ONLY: &str = n_("初审和形式审查只提意见，不退回，所以都算一次性通过。");
