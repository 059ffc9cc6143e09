//! What others do to a problem, and the owner after it was approved.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::city::Actor;
use super::life::{Life, account};
use super::number::Closing;
use super::packages::HandedUp;
use crate::demo::fate::Step;
use crate::demo::life::{SENT_BACK, decide};
use crate::demo::load::DemoError;
use crate::demo::phrases::{NOTES, OUTCOMES};
use crate::domain::campaigns::Stage;
use crate::domain::lists::State;
use crate::domain::rectification::{Gate, State as Rectification};
use crate::domain::review::Ruling;
use crate::domain::review::stages::event;
use crate::domain::signing::{Outcome, Purpose};
use crate::kernel::clock::day_of;

impl Life<'_> {
    pub(super) fn rule(&mut self, at: DateTime<Utc>, step: Step) -> Result<(), DemoError> {
        let content = self.content.clone().ok_or("nothing was submitted")?;
        let (number, plot) = &mut self.plot;
        let reviewer = self.city.reviewer(self.owner, *number);
        let decision = decide(step, plot, &self.draft);
        let checked = decision.check(&content, &self.city.terms);
        let decision = checked.map_err(|wrong| format!("an invented verdict was refused: {wrong:?}"))?;
        let given_at = self.problem.stage.unwrap_or(Stage::Group);
        let state = match decision.ruling {
            Ruling::Approved if self.problem.rest_of_route.is_empty() => State::AwaitingOwner,
            Ruling::Approved => State::Submitted,
            Ruling::Returned => State::Returned,
            Ruling::Redo => State::Redo,
        };
        let by = match given_at {
            Stage::Form => Some(self.city.office),
            // The verdict came back from another jurisdiction: nobody here gave it.
            Stage::Province => None,
            _ => Some(reviewer),
        };
        let group = (given_at == Stage::Group).then_some(self.city.group_ids[self.owner.group].0);
        let verdict = self.ids.uuid(at);
        let route = std::mem::take(&mut self.problem.rest_of_route);
        self.problem.enter(state, route)?;
        self.problem.approved_at = (state == State::AwaitingOwner).then_some(at);
        let tenant = self.city.tenant.id.0;
        self.tables.verdicts.line(&[
            &tenant,
            &verdict,
            &self.problem.id.0,
            &self.problem.revision,
            &given_at.code(),
            &decision.ruling.code(),
            &i32::try_from(decision.reasons.len())?,
            &decision.words,
            &group,
            &account(by),
            &by.map(|by| by.person.0),
            &at,
        ]);
        for (position, reason) in (1..).zip(&decision.reasons) {
            self.tables.reasons.line(&[
                &tenant,
                &verdict,
                &position,
                &reason.code,
                &reason.field,
                &reason.quote,
                &reason.words,
            ]);
        }
        self.advance(at);
        let codes: Vec<&str> = decision.reasons.iter().map(|r| r.code.as_str()).collect();
        let mut data = json!({"verdict": verdict, "revision": self.problem.revision, "stage": given_at.code(),
            "reasons": codes, "next_stage": self.problem.stage.map(Stage::code)});
        if let (Stage::Province, Some(mut up)) = (given_at, self.handed.take()) {
            data["package"] = json!(self.city.freezes[up.package].1);
            up.verdict = Some((verdict, decision.clone(), at));
            self.tables.handed.push(up);
        }
        if self.problem.stage == Some(Stage::Province) {
            self.hand_up(at)?;
        }
        let act = self.act(at);
        self.record(at, (act, 0), by, event(given_at, decision.ruling), &data);
        Ok(())
    }

    /// What waits for the province goes up with the next package.
    fn hand_up(&mut self, at: DateTime<Utc>) -> Result<(), DemoError> {
        let content = self.content.as_ref().ok_or("nothing was submitted")?;
        let (content, digest) = content.canonical()?;
        self.handed = self.city.next_package(at).map(|package| HandedUp {
            package,
            plot: self.plot.0,
            order: (self.owner.order.0, self.owner.id, self.problem.seq),
            problem: self.problem.id.0,
            number: self.problem.number.clone(),
            revision: self.problem.revision,
            content,
            digest,
            verdict: None,
        });
        Ok(())
    }

    pub(super) fn note(&mut self, at: DateTime<Utc>) {
        let (_, plot) = &mut self.plot;
        let words = plot.subject.tell(plot.texts.pick(&NOTES));
        let id = self.ids.uuid(at);
        let account = account(self.owner.actor);
        let (tenant, cycle) = (self.city.tenant.id.0, self.problem.cycle);
        self.tables
            .notes
            .line(&[&tenant, &id, &self.problem.id.0, &cycle, &words, &account, &at]);
        self.rectify(at, Rectification::InProgress);
        let act = self.act(at);
        let data = json!({"note": id, "cycle": cycle});
        self.record(at, (act, 0), self.owner.actor, "rectification.noted", &data);
    }

    pub(super) fn report(&mut self, at: DateTime<Utc>) {
        let (_, plot) = &mut self.plot;
        let outcome = Outcome {
            words: plot.subject.tell(plot.texts.pick(&OUTCOMES)),
            done_on: day_of(at),
            evidence: Vec::new(),
        };
        let id = self.ids.uuid(at);
        let account = account(self.owner.actor);
        let (tenant, cycle) = (self.city.tenant.id.0, self.problem.cycle);
        let (problem, words, day) = (self.problem.id.0, &outcome.words, outcome.done_on);
        self.tables
            .completions
            .line(&[&tenant, &id, &problem, &cycle, words, &day, &account, &at]);
        self.completion = Some((id, outcome));
        self.rectify(at, Rectification::Reported);
        let act = self.act(at);
        let data = json!({"completion": id, "done_on": day, "cycle": cycle});
        self.record(at, (act, 0), self.owner.actor, "rectification.reported", &data);
    }

    pub(super) fn accept(&mut self, at: DateTime<Utc>) -> Result<(), DemoError> {
        let checker = self.check(at, "accepted", "")?;
        self.rectify(at, Rectification::AwaitingNumber);
        let act = self.act(at);
        let data = json!({"cycle": self.problem.cycle});
        self.record(at, (act, 0), Some(checker), "rectification.accepted", &data);
        Ok(())
    }

    pub(super) fn send_back(&mut self, at: DateTime<Utc>) -> Result<(), DemoError> {
        let checker = self.check(at, "sent_back", SENT_BACK)?;
        let broken = std::mem::take(&mut self.completing);
        let tenant = self.city.tenant.id.0;
        for signature in &broken {
            let account = checker.account.0;
            self.tables
                .breaks
                .line(&[&tenant, signature, &SENT_BACK, &account, &at]);
        }
        let act = self.act(at);
        let data = json!({"signatures": broken, "purpose": Purpose::Complete});
        self.record(at, (act, 0), Some(checker), "signature.broken", &data);
        self.problem.cosigned_at = None;
        self.complete = None;
        self.rectify(at, Rectification::SentBack);
        let data = json!({"cycle": self.problem.cycle, "gate": Gate::Group.code()});
        self.record(at, (act, 1), Some(checker), "rectification.sent_back", &data);
        Ok(())
    }

    fn check(&mut self, at: DateTime<Utc>, verdict: &str, words: &str) -> Result<Actor, DemoError> {
        let checker = self.city.reviewer(self.owner, self.plot.0);
        let completion = self.completion.as_ref().ok_or("nothing was reported")?.0;
        let (tenant, problem, gate) = (self.city.tenant.id.0, self.problem.id.0, Gate::Group.code());
        let (id, account) = (self.ids.uuid(at), checker.account.0);
        self.tables.checks.line(&[
            &tenant,
            &id,
            &problem,
            &completion,
            &verdict,
            &words,
            &gate,
            &account,
            &at,
        ]);
        Ok(checker)
    }

    pub(super) fn close(&mut self, closing: &Closing) {
        let (tenant, office) = (self.city.tenant.id.0, self.city.office);
        let (problem, cycle) = (self.problem.id.0, self.problem.cycle);
        self.tables.closures.line(&[
            &tenant,
            &self.city.campaign.id.0,
            &problem,
            &cycle,
            &closing.number,
            &closing.batch,
            &office.account.0,
            &closing.at,
        ]);
        self.problem.closed_at = Some(closing.at);
        self.problem.close_number = Some(closing.number.clone());
        self.rectify(closing.at, Rectification::Closed);
        let data = json!({"number": closing.number, "batch": closing.batch, "cycle": cycle});
        // The office comes last at its instant; the numbers of one batch stand in the ledger in their own order.
        let order = (closing.at, usize::MAX, closing.place());
        let act = (closing.act, closing.position);
        self.tables
            .event(order, act, Some(office), ("rectification.closed", problem), &data);
    }

    pub(super) fn rectify(&mut self, at: DateTime<Utc>, state: Rectification) {
        self.problem.rectification = Some(state.code().to_owned());
        self.advance(at);
    }
}
