//! 代理: who stands in finds what waits for the leader, acts in their stead in plain sight, and only between the days.

mod acting;

use chrono::TimeDelta;

use super::posting::path;
use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{Client, Page, TestApp};

/// What the office types, from the first day to the last.
async fn typed(office: &Client, leader: &str, delegate: &str, days: [&str; 2], signs: bool) -> Page {
    let place = format!("{leader}/delegations");
    let form = office.get(&place).await.expect(200).form(&place);
    let form = form
        .set("delegate", delegate)
        .set("from", days[0])
        .set("until", days[1]);
    let form = form.set("reason", "City document 12");
    let form = if signs { form.set("signs", "1") } else { form };
    office.submit(form.set("step", "preview")).await
}

/// Ordered by whoever may, after looking at what goes over.
pub async fn order(office: &Client, leader: &str, delegate: &str, days: [&str; 2], signs: bool) {
    let preview = typed(office, leader, delegate, days, signs).await.expect(200);
    let form = preview
        .form(&format!("{leader}/delegations"))
        .set("step", "confirm");
    assert_eq!(office.submit(form).await.redirected(), leader);
}

async fn pass(client: &Client, filed: &Filed) -> Page {
    let page = client.get(&filed.path("reading")).await.expect(200);
    let form = page.form(&filed.path("readings"));
    client.submit(form.set("verdict", "approved")).await
}

/// A problem's whole life.
fn life(filed: &Filed) -> String {
    format!("/problems/{}", filed.id())
}

async fn at_leader(app: &TestApp, who: &str, title: &str) -> Filed {
    lay_route(app, "alpha", "township", &["leader", "group"]).await;
    Filed::by(app, who, &draft(title)).await
}

/// Data and delegate of the events of one act.
async fn recorded(app: &TestApp, act: &str) -> Vec<(String, bool)> {
    sqlx::query_as(
        "select e.data, e.delegation_id is not null and e.data like '%' || e.delegation_id || '%' from events e
         where e.act = $1 order by e.id",
    )
    .bind(act)
    .fetch_all(app.loader())
    .await
    .expect("events")
}

#[tokio::test]
async fn whoever_stands_in_reads_in_the_leaders_stead_and_it_shows() {
    let app = TestApp::small().await;
    let filed = at_leader(&app, "official", "Read in the leader's stead").await;
    let office = app.as_("office").await;
    let (leader, other) = (path(&app, "leader"), app.as_("otherlead").await);
    assert_eq!(other.get(&filed.path("reading")).await.status, 403);
    let preview = typed(&office, &leader, "B003", ["2018-09-25", "2018-09-27"], false)
        .await
        .expect(200);
    assert!(preview.text().contains("等本人审阅 1 条") && preview.text().contains("otherlead of alpha"));
    assert_eq!(
        other.get(&filed.path("reading")).await.status,
        403,
        "a look orders nothing"
    );
    order(&office, &leader, "B003", ["2018-09-25", "2018-09-27"], false).await;
    // Their own pages say it.
    let mine = other.get("/my").await.expect(200);
    assert!(
        mine.text().contains("代理 leader of alpha") && mine.text().contains("待审阅 1 条"),
        "{}",
        mine.text()
    );
    let waiting = other.get("/readings").await.expect(200);
    assert!(
        waiting.text().contains("代理 leader of alpha"),
        "{}",
        waiting.text()
    );
    assert!(
        other
            .get("/account")
            .await
            .expect(200)
            .text()
            .contains("代理 leader of alpha")
    );
    assert_eq!(
        other.get(&life(&filed)).await.status,
        200,
        "and they read the text"
    );
    pass(&other, &filed).await.redirected();
    let events = recorded(&app, "problem.read").await;
    assert!(events.len() == 1 && events[0].1, "{events:?}");
    for who in ["official", "leader", "office"] {
        let page = app.as_(who).await.get(&life(&filed)).await.expect(200);
        assert!(
            page.text().contains("otherlead of alpha 代 leader of alpha"),
            "{who}: {}",
            page.text()
        );
    }
    let ledger = app
        .as_("auditor")
        .await
        .get("/ledger?act=problem.read")
        .await
        .expect(200);
    assert!(
        ledger.text().contains("otherlead of alpha 代 leader of alpha"),
        "{}",
        ledger.text()
    );
    // A return says so to its owner, too.
    let again = at_leader(&app, "official", "Returned in the leader's stead").await;
    let page = other.get(&again.path("reading")).await.expect(200);
    let form = page
        .form(&again.path("readings"))
        .add("reason", "05")
        .set("field-05", "manifestation");
    other.submit(form.set("verdict", "returned")).await.redirected();
    let mine = app.as_("official").await.get("/my").await.expect(200);
    assert!(
        mine.text().contains("otherlead of alpha 代 leader of alpha"),
        "{}",
        mine.text()
    );
    // Both persons' pages have it, in words.
    for who in ["leader", "otherlead"] {
        let page = office.get(&path(&app, who)).await.expect(200);
        assert!(
            page.text().contains("City document 12") && page.text().contains("代理中"),
            "{}",
            page.text()
        );
    }
}

#[tokio::test]
async fn it_begins_and_ends_with_its_days_and_at_once_when_ended() {
    let app = TestApp::small().await;
    let filed = at_leader(&app, "official", "Between the days").await;
    let office = app.as_("office").await;
    let (leader, other) = (path(&app, "leader"), app.as_("otherlead").await);
    order(&office, &leader, "B003", ["2018-09-26", "2018-09-27"], false).await;
    let mut seen = Vec::new();
    // From ten in the morning of the 25th, twelve hours each: the last day ends at midnight in Shanghai.
    for _ in 0..7 {
        seen.push(other.get(&filed.path("reading")).await.status);
        app.pass(TimeDelta::hours(12)).await;
    }
    assert_eq!(seen, [403, 403, 200, 200, 200, 200, 403]);
    let page = office.get(&leader).await.expect(200);
    assert!(page.text().contains("已到期") && !page.has("form[action$='/delegations/end']"));
    // Ended while a window stands open: what was typed there comes too late.
    order(&office, &leader, "B003", ["2018-09-28", "2018-12-28"], false).await;
    let window = other.get(&filed.path("reading")).await.expect(200);
    let (person, end) = (
        office.get(&leader).await.expect(200),
        format!("{leader}/delegations/end"),
    );
    let long = "x".repeat(501);
    for why in [" ", &long] {
        let again = office.submit(person.form(&end).set("why", why)).await.expect(422);
        assert!(
            again.has("details[open] [name=why][aria-invalid=true]") && again.has("#why-1-e"),
            "{}",
            again.text()
        );
        assert_eq!(again.form(&end).value("why"), Some(why));
        assert!(
            again.has("h1") && again.text().contains("City document 12"),
            "the whole page"
        );
    }
    office
        .submit(person.form(&end).set("why", "Back from illness"))
        .await
        .redirected();
    let late = other
        .submit(window.form(&filed.path("readings")).set("verdict", "approved"))
        .await;
    assert_eq!(late.status, 403);
    assert_eq!(other.get(&life(&filed)).await.status, 403);
    let twice = office
        .submit(
            person
                .form(&end)
                .set("act_id", "0f6f6a3c-0000-4000-8000-000000000001")
                .set("why", "Again"),
        )
        .await;
    assert_eq!(twice.status, 422);
    let page = office.get(&path(&app, "otherlead")).await.expect(200);
    assert!(page.text().contains("Back from illness"), "{}", page.text());
    assert_eq!(recorded(&app, "delegation.ended").await.len(), 1);
    // The ledger says who stood in, at both ends.
    let auditor = app.as_("auditor").await;
    for (act, times) in [("delegation.ordered", 2), ("delegation.ended", 1)] {
        let ledger = auditor.get(&format!("/ledger?act={act}")).await.expect(200);
        let facts = ledger.texts(".zg-facts div");
        let named = facts.iter().filter(|fact| **fact == "由谁代理otherlead of alpha");
        assert_eq!(named.count(), times, "{facts:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_ordered_is_said_at_its_field() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let leader = path(&app, "leader");
    for (delegate, from, until, field) in [
        ("", "2018-09-25", "2018-09-27", "delegate"),
        ("Nobody", "2018-09-25", "2018-09-27", "delegate"),
        ("A003", "2018-09-25", "2018-09-27", "delegate"),
        ("B003", "soon", "2018-09-27", "from"),
        ("B003", "2018-09-27", "2018-09-26", "until"),
        ("B003", "2018-09-20", "2018-09-24", "until"),
        // One day more than a quarter.
        ("B003", "2018-09-25", "2018-12-26", "until"),
    ] {
        let page = typed(&office, &leader, delegate, [from, until], false)
            .await
            .expect(422);
        assert!(
            page.has(&format!("#{field}[aria-invalid=true]")),
            "{delegate} {from} {until}: {}",
            page.text()
        );
        assert_eq!(
            page.form(&format!("{leader}/delegations")).value("delegate"),
            Some(delegate)
        );
    }
    order(&office, &leader, "B003", ["2018-09-25", "2018-09-30"], false).await;
    for (leader, delegate, from, field) in [
        ("leader", "C002", "2018-09-30", "from"),
        ("citylead", "A003", "2018-09-30", "delegate"),
        ("otherlead", "C002", "2018-09-26", "from"),
    ] {
        let page = typed(
            &office,
            &path(&app, leader),
            delegate,
            [from, "2018-10-09"],
            false,
        )
        .await
        .expect(422);
        assert!(
            page.has(&format!("#{field}[aria-invalid=true]")),
            "{leader} {delegate}: {}",
            page.text()
        );
    }
    order(&office, &leader, "C002", ["2018-10-01", "2018-10-09"], false).await;
    assert_eq!(recorded(&app, "delegation.ordered").await.len(), 2);
    let data = recorded(&app, "delegation.ordered").await.remove(0).0;
    assert!(!data.contains("document"), "no words in events: {data}");
}
