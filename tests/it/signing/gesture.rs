//! A leader's passkey signs one person's sheet with one gesture; each signature is checked by itself.

use chrono::TimeDelta;
use zhenggai::domain::lists::State;
use zhenggai::domain::signing::bundle::check;
use zhenggai::domain::signing::{Method, SignerRole};

use super::offline::{all_hold, file};
use super::person::{place, states, waiting};
use crate::support::passkey::{question, register, said, token};
use crate::support::{Client, Page, TestApp};

/// What a device is asked for a whole sheet, with the form's fields.
pub async fn asked(client: &Client, path: &str) -> (serde_json::Value, Vec<(String, String)>) {
    let page = client.get(path).await.expect(200);
    let fields = page.form(path).fields().to_vec();
    let asked = question(client, &format!("{path}/question"), &fields)
        .await
        .expect(200);
    (said(&asked), fields)
}

/// Sends what the device answered, with the fields of the form that was opened.
pub async fn put(
    client: &Client,
    path: &str,
    fields: &[(String, String)],
    [token, credential]: [&str; 2],
) -> Page {
    let answer = [("token", token), ("credential", credential)];
    let fields = fields
        .iter()
        .filter(|(name, _)| !["token", "credential", "password"].contains(&name.as_str()));
    let fields: Vec<_> = fields
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .chain(answer)
        .collect();
    client.post(path, &fields).await
}

#[tokio::test]
async fn one_gesture_of_a_passkey_signs_the_sheet_and_each_entry_is_checked_by_itself() {
    let app = TestApp::small().await;
    let all = waiting(&app, "official", &["甲", "乙", "丙"]).await;
    let leader = app.as_("leader").await;
    let mut device = register(&app, &leader).await;
    app.pass(TimeDelta::minutes(1)).await;
    let path = place(&app, "official", "claim");
    let (said, fields) = asked(&leader, &path).await;
    let given = device.get(&said["options"]).to_string();
    // One entry fewer than the device signed, and one more: neither is what it signed.
    let fewer: Vec<_> = fields
        .iter()
        .enumerate()
        .filter(|(n, _)| *n != 1)
        .map(|(_, field)| field.clone())
        .collect();
    assert_eq!(fields[1].0, "entry");
    put(&leader, &path, &fewer, [&token(&said), &given])
        .await
        .expect(409);
    let more = waiting(&app, "official", &["丁"]).await;
    let (_, grown) = asked(&leader, &path).await;
    put(&leader, &path, &grown, [&token(&said), &given])
        .await
        .expect(409);
    assert_eq!(states(&app, &all).await, [State::AwaitingLeader; 3]);

    put(&leader, &path, &fields, [&token(&said), &given])
        .await
        .redirected();
    assert_eq!(states(&app, &all).await, [State::Claimed; 3]);
    assert_eq!(states(&app, &more).await, [State::AwaitingLeader]);
    for filed in &all {
        let bytes = file(&leader, filed, "claim").await;
        let checked = all_hold(&bytes);
        assert_eq!(
            (checked[1].role, checked[1].method),
            (SignerRole::Leader, Method::Passkey)
        );
        // What was signed together says nothing of the other texts, and is part of what is checked.
        let good: serde_json::Value = serde_json::from_slice(&bytes).expect("json");
        let list = &good["signatures"][1]["passkey"]["together"]["bindings"];
        assert_eq!(list.as_array().map(Vec::len), Some(3), "{list}");
        let others = ["甲", "乙", "丙"]
            .iter()
            .filter(|title| String::from_utf8_lossy(&bytes).contains(**title));
        assert_eq!(others.count(), 1);
        for change in [
            |list: &mut Vec<serde_json::Value>| list.truncate(2),
            |list: &mut Vec<serde_json::Value>| list.reverse(),
        ] {
            let mut bad = good.clone();
            change(
                bad["signatures"][1]["passkey"]["together"]["bindings"]
                    .as_array_mut()
                    .expect("a list"),
            );
            let found = check(&serde_json::to_vec(&bad).expect("json")).expect("a file");
            assert!(found[1].wrong.is_some());
        }
    }
    // Once: the same answer signs nothing else.
    let (_, left) = asked(&leader, &path).await;
    put(&leader, &path, &left, [&token(&said), &given])
        .await
        .expect(422);
    assert_eq!(states(&app, &more).await, [State::AwaitingLeader]);
}
