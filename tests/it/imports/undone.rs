//! An import taken back: what was new goes, what was changed is as before, what was used stays; past days never change.

use chrono::TimeDelta;

use super::books::{saved, texts};
use super::exports::round;
use super::sheets::{acts, confirm, count, empty_city, ended, figures, roster, sheet, try_out, two_people};
use crate::support::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};
use zhenggai::imports::Kind;

/// Imports it and gives its page's path.
pub async fn import(office: &Client, kind: &str, bytes: Vec<u8>) -> String {
    let (path, page) = try_out(office, kind, bytes).await;
    confirm(office, &path, &page).await;
    path
}

/// Takes it back by the pages' own link and button; gives what the first page foretold, and the page after it.
pub async fn undo(office: &Client, path: &str) -> (Page, Page) {
    let link = format!("{path}/undo");
    assert!(
        office
            .get(path)
            .await
            .expect(200)
            .has(&format!("a[href='{link}']"))
    );
    let before = office.get(&link).await.expect(200);
    assert_eq!(office.submit(before.form(&link)).await.redirected(), path);
    (before, ended(office, path).await)
}

fn kept(page: &Page) -> Vec<String> {
    let cells = page.texts("section .is-cards tbody :is(th, td)");
    cells.chunks(2).map(|row| row.join(" ")).collect()
}

async fn people(app: &TestApp, number: &str) -> i64 {
    let sql = format!(
        "select count(*) from persons where tenant_id = $1 and staff_no = '{number}' and withdrawn_at is null"
    );
    count(app, app.cast.tenants["alpha"], sql).await
}

#[tokio::test]
async fn new_people_go_and_may_come_again_under_another_name() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let path = import(&office, "roster", two_people()).await;
    let at = app.clock.now();
    app.pass(TimeDelta::hours(23)).await;
    let (before, after) = undo(&office, &path).await;
    assert_eq!(figures(&before), [2, 0, 2, 0, 0], "people, posts that end");
    assert!(after.texts(".zg-flash").concat().contains("已撤销这次导入"));
    assert!(after.text().contains("已撤销") && !after.has("a[href$='/undo']"));
    assert_eq!(
        acts(&app, &path).await,
        ["import.tried", "import.applied", "import.undone"]
    );
    assert_eq!((people(&app, "N001").await, people(&app, "N002").await), (0, 0));
    assert!(!office.get("/people?q=Newman").await.expect(200).has("tbody tr"));
    // As it was known on the day of the import.
    let then: i64 = sqlx::query_scalar(
        "select count(*) from posts p join persons n on n.id = p.person_id
         where n.staff_no in ('N001', 'N002') and p.from_at <= $1 and $1 < p.to_at",
    )
    .bind(at)
    .fetch_one(app.loader())
    .await
    .expect("counted");
    assert_eq!(then, 2);
    // The number is nobody's: another name may have it.
    let other = roster(&[["N001", "Nightingale", "Department A", "局长", "县处级正职", ""]]);
    let (again, page) = try_out(&office, "roster", other).await;
    assert_eq!(figures(&page), [1, 0, 0, 0], "{}", page.text());
    confirm(&office, &again, &page).await;
    assert_eq!(people(&app, "N001").await, 1);
    // Once is enough.
    let second = office.post(&format!("{path}/undo"), &[]).await;
    assert_eq!(second.redirected(), path);
    assert_eq!(people(&app, "N001").await, 1);
}

#[tokio::test]
async fn after_a_day_and_before_the_import_there_is_nothing_to_take_back() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (path, page) = try_out(&office, "roster", two_people()).await;
    let link = format!("{path}/undo");
    assert_eq!(office.get(&link).await.redirected(), path);
    assert_eq!(office.post(&link, &[]).await.redirected(), path);
    confirm(&office, &path, &page).await;
    app.pass(TimeDelta::hours(24)).await;
    assert!(!office.get(&path).await.expect(200).has("a[href$='/undo']"));
    assert_eq!(office.get(&link).await.redirected(), path);
    assert_eq!(office.post(&link, &[]).await.redirected(), path);
    let page = office.get(&path).await.expect(200);
    assert!(page.texts(".zg-flash").concat().contains("24 小时"));
    assert_eq!(people(&app, "N001").await, 1);
    // What it was before is not kept for longer than it serves.
    import(
        &office,
        "roster",
        roster(&[["N009", "Nine", "Department A", "科长", "乡科级正职", ""]]),
    )
    .await;
    let texts = "select count(*) from import_changes c join import_runs r on r.id = c.run_id
         where c.tenant_id = $1 and r.applied_at < now() and coalesce(c.before, c.after) is not null
           and c.object_id in (select id from persons where staff_no = 'N001')";
    assert_eq!(count(&app, app.cast.tenants["alpha"], texts).await, 0);
}

#[tokio::test]
async fn changed_posts_are_as_before_and_problems_go_back_to_their_leader() {
    let app = TestApp::small().await;
    let waiting = Filed::by(&app, "official", &draft("Waiting"))
        .await
        .approved(&app)
        .await;
    let leader = waiting.now(&app).await.leader;
    let (name, title): (String, String) = sqlx::query_as(
        "select n.name, p.title from persons n join posts p on p.person_id = n.id and p.to_at = 'infinity' where n.id = $1",
    )
    .bind(app.cast.person("official").0)
    .fetch_one(app.loader())
    .await
    .expect("a post");
    let office = app.as_("office").await;
    let row = ["A001", &name, "Department A", &title, "乡科级正职", "C002"];
    let path = import(&office, "roster", roster(&[row])).await;
    assert_ne!(waiting.now(&app).await.leader, leader);
    app.pass(TimeDelta::minutes(5)).await;
    let (before, _) = undo(&office, &path).await;
    assert_eq!(figures(&before), [0, 0, 1, 1, 0]);
    assert_eq!(waiting.now(&app).await.leader, leader);
    let open = "select count(*) from posts p join persons n on n.id = p.person_id
         where p.tenant_id = $1 and n.staff_no = 'A001' and p.to_at = 'infinity'";
    assert_eq!(count(&app, app.cast.tenants["alpha"], open).await, 1);
}

#[tokio::test]
async fn whoever_has_an_account_or_leads_somebody_who_stays_stays() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let path = import(&office, "roster", two_people()).await;
    sqlx::query(
        "insert into accounts (id, tenant_id, login, display_name, person_id, created_at)
         select gen_random_uuid(), tenant_id, 'n002', name, id, created_at from persons where staff_no = 'N002'",
    )
    .execute(app.loader())
    .await
    .expect("an account");
    let page = office.get(&format!("{path}/undo")).await.expect(200);
    assert_eq!(figures(&page), [0, 0, 2], "{}", page.text());
    assert!(!page.has("main form") && page.text().contains("没有可以撤去的"));
    let mut why = kept(&page);
    why.sort();
    assert_eq!(
        why,
        ["Newman 分管着保留下来的人，或在班子里有分工", "Newton 已有账号"]
    );
}

#[tokio::test]
async fn the_account_of_whoever_the_roster_left_out_is_in_use_again() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (_, book, _) = round(app.app.db(), "alpha", Kind::Roster).await;
    let mut rows = texts(&book);
    let at = rows
        .iter()
        .position(|row| row.iter().any(|cell| cell == "A001"))
        .expect("a row");
    rows.remove(at);
    let disabled = "select count(*) from accounts where tenant_id = $1 and disabled_at is not null";
    let alpha = app.cast.tenants["alpha"];
    let mut new = rows[at].clone();
    let place = |head: &str| rows[1].iter().position(|cell| cell == head).expect("a column");
    new[place("人员编号")] = "N001".to_owned();
    new[place("姓名")] = "Newman".to_owned();
    rows.push(new);
    let (path, page) = try_out(&office, "roster", saved(&rows)).await;
    let said = page.text();
    assert!(
        said.contains("会停用 1 个账号") && said.contains("official of alpha"),
        "{said}"
    );
    confirm(&office, &path, &page).await;
    assert_eq!(count(&app, alpha, disabled).await, 1);
    undo(&office, &path).await;
    assert_eq!(count(&app, alpha, disabled).await, 0);
}

#[tokio::test]
async fn units_go_from_the_lowest_up_unless_somebody_is_there() {
    let app = TestApp::small().await;
    let (city, office) = empty_city(&app).await;
    let book = || {
        sheet(&[
            &["单位名称", "单位类别", "上级单位"],
            &["甲局", "部门", ""],
            &["甲局办公室", "下属单位", "甲局"],
            &["乙局", "部门", ""],
            &["乙局办公室", "下属单位", "乙局"],
        ])
    };
    let path = import(&office, "organisation", book()).await;
    let people = roster(&[["P1", "张三", "甲局", "局长", "县处级正职", ""]]);
    let later = import(&office, "roster", people).await;
    let (before, _) = undo(&office, &path).await;
    assert_eq!(figures(&before), [3, 0, 1]);
    assert_eq!(kept(&before), ["甲局 还有人在这里任职"]);
    let left =
        "select count(*) from units where tenant_id = $1 and withdrawn_at is null and kind <> 'region'";
    assert_eq!(count(&app, city, left).await, 1);
    assert!(!office.get("/units").await.expect(200).text().contains("乙局"));
    // Again: what went comes anew.
    let (again, page) = try_out(&office, "organisation", book()).await;
    assert_eq!(figures(&page), [3, 0, 1, 0]);
    confirm(&office, &again, &page).await;
    let (before, _) = undo(&office, &later).await;
    assert_eq!(figures(&before), [1, 0, 1, 0, 0]);
}

#[tokio::test]
async fn drafts_go_but_for_what_their_owner_wrote_on() {
    let app = TestApp::small().await;
    let (office, official) = (app.as_("office").await, app.as_("official").await);
    let book = || {
        sheet(&[
            &["人员编号", "姓名", "存在问题"],
            &["A001", "", "会议记录不全"],
            &["A001", "", "下乡走过场"],
            &["A001", "", "答复群众慢"],
        ])
    };
    let path = import(&office, "lists", book()).await;
    let mine = official.get("/my").await.expect(200);
    assert!(mine.text().contains("下乡走过场"));
    let id: uuid::Uuid = sqlx::query_scalar("select id from problems where title = '答复群众慢'")
        .fetch_one(app.loader())
        .await
        .expect("a draft");
    let form = official.get(&format!("/problems/{id}/edit")).await.expect(200);
    let form = form.form(&format!("/problems/{id}/submission"));
    let form = form.set("manifestation", "拖了三个月").set("do", "save");
    official
        .submit(form.to(&format!("/problems/{id}/draft")))
        .await
        .redirected();
    let (before, _) = undo(&office, &path).await;
    assert_eq!(figures(&before), [2, 0, 1]);
    assert!(kept(&before)[0].contains("本人已经改过或送交"));
    let mine = official.get("/my").await.expect(200);
    assert!(mine.text().contains("答复群众慢") && !mine.text().contains("下乡走过场"));
    let (_, page) = try_out(&office, "lists", book()).await;
    assert_eq!(figures(&page), [2, 0, 1, 0]);
    // A draft that was taken out says so to its owner and takes no more texts.
    let gone: uuid::Uuid = sqlx::query_scalar("select id from problems where title = '下乡走过场'")
        .fetch_one(app.loader())
        .await
        .expect("kept");
    assert_eq!(
        official.get(&format!("/problems/{gone}")).await.redirected(),
        "/my"
    );
    let mine = official.get("/my").await.expect(200);
    assert!(mine.texts(".zg-flash").concat().contains("草稿也随之撤回"));
    assert_eq!(official.get(&format!("/problems/{gone}/edit")).await.status, 422);
}

#[tokio::test]
async fn a_draft_that_a_workbook_changed_says_again_what_it_said() {
    let app = TestApp::small().await;
    let filed = Filed::draft_by(&app, "official", &draft("As it was")).await;
    let (_, book, _) = round(app.app.db(), "alpha", Kind::Lists).await;
    let mut rows = texts(&book);
    for row in &mut rows {
        for cell in row.iter_mut().filter(|cell| *cell == "As it was") {
            "As the workbook says".clone_into(cell);
        }
    }
    let office = app.as_("office").await;
    let path = import(&office, "lists", saved(&rows)).await;
    assert_eq!(filed.now(&app).await.title, "As the workbook says");
    let (before, _) = undo(&office, &path).await;
    assert_eq!(figures(&before), [0, 1, 0]);
    assert_eq!(filed.now(&app).await.title, "As it was");
}
