//! Passkeys in software: made, signing in, signing.

use reqwest::Method;
use serde_json::Value;
use zhenggai::kernel::ids::ActId;

use super::filed::Filed;
use super::softkey::SoftKey;
use super::{Client, PASSWORD, Page, TestApp};

/// A question, as a page's script puts it.
pub async fn question(client: &Client, path: &str, fields: &[(String, String)]) -> Page {
    let mut fields = fields.to_vec();
    if !fields.iter().any(|(name, _)| name == "act_id") {
        fields.push(("act_id".to_owned(), ActId::fresh().to_string()));
    }
    let request = client.request(Method::POST, path).header("x-zg-script", "1");
    client.send(request.form(&fields)).await
}

/// What a page's script reads of the answer.
pub fn said(page: &Page) -> Value {
    serde_json::from_str(&page.body).unwrap_or_else(|_| panic!("no JSON: {page:?}"))
}

/// The token of a question.
pub fn token(said: &Value) -> String {
    said["token"].as_str().expect("a token").to_owned()
}

/// Makes a passkey with a new device, by the pages.
pub async fn register(app: &TestApp, client: &Client) -> SoftKey {
    let mut device = SoftKey::new(&app.public());
    let given = create(client, &mut device).await;
    finish(client, &given).await.redirected();
    device
}

/// A device's answer to the question of a new passkey: token and credential.
pub async fn create(client: &Client, device: &mut SoftKey) -> [String; 2] {
    let password = [("password".to_owned(), PASSWORD.to_owned())];
    let asked = question(client, "/account/passkeys/question", &password)
        .await
        .expect(200);
    let said = said(&asked);
    [token(&said), device.create(&said["options"]).to_string()]
}

/// Sends it.
pub async fn finish(client: &Client, [token, credential]: &[String; 2]) -> Page {
    let fields = [
        ("token", token.as_str()),
        ("credential", credential),
        ("name", "Key"),
    ];
    client.post("/account/passkeys", &fields).await
}

/// Asks who it is, and has the device answer.
pub async fn answer(browser: &Client, device: &mut SoftKey) -> [String; 2] {
    let asked = question(browser, "/sign-in/passkey/question", &[])
        .await
        .expect(200);
    let said = said(&asked);
    [token(&said), device.get(&said["options"]).to_string()]
}

/// Signs in with an answer.
pub async fn enter(browser: &Client, [token, credential]: &[String; 2]) -> Page {
    let fields = [("token", token.as_str()), ("credential", credential)];
    browser.post("/sign-in/passkey", &fields).await
}

/// The fields of the form that signs a sheet.
pub async fn sheet(client: &Client, filed: &Filed, purpose: &str) -> Vec<(String, String)> {
    let path = filed.path(&format!("signatures/{purpose}"));
    let page = client.get(&path).await.expect(200);
    page.form(&path).fields().to_vec()
}

/// What a device is asked to sign.
pub async fn asked(client: &Client, filed: &Filed, purpose: &str) -> Value {
    let fields = sheet(client, filed, purpose).await;
    let path = filed.path(&format!("signatures/{purpose}/question"));
    said(&question(client, &path, &fields).await.expect(200))
}

/// Sends a device's answer as the signature of a sheet.
pub async fn put(client: &Client, filed: &Filed, purpose: &str, [token, credential]: [&str; 2]) -> Page {
    let mut fields = sheet(client, filed, purpose).await;
    fields.push(("token".to_owned(), token.to_owned()));
    fields.push(("credential".to_owned(), credential.to_owned()));
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client
        .post(&filed.path(&format!("signatures/{purpose}")), &fields)
        .await
}

/// The whole of it.
pub async fn sign(client: &Client, filed: &Filed, purpose: &str, device: &mut SoftKey) -> Page {
    let said = asked(client, filed, purpose).await;
    let given = device.get(&said["options"]).to_string();
    put(client, filed, purpose, [&token(&said), &given]).await
}
