//! What the writer is advised, beside the form; and `POST /problems/{id}/advice`, which puts a piece of it aside.

use askama::Template;
use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::Form;
use serde::Deserialize;
use serde_json::json;

use super::fields::id_of;
use crate::domain::advice::store::Aside;
use crate::domain::advice::{self, Advice, Days};
use crate::domain::lists::fields::label;
use crate::domain::lists::{Draft, ListsError, store};
use crate::kernel::ids::{ActId, OwnerId, ProblemId};
use crate::web::shell::access::{Visit, WrittenProblem};
use crate::web::shell::{Error, Locale, filters, is_by_script, render};

/// The advice of one moment.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "lists/form/advice_items.html")]
pub struct Panel {
    /// Where advice is put aside; empty before the problem has a number.
    pub to: String,
    /// For the next act.
    pub act_id: String,
    /// What may be secret, to be said above all else; may be empty.
    pub urgent: String,
    /// Piece by piece.
    pub items: Vec<Item>,
    /// What was put aside: field and rule, and why.
    pub asides: Vec<(String, String)>,
}

/// One piece of advice.
#[derive(Clone, Debug)]
pub struct Item {
    /// The rule's number.
    pub rule: &'static str,
    /// The field's key.
    pub field: String,
    /// The words it is about; may be empty.
    pub quote: String,
    /// The field as people call it.
    pub label: String,
    /// The field on this page.
    pub href: String,
    /// What is to be thought about.
    pub what: String,
    /// Why.
    pub why: String,
    /// Where a text of one's own is read beside this one; may be empty.
    pub beside: String,
    /// Whether it may be secret.
    pub urgent: bool,
}

/// What there is to say of a draft. A problem that is not saved yet has nothing that was put aside.
pub(super) async fn panel(
    can: &mut Visit,
    (owner, problem): (OwnerId, Option<ProblemId>),
    draft: &Draft,
) -> Result<Panel, Error> {
    let locale = can.prefs.locale;
    let today = can.today();
    let last = can.campaign.as_ref().map_or(today, |campaign| campaign.ends_on);
    let asides = match problem {
        Some(problem) => advice::store::asides(&mut can.tx, problem).await?,
        None => Vec::new(),
    };
    let mut all = advice::advise(draft, Days { today, last });
    all.extend(advice::alike(&mut can.tx, &can.actor, (owner, problem), draft).await?);
    let open = all
        .iter()
        .filter(|advice| !asides.iter().any(|aside| aside.is_of(advice)));
    let items: Vec<Item> = open.map(|advice| item(advice, problem, locale)).collect();
    let urgent = items.iter().filter(|item| item.urgent);
    let aside = |aside: &Aside| {
        let what = format!("{} {}", label(&aside.field).text(locale), aside.rule);
        (what, aside.words.clone())
    };
    Ok(Panel {
        to: problem
            .map(|id| format!("/problems/{id}/advice"))
            .unwrap_or_default(),
        act_id: ActId::fresh().to_string(),
        urgent: urgent
            .map(|item| item.what.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        asides: asides.iter().map(aside).collect(),
        items,
    })
}

fn item(advice: &Advice, problem: Option<ProblemId>, locale: Locale) -> Item {
    let beside = problem.zip(advice.beside);
    Item {
        rule: advice.rule,
        field: advice.field.clone(),
        quote: advice.quote.clone(),
        label: label(&advice.field).text(locale),
        href: format!("#{}", id_of(&advice.field)),
        what: advice.what.text(locale),
        why: advice.why.text(locale),
        beside: beside
            .map(|(this, other)| format!("/problems/{this}/beside?with={other}"))
            .unwrap_or_default(),
        urgent: advice.is_urgent(),
    }
}

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    rule: String,
    field: String,
    quote: String,
    words: String,
}

pub(super) async fn put_aside(
    WrittenProblem { mut can, problem }: WrittenProblem,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let to = format!("/problems/{}/edit#adv", problem.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    let aside = Aside {
        rule: typed.rule,
        field: typed.field,
        quote: typed.quote,
        words: typed.words,
    };
    match advice::actions::put_aside(&mut can.tx, &mut act, &problem, &aside).await {
        Err(ListsError::Invalid(wrong)) if is_by_script(&headers) => {
            let why = wrong.first("words").map(|why| why.text(can.prefs.locale));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(json!({"why": why}))).into_response());
        }
        done => done?,
    }
    if !is_by_script(&headers) {
        can.commit().await?;
        return Ok(Redirect::to(&to).into_response());
    }
    let draft = store::draft(&mut can.tx, problem.id).await?.unwrap_or_default();
    let panel = panel(&mut can, (problem.owner, Some(problem.id)), &draft).await?;
    let locale = can.prefs.locale;
    can.commit().await?;
    Ok(Json(panel.said(locale)?).into_response())
}

impl Panel {
    /// As the page's script takes it.
    pub(super) fn said(&self, locale: Locale) -> Result<serde_json::Value, Error> {
        let html = render::text(locale, self).map_err(Error::internal)?;
        Ok(json!({"advice": html, "urgent": self.urgent}))
    }
}
