//! `POST /problems/{id}/signatures/{purpose}`: the password typed again, or a passkey's answer, over the statement that was shown.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::ProblemToSign;
use super::confirm::{self, Confirmation};
use super::sheet::{Again, draw};
use super::{turn, waiting};
use crate::domain::accounts::AccountError;
use crate::domain::ledger::Act;
use crate::domain::lists::Problem;
use crate::domain::rectification::{self, RectificationError};
use crate::domain::signing::{self, Proof, Purpose, Seen, SigningError};
use crate::web::shell::access::Visit;
use crate::web::shell::sheet::path as sheet_path;
use crate::web::shell::{Error, FlashKind, flash, msg, render};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) act_id: String,
    version: String,
    statement: String,
    stands_in: String,
    password: String,
    factor: String,
    token: String,
    credential: String,
}

impl Typed {
    pub(super) fn seen(&self) -> Result<Seen, Error> {
        let digest = hex::decode(&self.statement)
            .ok()
            .and_then(|bytes| bytes.try_into().ok());
        let version = self.version.parse().ok();
        let (version, statement) = version.zip(digest).ok_or_else(Error::malformed)?;
        Ok(Seen {
            version,
            statement,
            // None, and what is no order of anybody, are those of whoever signs for themself.
            stands_in: self.stands_in.parse().ok(),
        })
    }

    fn confirmation(self) -> Confirmation {
        Confirmation {
            password: self.password,
            factor: self.factor,
            token: self.token,
            credential: self.credential,
        }
    }
}

pub(super) async fn submit(
    ProblemToSign { mut can, problem }: ProblemToSign,
    Path((_, purpose)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let purpose = turn::purpose(&purpose)?;
    let seen = typed.seen()?;
    let mut act = can.act(&typed.act_id, &sheet_path(problem.id, purpose)).await?;
    let confirmation = typed.confirmation();
    let by_passkey = confirmation.is_by_passkey();
    let proof = match confirmation.prove(&mut can, &mut act).await {
        Ok(proof) => proof,
        Err(error) => return unconfirmed(can, &problem, purpose, (error, by_passkey)).await,
    };
    match put(&mut can, &mut act, &problem, (purpose, seen), proof).await {
        Ok(()) => {}
        Err(RectificationError::Signing(SigningError::Changed)) => {
            return changed(can, &problem, purpose).await;
        }
        Err(other) => return Err(other.into()),
    }
    signed(can, &problem).await
}

async fn put(
    can: &mut Visit,
    act: &mut Act,
    problem: &Problem,
    (purpose, seen): (Purpose, Seen),
    proof: Proof,
) -> Result<(), RectificationError> {
    match purpose {
        Purpose::Claim => signing::actions::claim(&mut can.tx, act, problem.id, seen, proof).await?,
        Purpose::Complete => rectification::actions::sign(&mut can.tx, act, problem.id, seen, proof).await?,
    };
    Ok(())
}

/// The failure is committed, so that it counts; nothing was signed.
async fn unconfirmed(
    mut can: Visit,
    problem: &Problem,
    purpose: Purpose,
    (error, by_passkey): (AccountError, bool),
) -> Result<Response, Error> {
    let again = Again {
        wrong: confirm::wrong(error, by_passkey)?,
        ..Again::default()
    };
    let view = draw(&mut can, problem, purpose, again).await?;
    let locale = can.prefs.locale;
    can.commit().await?;
    Ok(render::invalid(locale, &view))
}

/// The content is shown as it is now, to be read before it is signed.
pub(super) async fn changed(mut can: Visit, problem: &Problem, purpose: Purpose) -> Result<Response, Error> {
    let problem = turn::again(&mut can.tx, problem).await?;
    let again = Again {
        changed: true,
        ..Again::default()
    };
    let view = draw(&mut can, &problem, purpose, again).await?;
    Ok(render::html(can.prefs.locale, StatusCode::CONFLICT, &view))
}

/// On to what waits next, of the same person first.
async fn signed(mut can: Visit, problem: &Problem) -> Result<Response, Error> {
    let left = waiting::all(&mut can).await?;
    let same = left.iter().find(|waiting| waiting.owner == problem.owner);
    let next = same.or(left.first());
    let to = match next {
        Some(waiting) => waiting::place(&can, waiting),
        None => format!("/problems/{}", problem.id),
    };
    let message = match next {
        Some(_) => msg("{0} 已签字。下一条在这里。").with(&problem.number),
        None => msg("{0} 已签字。现在没有别的要签。").with(&problem.number),
    };
    can.commit().await?;
    Ok(flash::redirect(&to, FlashKind::Ok, &message))
}
