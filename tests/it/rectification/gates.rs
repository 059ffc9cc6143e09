//! No gate can be skipped, and nobody stands at another's.

use std::collections::HashMap;

use zhenggai::domain::rectification::Gate;
use zhenggai::domain::signing::Purpose;

use crate::review::filed::{Filed, draft};
use crate::support::{Client, PASSWORD, TestApp};

/// A problem of the official's in every state that it can be in.
async fn every_state(app: &TestApp) -> Vec<(&'static str, Filed)> {
    let new = || async { Filed::by(app, "official", &draft("甲")).await };
    let awaiting_leader = new().await.approved(app).await;
    awaiting_leader.sign(app, "official", Purpose::Claim).await;
    let reported = new().await.claimed(app).await;
    reported.report(app, "办结").await;
    let confirming = new().await.claimed(app).await;
    confirming.report(app, "办结").await;
    confirming.sign(app, "official", Purpose::Complete).await;
    let sent_back = new().await.cosigned(app).await;
    sent_back.send_back(app, "reviewer", Gate::Group).await;
    vec![
        ("draft", Filed::draft_by(app, "official", &draft("甲")).await),
        ("submitted", new().await),
        ("awaiting_owner", new().await.approved(app).await),
        ("claim awaiting_leader", awaiting_leader),
        ("to_do", new().await.claimed(app).await),
        ("reported", reported),
        ("awaiting_leader", confirming),
        ("awaiting_check", new().await.cosigned(app).await),
        ("awaiting_number", new().await.accepted(app).await),
        ("closed", new().await.closed(app).await),
        ("sent_back", sent_back),
    ]
}

/// An act: whose, where, with which fields, and the states in which it is possible.
type Act = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const ACTS: [Act; 9] = [
    (
        "official",
        "progress",
        &[("words", "甲")],
        &["to_do", "sent_back"],
    ),
    (
        "official",
        "completion",
        &[("outcome", "甲"), ("done_on", "2018-09-25")],
        &["to_do", "reported", "sent_back"],
    ),
    (
        "official",
        "signatures/complete",
        &[("password", PASSWORD)],
        &["reported"],
    ),
    (
        "leader",
        "signatures/complete",
        &[("password", PASSWORD)],
        &["awaiting_leader"],
    ),
    (
        "leader",
        "refusals",
        &[("purpose", "complete"), ("words", "甲")],
        &["awaiting_leader"],
    ),
    (
        "reviewer",
        "checks",
        &[("verdict", "accept")],
        &["awaiting_check"],
    ),
    (
        "reviewer",
        "checks",
        &[("verdict", "send_back"), ("words", "甲")],
        &["awaiting_check"],
    ),
    (
        "office",
        "checks",
        &[("verdict", "send_back"), ("words", "甲")],
        &["awaiting_number"],
    ),
    ("office", "closures", &[], &["awaiting_number"]),
];

async fn attempt(client: &Client, filed: &Filed, version: i32, (_, to, fields, _): &Act) -> u16 {
    let (id, version, zeros) = (filed.id(), version.to_string(), "00".repeat(32));
    let mut all = fields.to_vec();
    all.extend([
        ("problem", id.as_str()),
        ("version", &version),
        ("statement", &zeros),
    ]);
    let path = match *to {
        "closures" => "/closures".to_owned(),
        to => filed.path(to),
    };
    client.post(&path, &all).await.status
}

#[tokio::test]
async fn each_act_in_the_wrong_state_is_refused_and_changes_nothing() {
    let app = TestApp::small().await;
    let all = Box::pin(every_state(&app)).await;
    let mut clients = HashMap::new();
    for who in ["official", "leader", "reviewer", "office"] {
        clients.insert(who, app.as_(who).await);
    }
    for (state, filed) in &all {
        let before = filed.now(&app).await;
        for act in ACTS.iter().filter(|act| !act.3.contains(state)) {
            let status = attempt(&clients[act.0], filed, before.version, act).await;
            let unread = *state == "draft" && act.0 != "official";
            let allowed: &[u16] = if unread { &[403, 422] } else { &[422] };
            assert!(
                allowed.contains(&status),
                "{act:?} of one that is {state}: {status}"
            );
        }
        let now = filed.now(&app).await;
        assert_eq!(
            (now.version, now.updated_at),
            (before.version, before.updated_at),
            "{state}"
        );
    }
    // What a number is refused for one of them is refused for the batch.
    let (ready, early) = (&all[8].1, &all[7].1);
    let [ready_id, early_id] = [ready.id(), early.id()];
    let batch = [("problem", ready_id.as_str()), ("problem", early_id.as_str())];
    assert_eq!(clients["office"].post("/closures", &batch).await.status, 422);
    assert_eq!(ready.now(&app).await.closed_at, None);
}

#[tokio::test]
async fn nobody_stands_at_anothers_gate() {
    let app = TestApp::small().await;
    let all = Box::pin(every_state(&app)).await;
    let others: [(usize, &[&str]); 9] = [
        (0, &["leader", "colleague", "reviewer", "office"]),
        (1, &["leader", "colleague", "reviewer", "office"]),
        (2, &["colleague", "reviewer", "office"]),
        (3, &["colleague", "citylead", "reviewer", "office"]),
        (4, &["colleague", "reviewer", "office"]),
        (5, &["official", "leader", "colleague", "figures", "county"]),
        (6, &["official", "leader", "colleague", "liaison"]),
        (7, &["official", "leader", "sysadmin", "county"]),
        (
            8,
            &[
                "official",
                "leader",
                "reviewer",
                "county",
                "figures",
                "sysadmin",
                "province@prov",
            ],
        ),
    ];
    for (n, people) in others {
        let act = &ACTS[n];
        let (_, filed) = all
            .iter()
            .find(|(state, _)| act.3.contains(state))
            .expect("such a problem");
        let before = filed.now(&app).await;
        for who in people {
            let status = attempt(&app.as_(who).await, filed, before.version, act).await;
            assert_eq!(status, 403, "{who} does {act:?}");
        }
        if act.1 != "closures" {
            let foreign = attempt(
                &app.as_(&format!("{}@beta", act.0)).await,
                filed,
                before.version,
                act,
            )
            .await;
            assert_eq!(foreign, 404, "{act:?} from the other city");
        }
        assert_eq!(filed.now(&app).await.version, before.version, "{act:?}");
    }
    // The office of the other city numbers its own and no other.
    let office = app.as_("office@beta").await;
    let id = all[8].1.id();
    let foreign = office.post("/closures", &[("problem", id.as_str())]).await;
    assert_eq!(foreign.status, 404);
}

#[tokio::test]
async fn the_checker_is_not_the_doer_nor_from_the_same_unit() {
    let app = TestApp::small().await;
    // The group's own members, and the unit they come from.
    for (owner, leader) in [("reviewer", "otherlead"), ("otherlead", "citylead")] {
        let filed = Filed::by(&app, owner, &draft("甲")).await;
        sqlx::query("update posts set unit_id = $1 where person_id = any ($2)")
            .bind(app.cast.unit("dept-a"))
            .bind(vec![
                app.cast.person("reviewer").0,
                app.cast.person("grouphead").0,
            ])
            .execute(app.loader())
            .await
            .expect("moved");
        sqlx::query("update problems set leader_id = $1 where id = $2")
            .bind(app.cast.person(leader))
            .bind(filed.problem.id)
            .execute(app.loader())
            .await
            .expect("led");
        let ruled = filed
            .rule(
                &app,
                "grouphead",
                &zhenggai::domain::review::Decision::approval(""),
            )
            .await;
        ruled.expect("approved by one who is elsewhere by now");
        for who in [owner, leader] {
            filed.sign(&app, who, Purpose::Claim).await;
        }
        filed.report(&app, "办结").await;
        for who in [owner, leader] {
            filed.sign(&app, who, Purpose::Complete).await;
        }
        sqlx::query("update posts set unit_id = $1 where person_id = any ($2)")
            .bind(app.cast.unit("dept-b"))
            .bind(vec![
                app.cast.person("reviewer").0,
                app.cast.person("grouphead").0,
            ])
            .execute(app.loader())
            .await
            .expect("back");
        let version = filed.now(&app).await.version;
        for who in ["reviewer", "grouphead", owner] {
            let status = attempt(&app.as_(who).await, &filed, version, &ACTS[5]).await;
            assert_eq!(status, 403, "{who} checks one of {owner}'s");
        }
    }
}
