//! The entry as the reviewer reads it: on a resubmission what changed comes first, with the reasons that had meant it.

use super::{filter, labels, view};
use crate::domain::campaigns::{TermKind, Terms};
use crate::domain::lists::store::Revision;
use crate::domain::lists::{self, Content, Problem, State};
use crate::domain::people;
use crate::domain::review::compare::{self, Change};
use crate::domain::review::field::Field;
use crate::domain::review::queue::{Filter, Sibling};
use crate::domain::review::{GivenReason, Ruling, Verdict, store};
use crate::domain::units;
use crate::kernel::ids::PersonId;
use crate::web::shell::access::Visit;
use crate::web::shell::{Error, Locale, n_};

/// All that is read from the database for one entry.
pub(super) struct Read {
    pub(super) content: Content,
    pub(super) terms: Terms,
    revision: Revision,
    before: Option<Content>,
    /// The verdict that sent it back, if that is why it comes again.
    sent_back: Option<Verdict>,
    siblings: Vec<Sibling>,
    owner: (String, String),
}

/// Reads an entry. Guarded texts: the caller has recorded the opening.
pub(super) async fn read(can: &mut Visit, problem: &Problem) -> Result<Read, Error> {
    let verdicts = store::of_problem(&mut can.tx, problem.id).await?;
    let last = verdicts.into_iter().next_back();
    let sent_back = last.filter(|verdict| verdict.verdict != Ruling::Approved);
    let since = sent_back.as_ref().map_or(problem.revision - 1, |v| v.revision);
    let revision = lists::store::revision(&mut can.tx, problem.id, problem.revision).await?;
    let revision = revision.ok_or(Error::NotFound)?;
    let before = lists::store::revision(&mut can.tx, problem.id, since).await?;
    Ok(Read {
        content: Content::read(&revision.content).map_err(Error::internal)?,
        terms: crate::domain::campaigns::store::terms(&mut can.tx, problem.campaign).await?,
        before: before.and_then(|before| before.read()),
        revision,
        sent_back,
        siblings: store::siblings(&mut can.tx, problem.campaign, problem.owner).await?,
        owner: owner(can, problem).await?,
    })
}

/// Name, and unit with title.
async fn owner(can: &mut Visit, problem: &Problem) -> Result<(String, String), Error> {
    let person = PersonId(problem.owner.0);
    let unit = units::store::find(&mut can.tx, problem.unit).await?;
    let unit = unit.map(|unit| unit.name).unwrap_or_default();
    let Some(cadre) = people::store::find(&mut can.tx, person).await? else {
        return Ok((unit, String::new()));
    };
    let post = people::store::main_post(&mut can.tx, person).await?;
    let title = post.map(|post| post.title).unwrap_or_default();
    Ok((cadre.name, format!("{unit} {title}").trim().to_owned()))
}

impl Read {
    /// What the template draws.
    pub(super) fn view(&self, locale: Locale, problem: &Problem, wanted: Filter) -> view::Case {
        let changes = self.changes();
        let is_new = |field: Field| {
            changes
                .iter()
                .any(|change| change.field == field && !change.removed)
        };
        let place = self.siblings.iter().position(|other| other.id == problem.id);
        let others = self.siblings.iter().filter(|other| other.id != problem.id);
        view::Case {
            owner: self.owner.0.clone(),
            post: self.owner.1.clone(),
            leader: self.content.responsibility.leader.clone(),
            nth: place.map_or(0, |at| at + 1),
            of: self.siblings.len(),
            revision: problem.revision,
            seq: format!("{:02}", problem.seq),
            title: self.content.title.clone(),
            manifestation: (!is_new(Field::Manifestation)).then(|| self.content.manifestation.clone()),
            fields: self.fields(&is_new),
            since: self
                .sent_back
                .as_ref()
                .map_or(problem.revision - 1, |v| v.revision),
            correction: self.revision.reason.clone(),
            earlier: self
                .sent_back
                .as_ref()
                .map(|verdict| self.earlier(locale, verdict)),
            siblings: others.map(|other| sibling(problem, other, wanted)).collect(),
            changes: changes
                .iter()
                .map(|change| self.changed(locale, change))
                .collect(),
        }
    }

    fn changes(&self) -> Vec<Change> {
        let before = self.before.as_ref();
        before.map_or_else(Vec::new, |before| {
            compare::changes(before, &self.content, &self.terms)
        })
    }

    fn fields(&self, changed: &dyn Fn(Field) -> bool) -> Vec<view::Shown> {
        let line = |field: Field| {
            let text = || field.text(&self.content, &self.terms).unwrap_or_default();
            (!changed(field)).then(text)
        };
        let shown = |label, numbered, lines| view::Shown {
            label,
            lines,
            numbered,
        };
        let items = |make: fn(usize) -> Field, count: usize| (0..count).map(|i| line(make(i))).collect();
        vec![
            shown(n_("归类"), false, vec![Some(self.kinds())]),
            shown(
                n_("原因剖析"),
                true,
                items(Field::Cause, self.content.causes.len()),
            ),
            shown(
                n_("整改措施"),
                true,
                items(Field::Measure, self.content.measures.len()),
            ),
            shown(n_("责任落实"), false, vec![line(Field::Responsibility)]),
        ]
    }

    /// 虚浮飘 · 不愿为 · 服务不到位 · 来源 群众提 · 职责 …
    fn kinds(&self) -> String {
        let text = |field: Field| field.text(&self.content, &self.terms).unwrap_or_default();
        let named = |name: &str, field| {
            let text = text(field);
            if text.is_empty() {
                text
            } else {
                format!("{name} {text}")
            }
        };
        let parts = [
            text(Field::Ills),
            text(Field::Nots),
            text(Field::Aspect),
            named("来源", Field::Source),
            named("职责", Field::Duty),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    fn changed(&self, locale: Locale, change: &Change) -> view::Changed {
        let given = self.sent_back.iter().flat_map(|verdict| &verdict.reasons);
        let meant = given.filter(|reason| Field::parse(&reason.field) == Some(change.field));
        view::Changed {
            label: change.field.label(),
            removed: change.removed,
            reasons: meant.map(|reason| self.reason(locale, reason)).collect(),
            pieces: change.pieces.clone(),
        }
    }

    /// 05 大而化之、无具体表现
    fn reason(&self, locale: Locale, given: &GivenReason) -> String {
        let term = self.terms.find(TermKind::Reason, &given.code);
        let label = term.map(|term| labels::term(locale, term)).unwrap_or_default();
        format!("{} {label}", given.code)
    }

    fn earlier(&self, locale: Locale, verdict: &Verdict) -> view::Earlier {
        let stands = |field: Field| {
            let before = self.before.as_ref();
            before.is_some_and(|old| compare::still_stands(field, old, &self.content, &self.terms))
        };
        let reason = |given: &GivenReason| {
            let field = Field::parse(&given.field).unwrap_or(Field::Title);
            view::EarlierReason {
                reason: self.reason(locale, given),
                field: field.label(),
                quote: given.quote.clone(),
                words: given.words.clone(),
                changed: !stands(field),
            }
        };
        view::Earlier {
            ruling: labels::ruling(verdict.verdict),
            revision: verdict.revision,
            day: labels::day(locale, verdict.at),
            words: verdict.words.clone(),
            reasons: verdict.reasons.iter().map(reason).collect(),
        }
    }
}

fn sibling(problem: &Problem, other: &Sibling, wanted: Filter) -> view::Other {
    let seq = format!("{:02}", other.seq);
    view::Other {
        // The opening of each guarded text is recorded by itself.
        label: if problem.tier.is_guarded() {
            seq
        } else {
            format!("{seq} {}", other.title)
        },
        href: other.waiting.then(|| filter::entry(other.id, wanted)),
        state: labels::state(State::from_code(&other.state).unwrap_or(State::Submitted)),
    }
}
