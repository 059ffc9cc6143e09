//! Looking people up: by part of a name, number, unit and rank, page by page; one person's page; who may look.

pub mod delegation;
mod ordering;
pub mod posting;
mod side;

use zhenggai::domain::signing::Purpose;

use crate::support::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};

fn names(page: &Page) -> Vec<String> {
    page.texts(".zg-table tbody th")
}

async fn found(client: &Client, question: &str) -> Vec<String> {
    names(&client.get(&format!("/people{question}")).await.expect(200))
}

#[tokio::test]
async fn people_are_found_by_one_character_number_unit_and_rank_in_official_order() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let page = office.get("/people").await.expect(200);
    assert_eq!(names(&page).len(), 10);
    assert_eq!(
        names(&page)[..3],
        ["cityhead of alpha", "citylead of alpha", "countylead of alpha"],
        "bodies stand first, then counties"
    );
    assert!(!page.text().contains("beta"));
    assert_eq!(
        found(&office, "?q=w").await,
        ["reviewer of alpha"],
        "one character is enough"
    );
    assert_eq!(
        found(&office, "?q=b00").await.len(),
        3,
        "how a staff number begins"
    );
    assert!(found(&office, "?q=001").await.is_empty());
    let (county, a) = (app.cast.unit("county"), app.cast.unit("dept-a"));
    assert_eq!(
        found(&office, &format!("?unit={county}")).await,
        ["countylead of alpha", "cadre of alpha"]
    );
    assert_eq!(
        found(&office, &format!("?unit={a}&rank=township_deputy")).await,
        ["colleague of alpha"]
    );
    // The form keeps what was asked, and the address says it.
    let form = page.form("/people").set("q", "lead").set("rank", "county_deputy");
    let page = office.submit(form).await.expect(200);
    assert_eq!(
        names(&page),
        ["countylead of alpha", "leader of alpha"],
        "{}",
        page.text()
    );
    assert_eq!(page.form("/people").value("rank"), Some("county_deputy"));
    let odd = office
        .get("/people?q=%25%22%3Cb%3E%00&unit=x&rank=x&after=x")
        .await
        .expect(200);
    assert!(odd.has(".zg-empty"));
}

#[tokio::test]
async fn many_people_come_in_pages_without_gap_or_double() {
    let app = TestApp::small().await;
    sqlx::query(
        "with made as (insert into persons (tenant_id, id, staff_no, name, created_at)
            select $1, gen_random_uuid(), 'P' || lpad(n::text, 4, '0'), 'Person ' || n, now()
            from generate_series(1, 120) n returning id, staff_no)
         insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, sort_no, from_at)
         select $1, gen_random_uuid(), id, $2, 'Clerk', 'township_deputy', 'township', 7, now() from made",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.unit("dept-a-sub"))
    .execute(app.loader())
    .await
    .expect("people");
    let office = app.as_("office").await;
    let (mut seen, mut pages, mut next) = (Vec::new(), 0, vec!["/people?q=Person".to_owned()]);
    while let Some(href) = next.pop() {
        let page = office.get(&href).await.expect(200);
        assert!(page.text().contains("120 人"));
        seen.extend(page.texts("td.no"));
        next = page.attributes(".zg-pager span:last-child a", "href");
        pages += 1;
    }
    let mut sorted = seen.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!((pages, seen.len()), (3, 120));
    assert_eq!(sorted, seen, "in order, nobody twice");
}

#[tokio::test]
async fn a_person_shows_posts_account_numbers_and_acts_but_no_text() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("Sentence of the official")).await;
    Filed::draft_by(&app, "official", &draft("Draft of the official")).await;
    let half = Filed::by(&app, "official", &draft("Approved sentence"))
        .await
        .approved(&app)
        .await;
    half.sign(&app, "official", Purpose::Claim).await;
    let path = format!("/people/{}", app.cast.person("official"));
    let office = app.as_("office").await;
    let unit = office
        .get(&format!("/units/{}", app.cast.unit("dept-a")))
        .await
        .expect(200);
    assert!(unit.attributes(".is-cards th a", "href").contains(&path));
    let page = office.get(&path).await.expect(200);
    assert_eq!(page.texts("h1"), ["official of alpha"]);
    let text = page.text();
    for said in [
        "A001",
        "Department A",
        "Member of Staff",
        "乡科级正职",
        "leader of alpha",
        "2018年8月26日 — 至今",
        "在用",
        "草稿 1",
        "待审核 1",
        "待分管领导签字 1",
        "送交审核",
        "签了字",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!page.body.contains("entence") && !page.body.contains("Draft of"));
    let links = page.attributes(".zg-parts a", "href");
    assert!(links.contains(&format!("/problems/{}", filed.id())) && links.len() == 2);
    // Whoever may not read the texts sees the same numbers without links.
    let liaison = app.as_("liaison").await;
    let page = liaison.get(&path).await.expect(200);
    assert!(page.text().contains("待审核 1") && !page.has(".zg-parts a"));
    assert!(!page.has("a[href^='/accounts']") && !page.has("main a[href^='/units']"));
}

#[tokio::test]
async fn the_office_looks_up_everybody_and_a_unit_its_own() {
    let app = TestApp::small().await;
    let path = |who: &str| format!("/people/{}", app.cast.person(who));
    for (who, list, official, cadre) in [
        ("office", 200, 200, 200),
        ("officehead", 200, 200, 200),
        ("liaison", 200, 200, 403),
        ("county", 200, 403, 200),
        ("official", 403, 403, 403),
        ("reviewer", 403, 403, 403),
        ("auditor", 403, 403, 403),
        ("office@beta", 200, 404, 404),
    ] {
        let client = app.as_(who).await;
        assert_eq!(client.get("/people").await.status, list, "{who}");
        assert_eq!(client.get(&path("official")).await.status, official, "{who}");
        assert_eq!(client.get(&path("cadre")).await.status, cadre, "{who}");
    }
    let liaison = app.as_("liaison").await;
    assert_eq!(found(&liaison, "").await.len(), 3);
    let elsewhere = format!("?unit={}", app.cast.unit("dept-b"));
    assert!(found(&liaison, &elsewhere).await.is_empty());
    let ours = liaison.get("/ours").await.expect(200);
    assert!(ours.attributes("tbody th a", "href").contains(&path("official")));
}
