//! One problem's life, computed: the same rules as the verbs', without a database between them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::city::{Actor, City, OwnerFacts};
use super::number::Closing;
use super::packages::HandedUp;
use super::tables::Tables;
use crate::demo::duties;
use crate::demo::fate::Step;
use crate::demo::load::DemoError;
use crate::demo::random::Random;
use crate::demo::script::{Owner, Plot};
use crate::demo::texts;
use crate::domain::campaigns::Stage;
use crate::domain::lists::entity::number;
use crate::domain::lists::{Content, Draft, Problem, State};
use crate::domain::signing::{Outcome, Sheet};
use crate::kernel::clock::day_of;
use crate::kernel::ids::ProblemId;

/// Where among its owner's problems each plot stands, from 1.
pub(super) fn sequence<'a>(plots: &'a [Plot], seen: &mut HashMap<&'a Owner, i32>) -> Vec<i32> {
    // Numbers are given when a problem is started, and not in the order in which a plan was written.
    let mut started: Vec<usize> = (0..plots.len()).collect();
    started.sort_by_key(|plot| (plots[*plot].steps.first().map(|(at, _)| *at), *plot));
    let mut sequences = vec![0; plots.len()];
    for plot in started {
        let last = seen.entry(&plots[plot].owner).or_default();
        *last += 1;
        sequences[plot] = *last;
    }
    sequences
}

/// The account that a row names; the program itself has none.
pub(super) fn account(actor: Option<Actor>) -> Uuid {
    actor.map_or(Uuid::nil(), |actor| actor.account.0)
}

/// A problem on its way.
pub(super) struct Life<'a> {
    pub(super) city: &'a City,
    pub(super) owner: &'a OwnerFacts,
    pub(super) tables: &'a mut Tables,
    pub(super) plot: (usize, Plot),
    pub(super) ids: Random,
    pub(super) problem: Problem,
    pub(super) draft: Draft,
    pub(super) content: Option<Content>,
    pub(super) claim: Option<Sheet>,
    pub(super) completion: Option<(Uuid, Outcome)>,
    /// The completion's sheet and the signatures under it, broken ones not.
    pub(super) complete: Option<Sheet>,
    pub(super) completing: Vec<Uuid>,
    /// What went up and waits for the province.
    pub(super) handed: Option<HandedUp>,
    created: DateTime<Utc>,
    saved: DateTime<Utc>,
    spans: i32,
    open: Option<Problem>,
    events: usize,
}

impl<'a> Life<'a> {
    /// Lives it to its end.
    pub(super) fn live(
        city: &'a City,
        tables: &'a mut Tables,
        (at, plot, seq): (usize, &Plot, i32),
        closing: Option<&Closing>,
    ) -> Result<(), DemoError> {
        let owner = city.owner(&plot.owner);
        let mut ids = city.ids(at);
        let born = plot
            .steps
            .first()
            .map(|(at, _)| *at)
            .ok_or("a plot without steps")?;
        let of = (owner.id, owner.kind);
        let place = (owner.unit, owner.top_unit);
        let problem = Problem {
            id: ProblemId(ids.uuid(born)),
            tier: owner.tier,
            leader: owner.leader.as_ref().map(|(leader, _)| leader.person),
            number: number(&owner.parties.unit, &owner.mark, seq),
            ..Problem::fresh(city.campaign.id, of, place, seq, born)
        };
        let mut life = Self {
            city,
            owner,
            tables,
            plot: (at, plot.clone()),
            ids,
            problem,
            draft: Draft::default(),
            content: None,
            claim: None,
            completion: None,
            complete: None,
            completing: Vec::new(),
            handed: None,
            created: born,
            saved: born,
            spans: 0,
            open: None,
            events: 0,
        };
        for (at, step) in &plot.steps {
            life.step(*at, *step, closing)?;
        }
        life.end();
        Ok(())
    }

    fn step(&mut self, at: DateTime<Utc>, step: Step, closing: Option<&Closing>) -> Result<(), DemoError> {
        match step {
            Step::Start => self.start(at),
            Step::Discuss => self.discuss(at),
            Step::Submit => return self.submit(at),
            Step::CheckForm | Step::Approve | Step::Return | Step::Redo => return self.rule(at, step),
            Step::SignAsOwner | Step::SignAsLeader => return self.claim(at, step == Step::SignAsLeader),
            Step::Note => self.note(at),
            Step::Report => self.report(at),
            Step::SignDoneAsOwner => return self.sign_done(at, false),
            Step::SignDoneAsLeader => return self.sign_done(at, true),
            Step::Accept => self.accept(at)?,
            Step::SendBack => self.send_back(at)?,
            Step::Number => {
                if let Some(closing) = closing {
                    self.close(closing);
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, at: DateTime<Utc>) {
        let (_, plot) = &mut self.plot;
        self.draft = texts::draft(&plot.subject, &mut plot.texts, day_of(at));
        self.problem.title = self.draft.title.chars().take(200).collect();
        self.next_span(at);
        let data =
            json!({"number": self.problem.number, "owner": self.problem.owner, "unit": self.problem.unit});
        let act = self.act(at);
        self.record(at, (act, 0), self.owner.writer, "problem.started", &data);
    }

    fn discuss(&mut self, at: DateTime<Utc>) {
        let meeting = duties::meeting(&self.owner.parties.unit, at);
        let (tenant, id) = (self.city.tenant.id.0, self.ids.uuid(at));
        let account = account(self.owner.writer);
        let (kind, day) = (meeting.kind.code(), meeting.held_on);
        self.tables.discussions.line(&[
            &tenant,
            &id,
            &self.problem.unit.0,
            &kind,
            &meeting.meeting,
            &day,
            &account,
            &at,
        ]);
        self.tables.discussed.line(&[&tenant, &id, &self.problem.id.0]);
        let act = self.act(at);
        let data = json!({"discussion": id, "meeting_kind": kind, "held_on": day});
        self.record(at, (act, 0), self.owner.writer, "problem.discussed", &data);
    }

    fn submit(&mut self, at: DateTime<Utc>) -> Result<(), DemoError> {
        let before = self.draft.clone();
        let (_, plot) = &mut self.plot;
        if self.problem.revision > 0 {
            self.draft = texts::reworked(&plot.subject, &mut plot.texts, &self.draft);
        }
        self.draft = texts::timely(self.draft.clone(), day_of(at));
        let checked = self.draft.check(&self.owner.parties, day_of(at));
        let content = checked.map_err(|wrong| format!("an invented text was refused: {wrong:?}"))?;
        let again = self.problem.state != State::Draft;
        self.problem.revision += 1;
        self.problem.title.clone_from(&content.title);
        self.problem.due_on = Some(content.responsibility.due);
        self.problem.submitted_at = Some(at);
        self.problem.first_submitted_at = self.problem.first_submitted_at.or(Some(at));
        let route = self.city.routes[self.problem.tier.code()].clone();
        self.problem.enter(State::Submitted, route)?;
        let (text, digest) = content.canonical()?;
        self.tables.revisions.line(&[
            &self.city.tenant.id.0,
            &self.problem.id.0,
            &self.problem.revision,
            &text,
            &digest,
            &"",
            &at,
            &account(self.owner.writer),
        ]);
        self.content = Some(content);
        self.saved = at;
        // The draft is kept, a version more when it is another one; then the state moves.
        self.problem.version += i32::from(self.draft != before);
        self.advance(at);
        let data = json!({"revision": self.problem.revision, "sha256": hex::encode(digest), "again": again,
            "stage": self.problem.stage.map(Stage::code)});
        let act = self.act(at);
        self.record(at, (act, 0), self.owner.writer, "problem.submitted", &data);
        Ok(())
    }

    /// A fresh act.
    pub(super) fn act(&mut self, at: DateTime<Utc>) -> Uuid {
        self.ids.uuid(at)
    }

    pub(super) fn record(
        &mut self,
        at: DateTime<Utc>,
        act: (Uuid, i32),
        actor: Option<Actor>,
        what: &str,
        data: &Value,
    ) {
        let order = (at, self.plot.0, self.events);
        self.events += 1;
        self.tables
            .event(order, act, actor, (what, self.problem.id.0), data);
    }

    /// What a verb's `advance` writes: one version more, and the next span.
    pub(super) fn advance(&mut self, at: DateTime<Utc>) {
        self.problem.version += 1;
        self.next_span(at);
    }

    fn next_span(&mut self, at: DateTime<Utc>) {
        self.problem.updated_at = at;
        if let Some(before) = self.open.replace(self.problem.clone()) {
            self.tables.span(&before, self.spans, Some(at));
        }
        self.spans += 1;
    }

    fn end(self) {
        self.tables.handed.extend(self.handed);
        if let Some(last) = &self.open {
            self.tables.span(last, self.spans, None);
        }
        self.tables
            .problem(&self.problem, &self.draft, self.saved, self.created);
    }
}
