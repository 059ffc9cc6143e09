//! A filed problem taken further by the domain's verbs, one minute a step: pages are for what a test is about.

use chrono::TimeDelta;
use zhenggai::domain::accounts;
use zhenggai::domain::campaigns;
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::{OwnerKind, Problem, store};
use zhenggai::domain::people::store::duties::{self, Duties};
use zhenggai::domain::rectification::extension::Asked;
use zhenggai::domain::rectification::reopening::Cause;
use zhenggai::domain::rectification::{self, Gate, Reported};
use zhenggai::domain::review::Decision;
use zhenggai::domain::signing::{self, Proof, Purpose, Seen};
use zhenggai::kernel::ids::ActId;
use zhenggai::kernel::scope::Actor;
use zhenggai::platform::db::Tx;

use super::TestApp;
use super::cast::PEOPLE;
use super::filed::Filed;

/// What each step needs.
struct Step {
    tx: Tx,
    act: Act,
    problem: Problem,
}

impl Filed {
    async fn step(&self, app: &TestApp, who: &str) -> Step {
        app.clock.clone().advance(TimeDelta::minutes(1));
        let mut tx = app.tx(&self.slug).await;
        let actor = actor(app, &mut tx, &format!("{who}@{}", self.slug)).await;
        let act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now()).await;
        let problem = store::find(&mut tx, self.problem.id).await.expect("read");
        Step {
            tx,
            act: act.expect("an act"),
            problem: problem.expect("there"),
        }
    }

    /// Past review.
    pub async fn approved(self, app: &TestApp) -> Self {
        app.clock.clone().advance(TimeDelta::minutes(1));
        let (now, reviewer) = (self.now(app).await, format!("reviewer@{}", self.slug));
        let filed = Self { problem: now, ..self };
        let ruled = filed.rule(app, &reviewer, &Decision::approval("")).await;
        ruled.expect("approved");
        filed
    }

    /// Signs as somebody who is asked for no password.
    pub async fn sign(&self, app: &TestApp, who: &str, purpose: Purpose) {
        let mut step = self.step(app, who).await;
        let (tx, act, problem) = (&mut step.tx, &mut step.act, &step.problem);
        let sheet = match purpose {
            Purpose::Claim => signing::claim_sheet(tx, problem).await.expect("a sheet"),
            Purpose::Complete => rectification::actions::completion_sheet(tx, problem)
                .await
                .expect("a sheet"),
        };
        let seen = Seen {
            version: problem.version,
            statement: sheet.sha256,
            stands_in: problem.stood_in(&act.actor).map(|one| one.delegation),
        };
        let proof = Proof::of_demonstration();
        match purpose {
            Purpose::Claim => drop(
                signing::actions::claim(tx, act, problem.id, seen, proof)
                    .await
                    .expect("signed"),
            ),
            Purpose::Complete => {
                drop(
                    rectification::actions::sign(tx, act, problem.id, seen, proof)
                        .await
                        .expect("signed"),
                );
            }
        }
        step.tx.commit().await.expect("committed");
    }

    /// Past review and claimed by both.
    pub async fn claimed(self, app: &TestApp) -> Self {
        let filed = self.approved(app).await;
        let [owner, leader] = filed.both(app);
        filed.sign(app, owner, Purpose::Claim).await;
        filed.sign(app, leader, Purpose::Claim).await;
        filed
    }

    /// Login of the owner and of the leader in charge.
    pub fn both(&self, app: &TestApp) -> [&'static str; 2] {
        if self.problem.owner_kind == OwnerKind::Body {
            return ["citylead", "cityhead"];
        }
        let owner = PEOPLE.iter().find(|(login, ..)| {
            let person = app.cast.person(&format!("{login}@{}", self.slug));
            self.problem.is_owned_by(Some(person))
        });
        let (login, .., leader) = owner.expect("of the cast");
        [login, leader]
    }

    /// Reported as done by its owner.
    pub async fn report(&self, app: &TestApp, outcome: &str) {
        let mut step = self.step(app, self.both(app)[0]).await;
        let reported = Reported {
            outcome: outcome.to_owned(),
            done_on: app.clock.today().to_string(),
        };
        let at = (step.problem.id, step.problem.version);
        rectification::actions::report(&mut step.tx, &mut step.act, at, &reported)
            .await
            .expect("reported");
        step.tx.commit().await.expect("committed");
    }

    /// Claimed, reported and signed by both: waits for the group's check.
    pub async fn cosigned(self, app: &TestApp) -> Self {
        let filed = self.claimed(app).await;
        filed.report(app, "件件办结，逐件回访").await;
        for who in filed.both(app) {
            filed.sign(app, who, Purpose::Complete).await;
        }
        filed
    }

    /// Accepted by the group: waits for its number.
    pub async fn accepted(self, app: &TestApp) -> Self {
        let filed = self.cosigned(app).await;
        let mut step = filed.step(app, "reviewer").await;
        let at = (step.problem.id, step.problem.version);
        rectification::actions::accept(&mut step.tx, &mut step.act, at, "")
            .await
            .expect("accepted");
        step.tx.commit().await.expect("committed");
        filed
    }

    /// Sent back from a gate.
    pub async fn send_back(&self, app: &TestApp, who: &str, gate: Gate) {
        let mut step = self.step(app, who).await;
        let at = (step.problem.id, step.problem.version);
        rectification::actions::send_back(&mut step.tx, &mut step.act, at, gate, ("对不上", None))
            .await
            .expect("sent back");
        step.tx.commit().await.expect("committed");
    }

    /// Numbered by the office, alone.
    pub async fn closed(self, app: &TestApp) -> Self {
        let filed = self.accepted(app).await;
        let mut step = filed.step(app, "office").await;
        let campaign = app.campaign(&mut step.tx).await;
        rectification::actions::number(&mut step.tx, &mut step.act, &campaign, &[filed.problem.id])
            .await
            .expect("numbered");
        step.tx.commit().await.expect("committed");
        filed
    }
}

impl Filed {
    /// Asks for more time, and decides on it as these, granting or not.
    pub async fn extend(&self, app: &TestApp, decided: &[(&str, bool)]) {
        let mut step = self.step(app, self.both(app)[0]).await;
        let asked = Asked {
            due_on: "2018-11-01".to_owned(),
            reason: "Waiting for the ministry".to_owned(),
            progress: "Half of it".to_owned(),
        };
        let at = (step.problem.id, step.problem.version);
        rectification::actions::ask_extension(&mut step.tx, &mut step.act, at, &asked)
            .await
            .expect("asked");
        step.tx.commit().await.expect("committed");
        for (who, granted) in decided {
            let mut step = self.step(app, who).await;
            let gate = if *who == "office" {
                Gate::Office
            } else {
                Gate::Leader
            };
            let at = (step.problem.id, step.problem.version);
            let decision = (*granted, "As said");
            rectification::actions::decide_extension(&mut step.tx, &mut step.act, at, gate, decision)
                .await
                .expect("decided");
            step.tx.commit().await.expect("committed");
        }
    }

    /// Taken up again by the office, as after a relapse.
    pub async fn reopened(&self, app: &TestApp) {
        let mut step = self.step(app, "office").await;
        let due = app.clock.today() + chrono::Days::new(30);
        let why = (Cause::LookBack, due, "It came back");
        rectification::actions::reopen(&mut step.tx, &mut step.act, &mut step.problem, why)
            .await
            .expect("reopened");
        step.tx.commit().await.expect("committed");
    }
}

/// Somebody of the cast with their roles and groups.
pub async fn actor(app: &TestApp, tx: &mut Tx, who: &str) -> Actor {
    let member = app.cast.member(who);
    let (groups, held) = match member.person {
        Some(person) => (
            campaigns::groups::of_person(tx, person).await.expect("groups"),
            duties::of_person(tx, person, app.clock.today())
                .await
                .expect("duties"),
        ),
        None => (Vec::new(), Duties::default()),
    };
    Actor {
        account: Some(member.account),
        person: member.person,
        grants: accounts::store::grants(tx, member.account).await.expect("roles"),
        groups,
        bodies: held.bodies,
        stands_in: held.stands_in,
        superiors: held.superiors,
        ..Actor::default()
    }
}
