//! A passkey signs this statement, by this signer, once; what it answered can be checked without the program.

use chrono::TimeDelta;
use zhenggai::domain::lists::State;
use zhenggai::domain::signing::countersign::Countersigner;
use zhenggai::domain::signing::{Method, Purpose, SignerRole};

use super::offline::{all_hold, file};
use super::stored;
use crate::support::filed::{Filed, draft};
use crate::support::passkey::{asked, put, register, sign, token};
use crate::support::softkey::SoftKey;
use crate::support::{SERVER_SEED, TestApp};

pub(super) async fn approved(app: &TestApp, who: &str, title: &str) -> Filed {
    Filed::by(app, who, &draft(title)).await.approved(app).await
}

#[tokio::test]
async fn cadre_and_leader_sign_by_passkey_and_the_file_shows_it_offline() {
    let app = TestApp::small().await;
    let filed = approved(&app, "official", "甲").await;
    let (official, leader) = (app.as_("official").await, app.as_("leader").await);
    for client in [&official, &leader] {
        let mut device = register(&app, client).await;
        app.pass(TimeDelta::minutes(1)).await;
        sign(client, &filed, "claim", &mut device).await.redirected();
    }
    assert_eq!(filed.now(&app).await.state, State::Claimed);
    let page = official.get(&filed.path("signatures/claim")).await.expect(200);
    let key = Countersigner::new(&SERVER_SEED).id().to_owned();
    let shown = page.texts(".zg-sign").concat();
    assert!(shown.contains("通行密钥签名") && shown.contains(&key), "{shown}");
    let life = official
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200)
        .text();
    assert!(life.contains("通行密钥签名"), "{life}");

    let checked = all_hold(&file(&leader, &filed, "claim").await);
    let told: Vec<_> = checked.iter().map(|one| (one.role, one.method)).collect();
    assert_eq!(told, SignerRole::ALL.map(|role| (role, Method::Passkey)));
    for one in &checked {
        assert_eq!(one.origin.as_deref(), Some(app.public().as_str()));
        assert_eq!(one.server_key.as_ref(), Some(&key));
    }
    // What the device signed is the binding that is stored.
    for (kept, signature) in assertions(&app).await.iter().zip(stored(&app, &filed).await) {
        let said: serde_json::Value = serde_json::from_slice(kept).expect("client data");
        let challenge = said["challenge"].as_str().expect("a challenge");
        assert_eq!(challenge, crate::support::softkey::text(&signature.binding));
    }
}

async fn assertions(app: &TestApp) -> Vec<Vec<u8>> {
    let sql = "select client_data_json from signature_assertions a join signatures s on s.id = a.signature_id order by s.signed_at";
    sqlx::query_scalar(sql)
        .fetch_all(app.loader())
        .await
        .expect("read")
}

/// A change to an honest device.
type Forgery = (&'static str, fn(&mut SoftKey));

#[tokio::test]
async fn forged_answers_sign_nothing_and_count_as_failures() {
    let app = TestApp::small().await;
    let filed = approved(&app, "official", "甲").await;
    let official = app.as_("official").await;
    let mut device = register(&app, &official).await;
    let forgeries: [Forgery; 4] = [
        ("no user verification", |d| d.flags = 0x01),
        ("another origin", |d| {
            d.origin = "https://zhenggai.example".to_owned();
        }),
        ("another party", |d| d.rp_id = "zhenggai.example".to_owned()),
        ("a counter that went back", |d| d.counter = 0),
    ];
    for (what, forge) in forgeries {
        let (origin, rp_id, counter) = (device.origin.clone(), device.rp_id.clone(), device.counter);
        forge(&mut device);
        let page = sign(&official, &filed, "claim", &mut device).await;
        assert_eq!(page.status, 422, "{what}");
        assert!(page.has("#passkey-e"), "{what}: {}", page.text());
        (device.flags, device.origin, device.rp_id) = (crate::support::softkey::FLAGS, origin, rp_id);
        device.counter = counter;
    }
    let page = put(&official, &filed, "claim", [&"x".repeat(43), "{}"])
        .await
        .expect(422);
    assert!(page.text().contains("没有签字"), "{}", page.text());
    assert!(stored(&app, &filed).await.is_empty());
    let failures: i64 = sqlx::query_scalar("select count(*) from events where act = 'account.unconfirmed'")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(failures, 4);
    sign(&official, &filed, "claim", &mut device).await.redirected();
}

#[tokio::test]
async fn an_answer_is_to_one_statement_by_one_signer_and_serves_once() {
    let app = TestApp::small().await;
    let (one, other) = (
        approved(&app, "official", "甲").await,
        approved(&app, "official", "乙").await,
    );
    let (official, leader) = (app.as_("official").await, app.as_("leader").await);
    let mut device = register(&app, &official).await;
    let said = asked(&official, &one, "claim").await;
    let given = device.get(&said["options"]).to_string();
    // Another statement's: what is shown is not what was signed.
    put(&official, &other, "claim", [&token(&said), &given])
        .await
        .expect(409);
    // Another signer's question is not theirs.
    put(&official, &one, "claim", [&token(&said), &given])
        .await
        .redirected();
    put(&leader, &one, "claim", [&token(&said), &given])
        .await
        .expect(422);
    // Replayed on the question of the other statement.
    let fresh = asked(&official, &other, "claim").await;
    put(&official, &other, "claim", [&token(&fresh), &given])
        .await
        .expect(422);
    put(&official, &other, "claim", [&token(&said), &given])
        .await
        .expect(422);
    let late = asked(&official, &other, "claim").await;
    let answer = device.get(&late["options"]).to_string();
    app.pass(TimeDelta::minutes(6)).await;
    put(&official, &other, "claim", [&token(&late), &answer])
        .await
        .expect(422);
    assert!(stored(&app, &other).await.is_empty());
    assert_eq!(stored(&app, &one).await.len(), 1);
}

#[tokio::test]
async fn a_device_of_somebody_else_signs_for_nobody() {
    let app = TestApp::small().await;
    let filed = approved(&app, "official", "甲").await;
    let official = app.as_("official").await;
    register(&app, &official).await;
    for who in ["colleague", "official@beta"] {
        let mut foreign = register(&app, &app.as_(who).await).await;
        sign(&official, &filed, "claim", &mut foreign).await.expect(422);
    }
    // Whoever has none is asked nothing.
    let leader = app.as_("leader").await;
    filed.sign(&app, "official", Purpose::Claim).await;
    let fields = crate::support::passkey::sheet(&leader, &filed, "claim").await;
    let path = filed.path("signatures/claim/question");
    crate::support::passkey::question(&leader, &path, &fields)
        .await
        .expect(404);
    assert_eq!(stored(&app, &filed).await.len(), 1);
}

#[tokio::test]
async fn what_was_changed_before_the_answer_came_is_not_signed() {
    let app = TestApp::small().await;
    let filed = approved(&app, "official", "甲").await;
    let official = app.as_("official").await;
    let mut device = register(&app, &official).await;
    let said = asked(&official, &filed, "claim").await;
    let given = device.get(&said["options"]).to_string();
    let stale = crate::support::passkey::sheet(&official, &filed, "claim").await;
    sqlx::query("update problems set version = version + 1 where id = $1")
        .bind(filed.problem.id)
        .execute(app.loader())
        .await
        .expect("changed");
    let (token, mut fields) = (token(&said), stale.clone());
    fields.extend([("token".to_owned(), token), ("credential".to_owned(), given)]);
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    official
        .post(&filed.path("signatures/claim"), &fields)
        .await
        .expect(409);
    let path = filed.path("signatures/claim/question");
    let page = crate::support::passkey::question(&official, &path, &stale)
        .await
        .expect(409);
    assert!(page.body.contains("有改动"), "{}", page.body);
    assert!(stored(&app, &filed).await.is_empty());
}
