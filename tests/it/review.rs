//! Review: the queue, the cockpit, verdicts with their reasons, who may and who may not.

pub use crate::support::filed;
mod batch;
mod lots;
mod revoked;
mod rights;
mod scripted;
mod second;
mod stages;
mod undo;
mod verdicts;

use chrono::TimeDelta;

use crate::support::TestApp;
use filed::{Filed, draft};

#[tokio::test]
async fn the_queue_shows_what_the_groups_units_submitted_and_leaves_out_ones_own() {
    let app = TestApp::small().await;
    let reviewer = app.as_("reviewer").await;
    assert!(reviewer.get("/review").await.expect(200).has(".zg-empty"));

    let mine = Filed::by(&app, "official", &draft("甲事推来推去")).await;
    Filed::by(&app, "cadre", &draft("乙事久拖不办")).await;
    // The reviewer's own unit, and the reviewer's own.
    Filed::by(&app, "otherlead", &draft("丙事不该他审")).await;
    Filed::by(&app, "reviewer", &draft("丁事是他本人")).await;
    let page = reviewer.get("/review").await.expect(200);
    let text = page.text();
    assert!(
        text.contains("待我审 2 条") && text.contains("另有 2 条"),
        "{text}"
    );
    assert!(text.contains("甲事推来推去") && text.contains("乙事久拖不办"));
    assert!(!text.contains("丙事") && !text.contains("丁事"), "{text}");

    let unit = app.cast.unit("dept-a");
    let filtered = reviewer
        .get(&format!("/review?unit={unit}&tier=township&again=0"))
        .await
        .expect(200);
    assert!(filtered.text().contains("甲事") && !filtered.text().contains("乙事"));
    let links = filtered.attributes("td.main a", "href");
    let link = format!("/problems/{}/review?unit={unit}&tier=township&again=0", mine.id());
    assert_eq!(links, [link]);
    let nothing = reviewer.get("/review?again=1").await.expect(200);
    assert!(nothing.has(".zg-empty"));
}

#[tokio::test]
async fn a_verdict_leads_to_the_next_entry_under_the_same_filter() {
    let app = TestApp::small().await;
    let first = Filed::by(&app, "official", &draft("甲事")).await;
    let second = Filed::by(&app, "official", &draft("乙事")).await;
    let elsewhere = Filed::by(&app, "cadre", &draft("丙事")).await;
    let reviewer = app.as_("reviewer").await;
    let filter = format!("?unit={}", app.cast.unit("dept-a"));

    let page = reviewer.get(&first.review(&filter)).await.expect(200);
    assert!(page.text().contains("第 1 / 2 条"), "{}", page.text());
    let form = page.form(&first.verdicts()).set("verdict", "approved");
    let undone = |ruled: &Filed| format!("&undo={}", ruled.id());
    let to = reviewer.submit(form).await.redirected();
    assert_eq!(to, second.review(&filter) + &undone(&first));
    let next = reviewer.get(&to).await.expect(200);
    assert!(next.texts(".zg-flash").join("").contains("已通过"));
    let form = next.form(&second.verdicts()).set("verdict", "approved");
    assert_eq!(
        reviewer.submit(form).await.redirected(),
        format!("/review{filter}") + &undone(&second)
    );
    let rest = reviewer.get("/review").await.expect(200);
    assert_eq!(rest.attributes("td.main a", "href"), [elsewhere.review("")]);
}

#[tokio::test]
async fn a_return_reaches_the_field_and_the_reviewer_sees_what_changed() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("对投诉重转办、轻督办")).await;
    let reviewer = app.as_("reviewer").await;
    let page = reviewer.get(&filed.review("")).await.expect(200);
    let form = page
        .form(&filed.verdicts())
        .set("verdict", "returned")
        .add("reason", "05")
        .set("quote-05", "有时存在 重转办")
        .set("words-05", "请写清几件、哪一天")
        .set("words", "改好再交");
    reviewer.submit(form).await.redirected();

    let official = app.as_("official").await;
    let edit = official.get(&filed.path("edit")).await.expect(200);
    let hits = edit.texts("mark.zg-hit");
    assert_eq!(hits, ["有时存在重转办"], "{}", edit.text());
    assert!(edit.text().contains("请写清几件、哪一天") && edit.text().contains("改好再交"));

    app.pass(TimeDelta::hours(1)).await;
    let mut better = draft("对投诉重转办、轻督办");
    better.manifestation = "6月以来 11 件投诉重转办的情况，没有到现场核实。".to_owned();
    filed.submit(&app, &better).await;
    let again = reviewer.get(&filed.review("")).await.expect(200);
    let (gone, new) = (again.texts(".zg-change del"), again.texts(".zg-change ins"));
    assert!(
        gone.concat().contains("有时存在") && new.concat().contains("11 件投诉"),
        "{gone:?} {new:?}"
    );
    let said = again.texts(".zg-side section").concat();
    assert!(
        said.contains("05") && said.contains("已改动") && said.contains("请写清几件、哪一天"),
        "{said}"
    );
    assert!(again.texts(".zg-case dl").concat().contains("怕麻烦"));
    assert!(reviewer.get("/review?again=1").await.text().contains("第 2 稿"));
}
