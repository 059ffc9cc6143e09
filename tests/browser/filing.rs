//! The form, what is pasted and what is like it, read by machine on a wide screen and on a phone; and words that outlive another language
//! and a session that ended.

use crate::axe::accessible;
use crate::chromium::Chromium;
use crate::support::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

async fn sign_in(tab: &Tab) {
    tab.open("/sign-in").await;
    sign_in_here(tab).await;
}

async fn sign_in_here(tab: &Tab) {
    tab.fill("#login", "official").await;
    tab.fill("#password", PASSWORD).await;
    tab.click("main details summary").await;
    tab.fill("#tenant", "alpha").await;
    tab.submit("main form button[type=submit]").await;
}

async fn all_sessions_end(app: &TestApp) {
    sqlx::query("delete from sessions")
        .execute(app.loader())
        .await
        .expect("ended");
}

/// Wide and narrow, light and dark.
async fn accessible_everywhere(tab: &Tab) {
    for (width, dark) in [(1366, false), (390, true)] {
        tab.width(width).await;
        tab.dark(dark).await;
        accessible(tab).await;
    }
    let fits: bool = tab
        .eval("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        .await;
    assert!(fits, "{} is wider than a phone", tab.path().await);
    tab.width(1366).await;
    tab.dark(false).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn advice_and_the_index_follow_what_is_typed_and_likeness_is_shown_side_by_side() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let mut like = draft("Late answers");
    like.manifestation = "上半年只去过两次乡镇，每次不到半天，没有进过村民家，回来也没有写材料，群众有意见，镇里的同志也有意见，会上没有说过一次，年底的总结里也没有写。".to_owned();
    let first = Filed::by(&app, "official", &like).await;
    let tab = chromium.tab(&app.url()).await;
    sign_in(&tab).await;
    tab.open("/problems/new").await;
    assert_eq!(tab.text(".zg-index li small").await, "未填");
    tab.fill("#f-title", "Late again").await;
    tab.fill("#f-manifestation", &like.manifestation).await;
    tab.until("document.querySelector('#advice a[href*=beside]') !== null")
        .await;
    assert_eq!(tab.text(".zg-index li small").await, "还没填全");
    accessible_everywhere(&tab).await;
    // On a phone the bar says that there are hints below, and leads to them.
    tab.width(390).await;
    let hints = tab.texts(".zg-hints > li").await.len();
    assert_eq!(tab.text("#hinted").await, format!("提醒 {hints} 条"));
    tab.click("#hinted").await;
    tab.until("document.getElementById('adv').getBoundingClientRect().top < innerHeight")
        .await;
    tab.width(1366).await;

    let beside: String = tab
        .eval("document.querySelector('#advice a[href*=beside]').getAttribute('href')")
        .await;
    assert!(beside.contains(&first.id()), "{beside}");
    tab.open(&beside).await;
    tab.says("Late answers").await;
    tab.says("Late again").await;
    accessible_everywhere(&tab).await;
    assert_eq!(tab.faults(), Vec::<String>::new());
    chromium.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pasted_words_outlive_another_language_and_the_session() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let tab = chromium.tab(&app.url()).await;
    sign_in(&tab).await;
    tab.open("/problems/paste").await;
    let rows = "问题,原因分析\n会多,图省事\n回复慢,没有放在心上\n";
    tab.fill("#pasted", rows).await;
    tab.submit("header .zg-tools button[name=lang]").await;
    let there: String = tab.eval("document.querySelector('#pasted').value").await;
    assert_eq!(there, rows, "another language");
    tab.submit("button[value=anew]").await;
    accessible_everywhere(&tab).await;
    tab.submit("header .zg-tools button[name=lang]").await;
    let there: String = tab.eval("document.querySelector('#pasted').value").await;
    assert_eq!(there, rows, "and back, from a page that had read it");
    assert_eq!(tab.faults(), Vec::<String>::new());

    // Nothing of it is left for whoever opens the page next. Leaving it would ask first, so it is sent once more.
    tab.submit("button[value=anew]").await;
    tab.open("/my").await;
    tab.open("/problems/paste").await;
    let there: String = tab.eval("document.querySelector('#pasted').value").await;
    assert_eq!(there, "");

    tab.fill("#pasted", rows).await;
    all_sessions_end(&app).await;
    tab.submit("header .zg-tools button[name=lang]").await;
    sign_in_here(&tab).await;
    let there: String = tab.eval("document.querySelector('#pasted').value").await;
    assert_eq!(there, rows, "the password was asked for between");
    tab.submit("header .zg-tools button[name=lang]").await;
    all_sessions_end(&app).await;
    tab.submit("button[value=anew]").await;
    tab.says("请先登录").await;
    tab.says("没有放在心上").await;
    accessible_everywhere(&tab).await;
    // Leaving the only copy asks first, also by another language.
    let asks: bool = tab
        .eval("!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
        .await;
    assert!(asks);
    // The way to sign in is a window of its own, so that the words stay.
    assert!(tab.has("a[target=_blank][href^='/sign-in']").await);
    chromium.stop().await;
}
