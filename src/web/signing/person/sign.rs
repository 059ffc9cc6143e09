//! `POST /to-sign/{id}/{purpose}`: one confirmation for all statements that were opened on the sheet; all of them are signed, or none.

use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::access::{SheetToSign, load};
use super::{Again, MOST, Which, draw};
use crate::domain::accounts::AccountError;
use crate::domain::rectification::{self, RectificationError};
use crate::domain::signing::store::Waiting;
use crate::domain::signing::{Seen, SignerRole, SigningError};
use crate::kernel::ids::{DelegationId, ProblemId};
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, FlashKind, flash, msg, render};
use crate::web::signing::confirm::{self, Confirmation};
use crate::web::signing::waiting;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web::signing) struct Typed {
    pub(super) act_id: String,
    /// The statements that were opened: problem, version, SHA-256, with colons between.
    entry: Vec<String>,
    stands_in: String,
    password: String,
    factor: String,
    token: String,
    credential: String,
}

impl Typed {
    /// What was opened.
    pub(super) fn seen(&self) -> Result<Vec<(ProblemId, Seen)>, Error> {
        // None, and what is no order of anybody, are those of whoever signs for themself.
        let order = self.stands_in.parse().ok();
        let read = self.entry.iter().map(|entry| seen(entry, order));
        let read: Option<Vec<_>> = read.collect();
        let some = read.filter(|read| !read.is_empty() && read.len() <= MOST);
        some.ok_or_else(Error::malformed)
    }
}

fn seen(entry: &str, stands_in: Option<DelegationId>) -> Option<(ProblemId, Seen)> {
    let mut parts = entry.split(':');
    let (id, version, digest) = (parts.next()?, parts.next()?, parts.next()?);
    let statement = hex::decode(digest).ok()?.try_into().ok()?;
    let seen = Seen {
        version: version.parse().ok()?,
        statement,
        stands_in,
    };
    Some((id.parse().ok()?, seen))
}

pub(in crate::web::signing) async fn submit(
    mut sheet: SheetToSign,
    Form(typed): Form<Typed>,
) -> Result<Response, Error> {
    let (which, seen) = (sheet.which, typed.seen()?);
    let can = &mut sheet.can;
    // Sent once more it leads to the list: of this sheet nothing may be left.
    let mut act = can.act(&typed.act_id, "/to-sign").await?;
    let confirmation = Confirmation {
        password: typed.password,
        factor: typed.factor,
        token: typed.token,
        credential: typed.credential,
    };
    let by_passkey = confirmation.is_by_passkey();
    let proof = match confirmation.prove(can, &mut act).await {
        Ok(proof) => proof,
        Err(error) => return unconfirmed(sheet, error, by_passkey).await,
    };
    let whose = (which.owner, which.purpose);
    match rectification::actions::sign_together(&mut can.tx, &mut act, whose, &seen, proof).await {
        Ok(()) => signed(sheet, seen.len()).await,
        Err(RectificationError::Signing(SigningError::Changed)) => changed(sheet.can, which, seen).await,
        Err(other) => Err(other.into()),
    }
}

/// The failure is committed, so that it counts; nothing was signed.
async fn unconfirmed(
    mut sheet: SheetToSign,
    error: AccountError,
    by_passkey: bool,
) -> Result<Response, Error> {
    let again = Again {
        wrong: confirm::wrong(error, by_passkey)?,
        ..Again::default()
    };
    let view = draw(&mut sheet, again).await?;
    let locale = sheet.can.prefs.locale;
    sheet.can.commit().await?;
    Ok(render::invalid(locale, &view))
}

/// The sheet is shown as it is now, with what changed, to be read before it is signed. Nothing was.
pub(super) async fn changed(
    can: Visit,
    which: Which,
    opened: Vec<(ProblemId, Seen)>,
) -> Result<Response, Error> {
    let mut sheet = load(can.undo_and_go_on().await?, which).await?;
    let again = Again {
        opened,
        ..Again::default()
    };
    let view = draw(&mut sheet, again).await?;
    Ok(render::html(sheet.can.prefs.locale, StatusCode::CONFLICT, &view))
}

async fn signed(sheet: SheetToSign, count: usize) -> Result<Response, Error> {
    let mut can = sheet.can;
    let of = |all: &[Waiting]| {
        all.iter()
            .find(|one| one.owner == sheet.which.owner)
            .map(|one| one.owner_name.clone())
    };
    let name = of(&sheet.all).unwrap_or_default();
    let next = go_on(&mut can, sheet.which, &sheet.all).await?;
    let message = match (sheet.which.role, &next) {
        (SignerRole::Owner, Some(_)) => msg("{0}：{1} 条已签字，接着等分管领导签。还要签的在这里。"),
        (SignerRole::Owner, None) => msg("{0}：{1} 条已签字，接着等分管领导签。"),
        (SignerRole::Leader, Some(_)) => msg("{0} 的 {1} 条已签字。下一份在这里。"),
        (SignerRole::Leader, None) => msg("{0} 的 {1} 条已签字。现在没有别的要签。"),
    };
    can.commit().await?;
    let to = next.unwrap_or_else(|| "/to-sign".to_owned());
    Ok(flash::redirect(
        &to,
        FlashKind::Ok,
        &message.with(name).with(count),
    ))
}

/// Where the visitor goes on: to what is left of this sheet, else to the one that came after it, else to the first that waits.
pub(in crate::web::signing) async fn go_on(
    can: &mut Visit,
    which: Which,
    before: &[Waiting],
) -> Result<Option<String>, Error> {
    let left = waiting::all(can).await?;
    // One's own come before those one leads.
    if let Some(own) = waiting::next_own(can, &left).filter(|_| which.role == SignerRole::Owner) {
        return Ok(Some(own));
    }
    let left = waiting::sheets(can, &left);
    let before = waiting::sheets(can, before);
    let after = before.iter().skip_while(|sheet| sheet.which != which);
    let next = after
        .map(|sheet| sheet.which)
        .find(|which| left.iter().any(|sheet| sheet.which == *which));
    Ok(next
        .map(|which| which.path())
        .or_else(|| left.first().map(|sheet| sheet.href.clone())))
}
