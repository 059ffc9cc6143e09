//! `POST /problems/{id}/refusals`: the leader in charge does not sign, and says why. A claim goes back as 退回修改 with a
//! reason of the library; a completion goes back as 退回整改 with words.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::ProblemToSign;
use super::sheet::{Again, draw};
use super::turn;
use crate::domain::ledger::Act;
use crate::domain::lists::Problem;
use crate::domain::rectification::{self, Gate, RectificationError};
use crate::domain::review::GivenReason;
use crate::domain::signing::{self, Purpose, SigningError};
use crate::kernel::fields::FieldProblems;
use crate::kernel::messages::n_;
use crate::web::shell::access::Visit;
use crate::web::shell::sheet::path as sheet_path;
use crate::web::shell::stale::keeping;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act_id: String,
    version: String,
    purpose: String,
    /// Two digits of the library.
    pub(super) code: String,
    /// Key of the field meant.
    pub(super) field: String,
    /// Own words.
    pub(super) words: String,
}

/// A refusal as typed, with what is wrong at `code`, `field`, `words`.
#[derive(Clone, Debug, Default)]
pub(super) struct Refused {
    pub(super) typed: Typed,
    pub(super) problems: FieldProblems,
}

pub(super) async fn submit(
    ProblemToSign { mut can, problem }: ProblemToSign,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let purpose = turn::purpose(&typed.purpose).map_err(|_| Error::malformed())?;
    let to = format!("/problems/{}", problem.id);
    let mut act = can.act(&typed.act_id, &to).await?;
    match refuse(&mut can, &mut act, &problem, purpose, &typed).await {
        Ok(()) => {}
        Err(
            RectificationError::Invalid(wrong) | RectificationError::Signing(SigningError::Invalid(wrong)),
        ) => {
            return invalid(can, &problem, purpose, typed, wrong).await;
        }
        Err(other) => {
            let reload = sheet_path(problem.id, purpose);
            return Err(keeping(
                other,
                can.prefs.locale,
                reload,
                (n_("不同意的理由"), &typed.words),
            ));
        }
    }
    can.commit().await?;
    let message = msg("{0} 已写明理由退回，没有签字。").with(&problem.number);
    Ok(flash::redirect("/to-sign", FlashKind::Ok, &message))
}

async fn refuse(
    can: &mut Visit,
    act: &mut Act,
    problem: &Problem,
    purpose: Purpose,
    typed: &Typed,
) -> Result<(), RectificationError> {
    // A version that is no number is older than any.
    let at = (problem.id, typed.version.parse().unwrap_or(0));
    match purpose {
        Purpose::Claim => {
            let reason = GivenReason {
                code: typed.code.clone(),
                field: typed.field.clone(),
                ..GivenReason::default()
            };
            signing::actions::refuse(&mut can.tx, act, at, vec![reason], &typed.words).await?;
        }
        Purpose::Complete => {
            rectification::actions::send_back(&mut can.tx, act, at, Gate::Leader, &typed.words).await?;
        }
    }
    Ok(())
}

async fn invalid(
    mut can: Visit,
    problem: &Problem,
    purpose: Purpose,
    typed: Typed,
    wrong: FieldProblems,
) -> Result<Response, Error> {
    let mut problems = FieldProblems::new();
    for (field, messages) in wrong.iter() {
        let field = field.rsplit('.').next().unwrap_or(field);
        for message in messages {
            problems.add(field, message.clone());
        }
    }
    let again = Again {
        refused: Some(Refused { typed, problems }),
        ..Again::default()
    };
    let view = draw(&mut can, problem, purpose, again).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}
