//! Past days: by recorded time, until 24:00 in Shanghai.

use chrono::{TimeDelta, TimeZone as _, Utc};
use zhenggai::domain::rectification::Gate;

use super::{figure, rows};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

#[tokio::test]
async fn a_past_day_stays_as_it_was() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "leader", &draft("Done and sent back"))
        .await
        .cosigned(&app)
        .await;
    app.clock.clone().advance(TimeDelta::days(2));
    filed.send_back(&app, "reviewer", Gate::Group).await;
    Filed::by(&app, "leader", &draft("Later"))
        .await
        .approved(&app)
        .await;
    app.clock.clone().advance(TimeDelta::days(2));

    let office = app.as_("office").await;
    for (day, expected) in [
        ("2018-09-24", (0, Some(0))),
        ("2018-09-25", (1, Some(1))),
        ("2018-09-26", (1, Some(1))),
        ("2018-09-27", (0, Some(2))),
        ("2018-09-29", (0, Some(2))),
    ] {
        let (n, of, _) = figure(&office, "rectified_county_level", day).await;
        assert_eq!((n, of), expected, "{day}");
        let address = format!("/figures/rows?figure=rectified_county_level&as_of={day}");
        assert_eq!(rows(&office, &address).await, n, "{day}");
    }
}

#[tokio::test]
async fn a_day_ends_at_midnight_in_shanghai() {
    let app = TestApp::small().await;
    // 23:50 and 00:10 in Shanghai are 15:50 and 16:10 in Greenwich.
    for minute in [-10, 10] {
        let midnight = Utc
            .with_ymd_and_hms(2018, 9, 26, 16, 0, 0)
            .single()
            .expect("an instant");
        let at = midnight + TimeDelta::minutes(minute);
        app.clock.clone().advance(at - app.clock.now());
        Filed::by(&app, "official", &draft("Submitted")).await;
    }
    let office = app.as_("office").await;
    for (day, expected) in [("2018-09-25", 0), ("2018-09-26", 1), ("2018-09-27", 2)] {
        assert_eq!(figure(&office, "waiting_review", day).await.0, expected, "{day}");
    }
}

#[tokio::test]
async fn confirmed_later_than_thirty_days_after_the_claim_is_rectified_but_not_immediately() {
    let app = TestApp::small().await;
    let soon = Filed::by(&app, "leader", &draft("Soon"))
        .await
        .claimed(&app)
        .await;
    let late = Filed::by(&app, "leader", &draft("Late"))
        .await
        .claimed(&app)
        .await;
    let complete = async |filed: &Filed| {
        filed.report(&app, "Done, each answered").await;
        for who in filed.both(&app) {
            filed
                .sign(&app, who, zhenggai::domain::signing::Purpose::Complete)
                .await;
        }
    };
    app.clock.clone().advance(TimeDelta::days(29));
    complete(&soon).await;
    app.clock.clone().advance(TimeDelta::days(2));
    complete(&late).await;
    let office = app.as_("office").await;
    let day = app.clock.today().to_string();
    assert_eq!(figure(&office, "rectified_county_level", &day).await.0, 2);
    assert_eq!(figure(&office, "immediate_county_level", &day).await.0, 1);
}

#[tokio::test]
async fn a_day_that_is_none_is_said_and_one_to_come_is_no_past() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    for day in ["yesterday", "2018-02-30", "99999-01-01", "%00"] {
        let page = office.get(&format!("/figures?as_of={day}")).await.expect(200);
        assert!(page.has("[aria-invalid], [role=alert]"), "{day}: {}", page.text());
    }
    office.get("/figures?as_of=2030-01-01").await.expect(200);
}
