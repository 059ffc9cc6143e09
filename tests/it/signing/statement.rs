//! What is signed: the very bytes that were shown.

use serde_json::{Value, json};
use zhenggai::domain::lists::State;
use zhenggai::domain::signing::Purpose;
use zhenggai::kernel::digest::{sha256, sm3};

use super::{form, stored};
use crate::review::filed::{Filed, draft};
use crate::support::TestApp;

#[tokio::test]
async fn what_is_stored_verifies_and_is_what_was_shown() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("对投诉重转办、轻督办"))
        .await
        .approved(&app)
        .await;
    let official = app.as_("official").await;
    let path = filed.path("signatures/claim");
    let page = official.get(&path).await.expect(200);
    let shown = page.texts(".zg-raw").concat();
    let digest = hex::encode(sha256(shown.as_bytes()));
    assert_eq!(page.form(&path).value("statement"), Some(digest.as_str()));
    official
        .submit(form(&official, &filed, "claim").await)
        .await
        .redirected();
    filed.sign(&app, "leader", Purpose::Claim).await;
    filed.report(&app, "11 件全部回访").await;
    for who in ["official", "leader"] {
        filed.sign(&app, who, Purpose::Complete).await;
    }

    let all = stored(&app, &filed).await;
    let roles: Vec<_> = all
        .iter()
        .map(|s| (s.purpose.as_str(), s.role.as_str()))
        .collect();
    let (owner, leader) = ("owner", "leader");
    assert_eq!(
        roles,
        [
            ("claim", owner),
            ("claim", leader),
            ("complete", owner),
            ("complete", leader)
        ]
    );
    for signature in &all {
        assert_eq!(sha256(signature.statement.as_bytes())[..], signature.sha256[..]);
        assert_eq!(sm3(signature.statement.as_bytes())[..], signature.sm3[..]);
        let statement: Value = serde_json::from_str(&signature.statement).expect("JSON");
        // Keys in order, no blanks: written here by hand, as a stranger would.
        let binding = format!(
            r#"{{"acting_for":null,"kind":"zhenggai.signature","nonce":"{}","role":"{}","signer":"{}","statement_sha256":"{}","wording_version":{}}}"#,
            hex::encode(&signature.nonce),
            signature.role,
            signature.signer,
            hex::encode(&signature.sha256),
            statement["wording"]["version"]
        );
        assert_eq!(sha256(binding.as_bytes())[..], signature.binding[..]);
        assert_eq!(statement["content"]["title"], "对投诉重转办、轻督办");
        assert_eq!(statement["purpose"], json!(signature.purpose));
    }
    assert_eq!(all[0].statement, shown);
    assert_eq!(all[0].statement, all[1].statement, "both sign the same bytes");
    assert_eq!(all[2].statement, all[3].statement);
    assert_ne!(all[0].nonce, all[1].nonce);
    let revision: String = sqlx::query_scalar("select content from revisions where problem_id = $1")
        .bind(filed.problem.id)
        .fetch_one(app.loader())
        .await
        .expect("the revision");
    let content: Value = serde_json::from_str(&revision).expect("JSON");
    let completion: Value = serde_json::from_str(&all[2].statement).expect("JSON");
    assert_eq!(completion["content"], content);
    assert_eq!(completion["outcome"]["words"], "11 件全部回访");
    assert_eq!(completion["claim_sha256"], json!(hex::encode(&all[0].sha256)));
}

#[tokio::test]
async fn what_was_not_shown_is_not_signed() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    let official = app.as_("official").await;
    let path = filed.path("signatures/claim");
    let opened = form(&official, &filed, "claim").await;
    // The dictionary's word changes under the open sheet; the problem's version does not.
    sqlx::query("update terms set label = '改了叫法' where kind = 'ill' and code = '虚浮飘'")
        .execute(app.loader())
        .await
        .expect("relabelled");
    let page = official.submit(opened.clone()).await.expect(409);
    assert!(page.text().contains("打开以后内容有改动") && page.text().contains("改了叫法"));
    assert!(stored(&app, &filed).await.is_empty());
    assert_eq!(filed.now(&app).await.state, State::AwaitingOwner);
    let again = page.form(&path);
    assert_ne!(again.value("statement"), opened.value("statement"));
    for forged in ["00".repeat(32), String::new(), "zz".to_owned()] {
        let sent = official.submit(opened.clone().set("statement", &forged)).await;
        assert!([409, 422].contains(&sent.status), "{forged}");
    }
    official
        .submit(again.set("password", crate::support::PASSWORD))
        .await
        .redirected();
    assert_eq!(stored(&app, &filed).await.len(), 1);
    // From now on the bytes are the owner's: a later change of the dictionary does not reach the leader's sheet.
    sqlx::query("update terms set label = '又改了' where kind = 'ill' and code = '虚浮飘'")
        .execute(app.loader())
        .await
        .expect("relabelled");
    let leader = app.as_("leader").await;
    assert!(leader.get(&path).await.expect(200).text().contains("改了叫法"));
    leader
        .submit(form(&leader, &filed, "claim").await)
        .await
        .redirected();
    let both = stored(&app, &filed).await;
    assert_eq!(both[0].sha256, both[1].sha256);
}

#[tokio::test]
async fn a_stored_statement_that_was_tampered_with_is_not_signed() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .approved(&app)
        .await;
    filed.sign(&app, "official", Purpose::Claim).await;
    let leader = app.as_("leader").await;
    let opened = form(&leader, &filed, "claim").await;
    sqlx::query(
        "update signatures set statement = replace(statement, '怕麻烦', '人手少') where problem_id = $1",
    )
    .bind(filed.problem.id)
    .execute(app.loader())
    .await
    .expect("tampered with");
    assert_eq!(leader.get(&filed.path("signatures/claim")).await.status, 500);
    assert_eq!(leader.submit(opened).await.status, 500);
    assert_eq!(stored(&app, &filed).await.len(), 1);
}

#[tokio::test]
async fn signatures_can_not_be_changed_by_the_program() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("甲"))
        .await
        .claimed(&app)
        .await;
    for sql in [
        "update signatures set statement = ''",
        "delete from signatures",
        "update signature_breaks set reason = 'x'",
        "delete from signature_breaks",
    ] {
        let mut tx = app.tx("alpha").await;
        let refused = sqlx::query(sql).execute(&mut *tx).await.expect_err(sql);
        let code = refused
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code);
        assert_eq!(code.as_deref(), Some("42501"), "{sql}");
    }
}
