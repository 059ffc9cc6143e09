//! Exports: what may be read and no more, recorded, harmless to a spreadsheet; imported again they change nothing.

use zhenggai::demo::{Size, Way};
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::draft::{Draft, DraftCause, DraftMeasure};
use zhenggai::domain::{campaigns, tenants};
use zhenggai::imports::{
    Kind, Report, Workbook, apply, export, history::History, learned::Learned, progress::Progress,
};
use zhenggai::kernel::ids::{ActId, ProblemId};
use zhenggai::kernel::scope::{Actor, Scope};
use zhenggai::platform::db::{Db, Settings};
use zhenggai::platform::postgres::Role;

use super::books::{part, saved, texts};
use super::sheets::{count, figures, refused, try_out};
use crate::support::filed::{Filed, draft};
use crate::support::{Client, TestApp, cast::start, cluster};
use crate::templates::every_state;

async fn exported(client: &Client, kind: &str) -> Vec<u8> {
    client
        .get(&format!("/exports/{kind}.xlsx"))
        .await
        .expect(200)
        .bytes
}

/// The column under this header.
fn column(rows: &[Vec<String>], head: &str) -> Vec<String> {
    let at = rows[1].iter().position(|h| h == head).expect("a column");
    rows[2..].iter().map(|row| row[at].clone()).collect()
}

/// A city's export of everything, and what importing it would do.
pub async fn round(db: &Db, slug: &str, kind: Kind) -> (usize, Vec<u8>, Report) {
    let mut global = db.begin_global().await.expect("begun");
    let tenant = tenants::store::by_slug(&mut global, slug)
        .await
        .expect("read")
        .expect("a city");
    drop(global);
    let (actor, scope) = (Actor::program("test"), Scope::program(tenant.id, "test"));
    let mut tx = db.begin(&scope).await.expect("begun");
    let campaign = campaigns::store::current(&mut tx, start().date_naive()).await;
    let campaign = campaign.expect("read").expect("a campaign");
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), start())
        .await
        .expect("an act");
    let plan = export::plan(&mut tx, &mut act, &campaign, kind, true)
        .await
        .expect("planned");
    let book = export::write(&mut tx, &campaign, &plan, "test")
        .await
        .expect("written");
    tx.rollback().await.expect("rolled back");
    let read = Workbook::read((tenant.id, kind), book.clone(), &Learned::default())
        .await
        .expect("readable");
    let mut tx = db.begin(&scope).await.expect("begun");
    let mut act = Act::open(&mut tx, &actor, ActId::fresh(), start())
        .await
        .expect("an act");
    let report = apply(
        &mut tx,
        &mut act,
        &campaign,
        (None, History::default()),
        (&read, &Progress::untold()),
    )
    .await
    .expect("applied");
    (plan.rows, book, report)
}

#[tokio::test]
async fn the_small_citys_export_changes_nothing_in_whatever_state_problems_are() {
    let name = cluster().empty().await;
    cluster().demonstrate(&name, Size::Small, Way::Copy).await;
    let db = Db::open(Settings::new(cluster().server.options(Role::App, &name), 2));
    for kind in Kind::ALL {
        let (rows, book, report) = round(&db, "baicheng", kind).await;
        assert!(rows > 20, "{kind:?}: {rows}");
        assert_eq!(
            report,
            Report {
                unchanged: rows,
                ..Report::default()
            },
            "{kind:?}"
        );
        if kind == Kind::Lists {
            let mut states = column(&texts(&book), "办理状态");
            states.sort();
            states.dedup();
            assert!(states.len() >= 6, "{states:?}");
        }
    }
    db.close().await;
    cluster().drop_database(&name).await;
}

/// Texts that suffer in a cell: formulas, numbers within, breaks, spaces, too long for one.
fn awkward() -> Draft {
    Draft {
        title: "=HYPERLINK(\"http://x\",\"点\")".to_owned(),
        manifestation: "  第一行\r\n\r\n（2）第二行　有 空格\u{b}\n_x0041_ <&> ".to_owned(),
        cooperating: "无".to_owned(),
        duty: "+职责".to_owned(),
        causes: vec![
            DraftCause {
                kind: "objective".to_owned(),
                text: "-1.甲\n2.乙；（2）丙".to_owned(),
            },
            DraftCause {
                kind: "subjective".to_owned(),
                text: String::new(),
            },
            DraftCause {
                kind: "subjective".to_owned(),
                text: "长".repeat(40_000),
            },
        ],
        measures: vec![
            DraftMeasure {
                text: "@甲(乙)".to_owned(),
                goal: String::new(),
                due: "10月底前".to_owned(),
            },
            DraftMeasure {
                text: "目标：丙".to_owned(),
                goal: "丁".to_owned(),
                due: "2018-10-10".to_owned(),
            },
        ],
        due: "年底".to_owned(),
        long_term: true,
        look_back: vec!["2019-01-01".to_owned()],
        ..draft("")
    }
}

#[tokio::test]
async fn every_state_and_every_awkward_text_comes_back_unchanged_and_formulas_are_harmless() {
    let app = TestApp::small().await;
    Box::pin(every_state(&app)).await;
    let filed = Filed::draft_by(&app, "official", &awkward()).await;
    let (rows, book, report) = round(app.app.db(), "alpha", Kind::Lists).await;
    assert!(rows > 8);
    assert_eq!(
        report,
        Report {
            unchanged: rows,
            ..Report::default()
        }
    );
    let cells = texts(&book);
    for cell in cells.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert!(!part(&book, "xl/worksheets/sheet1.xml").contains("<f>"));
    let numbers = column(&cells, "编号");
    let at = numbers
        .iter()
        .position(|number| *number == filed.problem.number)
        .expect("the draft");
    assert!(column(&cells, "问题")[at].starts_with("'=HYPERLINK"));

    // One cell is changed: the rest of the draft stays to the letter, also what no cell can hold.
    let mut mended = vec![cells[0].clone(), cells[1].clone(), cells[at + 2].clone()];
    let source = cells[1].iter().position(|head| head == "来源").expect("a column");
    "自己找".clone_into(&mut mended[2][source]);
    let office = app.as_("office").await;
    let (path, page) = try_out(&office, "lists", saved(&mended)).await;
    assert_eq!(figures(&page), [0, 1, 0, 0]);
    super::sheets::confirm(&office, &path, &page).await;
    let kept: String = sqlx::query_scalar("select draft from problems where id = $1")
        .bind(filed.problem.id.0)
        .fetch_one(app.loader())
        .await
        .expect("the draft");
    let expected = Draft {
        source: "自己找".to_owned(),
        ..awkward()
    };
    assert_eq!(Draft::read(&kept), expected);
    let events = "select count(*) from events where tenant_id = $1 and act = 'problem.amended'";
    assert_eq!(count(&app, app.cast.tenants["alpha"], events).await, 1);
}

async fn opened(app: &TestApp, problem: ProblemId) -> i64 {
    sqlx::query_scalar("select count(*) from events where act = 'problem.opened' and object_id = $1")
        .bind(problem.0)
        .fetch_one(app.loader())
        .await
        .expect("counted")
}

#[tokio::test]
async fn lists_go_out_only_to_whom_may_read_them_and_each_export_is_recorded() {
    let app = TestApp::small().await;
    let submitted = Filed::by(&app, "official", &draft("Submitted text")).await;
    Filed::draft_by(&app, "colleague", &draft("Nobody else's draft")).await;
    let guarded = Filed::by(&app, "citylead", &draft("Guarded text")).await;
    Filed::by(&app, "official@beta", &draft("Of another city")).await;
    let (office, head) = (app.as_("office").await, app.as_("officehead").await);
    // The office is also named to read the city's leaders; its head is not.
    let (all, fewer) = (
        texts(&exported(&office, "lists").await),
        texts(&exported(&head, "lists").await),
    );
    assert_eq!(column(&fewer, "问题"), ["Submitted text"]);
    let mut seen = column(&all, "问题");
    seen.sort();
    assert_eq!(seen, ["Guarded text", "Submitted text"]);
    assert_eq!(
        (
            opened(&app, guarded.problem.id).await,
            opened(&app, submitted.problem.id).await
        ),
        (1, 0)
    );
    let title = &all[0][0];
    for word in [
        "内部资料",
        "office of alpha",
        "City of alpha",
        "2018-09-25 10:00",
        "另有 1 条",
    ] {
        assert!(title.contains(word), "{word}: {title}");
    }
    let made = "select count(*) from events where tenant_id = $1 and act = 'export.made'";
    assert_eq!(count(&app, app.cast.tenants["alpha"], made).await, 2);
    let data: String =
        sqlx::query_scalar("select data from events where act = 'export.made' order by id limit 1")
            .fetch_one(app.loader())
            .await
            .expect("an event");
    assert_eq!(data, "{\"kind\":\"lists\",\"left_out\":1,\"rows\":2}");

    // Imported as it is, nothing; changed, what was submitted is refused and says why.
    let (_, page) = try_out(&office, "lists", exported(&office, "lists").await).await;
    assert_eq!(figures(&page), [0, 0, 2, 0]);
    let mut rows = all.clone();
    for row in &mut rows[2..] {
        let at = all[1].iter().position(|head| head == "问题").expect("a column");
        row[at].push_str(" changed");
    }
    let (_, page) = try_out(&office, "lists", saved(&rows)).await;
    assert_eq!(figures(&page), [0, 0, 0, 2]);
    assert!(
        refused(&page).iter().all(|why| why.contains("已经送交")),
        "{:?}",
        refused(&page)
    );

    for kind in ["organisation", "roster"] {
        let book = exported(&office, kind).await;
        let rows = texts(&book).len() - 2;
        let (_, page) = try_out(&office, kind, book).await;
        assert_eq!(figures(&page), [0, 0, rows, 0], "{kind}");
    }
    for who in ["official", "leader", "figures", "auditor"] {
        let path = "/exports/lists.xlsx";
        assert_eq!(app.as_(who).await.get(path).await.status, 403, "{who}");
    }
}

#[tokio::test]
async fn what_its_owner_wrote_since_the_export_is_never_written_over() {
    let app = TestApp::small().await;
    let filed = Filed::draft_by(&app, "official", &draft("As exported")).await;
    let (_, book, _) = round(app.app.db(), "alpha", Kind::Lists).await;
    let (edit, official) = (filed.path("edit"), app.as_("official").await);
    let form = official.get(&edit).await.expect(200);
    let form = form.form(&filed.path("submission")).set("title", "Written since");
    let form = form.set("do", "save").to(&filed.path("draft"));
    official.submit(form).await.redirected();
    let office = app.as_("office").await;
    let mut nameless = texts(&book);
    let version = nameless[1]
        .iter()
        .position(|head| head == "版本")
        .expect("a column");
    for row in &mut nameless[1..] {
        row.remove(version);
    }
    for sent in [book, saved(&nameless)] {
        let (_, page) = try_out(&office, "lists", sent).await;
        assert_eq!(figures(&page), [0, 0, 0, 1]);
        assert!(refused(&page)[0].contains("请重新导出"), "{:?}", refused(&page));
    }
    let kept: String = sqlx::query_scalar("select title from problems where id = $1")
        .bind(filed.problem.id.0)
        .fetch_one(app.loader())
        .await
        .expect("the draft");
    assert_eq!(kept, "Written since");
}
