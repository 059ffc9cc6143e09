//! `GET` and `POST /look-backs/{id}/entries/{n}`: what was done about one entry, and what was found when it was looked at again.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::SeenEntry;
use super::{sample, view};
use crate::domain::lists::store as lists_store;
use crate::domain::lookback::{LookBackError, Looked, Verdict, actions};
use crate::domain::rectification::store as rectification_store;
use crate::domain::rectification::{State, state_of};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, dates, flash, msg, n_, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    verdict: String,
    words: String,
    looked_by: String,
    looked_on: String,
    due_on: String,
}

pub(super) async fn page(mut seen: SeenEntry) -> Result<Response, Error> {
    let typed = Looked {
        looked_by: seen.can.session.display_name.clone(),
        looked_on: seen.can.today().to_string(),
        ..Looked::default()
    };
    let view = draw(&mut seen, typed, FieldProblems::new()).await?;
    Ok(render::ok(seen.can.prefs.locale, &view))
}

pub(super) async fn submit(mut seen: SeenEntry, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let to = format!("/look-backs/{}", seen.draw.id);
    let mut act = seen.can.act(&typed.act_id, &to).await?;
    // A version that is no number is older than any.
    let at = (seen.draw.id, seen.entry.place, typed.version.parse().unwrap_or(0));
    let looked = Looked {
        verdict: typed.verdict,
        words: typed.words,
        looked_by: typed.looked_by,
        looked_on: typed.looked_on,
        due_on: typed.due_on,
    };
    let verdict = match actions::look(&mut seen.can.tx, &mut act, at, &looked).await {
        Ok(verdict) => verdict,
        Err(LookBackError::Invalid(wrong)) => {
            let view = draw(&mut seen, looked, wrong).await?;
            return Ok(render::invalid(seen.can.prefs.locale, &view));
        }
        Err(error) => {
            let reload = format!("{to}/entries/{}", seen.entry.place);
            let typed = (n_("查看情况"), looked.words.as_str());
            return Err(keeping(error, seen.can.prefs.locale, reload, typed));
        }
    };
    seen.can.commit().await?;
    let message = match verdict {
        Verdict::Held => msg("{0} 已记为巩固。"),
        Verdict::Relapsed => msg("{0} 已记为反弹，开始新一轮整改，从现在起重新计入未完成。"),
    };
    let message = message.with(&seen.problem.number);
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}

async fn draw(seen: &mut SeenEntry, typed: Looked, problems: FieldProblems) -> Result<view::LookPage, Error> {
    let SeenEntry {
        can,
        draw,
        entry,
        problem,
    } = seen;
    let (locale, today) = (can.prefs.locale, can.today());
    let content = lists_store::revision(&mut can.tx, problem.id, problem.revision).await?;
    let content = content
        .and_then(|revision| revision.read())
        .ok_or(Error::NotFound)?;
    let reports = rectification_store::completions(&mut can.tx, problem.id).await?;
    let report = reports.into_iter().rfind(|report| report.cycle == entry.cycle);
    let day = |day| dates::full(locale, day);
    let found = entry.found.clone();
    let r = &content.responsibility;
    Ok(view::LookPage {
        page: can.confidential_page(locale.tf("回头看第 {0} 次抽查", &[&draw.no])),
        id: draw.id.to_string(),
        place: entry.place,
        problem: problem.id.to_string(),
        number: problem.number.clone(),
        title: content.title,
        owner: format!("{} · {}", entry.owner_name, entry.unit_name),
        close_number: entry.close_number.clone(),
        measures: content.measures.into_iter().map(|m| (m.text, m.goal)).collect(),
        outcome: report
            .as_ref()
            .map(|report| report.outcome.clone())
            .unwrap_or_default(),
        done_on: report.map(|report| day(report.done_on)).unwrap_or_default(),
        look_back: r.look_back.iter().map(|on| day(*on)).collect(),
        badge: sample::badge(found.as_ref().map(|found| found.verdict)),
        may_look: found.is_none() && state_of(problem) == Some(State::Closed) && problem.cycle == entry.cycle,
        found: found.map(|found| view::FoundView {
            words: found.words,
            looked: locale.tf("{0} 由 {1} 查看", &[&day(found.looked_on), &found.looked_by]),
            written: format!("{} {}", dates::moment(locale, found.at, today), found.who),
            due: found.due_on.map(day),
        }),
        today: today.to_string(),
        version: problem.version,
        typed,
        problems,
    })
}
