//! `POST /problems/{id}/refusals`: the leader in charge does not sign, and says why. A claim goes back as 退回修改 with a
//! reason of the library; a completion goes back as 退回整改 with words.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::ProblemToSign;
use super::person::{self, Which};
use super::sheet::{Again, draw};
use super::{turn, waiting};
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
    /// Not empty when it comes from the sheet of a person, where the others wait on.
    sheet: String,
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
    let sheet = (!typed.sheet.is_empty()).then(|| Which::with(&problem, purpose, &can.actor));
    let before = waiting::all(&mut can).await?;
    match refuse(&mut can, &mut act, &problem, purpose, &typed).await {
        Ok(()) => {}
        Err(
            RectificationError::Invalid(wrong) | RectificationError::Signing(SigningError::Invalid(wrong)),
        ) => return invalid(can, (&problem, purpose, sheet), typed, wrong).await,
        Err(other) => return Err(told(other, &can, (&problem, purpose, sheet), &typed.words)),
    }
    let next = match sheet {
        Some(which) => person::go_on(&mut can, which, &before).await?,
        None => None,
    };
    can.commit().await?;
    let message = msg("{0} 已写明理由退回，没有签字。").with(&problem.number);
    Ok(flash::redirect(
        next.as_deref().unwrap_or("/to-sign"),
        FlashKind::Ok,
        &message,
    ))
}

/// What else was wrong, with the words that were typed.
fn told(
    error: RectificationError,
    can: &Visit,
    (problem, purpose, sheet): (&Problem, Purpose, Option<Which>),
    words: &str,
) -> Error {
    let reload = sheet.map_or_else(|| sheet_path(problem.id, purpose), |which| which.path());
    keeping(error, can.prefs.locale, reload, (n_("不同意的理由"), words))
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
    let server = can.app.countersigner();
    let words = (typed.words.as_str(), server.as_deref());
    match purpose {
        Purpose::Claim => {
            let reason = GivenReason {
                code: typed.code.clone(),
                field: typed.field.clone(),
                ..GivenReason::default()
            };
            signing::actions::refuse(&mut can.tx, act, at, vec![reason], words).await?;
        }
        Purpose::Complete => {
            rectification::actions::send_back(&mut can.tx, act, at, Gate::Leader, words).await?;
        }
    }
    Ok(())
}

async fn invalid(
    mut can: Visit,
    (problem, purpose, sheet): (&Problem, Purpose, Option<Which>),
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
    let refused = Refused { typed, problems };
    if let Some(which) = sheet {
        let again = person::Again {
            refused: Some((problem.id, refused)),
            ..person::Again::default()
        };
        let mut sheet = person::load(can, which).await?;
        let view = person::draw(&mut sheet, again).await?;
        return Ok(render::invalid(sheet.can.prefs.locale, &view));
    }
    let again = Again {
        refused: Some(refused),
        ..Again::default()
    };
    let view = draw(&mut can, problem, purpose, again).await?;
    Ok(render::invalid(can.prefs.locale, &view))
}
