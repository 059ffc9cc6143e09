//! Two at the same moment. Rounds, because a race is lost only now and then.

use std::collections::BTreeSet;

use zhenggai::domain::review::Decision;
use zhenggai::domain::review::lots::Kind;
use zhenggai::kernel::ids::LotId;

use super::{Filed, draft, ends, some, wrong};
use crate::support::taken::{crowd, held, posted, take, township};
use crate::support::{Client, TestApp};

/// Everything that is held, by lot; all lots are taken back afterwards.
async fn reap(app: &TestApp) -> Vec<Vec<uuid::Uuid>> {
    let lots: Vec<LotId> = sqlx::query_scalar("select id from lots where ended_at is null order by id")
        .fetch_all(app.loader())
        .await
        .expect("read");
    let mut all = Vec::new();
    for id in lots {
        all.push(
            held(app, id)
                .await
                .into_iter()
                .map(|(problem, _)| problem)
                .collect(),
        );
    }
    for sql in [
        "update lot_entries set held = false",
        "update lots set ended = 'taken_back', ended_at = opened_at where ended_at is null",
    ] {
        sqlx::query(sql).execute(app.loader()).await.expect("taken back");
    }
    all
}

/// No entry in two lots, and together all there are.
#[track_caller]
fn parted(lots: &[Vec<uuid::Uuid>], entries: usize) {
    let given: usize = lots.iter().map(Vec::len).sum();
    let different: BTreeSet<_> = lots.iter().flatten().collect();
    assert_eq!(
        (given, different.len()),
        (entries, entries),
        "of {} lots",
        lots.len()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn claims_at_the_same_moment_never_hold_the_same() {
    let app = TestApp::small().await;
    let one = Filed::by(&app, "official", &draft("甲")).await;
    crowd(&app, &one, 50, 7).await;
    let kind = township(&app, "dept-a");
    for _ in 0..12 {
        let (mine, theirs, more) = tokio::join!(
            take(&app, "reviewer", kind),
            take(&app, "grouphead", kind),
            take(&app, "reviewer", kind)
        );
        for taken in [mine, theirs, more] {
            taken.expect("there is enough for three");
        }
        assert_eq!(wrong(&app).await, [""; 0]);
        parted(&reap(&app).await, 351);
    }
}

async fn claim(client: &Client, kind: Kind) -> u16 {
    let fields = posted(kind);
    let fields = [0, 1, 2].map(|at: usize| (fields[at].0, fields[at].1.as_str()));
    client.post("/lots", &fields).await.status
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forms_sent_at_the_same_moment_never_take_the_same() {
    let app = TestApp::small().await;
    let one = Filed::by(&app, "official", &draft("甲")).await;
    crowd(&app, &one, 50, 7).await;
    let kind = township(&app, "dept-a");
    let clients = [app.as_("reviewer").await, app.as_("grouphead").await];
    for _ in 0..12 {
        let sent = (0..4).map(|n| {
            let client = clients[n % 2].clone();
            tokio::spawn(async move { claim(&client, kind).await })
        });
        let mut answers = Vec::new();
        for task in sent.collect::<Vec<_>>() {
            answers.push(task.await.expect("an answer"));
        }
        answers.sort_unstable();
        assert_eq!(answers, [303, 303, 303, 422], "three lots, and nothing is left");
        assert_eq!(wrong(&app).await, [""; 0]);
        parted(&reap(&app).await, 351);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_verdicts_at_the_same_moment_on_one_entry_one_is_given() {
    let app = TestApp::small().await;
    let yes = Decision::approval("");
    for filed in some(&app, &["甲", "乙", "丙", "丁", "戊", "己"]).await {
        let (one, two) = tokio::join!(
            filed.rule(&app, "reviewer", &yes),
            filed.rule(&app, "grouphead", &yes)
        );
        assert_ne!(one.is_ok(), two.is_ok());
        assert_eq!(filed.verdict_count(&app).await, 1);
    }
    assert_eq!(wrong(&app).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lot_ends_though_its_last_two_are_ruled_on_at_the_same_moment() {
    let app = TestApp::small().await;
    let yes = Decision::approval("");
    for _ in 0..12 {
        let filed = some(&app, &["甲", "乙"]).await;
        take(&app, "reviewer", township(&app, "dept-a"))
            .await
            .expect("a lot");
        let (one, two) = tokio::join!(
            filed[0].rule(&app, "reviewer", &yes),
            filed[1].rule(&app, "reviewer", &yes)
        );
        one.and(two).expect("both count");
        assert_eq!(ends(&app).await.pop(), Some(Some("done".to_owned())));
    }
    assert_eq!(wrong(&app).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_verdict_and_the_lot_taken_back_at_the_same_moment_both_count() {
    let app = TestApp::small().await;
    let (reviewer, head) = (app.as_("reviewer").await, app.as_("grouphead").await);
    for _ in 0..12 {
        let filed = some(&app, &["甲", "乙"]).await;
        let taken = take(&app, "reviewer", township(&app, "dept-a"))
            .await
            .expect("a lot");
        let page = reviewer.get(&filed[0].review("")).await.expect(200);
        let form = page.form(&filed[0].verdicts()).set("verdict", "approved");
        let back = format!("/lots/{}/ends", taken.id);
        let (ruled, ended) = tokio::join!(reviewer.submit(form), head.post(&back, &[]));
        assert_eq!((ruled.status, ended.status), (303, 303));
        assert_eq!(ends(&app).await.pop(), Some(Some("taken_back".to_owned())));
        filed[1]
            .rule(&app, "grouphead", &Decision::approval(""))
            .await
            .expect("free again");
    }
    assert_eq!(wrong(&app).await, [""; 0]);
}
