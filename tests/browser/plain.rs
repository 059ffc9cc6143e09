//! Without scripts: everything that matters still works.

use crate::chromium::Chromium;
use crate::support::{PASSWORD, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn filing_and_review_work_without_scripts() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    let official = chromium.tab(&app.url()).await;
    official.without_scripts().await;
    official.open("/sign-in").await;
    assert!(official.eval::<bool>("typeof htmx === 'undefined'").await);
    official.fill("#login", "official").await;
    official.fill("#password", PASSWORD).await;
    official.click("main details summary").await;
    official.fill("#tenant", "alpha").await;
    official.submit("main form button[type=submit]").await;
    official.open("/problems/new").await;
    official.fill("#f-title", "Late answers").await;
    official
        .fill("#f-manifestation", "Eleven letters lay unanswered in July.")
        .await;
    // A further row comes from the server, and what was typed stays.
    official.submit("button[value=add-cause]").await;
    assert!(official.has("#f-causes-1-text").await);
    official.click("input[name=ills][value='虚浮飘'] + span").await;
    official.choose("#f-aspect", "服务不到位").await;
    official.choose("#f-source", "群众提").await;
    official.fill("#f-causes-0-text", "I waited for others.").await;
    official.fill("#f-causes-1-text", "I did not ask.").await;
    official.fill("#f-measures-0-text", "Answer each letter.").await;
    official.fill("#f-measures-0-goal", "Eleven answers").await;
    official.pick_day("#f-measures-0-due", "2018-10-10").await;
    official.pick_day("#f-due", "2018-10-10").await;
    official.submit("button[name=do][value=submit]").await;
    official.says("已提交，等待审核").await;

    let reviewer = chromium.tab(&app.url()).await;
    reviewer.without_scripts().await;
    reviewer.open("/sign-in").await;
    reviewer.fill("#login", "reviewer").await;
    reviewer.fill("#password", PASSWORD).await;
    reviewer.click("main details summary").await;
    reviewer.fill("#tenant", "alpha").await;
    reviewer.submit("main form button[type=submit]").await;
    reviewer.open("/review").await;
    reviewer.says("Late answers").await;
    reviewer.submit("main .zg-acts a").await;
    reviewer.submit("button[name=verdict][value=approved]").await;
    reviewer.open("/review").await;
    reviewer.says("现在没有待审的问题").await;
    chromium.stop().await;
}
