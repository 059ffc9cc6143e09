//! A signature on paper as it is checked offline: the date on it, who entered it, its scan, and what broke it.

use super::{SCAN, approved, enter, paper};
use crate::support::TestApp;
use crate::support::filed::draft;

/// A broken signature on paper, as a file: signed, entered, and corrected since.
async fn corrected(app: &TestApp) -> Vec<u8> {
    let filed = approved(app).await;
    let liaison = app.as_("liaison").await;
    for _ in 0..2 {
        enter(&liaison, &paper(&filed, "claim")).await.redirected();
    }
    let (official, mut wanted) = (app.as_("official").await, draft("甲"));
    "怕被围着问".clone_into(&mut wanted.causes[0].text);
    let page = crate::signing::correction::retyped(app, &official, &filed, &wanted).await;
    let form = page.form(&filed.path("correction"));
    let form = form.set("reason", "原因没有找准");
    official.submit(form).await.redirected();
    crate::signing::offline::file(&official, &filed, "claim").await
}

#[tokio::test]
async fn offline_it_names_the_date_and_who_entered_it_and_what_broke_it_is_countersigned() {
    let app = TestApp::small().await;
    let bytes = corrected(&app).await;
    let checked = crate::signing::offline::all_hold(&bytes);
    assert_eq!(checked.len(), 2);
    let key = checked[0].server_key.clone();
    assert!(key.is_some());
    let scan = hex::encode(zhenggai::kernel::digest::sha256(SCAN));
    for one in &checked {
        let found = one.paper.as_ref().expect("on paper");
        assert_eq!(found.scan_sha256, scan);
        assert_eq!(found.signed_on, chrono::NaiveDate::from_ymd_opt(2018, 9, 25));
        assert_eq!(found.entered_by.as_deref(), Some("liaison of alpha"));
        assert!(found.proven);
        assert_eq!(one.broken.as_deref(), Some("原因没有找准"));
        assert_eq!(one.broken_key, key);
    }
    // Whatever is changed of it is noticed.
    let good: serde_json::Value = serde_json::from_slice(&bytes).expect("json");
    let changes = [
        ("paper/signed_on", "2018-09-24"),
        ("paper/scan_sha256", "00"),
        ("paper/entered_by/account", "00000000-0000-0000-0000-000000000000"),
        ("countersignature/signed/signed_on", "2018-09-24"),
        ("broken/reason", "签得不对"),
        ("broken/at", "2018-09-25T02:00:00.000000Z"),
        ("broken/countersignature/signature", "00"),
    ];
    for (place, value) in changes {
        let mut bad = good.clone();
        let at = bad.pointer_mut(&format!("/signatures/0/{place}"));
        *at.unwrap_or_else(|| panic!("{place}")) = value.into();
        let found = zhenggai::domain::signing::bundle::check(bad.to_string().as_bytes()).expect("a file");
        assert!(found[0].wrong.is_some(), "{place}");
    }
    // What the server countersigned of the paper can't be left out.
    let mut cut = good.clone();
    let first = cut["signatures"][0].as_object_mut().expect("an object");
    first.remove("paper");
    let found = zhenggai::domain::signing::bundle::check(cut.to_string().as_bytes()).expect("a file");
    assert!(found[0].wrong.is_some(), "without its paper");
    // A file of before says less of what broke it and is checked all the same.
    let mut old = good;
    for one in old["signatures"].as_array_mut().expect("signatures") {
        let one = one.as_object_mut().expect("an object");
        one["broken"]
            .as_object_mut()
            .expect("a break")
            .remove("countersignature");
    }
    let found = crate::signing::offline::all_hold(old.to_string().as_bytes());
    assert_eq!(found[0].broken_key, None);
}

#[tokio::test]
async fn the_command_line_tells_it_and_holds_a_scan_against_it() {
    let app = TestApp::small().await;
    let bytes = corrected(&app).await;
    let folder = tempfile::tempdir().expect("a folder");
    let [path, scan, other] = ["claim.json", "scan.pdf", "other.pdf"].map(|name| folder.path().join(name));
    std::fs::write(&path, &bytes).expect("written");
    std::fs::write(&scan, SCAN).expect("written");
    std::fs::write(&other, b"%PDF-1.4 another").expect("written");
    let text = |path: &std::path::Path| path.to_str().expect("a path").to_owned();
    let (holds, said) = crate::signing::offline::verify(&path, &["--scan", &text(&scan)]);
    for told in [
        "纸上日期 2018-09-25",
        "由 liaison of alpha 录入",
        "与给出的扫描件一致",
        "后来失效，有会签",
        "原因没有找准",
    ] {
        assert!(holds && said.contains(told), "{told}: {said}");
    }
    let (holds, said) = crate::signing::offline::verify(&path, &["--scan", &text(&other)]);
    assert!(!holds && said.contains("不是这里哪一个签字的"), "{said}");
    assert!(!said.contains("一致"), "{said}");
    // By a key that is not the office's, the break is not proven either.
    let (holds, said) = crate::signing::offline::verify(&path, &["--server-key", "0123456789abcdef"]);
    assert!(!holds && said.contains("文件说后来失效"), "{said}");
}
