//! `GET` and `POST /people/{id}/aside`, `POST /people/{id}/return`: 移出 and 暂缓 with reasons, and taken back.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::OfficePerson;
use super::view::AsideForm;
use crate::domain::lists::draft::parse_day;
use crate::domain::lists::{ListsError, actions};
use crate::domain::people::side::{NewSide, Side, Why};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::{Error, FlashKind, flash, msg, n_, render};

/// What is posted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    why: String,
    until: String,
    words: String,
}

/// A reason's name; source text.
pub(super) fn why_label(why: Why) -> &'static str {
    match why {
        Why::Retired => n_("退休"),
        Why::MovedAway => n_("调离"),
        Why::Died => n_("去世"),
        Why::Investigated => n_("接受审查调查"),
        Why::Ill => n_("病休"),
        Why::Seconded => n_("借调、挂职"),
    }
}

/// A side state's name; source text.
pub(super) fn side_label(side: Side) -> &'static str {
    match side {
        Side::MovedOut => n_("移出"),
        Side::Deferred => n_("暂缓"),
    }
}

pub(super) async fn page(aside: OfficePerson) -> Result<Response, Error> {
    let view = draw(&aside, &Typed::default(), FieldProblems::new());
    Ok(render::ok(aside.can.prefs.locale, &view))
}

pub(super) async fn set(mut aside: OfficePerson, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let path = aside.path();
    let mut act = aside.can.act(&typed.act_id, &path).await?;
    let new = match read(&typed, aside.can.today()) {
        Ok(new) => new,
        Err(wrong) => return Ok(again(&aside, &typed, wrong)),
    };
    let n = match actions::set_aside(&mut aside.can.tx, &mut act, aside.person.id, &new).await {
        Ok(n) => n,
        Err(ListsError::Invalid(wrong)) => return Ok(again(&aside, &typed, wrong)),
        Err(other) => return Err(other.into()),
    };
    let message = match new.why.side() {
        Side::MovedOut => msg("{0} 已移出，{1} 个没有销号的问题不再计入。"),
        Side::Deferred => msg("{0} 已暂缓，{1} 个没有销号的问题到期前不算逾期。"),
    };
    let message = message.with(&aside.person.name).with(n);
    aside.can.commit().await?;
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

pub(super) async fn take_back(mut aside: OfficePerson, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let path = aside.path();
    let mut act = aside.can.act(&typed.act_id, &path).await?;
    let n = match actions::take_back(&mut aside.can.tx, &mut act, aside.person.id).await {
        Ok(n) => n,
        Err(ListsError::Stale) => return Err(Error::Invalid(msg("现在没有移出或暂缓，不用恢复。"))),
        Err(other) => return Err(other.into()),
    };
    let message = msg("{0} 已恢复，{1} 个问题照常计入。")
        .with(&aside.person.name)
        .with(n);
    aside.can.commit().await?;
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

fn read(typed: &Typed, today: chrono::NaiveDate) -> Result<NewSide, FieldProblems> {
    let mut wrong = FieldProblems::new();
    let why = Why::from_code(&typed.why);
    let deferred = why.is_some_and(|why| why.side() == Side::Deferred);
    if why.is_none() {
        wrong.add("why", msg("请选择原因"));
    }
    let until = parse_day(&typed.until).filter(|_| deferred);
    match until {
        Some(day) if day < today => wrong.add("until", msg("不能早于今天")),
        None if deferred && typed.until.trim().is_empty() => wrong.add("until", msg("暂缓要写到哪一天为止")),
        None if deferred => wrong.add("until", msg("看不懂这个日期，请写成 2018-10-10 这样")),
        _ => {}
    }
    let words = typed.words.trim().replace("\r\n", "\n");
    if words.chars().count() > 500 {
        wrong.add("words", msg("太长，最多 {0} 字").with(500));
    }
    let why = why.unwrap_or(Why::Retired);
    wrong.or(NewSide { why, until, words })
}

fn again(aside: &OfficePerson, typed: &Typed, wrong: FieldProblems) -> Response {
    render::invalid(aside.can.prefs.locale, &draw(aside, typed, wrong))
}

fn draw(aside: &OfficePerson, typed: &Typed, wrong: FieldProblems) -> AsideForm {
    AsideForm {
        page: aside.can.page(aside.can.prefs.locale.t("移出或暂缓")),
        path: aside.path(),
        name: aside.person.name.clone(),
        reasons: Why::ALL.map(|why| {
            (
                why.code(),
                side_label(why.side()),
                why_label(why),
                why.code() == typed.why,
            )
        }),
        until: typed.until.clone(),
        words: typed.words.clone(),
        wrong,
    }
}
