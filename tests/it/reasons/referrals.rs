//! Clues that are handed over: known to two, and to nobody whom they concern.

use zhenggai::kernel::ids::fresh;

use super::events;
use crate::support::filed::{Filed, draft};
use crate::support::{Client, TestApp};

const CLUE: &str = "Contracts went to a brother";

/// Hands a problem over by the page.
async fn refer(client: &Client, filed: &Filed) {
    let page = client.get(&filed.path("referral")).await.expect(200);
    let form = page.form(&filed.path("referrals")).set("words", CLUE);
    assert_eq!(client.submit(form.clone()).await.redirected(), "/referrals");
    client.submit(form).await.redirected();
}

#[tokio::test]
async fn a_head_hands_a_clue_over_once_and_nothing_of_the_problem_changes() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let before = (filed.now(&app).await, filed.acts(&app).await);
    let head = app.as_("grouphead").await;
    let form = head
        .get(&filed.path("referral"))
        .await
        .expect(200)
        .form(&filed.path("referrals"));
    let empty = head.submit(form.clone().set("words", " ")).await.expect(422);
    assert!(
        empty.texts(".err").concat().contains("请写清线索"),
        "{}",
        empty.text()
    );
    let long = "字".repeat(2001);
    let long = head.submit(form.set("words", &long)).await.expect(422);
    assert!(long.text().contains("现有 2001 字，最多 2000 字") && long.body.contains("字字字"));
    refer(&head, &filed).await;
    let count: i64 = sqlx::query_scalar("select count(*) from referrals")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(
        (count, events(&app, "problem.referred").await),
        (1, 1),
        "a retry counts once"
    );
    let after = (filed.now(&app).await, filed.acts(&app).await);
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
    let said: Vec<String> = sqlx::query_scalar("select data from events where act = 'problem.referred'")
        .fetch_all(app.loader())
        .await
        .expect("read");
    assert_eq!(said, ["{}"], "neither words nor number");
}

#[tokio::test]
async fn whoever_it_concerns_sees_nothing_of_it_anywhere() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    refer(&app.as_("grouphead").await, &filed).await;
    crate::search::indexed(&app).await;
    let id: uuid::Uuid = sqlx::query_scalar("select id from referrals")
        .fetch_one(app.loader())
        .await
        .expect("one");
    let clue = format!("/referrals/{id}");
    let everybody = [
        "official",
        "leader",
        "liaison",
        "unithead",
        "reviewer",
        "office",
        "colleague",
    ];
    for who in everybody {
        let client = app.as_(who).await;
        let life = filed.path("");
        for path in [
            life.trim_end_matches('/'),
            "/my",
            "/search?q=Contracts",
            "/ours",
            "/review",
            "/reasons",
        ] {
            let page = client.get(path).await;
            assert!(
                !page.body.contains("Contracts went") && !page.body.contains("移送"),
                "{who} {path}"
            );
        }
        for path in [
            "/referrals",
            "/referrals.xlsx",
            clue.as_str(),
            &filed.path("referral"),
        ] {
            client.get(path).await.expect(403);
        }
        client
            .post(&filed.path("referrals"), &[("words", "X")])
            .await
            .expect(403);
    }
    let auditor = app.as_("auditor").await;
    let acts = auditor.get("/ledger").await.expect(200);
    let row = acts
        .texts("tbody tr")
        .into_iter()
        .find(|row| row.contains("移送线索"))
        .expect("the act");
    assert!(
        !row.contains(&filed.problem.number) && !acts.body.contains(&id.to_string()),
        "{row}"
    );
    auditor.get(&clue).await.expect(403);
    let head = app.as_("officehead").await.get("/ledger").await.expect(200);
    assert!(
        head.attributes("tbody a", "href").contains(&clue),
        "whoever may read it is led there"
    );
    app.as_("grouphead@beta").await.get(&clue).await.expect(404);
}

#[tokio::test]
async fn each_reading_is_recorded_and_heads_read_their_own_groups_alone() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let head = app.as_("grouphead").await;
    refer(&head, &filed).await;
    let office = app.as_("officehead").await;
    let by_office = Filed::by(&app, "cadre", &draft("乙")).await;
    refer(&office, &by_office).await;

    let mine = head.get("/referrals").await.expect(200);
    let links = mine.attributes("table[data-list] a", "href");
    assert_eq!(links.len(), 1, "the office's is the office's: {}", mine.text());
    assert!(!mine.body.contains(CLUE), "words stand on a page of their own");
    assert_eq!(events(&app, "referral.opened").await, 0);
    assert!(head.get(&links[0]).await.expect(200).body.contains(CLUE));
    assert_eq!(events(&app, "referral.opened").await, 1);
    let all = office
        .get("/referrals")
        .await
        .expect(200)
        .attributes("table[data-list] a", "href");
    assert_eq!(all.len(), 2);
    office.get(&links[0]).await.expect(200);
    assert_eq!(events(&app, "referral.opened").await, 2);
    let theirs = all.iter().find(|href| **href != links[0]).expect("the other");
    head.get(theirs).await.expect(403);
}

#[tokio::test]
async fn a_head_with_a_tie_to_it_neither_hands_over_nor_reads() {
    let app = TestApp::small().await;
    let head = app.as_("grouphead").await;
    let neighbour = Filed::by(&app, "otherlead", &draft("甲")).await;
    head.get(&neighbour.path("referral")).await.expect(403);
    head.post(&neighbour.path("referrals"), &[("words", "X")])
        .await
        .expect(403);
    // Another head of the same group handed it over.
    let id = fresh();
    sqlx::query(
        "insert into referrals (tenant_id, id, campaign_id, problem_id, revision, group_id, words, account_id, at)
         select tenant_id, $2, campaign_id, id, revision, $3, 'A clue', gen_random_uuid(), updated_at from problems where id = $1",
    )
    .bind(neighbour.problem.id)
    .bind(id)
    .bind(app.cast.groups["alpha"])
    .execute(app.loader())
    .await
    .expect("a referral");
    assert!(head.get("/referrals").await.expect(200).has(".zg-empty"));
    head.get(&format!("/referrals/{id}")).await.expect(403);
    app.as_("officehead")
        .await
        .get(&format!("/referrals/{id}"))
        .await
        .expect(200);
}

#[tokio::test]
async fn the_page_of_a_guarded_problem_shows_no_text_and_leaves_no_opening_behind() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "citylead", &draft("Guarded sentence")).await;
    for who in ["grouphead", "officehead"] {
        let client = app.as_(who).await;
        let page = client.get(&filed.path("referral")).await.expect(200);
        assert!(
            page.text().contains(&filed.problem.number) && !page.body.contains("Guarded sentence"),
            "{who}"
        );
        refer(&client, &filed).await;
    }
    assert_eq!(
        events(&app, "problem.opened").await,
        0,
        "the owner sees who opened it"
    );
}
