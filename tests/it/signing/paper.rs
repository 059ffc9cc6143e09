//! Signatures on paper: a liaison enters them with their scan, in order, over the statement that was printed, and once.

mod outside;
mod proof;
mod whose;

use sqlx::Row as _;
use zhenggai::domain::lists::State;
use zhenggai::domain::signing::Purpose;
use zhenggai::kernel::ids::ActId;

use super::stored;
use crate::support::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};

const SCAN: &[u8] = b"%PDF-1.4 signed by hand";

async fn approved(app: &TestApp) -> Filed {
    Filed::by(app, "official", &draft("甲")).await.approved(app).await
}

fn paper(filed: &Filed, purpose: &str) -> String {
    filed.path(&format!("signatures/{purpose}/paper"))
}

/// What the form of a page posts, but for the scan.
fn fields(page: &Page) -> Vec<(String, String)> {
    ["act_id", "version", "statement", "role", "signed_on"]
        .into_iter()
        .map(|name| {
            let value = page.attributes(&format!("main form input[name={name}]"), "value");
            (name.to_owned(), value.concat())
        })
        .collect()
}

async fn send(client: &Client, path: &str, fields: &[(String, String)], scan: (&str, &[u8])) -> Page {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client
        .post_file(path, &fields, ("scan", scan.0, scan.1.to_vec()))
        .await
}

/// Enters whose signature is due.
async fn enter(client: &Client, path: &str) -> Page {
    let page = client.get(path).await.expect(200);
    send(client, path, &fields(&page), ("签字.pdf", SCAN)).await
}

#[tokio::test]
async fn the_owners_then_the_leaders_are_entered_and_claim_and_complete_it() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let liaison = app.as_("liaison").await;
    for (purpose, states) in [
        ("claim", ["awaiting_leader", "claimed"]),
        ("complete", ["claimed", "claimed"]),
    ] {
        if purpose == "complete" {
            filed.report(&app, "Done, each answered").await;
        }
        let path = paper(&filed, purpose);
        for (role, state) in [("owner", states[0]), ("leader", states[1])] {
            let page = liaison.get(&path).await.expect(200);
            assert_eq!(page.attributes("main form input[name=role]", "value"), [role]);
            // What is printed names the digest and both, and shows no text.
            assert!(
                page.text().contains("SHA-256") && page.text().contains("official of alpha"),
                "{}",
                page.text()
            );
            assert!(!page.body.contains("投诉办理"), "a liaison reads no texts");
            let to = enter(&liaison, &path).await.redirected();
            assert!(to.starts_with("/follow-up/rows"), "{to}");
            assert_eq!(filed.now(&app).await.state.code(), state, "{purpose} {role}");
        }
    }
    let now = filed.now(&app).await;
    assert_eq!(now.rectification.as_deref(), Some("awaiting_check"));
    let signed = stored(&app, &filed).await;
    let signers: Vec<_> = signed.iter().map(|one| one.signer).collect();
    let (official, leader) = (app.cast.person("official").0, app.cast.person("leader").0);
    assert_eq!(
        signers,
        [official, leader, official, leader],
        "in the names of those who signed"
    );
    // The ledger names who entered it and who signed.
    let entered: Vec<(uuid::Uuid, String, String)> = sqlx::query_as(
        "select account_id, data::jsonb ->> 'signer', data::jsonb ->> 'method' from events
         where act = 'signature.put' and object_id = $1 order by id",
    )
    .bind(filed.problem.id.0)
    .fetch_all(app.loader())
    .await
    .expect("events");
    assert_eq!(entered.len(), 4);
    for ((account, signer, method), by) in entered.iter().zip([official, leader, official, leader]) {
        assert_eq!(*account, app.cast.member("liaison").account.0);
        assert_eq!(
            (signer.as_str(), method.as_str()),
            (by.to_string().as_str(), "paper")
        );
    }
    // Both are told on the sheet, and everybody who reads it what kind it is.
    for who in ["official", "leader"] {
        let sheet = app
            .as_(who)
            .await
            .get(&filed.path("signatures/claim"))
            .await
            .expect(200);
        assert!(
            sheet.text().contains("liaison of alpha 录入了您在纸上的签字"),
            "{who}: {}",
            sheet.text()
        );
        assert_eq!(sheet.body.matches("纸面签字").count(), 2, "{who}");
    }
    // And on their own pages, once for each place.
    for who in ["official", "leader"] {
        let page = app.as_(who).await.get("/my").await.expect(200);
        assert_eq!(
            page.text().matches("联络员录入了您在").count(),
            2,
            "{who}: {}",
            page.text()
        );
    }
    let page = app.as_("colleague").await.get("/my").await.expect(200);
    assert!(!page.text().contains("联络员录入了您在"));
    let page = app
        .as_("office")
        .await
        .get(&format!("/problems/{}", filed.id()))
        .await
        .expect(200);
    assert!(
        page.text()
            .contains("纸面签字，纸上日期 2018年9月25日，由 liaison of alpha 录入"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn the_scan_is_for_whoever_may_read_the_texts() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let liaison = app.as_("liaison").await;
    enter(&liaison, &paper(&filed, "claim")).await.redirected();
    let official = app.as_("official").await;
    let sheet = official.get(&filed.path("signatures/claim")).await.expect(200);
    let scans = sheet.attributes("a[href^='/paper-signatures/']", "href");
    assert_eq!(scans.len(), 1);
    for (who, status) in [
        ("official", 200),
        ("leader", 200),
        ("reviewer", 200),
        ("office", 200),
        // Who entered it, and has seen it.
        ("liaison", 200),
        ("colleague", 403),
        ("figures", 403),
        ("sysadmin", 403),
        ("official@beta", 404),
    ] {
        let page = app.as_(who).await.get(&scans[0]).await;
        assert_eq!(page.status, status, "{who}");
        if status == 200 {
            assert_eq!(page.bytes, SCAN);
            assert_eq!(page.headers["content-type"], "application/pdf");
            let named = page.headers["content-disposition"].to_str().expect("a name");
            assert!(
                named.starts_with("attachment; ") && named.ends_with("%E7%AD%BE%E5%AD%97.pdf"),
                "{named}"
            );
        }
    }
    // What was signed can be checked offline, and names the digest of the scan.
    let file = official
        .get(&filed.path("signatures/claim/evidence"))
        .await
        .expect(200);
    let digest = hex::encode(zhenggai::kernel::digest::sha256(SCAN));
    let kept: String =
        sqlx::query_scalar("select encode(basis_sha256, 'hex') from signatures where problem_id = $1")
            .bind(filed.problem.id.0)
            .fetch_one(app.loader())
            .await
            .expect("a signature");
    assert_eq!(kept, digest);
    assert!(file.body.contains("\"paper\""), "{}", file.body);
}

#[tokio::test]
async fn what_is_no_scan_or_no_day_is_said_at_its_field_and_nothing_is_signed() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let liaison = app.as_("liaison").await;
    let path = paper(&filed, "claim");
    let sent = fields(&liaison.get(&path).await.expect(200));
    for (name, bytes, why) in [
        ("a.pdf", &b""[..], "请选签了字的扫描件"),
        ("a.pdf", b"<svg onload=alert(1)>", "不是能收的种类"),
        ("a.exe", b"MZ\x90", "不是能收的种类"),
    ] {
        let page = send(&liaison, &path, &sent, (name, bytes)).await.expect(422);
        assert!(page.texts("#scan-e").concat().contains(why), "{}", page.text());
    }
    for (day, why) in [
        ("2018-09-26", "还没有到"),
        ("2018-09-24", "早于可以签字"),
        ("today", "请写纸上的日期"),
    ] {
        let mut sent = sent.clone();
        sent[4].1 = day.to_owned();
        let page = send(&liaison, &path, &sent, ("a.pdf", SCAN)).await.expect(422);
        assert!(
            page.texts("#signed_on-e").concat().contains(why),
            "{day}: {}",
            page.text()
        );
        assert_eq!(page.attributes("#signed_on", "value"), [day], "kept");
    }
    assert!(stored(&app, &filed).await.is_empty());
    assert_eq!(filed.now(&app).await.state, State::AwaitingOwner);
}

#[tokio::test]
async fn a_scan_that_is_too_large_is_told_at_its_field_and_the_day_stays() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let liaison = app.as_("liaison").await;
    let path = paper(&filed, "claim");
    let mut sent = fields(&liaison.get(&path).await.expect(200));
    sent[4].1 = "2018-09-24".to_owned();
    for megabytes in [21, 78] {
        let mut large = SCAN.to_vec();
        large.resize(megabytes << 20, b' ');
        let page = send(&liaison, &path, &sent, ("大.pdf", &large)).await.expect(422);
        let said = page.texts("#scan-e").concat();
        assert!(said.contains("“大.pdf”超过 20 MB"), "{megabytes}: {said}");
        assert_eq!(page.attributes("#signed_on", "value"), ["2018-09-24"], "kept");
    }
    assert!(stored(&app, &filed).await.is_empty());
}

#[tokio::test]
async fn a_retry_counts_once_and_what_was_changed_or_signed_since_is_shown_again() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let liaison = app.as_("liaison").await;
    let path = paper(&filed, "claim");
    let printed = fields(&liaison.get(&path).await.expect(200));
    for _ in 0..2 {
        send(&liaison, &path, &printed, ("a.pdf", SCAN))
            .await
            .redirected();
    }
    assert_eq!(stored(&app, &filed).await.len(), 1);
    // The same sheet sent as another act: it is the leader's turn by now, and the page says so.
    let mut again = printed.clone();
    again[0].1 = ActId::fresh().to_string();
    let page = send(&liaison, &path, &again, ("a.pdf", SCAN)).await.expect(409);
    assert!(page.text().contains("打印以后内容有改动"), "{}", page.text());
    assert_eq!(page.attributes("main form input[name=role]", "value"), ["leader"]);
    // A forged digest is not what would be signed.
    let mut forged = fields(&liaison.get(&path).await.expect(200));
    forged[2].1 = "00".repeat(32);
    send(&liaison, &path, &forged, ("a.pdf", SCAN)).await.expect(409);
    // Nor is the owner's place signed a second time.
    let mut twice = fields(&liaison.get(&path).await.expect(200));
    twice[3].1 = "owner".to_owned();
    send(&liaison, &path, &twice, ("a.pdf", SCAN)).await.expect(422);
    assert_eq!(stored(&app, &filed).await.len(), 1);
    // The leader signs with a password: nothing is left to be entered.
    filed.sign(&app, "leader", Purpose::Claim).await;
    liaison.get(&path).await.expect(422);
    let kinds: Vec<String> =
        sqlx::query("select method from signatures where problem_id = $1 order by signed_at")
            .bind(filed.problem.id.0)
            .map(|row: sqlx::postgres::PgRow| row.get("method"))
            .fetch_all(app.loader())
            .await
            .expect("methods");
    assert_eq!(kinds, ["paper", "password"]);
}
