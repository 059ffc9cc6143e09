//! Whom a roster leaves out.

use zhenggai::domain::accounts::actions::after_roster;
use zhenggai::domain::ledger::Act;
use zhenggai::kernel::ids::{ActId, PersonId};
use zhenggai::kernel::scope::Actor;

use super::events;
use crate::commands::program::Program;
use crate::imports::sheets;
use crate::imports::undone::{import, undo};
use crate::session::try_in;
use crate::support::cast::start;
use crate::support::{PASSWORD, TestApp};

/// Everybody of alpha but these.
fn all_but(app: &TestApp, left: &[&str]) -> Vec<PersonId> {
    let logins = app.cast.logins("alpha");
    let cadres = logins.iter().filter(|login| !left.contains(&login.as_str()));
    cadres.filter_map(|login| app.cast.member(login).person).collect()
}

async fn roster(app: &TestApp, stated: &[PersonId], complete: bool) -> usize {
    let mut tx = app.tx("alpha").await;
    let actor = Actor::program("test");
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), start())
        .await
        .expect("an act");
    let before = all_but(app, &[]);
    let left = after_roster(&mut tx, &mut act, (stated, &before), complete)
        .await
        .expect("done");
    tx.commit().await.expect("committed");
    left.disabled.len()
}

#[tokio::test]
async fn whoever_a_complete_roster_leaves_out_is_disabled_and_comes_back_when_stated_again() {
    let app = TestApp::small().await;
    let colleague = app.as_("colleague").await;
    assert_eq!(roster(&app, &all_but(&app, &["colleague"]), true).await, 1);
    assert!(
        colleague.get("/my").await.location().starts_with("/sign-in"),
        "at once"
    );
    assert_eq!(try_in(&app.anonymous(), "colleague", PASSWORD).await.status, 422);
    assert_eq!(events(&app, "account.disabled").await, 1);
    let everybody = all_but(&app, &[]);
    assert_eq!(roster(&app, &everybody, true).await, 0);
    try_in(&app.anonymous(), "colleague", PASSWORD).await.redirected();
    assert_eq!(events(&app, "account.enabled").await, 1);
}

#[tokio::test]
async fn a_part_of_a_roster_or_one_with_refused_rows_says_nothing_of_others() {
    let app = TestApp::small().await;
    let few = all_but(&app, &["colleague", "official", "cadre"]);
    assert_eq!(roster(&app, &few, true).await, 0, "a part");
    let most = all_but(&app, &["colleague"]);
    assert_eq!(roster(&app, &most, false).await, 0, "rows were refused");
    try_in(&app.anonymous(), "colleague", PASSWORD).await.redirected();
}

#[tokio::test]
async fn whoever_is_in_no_post_has_left_whatever_the_roster() {
    let app = TestApp::small().await;
    sqlx::query("update posts set to_at = $2 where person_id = $1")
        .bind(app.cast.person("colleague"))
        .bind(start())
        .execute(app.loader())
        .await
        .expect("ended");
    assert_eq!(roster(&app, &[], false).await, 1);
    // Who was disabled by hand is not enabled by a roster.
    sqlx::query(
        "update accounts set disabled_at = now(), disabled_why = 'administrator' where login = 'cadre'",
    )
    .execute(app.loader())
    .await
    .expect("disabled");
    roster(&app, &all_but(&app, &[]), true).await;
    assert_eq!(try_in(&app.anonymous(), "cadre", PASSWORD).await.status, 422);
}

#[tokio::test]
async fn new_people_many_more_than_there_were_are_a_part_and_nobody_disables_themself() {
    let app = TestApp::small().await;
    let crowd: Vec<PersonId> = std::iter::repeat_with(PersonId::fresh).take(3_000).collect();
    assert_eq!(
        roster(&app, &crowd, true).await,
        0,
        "none of those who were in post are stated"
    );
    let mut tx = app.tx("alpha").await;
    let me = app.cast.member("colleague");
    let actor = Actor {
        account: Some(me.account),
        person: me.person,
        ..Actor::default()
    };
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), start())
        .await
        .expect("an act");
    let (stated, before) = (all_but(&app, &["colleague"]), all_but(&app, &[]));
    let changed = after_roster(&mut tx, &mut act, (&stated, &before), true)
        .await
        .expect("done");
    assert!(changed.disabled.is_empty(), "{changed:?}");
}

#[tokio::test]
async fn a_number_that_an_undone_import_left_with_an_account_may_have_one_again() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let run = import(&office, "roster", sheets::two_people()).await;
    undo(&office, &run).await;
    // Made in the very moment in which the import was taken back.
    sqlx::query(
        "insert into accounts (id, tenant_id, login, display_name, person_id, created_at)
         select gen_random_uuid(), tenant_id, 'n001', name, id, created_at from persons where staff_no = 'N001'",
    )
    .execute(app.loader())
    .await
    .expect("an account");
    let row = ["N001", "Nightingale", "Department A", "局长", "县处级正职", ""];
    import(&office, "roster", sheets::roster(&[row])).await;
    let line = ["accounts", "make", "--tenant", "alpha", "--format", "json"];
    let made = Program::on(&app, &line).run().await.json();
    let slips = made["slips"].as_array().expect("slips");
    let slip = slips.iter().find(|slip| slip["login"] == "n001").expect("a slip");
    assert_eq!(slip["name"], "Nightingale");
    let of_both: Vec<(String, String, bool)> = sqlx::query_as(
        "select a.login, a.display_name, a.disabled_at is null from accounts a join persons n on n.id = a.person_id
         where n.staff_no = 'N001' order by a.login",
    )
    .fetch_all(app.loader())
    .await
    .expect("accounts");
    assert_eq!(of_both[0], ("n001".into(), "Nightingale".into(), true));
    assert!(
        of_both[1].0.starts_with("n001.") && !of_both[1].2,
        "the old one is kept, and closed: {of_both:?}"
    );
    // And only once.
    assert!(
        Program::on(&app, &line).run().await.json()["slips"]
            .as_array()
            .is_some_and(Vec::is_empty)
    );
}
