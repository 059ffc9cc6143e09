//! Posts over several rosters: known by unit and title, changed ones end, others stay.

use super::sheets::{confirm, figures, refused, roster, try_out};
use crate::support::filed::{Filed, draft};
use crate::support::{Client, TestApp};

const HEAD: [&str; 6] = ["N001", "Newman", "Department A", "局长", "县处级正职", ""];
const ALSO: [&str; 6] = ["N001", "Newman", "Department B", "副主任", "县处级副职", ""];

/// Imports it; gives what was added, changed, unchanged, refused.
async fn import(office: &Client, rows: &[[&str; 6]]) -> Vec<usize> {
    let (path, page) = try_out(office, "roster", roster(rows)).await;
    if page.has("main form") {
        confirm(office, &path, &page).await;
    }
    figures(&page)
}

/// Titles of the open posts, the main one first.
async fn open(app: &TestApp) -> Vec<String> {
    sqlx::query_scalar(
        "select p.title from posts p join persons n on n.id = p.person_id and n.tenant_id = p.tenant_id
         where n.staff_no = 'N001' and p.to_at = 'infinity' order by p.position",
    )
    .fetch_all(app.loader())
    .await
    .expect("read")
}

#[tokio::test]
async fn a_further_post_changed_order_and_a_partial_roster() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    assert_eq!(import(&office, &[HEAD]).await, [1, 0, 0, 0]);
    assert_eq!(import(&office, &[HEAD, ALSO]).await, [1, 0, 1, 0]);
    assert_eq!(open(&app).await, ["局长", "副主任"]);
    // One department's own roster says nothing of the other post.
    assert_eq!(import(&office, &[ALSO]).await, [0, 0, 1, 0]);
    assert_eq!(open(&app).await, ["局长", "副主任"]);
    assert_eq!(import(&office, &[ALSO, HEAD]).await, [0, 2, 0, 0]);
    assert_eq!(open(&app).await, ["副主任", "局长"]);
    let mut promoted = HEAD;
    promoted[3] = "党组书记";
    assert_eq!(import(&office, &[ALSO, promoted]).await, [0, 1, 1, 0]);
    assert_eq!(open(&app).await, ["副主任", "党组书记"]);
    let ended: i64 =
        sqlx::query_scalar("select count(*) from posts where title = '局长' and to_at <> 'infinity'")
            .fetch_one(app.loader())
            .await
            .expect("counted");
    assert_eq!(ended, 2, "what was so once stays in the history");
}

#[tokio::test]
async fn the_same_post_twice_and_numbers_in_small_letters() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let mut small = HEAD;
    small[0] = "n001";
    let (_, page) = try_out(&office, "roster", roster(&[HEAD, small])).await;
    assert_eq!(figures(&page), [1, 0, 0, 1]);
    let why = refused(&page);
    assert_eq!(why, ["第 3 行 职务 与第 2 行是同一个人的同一个职务"]);
    let long = "长".repeat(61);
    let mut wordy = HEAD;
    wordy[3] = &long;
    let (_, page) = try_out(&office, "roster", roster(&[wordy])).await;
    assert_eq!(page.texts(".zg-refused td.main"), ["超过 60 个字"]);
}

#[tokio::test]
async fn problems_go_to_the_leader_whom_a_roster_names_now() {
    let app = TestApp::small().await;
    let waiting = Filed::by(&app, "official", &draft("Waiting"))
        .await
        .approved(&app)
        .await;
    let (person, to) = (app.cast.person("official"), app.cast.person("citylead"));
    let (name, title): (String, String) = sqlx::query_as(
        "select n.name, p.title from persons n join posts p on p.person_id = n.id and p.to_at = 'infinity' where n.id = $1",
    )
    .bind(person.0)
    .fetch_one(app.loader())
    .await
    .expect("a post");
    let row = ["A001", &name, "Department A", &title, "乡科级正职", "C002"];
    let office = app.as_("office").await;
    assert_eq!(import(&office, &[row]).await, [0, 1, 0, 0]);
    let problem = waiting.now(&app).await;
    assert_eq!(problem.leader, Some(to));
    assert!(waiting.acts(&app).await.contains(&"problem.moved".to_owned()));
    let page = app.as_("citylead").await.get("/handovers").await.expect(200);
    assert!(page.text().contains(&name), "{}", page.text());
}

#[tokio::test]
async fn a_roster_that_names_no_leader_keeps_whom_the_office_named_outside_it() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    import(&office, &[HEAD]).await;
    let person: uuid::Uuid = sqlx::query_scalar("select id from persons where staff_no = 'N001'")
        .fetch_one(app.loader())
        .await
        .expect("read");
    let path = format!("/people/{person}/outside-leader");
    let form = office.get(&path).await.expect(200).form(&path);
    let form = form.set("name", "外省甲").set("title", "省里 副职");
    office.submit(form.set("reason", "Document 9")).await.redirected();
    let leader =
        "select l.name from posts p join persons l on l.id = p.leader_id and l.tenant_id = p.tenant_id
        where p.person_id = $1 and p.to_at = 'infinity'";
    let named = || async {
        let leader = sqlx::query_scalar::<_, String>(leader).bind(person);
        leader.fetch_one(app.loader()).await.expect("a leader")
    };
    assert_eq!(import(&office, &[HEAD]).await, [0, 0, 1, 0], "says the same");
    let mut promoted = HEAD;
    promoted[3] = "党组书记";
    assert_eq!(import(&office, &[promoted]).await, [0, 1, 0, 0]);
    assert_eq!(named().await, "外省甲");
    // The number of one outside is nobody's row.
    let number: String = sqlx::query_scalar("select staff_no from persons where outside_title is not null")
        .fetch_one(app.loader())
        .await
        .expect("read");
    let row = [
        number.as_str(),
        "外省甲",
        "Department A",
        "局长",
        "县处级正职",
        "",
    ];
    assert_eq!(import(&office, &[row]).await, [0, 0, 0, 1]);
    // A row may name it as leader where the office did, and nobody else's.
    let own = [
        "N001",
        "Newman",
        "Department A",
        "党组书记",
        "县处级正职",
        number.as_str(),
    ];
    assert_eq!(import(&office, &[own]).await, [0, 0, 1, 0]);
    let led = [
        "N002",
        "Newwoman",
        "Department A",
        "副局长",
        "县处级副职",
        number.as_str(),
    ];
    assert_eq!(import(&office, &[led]).await, [0, 0, 0, 1]);
}
