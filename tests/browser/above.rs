//! The province at the keyboard: the same cockpit, package by package.

use zhenggai::domain::ledger::Act;
use zhenggai::domain::packages::{actions, carry};
use zhenggai::kernel::ids::ActId;
use zhenggai::kernel::scope::Actor;

use crate::axe::accessible;
use crate::chromium::Chromium;
use crate::server::{Server, open};
use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{PASSWORD, TestApp};

const GIVEN: &str = "select count(*) from received_entries where verdict is not null";

/// Three of the city's deputy's go up.
async fn handed_up(app: &TestApp) {
    lay_route(app, "alpha", "city", &["province"]).await;
    for title in ["甲事", "乙事", "丙事"] {
        Filed::by(app, "citylead", &draft(title)).await;
    }
    let mut tx = app.tx("alpha").await;
    let office = Actor {
        account: Some(app.cast.member("office").account),
        ..Actor::default()
    };
    let campaign = app.campaign(&mut tx).await;
    let act = Act::open(&mut tx, &office, ActId::fresh(), app.clock.now()).await;
    let frozen = actions::freeze(&mut tx, &mut act.expect("an act"), &campaign).await;
    frozen.expect("frozen");
    tx.commit().await.expect("committed");
    while carry::next(app.app.db(), &app.clock).await.expect("carried") {}
}

async fn given(app: &TestApp) -> i64 {
    sqlx::query_scalar(GIVEN)
        .fetch_one(app.loader())
        .await
        .expect("counted")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_province_goes_through_a_package_by_keys() {
    let Some(chromium) = Chromium::start().await else {
        return;
    };
    let app = TestApp::small().await;
    handed_up(&app).await;
    let server = Server::start(&app);
    let tab = chromium.tab(&server.url()).await;
    open(&tab, "/sign-in").await;
    tab.fill("#login", "province").await;
    tab.fill("#password", PASSWORD).await;
    tab.click("main details summary").await;
    tab.fill("#tenant", "prov").await;
    tab.submit("main form button[type=submit]").await;
    tab.open("/prereview").await;
    tab.submit(".zg-acts a").await;
    accessible(&tab).await;
    let shows = |title: &str| format!("document.querySelector('.zg-case-t').textContent.includes('{title}')");
    tab.until(&shows("甲事")).await;
    tab.press("a").await;
    tab.until(&shows("乙事")).await;
    tab.says("1/3").await;
    for key in ["r", "0", "5", "Enter"] {
        tab.press(key).await;
    }
    tab.until(&shows("丙事")).await;
    tab.says("2/3").await;
    // A reason alone returns nothing: the key before belonged to the entry before.
    for key in ["0", "5", "Enter"] {
        tab.press(key).await;
    }
    tab.until("document.querySelector('#said').textContent.includes('退回')")
        .await;
    assert_eq!(given(&app).await, 2);
    tab.press("u").await;
    tab.until(&shows("乙事")).await;
    assert_eq!(given(&app).await, 1);
    tab.says("1/3").await;
    assert!(tab.faults().is_empty(), "{:?}", tab.faults());
    chromium.stop().await;
}
