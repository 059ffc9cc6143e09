//! Leading bodies as owners: who writes, the meeting before the submission, who signs.

use zhenggai::domain::lists::State;
use zhenggai::domain::signing::Purpose;

use super::{acts, filled};
use crate::signing::offline::{all_hold, file};
use crate::support::filed::{Filed, draft};
use crate::support::{Client, PASSWORD, TestApp};

async fn discuss(client: &Client, app: &TestApp, kind: &str, held_on: &str) -> crate::support::Page {
    let path = format!("/bodies/{}/discussions", app.cast.unit("committee"));
    let form = client.get("/bodies").await.expect(200).form(&path);
    let form = form.set("kind", kind).set("meeting", "第 3 次会议");
    client.submit(form.set("held_on", held_on)).await
}

#[tokio::test]
async fn a_drafter_writes_and_submits_only_once_the_body_has_talked_about_it() {
    let app = TestApp::small().await;
    let drafter = app.as_("colleague").await;
    let path = format!("/bodies/{}/problems", app.cast.unit("committee"));
    let page = drafter.get(&format!("{path}/new")).await.expect(200);
    let form = filled(page.form(&path), "议事多、督办少");
    let refused = drafter.submit(form.clone()).await.expect(422);
    assert!(
        refused.text().contains("班子清单要先集体研究"),
        "{}",
        refused.text()
    );
    let (id, state, _) = super::problems(&app).await.remove(0);
    assert_eq!(state, "draft", "what was typed is kept");

    let tomorrow = discuss(&drafter, &app, "standing", "2018-09-26")
        .await
        .expect(422);
    assert!(tomorrow.text().contains("会议日期不能晚于今天"));
    assert_eq!(
        tomorrow.attributes("input[name=meeting]", "value"),
        ["第 3 次会议"]
    );
    assert_eq!(
        discuss(&drafter, &app, "standing", "2018-09-20")
            .await
            .redirected(),
        "/bodies"
    );
    let submission = format!("/problems/{id}/submission");
    let page = drafter.get(&format!("/problems/{id}/edit")).await.expect(200);
    assert!(page.text().contains("第 3 次会议"), "{}", page.text());
    let form = page.form(&submission).set("do", "submit");
    assert_eq!(drafter.submit(form).await.redirected(), "/bodies");
    assert_eq!(
        acts(&app, &id).await,
        ["problem.started", "problem.discussed", "problem.submitted"]
    );
    let (_, content, whole) = super::revisions(&app, &id).await.remove(0);
    let content: serde_json::Value = serde_json::from_str(&content).expect("JSON");
    assert!(whole);
    assert_eq!(content["responsibility"]["person"], "Standing Committee");
    assert_eq!(content["responsibility"]["staff_no"], "");
    let leader = content["responsibility"]["leader"].as_str().unwrap_or_default();
    assert!(leader.contains("cityhead of alpha"), "{leader}");
    // No text in the ledger, the meeting's name neither.
    let data: Vec<String> = sqlx::query_scalar("select data from events where object_id = $1::uuid")
        .bind(&id)
        .fetch_all(app.loader())
        .await
        .expect("read");
    assert!(!data.concat().contains("议事多") && !data.concat().contains("第 3 次"));
    // A drafter's own ledger is another one.
    assert!(!drafter.get("/my").await.expect(200).text().contains("议事多"));
}

#[tokio::test]
async fn the_principal_signs_then_the_superior_and_the_drafter_reads_no_more() {
    let app = TestApp::small().await;
    let filed = Filed::by_body(&app, "alpha", &draft("议事多、督办少")).await;
    let path = format!("/problems/{}", filed.id());
    let drafter = app.as_("colleague").await;
    assert_eq!(drafter.get(&path).await.status, 200, "still being filed");
    let filed = filed.approved(&app).await;
    for end in ["", "/edit", "/signatures/claim"] {
        let page = drafter.get(&format!("{path}{end}")).await;
        assert_eq!(page.status, 403, "{end}");
    }
    let list = drafter.get("/bodies").await.expect(200);
    assert!(!list.text().contains("议事多") && list.text().contains("由主要负责人办理"));

    let sheet = filed.path("signatures/claim");
    let of_body = format!("/to-sign/{}/claim", app.cast.unit("committee"));
    for (who, place, state) in [
        ("citylead", &sheet, State::AwaitingLeader),
        ("cityhead", &of_body, State::Claimed),
    ] {
        let client = app.as_(who).await;
        let waits = client.get("/to-sign").await.expect(200);
        assert!(waits.body.contains(place), "{who}: {}", waits.text());
        let form = client.get(place).await.expect(200).form(place);
        client.submit(form.set("password", PASSWORD)).await.redirected();
        assert_eq!(filed.now(&app).await.state, state, "{who}");
    }
    // The file names the body and its principal, who signed for it.
    let principal = filed.both(&app)[0];
    let signed = all_hold(&file(&app.as_(principal).await, &filed, "claim").await);
    assert!(
        signed[0].signer.contains(&format!("{principal} of alpha")) && signed[0].signer.contains("Committee"),
        "{signed:?}"
    );
    // Done is reported by the principal as well, and checked by the group.
    filed.report(&app, "件件有督办").await;
    for who in filed.both(&app) {
        filed.sign(&app, who, Purpose::Complete).await;
    }
    let now = filed.now(&app).await;
    assert_eq!(now.rectification.as_deref(), Some("awaiting_check"));
    assert!(now.cosigned_at.is_some());
}

#[tokio::test]
async fn a_bodys_texts_are_for_whom_the_head_of_the_office_names_and_each_opening_is_recorded() {
    let app = TestApp::small().await;
    let filed = Filed::by_body(&app, "alpha", &draft("议事多、督办少")).await;
    let openings = || async {
        let acts = acts(&app, &filed.id()).await;
        acts.iter().filter(|act| *act == "problem.opened").count()
    };
    let path = format!("/problems/{}", filed.id());
    for (who, status, opened) in [
        ("colleague", 200, 0),
        ("citylead", 200, 0),
        ("officehead", 403, 0),
        ("leader", 403, 0),
        ("liaison", 403, 0),
        ("county", 403, 0),
        ("figures", 403, 0),
        ("secadmin", 403, 0),
        ("office", 200, 1),
        ("cityhead", 200, 2),
        ("grouphead", 200, 3),
    ] {
        assert_eq!(app.as_(who).await.get(&path).await.status, status, "{who}");
        assert_eq!(openings().await, opened, "{who}");
    }
    let unsent = Filed::draft_of_body(&app, "alpha", &draft("还没说完")).await;
    let path = format!("/problems/{}", unsent.id());
    for who in ["office", "cityhead", "reviewer"] {
        assert_eq!(app.as_(who).await.get(&path).await.status, 403, "{who}");
    }
}

#[tokio::test]
async fn the_office_says_who_acts_for_a_body_and_whoever_loses_the_duty_is_out_at_once() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let path = format!("/units/{}", app.cast.unit("committee"));
    let form = office
        .get(&path)
        .await
        .expect(200)
        .form(&format!("{path}/duties"));
    // Principal and superior are two people.
    let both = form.clone().set("duty", "superior").set("staff_no", "C002");
    let refused = office.submit(both).await.expect(422);
    assert_eq!(refused.attributes("#staff_no", "value"), ["C002"]);
    let unknown = form.clone().set("duty", "drafter").set("staff_no", "Z999");
    assert!(office.submit(unknown).await.expect(422).has("#staff_no-e"));
    assert_eq!(app.as_("official").await.get("/bodies").await.status, 403);
    let named = form.set("duty", "drafter").set("staff_no", "A001");
    assert_eq!(office.submit(named).await.redirected(), path);
    assert_eq!(app.as_("official").await.get("/bodies").await.status, 200);
    let end = sqlx::query_scalar::<_, String>(
        "select duty from body_duties where person_id = $1 and to_at = 'infinity'",
    );
    let held = end
        .bind(app.cast.person("official"))
        .fetch_all(app.loader())
        .await;
    assert_eq!(held.expect("read"), ["drafter"]);

    let removal = [
        ("act_id", "00000000-0000-4000-8000-00000000000a"),
        ("duty", "drafter"),
        ("person", &app.cast.person("colleague").to_string()),
    ];
    office
        .post(&format!("{path}/duties/removal"), &removal)
        .await
        .redirected();
    assert_eq!(app.as_("colleague").await.get("/bodies").await.status, 403);
    // A department has no such duties.
    let department = format!("/units/{}", app.cast.unit("dept-a"));
    assert!(!office.get(&department).await.expect(200).has("#duties-h"));
}
