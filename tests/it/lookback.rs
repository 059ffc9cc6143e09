//! 回头看: the draw that anybody can do once more, and what follows on what was found.

mod published;

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::rectification::reopened::{kept, rectified};
use crate::rectification::state;
use crate::review::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};

fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

async fn closed(app: &TestApp, owners: &[&str]) -> Vec<Filed> {
    let mut all = Vec::new();
    for (n, who) in owners.iter().enumerate() {
        let text = draft(&format!("第 {n} 条"));
        all.push(Filed::by(app, who, &text).await.closed(app).await);
    }
    all
}

/// Prepares a draw and gives its path.
pub async fn prepare(client: &Client) -> String {
    let page = client.get("/look-backs").await.expect(200);
    client.submit(page.form("/look-backs")).await.redirected()
}

/// Draws so many of all, by these public words.
pub async fn draw(client: &Client, path: &str, (n, words): (&str, &str)) -> Page {
    let form = client.get(path).await.expect(200).form(path);
    let form = form.set("kind", "count").set("size", n).set("words", words);
    client.submit(form).await.redirected();
    client.get(path).await.expect(200)
}

fn numbers(page: &Page) -> Vec<String> {
    page.texts("table[data-list] tbody td.no")
}

#[tokio::test]
async fn anybody_can_draw_the_sample_once_more() {
    let app = TestApp::small().await;
    let all = closed(&app, &["official", "colleague", "official", "cadre", "colleague"]).await;
    let office = app.as_("office").await;
    let path = prepare(&office).await;
    let before = office.get(&path).await.expect(200);
    let commitment = before.texts(".zg-hash code").remove(0);
    assert!(
        before.texts(".zg-hash code").len() == 1,
        "the secret is not shown yet"
    );
    let page = draw(&office, &path, ("3", "骰子 3-5-2")).await;
    let shown = page.texts(".zg-kv .zg-hash code");
    let [first, secret, seed, digest] = shown.as_slice() else {
        panic!("{shown:?}")
    };
    assert_eq!(*first, commitment, "fixed before anything was chosen");
    assert_eq!(sha256(secret), commitment);
    assert_eq!(sha256(&format!("{secret}骰子 3-5-2")), *seed);
    let list = office
        .get(&format!("{path}/population.txt"))
        .await
        .expect(200)
        .body;
    assert_eq!(sha256(&list), *digest);
    let listed: BTreeSet<&str> = list.lines().collect();
    let wanted: BTreeSet<&str> = all.iter().map(|filed| filed.problem.number.as_str()).collect();
    assert_eq!(listed, wanted);
    let mut ranked: Vec<_> = list.lines().map(|n| (sha256(&format!("{seed}{n}")), n)).collect();
    ranked.sort();
    let expected: Vec<_> = ranked.iter().take(3).map(|(_, n)| (*n).to_owned()).collect();
    assert_eq!(numbers(&page), expected);
    // It is done once, and the next has the next number.
    assert_eq!(
        office
            .post(&path, &[("kind", "count"), ("size", "5")])
            .await
            .status,
        422
    );
    prepare(&office).await;
    let page = office.get("/look-backs").await.expect(200);
    assert_eq!(page.texts("table[data-list] tbody th"), ["第 2 次", "第 1 次"]);
    let second = office.submit(page.form("/look-backs")).await.expect(422);
    assert!(second.text().contains("请先抽取"), "{}", second.text());
    let numbers: Vec<i32> = sqlx::query_scalar("select draw_no from look_backs order by 1")
        .fetch_all(app.loader())
        .await
        .expect("read");
    assert_eq!(numbers, [1, 2], "what was refused left no gap");
}

#[tokio::test]
async fn the_population_is_what_was_chosen() {
    let app = TestApp::small().await;
    let mut kept_up = draft("甲");
    kept_up.long_term = true;
    kept_up.look_back = vec!["2018-11-01".to_owned()];
    let long = Filed::by(&app, "official", &kept_up).await.closed(&app).await;
    let all = closed(&app, &["cadre", "official"]).await;
    Filed::by(&app, "official", &draft("乙"))
        .await
        .accepted(&app)
        .await;
    let office = app.as_("office").await;
    let path = prepare(&office).await;
    let form = office.get(&path).await.expect(200).form(&path);
    let kept_up = form.clone().set("long_term", "1");
    let none = office.submit(kept_up.clone()).await.expect(422);
    assert!(
        none.text().contains("没有已销号的"),
        "its date has not come: {}",
        none.text()
    );
    app.pass("2018-11-01".parse::<chrono::NaiveDate>().expect("a date") - app.clock.today())
        .await;
    for words in ["'; rm", "骰\u{200b}子", &"六".repeat(201)] {
        let page = office.submit(form.clone().set("words", words)).await.expect(422);
        assert!(page.texts("#words-e").concat().contains("写成一行"), "{words}");
    }
    for (size, why) in [("0", "1 到 100"), ("101", "1 到 100"), ("许多", "1 到 100")] {
        let page = office.submit(form.clone().set("size", size)).await.expect(422);
        assert!(page.texts("#size-e").concat().contains(why), "{size}");
    }
    office.submit(kept_up.set("size", "100")).await.redirected();
    assert_eq!(
        numbers(&office.get(&path).await.expect(200)),
        [long.problem.number.as_str()]
    );

    let path = prepare(&office).await;
    let county = app.cast.unit("county").to_string();
    let form = office.get(&path).await.expect(200).form(&path);
    office.submit(form.set("unit", &county)).await.redirected();
    let page = office.get(&path).await.expect(200);
    assert_eq!(
        numbers(&page),
        [all[0].problem.number.as_str()],
        "5 of a hundred is one of one"
    );
}

#[tokio::test]
async fn a_relapse_begins_a_round_and_what_held_changes_nothing() {
    let app = TestApp::small().await;
    let all = closed(&app, &["official", "colleague"]).await;
    let office = app.as_("office").await;
    let path = prepare(&office).await;
    let page = draw(&office, &path, ("2", "")).await;
    let place = |filed: &Filed| {
        1 + numbers(&page)
            .iter()
            .position(|n| *n == filed.problem.number)
            .expect("drawn")
    };
    let (back, held) = (
        format!("{path}/entries/{}", place(&all[0])),
        format!("{path}/entries/{}", place(&all[1])),
    );
    let first = kept(&app, &all[0], 1).await;
    app.pass(chrono::TimeDelta::days(1)).await;
    let form = office.get(&back).await.expect(200).form(&back);
    let relapsed = form
        .clone()
        .add("verdict", "relapsed")
        .set("words", "又有两件没有回访")
        .set("looked_by", "Somebody");
    let bare = office.submit(relapsed.clone()).await.expect(422);
    assert!(bare.has("#due_on-e") && bare.text().contains("又有两件没有回访"));
    let owner: String = sqlx::query_scalar("select name from persons where id = $1")
        .bind(app.cast.person("official"))
        .fetch_one(app.loader())
        .await
        .expect("a name");
    let own = relapsed
        .clone()
        .set("due_on", "2018-12-01")
        .set("looked_by", &owner);
    assert!(office.submit(own).await.expect(422).has("#looked_by-e"));
    let form = relapsed.set("due_on", "2018-12-01");
    office.submit(form.clone()).await.redirected();
    // The same form once more is the same act.
    office.submit(form).await.redirected();
    let now = all[0].now(&app).await;
    assert_eq!((now.cycle, now.rectification.as_deref()), (2, Some("to_do")));
    assert_eq!(kept(&app, &all[0], 1).await, first);
    assert_eq!(rectified(&app, None).await, (1, 1));
    assert_eq!(rectified(&app, Some("2018-09-25")).await, (2, 0));

    let version = all[1].now(&app).await.version;
    let form = office.get(&held).await.expect(200).form(&held);
    let form = form.add("verdict", "held").set("words", "走访三户，都有回访");
    office
        .submit(form.set("looked_by", "Somebody"))
        .await
        .redirected();
    assert_eq!(all[1].now(&app).await.version, version);
    let page = office.get(&path).await.expect(200);
    assert!(page.text().contains("已看 2 条，反弹 1 条"), "{}", page.text());
    let life = app
        .as_("official")
        .await
        .get(&format!("/problems/{}", all[0].id()))
        .await;
    let life = life.expect(200).text();
    assert!(
        life.contains("回头看：反弹") && life.contains("又有两件没有回访"),
        "{life}"
    );
    // What was looked at is looked at once.
    let again = [
        ("version", "99"),
        ("verdict", "held"),
        ("words", "x"),
        ("looked_by", "y"),
    ];
    assert_eq!(office.post(&held, &again).await.status, 409);
    let version = all[1].now(&app).await.version.to_string();
    let again = [
        ("version", version.as_str()),
        ("verdict", "held"),
        ("words", "x"),
        ("looked_by", "y"),
        ("looked_on", "2018-09-26"),
    ];
    assert_eq!(office.post(&held, &again).await.status, 422);
}

#[tokio::test]
async fn whoever_accepted_it_or_has_part_in_it_does_not_look() {
    let app = TestApp::small().await;
    let all = closed(&app, &["official"]).await;
    for who in ["reviewer", "official", "leader"] {
        sqlx::query(
            "insert into grants (tenant_id, id, account_id, role, from_at)
             select tenant_id, gen_random_uuid(), id, 'office', '2018-01-01' from accounts where id = $1",
        )
        .bind(app.cast.member(who).account)
        .execute(app.loader())
        .await
        .expect("a role");
    }
    let office = app.as_("office").await;
    let path = prepare(&office).await;
    draw(&office, &path, ("1", "")).await;
    let entry = format!("{path}/entries/1");
    for who in ["official", "leader"] {
        assert_eq!(app.as_(who).await.get(&entry).await.status, 403, "{who}");
    }
    let reviewer = app.as_("reviewer").await;
    let form = reviewer.get(&entry).await.expect(200).form(&entry);
    let form = form
        .add("verdict", "held")
        .set("words", "都好")
        .set("looked_by", "Somebody");
    let page = reviewer.submit(form).await.expect(422);
    assert!(page.text().contains("回头看要换一个人"), "{}", page.text());
    assert_eq!(state(&app, &all[0]).await, "closed");
}

#[tokio::test]
async fn a_county_office_draws_from_its_own_and_sees_no_others() {
    let app = TestApp::small().await;
    let all = closed(&app, &["official", "cadre", "countylead"]).await;
    let (county, office) = (app.as_("county").await, app.as_("office").await);
    let own = prepare(&county).await;
    let page = draw(&county, &own, ("9", "")).await;
    assert_eq!(
        numbers(&page),
        [all[1].problem.number.as_str()],
        "its township tier alone"
    );
    let city = prepare(&office).await;
    assert_eq!(county.get(&city).await.status, 403);
    assert_eq!(office.get(&own).await.status, 200);
    assert_eq!(office.post(&own, &[]).await.status, 403, "each office its own");
    assert_eq!(
        county
            .get("/look-backs")
            .await
            .expect(200)
            .texts("table[data-list] tbody th")
            .len(),
        1
    );
    for who in ["official", "leader", "reviewer", "liaison", "figures"] {
        assert_eq!(app.as_(who).await.get("/look-backs").await.status, 403, "{who}");
        assert_eq!(app.as_(who).await.get(&city).await.status, 403, "{who}");
    }
}
