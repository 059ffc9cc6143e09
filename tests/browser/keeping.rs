//! Nothing typed is lost: the server, the network, the session and the browser are each taken away in mid-sentence.

use crate::chromium::Chromium;
use crate::server::{Server, open};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

/// What stands in the stored draft.
const STORED: &str = "select draft::jsonb ->> 'manifestation' from problems where title = $1";
/// The bar says that all is saved.
const SAVED: &str =
    "document.querySelector('#saved').className === 'zg-saved' && document.querySelector('#trouble').hidden";

async fn stored(app: &TestApp, title: &str) -> String {
    let found = sqlx::query_scalar(STORED).bind(title);
    found.fetch_one(app.loader()).await.expect("a draft")
}

async fn sign_in(tab: &Tab) {
    open(tab, "/sign-in").await;
    tab.fill("#login", "official").await;
    tab.fill("#password", PASSWORD).await;
    tab.click("main details summary").await;
    tab.fill("#tenant", "alpha").await;
    tab.submit("main form button[type=submit]").await;
}

async fn value(tab: &Tab, selector: &str) -> String {
    tab.eval(&format!("document.querySelector('{selector}').value"))
        .await
}

/// Begins a problem and waits until it is saved by itself.
async fn begin(tab: &Tab, title: &str) {
    tab.open("/problems/new").await;
    tab.fill("#f-title", title).await;
    tab.until(SAVED).await;
    tab.until("location.pathname.endsWith('/edit')").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_the_network_and_the_session_end_in_mid_sentence() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let mut server = Server::start(&app);
    let tab = chromium.tab(&server.url()).await;
    sign_in(&tab).await;

    // It keeps itself, and whoever comes again finds it.
    begin(&tab, "自己保存").await;
    let here = tab.path().await;
    tab.fill("#f-manifestation", "第一句。").await;
    tab.until(SAVED).await;
    assert_eq!(stored(&app, "自己保存").await, "第一句。");
    tab.open(&here).await;
    assert_eq!(value(&tab, "#f-manifestation").await, "第一句。");

    // The server is killed; the words wait in the browser and go when it is back.
    server.kill();
    tab.fill("#f-manifestation", "服务器不在时写的。").await;
    tab.until("document.querySelector('#trouble').dataset.state === 'offline'")
        .await;
    tab.says("连不上服务器").await;
    // Even a button does not lead to a page that isn't there.
    tab.click("button[name=do][value=submit]").await;
    assert_eq!(tab.path().await, here);
    server.again();
    tab.until(SAVED).await;
    assert_eq!(stored(&app, "自己保存").await, "服务器不在时写的。");

    // The same of the network.
    tab.offline(true).await;
    tab.fill("#f-manifestation", "断网时写的。").await;
    tab.until("document.querySelector('#trouble').dataset.state === 'offline'")
        .await;
    tab.offline(false).await;
    tab.until(SAVED).await;
    assert_eq!(stored(&app, "自己保存").await, "断网时写的。");

    // The session ends: the password is asked for on the spot, a wrong one is told, and the page goes on.
    sqlx::query("delete from sessions")
        .execute(app.loader())
        .await
        .expect("ended");
    tab.fill("#f-manifestation", "登录过期后写的。").await;
    tab.until("document.querySelector('dialog[data-again]').open")
        .await;
    tab.fill("#again-password", "not this one").await;
    tab.click("dialog[data-again] button[type=submit]").await;
    tab.until("document.querySelector('dialog [data-why]').textContent !== ''")
        .await;
    tab.says("密码不对").await;
    tab.fill("#again-password", PASSWORD).await;
    tab.click("dialog[data-again] button[type=submit]").await;
    tab.until(SAVED).await;
    assert_eq!(tab.path().await, here);
    assert_eq!(stored(&app, "自己保存").await, "登录过期后写的。");

    // Nothing of it stays in the browser after sign-out.
    tab.offline(true).await;
    tab.fill("#f-manifestation", "只在本机。").await;
    tab.until("document.querySelector('#trouble').dataset.state === 'offline'")
        .await;
    assert!(tab.eval::<i64>("localStorage.length").await > 0);
    tab.offline(false).await;
    tab.until(SAVED).await;
    let _: bool = tab
        .eval("(localStorage.setItem('zg-copy:x:y:z', '{}'), document.querySelector(\"form[action='/sign-out']\").requestSubmit(), true)")
        .await;
    tab.arrives("/sign-in").await;
    assert_eq!(tab.eval::<i64>("localStorage.length").await, 0);
    chromium.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_dies_gives_back_what_was_typed() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let mut server = Server::start(&app);
    let tab = chromium.lasting_tab(&server.url()).await;
    sign_in(&tab).await;
    begin(&tab, "浏览器会死").await;
    let here = tab.path().await;
    server.kill();
    tab.fill("#f-manifestation", "没来得及保存的一句。").await;
    tab.until(
        "Object.keys(localStorage).some(key => localStorage[key].includes(encodeURIComponent('没来得及')))",
    )
    .await;
    // What a browser keeps it writes to the disk within moments.
    tokio::time::sleep(std::time::Duration::from_secs(6)).await;
    let chromium = chromium.die_and_come_back().await;
    server.again();
    let tab = chromium.lasting_tab(&server.url()).await;
    sign_in(&tab).await;
    tab.open(&here).await;
    tab.until("!document.querySelector('#found').hidden").await;
    tab.says("已经找回").await;
    assert_eq!(value(&tab, "#f-manifestation").await, "没来得及保存的一句。");
    tab.until(SAVED).await;
    assert_eq!(stored(&app, "浏览器会死").await, "没来得及保存的一句。");
    chromium.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_open_windows_the_later_is_shown_both_texts() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let server = Server::start(&app);
    let one = chromium.lasting_tab(&server.url()).await;
    sign_in(&one).await;
    begin(&one, "两个窗口").await;
    let here = one.path().await;
    let two = chromium.lasting_tab(&server.url()).await;
    two.open(&here).await;
    // Nobody types into a window that stands behind another.
    one.page.bring_to_front().await.expect("in front");
    one.fill("#f-manifestation", "窗口一的话。").await;
    one.until(SAVED).await;
    two.page.bring_to_front().await.expect("in front");
    two.fill("#f-manifestation", "窗口二的话。").await;
    two.until("document.querySelector('#trouble').dataset.state === 'conflict'")
        .await;
    assert_eq!(stored(&app, "两个窗口").await, "窗口一的话。");
    two.submit("button[name=do][value=save]").await;
    two.says("窗口一的话。").await;
    two.says("窗口二的话。").await;
    assert_eq!(stored(&app, "两个窗口").await, "窗口一的话。");
    chromium.stop().await;
}
