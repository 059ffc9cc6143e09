//! 移出 and 暂缓: from now on, with a reason; the days before stay, sums hold, and it can be taken back.

use chrono::TimeDelta;
use zhenggai::domain::packages::store::to_hand_up;
use zhenggai::domain::review::Decision;
use zhenggai::domain::signing::Purpose;

use crate::figures::{figure, rows};
use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{Client, TestApp};

fn path(app: &TestApp, who: &str) -> String {
    format!("/people/{}", app.cast.person(who))
}

async fn set_aside(office: &Client, person: &str, why: &str, until: &str) {
    let page = office.get(&format!("{person}/aside")).await.expect(200);
    let form = page.form(&format!("{person}/aside"));
    let form = form
        .set("why", why)
        .set("until", until)
        .set("words", "City document 9");
    assert_eq!(office.submit(form).await.redirected(), person);
}

/// n of several figures on a day.
async fn numbers(office: &Client, codes: &[&str], day: &str) -> Vec<u64> {
    let mut numbers = Vec::new();
    for code in codes {
        numbers.push(figure(office, code, day).await.0);
        let address = format!("/figures/rows?figure={code}&as_of={day}");
        assert_eq!(
            rows(office, &address).await,
            numbers[numbers.len() - 1],
            "{code} {day}"
        );
    }
    numbers
}

const CODES: [&str; 8] = [
    "problems_all",
    "remaining_all",
    "rectified_all",
    "waiting_review",
    "problems_moved_out",
    "cadres_filed",
    "cadres_due",
    "cadres_moved_out",
];

#[tokio::test]
async fn whoever_is_moved_out_counts_no_longer_and_did_yesterday() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("Closed"))
        .await
        .closed(&app)
        .await;
    Filed::by(&app, "official", &draft("Confirmed"))
        .await
        .cosigned(&app)
        .await;
    let claimed = Filed::by(&app, "official", &draft("Claimed"))
        .await
        .claimed(&app)
        .await;
    let submitted = Filed::by(&app, "official", &draft("Submitted")).await;
    Filed::by(&app, "colleague", &draft("Of another"))
        .await
        .approved(&app)
        .await;
    app.pass(TimeDelta::days(1)).await;
    let (office, person) = (app.as_("office").await, path(&app, "official"));
    let before = [4, 2, 2, 1, 0, 2, 10, 0];
    let today = app.clock.today().to_string();
    assert_eq!(numbers(&office, &CODES, &today).await, before);
    set_aside(&office, &person, "retired", "").await;
    app.pass(TimeDelta::days(1)).await;
    let today = app.clock.today().to_string();
    // What was closed stays closed; the rest is neither approved nor remaining.
    assert_eq!(numbers(&office, &CODES, &today).await, [2, 1, 1, 0, 2, 1, 9, 1]);
    assert_eq!(
        numbers(&office, &CODES, "2018-09-25").await,
        before,
        "earlier days stay"
    );
    let by_hand: i64 = sqlx::query_scalar(
        "select count(*) from problems p where p.tenant_id = $1 and p.approved_at is not null and (p.closed_at is not null
            or not exists (select from side_states s where s.person_id = p.owner_id and s.to_at = 'infinity'))",
    )
    .bind(app.cast.tenants["alpha"])
    .fetch_one(app.loader())
    .await
    .expect("a recount");
    assert_eq!(by_hand, 2);
    let overview = office.get("/figures?of=all").await.expect(200);
    assert!(
        !overview.has(".zg-check.is-bad"),
        "sums hold: {}",
        overview.text()
    );
    // Nothing goes on with them, and each is told why.
    assert!(
        app.as_("reviewer")
            .await
            .get("/review")
            .await
            .expect(200)
            .has(".zg-empty")
    );
    let official = app.as_("official").await;
    let note = official.get(&claimed.path("completion")).await.expect(200);
    let form = note.form(&claimed.path("progress")).set("words", "Went on");
    let refused = official.submit(form).await.expect(422);
    assert!(refused.text().contains("本人已移出"), "{}", refused.text());
    let new = official.get("/problems/new").await.expect(200).form("/problems");
    let refused = official.submit(new.set("title", "One more")).await;
    assert!(refused.expect(422).text().contains("本人已移出"));
    let now = submitted.now(&app).await;
    let submitted = Filed {
        problem: now,
        ..submitted
    };
    let ruled = submitted.rule(&app, "reviewer", &Decision::approval("")).await;
    assert!(ruled.expect_err("refused").contains("MovedOut"));
    let seen = office
        .get(&format!("/problems/{}", claimed.id()))
        .await
        .expect(200);
    assert!(seen.text().contains("本人已移出") && !seen.has(".zg-acts a"));
    let page = office.get(&person).await.expect(200);
    assert!(
        page.text().contains("退休") && page.text().contains("City document 9"),
        "{}",
        page.text()
    );
    // Taken back: as before, from now on.
    let back = page.form(&format!("{person}/return"));
    office.submit(back).await.redirected();
    assert_eq!(numbers(&office, &CODES, &today).await, before);
    assert_eq!(
        office.post(&format!("{person}/return"), &[]).await.status,
        422,
        "once"
    );
    app.pass(TimeDelta::days(1)).await;
    assert_eq!(
        numbers(&office, &CODES, &today).await,
        before,
        "taken back on that day"
    );
    claimed.report(&app, "Done, each answered").await;
    claimed.sign(&app, "official", Purpose::Complete).await;
}

#[tokio::test]
async fn whoever_is_deferred_is_not_overdue_until_that_day_and_need_not_have_filed() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("Due in October"))
        .await
        .claimed(&app)
        .await;
    let office = app.as_("office").await;
    for who in ["official", "colleague"] {
        set_aside(&office, &path(&app, who), "ill", "2018-10-25").await;
    }
    let codes = [
        "overdue_all",
        "remaining_all",
        "cadres_deferred",
        "cadres_due",
        "problems_all",
    ];
    let (mut told, mut last) = (Vec::new(), chrono::NaiveDate::default());
    for days in [0, 29, 2] {
        app.pass(TimeDelta::days(days)).await;
        let today = app.clock.today();
        assert!(today > last);
        last = today;
        told.push(numbers(&office, &codes, &today.to_string()).await);
    }
    // On 25 September, 24 October, and on the 26th, when nobody had to do anything for it.
    assert_eq!(told, [[0, 1, 1, 10, 1], [0, 1, 1, 10, 1], [1, 1, 0, 10, 1]]);
    let overview = office.get("/figures?of=all").await.expect(200);
    assert!(!overview.has(".zg-check.is-bad"), "{}", overview.text());
}

#[tokio::test]
async fn only_the_city_office_sets_aside_and_what_is_wrong_is_said() {
    let app = TestApp::small().await;
    let (office, person) = (app.as_("office").await, path(&app, "cadre"));
    let form = format!("{person}/aside");
    for (who, status) in [
        ("county", 403),
        ("cadre", 403),
        ("office@beta", 404),
        ("officehead", 200),
    ] {
        assert_eq!(app.as_(who).await.get(&form).await.status, status, "{who}");
    }
    for (why, until, field) in [
        ("", "", "why"),
        ("ill", "", "until"),
        ("ill", "2018-09-24", "until"),
        ("seconded", "soon", "until"),
    ] {
        let page = office
            .post(&form, &[("why", why), ("until", until), ("words", "Kept")])
            .await;
        let page = page.expect(422);
        assert!(page.has(&format!("#{field}[aria-invalid=true]")), "{why} {until}");
        assert_eq!(page.form(&form).value("words"), Some("Kept"));
    }
    set_aside(&office, &person, "investigated", "").await;
    let twice = office
        .post(&form, &[("why", "ill"), ("until", "2018-12-01")])
        .await;
    assert!(twice.expect(422).has("#why[aria-invalid=true]"));
    let data: Vec<String> = sqlx::query_scalar("select data from events where act like 'person.%'")
        .fetch_all(app.loader())
        .await
        .expect("events");
    assert!(
        data.len() == 1 && data[0].contains("investigated") && !data[0].contains("document"),
        "{data:?}"
    );
}

#[tokio::test]
async fn what_is_of_somebody_moved_out_goes_up_in_no_package() {
    let app = TestApp::small().await;
    lay_route(&app, "alpha", "city", &["province"]).await;
    Filed::by(&app, "citylead", &draft("On its way up")).await;
    let campaign = app.cast.campaigns["alpha"];
    let waiting = async || {
        let mut tx = app.tx("alpha").await;
        to_hand_up(&mut tx, campaign).await.expect("read").len()
    };
    assert_eq!(waiting().await, 1);
    set_aside(
        &app.as_("office").await,
        &path(&app, "citylead"),
        "moved_away",
        "",
    )
    .await;
    assert_eq!(waiting().await, 0);
}
