//! The search at the keyboard.

use crate::axe::accessible;
use crate::chromium::Chromium;
use crate::support::filed::{Filed, draft};
use crate::support::{PASSWORD, TestApp};
use crate::tab::Tab;

/// Presses a key where the focus is. Gives whether the page took it for itself.
async fn press(tab: &Tab, key: &str) -> bool {
    tab.eval(&format!(
        "!document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, cancelable: true }}))"
    ))
    .await
}

/// The name of the field that has the focus.
async fn focused(tab: &Tab) -> String {
    tab.eval("document.activeElement.name || document.activeElement.tagName")
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_leads_to_the_search_and_is_a_character_in_a_field() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("Late answers")).await;
    while let zhenggai::domain::search::index::Step::Indexed(_) =
        zhenggai::domain::search::index::next(app.app.db(), None)
            .await
            .expect("indexed")
    {}
    let tab = chromium.tab(&app.url()).await;
    tab.open("/sign-in").await;
    tab.fill("#login", "official").await;
    tab.fill("#password", PASSWORD).await;
    tab.click("main details summary").await;
    tab.fill("#tenant", "alpha").await;
    tab.submit("main form button[type=submit]").await;

    tab.open("/problems/new").await;
    tab.fill("#f-title", "and").await;
    tab.click("#f-title").await;
    assert!(!press(&tab, "/").await, "it is typed");
    assert_eq!(focused(&tab).await, "title");

    tab.open("/my").await;
    assert!(press(&tab, "/").await);
    assert_eq!(focused(&tab).await, "q");
    tab.fill("header [data-find]", "answers").await;
    let _: bool = tab
        .eval("(document.querySelector('.zg-find').requestSubmit(), true)")
        .await;
    tab.says("Late answers").await;
    assert!(
        tab.path().await.starts_with("/search?q=answers"),
        "{}",
        tab.path().await
    );
    assert_eq!(tab.texts(".zg-hits mark").await, ["answers"]);
    accessible(&tab).await;
    assert!(press(&tab, "/").await, "here its own field");
    assert_eq!(focused(&tab).await, "q");

    // On a phone it is a link.
    tab.open("/my").await;
    tab.width(390).await;
    assert!(press(&tab, "/").await);
    // The key only starts on the way there.
    tab.until("document.body.innerText.includes('一个字就行')").await;
    accessible(&tab).await;
    let wide: bool = tab
        .eval("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        .await;
    assert!(wide);
    assert_eq!(tab.faults(), Vec::<String>::new());
    chromium.stop().await;
}
