//! Problems filed by the domain's own verbs.

use zhenggai::domain::campaigns::groups;
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::discussion::{Discussion, Kind};
use zhenggai::domain::lists::draft::{Draft, DraftCause, DraftMeasure};
use zhenggai::domain::lists::{Problem, actions, store};
use zhenggai::domain::people::store::duties;
use zhenggai::domain::review::{self, Decision};
use zhenggai::kernel::ids::ActId;
use zhenggai::kernel::scope::Actor;
use zhenggai::platform::db::Tx;

use super::TestApp;

/// A draft that can be submitted.
pub fn draft(title: &str) -> Draft {
    Draft {
        title: title.to_owned(),
        manifestation: "在投诉办理中，有时存在重转办的情况。".to_owned(),
        ills: vec!["虚浮飘".to_owned()],
        nots: vec!["不愿为".to_owned()],
        aspect: "服务不到位".to_owned(),
        source: "群众提".to_owned(),
        causes: vec![DraftCause {
            kind: "subjective".to_owned(),
            text: "怕麻烦".to_owned(),
        }],
        measures: vec![DraftMeasure {
            text: "逐件核实".to_owned(),
            goal: "件件有回访".to_owned(),
            due: "2018-10-10".to_owned(),
        }],
        due: "2018-10-20".to_owned(),
        ..Draft::default()
    }
}

/// A submitted problem.
pub struct Filed {
    pub problem: Problem,
    pub slug: String,
    pub actor: Actor,
}

/// Somebody of the cast, as the domain knows them.
pub async fn actor(app: &TestApp, tx: &mut Tx, who: &str) -> Actor {
    let (member, person) = (app.cast.member(who), app.cast.person(who));
    let held = duties::of_person(tx, person, app.clock.today())
        .await
        .expect("duties");
    Actor {
        account: Some(member.account),
        person: member.person,
        groups: groups::of_person(tx, app.cast.person(who)).await.expect("groups"),
        bodies: held.bodies,
        stands_in: held.stands_in,
        superiors: held.superiors,
        ..Actor::default()
    }
}

impl Filed {
    /// Started by somebody of the cast.
    pub async fn draft_by(app: &TestApp, who: &str, draft: &Draft) -> Self {
        let slug = who.split_once('@').map_or("alpha", |(_, slug)| slug).to_owned();
        let mut tx = app.tx(&slug).await;
        let actor = actor(app, &mut tx, who).await;
        let campaign = app.campaign(&mut tx).await;
        let mut act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now())
            .await
            .expect("an act");
        let person = app.cast.person(who);
        let problem = actions::start(&mut tx, &mut act, &campaign, person, draft)
            .await
            .expect("started");
        tx.commit().await.expect("committed");
        Self { problem, slug, actor }
    }

    /// Started and submitted by somebody of the cast.
    pub async fn by(app: &TestApp, who: &str, draft: &Draft) -> Self {
        let mut filed = Self::draft_by(app, who, draft).await;
        filed.submit(app, draft).await;
        filed
    }

    /// Started for the city's leading body by its drafter.
    pub async fn draft_of_body(app: &TestApp, slug: &str, draft: &Draft) -> Self {
        let mut tx = app.tx(slug).await;
        let actor = actor(app, &mut tx, &format!("colleague@{slug}")).await;
        let campaign = app.campaign(&mut tx).await;
        let mut act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now())
            .await
            .expect("an act");
        let body = app.cast.unit(&format!("committee@{slug}"));
        let problem = actions::start_for_body(&mut tx, &mut act, &campaign, body, draft)
            .await
            .expect("started");
        tx.commit().await.expect("committed");
        let slug = slug.to_owned();
        Self { problem, slug, actor }
    }

    /// Started, discussed today and submitted by the body's drafter.
    pub async fn by_body(app: &TestApp, slug: &str, draft: &Draft) -> Self {
        let mut filed = Self::draft_of_body(app, slug, draft).await;
        let mut tx = app.tx(slug).await;
        let mut act = Act::open(&mut tx, &filed.actor, ActId::fresh(), app.clock.now())
            .await
            .expect("an act");
        let meeting = Discussion {
            kind: Kind::Standing,
            meeting: "Third meeting".to_owned(),
            held_on: app.clock.today(),
        };
        let body = app.cast.unit(&format!("committee@{slug}"));
        actions::discuss(&mut tx, &mut act, body, &[filed.problem.id], &meeting)
            .await
            .expect("discussed");
        tx.commit().await.expect("committed");
        filed.submit(app, draft).await;
        filed
    }

    /// Submits, the first time or again.
    pub async fn submit(&mut self, app: &TestApp, draft: &Draft) {
        let mut tx = app.tx(&self.slug).await;
        let campaign = app.campaign(&mut tx).await;
        let now = store::find(&mut tx, self.problem.id)
            .await
            .expect("read")
            .expect("there");
        let mut act = Act::open(&mut tx, &self.actor, ActId::fresh(), app.clock.now())
            .await
            .expect("an act");
        self.problem = actions::submit(&mut tx, &mut act, &campaign, now.id, now.version, draft)
            .await
            .expect("submitted");
        tx.commit().await.expect("committed");
    }

    /// Rules on it by the domain's verb.
    pub async fn rule(&self, app: &TestApp, who: &str, decision: &Decision) -> Result<Problem, String> {
        let mut tx = app.tx(&self.slug).await;
        let actor = actor(app, &mut tx, who).await;
        let mut act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now())
            .await
            .expect("an act");
        let ruled =
            review::actions::rule(&mut tx, &mut act, self.problem.id, self.problem.version, decision).await;
        if ruled.is_ok() {
            tx.commit().await.expect("committed");
        }
        ruled.map_err(|error| format!("{error:?}"))
    }

    /// As it stands now.
    pub async fn now(&self, app: &TestApp) -> Problem {
        let mut tx = app.tx(&self.slug).await;
        store::find(&mut tx, self.problem.id)
            .await
            .expect("read")
            .expect("there")
    }

    pub fn id(&self) -> String {
        self.problem.id.to_string()
    }

    pub fn path(&self, page: &str) -> String {
        format!("/problems/{}/{page}", self.problem.id)
    }

    pub fn review(&self, filter: &str) -> String {
        format!("/problems/{}/review{filter}", self.problem.id)
    }

    pub fn verdicts(&self) -> String {
        self.path("verdicts")
    }

    /// How many verdicts were written.
    pub async fn verdict_count(&self, app: &TestApp) -> i64 {
        sqlx::query_scalar("select count(*) from verdicts where problem_id = $1")
            .bind(self.problem.id)
            .fetch_one(app.loader())
            .await
            .expect("counted")
    }

    /// Acts of the ledger on it.
    pub async fn acts(&self, app: &TestApp) -> Vec<String> {
        sqlx::query_scalar("select act from events where object_id = $1 order by id")
            .bind(self.problem.id)
            .fetch_all(app.loader())
            .await
            .expect("read")
    }
}

/// Lays the route of a tier of one city, for whatever is submitted from then on.
pub async fn lay_route(app: &TestApp, slug: &str, tier: &str, stages: &[&str]) {
    let (tenant, campaign) = (app.cast.tenants[slug], app.cast.campaigns[slug]);
    sqlx::query("delete from routes where tenant_id = $1 and campaign_id = $2 and tier = $3")
        .bind(tenant)
        .bind(campaign)
        .bind(tier)
        .execute(app.loader())
        .await
        .expect("taken up");
    sqlx::query(
        "insert into routes (tenant_id, campaign_id, tier, position, stage)
         select $1, $2, $3, s.n::int, s.stage from unnest($4::text[]) with ordinality as s (stage, n)",
    )
    .bind(tenant)
    .bind(campaign)
    .bind(tier)
    .bind(stages)
    .execute(app.loader())
    .await
    .expect("laid");
}
