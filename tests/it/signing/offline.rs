//! One file has all that a sheet's signatures can be checked by, without the program's database.

use sqlx::Row as _;
use zhenggai::domain::signing::Method;
use zhenggai::domain::signing::bundle::{Checked, check};
use zhenggai::domain::signing::countersign::Countersigner;

use super::form;
use super::passkeys::approved;
use crate::support::filed::Filed;
use crate::support::passkey::{register, sign};
use crate::support::{Client, PASSWORD, SERVER_SEED, TestApp};

/// The file of a sheet, as its page gives it.
pub(crate) async fn file(client: &Client, filed: &Filed, purpose: &str) -> Vec<u8> {
    let path = filed.path(&format!("signatures/{purpose}"));
    let page = client.get(&path).await.expect(200);
    assert!(page.has(&format!("a[href='{path}/evidence']")));
    client.get(&format!("{path}/evidence")).await.expect(200).bytes
}

pub(crate) fn all_hold(file: &[u8]) -> Vec<Checked> {
    let checked = check(file).expect("a file of signatures");
    assert!(checked.iter().all(|one| one.wrong.is_none()), "{checked:?}");
    checked
}

#[tokio::test]
async fn whatever_is_changed_in_the_file_is_noticed() {
    let app = TestApp::small().await;
    let filed = approved(&app, "official", "甲").await;
    let official = app.as_("official").await;
    let mut device = register(&app, &official).await;
    sign(&official, &filed, "claim", &mut device).await.redirected();
    let bytes = file(&official, &filed, "claim").await;
    all_hold(&bytes);
    let good: serde_json::Value = serde_json::from_slice(&bytes).expect("json");
    let strings = [
        "method",
        "signed_at",
        "statement",
        "sha256",
        "sm3",
        "binding_sha256",
        "binding/nonce",
        "binding/signer",
        "passkey/signature",
        "passkey/authenticator_data",
        "passkey/client_data_json",
        "passkey/origin",
        "passkey/rp_id",
        "passkey/public_key/x",
        "countersignature/signature",
        "countersignature/signed/signed_at",
        "countersignature/signed/method",
        "countersignature/signed/assertion_sha256",
        "countersignature/signed/key",
    ];
    for place in strings {
        let mut bad = good.clone();
        let value = bad
            .pointer_mut(&format!("/signatures/0/{place}"))
            .unwrap_or_else(|| panic!("{place}"));
        let text = value.as_str().expect("a text");
        // The tenth letter: in the middle of whatever it is.
        let at = text
            .char_indices()
            .nth(10.min(text.chars().count() - 1))
            .expect("a letter")
            .0;
        let other = if text[at..].starts_with('a') { "b" } else { "a" };
        let end = at + text[at..].chars().next().expect("a letter").len_utf8();
        *value = format!("{}{other}{}", &text[..at], &text[end..]).into();
        let found = check(&serde_json::to_vec(&bad).expect("json"));
        assert!(
            found.is_err() || found.is_ok_and(|all| all.iter().any(|one| one.wrong.is_some())),
            "{place}"
        );
    }
    for gone in ["passkey", "countersignature"] {
        let mut bad = good.clone();
        bad["signatures"][0]
            .as_object_mut()
            .expect("an object")
            .remove(gone);
        let found = check(&serde_json::to_vec(&bad).expect("json")).expect("a file");
        // Without a countersignature it says so; it does not pretend.
        assert!(
            found[0].wrong.is_some() || found[0].server_key.is_none(),
            "{gone}"
        );
    }
}

#[tokio::test]
async fn the_password_is_called_what_it_is_and_is_countersigned_too() {
    let app = TestApp::small().await;
    let filed = approved(&app, "official", "甲").await;
    let official = app.as_("official").await;
    official
        .submit(form(&official, &filed, "claim").await.set("password", PASSWORD))
        .await
        .redirected();
    let checked = all_hold(&file(&official, &filed, "claim").await);
    assert_eq!((checked[0].method, &checked[0].origin), (Method::Password, &None));
    assert!(checked[0].server_key.is_some());
    let row = sqlx::query("select k.public_key, s.countersigned_by from signatures s join server_keys k on k.id = s.countersigned_by")
        .fetch_one(app.loader())
        .await
        .expect("countersigned");
    assert_eq!(
        row.get::<Vec<u8>, _>("public_key"),
        Countersigner::new(&SERVER_SEED).public()
    );
}

pub(super) fn verify(file: &std::path::Path, more: &[&str]) -> (bool, String) {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_zhenggai"));
    let program = program.args(["--lang", "zh", "verify"]).arg(file).args(more);
    let done = program.output().expect("the program");
    (
        done.status.success(),
        String::from_utf8_lossy(&done.stdout).into_owned(),
    )
}

#[tokio::test]
async fn the_command_line_checks_the_file_without_a_database() {
    let app = TestApp::small().await;
    let filed = approved(&app, "official", "甲").await;
    let official = app.as_("official").await;
    let mut device = register(&app, &official).await;
    sign(&official, &filed, "claim", &mut device).await.redirected();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("claim.json");
    let bytes = file(&official, &filed, "claim").await;
    std::fs::write(&path, &bytes).expect("written");
    let key = Countersigner::new(&SERVER_SEED).id().to_owned();
    let (holds, said) = verify(&path, &["--server-key", &key]);
    assert!(
        holds && said.contains("成立") && said.contains("通行密钥签名") && said.contains(&key),
        "{said}"
    );
    // Countersigned by a server that is not the office's.
    let (holds, said) = verify(&path, &["--server-key", "0123456789abcdef"]);
    assert!(!holds && said.contains("不成立"), "{said}");
    // A file that anybody can make: digests computed anew, and no key that shows it.
    let mut made: serde_json::Value = serde_json::from_slice(&bytes).expect("json");
    let signature = made["signatures"][0].as_object_mut().expect("an object");
    signature.retain(|key, _| key != "passkey" && key != "countersignature");
    signature.insert("method".to_owned(), "password".into());
    std::fs::write(&path, made.to_string()).expect("written");
    let (holds, said) = verify(&path, &[]);
    assert!(!holds && said.contains("不能证实"), "{said}");
    let changed = String::from_utf8(bytes).expect("text").replacen("甲", "乙", 1);
    std::fs::write(&path, changed).expect("written");
    let (holds, said) = verify(&path, &[]);
    assert!(!holds && said.contains("不成立"), "{said}");
}

#[tokio::test]
async fn the_servers_public_keys_stand_where_a_file_is_fetched_with_the_way_to_check_it() {
    let app = TestApp::small().await;
    let filed = approved(&app, "official", "甲").await;
    let official = app.as_("official").await;
    let key = Countersigner::new(&SERVER_SEED);
    let fresh = official.get("/server-keys").await.expect(200).text();
    assert!(
        fresh.contains(key.id()) && fresh.contains("还没有用它签过"),
        "{fresh}"
    );
    official
        .submit(form(&official, &filed, "claim").await.set("password", PASSWORD))
        .await
        .redirected();
    let sheet = official.get(&filed.path("signatures/claim")).await.expect(200);
    let links = sheet.attributes("main a", "href");
    assert!(links.contains(&"/server-keys".to_owned()), "{links:?}");
    assert!(
        links.contains(&format!("/server-keys#k-{}", key.id())),
        "{links:?}"
    );
    let page = official.get("/server-keys").await.expect(200);
    let public = hex::encode(key.public());
    let shown = page
        .texts(&format!("#k-{} .zg-wrap", key.id()))
        .concat()
        .replace(' ', "");
    assert_eq!(shown, public);
    let text = page.text();
    assert!(
        text.contains("自 2018年9月25日 起使用") && text.contains("现在在用"),
        "{text}"
    );
    assert!(text.contains(&format!("--server-key {}", key.id())), "{text}");
    assert_eq!(page.texts("section .zg-sheet-b .zg-state").len(), 1);
    // Another key came before it: it was in use until this one was.
    sqlx::query("insert into server_keys (id, public_key, first_used_at) values ('0123456789abcdef', decode(repeat('07', 32), 'hex'), '2018-08-01 02:00+00')")
        .execute(app.loader())
        .await
        .expect("an earlier key");
    let text = official.get("/server-keys").await.expect(200).text();
    assert!(
        text.contains("自 2018年8月1日 起使用，2018年9月25日 起换用下一个"),
        "{text}"
    );
}

#[tokio::test]
async fn a_signature_without_countersignature_says_why() {
    let app = TestApp::small().await;
    let filed = approved(&app, "official", "甲").await;
    filed
        .sign(&app, "official", zhenggai::domain::signing::Purpose::Claim)
        .await;
    let official = app.as_("official").await;
    let path = filed.path("signatures/claim");
    let said = official.get(&path).await.expect(200).texts(".zg-sign").concat();
    assert!(said.contains("签的时候服务器还没有会签密钥"), "{said}");
    sqlx::query("update tenants set demo = true where slug = 'alpha'")
        .execute(app.loader())
        .await
        .expect("a demonstration");
    let said = official.get(&path).await.expect(200).texts(".zg-sign").concat();
    assert!(said.contains("演示里编造的签字"), "{said}");
}
