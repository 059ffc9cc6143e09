//! Who enters what of whom, and what becomes of it.

use super::{SCAN, approved, enter, fields, paper, send, stored};
use zhenggai::domain::signing::Purpose;

use crate::people::delegation::order;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

#[tokio::test]
async fn nobody_vouches_for_their_own_for_what_they_lead_or_for_another_unit() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let path = paper(&filed, "claim");
    for who in [
        "official",
        "leader",
        "office",
        "county",
        "unithead",
        "reviewer",
        "colleague",
    ] {
        app.as_(who).await.get(&path).await.expect(403);
    }
    app.as_("liaison@beta").await.get(&path).await.expect(404);
    let liaison = app.as_("liaison").await;
    for (other, status) in [("otherlead", 403), ("cadre", 403), ("citylead", 403)] {
        let theirs = Filed::by(&app, other, &draft("乙")).await;
        liaison.get(&paper(&theirs, "claim")).await.expect(status);
    }
    // The liaison finds the way among what remains of the unit, while a signature is due.
    let rows = liaison.get("/follow-up/rows").await.expect(200);
    assert_eq!(rows.attributes("a[href$='/paper']", "href"), [path.as_str()]);
    let head = app.as_("unithead").await.get("/follow-up/rows").await.expect(200);
    assert!(!head.has("a[href$='/paper']"));
    // Made liaison, the leader still does not enter their own, nor what they lead.
    sqlx::query("update accounts set person_id = $1 where id = $2")
        .bind(app.cast.person("leader"))
        .bind(app.cast.member("liaison").account)
        .execute(app.loader())
        .await
        .expect("another person");
    app.as_("liaison").await.get(&path).await.expect(403);
    assert!(stored(&app, &filed).await.is_empty());
}

#[tokio::test]
async fn on_paper_too_the_owner_signs_first_and_then_the_leader() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let liaison = app.as_("liaison").await;
    let path = paper(&filed, "claim");
    app.pass(chrono::TimeDelta::days(3)).await;
    enter(&liaison, &path).await.redirected();
    let mut earlier = fields(&liaison.get(&path).await.expect(200));
    let day = app.clock.today() - chrono::TimeDelta::days(1);
    earlier[4].1 = day.to_string();
    let page = send(&liaison, &path, &earlier, ("a.pdf", SCAN)).await.expect(422);
    assert!(page.text().contains("早于本人签字的日期"), "{}", page.text());
    assert_eq!(stored(&app, &filed).await.len(), 1);
}

#[tokio::test]
async fn a_correction_voids_what_was_signed_on_paper_as_it_does_others() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let liaison = app.as_("liaison").await;
    enter(&liaison, &paper(&filed, "claim")).await.redirected();
    let official = app.as_("official").await;
    let page = crate::signing::correction::retyped(
        &app,
        &official,
        &filed,
        &crate::signing::correction::other_cause(),
    )
    .await;
    let form = page.form(&filed.path("correction")).set("reason", "不是我签的");
    official.submit(form).await.redirected();
    let signed = stored(&app, &filed).await;
    assert_eq!(signed[0].broken.as_deref(), Some("不是我签的"));
    let sheet = official.get(&filed.path("signatures/claim")).await.expect(200);
    assert!(
        sheet.has(".zg-sign .is-broken") && !sheet.text().contains("录入了您在纸上的签字"),
        "{}",
        sheet.text()
    );
}

#[tokio::test]
async fn whoever_stands_in_for_the_leader_enters_nothing_of_what_is_led() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let path = paper(&filed, "claim");
    sqlx::query("update accounts set person_id = $1 where id = $2")
        .bind(app.cast.person("colleague"))
        .bind(app.cast.member("liaison").account)
        .execute(app.loader())
        .await
        .expect("another person");
    app.as_("liaison").await.get(&path).await.expect(200);
    let leader = format!("/people/{}", app.cast.person("leader"));
    let days = ["2018-09-25", "2018-09-30"];
    order(&app.as_("office").await, &leader, "A002", days, false).await;
    app.as_("liaison").await.get(&path).await.expect(403);
}

#[tokio::test]
async fn no_paper_is_older_than_what_is_signed_on_it() {
    let app = TestApp::small().await;
    let filed = approved(&app).await;
    let (official, liaison) = (app.as_("official").await, app.as_("liaison").await);
    // Days after the approval the text was corrected: what says so was not there before.
    app.pass(chrono::TimeDelta::days(3)).await;
    filed.sign(&app, "official", Purpose::Claim).await;
    let mut wanted = draft("甲");
    "怕被围着问".clone_into(&mut wanted.causes[0].text);
    let page = crate::signing::correction::retyped(&app, &official, &filed, &wanted).await;
    let form = page.form(&filed.path("correction"));
    official
        .submit(form.set("reason", "原因没有找准"))
        .await
        .redirected();
    let day_before = |app: &TestApp| (app.clock.today() - chrono::TimeDelta::days(1)).to_string();
    let early = async |purpose: &str| {
        let path = paper(&filed, purpose);
        let page = liaison.get(&path).await.expect(200);
        assert_eq!(
            page.attributes("#signed_on", "min"),
            [app.clock.today().to_string()]
        );
        let mut early = fields(&page);
        early[4].1 = day_before(&app);
        let refused = send(&liaison, &path, &early, ("a.pdf", SCAN)).await.expect(422);
        assert!(
            refused.text().contains("早于可以签字的那一天"),
            "{}",
            refused.text()
        );
    };
    if filed.now(&app).await.state.code() == "awaiting_owner" {
        early("claim").await;
    } else {
        panic!("a cause alone needs no review again");
    }
    for _ in 0..2 {
        enter(&liaison, &paper(&filed, "claim")).await.redirected();
    }
    app.pass(chrono::TimeDelta::days(2)).await;
    filed.report(&app, "Done, each answered").await;
    early("complete").await;
    // The next who is to sign reads the day that stands on the paper.
    app.pass(chrono::TimeDelta::days(1)).await;
    let path = paper(&filed, "complete");
    let mut day = fields(&liaison.get(&path).await.expect(200));
    day[4].1 = day_before(&app);
    send(&liaison, &path, &day, ("a.pdf", SCAN)).await.redirected();
    let printed = liaison.get(&path).await.expect(200);
    let said = app.clock.today() - chrono::TimeDelta::days(1);
    assert!(
        printed
            .text()
            .contains(&format!("已签 {}", said.format("%Y年%-m月%-d日"))),
        "{}",
        printed.text()
    );
}

#[tokio::test]
async fn whoever_enters_a_scan_that_stands_with_another_problem_is_told() {
    let app = TestApp::small().await;
    let (first, second) = (approved(&app).await, approved(&app).await);
    let liaison = app.as_("liaison").await;
    let said = async |filed: &Filed| {
        let to = enter(&liaison, &paper(filed, "claim")).await.redirected();
        liaison.get(&to).await.expect(200).text()
    };
    for _ in ["owner", "leader"] {
        let said = said(&first).await;
        assert!(
            said.contains("已录入") && !said.contains("同一份扫描件"),
            "{said}"
        );
    }
    let said = said(&second).await;
    assert!(said.contains("还用在别的 1 个问题上"), "{said}");
}
