//! The standing committee, body and members: its problems, and those that the province passed at the first submission.

use chrono::TimeDelta;
use zhenggai::domain::campaigns::store::join_cohort;

use super::{figure, rows};
use crate::packages::{carry_all, first, freeze, rule};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft, lay_route};

/// Takes people of the cast into a cohort.
async fn join(app: &TestApp, code: &str, who: &[&str]) {
    let mut tx = app.tx("alpha").await;
    let owners: Vec<uuid::Uuid> = who.iter().map(|who| app.cast.person(who).0).collect();
    let at = app.clock.now();
    join_cohort(&mut tx, app.cast.campaigns["alpha"], code, &owners, at)
        .await
        .expect("joined");
    tx.commit().await.expect("committed");
}

#[tokio::test]
async fn first_pass_counts_what_the_province_never_returned() {
    let app = TestApp::small().await;
    join(&app, "city_leaders", &["cityhead", "citylead"]).await;
    join(&app, "standing_committee", &["citylead"]).await;
    lay_route(&app, "alpha", "city", &["province"]).await;
    let province = app.as_("province@prov").await;
    let mut filed = Vec::new();
    for (title, reason) in [("Passed", None), ("Returned first", Some("05"))] {
        filed.push(Filed::by(&app, "citylead", &draft(title)).await);
        freeze(&app, "alpha").await;
        carry_all(&app).await;
        let entry = first(&province).await;
        rule(&province, &entry, reason).await;
        carry_all(&app).await;
    }
    // Of somebody outside the cohort, and of one whom only the group reviewed.
    Filed::by(&app, "cityhead", &draft("Another's")).await;
    lay_route(&app, "alpha", "city", &["group"]).await;
    Filed::by(&app, "citylead", &draft("The group's"))
        .await
        .approved(&app)
        .await;
    app.pass(TimeDelta::days(2)).await;
    lay_route(&app, "alpha", "city", &["province"]).await;
    let mut better = draft("Returned first");
    better.manifestation = "6月以来 11 件投诉重转办。".to_owned();
    filed[1].submit(&app, &better).await;
    freeze(&app, "alpha").await;
    carry_all(&app).await;
    for _ in 0..2 {
        let entry = first(&province).await;
        rule(&province, &entry, None).await;
    }
    carry_all(&app).await;

    let office = app.as_("office").await;
    for (day, committee, passed) in [
        ("2018-09-24", (0, Some(0)), (0, Some(0))),
        ("2018-09-25", (2, Some(2)), (1, Some(2))),
        ("2018-09-27", (3, Some(4)), (1, Some(3))),
    ] {
        for (code, expected) in [
            ("problems_standing_committee", committee),
            ("first_pass_standing_committee", passed),
        ] {
            let (n, of, _) = figure(&office, code, day).await;
            assert_eq!((n, of), expected, "{code} on {day}");
            let address = format!("/figures/rows?figure={code}&as_of={day}");
            assert_eq!(rows(&office, &address).await, n, "{code} on {day}");
        }
    }
}
