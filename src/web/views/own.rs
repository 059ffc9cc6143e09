//! `GET /views/{id}` and `POST /views/{id}`: how one's own view is called, who else finds it, whether the list opens so; and deleting it.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::{OwnView, address, listing};
use super::view::{Choice, Own};
use crate::domain::views::{Shared, View, ViewError, actions, store};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, FlashKind, flash, msg, n_, render};

/// What is posted, all strings.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    name: String,
    shared: String,
    opens_list: String,
}

pub(super) async fn page(OwnView { mut can, view }: OwnView) -> Result<Response, Error> {
    let typed = Typed {
        name: view.name.clone(),
        shared: view.shared.word(),
        opens_list: if view.opens_list { "1" } else { "" }.to_owned(),
        ..Typed::default()
    };
    let drawn = draw(&mut can, &view, typed, FieldProblems::new()).await?;
    Ok(render::ok(can.prefs.locale, &drawn))
}

pub(super) async fn change(own: OwnView, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let OwnView { mut can, view } = own;
    let actor = can.actor.clone();
    let circles = store::circles(&mut can.tx, &actor).await?;
    let circles = circles.into_iter().map(|(circle, _)| circle);
    let mut may = [Shared::Nobody, Shared::Everybody].into_iter().chain(circles);
    let Some(shared) = may.find(|circle| circle.word() == typed.shared) else {
        let wrong = FieldProblems::at("shared", msg("请选择给谁用"));
        let drawn = draw(&mut can, &view, typed, wrong).await?;
        return Ok(render::invalid(can.prefs.locale, &drawn));
    };
    let to = format!("/views/{}", view.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    let opens = !typed.opens_list.is_empty();
    match actions::change(&mut can.tx, &mut act, &view, &typed.name, (shared, opens)).await {
        Err(ViewError::Invalid(wrong)) => {
            // What the database refused has ended the transaction.
            let mut can = can.undo_and_go_on().await?;
            let drawn = draw(&mut can, &view, typed, wrong).await?;
            return Ok(render::invalid(can.prefs.locale, &drawn));
        }
        done => done?,
    }
    can.commit().await?;
    Ok(flash::redirect("/views", FlashKind::Ok, &msg("视图已改。")))
}

/// What is posted to delete one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sure {
    act_id: String,
}

pub(super) async fn delete(own: OwnView, Form(typed): Form<Sure>) -> Result<Response, Error> {
    let OwnView { mut can, view } = own;
    let mut act = can.act(&typed.act_id, "/views").await?;
    actions::delete(&mut can.tx, &mut act, &view).await?;
    can.commit().await?;
    Ok(flash::redirect("/views", FlashKind::Ok, &msg("视图已删除。")))
}

async fn draw(can: &mut Visit, view: &View, typed: Typed, problems: FieldProblems) -> Result<Own, Error> {
    let (actor, locale) = (can.actor.clone(), can.prefs.locale);
    let circles = store::circles(&mut can.tx, &actor).await?;
    let nobody = (Shared::Nobody, locale.t("只有自己").to_owned());
    let everybody = (Shared::Everybody, locale.t("能打开这个列表的所有人").to_owned());
    let named = circles.into_iter().map(|(circle, name)| {
        let source = match circle {
            Shared::Group(_) => n_("督察指导组：{0}"),
            _ => n_("单位：{0}"),
        };
        (circle, locale.tf(source, &[&name]))
    });
    let mut choices: Vec<Choice> = [nobody]
        .into_iter()
        .chain(named)
        .chain([everybody])
        .map(|(circle, label)| Choice {
            word: circle.word(),
            chosen: circle.word() == typed.shared,
            label,
        })
        .collect();
    if choices.iter().all(|choice| !choice.chosen) {
        choices[0].chosen = true;
    }
    Ok(Own {
        page: can.page(locale.t("视图")),
        id: view.id.to_string(),
        list: listing(&view.list, &view.query).map_or("", |listing| listing.name()),
        href: address(view).unwrap_or_else(|| "/views".to_owned()),
        name: typed.name,
        opens_list: !typed.opens_list.is_empty(),
        withdrawn: view.withdrawn,
        choices,
        problems,
    })
}
