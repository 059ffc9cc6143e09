//! Lamps follow from dates, wherever they are shown: shape, word and colour together.

use chrono::TimeDelta;
use zhenggai::domain::signing::Purpose;

use crate::review::filed::{Filed, draft};
use crate::support::{Page, TestApp};

/// Code and word of each lamp on a page.
fn lamps(page: &Page) -> Vec<(String, String)> {
    let classes = page.attributes("main .zg-lamp", "class");
    let words = page.texts("main .zg-lamp b");
    assert_eq!(classes.len(), words.len(), "each lamp has its word");
    let codes = classes
        .iter()
        .map(|class| class.trim_start_matches("zg-lamp is-").to_owned());
    codes.zip(words).collect()
}

#[tokio::test]
async fn a_lamp_goes_from_green_over_yellow_to_red() {
    let app = TestApp::small().await;
    let mut text = draft("甲");
    // A Wednesday; today is Tuesday the 25th of September.
    "2018-10-17".clone_into(&mut text.due);
    let submitted = Filed::by(&app, "official", &text).await;
    let problem = format!("/problems/{}", submitted.id());
    let shown = || async { lamps(&app.as_("official").await.get(&problem).await.expect(200)) };
    assert!(shown().await.is_empty(), "no time runs before the approval");
    let filed = submitted.claimed(&app).await;
    let lamp = |code: &str, word: &str| vec![(code.to_owned(), word.to_owned())];
    for (day, code, word) in [
        ("2018-09-25", "green", "正常"),
        // A Thursday: four days of work are left; on Friday three.
        ("2018-10-11", "green", "正常"),
        ("2018-10-12", "yellow", "临期"),
        ("2018-10-14", "yellow", "临期"),
        ("2018-10-17", "yellow", "临期"),
        ("2018-10-18", "red", "逾期"),
    ] {
        let day: chrono::NaiveDate = day.parse().expect("a date");
        app.pass(day - app.clock.today()).await;
        assert_eq!(shown().await, lamp(code, word), "on {day}");
    }
    let desk = app
        .as_("official")
        .await
        .get(&filed.path("completion"))
        .await
        .expect(200);
    assert_eq!(lamps(&desk), lamp("red", "逾期"));
    let my = app.as_("official").await.get("/my").await.expect(200);
    assert!(lamps(&my).iter().all(|(code, _)| code == "red"));
}

#[tokio::test]
async fn the_day_ends_at_midnight_in_shanghai() {
    let app = TestApp::small().await;
    let mut text = draft("甲");
    "2018-09-25".clone_into(&mut text.due);
    "2018-09-25".clone_into(&mut text.measures[0].due);
    let filed = Filed::by(&app, "official", &text).await.claimed(&app).await;
    let official = app.as_("official").await;
    let code = || async {
        lamps(&official.get(&filed.path("completion")).await.expect(200))
            .remove(0)
            .0
    };
    let midnight = zhenggai::kernel::clock::start_of(app.clock.today().succ_opt().expect("a day"));
    app.pass(midnight - app.clock.now() - TimeDelta::microseconds(1))
        .await;
    assert_eq!(code().await, "yellow");
    app.pass(TimeDelta::microseconds(1)).await;
    assert_eq!(code().await, "red");
}

#[tokio::test]
async fn the_clock_stands_still_once_the_leader_has_confirmed_and_lateness_stays_visible() {
    let app = TestApp::small().await;
    let mut text = draft("甲");
    "2018-10-17".clone_into(&mut text.due);
    let in_time = Filed::by(&app, "official", &text).await.cosigned(&app).await;
    let late = Filed::by(&app, "official", &text).await.claimed(&app).await;
    app.pass(TimeDelta::days(60)).await;
    late.report(&app, "晚了").await;
    for who in ["official", "leader"] {
        late.sign(&app, who, Purpose::Complete).await;
    }
    let of = |filed: &Filed| format!("/problems/{}", filed.id());
    let official = app.as_("official").await;
    let shown = |path: String| {
        let official = official.clone();
        async move { lamps(&official.get(&path).await.expect(200)) }
    };
    assert_eq!(
        shown(of(&in_time)).await[0].0,
        "green",
        "a late check makes no work late"
    );
    assert_eq!(shown(of(&late)).await[0].0, "red");
    let reviewer = app.as_("reviewer").await;
    for filed in [&in_time, &late] {
        let checks = filed.path("checks");
        let form = reviewer
            .get(&checks)
            .await
            .expect(200)
            .form(&checks)
            .add("verdict", "accept");
        reviewer.submit(form).await.redirected();
    }
    let office = app.as_("office").await;
    let page = office.get("/closures").await.expect(200);
    office.submit(page.form("/closures")).await.redirected();
    assert_eq!(
        shown(of(&in_time)).await,
        [("grey".to_owned(), "已销号".to_owned())]
    );
    assert_eq!(
        shown(of(&late)).await,
        [("late".to_owned(), "逾期销号".to_owned())]
    );
}
