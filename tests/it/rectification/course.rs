//! The course of a rectification as it is shown.

use chrono::TimeDelta;
use zhenggai::domain::rectification::Gate;
use zhenggai::domain::signing::Purpose;

use crate::review::filed::{Filed, draft};
use crate::support::TestApp;

#[tokio::test]
async fn the_course_is_told_strictly_by_time() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲"))
        .await
        .claimed(&app)
        .await;
    let official = app.as_("official").await;
    let note = async |words: &str| {
        app.pass(TimeDelta::minutes(1)).await;
        let desk = official.get(&filed.path("completion")).await.expect(200);
        let form = desk.form(&filed.path("progress")).set("words", words);
        official.submit(form).await.redirected();
    };
    note("头一笔进展").await;
    filed.report(&app, "头一次报完成").await;
    for who in filed.both(&app) {
        filed.sign(&app, who, Purpose::Complete).await;
    }
    filed.send_back(&app, "reviewer", Gate::Group).await;
    note("退回以后的进展").await;
    filed.report(&app, "再一次报完成").await;
    let page = official.get(&filed.path("completion")).await.expect(200);
    let told = page.texts(".zg-story > li");
    let wanted = [
        "头一笔进展",
        "头一次报完成",
        "退回整改",
        "退回以后的进展",
        "再一次报完成",
    ];
    assert_eq!(told.len(), wanted.len(), "{told:?}");
    for (told, wanted) in told.iter().zip(wanted) {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
}

#[tokio::test]
async fn nothing_was_done_before_it_was_taken_on() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("对投诉重转办"))
        .await
        .claimed(&app)
        .await;
    let (official, desk) = (app.as_("official").await, filed.path("completion"));
    let report = official.get(&desk).await.expect(200).form(&desk);
    let day_before = app.clock.today() - TimeDelta::days(1);
    let early = report
        .set("outcome", "11 件全部回访")
        .set("done_on", &day_before.to_string());
    let early = official.submit(early).await.expect(422);
    let said = early.texts("#done_on-e").concat();
    assert!(
        said.contains(&format!("不能早于认领的那天（{}）", app.clock.today())),
        "{said}"
    );
    assert_eq!(early.form(&desk).value("outcome"), Some("11 件全部回访"));
    let today = early.form(&desk).set("done_on", &app.clock.today().to_string());
    official.submit(today).await.redirected();
}
