//! Posts by hand: what goes along with a transfer, who signs then, and that past days stay.

use chrono::TimeDelta;
use zhenggai::domain::lists::State;
use zhenggai::domain::signing::Purpose;

use crate::figures::{figure, rows};
use crate::signing::offline::{all_hold, file};
use crate::support::filed::{Filed, draft, lay_route};
use crate::support::{Client, Page, TestApp};

pub fn path(app: &TestApp, who: &str) -> String {
    format!("/people/{}", app.cast.person(who))
}

/// Opens the form of a person's present post by its link and fills it.
pub(super) async fn fill(
    client: &Client,
    person: &str,
    kind: &str,
    fields: &[(&str, &str)],
) -> crate::support::Form {
    let page = client.get(person).await.expect(200);
    let link = page
        .attributes("a[href*='/posting?']", "href")
        .into_iter()
        .find(|href| href.contains(&format!("kind={kind}")))
        .expect("a link");
    let form = client
        .get(&link)
        .await
        .expect(200)
        .form(&format!("{person}/posting"));
    let filled = fields
        .iter()
        .fold(form, |form, (name, value)| form.set(name, value));
    filled.set("reason", "City document 7")
}

/// The page that says what goes along.
pub async fn look(client: &Client, person: &str, kind: &str, fields: &[(&str, &str)]) -> Page {
    let form = fill(client, person, kind, fields).await;
    client.submit(form.set("step", "preview")).await
}

pub(super) async fn confirm(client: &Client, person: &str, preview: &Page) -> String {
    let form = preview.form(&format!("{person}/posting")).set("step", "confirm");
    client.submit(form).await.redirected()
}

#[tokio::test]
async fn a_transfer_takes_problems_along_from_now_on_and_past_days_stay() {
    let app = TestApp::small().await;
    let claimed = Filed::by(&app, "official", &draft("Claimed"))
        .await
        .claimed(&app)
        .await;
    let submitted = Filed::by(&app, "official", &draft("Submitted")).await;
    let waiting = Filed::by(&app, "official", &draft("Waiting"))
        .await
        .approved(&app)
        .await;
    waiting.sign(&app, "official", Purpose::Claim).await;
    app.pass(TimeDelta::days(2)).await;
    let (office, person) = (app.as_("office").await, path(&app, "official"));
    let to = [
        ("unit", "Department B"),
        ("rank", "county_deputy"),
        ("leader", "B003"),
        ("title", "Deputy Head"),
    ];
    let preview = look(&office, &person, "change", &to).await.expect(200);
    let text = preview.text();
    assert!(
        text.contains("3 个问题随人走，其中正在审核 1 个，等分管领导签字 1 个")
            && text.contains("Department A")
            && text.contains("otherlead of alpha"),
        "{text}"
    );
    assert_eq!(
        claimed.now(&app).await.top_unit,
        app.cast.unit("dept-a"),
        "nothing was written yet"
    );
    assert_eq!(confirm(&office, &person, &preview).await, person);
    for filed in [&claimed, &submitted, &waiting] {
        let now = filed.now(&app).await;
        assert_eq!(now.top_unit, app.cast.unit("dept-b"));
        assert_eq!(now.leader, Some(app.cast.person("otherlead")));
        assert_eq!(now.tier.code(), "county");
        assert_eq!(now.number, filed.problem.number, "a number is for good");
        assert_eq!(
            filed.acts(&app).await.last().map(String::as_str),
            Some("problem.moved")
        );
    }
    // Now they count at the county's level and under the other department; on the days before they don't.
    let today = app.clock.today().to_string();
    for (day, expected) in [("2018-09-26", 0), (today.as_str(), 2)] {
        assert_eq!(
            figure(&office, "problems_county_level", day).await.0,
            expected,
            "{day}"
        );
        assert_eq!(figure(&office, "problems_all", day).await.0, 2, "{day}");
        let b = format!(
            "/figures/rows?figure=problems_all&as_of={day}&unit={}",
            app.cast.unit("dept-b")
        );
        assert_eq!(rows(&office, &b).await, expected, "{day}");
        assert_eq!(figure(&office, "cadres", day).await.0, 10, "{day}");
    }
    let page = office.get(&person).await.expect(200);
    let text = page.text();
    assert!(
        text.contains("Deputy Head") && text.contains("City document 7"),
        "{text}"
    );
    assert_eq!(
        page.texts(".zg-table th[scope=row]").len(),
        2,
        "both posts, now and before"
    );
    // Reviewers of department B are colleagues now and don't review; the old leader reads no more, the new one does.
    let problem = format!("/problems/{}", waiting.id());
    assert_eq!(app.as_("leader").await.get(&problem).await.status, 403);
    assert_eq!(app.as_("otherlead").await.get(&problem).await.status, 200);
    let queue = app.as_("reviewer").await.get(&submitted.review("")).await;
    assert_eq!(queue.status, 403, "their own unit's");
}

#[tokio::test]
async fn the_new_leader_acknowledges_and_signs_what_waited() {
    let app = TestApp::small().await;
    let waiting = Filed::by(&app, "official", &draft("Waiting"))
        .await
        .approved(&app)
        .await;
    waiting.sign(&app, "official", Purpose::Claim).await;
    let (office, person) = (app.as_("office").await, path(&app, "official"));
    let to = [("unit", "Department B"), ("leader", "otherlead of alpha")];
    let preview = look(&office, &person, "change", &to).await.expect(200);
    confirm(&office, &person, &preview).await;
    let leader = app.as_("otherlead").await;
    let my = leader.get("/my").await.expect(200);
    assert!(my.text().contains("有 1 名干部转到您分管"), "{}", my.text());
    let page = leader.get("/handovers").await.expect(200);
    assert!(page.text().contains("official of alpha") && page.text().contains("1 个问题，待签字 1 个"));
    // Nobody else can acknowledge it.
    let id = page
        .form("/handovers")
        .value("handover")
        .expect("an id")
        .to_owned();
    for (who, status) in [
        ("colleague", 404),
        ("leader", 404),
        ("otherlead@beta", 404),
        ("office", 403),
    ] {
        let other = app.as_(who).await;
        assert_eq!(
            other.post("/handovers", &[("handover", &id)]).await.status,
            status,
            "{who}"
        );
    }
    leader.submit(page.form("/handovers")).await.redirected();
    assert!(leader.get("/handovers").await.expect(200).has(".zg-empty"));
    assert!(!leader.get("/my").await.expect(200).text().contains("转到您分管"));
    let acts: Vec<String> = sqlx::query_scalar("select act from events where object_id = $1 order by id")
        .bind(app.cast.person("official"))
        .fetch_all(app.loader())
        .await
        .expect("acts");
    assert_eq!(acts, ["post.changed", "post.acknowledged"]);
    // The sheet names who signs now, and their signature claims it: over the bytes that the owner signed.
    let sheet = leader.get(&waiting.path("signatures/claim")).await.expect(200);
    assert!(sheet.text().contains("otherlead of alpha"), "{}", sheet.text());
    let form = sheet.form(&waiting.path("signatures/claim"));
    leader
        .submit(form.set("password", crate::support::PASSWORD))
        .await
        .redirected();
    assert_eq!(waiting.now(&app).await.state, State::Claimed);
    // Who signed is bound by name: the statement names whom the owner saw, and a name that is changed later changes nothing.
    sqlx::query("update persons set name = 'Another' where id = $1")
        .bind(app.cast.person("otherlead"))
        .execute(app.loader())
        .await
        .expect("renamed");
    let signed = all_hold(&file(&leader, &waiting, "claim").await);
    assert!(signed[1].signer.starts_with("otherlead of alpha"), "{signed:?}");
    let named = signed[1].named.as_deref().unwrap_or_default();
    assert!(named.starts_with("leader of alpha"), "{signed:?}");
    let text = leader
        .get(&waiting.path("signatures/claim"))
        .await
        .expect(200)
        .text();
    assert!(text.contains("otherlead of alpha"), "{text}");
    assert_eq!(
        app.as_("leader")
            .await
            .get("/handovers")
            .await
            .expect(200)
            .texts("tbody tr")
            .len(),
        0
    );
}

#[tokio::test]
async fn a_leader_who_leaves_names_a_successor_to_whom_signatures_and_people_pass() {
    let app = TestApp::small().await;
    lay_route(&app, "alpha", "township", &["leader", "group"]).await;
    let reading = Filed::by(&app, "official", &draft("To be read")).await;
    lay_route(&app, "alpha", "township", &["group"]).await;
    let waiting = Filed::by(&app, "official", &draft("Waiting"))
        .await
        .approved(&app)
        .await;
    waiting.sign(&app, "official", Purpose::Claim).await;
    let own = Filed::by(&app, "colleague", &draft("Of the successor")).await;
    let (office, person) = (app.as_("office").await, path(&app, "leader"));
    let without = [("unit", "Department B"), ("leader", "B003")];
    let refused = look(&office, &person, "change", &without).await.expect(422);
    assert!(refused.has("#successor[aria-invalid=true]"), "{}", refused.text());
    assert_eq!(
        refused.form(&format!("{person}/posting")).value("reason"),
        Some("City document 7"),
        "nothing typed is lost"
    );
    let with = [without[0], without[1], ("successor", "A002")];
    let preview = look(&office, &person, "change", &with).await.expect(200);
    let text = preview.text();
    assert!(
        text.contains("本人分管的 2 个任职和 3 个问题由 colleague of alpha")
            && text.contains("其中待签字 1 个"),
        "{text}"
    );
    confirm(&office, &person, &preview).await;
    let colleague = app.cast.person("colleague");
    assert_eq!(waiting.now(&app).await.leader, Some(colleague));
    assert_eq!(reading.now(&app).await.leader, Some(colleague));
    assert_eq!(
        own.now(&app).await.leader,
        Some(app.cast.person("citylead")),
        "nobody leads themself: whoever led the one who left"
    );
    let successor = app.as_("colleague").await;
    assert!(
        successor
            .get("/to-sign")
            .await
            .expect(200)
            .text()
            .contains("official of alpha")
    );
    assert!(
        successor
            .get("/readings")
            .await
            .expect(200)
            .text()
            .contains("To be read")
    );
    assert!(
        successor
            .get("/handovers")
            .await
            .expect(200)
            .text()
            .contains("official of alpha")
    );
    let left = app.as_("leader").await;
    assert!(
        !left
            .get("/to-sign")
            .await
            .expect(200)
            .text()
            .contains("official of alpha")
    );
    assert_eq!(left.get("/readings").await.status, 403, "leads nobody any more");
}
