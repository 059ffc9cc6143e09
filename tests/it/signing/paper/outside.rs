//! Above the city's first official the roster has nobody: whom the office names co-signs on paper, for the claim and the completion.

use zhenggai::domain::signing::Purpose;

use super::{SCAN, enter, fields, paper, send};
use crate::people::posting;
use crate::rectification::extensions;
use crate::signing::{form, stored};
use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{Client, TestApp};

const TITLE: &str = "省里 分管副职";

fn path(app: &TestApp, who: &str) -> String {
    format!("/people/{}/outside-leader", app.cast.person(who))
}

/// Names one by the form.
async fn name(app: &TestApp, office: &Client, who: &str, name: &str) -> String {
    let path = path(app, who);
    let form = office.get(&path).await.expect(200).form(&path);
    let form = form
        .set("name", name)
        .set("title", TITLE)
        .set("reason", "省文件 9 号");
    office.submit(form).await.redirected()
}

/// The city's first official, with an approved problem.
async fn first(app: &TestApp) -> Filed {
    Filed::by(app, "cityhead", &draft("First"))
        .await
        .approved(app)
        .await
}

#[tokio::test]
async fn the_first_official_signs_here_and_whom_the_office_names_on_paper() {
    let app = TestApp::small().await;
    let filed = first(&app).await;
    let (owner, office) = (app.as_("cityhead").await, app.as_("office").await);
    // Before anybody is named the sheet says so, and offers no form.
    let sheet = owner.get(&filed.path("signatures/claim")).await.expect(200);
    assert!(sheet.text().contains("由活动办指定谁会签") && !sheet.has("input[name=password]"));
    let list = office.get("/outside-leaders").await.expect(200);
    assert!(
        list.text().contains("还没有指定") && list.text().contains("cityhead of alpha"),
        "{}",
        list.text()
    );
    let to = name(&app, &office, "cityhead", "外省甲").await;
    assert_eq!(to, format!("/people/{}", app.cast.person("cityhead")));
    let page = office.get(&to).await.expect(200);
    assert!(
        page.text().contains("外省甲") && page.text().contains("省文件 9 号"),
        "{}",
        page.text()
    );

    for (purpose, which) in [("claim", Purpose::Claim), ("complete", Purpose::Complete)] {
        if purpose == "complete" {
            filed.report(&app, "Done, each answered").await;
        }
        // Nothing is entered before the owner signed.
        office.get(&paper(&filed, purpose)).await.expect(403);
        if which == Purpose::Claim {
            let signed = owner.submit(form(&owner, &filed, purpose).await).await;
            signed.redirected();
        } else {
            filed.sign(&app, "cityhead", which).await;
        }
        let sheet = filed.path(&format!("signatures/{purpose}"));
        let text = owner.get(&sheet).await.expect(200).text();
        for said in [
            "等 外省甲 省里 分管副职 在纸上签字，由市活动办录入扫描件",
            "会签人 外省甲",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let nav = office.get("/people").await.expect(200);
        assert!(nav.texts("nav a[href='/outside-leaders']").concat().contains('1'));
        let list = office.get("/outside-leaders").await.expect(200);
        let hrefs = list.attributes("main a[href$='/paper']", "href");
        assert_eq!(hrefs, [paper(&filed, purpose)]);
        let printed = office.get(&hrefs[0]).await.expect(200);
        assert!(
            printed.text().contains(TITLE) && !printed.body.contains("投诉办理"),
            "no texts"
        );
        assert_eq!(enter(&office, &hrefs[0]).await.redirected(), "/outside-leaders");
    }
    let acts = office.get(&to).await.expect(200).text();
    assert!(acts.contains("录入了纸面签字"), "{acts}");
    let now = filed.now(&app).await;
    assert_eq!(now.rectification.as_deref(), Some("awaiting_check"));
    assert!(now.claimed_at.is_some() && now.cosigned_at.is_some());
    let leader = now.leader.expect("named").0;
    let signers: Vec<_> = stored(&app, &filed).await.iter().map(|one| one.signer).collect();
    let me = app.cast.person("cityhead").0;
    assert_eq!(signers, [me, leader, me, leader]);
    // What both signed names both, and can be checked without the program.
    let file = owner
        .get(&filed.path("signatures/claim/evidence"))
        .await
        .expect(200);
    assert!(file.body.contains("外省甲") && file.body.contains(TITLE));
    let checked = zhenggai::domain::signing::bundle::check(file.body.as_bytes());
    assert!(checked.is_ok(), "{checked:?}");
    assert_eq!(
        office
            .get("/outside-leaders")
            .await
            .expect(200)
            .attributes("main a[href$='/paper']", "href")
            .len(),
        0
    );
}

#[tokio::test]
async fn nobody_but_the_city_office_enters_it_and_nobody_for_themself() {
    let app = TestApp::small().await;
    let filed = first(&app).await;
    let office = app.as_("office").await;
    name(&app, &office, "cityhead", "外省甲").await;
    filed.sign(&app, "cityhead", Purpose::Claim).await;
    let path = paper(&filed, "claim");
    let page = office.get(&path).await.expect(200);
    for (who, status) in [
        ("cityhead", 403),
        ("citylead", 403),
        ("liaison", 403),
        ("county", 403),
        ("reviewer", 403),
        ("sysadmin", 403),
        ("office@beta", 404),
    ] {
        let client = app.as_(who).await;
        client.get(&path).await.expect(status);
        let sent = send(&client, &path, &fields(&page), ("签字.pdf", SCAN)).await;
        assert_eq!(sent.status, status, "{who}");
    }
    // As the owner it can't be entered.
    let mut forged = fields(&page);
    for (field, value) in &mut forged {
        if field == "role" {
            "owner".clone_into(value);
        }
    }
    let sent = send(&office, &path, &forged, ("签字.pdf", SCAN)).await;
    assert_eq!(sent.status, 422);
    assert_eq!(stored(&app, &filed).await.len(), 1);
    // Whoever entered it sees what they handed in, though the texts are not theirs to read; nobody else does.
    let head = app.as_("officehead").await;
    head.get(&filed.path("signatures/claim")).await.expect(403);
    let sent = fields(&head.get(&path).await.expect(200));
    // A form that is sent twice counts once, and says so.
    for _ in 0..2 {
        let to = send(&head, &path, &sent, ("签字.pdf", SCAN)).await.redirected();
        assert_eq!(to, "/outside-leaders");
    }
    assert_eq!(stored(&app, &filed).await.len(), 2);
    head.get(&path).await.expect(403);
    let scan: uuid::Uuid =
        sqlx::query_scalar("select signature_id from paper_signatures where problem_id = $1")
            .bind(filed.problem.id.0)
            .fetch_one(app.loader())
            .await
            .expect("a scan");
    let scan = format!("/paper-signatures/{scan}/scan");
    assert_eq!(head.get(&scan).await.expect(200).bytes, SCAN);
    app.as_("liaison").await.get(&scan).await.expect(403);
    app.as_("officehead@beta").await.get(&scan).await.expect(404);
}

#[tokio::test]
async fn another_takes_over_what_waits_and_whoever_has_a_superior_needs_none() {
    let app = TestApp::small().await;
    let filed = first(&app).await;
    let office = app.as_("office").await;
    name(&app, &office, "cityhead", "外省甲").await;
    filed.sign(&app, "cityhead", Purpose::Claim).await;
    name(&app, &office, "cityhead", "外省乙").await;
    let list = office.get("/outside-leaders").await.expect(200);
    assert!(
        list.text().contains("外省乙") && !list.text().contains("外省甲"),
        "{}",
        list.text()
    );
    let form = path(&app, "cityhead");
    // The first one can be chosen again without writing the same twice.
    let page = office.get(&form).await.expect(200);
    let known = page.attributes("#known option", "value");
    assert_eq!(known.len(), 2, "another, and the one before");
    let again = page
        .form(&form)
        .set("known", &known[1])
        .set("reason", "Back again");
    office.submit(again).await.redirected();
    assert!(
        office
            .get("/outside-leaders")
            .await
            .expect(200)
            .text()
            .contains("外省甲")
    );

    let official = path(&app, "official");
    let page = office.get(&official).await.expect(200);
    let typed = page
        .form(&official)
        .set("name", "外省丙")
        .set("title", TITLE)
        .set("reason", "No ground");
    let refused = office.submit(typed).await.expect(422);
    assert!(
        refused.text().contains("名册上已有分管领导 leader of alpha"),
        "{}",
        refused.text()
    );
    assert_eq!(refused.attributes("#name", "value"), ["外省丙"]);
    let own = office.get(&form).await.expect(200).form(&form);
    let own = own
        .set("name", "cityhead of alpha")
        .set("title", TITLE)
        .set("reason", "Nobody else");
    let refused = office.submit(own).await.expect(422);
    assert!(refused.text().contains("分管领导不能是本人"));
    let empty = office.get(&form).await.expect(200).form(&form);
    let refused = office
        .submit(empty.set("title", &"职".repeat(61)))
        .await
        .expect(422);
    assert!(
        ["#name-e", "#title-e", "#reason-e"]
            .iter()
            .all(|css| refused.has(css))
    );
    for (who, status) in [
        ("county", 403),
        ("liaison", 403),
        ("cityhead", 403),
        ("office@beta", 404),
    ] {
        app.as_(who).await.get(&form).await.expect(status);
        let listed = if who == "office@beta" { 200 } else { 403 };
        app.as_(who).await.get("/outside-leaders").await.expect(listed);
    }
    // Nor by a change of post, for whoever has a leader in the roster.
    let number: String =
        sqlx::query_scalar("select min(staff_no) from persons where outside_title is not null")
            .fetch_one(app.loader())
            .await
            .expect("a number");
    let person = posting::path(&app, "official");
    let refused = posting::look(&office, &person, "change", &[("leader", &number)]).await;
    assert!(refused.expect(422).text().contains("不由名册外的领导会签"));
    let person = posting::path(&app, "cityhead");
    let kept = posting::look(&office, &person, "change", &[("title", "Secretary")]).await;
    // Whoever is led from outside stays so.
    assert!(kept.expect(200).text().contains("由市活动办录入"));
    // One outside is nobody of the roster: not found, given no post, and nobody stands in for them.
    let leader = filed.now(&app).await.leader.expect("named");
    let page = office.get(&format!("/people/{leader}")).await.expect(200);
    assert!(
        page.text().contains(TITLE)
            && !page.has("a[href*='/posting']")
            && !page.has("a[href$='/delegations']")
    );
    assert!(
        !office
            .get("/people?q=外省")
            .await
            .expect(200)
            .text()
            .contains("外省甲")
    );
}

#[tokio::test]
async fn one_outside_reads_nothing_here_and_is_asked_for_no_time() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    name(&app, &office, "cityhead", "外省甲").await;
    lay_route(&app, "alpha", "city", &["leader", "group"]).await;
    let filed = first(&app).await;
    filed.sign(&app, "cityhead", Purpose::Claim).await;
    enter(&office, &paper(&filed, "claim")).await.redirected();
    extensions::ask(&app, &filed, "2018-11-20").await.redirected();
    let state: String = sqlx::query_scalar("select state from extensions where problem_id = $1")
        .bind(filed.problem.id.0)
        .fetch_one(app.loader())
        .await
        .expect("asked");
    assert_eq!(state, "awaiting_office");
}
