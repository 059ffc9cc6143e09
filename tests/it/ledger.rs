//! The ledger's page: what was just done stands in it, searches, pages, who reads it, and that it only grows.

mod lots;

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use zhenggai::domain::lists::draft::Draft;
use zhenggai::web::shell::acts as words;

use crate::review::filed::{Filed, draft};
use crate::support::{Page, TestApp};

/// Cells of the rows: time, who, what, object, detail.
fn rows(page: &Page) -> Vec<Vec<String>> {
    let cells = page.texts(".zg-acted tbody td");
    cells.chunks(5).map(<[String]>::to_vec).collect()
}

fn acts(page: &Page) -> Vec<String> {
    rows(page).into_iter().map(|row| row[2].clone()).collect()
}

#[tokio::test]
async fn what_was_just_done_stands_on_top_in_words() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("一句不该出现在这里的话")).await;
    app.pass(TimeDelta::seconds(61)).await;
    let office = app.as_("office").await;
    let book = crate::imports::sheets::two_people();
    let (run, _) = crate::imports::sheets::try_out(&office, "roster", book).await;

    let page = app.as_("officehead").await.get("/ledger").await.expect(200);
    let rows = rows(&page);
    assert_eq!(rows[0][0], "9月25日 10:01:01");
    assert_eq!(rows[0][1], "office of alpha office");
    assert_eq!(
        (rows[0][2].as_str(), rows[0][3].as_str()),
        ("试读名册", "book.xlsx")
    );
    assert!(
        rows[0][4].contains("类别干部名册") && rows[0][4].contains("新增2"),
        "{:?}",
        rows[0]
    );
    assert_eq!(
        rows[1][1..4],
        ["official of alpha official", "送交审核", &filed.problem.number]
    );
    assert!(
        rows[1][4].contains("第几稿1") && rows[1][4].contains("环节督察指导组"),
        "{:?}",
        rows[1]
    );
    assert_eq!(rows[2][2], "开始填报");
    assert!(!page.body.contains("一句不该出现"));
    let links = page.attributes(".zg-acted a", "href");
    let problem = format!("/problems/{}", filed.id());
    assert_eq!(links, [run, problem.clone(), problem.clone()]);
    assert!(page.texts(".zg-check").concat().contains("只增不改"));

    // Who may not open an object gets its name without a link.
    let auditor = app.as_("auditor").await;
    let page = auditor.get("/ledger").await.expect(200);
    assert!(page.text().contains(&filed.problem.number) && !page.has(".zg-acted a"));
    assert_eq!(auditor.get(&problem).await.status, 403);
    let english = app
        .as_("auditor")
        .await
        .in_english()
        .get("/ledger")
        .await
        .expect(200);
    let rows = crate::ledger::rows(&english);
    assert_eq!(rows[1][2], "Submitted for review");
    assert!(rows[1][4].contains("StageSupervision group"), "{:?}", rows[1]);
}

#[tokio::test]
async fn a_guarded_opening_is_seen_and_links_follow_the_rule_of_reading() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "citylead", &draft("甲")).await;
    let reviewer = app.as_("reviewer").await;
    reviewer.get(&filed.review("")).await.expect(200);
    let head = app.as_("officehead").await;
    let page = head.get("/ledger?act=problem.opened").await.expect(200);
    assert_eq!(acts(&page), ["打开市级领导或班子的清单"]);
    assert!(rows(&page)[0][4].contains("身份督察指导组"));
    assert!(!page.has(".zg-acted a"), "the head of the office was not named");
    assert_eq!(head.get(&format!("/problems/{}", filed.id())).await.status, 403);
}

#[tokio::test]
async fn a_search_by_act_person_and_day() {
    let app = TestApp::small().await;
    Filed::by(&app, "official", &draft("甲")).await;
    app.pass(TimeDelta::days(1)).await;
    Filed::by(&app, "colleague", &draft("乙")).await;
    let auditor = app.as_("auditor").await;
    let index = auditor.get("/ledger").await.expect(200);
    let search = |fields: &[(&str, &str)]| {
        let form = index.form("/ledger");
        let filled = fields
            .iter()
            .fold(form, |form, (name, value)| form.set(name, value));
        auditor.submit(filled)
    };
    let submitted = search(&[("act", "problem.submitted")]).await.expect(200);
    assert_eq!(acts(&submitted), ["送交审核", "送交审核"]);
    assert_eq!(
        submitted.attributes("option[selected]", "value"),
        ["problem.submitted"]
    );
    let all = search(&[("act", "problem.")]).await.expect(200);
    assert_eq!(acts(&all).len(), 4);
    for who in [
        "official",
        "OFFICIAL",
        "a001",
        "official of",
        " official of alpha ",
    ] {
        let page = search(&[("who", who), ("act", "problem.")]).await.expect(200);
        assert!(
            rows(&page)
                .iter()
                .all(|row| row[1].starts_with("official of alpha"))
                && acts(&page).len() == 2,
            "{who}: {:?}",
            rows(&page)
        );
    }
    let today = search(&[("day", "2018-09-26"), ("act", "problem.")])
        .await
        .expect(200);
    assert_eq!(acts(&today).len(), 2);
    assert!(rows(&today).iter().all(|row| row[1].starts_with("colleague")));
    assert!(
        search(&[("day", "2018-09-24")])
            .await
            .expect(200)
            .has(".zg-empty")
    );
    let wrong = auditor.get("/ledger?day=yesterday").await.expect(422);
    assert!(wrong.has("#day[aria-invalid=true]") && wrong.has("#day-e"));
    let nobody = auditor.get("/ledger?who=%25").await.expect(200);
    assert!(
        nobody.has(".zg-empty"),
        "a sign of patterns is a letter like any other"
    );
}

#[tokio::test]
async fn earlier_acts_follow_page_by_page_without_gap_or_double() {
    let app = TestApp::small().await;
    let alpha = app.cast.tenants["alpha"];
    sqlx::query(
        "insert into events (tenant_id, act_id, at, act, object_kind, data)
         select $1, gen_random_uuid(), $2, 'later.thing', 'thing', '{\"n\":' || n || '}' from generate_series(1, 120) n",
    )
    .bind(alpha)
    .bind(app.clock.now())
    .execute(app.loader())
    .await
    .expect("events");
    let auditor = app.as_("auditor").await;
    let (mut seen, mut next) = (Vec::new(), vec!["/ledger?act=later.".to_owned()]);
    while let Some(href) = next.pop() {
        let page = auditor.get(&href).await.expect(200);
        seen.extend(rows(&page).into_iter().map(|row| row[4].clone()));
        assert!(
            acts(&page).iter().all(|act| act == "later.thing"),
            "no name yet: its code"
        );
        next = page.attributes(".zg-pager span:last-child a", "href");
    }
    let all: Vec<String> = (1..=120).rev().map(|n| format!("n{n}")).collect();
    assert_eq!(seen, all);
}

#[tokio::test]
async fn only_those_who_audit_read_it_and_only_their_own() {
    let app = TestApp::small().await;
    Filed::by(
        &app,
        "official",
        &Draft {
            title: "甲".to_owned(),
            ..draft("甲")
        },
    )
    .await;
    for (who, status) in [
        ("auditor", 200),
        ("officehead", 200),
        ("office", 403),
        ("official", 403),
        ("leader", 403),
        ("reviewer", 403),
        ("county", 403),
        ("figures", 403),
        ("sysadmin", 403),
        ("secadmin", 403),
    ] {
        assert_eq!(app.as_(who).await.get("/ledger").await.status, status, "{who}");
    }
    let other = app.as_("auditor@beta").await.get("/ledger").await.expect(200);
    assert!(!acts(&other).contains(&"送交审核".to_owned()) && !other.text().contains("official of alpha"));
    assert!(
        app.anonymous()
            .get("/ledger")
            .await
            .redirected()
            .starts_with("/sign-in")
    );
}

#[tokio::test]
async fn the_page_says_so_when_records_could_be_changed() {
    let app = TestApp::small().await;
    let owner = zhenggai::platform::postgres::Role::Owner;
    let mut owner = crate::support::connect(owner, app.database()).await;
    sqlx::query("grant update on events to zhenggai_app")
        .execute(&mut owner)
        .await
        .expect("granted");
    let page = app.as_("auditor").await.get("/ledger").await.expect(200);
    assert!(!page.text().contains("只增不改") && page.texts("[role=alert]").concat().contains("检查权限"));
}

/// Names of acts in the sources, wherever they stand.
fn recorded(dir: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            recorded(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            let words = text.split('"').filter(|word| {
                let prefix = |(prefix, ..): &words::Sort| {
                    word.strip_prefix(prefix).is_some_and(|rest| {
                        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                    })
                };
                words::SORTS.iter().any(prefix)
            });
            found.extend(words.map(ToOwned::to_owned));
        }
    }
}

#[test]
fn every_act_has_a_name() {
    let mut found = Vec::new();
    recorded(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 20, "only {found:?}: does the scan still work?");
    let nameless: Vec<_> = found.iter().filter(|act| words::name(act).is_none()).collect();
    assert!(nameless.is_empty(), "acts without a name: {nameless:?}");
}
