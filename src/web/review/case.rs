//! The entry as the reviewer reads it: on a resubmission what changed comes first, with the reasons that had meant it.

use super::{filter, labels, view};
use crate::domain::campaigns::{Stage, TermKind, Terms};
use crate::domain::lists::diff::{FieldChange, compare};
use crate::domain::lists::{self, Content, Problem, State, fields};
use crate::domain::packages::store::Entry;
use crate::domain::people;
use crate::domain::review::queue::{Filter, Sibling};
use crate::domain::review::quote::still_stands;
use crate::domain::review::{GivenReason, Ruling, Verdict, store};
use crate::domain::units;
use crate::kernel::ids::PersonId;
use crate::web::shell::access::Visit;
use crate::web::shell::acts::in_stead;
use crate::web::shell::badges::Badge;
use crate::web::shell::{Error, Locale, n_};

/// All that is read from the database for one entry.
pub(super) struct Read {
    pub(super) content: Content,
    pub(super) terms: Terms,
    /// Why it was corrected after signing; else empty.
    correction: String,
    /// Which revision the changes start from.
    since: i32,
    before: Option<Content>,
    /// The verdict that sent it back, if that is why it comes again.
    sent_back: Option<Verdict>,
    /// What was said of this revision at the stages before.
    remarks: Vec<Verdict>,
    siblings: Vec<Sibling>,
    owner: (String, String),
}

/// Reads an entry. Guarded texts: the caller has recorded the opening.
pub(super) async fn read(can: &mut Visit, problem: &Problem) -> Result<Read, Error> {
    let verdicts = store::of_problem(&mut can.tx, problem.id).await?;
    let until = verdicts.into_iter().filter(|v| v.revision <= problem.revision);
    let (remarks, before): (Vec<_>, Vec<_>) = until.partition(|v| v.revision == problem.revision);
    let last = before.into_iter().next_back();
    let sent_back = last.filter(|verdict| verdict.verdict != Ruling::Approved);
    let since = sent_back.as_ref().map_or(problem.revision - 1, |v| v.revision);
    let revision = lists::store::revision(&mut can.tx, problem.id, problem.revision).await?;
    let revision = revision.ok_or(Error::NotFound)?;
    let before = lists::store::revision(&mut can.tx, problem.id, since).await?;
    Ok(Read {
        content: Content::read(&revision.content).map_err(Error::internal)?,
        terms: crate::domain::campaigns::store::terms(&mut can.tx, problem.campaign).await?,
        before: before.and_then(|before| before.read()),
        correction: revision.reason,
        since,
        sent_back,
        remarks,
        siblings: store::siblings(&mut can.tx, problem.campaign, problem.owner).await?,
        owner: owner(can, problem).await?,
    })
}

/// Reads an entry as it stood at a revision, without what the group ruled on that.
pub(super) async fn read_blind(can: &mut Visit, problem: &Problem, revision: i32) -> Result<Read, Error> {
    let then = Problem {
        revision,
        ..problem.clone()
    };
    let mut read = read(can, &then).await?;
    read.remarks.retain(|verdict| verdict.stage != Stage::Group);
    Ok(read)
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
    /// An entry that was handed up from below: nothing of its owner is known here but what the text says.
    pub(super) fn handed_up(content: Content, terms: Terms, before: Option<(i32, Content)>) -> Self {
        Self {
            terms,
            correction: String::new(),
            since: before.as_ref().map_or(0, |(revision, _)| *revision),
            before: before.map(|(_, content)| content),
            sent_back: None,
            remarks: Vec::new(),
            siblings: Vec::new(),
            owner: (
                content.responsibility.person.clone(),
                content.responsibility.unit.clone(),
            ),
            content,
        }
    }

    /// What the template draws of an entry of a package.
    pub(super) fn view_of(&self, locale: Locale, entry: &Entry, of: usize) -> view::Case {
        let nth = usize::try_from(entry.position).unwrap_or(0);
        let seq = entry.number.rsplit('-').next().unwrap_or_default();
        view::Case {
            nth,
            of,
            ..self.drawn(locale, entry.revision, seq.to_owned())
        }
    }

    /// What the template draws.
    pub(super) fn view(&self, locale: Locale, problem: &Problem, wanted: Filter) -> view::Case {
        let place = self.siblings.iter().position(|other| other.id == problem.id);
        let others = self.siblings.iter().filter(|other| other.id != problem.id);
        view::Case {
            nth: place.map_or(0, |at| at + 1),
            of: self.siblings.len(),
            siblings: others.map(|other| sibling(problem, other, wanted)).collect(),
            ..self.drawn(locale, problem.revision, format!("{:02}", problem.seq))
        }
    }

    /// The text with what changed in it, and what was said of it.
    fn drawn(&self, locale: Locale, revision: i32, seq: String) -> view::Case {
        let changes = self.changes(locale);
        let is_new = |key: &str| {
            let here = |change: &FieldChange| change.key == key && !change.is_removed();
            changes.iter().any(here)
        };
        let sent_back = self.sent_back.as_ref();
        view::Case {
            owner: self.owner.0.clone(),
            post: self.owner.1.clone(),
            leader: self.content.responsibility.leader.clone(),
            nth: 0,
            of: 0,
            revision,
            seq,
            title: self.content.title.clone(),
            manifestation: (!is_new("manifestation")).then(|| self.content.manifestation.clone()),
            fields: self.fields(locale, &is_new),
            since: self.since,
            correction: self.correction.clone(),
            earlier: sent_back.map(|verdict| self.earlier(locale, verdict)),
            remarks: self.remarks.iter().map(|v| remark(locale, v)).collect(),
            siblings: Vec::new(),
            changes: changes
                .iter()
                .map(|change| self.changed(locale, change))
                .collect(),
        }
    }

    fn changes(&self, locale: Locale) -> Vec<FieldChange> {
        let before = self.before.as_ref();
        let all = before.map_or_else(Vec::new, |before| {
            compare(before, &self.content, &|word| locale.t(word).to_owned())
        });
        all.into_iter().filter(FieldChange::is_change).collect()
    }

    fn fields(&self, locale: Locale, is_new: &dyn Fn(&str) -> bool) -> Vec<view::Shown> {
        let all = self.content.fields_in(&|word| locale.t(word).to_owned());
        let line = |key: &str, text: &str| view::Line {
            text: (!is_new(key)).then(|| text.to_owned()),
            key: key.to_owned(),
        };
        let lines = |list: &str| -> Vec<view::Line> {
            let mine = all.iter().filter(|f| f.key.split('.').next() == Some(list));
            mine.map(|f| line(&f.key, &f.text)).collect()
        };
        // Several fields in one line: no words of it are quoted from one of them.
        let kinds = view::Line {
            key: String::new(),
            text: Some(self.kinds(locale)),
        };
        let shown = |label, numbered, lines| view::Shown {
            label,
            lines,
            numbered,
        };
        vec![
            shown(n_("归类"), false, vec![kinds]),
            shown(n_("原因剖析"), true, lines("causes")),
            shown(n_("整改措施"), true, lines("measures")),
            shown(n_("责任落实"), false, lines("responsibility")),
        ]
    }

    /// 虚浮飘 · 不愿为 · 服务不到位 · 来源 群众提 · 职责 …
    fn kinds(&self, locale: Locale) -> String {
        let content = &self.content;
        let one = std::slice::from_ref;
        let tag = |kind: TermKind, code: &String| {
            let term = self.terms.find(kind, code);
            term.map_or_else(|| code.clone(), |term| labels::term(locale, term))
        };
        let tags = |kind: TermKind, codes: &[String]| {
            let named: Vec<String> = codes.iter().map(|code| tag(kind, code)).collect();
            named.join(locale.t("、"))
        };
        let parts = [
            (None, tags(TermKind::Ill, &content.ills)),
            (None, tags(TermKind::Not, &content.nots)),
            (None, tags(TermKind::Aspect, one(&content.aspect))),
            (Some(n_("来源")), tags(TermKind::Source, one(&content.source))),
            (Some(n_("职责")), content.duty.clone()),
        ];
        let filled = parts.into_iter().filter(|(_, text)| !text.is_empty());
        let parts: Vec<String> = filled
            .map(|(name, text)| {
                name.map_or_else(|| text.clone(), |name| format!("{} {text}", locale.t(name)))
            })
            .collect();
        parts.join(" · ")
    }

    fn changed(&self, locale: Locale, change: &FieldChange) -> view::Changed {
        let given = self.sent_back.iter().flat_map(|verdict| &verdict.reasons);
        let meant = given.filter(|reason| reason.field == change.key);
        view::Changed {
            key: if change.is_removed() {
                String::new()
            } else {
                change.key.clone()
            },
            label: fields::label(&change.key),
            removed: change.is_removed(),
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
        let reason = |given: &GivenReason| {
            let before = self.before.as_ref();
            let stands = before.is_some_and(|old| still_stands(&given.field, old, &self.content));
            view::EarlierReason {
                reason: self.reason(locale, given),
                field: fields::label(&given.field),
                quote: given.quote.clone(),
                words: given.words.clone(),
                changed: !stands,
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

fn remark(locale: Locale, verdict: &Verdict) -> view::Remark {
    view::Remark {
        stage: labels::stage(verdict.stage),
        stead: verdict
            .stead
            .as_ref()
            .map(|(who, leader)| in_stead(locale, who, Some(leader))),
        day: labels::day(locale, verdict.at),
        words: verdict.words.clone(),
    }
}

fn sibling(problem: &Problem, other: &Sibling, wanted: Filter) -> view::Other {
    let seq = format!("{:02}", other.seq);
    let state = State::from_code(&other.state).unwrap_or(State::Submitted);
    view::Other {
        // The opening of each guarded text is recorded by itself.
        label: if problem.tier.is_guarded() {
            seq
        } else {
            format!("{seq} {}", other.title)
        },
        href: other.waiting.then(|| filter::entry(other.id, wanted)),
        state: Badge::of(state, other.rectification.as_deref()).label,
    }
}
