//! `GET /problems/{id}/signatures/{purpose}`: the sheet, and for whoever's turn it is the form to sign it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::person::Which;
use super::refuse::Refused;
use super::turn::{self, Turn};
use super::view::{self, Refusing};
use super::{confirm, waiting};
use crate::domain::campaigns;
use crate::domain::lists::{Content, Problem, Refusal, diff};
use crate::domain::people;
use crate::domain::signing::actions::may_enter_paper;
use crate::domain::signing::{Purpose, Sheet, Signature, SignerRole, Statement, stead, store};
use crate::kernel::digest::Digest;
use crate::web::shell::access::{ReadableProblem, Visit};
use crate::web::shell::badges::Badge;
use crate::web::shell::sheet::cells::cells;
use crate::web::shell::sheet::paper::{Paper, purpose_label};
use crate::web::shell::{Error, Locale, dates, render};

/// Why the sheet is drawn again.
#[derive(Debug, Default)]
pub(super) struct Again {
    /// What is wrong with what was typed, or answered.
    pub(super) wrong: view::Wrong,
    /// The content was changed since it was opened.
    pub(super) changed: bool,
    /// A refusal as typed, and what is wrong with it.
    pub(super) refused: Option<Refused>,
}

pub(super) async fn page(
    ReadableProblem { mut can, problem, .. }: ReadableProblem,
    Path((_, purpose)): Path<(String, String)>,
) -> Result<Response, Error> {
    let purpose = turn::purpose(&purpose)?;
    let view = draw(&mut can, &problem, purpose, Again::default()).await?;
    Ok(render::html(can.prefs.locale, StatusCode::OK, &view))
}

/// The page of a problem that is not a draft.
pub(super) async fn draw(
    can: &mut Visit,
    problem: &Problem,
    purpose: Purpose,
    again: Again,
) -> Result<view::SheetPage, Error> {
    if problem.revision == 0 {
        return Err(Error::NotFound);
    }
    let sheet = turn::sheet(&mut can.tx, problem, purpose).await?;
    let signatures = store::of_problem(&mut can.tx, problem.id).await?;
    let mine = SignerRole::of(problem, &can.actor);
    let whose = turn::whose(problem, purpose);
    let next = whose.filter(|role| mine == Ok(*role));
    let stead = match problem.stood_in(&can.actor).map(|order| order.delegation) {
        Some(order) if next == Some(SignerRole::Leader) => {
            stead::declared(&mut can.tx, order, purpose).await?
        }
        _ => None,
    };
    let queue = waiting::all(can).await?;
    let present = leader(can, problem, &sheet.statement).await?;
    let on_paper = people::store::outside::is_outside(&mut can.tx, problem.leader).await?;
    let outside = match whose {
        Some(SignerRole::Leader) if on_paper => Some(outside(can, problem, purpose, &present).await?),
        _ => None,
    };
    let locale = can.prefs.locale;
    let role = next.unwrap_or(SignerRole::Leader);
    Ok(view::SheetPage {
        page: can.confidential_page(locale.t(purpose_label(purpose))),
        id: problem.id.to_string(),
        purpose: purpose.code(),
        badge: Badge::of(problem.state, problem.rectification.as_deref()),
        version: problem.version,
        cells: cells(
            locale,
            &signatures,
            (sheet.statement.problem.cycle, purpose),
            [(&sheet.statement.owner.name, false), (&present, on_paper)],
        ),
        changes: since(locale, &signatures, problem, (&sheet, None)),
        refusing: match next {
            Some(SignerRole::Leader) => Some(refusing(can, problem, purpose, again.refused).await?),
            _ => None,
        },
        turn: match next {
            None if whose == Some(SignerRole::Leader) && mine == Err(Refusal::SignsNot) => Turn::SignsNot,
            None => Turn::Reader,
            Some(SignerRole::Owner) if problem.leader.is_none() => Turn::NoLeader,
            Some(SignerRole::Owner) => Turn::Owner,
            Some(SignerRole::Leader) => Turn::Leader,
        },
        outside,
        people: match role {
            SignerRole::Leader => waiting::sheets(can, &queue),
            SignerRole::Owner => Vec::new(),
        },
        here: Which::with(problem, purpose, &can.actor).path(),
        stead,
        ways: confirm::ways(can),
        wrong: again.wrong,
        signed: signatures.iter().any(|s| s.purpose == purpose),
        entered: entered(can, &signatures, purpose),
        changed: again.changed,
        paper: Paper::of(&sheet),
        digest: hex::encode(sheet.sha256),
    })
}

/// What holds of this purpose and was entered from paper in the visitor's name: they are told, and by whom.
fn entered(can: &Visit, signatures: &[Signature], purpose: Purpose) -> Option<(String, String)> {
    let mine =
        |s: &&Signature| s.purpose == purpose && s.broken.is_none() && Some(s.signer) == can.actor.person;
    let paper = signatures
        .iter()
        .rev()
        .filter(mine)
        .find_map(|s| s.paper.as_ref())?;
    Some((
        paper.entered_by.clone(),
        dates::full(can.prefs.locale, paper.signed_on),
    ))
}

/// Somebody outside the roster who is to sign now, and where that is entered by whoever may.
async fn outside(
    can: &mut Visit,
    problem: &Problem,
    purpose: Purpose,
    name: &str,
) -> Result<(String, Option<String>), Error> {
    let actor = can.actor.clone();
    let enters = may_enter_paper(&mut can.tx, &actor, problem).await?;
    let path = format!("/problems/{}/signatures/{}/paper", problem.id, purpose.code());
    Ok((name.to_owned(), enters.then_some(path)))
}

/// Who co-signs now: named in the statement, unless another leads since the owner signed.
async fn leader(can: &mut Visit, problem: &Problem, statement: &Statement) -> Result<String, Error> {
    let named = statement.leader.as_ref();
    match problem.leader {
        Some(id) if named.is_none_or(|named| named.id != id) => {
            let name = people::store::name_and_title(&mut can.tx, id).await?;
            Ok(name.unwrap_or_default())
        }
        _ => Ok(named.map(|named| named.name.clone()).unwrap_or_default()),
    }
}

/// What was changed since the statement that was `opened`, by its digest, if it is not the present one; else since a signature that no
/// longer holds: 签后已改动.
pub(super) fn since(
    locale: Locale,
    signatures: &[Signature],
    problem: &Problem,
    (sheet, opened): (&Sheet, Option<&Digest>),
) -> Vec<view::Change> {
    let opened = opened.filter(|digest| **digest != sheet.sha256);
    let seen = opened.and_then(|digest| signatures.iter().find(|s| s.sha256[..] == digest[..]));
    let older =
        |s: &&Signature| s.broken.is_some() && s.cycle == problem.cycle && s.revision < problem.revision;
    let signed = seen.or_else(|| signatures.iter().rev().find(older));
    let was = signed.and_then(|signature| Sheet::read(signature.statement.clone()).ok());
    let Some(was) = was else { return Vec::new() };
    let mut changes = view_changes(locale, &was.statement.content, &sheet.statement.content);
    changes.extend(view::Change::of_outcome(&was.statement, &sheet.statement));
    changes
}

/// Two contents as fields with pieces, only those that changed.
pub(super) fn view_changes(locale: Locale, was: &Content, now: &Content) -> Vec<view::Change> {
    let changed = diff::compare(was, now, &|word| locale.t(word).to_owned())
        .into_iter()
        .filter(diff::FieldChange::is_change);
    changed.map(view::Change::of).collect()
}

async fn refusing(
    can: &mut Visit,
    problem: &Problem,
    purpose: Purpose,
    typed: Option<Refused>,
) -> Result<Refusing, Error> {
    let terms = campaigns::store::terms(&mut can.tx, problem.campaign).await?;
    let text = crate::domain::lists::store::revision(&mut can.tx, problem.id, problem.revision).await?;
    let content = text.and_then(|revision| revision.read());
    let fields = content.map(|content| content.fields()).unwrap_or_default();
    let keys: Vec<String> = fields.into_iter().map(|field| field.key).collect();
    Ok(Refusing::of(can.prefs.locale, purpose, &terms, &keys, typed))
}
