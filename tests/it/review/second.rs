//! Second readings: a share of the verdicts goes to another reviewer, who is told nothing of the first; the head decides.

use chrono::TimeDelta;
use zhenggai::domain::lists::State;
use zhenggai::domain::review::Decision;
use zhenggai::domain::signing::Purpose;

use super::filed::{Filed, draft};
use super::scripted::send;
use crate::support::{Client, TestApp};

const LIST: &str = "/second-readings";

/// All verdicts are drawn, as far as the share allows; `n` in fifty of a hundred are enough for one at least.
async fn drawn(app: &TestApp, filed: &Filed) -> String {
    let id: uuid::Uuid = sqlx::query_scalar(
        "insert into second_readings (tenant_id, id, campaign_id, verdict_id, group_id, drawn_at)
         select v.tenant_id, gen_random_uuid(), p.campaign_id, v.id, v.group_id, v.at from verdicts v
         join problems p on p.tenant_id = v.tenant_id and p.id = v.problem_id where v.problem_id = $1
         on conflict (tenant_id, verdict_id) do update set drawn_at = excluded.drawn_at returning id",
    )
    .bind(filed.problem.id)
    .fetch_one(app.loader())
    .await
    .expect("drawn");
    format!("{LIST}/{id}")
}

async fn read(client: &Client, path: &str, verdict: &str) -> String {
    let page = client.get(path).await.expect(200);
    let mut form = page.form(path).set("verdict", verdict);
    if verdict != "approved" {
        form = form.add("reason", "05").set("field-05", "manifestation");
    }
    client.submit(form).await.redirected()
}

#[tokio::test]
async fn another_reviewer_reads_it_without_being_told_and_the_head_decides() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲事推来推去")).await;
    filed
        .rule(&app, "grouphead", &Decision::approval("写得很实在"))
        .await
        .expect("ruled");
    let path = drawn(&app, &filed).await;
    let reviewer = app.as_("reviewer").await;
    assert!(
        reviewer.get(LIST).await.expect(200).has(".zg-empty"),
        "it can still be undone"
    );
    app.pass(TimeDelta::seconds(11)).await;
    let list = reviewer.get(LIST).await.expect(200);
    assert!(list.text().contains("甲事推来推去"), "{}", list.text());
    let page = reviewer.get(&path).await.expect(200);
    let said = [list.text(), page.texts("#cockpit").concat()].concat();
    for told in ["写得很实在", "审核通过", "待本人签字", "grouphead"] {
        assert!(!said.contains(told), "{told}: {said}");
    }
    // Whoever gave the first is not asked.
    let head = app.as_("grouphead").await;
    assert!(!head.get(LIST).await.expect(200).text().contains("甲事推来推去"));
    assert_eq!(head.get(&path).await.status, 403);

    let wrong = page.form(&path).set("verdict", "returned");
    assert_eq!(
        reviewer.submit(wrong).await.status,
        422,
        "no return without a reason"
    );
    // Nor is it told by the pages on which a verdict stands otherwise: before one has ruled oneself they lead here.
    let life = format!("/problems/{}", filed.id());
    for page in [life.clone(), format!("{life}/revisions/1")] {
        assert_eq!(reviewer.get(&page).await.redirected(), path);
    }
    assert!(
        app.as_("grouphead")
            .await
            .get(&life)
            .await
            .expect(200)
            .text()
            .contains("写得很实在")
    );
    assert_eq!(read(&reviewer, &path, "returned").await, LIST);
    reviewer.get(&life).await.expect(200);
    assert_eq!(
        filed.now(&app).await.state,
        State::AwaitingOwner,
        "the first stands meanwhile"
    );
    let life = app
        .as_("official")
        .await
        .get(&format!("/problems/{}", filed.id()))
        .await;
    assert!(
        !life.expect(200).text().contains("复核"),
        "its owner is told nothing"
    );

    // The head gave the first verdict: it is not theirs to decide, either.
    let disputed = head.get(&format!("{LIST}?state=disputed")).await.expect(200);
    assert!(disputed.text().contains("甲事推来推去") && disputed.text().contains("退回修改"));
    let form = head
        .get(&path)
        .await
        .expect(200)
        .form(&format!("{path}/settlements"));
    assert_eq!(head.submit(form).await.status, 403);
}

#[tokio::test]
async fn a_reader_goes_from_one_to_the_next_and_a_script_is_told_where() {
    let app = TestApp::small().await;
    let mut paths = Vec::new();
    for title in ["甲事推来推去", "乙事久拖不办"] {
        let filed = Filed::by(&app, "official", &draft(title)).await;
        filed
            .rule(&app, "grouphead", &Decision::approval(""))
            .await
            .expect("ruled");
        paths.push(drawn(&app, &filed).await);
    }
    paths.sort();
    app.pass(TimeDelta::seconds(11)).await;
    let reviewer = app.as_("reviewer").await;
    let page = reviewer.get(&paths[0]).await.expect(200);
    assert_eq!(
        page.attributes("form[data-review]", "data-next"),
        [paths[1].clone()]
    );
    assert!(page.text().contains("下一条，不作结论") && !page.text().contains("转交给本组的另一位"));
    let fields = page.form(&paths[0]).set("verdict", "approved").fields().to_vec();
    let answer = send(&reviewer, &paths[0], &fields).await.expect(200);
    assert!(answer.body.contains(&paths[1]), "{}", answer.body);
    assert!(!answer.body.contains("agreed") && !answer.body.contains("一致"));
    // Sent again because the answer got lost, it counts once and is no error.
    assert_eq!(send(&reviewer, &paths[0], &fields).await.status, 303);
    assert_eq!(read(&reviewer, &paths[1], "approved").await, LIST);
}

#[tokio::test]
async fn the_head_upholds_or_revokes_the_first() {
    let app = TestApp::small().await;
    let (upheld, revoked) = (
        Filed::by(&app, "official", &draft("甲事推来推去")).await,
        Filed::by(&app, "cadre", &draft("乙事久拖不办")).await,
    );
    let mut paths = Vec::new();
    for filed in [&upheld, &revoked] {
        filed
            .rule(&app, "reviewer", &Decision::approval(""))
            .await
            .expect("ruled");
        paths.push(drawn(&app, filed).await);
        // Read by a third member, who has left the group since.
        sqlx::query(
            "update second_readings set reader_id = $1, account_id = $2, read_at = drawn_at, ruling = 'returned', agreed = false,
                reason_count = 1 where id = $3",
        )
        .bind(app.cast.person("countylead"))
        .bind(app.cast.member("countylead").account)
        .bind(paths[paths.len() - 1].rsplit('/').next().and_then(|id| id.parse::<uuid::Uuid>().ok()))
        .execute(app.loader())
        .await
        .expect("read");
    }
    let head = app.as_("grouphead").await;
    let page = head.get(&paths[0]).await.expect(200);
    let form = page.form(&format!("{}/settlements", paths[0]));
    head.submit(form).await.redirected();
    assert_eq!(upheld.now(&app).await.state, State::AwaitingOwner);

    let page = head.get(&paths[1]).await.expect(200);
    let link = page.attributes(".zg-decide a", "href");
    let page = head.get(&link[0]).await.expect(200);
    let form = page.form(&revoked.path("revocations"));
    assert_eq!(head.submit(form.clone()).await.status, 422);
    head.submit(form.set("reason", "没有写到具体的事"))
        .await
        .redirected();
    assert_eq!(revoked.now(&app).await.state, State::Submitted);
    let open = head.get(&format!("{LIST}?state=disputed")).await.expect(200);
    assert!(open.has(".zg-empty"), "{}", open.text());
    let all = head.get(&format!("{LIST}?state=read")).await.expect(200);
    assert!(all.text().contains("维持原结论") && all.text().contains("撤销原结论"));
}

#[tokio::test]
async fn the_share_is_the_offices_and_none_means_none() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let set = async |percent: &str| {
        let page = office.get("/routes").await.expect(200);
        let form = page.form("/routes/second-readings").set("percent", percent);
        office.submit(form).await
    };
    assert_eq!(set("51").await.status, 422);
    set("0").await.redirected();
    for n in 0..5 {
        let filed = Filed::by(&app, "official", &draft(&format!("第 {n} 件"))).await;
        filed
            .rule(&app, "reviewer", &Decision::approval(""))
            .await
            .expect("ruled");
    }
    let count = "select count(*) from second_readings";
    let none: i64 = sqlx::query_scalar(count)
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(none, 0);
    set("50").await.redirected();
    for n in 0..40 {
        let filed = Filed::by(&app, "official", &draft(&format!("再 {n} 件"))).await;
        filed
            .rule(&app, "reviewer", &Decision::approval(""))
            .await
            .expect("ruled");
    }
    let some: i64 = sqlx::query_scalar(count)
        .fetch_one(app.loader())
        .await
        .expect("counted");
    // Of forty, each with a chance of a half: fewer than five or more than thirty-five in one run of ten million.
    assert!((5..=35).contains(&some), "{some}");
}

#[tokio::test]
async fn what_both_have_signed_is_not_read_again_and_leads_nobody_away_from_its_gate() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲事推来推去")).await;
    let approval = Decision::approval("写得很实在");
    filed.rule(&app, "grouphead", &approval).await.expect("ruled");
    let path = drawn(&app, &filed).await;
    app.pass(TimeDelta::minutes(1)).await;
    let reviewer = app.as_("reviewer").await;
    let open = reviewer.get(&path).await.expect(200);
    let life = format!("/problems/{}", filed.id());
    assert_eq!(
        reviewer.get(&life).await.redirected(),
        path,
        "it waits to be read first"
    );
    for who in ["official", "leader"] {
        filed.sign(&app, who, Purpose::Claim).await;
    }
    // Whether or not anybody had read it by then, it waits no longer.
    assert!(reviewer.get(LIST).await.expect(200).has(".zg-empty"));
    reviewer.get(&life).await.expect(200);
    assert_eq!(reviewer.get(&path).await.redirected(), LIST);
    let late = open.form(&path).set("verdict", "approved");
    assert_eq!(reviewer.submit(late).await.redirected(), LIST);
    let read: i64 = sqlx::query_scalar("select count(*) from second_readings where read_at is not null")
        .fetch_one(app.loader())
        .await
        .expect("counted");
    assert_eq!(read, 0);
    // At the gate of its completion, which is another matter, the group's member looks at it and decides.
    filed.report(&app, "件件办结").await;
    for who in ["official", "leader"] {
        filed.sign(&app, who, Purpose::Complete).await;
    }
    let listed = reviewer
        .get("/checks")
        .await
        .expect(200)
        .attributes("main a", "href");
    let gate = listed.into_iter().find(|to| to.starts_with(&life));
    reviewer
        .get(&gate.expect("it waits at the gate"))
        .await
        .expect(200);
}
