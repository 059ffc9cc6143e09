//! Lots that the head gives, entries that are passed on, and whose lots nobody else sees.

use zhenggai::domain::lists::Tier;
use zhenggai::domain::review::lots::Kind;

use super::{Filed, approve, draft, ends, holders, some, wrong};
use crate::support::taken::{lot, posted, take, township};
use crate::support::{Client, Page, TestApp};

async fn give(client: &Client, kind: Kind, to: &str) -> Page {
    let fields = posted(kind);
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields.push(("to", to));
    client.post("/lots", &fields).await
}

#[tokio::test]
async fn the_head_gives_to_members_what_is_theirs_to_review() {
    let app = TestApp::small().await;
    some(&app, &["甲", "乙"]).await;
    Filed::by(&app, "otherlead", &draft("丙")).await;
    let (reviewer, head) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let to = |who: &str| app.cast.person(who).to_string();
    let kind = township(&app, "dept-a");

    let queue = head.get("/review").await.expect(200);
    let offered = queue.attributes("select[name=to] option", "value");
    assert_eq!(offered, [String::new(), to("reviewer")]);
    assert!(!reviewer.get("/review").await.expect(200).has("select[name=to]"));

    assert_eq!(
        give(&reviewer, kind, &to("grouphead")).await.status,
        403,
        "no head"
    );
    let stranger = give(&head, kind, &to("official")).await.expect(422);
    assert!(
        stranger.text().contains("请从本组成员中选"),
        "{}",
        stranger.text()
    );
    let own = Kind {
        tier: Tier::County,
        ..township(&app, "dept-b")
    };
    let own = give(&head, own, &to("reviewer")).await.expect(422);
    assert!(own.text().contains("按回避规定"), "{}", own.text());
    give(&head, kind, "nobody").await.expect(422);
    assert_eq!(ends(&app).await, [None; 0]);

    let here = give(&head, kind, &to("reviewer")).await.redirected();
    let page = reviewer.get(&here).await.expect(200);
    assert!(
        page.text().contains("由 grouphead of alpha 分来"),
        "{}",
        page.text()
    );
    let given = lot(
        &app,
        here.rsplit('/')
            .next()
            .and_then(|id| id.parse().ok())
            .expect("an id"),
    )
    .await;
    assert_eq!((given.reviewer, given.entries), (app.cast.person("reviewer"), 2));
    // Days, and not hours.
    app.pass(chrono::TimeDelta::hours(71)).await;
    take(&app, "grouphead", kind).await.expect_err("still theirs");
    app.pass(chrono::TimeDelta::hours(2)).await;
    take(&app, "grouphead", kind).await.expect("free again");
    assert_eq!(wrong(&app).await, [""; 0]);
}

#[tokio::test]
async fn what_a_head_gives_leaves_out_the_subordinates_of_whoever_gets_it() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("甲")).await;
    let free = Filed::by(&app, "colleague", &draft("乙")).await;
    sqlx::query("update posts set leader_id = $1 where person_id = $2")
        .bind(app.cast.person("reviewer"))
        .bind(app.cast.person("official"))
        .execute(app.loader())
        .await
        .expect("a new leader");
    let head = app.as_("grouphead").await;
    let to = app.cast.person("reviewer").to_string();
    give(&head, township(&app, "dept-a"), &to).await.redirected();
    assert_eq!(holders(&app, free.problem.id).await.len(), 1);
    let theirs = take(&app, "grouphead", township(&app, "dept-a"))
        .await
        .expect("the other");
    assert_eq!(theirs.entries, 1);
}

#[tokio::test]
async fn an_entry_is_passed_to_a_colleague_as_a_lot_of_its_own() {
    let app = TestApp::small().await;
    let filed = some(&app, &["甲", "乙"]).await;
    let (reviewer, head) = (app.as_("reviewer").await, app.as_("grouphead").await);
    let mine = take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    let page = reviewer.get(&filed[0].review("")).await.expect(200);
    let version = page
        .form(&filed[0].path("passes"))
        .value("version")
        .unwrap_or_default()
        .to_owned();
    let offered = page.attributes("#pass-to option", "value");
    assert_eq!(offered, [app.cast.person("grouphead").to_string()]);
    let pass = |to: String, version: String| {
        let (reviewer, path) = (reviewer.clone(), filed[0].path("passes"));
        async move { reviewer.post(&path, &[("to", &to), ("version", &version)]).await }
    };
    pass(app.cast.person("official").to_string(), version.clone())
        .await
        .expect(422);
    pass(app.cast.person("reviewer").to_string(), version.clone())
        .await
        .expect(422);
    let next = pass(offered[0].clone(), version.clone()).await.redirected();
    assert_eq!(next, filed[1].review(""));
    let now = lot(&app, mine.id).await;
    assert_eq!((now.entries, now.done), (1, 0), "it is the other's now");
    let theirs = holders(&app, filed[0].problem.id).await;
    assert_eq!(lot(&app, theirs[0]).await.reviewer, app.cast.person("grouphead"));
    // Whoever passed it on is out of it; whoever has it may pass it back.
    pass(offered[0].clone(), version).await.expect(422);
    assert_eq!(approve(&head, &filed[0]).await.status, 303);
    assert_eq!(approve(&reviewer, &filed[1]).await.status, 303);
    assert_eq!(
        ends(&app).await,
        [Some("done".to_owned()), Some("done".to_owned())]
    );
    assert_eq!(wrong(&app).await, [""; 0]);
}

#[tokio::test]
async fn a_lot_whose_last_entry_is_passed_on_is_done() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let mine = take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    let (reviewer, to) = (
        app.as_("reviewer").await,
        app.cast.person("grouphead").to_string(),
    );
    let version = filed.problem.version.to_string();
    let path = filed.path("passes");
    let next = reviewer
        .post(&path, &[("to", &to), ("version", &version)])
        .await
        .redirected();
    assert_eq!(next, format!("/lots/{}", mine.id));
    assert_eq!(ends(&app).await, [Some("done".to_owned()), None]);
    assert!(reviewer.get(&next).await.expect(200).text().contains("已转交"));
}

#[tokio::test]
async fn a_lot_is_seen_by_its_reviewer_and_the_head_alone() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("甲")).await;
    let theirs = take(&app, "grouphead", township(&app, "dept-a"))
        .await
        .expect("a lot");
    let here = format!("/lots/{}", theirs.id);
    for (who, status) in [
        ("grouphead", 200),
        ("reviewer", 403),
        ("official", 403),
        ("office", 403),
        ("auditor", 403),
        ("reviewer@beta", 404),
        ("grouphead@beta", 404),
        ("official@beta", 404),
    ] {
        let client = app.as_(who).await;
        assert_eq!(client.get(&here).await.status, status, "{who}");
        for verb in ["ends", "confirmations"] {
            if status != 200 {
                let posted = client.post(&format!("{here}/{verb}"), &[]).await;
                assert_eq!(posted.status, status, "{who} {verb}");
            }
        }
    }
    assert_eq!(ends(&app).await, [None]);
    let list = app.as_("reviewer").await.get("/lots").await.expect(200);
    assert!(list.has(".zg-empty"), "{}", list.text());
    let book = app.as_("grouphead").await.get("/lots.xlsx").await.expect(200);
    assert!(
        crate::imports::books::texts(&book.bytes)
            .concat()
            .concat()
            .contains("Department A")
    );
}
