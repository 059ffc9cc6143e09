//! A leader's sheet on A4: nothing cut off, no column named twice, and white whatever the screen is.

use zhenggai::domain::signing::Purpose;

use crate::chromium::Chromium;
use crate::passkeys::by_password;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

/// Of A4 without the margins of our pages, in CSS pixels.
const PAPER: i64 = 673;

#[tokio::test(flavor = "multi_thread")]
async fn a_persons_completions_are_whole_and_white_on_paper() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("拖着不办")).await;
    let filed = filed.claimed(&app).await;
    filed.report(&app, "件件办结，逐件回访").await;
    filed.sign(&app, "official", Purpose::Complete).await;
    let tab = chromium.tab(&app.url()).await;
    by_password(&tab, "leader").await;
    let _: String = tab.eval("document.cookie = 'zg-theme=dark; path=/'").await;
    tab.open(&format!("/to-sign/{}/complete", app.cast.person("official")))
        .await;
    let scheme = "getComputedStyle(document.documentElement).colorScheme";
    assert_eq!(tab.eval::<String>(scheme).await, "dark");
    tab.width(PAPER).await;
    tab.on_paper(true).await;
    assert_eq!(
        tab.eval::<String>(scheme).await,
        "light",
        "or the margins are black"
    );
    let paper = "getComputedStyle(document.body).backgroundColor";
    assert_eq!(tab.eval::<String>(paper).await, "rgb(255, 255, 255)");
    let beyond = "[...document.querySelectorAll('.zg-doc *')].filter(e => e.getBoundingClientRect().right > innerWidth)
        .map(e => e.innerText)";
    assert!(tab.eval::<Vec<String>>(beyond).await.is_empty());
    let cells = "[...document.querySelectorAll('.zg-person td')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)";
    assert!(tab.eval::<Vec<String>>(cells).await.is_empty());
    let outcome = tab.text(".zg-person tbody tr:first-child td:last-child").await;
    assert!(outcome.contains("2018年9月25日"), "{outcome}");
    assert!(!outcome.contains("完成任务"), "as the head says: {outcome}");
    assert!(tab.faults().is_empty(), "{:?}", tab.faults());
    chromium.stop().await;
}
