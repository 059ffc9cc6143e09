//! Writes a five-list workbook: one transaction, each row a draft of its owner.

use std::collections::HashMap;

use super::apply::{Source, record};
use super::apply_numbered::{Book, Numbered, Settled};
use super::changes::Change;
use super::history;
use super::lists::terms::terms;
use super::report::refused;
use super::store::{self, Imported, Owner};
use super::{Kind, ListRow, Read, Reason, Refused, Report};
use crate::domain::campaigns::{self, Campaign, TermKind, Terms};
use crate::domain::ledger::{Act, ActError};
use crate::domain::lists::{Draft, ListsError, actions};
use crate::kernel::digest::Digest;
use crate::kernel::ids::PersonId;
use crate::kernel::text::code_text;
use crate::platform::db::Tx;

/// Starts a problem for each row that no earlier import took. The n-th equal row is the n-th equal problem, so a
/// repeated import changes nothing, whatever the owners have written since. Incomplete rows are drafts like others; of history too
/// they stay drafts, and the report says why.
///
/// # Errors
/// When the database refuses, or the act was recorded before.
pub async fn apply_lists(
    tx: &mut Tx,
    act: &mut Act,
    campaign: &Campaign,
    source: Source<'_>,
    read: &Read<ListRow>,
) -> Result<Report, ActError> {
    let people = People::of(store::owners(tx).await?);
    let dictionaries = campaigns::store::terms(tx, campaign.id).await?;
    let known = store::imported(tx, campaign.id).await?;
    let mut seen: HashMap<(PersonId, Digest), i32> = HashMap::new();
    let mut report = Report::default();
    let (mut lost, mut stay): (Vec<Refused>, Vec<Refused>) = (Vec::new(), Vec::new());
    let (mut numbered, mut changes) = (Numbered::default(), Vec::new());
    let book = Book {
        terms: &dictionaries,
        header: &read.header,
    };
    for (at, row) in read.rows.iter().enumerate() {
        source.at(at, read.rows.len());
        numbered.look_ahead(tx, campaign, (&read.rows, at)).await?;
        match numbered.settle(tx, act, book, row).await? {
            Settled::New => {}
            Settled::Unchanged => {
                report.unchanged += 1;
                continue;
            }
            Settled::Changed(change) => {
                report.changed += 1;
                changes.push(*change);
                continue;
            }
            Settled::Refused(column, reason) => {
                lost.push(refused(row.row, column, reason));
                continue;
            }
        }
        let owner = match people.owner(row) {
            Ok(owner) => owner,
            Err((column, reason)) => {
                lost.push(refused(row.row, column, reason));
                continue;
            }
        };
        let fingerprint = row.fingerprint();
        let nth = seen.entry((owner, fingerprint)).or_default();
        *nth += 1;
        let imported = Imported {
            owner,
            fingerprint,
            nth: *nth,
        };
        if known.contains(&imported) {
            report.unchanged += 1;
            continue;
        }
        let draft = understood(&row.draft, &dictionaries);
        match actions::start(tx, act, campaign, owner, &draft).await {
            Ok(mut problem) => {
                store::remember(tx, campaign.id, &imported, problem.id, act).await?;
                let brought =
                    history::bring_in(tx, act, campaign, &mut problem, (&draft, source.history)).await?;
                if let Some(short) = brought {
                    stay.push(short.row(row.row));
                }
                changes.push(Change::ProblemStarted(problem.id, problem.version));
                report.added += 1;
            }
            Err(ListsError::Act(error)) => return Err(error),
            Err(ListsError::Db(error)) => return Err(error.into()),
            Err(_) => lost.push(refused(row.row, "姓名", Reason::NoPost)),
        }
    }
    report.leave(&stay);
    report.refuse(&lost);
    report.refuse(&read.refused);
    record(tx, act, source, Kind::Lists, (&report, &changes)).await?;
    Ok(report)
}

/// The draft with words of the dictionaries in place of their variants.
pub fn understood(draft: &Draft, dictionaries: &Terms) -> Draft {
    let words = |kind, typed: &str| {
        let known: Vec<_> = dictionaries.open(kind).map(|term| term.code.as_str()).collect();
        terms(typed, &known)
    };
    let one = |kind, typed: &str| words(kind, typed).into_iter().next().unwrap_or_default();
    Draft {
        ills: words(TermKind::Ill, &draft.ills.join("、")),
        nots: words(TermKind::Not, &draft.nots.join("、")),
        aspect: one(TermKind::Aspect, &draft.aspect),
        source: one(TermKind::Source, &draft.source),
        ..draft.clone()
    }
}

struct People {
    by_number: HashMap<String, Owner>,
    by_name: HashMap<String, Vec<Owner>>,
}

impl People {
    fn of(owners: Vec<Owner>) -> Self {
        let mut by_name: HashMap<String, Vec<Owner>> = HashMap::new();
        for owner in &owners {
            by_name
                .entry(code_text(&owner.name))
                .or_default()
                .push(owner.clone());
        }
        Self {
            by_number: owners
                .into_iter()
                .map(|owner| (owner.staff_no.clone(), owner))
                .collect(),
            by_name,
        }
    }

    /// Whose problem a row is: by number; without one by name, where only one person has it (in that unit).
    fn owner(&self, row: &ListRow) -> Result<PersonId, (&'static str, Reason)> {
        let name = row.name.as_deref().unwrap_or_default();
        if let Some(number) = &row.staff_no {
            let Some(owner) = self.by_number.get(number) else {
                return Err(("人员编号", Reason::UnknownPerson(number.clone())));
            };
            return if name.is_empty() || code_text(name) == code_text(&owner.name) {
                Ok(owner.id)
            } else {
                let (given, real) = (name.to_owned(), owner.name.clone());
                Err(("人员编号", Reason::PersonNameDiffers(number.clone(), given, real)))
            };
        }
        let named = self
            .by_name
            .get(&code_text(name))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let here = |owner: &&Owner| row.unit.is_some() && owner.unit == row.unit;
        match (named, named.iter().filter(here).collect::<Vec<_>>().as_slice()) {
            ([], _) => Err(("姓名", Reason::UnknownPersonName(name.to_owned()))),
            ([only], _) => Ok(only.id),
            (_, [only]) => Ok(only.id),
            _ => Err(("姓名", Reason::SeveralPeople(name.to_owned()))),
        }
    }
}
