//! Two signatures: who signs what in which order, over which bytes, and what breaks it.

mod correction;
mod doors;
mod gesture;
mod history;
pub(crate) mod offline;
mod own;
mod paper;
mod passkeys;
mod password;
mod person;
mod refusal;
mod statement;

use sqlx::Row as _;
use zhenggai::domain::lists::State;

use crate::support::filed::{Filed, draft};
use crate::support::{Client, Form, PASSWORD, TestApp};

/// A signature as it is stored.
pub struct Stored {
    pub purpose: String,
    pub role: String,
    pub statement: String,
    pub sha256: Vec<u8>,
    pub sm3: Vec<u8>,
    pub nonce: Vec<u8>,
    pub binding: Vec<u8>,
    pub signer: uuid::Uuid,
    pub broken: Option<String>,
}

/// All signatures of a problem, in order.
pub async fn stored(app: &TestApp, filed: &Filed) -> Vec<Stored> {
    let rows = sqlx::query(
        "select s.*, b.reason from signatures s
         left join signature_breaks b on b.tenant_id = s.tenant_id and b.signature_id = s.id
         where s.problem_id = $1 order by s.signed_at, s.role desc",
    )
    .bind(filed.problem.id)
    .fetch_all(app.loader())
    .await
    .expect("read");
    let read = |row: &sqlx::postgres::PgRow| Stored {
        purpose: row.get("purpose"),
        role: row.get("role"),
        statement: row.get("statement"),
        sha256: row.get("statement_sha256"),
        sm3: row.get("statement_sm3"),
        nonce: row.get("nonce"),
        binding: row.get("binding_sha256"),
        signer: row.get("signer_id"),
        broken: row.get("reason"),
    };
    rows.iter().map(read).collect()
}

/// The form of the sheet with the password typed in.
pub async fn form(client: &Client, filed: &Filed, purpose: &str) -> Form {
    let path = filed.path(&format!("signatures/{purpose}"));
    let page = client.get(&path).await.expect(200);
    page.form(&path).set("password", PASSWORD)
}

#[tokio::test]
async fn the_owner_signs_first_then_the_leader_and_nobody_else() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let sheet = filed.path("signatures/claim");
    let (official, leader) = (app.as_("official").await, app.as_("leader").await);
    let form = form(&official, &filed, "claim").await;
    // Before the owner has signed there is nothing for the leader to do.
    assert!(!leader.get(&sheet).await.expect(200).has("input[name=password]"));
    assert_eq!(leader.submit(form.clone()).await.status, 422);
    for (who, status) in [
        ("colleague", 403),
        ("reviewer", 403),
        ("office", 403),
        ("citylead", 403),
        ("official@beta", 404),
        ("leader@beta", 404),
    ] {
        assert_eq!(
            app.as_(who).await.submit(form.clone()).await.status,
            status,
            "{who}"
        );
    }
    assert!(stored(&app, &filed).await.is_empty());
    assert!(
        official
            .get("/to-sign")
            .await
            .expect(200)
            .attributes("a", "href")
            .contains(&sheet)
    );

    let done = official.submit(form).await.redirected();
    assert_eq!(done, format!("/problems/{}", filed.id()), "nothing else waits");
    let now = filed.now(&app).await;
    assert_eq!((now.state, now.claimed_at), (State::AwaitingLeader, None));
    assert!(official.get("/to-sign").await.expect(200).has(".zg-empty"));
    let listed = leader.get("/to-sign").await.expect(200);
    let place = format!("/to-sign/{}/claim", app.cast.person("official"));
    assert!(listed.text().contains("official of alpha") && listed.attributes("a", "href").contains(&place));
    // Once is not twice: the owner can't put the second one.
    assert!(!official.get(&sheet).await.expect(200).has("input[name=password]"));
    let second = super::signing::form(&leader, &filed, "claim").await;
    assert_eq!(official.submit(second.clone()).await.status, 422);
    assert_eq!(stored(&app, &filed).await.len(), 1);

    leader.submit(second).await.redirected();
    let now = filed.now(&app).await;
    assert_eq!(
        (now.state, now.claimed_at),
        (State::Claimed, Some(app.clock.now()))
    );
    assert_eq!(now.rectification.as_deref(), Some("to_do"));
    let both = stored(&app, &filed).await;
    assert_eq!(both.len(), 2);
    assert_eq!(both[0].signer, app.cast.person("official").0);
    assert_eq!(both[1].signer, app.cast.person("leader").0);
    let acts = filed.acts(&app).await;
    assert_eq!(acts[3..], ["signature.put", "signature.put", "problem.claimed"]);
    let seen = official.get(&sheet).await.expect(200);
    assert_eq!(
        seen.texts(".zg-sign .name"),
        ["official of alpha", "leader of alpha"]
    );
    assert!(
        seen.texts(".zg-sign").concat().contains("电子确认"),
        "which kind it is, is said"
    );
}

#[tokio::test]
async fn nobody_signs_as_both() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let official = app.as_("official").await;
    // What no roster can say.
    sqlx::query("update problems set leader_id = owner_id where id = $1")
        .bind(filed.problem.id)
        .execute(app.loader())
        .await
        .expect("named as leader of oneself");
    let path = filed.path("signatures/claim");
    for _ in 0..2 {
        let page = official.get(&path).await.expect(200);
        if page.has("input[name=password]") {
            official.submit(page.form(&path).set("password", PASSWORD)).await;
        }
    }
    assert_ne!(filed.now(&app).await.state, State::Claimed);
    let version = filed.now(&app).await.version.to_string();
    let fields = [("purpose", "claim"), ("version", version.as_str())];
    let refused = official.post(&filed.path("refusals"), &fields).await;
    assert_eq!(refused.status, 403);
    assert!(stored(&app, &filed).await.len() < 2);
}

#[tokio::test]
async fn without_a_leader_in_charge_nothing_is_signed() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "cityhead", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let cityhead = app.as_("cityhead").await;
    let path = filed.path("signatures/claim");
    let page = cityhead.get(&path).await.expect(200);
    assert!(page.text().contains("没有登记分管领导") && !page.has("input[name=password]"));
    let digest = page.texts(".zg-digest")[0]
        .replace(' ', "")
        .replace("SHA-256", "");
    let version = filed.now(&app).await.version.to_string();
    let fields = [
        ("statement", digest.as_str()),
        ("version", &version),
        ("password", PASSWORD),
    ];
    let refused = cityhead.post(&path, &fields).await.expect(422);
    assert!(refused.text().contains("没有登记分管领导"), "{}", refused.text());
}

#[tokio::test]
async fn two_signatures_at_once_count_once() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let (official, leader) = (app.as_("official").await, app.as_("leader").await);
    // The same act, twice.
    let once = form(&official, &filed, "claim").await;
    let (a, b) = tokio::join!(official.submit(once.clone()), official.submit(once.clone()));
    a.redirected();
    b.redirected();
    official.submit(once).await.redirected();
    assert_eq!(stored(&app, &filed).await.len(), 1);
    // Two windows, two acts.
    let (first, second) = (
        form(&leader, &filed, "claim").await,
        form(&leader, &filed, "claim").await,
    );
    let (a, b) = tokio::join!(leader.submit(first), leader.submit(second));
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(stored(&app, &filed).await.len(), 2);
    let acts = filed.acts(&app).await;
    assert_eq!(acts.iter().filter(|act| *act == "problem.claimed").count(), 1);
}

#[tokio::test]
async fn a_leader_goes_from_sheet_to_sheet_the_same_person_first() {
    let app = TestApp::small().await;
    let mut waiting = Vec::new();
    for (who, title) in [("official", "甲"), ("colleague", "乙"), ("official", "丙")] {
        let filed = Filed::by(&app, who, &draft(title)).await.approved(&app).await;
        filed
            .sign(&app, who, zhenggai::domain::signing::Purpose::Claim)
            .await;
        waiting.push(filed);
    }
    let leader = app.as_("leader").await;
    let page = leader.get("/to-sign").await.expect(200);
    assert!(
        page.text().contains("3 条待签，其中分管的 2 份"),
        "{}",
        page.text()
    );
    let sheet = |who: &str| format!("/to-sign/{}/claim", app.cast.person(who));
    let next = leader
        .submit(form(&leader, &waiting[0], "claim").await)
        .await
        .redirected();
    assert_eq!(next, sheet("official"), "the same person's");
    let next = leader
        .submit(form(&leader, &waiting[2], "claim").await)
        .await
        .redirected();
    assert_eq!(next, sheet("colleague"));
    let done = leader
        .submit(form(&leader, &waiting[1], "claim").await)
        .await
        .redirected();
    assert_eq!(done, format!("/problems/{}", waiting[1].id()));
}
