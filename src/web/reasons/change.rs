//! `POST /reasons`, `/reasons/changes`, `/reasons/retirements`: the office looks after the library.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::library::draw;
use crate::domain::reasons::Words;
use crate::domain::reasons::library::{self, LibraryError};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, FlashKind, flash, msg, render};

const PLACE: &str = "/reasons";

/// What is posted, all strings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    code: String,
    label: String,
    label_en: String,
    bad: String,
    good: String,
    /// `retire` or `bring_back`.
    #[serde(rename = "do")]
    what: String,
}

impl Typed {
    fn words(&self) -> Words {
        Words {
            label: self.label.clone(),
            label_en: self.label_en.clone(),
            bad: self.bad.clone(),
            good: self.good.clone(),
        }
    }
}

pub(super) async fn add(can: Can<Office>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let (mut can, words) = (can.into_visit(), typed.words());
    let campaign = can.campaign()?.id;
    if let Err(wrong) = words.checked() {
        return again(can, "", &words, wrong).await;
    }
    let mut act = can.act(&typed.act_id, PLACE).await?;
    match library::add(&mut can.tx, &mut act, campaign, &words).await {
        Ok(code) => {
            can.commit().await?;
            let message = msg("已加理由 {0}，审核时可以选。").with(code);
            Ok(flash::redirect(PLACE, FlashKind::Ok, &message))
        }
        Err(LibraryError::Invalid(wrong)) => again(can, "", &words, wrong).await,
        Err(other) => Err(refused(other)),
    }
}

pub(super) async fn change(can: Can<Office>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let (mut can, words) = (can.into_visit(), typed.words());
    let campaign = can.campaign()?.id;
    let mut act = can.act(&typed.act_id, PLACE).await?;
    match library::change(&mut can.tx, &mut act, campaign, &typed.code, &words).await {
        Ok(changed) => {
            can.commit().await?;
            let message = if changed {
                msg("理由 {0} 已改。")
            } else {
                msg("理由 {0} 没有改动。")
            };
            Ok(flash::redirect(PLACE, FlashKind::Ok, &message.with(&typed.code)))
        }
        Err(LibraryError::Invalid(wrong)) => again(can, &typed.code, &words, wrong).await,
        Err(other) => Err(refused(other)),
    }
}

pub(super) async fn retire(can: Can<Office>, Form(typed): Form<Typed>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let campaign = can.campaign()?.id;
    let retired = match typed.what.as_str() {
        "retire" => true,
        "bring_back" => false,
        _ => return Err(Error::malformed()),
    };
    let mut act = can.act(&typed.act_id, PLACE).await?;
    library::retire(&mut can.tx, &mut act, campaign, &typed.code, retired)
        .await
        .map_err(refused)?;
    can.commit().await?;
    let message = if retired {
        msg("理由 {0} 已停用：以前的退回照样看得到，今后不能再选。")
    } else {
        msg("理由 {0} 已恢复，可以再选。")
    };
    Ok(flash::redirect(PLACE, FlashKind::Ok, &message.with(&typed.code)))
}

/// The page once more, with what was typed and what is wrong with it.
async fn again(mut can: Visit, code: &str, words: &Words, wrong: FieldProblems) -> Result<Response, Error> {
    let view = draw(&mut can, "", Some((code, words, wrong))).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}

fn refused(error: LibraryError) -> Error {
    match error {
        LibraryError::Invalid(_) | LibraryError::Unknown => Error::Invalid(msg("理由库里没有这一条。")),
        LibraryError::Act(error) => error.into(),
        LibraryError::Db(error) => error.into(),
    }
}
