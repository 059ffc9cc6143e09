//! A leader in charge with fifty people: sheet by sheet, one of them changed while it lay open, one entry refused.

use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::{actions, store};
use zhenggai::domain::signing::{self, Proof, Seen};
use zhenggai::kernel::ids::{AccountId, ActId, PersonId};
use zhenggai::kernel::scope::Actor;

use crate::axe::accessible;
use crate::chromium::Chromium;
use crate::passkeys::by_password;
use crate::support::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

const PEOPLE: usize = 50;
/// The sheet on which one entry of two is refused, and the one that is changed while it lies open.
const REFUSED: usize = 0;
const CHANGED: usize = 20;

/// Fifty officials of the leader's, in the order of their staff numbers.
async fn people(app: &TestApp) -> Vec<Actor> {
    let made: Vec<(AccountId, PersonId)> = sqlx::query_as(
        "with own as (select * from posts where person_id = $1 limit 1),
            made as (insert into persons (tenant_id, id, staff_no, name, created_at)
                select tenant_id, gen_random_uuid(), 'L' || to_char(n, 'FM0000'), 'Cadre ' || n, from_at
                from own, generate_series(1, $2) n returning tenant_id, id, staff_no, created_at),
            post as (insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, leader_id, from_at)
                select o.tenant_id, gen_random_uuid(), m.id, o.unit_id, 'Clerk', o.rank, o.tier, o.leader_id, o.from_at
                from own o, made m),
            account as (insert into accounts (id, tenant_id, login, display_name, person_id, created_at)
                select gen_random_uuid(), tenant_id, lower(staff_no), staff_no, id, created_at from made returning id, person_id)
         select a.id, a.person_id from account a join made m on m.id = a.person_id order by m.staff_no",
    )
    .bind(app.cast.person("official"))
    .bind(i32::try_from(PEOPLE).expect("a few"))
    .fetch_all(app.loader())
    .await
    .expect("people");
    let actor = |(account, person)| Actor {
        account: Some(account),
        person: Some(person),
        ..Actor::default()
    };
    made.into_iter().map(actor).collect()
}

/// Filed and approved; its owner has signed the claim.
async fn waiting(app: &TestApp, actor: &Actor, title: &str) -> Filed {
    let mut tx = app.tx("alpha").await;
    let campaign = app.campaign(&mut tx).await;
    let act = Act::open(&mut tx, actor, ActId::fresh(), app.clock.now()).await;
    let (mut act, person) = (act.expect("an act"), actor.person.expect("a person"));
    let problem = actions::start(&mut tx, &mut act, &campaign, person, &draft(title)).await;
    tx.commit().await.expect("committed");
    let mut filed = Filed {
        problem: problem.expect("started"),
        slug: "alpha".to_owned(),
        actor: actor.clone(),
    };
    filed.submit(app, &draft(title)).await;
    let filed = filed.approved(app).await;
    sign(app, &filed).await;
    filed
}

async fn sign(app: &TestApp, filed: &Filed) {
    let mut tx = app.tx("alpha").await;
    let act = Act::open(&mut tx, &filed.actor, ActId::fresh(), app.clock.now()).await;
    let problem = store::find(&mut tx, filed.problem.id)
        .await
        .expect("read")
        .expect("there");
    let sheet = signing::claim_sheet(&mut tx, &problem).await.expect("a sheet");
    let seen = Seen {
        version: problem.version,
        statement: sheet.sha256,
        stands_in: None,
    };
    let mut act = act.expect("an act");
    let proof = Proof::of_demonstration();
    signing::actions::claim(&mut tx, &mut act, problem.id, seen, proof)
        .await
        .expect("signed");
    tx.commit().await.expect("committed");
}

/// The owner names another cause, and signs again.
async fn correct(app: &TestApp, filed: &Filed, title: &str) {
    app.clock.clone().advance(chrono::TimeDelta::minutes(1));
    let mut tx = app.tx("alpha").await;
    let campaign = app.campaign(&mut tx).await;
    let act = Act::open(&mut tx, &filed.actor, ActId::fresh(), app.clock.now()).await;
    let problem = store::find(&mut tx, filed.problem.id)
        .await
        .expect("read")
        .expect("there");
    let (mut act, mut wanted) = (act.expect("an act"), draft(title));
    "怕被围着问".clone_into(&mut wanted.causes[0].text);
    let at = (problem.id, problem.version);
    signing::actions::correct(&mut tx, &mut act, &campaign, at, &wanted, ("原因没有找准", None))
        .await
        .expect("corrected");
    tx.commit().await.expect("committed");
    sign(app, filed).await;
}

async fn confirm(tab: &Tab) {
    tab.fill("#pw", PASSWORD).await;
    tab.submit(".zg-confirm .btn-primary").await;
}

async fn count(app: &TestApp, what: &str) -> i64 {
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {what}")));
    count.fetch_one(app.loader()).await.expect("counted")
}

/// The first sheet: one of its two entries goes back.
async fn refuse_one(tab: &Tab, filed: &Filed) {
    tab.says("第 1 份，共 50 份").await;
    // By keys there and back.
    tab.leads(tab.press("j"), "J").await;
    tab.says("第 2 份，共 50 份").await;
    tab.leads(tab.press("k"), "K").await;
    tab.press("s").await;
    assert!(tab.eval::<bool>("document.activeElement.id === 'pw'").await);
    let id = filed.id();
    tab.click(&format!("#e-{id} summary")).await;
    let code: String = tab
        .eval(&format!("document.getElementById('code{id}').options[1].value"))
        .await;
    tab.choose(&format!("[id='code{id}']"), &code).await;
    tab.fill(&format!("[id='words{id}']"), "没有写到具体的事").await;
    // Whoever signs with that still unsent would sign what they refuse: they are led back to it.
    tab.fill("#pw", PASSWORD).await;
    tab.click(".zg-confirm .btn-primary").await;
    tab.until("!document.querySelector('main [data-unsent]').hidden")
        .await;
    tab.says("有一条写了不同意的理由，还没有退回").await;
    let led = format!("document.activeElement.id === 'words{id}'");
    assert!(tab.eval::<bool>(&led).await, "to the words");
    tab.submit(&format!("#e-{id} form button")).await;
    tab.says("已写明理由退回").await;
    tab.says("本次签 1 条").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_signs_fifty_sheets_one_after_the_other() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let people = people(&app).await;
    let refused = waiting(&app, &people[REFUSED], "退回的一条").await;
    let mut changed = None;
    for (n, actor) in people.iter().enumerate() {
        let filed = waiting(&app, actor, &format!("第 {n} 人的事")).await;
        changed = changed.or((n == CHANGED).then_some(filed));
    }
    let tab = chromium.tab(&app.url()).await;
    by_password(&tab, "leader").await;
    tab.open("/to-sign").await;
    tab.says("51 条待签，其中分管的 50 份").await;
    accessible(&tab).await;
    tab.submit(".zg-head .btn-primary").await;
    accessible(&tab).await;
    refuse_one(&tab, &refused).await;
    for n in 0..PEOPLE {
        tab.says(&format!("第 {} 份，共 50 份", n + 1)).await;
        tab.says(&format!("第 {n} 人的事")).await;
        if n == CHANGED {
            correct(&app, changed.as_ref().expect("filed"), &format!("第 {n} 人的事")).await;
            confirm(&tab).await;
            tab.says("整份都没有签字").await;
            assert_eq!(
                tab.texts(".zg-since ins").await.concat(),
                "被围着问",
                "what changed is shown"
            );
            accessible(&tab).await;
            assert_eq!(count(&app, "signatures where role = 'leader'").await, 20);
        }
        confirm(&tab).await;
    }
    tab.says("现在没有别的要签").await;
    tab.says("今天已签 50 份").await;
    for (what, expected) in [
        ("signatures where role = 'leader'", 50),
        (
            "(select distinct binding_sha256 from signatures where role = 'leader') s",
            50,
        ),
        ("signatures where role = 'leader' and countersignature is null", 0),
        ("problems where state = 'claimed'", 50),
        ("problems where state = 'returned'", 1),
        // Of the one that was refused, and of the one that was corrected.
        ("signature_breaks", 2),
        ("events where act = 'problem.claimed'", 50),
    ] {
        assert_eq!(count(&app, what).await, expected, "{what}");
    }
    assert!(tab.faults().is_empty(), "{:?}", tab.faults());
    chromium.stop().await;
}
