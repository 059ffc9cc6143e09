//! Five-list workbooks of what was submitted, approved or signed before: it comes in as it stood, on a scan that shows it.

use zhenggai::kernel::digest::sha256;

use super::sheets::{acts, confirm, count, ended, figures, sheet};
use crate::support::{Client, Page, TestApp};

const HEAD: [&str; 11] = [
    "人员编号",
    "姓名",
    "存在问题",
    "具体表现",
    "五弊",
    "方面",
    "来源",
    "原因",
    "整改措施",
    "整改目标",
    "整改时限",
];

/// Two whole rows, whose time is over for one, and one that lacks its measures.
fn book() -> Vec<u8> {
    let row = |title: &'static str, measures: &'static str, goals: &'static str, due: &'static str| {
        [
            "A001",
            "",
            title,
            "Complaints are passed on instead of handled",
            "虚浮飘",
            "服务不到位",
            "群众提",
            "Shy of trouble",
            measures,
            goals,
            due,
        ]
    };
    let rows = [
        row(
            "Answers late",
            "1.Check each case 2.Call back",
            "1.Each is answered 2.Satisfied",
            "2018-09-10",
        ),
        row(
            "Minutes missing",
            "Write them the same day",
            "All books whole",
            "立行立改",
        ),
        row("Visits for show", "", "", "2018-12-28"),
    ];
    let rows: Vec<&[&str]> = std::iter::once(&HEAD)
        .chain(&rows)
        .map(<[&str; 11]>::as_slice)
        .collect();
    sheet(&rows)
}

pub const SCAN: &[u8] = b"%PDF-1.4 both signed";

async fn send(office: &Client, stands: &str, basis: Option<&[u8]>) -> Page {
    let mut files = vec![("file", "lists.xlsx", book())];
    files.extend(basis.map(|scan| ("basis", "scan.pdf", scan.to_vec())));
    let fields = [("kind", "lists"), ("stands", stands)];
    office.post_files("/imports", &fields, files).await
}

/// Sends it, tries it out, confirms it.
pub async fn import(office: &Client, stands: &str, basis: Option<&[u8]>) -> (String, Page) {
    let path = send(office, stands, basis).await.redirected();
    let page = ended(office, &path).await;
    assert_eq!(figures(&page), [3, 0, 0, 0], "{}", page.text());
    let done = confirm(office, &path, &page).await;
    (path, done)
}

/// State, rectification and due day of each, in the order of the sheet.
async fn stand(app: &TestApp) -> Vec<(String, Option<String>, Option<chrono::NaiveDate>)> {
    sqlx::query_as(
        "select state, rectification, due_on from problems where number like '%A001%' order by seq",
    )
    .fetch_all(app.loader())
    .await
    .expect("read")
}

fn words(rows: &[(String, Option<String>, Option<chrono::NaiveDate>)]) -> Vec<&str> {
    rows.iter().map(|(state, ..)| state.as_str()).collect()
}

#[tokio::test]
async fn submitted_ones_wait_for_review_and_incomplete_ones_stay_drafts_with_the_reason() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (_, page) = import(&office, "submitted", None).await;
    let stand = stand(&app).await;
    assert_eq!(words(&stand), ["submitted", "submitted", "draft"]);
    assert_eq!(
        stand[0].2.expect("a limit").to_string(),
        "2018-09-10",
        "over, and history"
    );
    assert_eq!(stand[1].2, Some(app.clock.today()));
    let less = page.texts(".zg-less tbody :is(th, td)");
    assert_eq!(less, ["第 4 行", "措施", "没有写全或不合要求，作为草稿导入"]);
    let revisions = "select count(*) from revisions where tenant_id = $1";
    assert_eq!(count(&app, app.cast.tenants["alpha"], revisions).await, 2);
}

#[tokio::test]
async fn what_was_approved_or_signed_needs_a_scan_that_is_one() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let too_big = [SCAN, &vec![0; 20 * 1024 * 1024]].concat();
    for (basis, why) in [
        (None, "要附上依据的扫描件"),
        (Some(&b"<html>"[..]), "不是能收的种类"),
        (Some(&too_big[..]), "超过 20 MB"),
    ] {
        for stands in ["approved", "signed"] {
            let page = send(&office, stands, basis).await.expect(422);
            assert!(
                page.texts("[role=alert]").concat().contains(why),
                "{}",
                page.text()
            );
            assert!(page.has("#lists-b[aria-invalid=true]"));
        }
    }
    let kept = "select count(*) from import_runs where tenant_id = $1";
    assert_eq!(count(&app, app.cast.tenants["alpha"], kept).await, 0);
}

#[tokio::test]
async fn a_photo_is_taken_for_a_scan_and_kept_without_where_it_was_taken() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/files/photo.jpg");
    let photo = std::fs::read(fixture).expect("a fixture");
    let tells = |bytes: &[u8]| bytes.windows(11).any(|window| window == b"Telephone 9");
    assert!(tells(&photo));
    let (path, page) = import(&office, "approved", Some(&photo)).await;
    let scan = office.get(&format!("{path}/basis")).await.expect(200);
    assert_eq!(scan.headers["content-type"], "image/jpeg");
    assert!(!tells(&scan.bytes));
    assert!(page.text().contains(&hex::encode(sha256(&scan.bytes))));
}

#[tokio::test]
async fn approved_ones_wait_for_their_owner_and_name_the_scan() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let (path, page) = import(&office, "approved", Some(SCAN)).await;
    assert_eq!(
        words(&stand(&app).await),
        ["awaiting_owner", "awaiting_owner", "draft"]
    );
    let digest = hex::encode(sha256(SCAN));
    assert!(page.text().contains(&digest));
    let told: i64 =
        sqlx::query_scalar("select count(*) from events where act = 'problem.brought_in' and data like $1")
            .bind(format!("%\"basis\":\"{digest}\"%"))
            .fetch_one(app.loader())
            .await
            .expect("counted");
    assert_eq!(told, 2);
    let verdicts = "select count(*) from verdicts where tenant_id = $1";
    assert_eq!(
        count(&app, app.cast.tenants["alpha"], verdicts).await,
        0,
        "nobody is said to have approved it"
    );
    let mine = app.as_("official").await.get("/my").await.expect(200);
    assert!(mine.text().contains("待本人签字"), "{}", mine.text());
    // The scan goes out as it came, to the office alone.
    let scan = office.get(&format!("{path}/basis")).await.expect(200);
    assert_eq!(scan.headers["content-type"], "application/pdf");
    assert_eq!(scan.bytes, SCAN);
    assert_eq!(
        app.as_("official")
            .await
            .get(&format!("{path}/basis"))
            .await
            .status,
        403
    );
    assert_eq!(
        app.as_("office@beta")
            .await
            .get(&format!("{path}/basis"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn signed_ones_are_claimed_with_two_paper_signatures_and_can_be_taken_back() {
    let app = TestApp::small().await;
    let (office, official) = (app.as_("office").await, app.as_("official").await);
    let alpha = app.cast.tenants["alpha"];
    let (path, _) = import(&office, "signed", Some(SCAN)).await;
    let rows = stand(&app).await;
    assert_eq!(words(&rows), ["claimed", "claimed", "draft"]);
    assert_eq!(rows[0].1.as_deref(), Some("to_do"));
    let signers: Vec<(uuid::Uuid, String, String)> = sqlx::query_as(
        "select s.signer_id, s.role, s.method from signatures s join problems p on p.id = s.problem_id
         where p.title = 'Answers late' order by s.signed_at, s.id",
    )
    .fetch_all(app.loader())
    .await
    .expect("read");
    let (owner, leader) = (app.cast.person("official").0, app.cast.person("leader").0);
    assert_eq!(
        signers,
        [
            (owner, "owner".to_owned(), "paper".to_owned()),
            (leader, "leader".to_owned(), "paper".to_owned())
        ]
    );
    let id: uuid::Uuid = sqlx::query_scalar("select id from problems where title = 'Answers late'")
        .fetch_one(app.loader())
        .await
        .expect("there");
    let page = official.get(&format!("/problems/{id}")).await.expect(200);
    assert!(page.text().matches("纸面签字").count() >= 2, "{}", page.text());
    let story = page.text();
    assert!(
        story.contains("本人签字认领") && story.contains("分管领导签字认领"),
        "{story}"
    );
    assert!(
        story.contains("按历史状态导入") && story.contains(&hex::encode(sha256(SCAN))),
        "{story}"
    );
    // It goes on like any other.
    let form = page.text();
    assert!(form.contains("待整改"), "{form}");
    // The same file again is known.
    let again = send(&office, "signed", Some(SCAN)).await.redirected();
    assert_eq!(figures(&office.get(&again).await.expect(200)), [0, 0, 3, 0]);
    // Taken back, nobody has it any more, and the sheets may come in anew.
    let undo = office.get(&format!("{path}/undo")).await.expect(200);
    assert_eq!(figures(&undo), [3, 0, 0]);
    office
        .submit(undo.form(&format!("{path}/undo")))
        .await
        .redirected();
    assert_eq!(words(&stand(&app).await), ["withdrawn"; 3]);
    assert_eq!(
        acts(&app, &path).await,
        ["import.tried", "import.applied", "import.undone"]
    );
    let open = "select count(*) from problem_spans where tenant_id = $1 and to_at = 'infinity' and state <> 'withdrawn'";
    assert_eq!(count(&app, alpha, open).await, 0);
    let (_, page) = import(&office, "draft", None).await;
    assert!(!page.has(".zg-less"));
}

#[tokio::test]
async fn nobody_vouches_for_their_own_nor_for_that_of_whom_they_lead() {
    let app = TestApp::small().await;
    for who in ["official", "leader"] {
        sqlx::query(
            "insert into grants (tenant_id, id, account_id, role, from_at)
             select tenant_id, gen_random_uuid(), id, 'office', created_at from accounts where id = $1",
        )
        .bind(app.cast.member(who).account.0)
        .execute(app.loader())
        .await
        .expect("an office");
    }
    for who in ["official", "leader"] {
        let client = app.as_(who).await;
        let path = send(&client, "signed", Some(SCAN)).await.redirected();
        let page = client.get(&path).await.expect(200);
        assert_eq!(page.text().matches("要由别人导入").count(), 3, "{}", page.text());
        if who == "official" {
            confirm(&client, &path, &page).await;
            let drafts = "select count(*) from problems where tenant_id = $1 and state = 'draft'";
            assert_eq!(count(&app, app.cast.tenants["alpha"], drafts).await, 3);
            // So that the leader's are rows of their own.
            let undo = client.get(&format!("{path}/undo")).await.expect(200);
            client
                .submit(undo.form(&format!("{path}/undo")))
                .await
                .redirected();
        }
    }
}
