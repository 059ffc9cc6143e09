//! Taking a lot: what it holds, for how long, how many at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use zhenggai::domain::lists::Tier;
use zhenggai::domain::review::Decision;
use zhenggai::domain::review::lots::{Kind, SIZE};
use zhenggai::kernel::ids::ActId;

use super::{Filed, draft, ends, holders, some, wrong};
use crate::support::TestApp;
use crate::support::taken::{crowd, held, lot, posted, take, township};

#[tokio::test]
async fn a_lot_takes_whole_people_and_the_next_goes_on_where_it_ends() {
    let app = TestApp::small().await;
    let one = Filed::by(&app, "official", &draft("甲")).await;
    // 1 + 40 people with 7 each: 281 entries.
    crowd(&app, &one, 40, 7).await;
    let kind = township(&app, "dept-a");
    let first = take(&app, "reviewer", kind).await.expect("a lot");
    let second = take(&app, "grouphead", kind).await.expect("a lot");
    assert!(
        first.entries <= SIZE && first.entries > SIZE - 7,
        "{}",
        first.entries
    );
    assert_eq!(first.entries + second.entries, 281);
    let mut all = BTreeMap::<_, BTreeSet<_>>::new();
    for opened in [first, second] {
        let entries = held(&app, opened.id).await;
        assert_eq!(entries.len(), opened.entries);
        assert_eq!(entries[0].0, opened.first.0, "it begins with its first");
        for (_, owner) in entries {
            all.entry(owner).or_default().insert(opened.id);
        }
    }
    assert_eq!(all.len(), 41);
    assert!(all.values().all(|lots| lots.len() == 1), "nobody is cut in two");
    let nothing = take(&app, "reviewer", kind).await.expect_err("all is taken");
    assert!(nothing.starts_with("Invalid"), "{nothing}");
    assert_eq!(wrong(&app).await, [""; 0]);
}

#[tokio::test]
async fn a_person_with_more_than_a_lot_is_a_lot_alone() {
    let app = TestApp::small().await;
    let one = Filed::by(&app, "official", &draft("甲")).await;
    crowd(&app, &one, 1, i32::try_from(SIZE).expect("small") + 20).await;
    let kind = township(&app, "dept-a");
    let mut sizes = Vec::new();
    while let Ok(opened) = take(&app, "reviewer", kind).await {
        let owners: BTreeSet<_> = held(&app, opened.id)
            .await
            .into_iter()
            .map(|(_, owner)| owner)
            .collect();
        sizes.push((opened.entries, owners.len()));
    }
    let entries: usize = sizes.iter().map(|(entries, _)| entries).sum();
    assert_eq!(entries, SIZE + 21, "{sizes:?}");
    assert!(sizes.iter().all(|(entries, _)| *entries <= SIZE), "{sizes:?}");
}

#[tokio::test]
async fn a_claim_expires_and_each_verdict_moves_that_on() {
    let app = TestApp::small().await;
    let filed = some(&app, &["甲", "乙", "丙"]).await;
    let kind = township(&app, "dept-a");
    let mine = take(&app, "reviewer", kind).await.expect("a lot");
    for entry in &filed[..2] {
        app.pass(TimeDelta::minutes(119)).await;
        entry
            .rule(&app, "reviewer", &Decision::approval(""))
            .await
            .expect("still mine");
    }
    app.pass(TimeDelta::minutes(119)).await;
    take(&app, "grouphead", kind)
        .await
        .expect_err("it lasts since the last verdict");
    assert_eq!(ends(&app).await, [None]);

    app.pass(TimeDelta::minutes(1) + TimeDelta::seconds(1)).await;
    let head = app.as_("grouphead").await;
    let queue = head.get("/review").await.expect(200);
    assert_eq!(queue.texts(".zg-kinds .free"), ["可领 1"], "{}", queue.text());
    let theirs = take(&app, "grouphead", kind).await.expect("free again");
    assert_eq!((theirs.entries, theirs.first), (1, filed[2].problem.id));
    assert_eq!(ends(&app).await, [Some("expired".to_owned()), None]);
    assert_eq!(holders(&app, filed[2].problem.id).await, [theirs.id]);
    let late = filed[2].rule(&app, "reviewer", &Decision::approval("")).await;
    assert_eq!(late.expect_err("another has it"), "Refused(Held)");
    let ended = lot(&app, mine.id).await;
    assert_eq!((ended.entries, ended.done, ended.ruled), (3, 2, 2));
    assert_eq!(wrong(&app).await, [""; 0]);
}

#[tokio::test]
async fn whoever_goes_on_with_an_expired_lot_that_nobody_took_has_it_again() {
    let app = TestApp::small().await;
    let filed = some(&app, &["甲", "乙"]).await;
    let kind = township(&app, "dept-a");
    take(&app, "reviewer", kind).await.expect("a lot");
    app.pass(TimeDelta::hours(2) + TimeDelta::seconds(1)).await;
    filed[0]
        .rule(&app, "reviewer", &Decision::approval(""))
        .await
        .expect("nobody took it");
    take(&app, "grouphead", kind).await.expect_err("it holds again");
    assert_eq!(ends(&app).await, [None]);
}

#[tokio::test]
async fn sent_twice_makes_one_lot_and_five_may_be_open() {
    let app = TestApp::small().await;
    for who in ["official", "cadre", "leader", "countylead", "citylead"] {
        Filed::by(&app, who, &draft("甲")).await;
    }
    Filed::by_body(&app, "alpha", &draft("乙")).await;
    let kind = |unit: &str, tier| Kind {
        unit: app.cast.unit(unit),
        tier,
        again: false,
    };
    let reviewer = app.as_("reviewer").await;
    let act = ActId::fresh().to_string();
    let [unit, tier, again] = posted(kind("dept-a", Tier::Township));
    let fields = [("act_id", act), unit, tier, again];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let to = reviewer.post("/lots", &fields).await.redirected();
    assert!(to.starts_with("/problems/") && to.ends_with("/review"), "{to}");
    assert_eq!(reviewer.post("/lots", &fields).await.redirected(), "/review");
    assert_eq!(ends(&app).await.len(), 1, "sent again it counts once");

    for (unit, tier) in [
        ("dept-a", Tier::County),
        ("county", Tier::Township),
        ("county", Tier::County),
        ("committee", Tier::City),
    ] {
        take(&app, "reviewer", kind(unit, tier)).await.expect("a lot");
    }
    let body = posted(kind("committee", Tier::Body));
    let body = [0, 1, 2].map(|at: usize| (body[at].0, body[at].1.as_str()));
    let full = reviewer.post("/lots", &body).await.expect(422);
    assert!(full.text().contains("已有 5 批"), "{}", full.text());
    let open = reviewer.get("/review").await.expect(200);
    assert_eq!(open.texts(".zg-mine").len(), 5);
    let first = lot(
        &app,
        take(&app, "grouphead", kind("committee", Tier::Body))
            .await
            .expect("hers")
            .id,
    )
    .await;
    assert_eq!(first.reviewer, app.cast.person("grouphead"));
}

#[tokio::test]
async fn what_is_ones_own_never_stands_in_ones_lot() {
    let app = TestApp::small().await;
    let led = Filed::by(&app, "official", &draft("甲")).await;
    let free = Filed::by(&app, "colleague", &draft("乙")).await;
    Filed::by(&app, "otherlead", &draft("丙")).await;
    sqlx::query("update posts set leader_id = $1 where person_id = $2")
        .bind(app.cast.person("reviewer"))
        .bind(app.cast.person("official"))
        .execute(app.loader())
        .await
        .expect("a new leader");
    let own = Kind {
        tier: Tier::County,
        ..township(&app, "dept-b")
    };
    let refused = take(&app, "reviewer", own).await.expect_err("their own unit");
    assert_eq!(refused, "Refused(NotYours)");
    let mine = take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    let entries: Vec<_> = held(&app, mine.id).await.into_iter().map(|(id, _)| id).collect();
    assert_eq!(entries, [free.problem.id.0], "not that of a subordinate");
    let theirs = take(&app, "grouphead", township(&app, "dept-a"))
        .await
        .expect("a lot");
    assert_eq!(theirs.first, led.problem.id);
}
