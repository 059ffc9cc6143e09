//! Plays the scenes in order of time, by the program's own verbs.

use chrono::{DateTime, Utc};

use super::above::Above;
use super::cast::Cast;
use super::duties;
use super::fate::Step;
use super::load::DemoError;
use super::phrases::{NOTES, OUTCOMES, REMARKS};
use super::prereview;
use super::script::{Owner, Plot, Scene};
use super::texts;
use crate::domain::campaigns::Campaign;
use crate::domain::ledger::Act;
use crate::domain::lists::{Draft, Problem, actions as lists};
use crate::domain::rectification::{self, Reported};
use crate::domain::review::{self, Decision, GivenReason, Ruling};
use crate::domain::signing::{self, Proof, Seen};
use crate::kernel::clock::day_of;
use crate::kernel::ids::{ActId, ProblemId};
use crate::kernel::scope::Actor;
use crate::platform::db::Tx;

/// Words with which a completion is sent back.
pub(super) const SENT_BACK: &str = "完成情况与措施对不上，请补充逐件办理的结果。";

/// A problem on its way.
struct Live {
    problem: Problem,
    draft: Draft,
}

/// Plays a city's scenes.
pub(super) struct Stage<'a> {
    cast: &'a Cast<'a>,
    campaign: &'a Campaign,
    plots: Vec<Plot>,
    live: Vec<Option<Live>>,
    to_number: Vec<ProblemId>,
    numbered: DateTime<Utc>,
    above: Above<'a>,
    /// When the office hands up next, the last one first.
    freezes: Vec<DateTime<Utc>>,
}

/// The office numbers what has come together every few days.
pub(super) const NUMBERING_EVERY: chrono::TimeDelta = chrono::TimeDelta::days(2);

impl<'a> Stage<'a> {
    pub(super) fn new(
        cast: &'a Cast<'a>,
        campaign: &'a Campaign,
        plots: Vec<Plot>,
        above: Above<'a>,
    ) -> Self {
        let live = plots.iter().map(|_| None).collect();
        let numbered = crate::kernel::clock::start_of(campaign.starts_on);
        Self {
            cast,
            campaign,
            plots,
            live,
            to_number: Vec::new(),
            numbered,
            above,
            freezes: prereview::freezes(campaign.starts_on).into_iter().rev().collect(),
        }
    }

    /// Whether something crosses to the province or back before this scene is over: then nothing may be left uncommitted.
    pub(super) fn crosses(&self, scene: Scene) -> bool {
        self.freezes.last().is_some_and(|freeze| *freeze <= scene.at) || self.comes_from_above(scene)
    }

    fn comes_from_above(&self, scene: Scene) -> bool {
        self.plots[scene.plot].goes_up && matches!(scene.step, Step::Approve | Step::Return)
    }

    /// What crosses: the office hands up, the province rules. Gives whether the scene is over with it.
    pub(super) async fn cross(&mut self, scene: Scene) -> Result<bool, DemoError> {
        while let Some(freeze) = self.freezes.pop_if(|freeze| *freeze <= scene.at) {
            if let Some(office) = self.cast.office() {
                self.above.hand_up(self.campaign, office, freeze).await?;
            }
        }
        if !self.comes_from_above(scene) {
            return Ok(false);
        }
        let (plot, live) = (&mut self.plots[scene.plot], &mut self.live[scene.plot]);
        if let Some(live) = live {
            let decision = decide(scene.step, plot, &live.draft);
            live.problem = self.above.rule(&live.problem, &decision, scene.at).await?;
        }
        Ok(true)
    }

    /// One scene. An actor whom the city lacks leaves the problem where it is.
    pub(super) async fn play(&mut self, tx: &mut Tx, scene: Scene) -> Result<(), DemoError> {
        if scene.step == Step::Number {
            if let Some(live) = &self.live[scene.plot] {
                self.to_number.push(live.problem.id);
            }
            if scene.at - self.numbered >= NUMBERING_EVERY {
                self.number(tx, scene.at).await?;
            }
            return Ok(());
        }
        let actor = self
            .cast
            .actor(&self.plots[scene.plot].owner, scene.step, scene.plot);
        let Some(actor) = actor.cloned() else {
            return Ok(());
        };
        let mut act = Act::open(tx, &actor, ActId::fresh(), scene.at).await?;
        self.act(tx, &mut act, scene, &actor).await
    }

    async fn act(
        &mut self,
        tx: &mut Tx,
        act: &mut Act,
        scene: Scene,
        actor: &Actor,
    ) -> Result<(), DemoError> {
        let plot = &mut self.plots[scene.plot];
        if scene.step == Step::Start {
            let draft = texts::draft(&plot.subject, &mut plot.texts, day_of(scene.at));
            let problem = match (&plot.owner, actor.person) {
                (Owner::Body(body), _) => {
                    let body = self.cast.body(body).ok_or("a body is missing")?;
                    lists::start_for_body(tx, act, self.campaign, body, &draft).await?
                }
                (Owner::Person(_), Some(person)) => {
                    lists::start(tx, act, self.campaign, person, &draft).await?
                }
                _ => return Ok(()),
            };
            self.live[scene.plot] = Some(Live { problem, draft });
            return Ok(());
        }
        let Some(live) = &mut self.live[scene.plot] else {
            return Ok(());
        };
        let (id, version) = (live.problem.id, live.problem.version);
        live.problem = match scene.step {
            Step::Discuss => {
                let Owner::Body(name) = plot.owner else {
                    return Ok(());
                };
                let body = self.cast.body(name).ok_or("a body is missing")?;
                let meeting = duties::meeting(name, scene.at);
                return Ok(lists::discuss(tx, act, body, &[id], &meeting).await?);
            }
            Step::Submit => {
                if live.problem.revision > 0 {
                    live.draft = texts::reworked(&plot.subject, &mut plot.texts, &live.draft);
                }
                live.draft = texts::timely(live.draft.clone(), day_of(scene.at));
                lists::submit(tx, act, self.campaign, id, version, &live.draft).await?
            }
            Step::CheckForm | Step::Approve | Step::Return | Step::Redo => {
                let decision = decide(scene.step, plot, &live.draft);
                review::actions::rule(tx, act, id, version, &decision).await?
            }
            Step::SignAsOwner | Step::SignAsLeader => {
                let sheet = signing::claim_sheet(tx, &live.problem).await?;
                let seen = Seen {
                    version,
                    statement: sheet.sha256,
                    stands_in: None,
                };
                signing::actions::claim(tx, act, id, seen, Proof::of_demonstration()).await?
            }
            Step::SignDoneAsOwner | Step::SignDoneAsLeader => {
                let sheet = rectification::actions::completion_sheet(tx, &live.problem).await?;
                let seen = Seen {
                    version,
                    statement: sheet.sha256,
                    stands_in: None,
                };
                rectification::actions::sign(tx, act, id, seen, Proof::of_demonstration()).await?
            }
            Step::Note => {
                let words = plot.subject.tell(plot.texts.pick(&NOTES));
                rectification::actions::note(tx, act, id, &words).await?
            }
            Step::Report => {
                let outcome = plot.subject.tell(plot.texts.pick(&OUTCOMES));
                let reported = Reported {
                    outcome,
                    done_on: day_of(scene.at).to_string(),
                };
                rectification::actions::report(tx, act, (id, version), &reported).await?
            }
            Step::Accept => rectification::actions::accept(tx, act, (id, version), "").await?,
            Step::SendBack => {
                let words = SENT_BACK;
                let gate = rectification::Gate::Group;
                rectification::actions::send_back(tx, act, (id, version), gate, (words, None)).await?
            }
            Step::Start | Step::Number => return Ok(()),
        };
        Ok(())
    }

    /// Numbers all that wait for it, in one batch.
    pub(super) async fn number(&mut self, tx: &mut Tx, at: DateTime<Utc>) -> Result<(), DemoError> {
        self.numbered = at;
        let chosen = std::mem::take(&mut self.to_number);
        let Some(office) = self.cast.office() else {
            return Ok(());
        };
        for batch in chosen.chunks(100) {
            let mut act = Act::open(tx, office, ActId::fresh(), at).await?;
            rectification::actions::number(tx, &mut act, self.campaign, batch).await?;
        }
        Ok(())
    }
}

pub(super) fn decide(step: Step, plot: &mut Plot, draft: &Draft) -> Decision {
    let ruling = match step {
        Step::CheckForm | Step::Approve => {
            return Decision {
                ruling: Ruling::Approved,
                words: String::new(),
                reasons: Vec::new(),
            };
        }
        Step::Redo => Ruling::Redo,
        _ => Ruling::Returned,
    };
    let first = plot.texts.below(REMARKS.len());
    let count = plot.texts.between(1, 2);
    let reasons = (0..count).map(|n| {
        let (code, field, words) = REMARKS[(first + n) % REMARKS.len()];
        let quote = if field == "manifestation" {
            clause(&draft.manifestation)
        } else {
            String::new()
        };
        GivenReason {
            code: code.to_owned(),
            field: field.to_owned(),
            quote,
            words: words.to_owned(),
        }
    });
    Decision {
        ruling,
        words: String::new(),
        reasons: reasons.collect(),
    }
}

/// The second clause of a text: the words a reviewer would mark.
fn clause(text: &str) -> String {
    text.split(['，', '。']).nth(1).unwrap_or_default().to_owned()
}
