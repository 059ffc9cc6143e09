//! The figures of one's own county or unit: exactly its rows, and nothing else in whatever way it is asked for.

use chrono::NaiveDate;
use sqlx::AssertSqlSafe;
use zhenggai::domain::figures::{self, Asked, Scope, Tally, What, Within, tally_within};
use zhenggai::domain::units::store::top_units;
use zhenggai::kernel::ids::UnitId;
use zhenggai::kernel::scope::{Actor, Grant, Role};
use zhenggai::platform::db::Tx;

use super::{Client, Filed, TestApp, draft, numbers, rows, varied};

/// Of the county and of a department, in several states.
async fn two_units(app: &TestApp) {
    varied(app).await;
    Filed::by(app, "countylead", &draft("Of the county's leader"))
        .await
        .cosigned(app)
        .await;
    Filed::by(app, "cadre", &draft("Of the county's cadre"))
        .await
        .claimed(app)
        .await;
    Filed::by(app, "cadre", &draft("Submitted by the cadre")).await;
}

/// The role of `unithead` is of this unit and no other.
async fn head_of(app: &TestApp, unit: &str) -> Client {
    sqlx::query("update grants set unit_id = $1 where account_id = $2 and to_at = 'infinity'")
        .bind(app.cast.unit(unit))
        .bind(app.cast.member("unithead").account)
        .execute(app.loader())
        .await
        .expect("another unit");
    app.as_("unithead").await
}

/// What a figure says of one's own: n and, where it is a share, N.
async fn own(client: &Client, code: &str) -> (u64, Option<u64>) {
    let page = client.get(&format!("/our-figures/rows?figure={code}")).await;
    let page = page.expect(200);
    assert!(page.has(".zg-check:not(.is-bad)"), "{}", page.text());
    let number = |css: &str| page.texts(css).pop().and_then(|n| n.parse().ok());
    (
        number(".zg-head .zg-fig b").expect("a number"),
        number(".zg-head .zg-fig a"),
    )
}

#[tokio::test]
async fn every_number_of_ones_own_opens_exactly_its_rows_and_a_recount_agrees() {
    let app = TestApp::small().await;
    Box::pin(two_units(&app)).await;
    let county = app.as_("county").await;
    let mut checked = 0;
    for tab in ["", "?of=county_level", "?of=county", "?of=township"] {
        let page = county.get(&format!("/our-figures{tab}")).await.expect(200);
        assert_eq!(page.texts("h1"), ["County"]);
        assert!(page.has(".zg-check:not(.is-bad)"), "{}", page.text());
        for (address, n) in numbers(&page) {
            assert_eq!(rows(&county, &address).await, n, "{address}");
            checked += usize::from(n > 0);
        }
    }
    assert!(checked > 10, "{checked}");
    // From the problems as they stand, by the post of their owners and not by their history.
    let approved = "p.state in ('awaiting_owner', 'awaiting_leader', 'claimed')";
    for (code, condition) in [
        ("problems_all", approved.to_owned()),
        (
            "rectified_all",
            format!("{approved} and p.rectification = 'awaiting_check'"),
        ),
        ("remaining_all", format!("{approved} and p.cosigned_at is null")),
        ("waiting_review", "p.state = 'submitted'".to_owned()),
    ] {
        let sql = format!(
            "select count(*) from problems p join tenants t on t.id = p.tenant_id and t.slug = 'alpha'
             join persons n on n.id = p.owner_id and n.staff_no like 'X00%' where {condition}"
        );
        let there: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_one(app.loader())
            .await
            .expect("counted");
        let (n, _) = own(&county, code).await;
        assert_eq!(i64::try_from(n), Ok(there), "{code}");
        assert!(n > 0, "{code}");
    }
}

#[tokio::test]
async fn nothing_that_is_asked_for_shows_another_unit() {
    let app = TestApp::small().await;
    Box::pin(two_units(&app)).await;
    let (county, head) = (app.as_("county").await, app.as_("unithead").await);
    for (client, others) in [
        (&county, ["dept-a", "committee", "region", "county@beta"]),
        (&head, ["county", "dept-b", "county-water", "dept-a@beta"]),
    ] {
        let whole = own(client, "problems_all").await;
        for unit in others {
            let unit = app.cast.unit(unit);
            let rows = format!("/our-figures/rows?figure=problems_all&unit={unit}");
            client.get(&rows).await.expect(404);
            // On the overview it means nothing.
            let page = client.get(&format!("/our-figures?unit={unit}")).await.expect(200);
            let shown = numbers(&page).into_iter();
            let shown = shown.filter(|(address, _)| address.ends_with("figure=problems_all"));
            assert!(shown.map(|(_, n)| n).all(|n| n == whole.0));
        }
        // Which units have filed is nobody's own.
        for units in ["bodies", "counties", "departments"] {
            let rows = format!("/our-figures/rows?figure={units}");
            client.get(&rows).await.expect(404);
        }
        // A place behind which a page begins is one of its own rows or none.
        let foreign = Filed::by(&app, "otherlead", &draft("Elsewhere")).await;
        let after = format!("/our-figures/rows?figure=problems_all&after={}", foreign.id());
        assert!(!client.get(&after).await.expect(200).has("main table tbody tr"));
        for city in [
            "/figures",
            "/figures/rows?figure=problems_all",
            "/figures/definitions",
        ] {
            client.get(city).await.expect(403);
        }
    }
    for who in [
        "official",
        "liaison",
        "figures",
        "office",
        "sysadmin",
        "county@beta",
    ] {
        let page = app.as_(who).await.get("/our-figures").await;
        let expected = if who == "county@beta" { 200 } else { 403 };
        assert_eq!(page.status, expected, "{who}");
        assert!(!page.body.contains("of alpha"), "{who}");
    }
}

#[tokio::test]
async fn rows_show_sentences_only_to_whom_they_are_open() {
    let app = TestApp::small().await;
    Box::pin(two_units(&app)).await;
    let county = app.as_("county").await;
    let page = county
        .get("/our-figures/rows?figure=problems_all")
        .await
        .expect(200);
    assert!(page.text().contains("Of the county's cadre"), "{}", page.text());
    assert!(!page.body.contains("Of the county's leader") && page.text().contains("countylead of alpha"));
    assert!(page.has("a[href^='/problems/']"));
    let head = app.as_("unithead").await;
    let page = head
        .get("/our-figures/rows?figure=problems_all")
        .await
        .expect(200);
    assert!(page.text().contains("official of alpha"));
    assert!(!page.has("a[href^='/problems/']"), "rows that refuse");
    for title in ["One", "Two", "Three", "Four", "Five", "Six"] {
        assert!(!page.texts("td.main").contains(&title.to_owned()), "{title}");
    }
}

#[tokio::test]
async fn the_head_of_a_unit_below_sees_that_unit_and_not_the_one_above() {
    let app = TestApp::small().await;
    Box::pin(two_units(&app)).await;
    let head = head_of(&app, "county-water").await;
    let page = head.get("/our-figures").await.expect(200);
    assert_eq!(page.texts("h1"), ["County Water Office"]);
    assert_eq!(
        own(&head, "problems_all").await,
        (1, None),
        "the cadre's, not their leader's"
    );
    assert_eq!(own(&head, "cadres").await, (1, None));
    let county = app.cast.unit("county");
    let rows = format!("/our-figures/rows?figure=problems_all&unit={county}");
    head.get(&rows).await.expect(404);
    let whole = app.as_("county").await;
    assert_eq!(own(&whole, "problems_all").await, (2, None));
}

#[tokio::test]
async fn a_past_day_of_ones_own_stays_as_it_was() {
    let app = TestApp::small().await;
    Filed::by(&app, "cadre", &draft("Early"))
        .await
        .approved(&app)
        .await;
    app.pass(chrono::TimeDelta::days(2)).await;
    Filed::by(&app, "cadre", &draft("Late"))
        .await
        .approved(&app)
        .await;
    let county = app.as_("county").await;
    for (day, expected) in [
        ("2018-09-24", 0),
        ("2018-09-25", 1),
        ("2018-09-26", 1),
        ("2018-09-27", 2),
    ] {
        let address = format!("/our-figures/rows?figure=problems_all&as_of={day}");
        assert_eq!(rows(&county, &address).await, expected, "{day}");
        let page = county.get(&format!("/our-figures?as_of={day}")).await.expect(200);
        let shown = numbers(&page).into_iter();
        let mut shown = shown.filter(|(address, _)| address.contains("figure=problems_all"));
        assert!(shown.any(|(_, n)| n == expected), "{day}");
    }
}

/// What is counted for the head of a unit.
async fn of_unit(tx: &mut Tx, asked: &Asked, unit: UnitId) -> Tally {
    let grants = vec![Grant {
        role: Role::UnitHead,
        unit: Some(unit),
    }];
    let actor = Actor {
        grants,
        ..Actor::default()
    };
    let within = Within::of(tx, &actor).await.expect("asked").expect("theirs");
    tally_within(tx, asked, &within).await.expect("counted")
}

/// Every figure of a whole city is the sum of those of its counties, departments and bodies; on a past day those of the counties
/// are what the city sees of them.
#[tokio::test]
async fn what_the_units_see_adds_up_to_what_the_city_sees() {
    let app = TestApp::full().await;
    let mut tx = app.tx("baicheng").await;
    let campaign = app.campaign(&mut tx).await.id;
    let tops = top_units(&mut tx).await.expect("units");
    assert_eq!(tops.len(), 114);
    let counted = || {
        figures::ALL
            .iter()
            .filter(|one| !matches!(one.what, What::Units(_)))
    };
    for as_of in [None, NaiveDate::from_ymd_opt(2018, 9, 21)] {
        let asked = Asked::read(&mut tx, campaign, as_of, app.clock.now())
            .await
            .expect("asked");
        let city = figures::tally(&mut tx, None, &asked).await.expect("counted");
        let mut sums = vec![0; figures::ALL.len()];
        for unit in &tops {
            if as_of.is_some() && unit.kind != "county" {
                continue;
            }
            let own = of_unit(&mut tx, &asked, unit.id).await;
            let there = Scope {
                unit: Some(unit.id),
                tier: None,
            };
            for (sum, figure) in sums.iter_mut().zip(counted()) {
                let n = own.count(figure.what, &Scope::default());
                let seen = city.count(figure.what, &there);
                assert_eq!(n, seen, "{} of {}", figure.code, unit.name);
                *sum += n;
            }
        }
        for (sum, figure) in sums.iter().zip(counted()).filter(|_| as_of.is_none()) {
            let all = city.count(figure.what, &Scope::default());
            assert_eq!(*sum, all, "{}", figure.code);
        }
    }
}
