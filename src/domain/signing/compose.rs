//! Gathers a statement from what is stored.

use std::collections::BTreeMap;

use super::statement::{Kind, Named, Outcome, Sheet, Statement, Subject, Wording};
use super::{Purpose, Signature, SignerRole, SigningError, entity, store, wording};
use crate::domain::campaigns::{self, TermKind, Terms};
use crate::domain::lists::{Content, ListsError, Problem, store as lists_store};
use crate::domain::{people, tenants};
use crate::kernel::ids::{PersonId, TenantId};
use crate::platform::db::Tx;

/// The sheet of the claim: what the owner signed, if that signature stands, else what is to be signed.
///
/// # Errors
/// [`ListsError::NotFound`] before the first submission; [`SigningError::Damaged`].
pub async fn claim_sheet(tx: &mut Tx, problem: &Problem) -> Result<Sheet, SigningError> {
    match signed(tx, problem, Purpose::Claim).await? {
        Some(sheet) => Ok(sheet),
        None => Ok(Sheet::of(&statement(tx, problem, Purpose::Claim).await?)?),
    }
}

/// The sheet of the completion: what the owner signed, if that signature stands, else lists 1–4, `outcome` as list 5
/// and the digest of the claim.
///
/// # Errors
/// As [`claim_sheet`].
pub async fn completion_sheet(
    tx: &mut Tx,
    problem: &Problem,
    outcome: &Outcome,
) -> Result<Sheet, SigningError> {
    if let Some(sheet) = signed(tx, problem, Purpose::Complete).await? {
        return Ok(sheet);
    }
    let claim = claim_sheet(tx, problem).await?;
    let mut statement = statement(tx, problem, Purpose::Complete).await?;
    statement.outcome = Some(outcome.clone());
    statement.claim_sha256 = Some(hex::encode(claim.sha256));
    Ok(Sheet::of(&statement)?)
}

/// Both sign the same bytes: the leader's sheet is what the owner signed, not what it would be by now.
async fn signed(tx: &mut Tx, problem: &Problem, purpose: Purpose) -> Result<Option<Sheet>, SigningError> {
    let all = store::of_problem(tx, problem.id).await?;
    signed_sheet(&all, problem, purpose)
}

/// The sheet that the owner signed, among all `signatures` of the problem; none while the owner has not.
///
/// # Errors
/// [`SigningError::Damaged`].
pub fn signed_sheet(
    signatures: &[Signature],
    problem: &Problem,
    purpose: Purpose,
) -> Result<Option<Sheet>, SigningError> {
    let cycle = match purpose {
        Purpose::Claim => entity::claim_cycle(signatures, problem),
        Purpose::Complete => problem.cycle,
    };
    let Some(first) = entity::standing(signatures, cycle, purpose, SignerRole::Owner) else {
        return Ok(None);
    };
    let sheet = Sheet::read(first.statement.clone()).map_err(|_| SigningError::Damaged)?;
    let fits = sheet.sha256[..] == first.sha256[..] && sheet.sm3[..] == first.sm3[..];
    let present = sheet.statement.problem.revision == problem.revision;
    if fits && present {
        Ok(Some(sheet))
    } else {
        Err(SigningError::Damaged)
    }
}

async fn statement(tx: &mut Tx, problem: &Problem, purpose: Purpose) -> Result<Statement, SigningError> {
    let revision = lists_store::revision(tx, problem.id, problem.revision)
        .await?
        .ok_or(ListsError::NotFound)?;
    let content = revision.read().ok_or(SigningError::Damaged)?;
    let tenant = tenants::store::own(tx).await?.ok_or(ListsError::NotFound)?;
    let leader = match problem.leader {
        Some(id) => people::store::name_and_title(tx, id)
            .await?
            .map(|name| Named { id, name }),
        None => None,
    };
    let terms = campaigns::store::terms(tx, problem.campaign).await?;
    let tenant = Named {
        id: tenant.id,
        name: tenant.name,
    };
    Ok(statement_of(purpose, tenant, problem, leader, (content, &terms)))
}

/// The statement of a problem's content, before list 5 is put to it.
pub fn statement_of(
    purpose: Purpose,
    tenant: Named<TenantId>,
    problem: &Problem,
    leader: Option<Named<PersonId>>,
    (content, terms): (Content, &Terms),
) -> Statement {
    Statement {
        kind: Kind::Statement,
        purpose,
        wording: Wording {
            version: wording::PRESENT,
            owner: wording::words(purpose, SignerRole::Owner).to_owned(),
            leader: wording::words(purpose, SignerRole::Leader).to_owned(),
        },
        tenant,
        problem: Subject {
            id: problem.id,
            number: problem.number.clone(),
            cycle: problem.cycle,
            revision: problem.revision,
        },
        owner: Named {
            id: problem.owner,
            name: content.responsibility.person.clone(),
        },
        leader,
        labels: labels(terms, &content),
        content,
        outcome: None,
        claim_sha256: None,
    }
}

fn labels(terms: &Terms, content: &Content) -> BTreeMap<String, String> {
    let one = std::slice::from_ref;
    let used = [
        (TermKind::Ill, &content.ills[..]),
        (TermKind::Not, &content.nots[..]),
        (TermKind::Aspect, one(&content.aspect)),
        (TermKind::Source, one(&content.source)),
    ];
    let mut labels = BTreeMap::new();
    for (kind, codes) in used {
        for code in codes {
            let term = terms.find(kind, code);
            let label = term.map_or_else(|| code.clone(), |term| term.label.clone());
            labels.insert(format!("{}:{code}", kind.code()), label);
        }
    }
    labels
}
