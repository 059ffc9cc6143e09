//! Passkeys of a real browser, on its virtual authenticator: made, signing in, signing; and where they can't be used.

use chromiumoxide::cdp::browser_protocol::network::ClearBrowserCookiesParams;
use chromiumoxide::cdp::browser_protocol::web_authn::{
    AddVirtualAuthenticatorParams, AuthenticatorProtocol, AuthenticatorTransport, EnableParams,
    VirtualAuthenticatorOptions,
};
use zhenggai::domain::signing::bundle::check;
use zhenggai::domain::signing::{Method, SignerRole};

use crate::chromium::Chromium;
use crate::support::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

/// A device in the tab that finds its keys and knows its user by a finger.
async fn device(tab: &Tab) {
    tab.page.execute(EnableParams::default()).await.expect("enabled");
    let mut options =
        VirtualAuthenticatorOptions::new(AuthenticatorProtocol::Ctap2, AuthenticatorTransport::Internal);
    options.has_resident_key = Some(true);
    options.has_user_verification = Some(true);
    options.is_user_verified = Some(true);
    let add = AddVirtualAuthenticatorParams::new(options);
    tab.page.execute(add).await.expect("a device");
}

/// Signs in at the sign-in page.
pub async fn by_password(tab: &Tab, login: &str) {
    tab.open("/sign-in").await;
    tab.fill("#login", login).await;
    tab.fill("#password", PASSWORD).await;
    tab.click("main details summary").await;
    tab.fill("#tenant", "alpha").await;
    tab.submit("main form button[type=submit]").await;
}

async fn register(tab: &Tab) {
    tab.open("/account/passkeys").await;
    tab.fill("#name", "Office PC").await;
    tab.fill("#password", "not my password").await;
    tab.click("form[data-passkey] .btn-primary").await;
    let said = "document.querySelector('[data-why]').textContent.includes('密码不对')";
    tab.until(said).await;
    tab.fill("#password", PASSWORD).await;
    tab.submit("form[data-passkey] .btn-primary").await;
    tab.says("Office PC").await;
    tab.says("已登记。以后可以用它登录和签字").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_registered_signs_in_and_signs_for_cadre_and_leader() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("Late answers"))
        .await
        .approved(&app)
        .await;
    for who in ["official", "leader"] {
        let tab = chromium.tab(&app.public()).await;
        device(&tab).await;
        by_password(&tab, who).await;
        register(&tab).await;
        // Signed out, the device alone signs in.
        let forget = ClearBrowserCookiesParams::default();
        tab.page.execute(forget).await.expect("cleared");
        tab.open("/sign-in").await;
        tab.submit(".zg-passkey button").await;
        tab.open("/account/passkeys").await;
        tab.says("最近使用").await;
        tab.open(&filed.path("signatures/claim")).await;
        tab.submit(".zg-passkey button").await;
        tab.says("已签字").await;
        assert!(tab.faults().is_empty(), "{:?}", tab.faults());
    }
    let leader = app.as_("leader").await;
    let sheet = leader.get(&filed.path("signatures/claim")).await.expect(200);
    assert!(sheet.texts(".zg-sign").concat().contains("通行密钥签名"));
    let file = leader
        .get(&filed.path("signatures/claim/evidence"))
        .await
        .expect(200);
    let checked = check(&file.bytes).expect("a file of signatures");
    let told: Vec<_> = checked
        .iter()
        .map(|one| (one.role, one.method, one.wrong))
        .collect();
    assert_eq!(told, SignerRole::ALL.map(|role| (role, Method::Passkey, None)));
    chromium.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_browser_or_the_address_has_no_passkeys_the_page_says_so_and_the_password_works() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    // Not the name that passkeys belong to.
    let tab = chromium.tab(&app.url()).await;
    tab.open("/sign-in").await;
    tab.says(&format!("通行密钥只在 {} 上能用", app.public())).await;
    assert!(
        tab.eval::<bool>("document.querySelector('.zg-passkey button').disabled")
            .await
    );
    by_password(&tab, "official").await;
    tab.open("/account/passkeys").await;
    tab.says(&format!("通行密钥只在 {} 上能登记和使用", app.public()))
        .await;

    // A browser without them, and one without scripts.
    let old = chromium.tab(&app.public()).await;
    let gone = "delete window.PublicKeyCredential";
    old.page.evaluate_on_new_document(gone).await.expect("set");
    old.open("/sign-in").await;
    old.says("通行密钥要在 https 地址上用").await;
    let plain = chromium.tab(&app.public()).await;
    plain.without_scripts().await;
    plain.open("/sign-in").await;
    assert!(!plain.body().await.contains("用通行密钥登录"));
    chromium.stop().await;
}
