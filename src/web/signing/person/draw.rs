//! The sheet as a page.

use std::collections::HashMap;

use super::Which;
use super::access::SheetToSign;
use super::view::{Entry, PersonSheet};
use crate::domain::campaigns::{self, Terms};
use crate::domain::lists::{Problem, Tier, store as lists_store};
use crate::domain::signing::{Seen, Sheet, Signature, SignerRole, stead, store};
use crate::kernel::ids::ProblemId;
use crate::web::shell::sheet::cells::cells;
use crate::web::shell::sheet::paper::{Line, Paper, purpose_label};
use crate::web::shell::{Error, Locale};
use crate::web::signing::refuse::Refused;
use crate::web::signing::sheet::since;
use crate::web::signing::view::{Refusing, Wrong};
use crate::web::signing::{confirm, turn, waiting};

/// Why it is drawn again.
#[derive(Debug, Default)]
pub(in crate::web::signing) struct Again {
    /// What is wrong with what was typed, or answered.
    pub(in crate::web::signing) wrong: Wrong,
    /// What was opened, when some of it was changed since.
    pub(in crate::web::signing) opened: Vec<(ProblemId, Seen)>,
    /// A refusal as typed, and what is wrong with it.
    pub(in crate::web::signing) refused: Option<(ProblemId, Refused)>,
}

/// The page of a sheet, as it is now.
pub(in crate::web::signing) async fn draw(
    sheet: &mut SheetToSign,
    again: Again,
) -> Result<PersonSheet, Error> {
    let which = sheet.which;
    let gone = gone(sheet, &again.opened).await?;
    let changed = !again.opened.is_empty();
    let entries = entries(sheet, &again.opened, again.refused).await?;
    let can = &mut sheet.can;
    let stead = match which.stands_in {
        Some(order) => stead::declared(&mut can.tx, order, which.purpose).await?,
        None => None,
    };
    // One's own sheet is none of those that come one after the other.
    let people = match which.role {
        SignerRole::Owner => Vec::new(),
        SignerRole::Leader => waiting::sheets(can, &sheet.all),
    };
    let signed = waiting::signed_today(can, &people).await?;
    let at = people.iter().position(|one| one.which == which);
    let leader = at.and_then(|at| people.get(at)?.stead.clone());
    let on_it = || sheet.all.iter().filter(|waiting| which.has(waiting, &can.actor));
    let first = on_it().next();
    Ok(PersonSheet {
        page: can.confidential_page(can.prefs.locale.t(purpose_label(which.purpose))),
        name: first.map(|one| one.owner_name.clone()).unwrap_or_default(),
        unit: first.map(|one| one.unit_name.clone()).unwrap_or_default(),
        body: first.is_some_and(|one| one.tier == Tier::Body),
        owns: which.role == SignerRole::Owner,
        unled: sheet.unled,
        purpose: which.purpose,
        action: which.path(),
        question: which.question(),
        more: on_it().count().saturating_sub(entries.len() + sheet.unled),
        declared: declared(&entries),
        entries,
        signer: leader.unwrap_or_else(|| can.actor.name.clone()),
        stead,
        ways: confirm::ways(can),
        wrong: again.wrong,
        people,
        at,
        signed,
        changed,
        gone,
    })
}

type Opened = [(ProblemId, Seen)];

/// What is declared with the statements: the same words once.
fn declared(entries: &[Entry]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for line in entries.iter().flat_map(|entry| &entry.paper.declared) {
        if lines
            .iter()
            .all(|one| one.label != line.label || one.text != line.text)
        {
            lines.push(line.clone());
        }
    }
    lines
}

/// What was opened and is no longer on the sheet. Only of what the visitor still signs in this role is anything said.
async fn gone(sheet: &mut SheetToSign, opened: &Opened) -> Result<Vec<(String, String)>, Error> {
    let left = |id: &ProblemId| sheet.problems.iter().any(|problem| problem.id == *id);
    let ids = opened.iter().map(|(id, _)| id).filter(|id| !left(id));
    let ids: Vec<uuid::Uuid> = ids.map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (can, which) = (&mut sheet.can, sheet.which);
    let problems = lists_store::find_all(&mut can.tx, &ids).await?;
    let theirs = problems.iter().filter(|problem| problem.owner == which.owner);
    let theirs = theirs.filter(|problem| SignerRole::of(problem, &can.actor) == Ok(which.role));
    let mut said: Vec<_> = theirs
        .map(|problem| (problem.number.clone(), format!("/problems/{}", problem.id)))
        .collect();
    said.sort();
    Ok(said)
}

async fn entries(
    sheet: &mut SheetToSign,
    opened: &Opened,
    mut refused: Option<(ProblemId, Refused)>,
) -> Result<Vec<Entry>, Error> {
    let Some(first) = sheet.problems.first() else {
        return Ok(Vec::new());
    };
    let can = &mut sheet.can;
    let ids: Vec<uuid::Uuid> = sheet.problems.iter().map(|problem| problem.id.0).collect();
    let mut signatures: HashMap<ProblemId, Vec<Signature>> = HashMap::new();
    for signature in store::of_problems(&mut can.tx, &ids).await? {
        signatures.entry(signature.problem).or_default().push(signature);
    }
    let terms = campaigns::store::terms(&mut can.tx, first.campaign).await?;
    let mut entries = Vec::new();
    for problem in &sheet.problems {
        let own = signatures.remove(&problem.id).unwrap_or_default();
        let seen = opened
            .iter()
            .find(|(id, _)| *id == problem.id)
            .map(|(_, seen)| seen);
        let typed = refused
            .take_if(|(id, _)| *id == problem.id)
            .map(|(_, typed)| typed);
        let statement = turn::sheet_with(&mut can.tx, &own, problem, sheet.which.purpose).await?;
        let with = (sheet.which, &terms, typed);
        let mut entry = entry(can.prefs.locale, (problem, &own, &statement), seen, with);
        entry.new = !opened.is_empty() && seen.is_none();
        entries.push(entry);
    }
    Ok(entries)
}

fn entry(
    locale: Locale,
    (problem, signatures, sheet): (&Problem, &[Signature], &Sheet),
    seen: Option<&Seen>,
    (which, terms, typed): (Which, &Terms, Option<Refused>),
) -> Entry {
    let (statement, purpose) = (&sheet.statement, which.purpose);
    let all = cells(
        locale,
        signatures,
        (statement.problem.cycle, purpose),
        [(&statement.owner.name, false), ("", false)],
    );
    let keys = || -> Vec<String> {
        let fields = statement.content.fields().into_iter();
        fields.map(|field| field.key).collect()
    };
    let leads = which.role == SignerRole::Leader;
    Entry {
        id: problem.id.to_string(),
        version: problem.version,
        digest: hex::encode(sheet.sha256),
        signed: all.into_iter().filter(|cell| cell.kind.is_some()).collect(),
        changes: since(
            locale,
            signatures,
            problem,
            (sheet, seen.map(|seen| &seen.statement)),
        ),
        changed: seen.is_some_and(|seen| seen.version != problem.version || seen.statement != sheet.sha256),
        altered: seen.is_some_and(|seen| seen.statement != sheet.sha256),
        new: false,
        refusing: leads.then(|| Refusing::of(locale, purpose, terms, &keys(), typed)),
        paper: Paper::of(sheet),
    }
}
