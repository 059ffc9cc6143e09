//! The demonstration: the full city's figures are the report's, counted from rows; and what is loaded in bulk is what the
//! program's own verbs would have left behind.

mod loading;
mod ways;

use std::collections::HashMap;

use serde::Deserialize;
use zhenggai::domain::figures::{Asked, Figure, Measure, Population, Scope, What, figures, tally};

use crate::support::{TestApp, checks};
use zhenggai::platform::postgres::Role;

/// A figure of the report.
#[derive(Debug, Deserialize)]
struct Known {
    code: String,
    n: i64,
    of: Option<i64>,
    percent: Option<String>,
}

/// Codes of the report's figures that the program counts.
const COUNTED: [&str; 16] = [
    "bodies",
    "city_leaders",
    "problems_city_level",
    "problems_bodies",
    "problems_city_leaders",
    "problems_standing_committee",
    "first_pass_standing_committee",
    "counties",
    "departments",
    "cadres_filed",
    "cadres_county_level",
    "problems_county_level",
    "immediate_city_leaders",
    "immediate_county_level",
    "remaining_city_leaders",
    "remaining_county_level",
];

const LEADER: &str =
    "exists (select from cohort_members m join cohorts c on c.id = m.cohort_id and c.code = 'city_leaders'
    where m.owner_id = p.owner_id and m.to_at = 'infinity')";
const SENIOR: &str = "p.owner_kind = 'person' and p.tier in ('city', 'county')";
const APPROVED: &str =
    "p.approved_at is not null and p.state in ('awaiting_owner', 'awaiting_leader', 'claimed')";
const DONE: &str =
    "(select count(distinct s.role) from signatures s where s.problem_id = p.id and s.purpose = 'complete'
    and not exists (select from signature_breaks b where b.signature_id = s.id)) = 2";
const IN_TIME: &str = "(select max(s.signed_at) filter (where s.purpose = 'complete')
        - max(s.signed_at) filter (where s.purpose = 'claim') from signatures s
    where s.problem_id = p.id and s.role = 'leader') <= interval '30 days'";

/// The same by other queries: from signatures, posts and problems as they stand.
fn recounts() -> HashMap<&'static str, String> {
    let problems =
        |condition: String| format!("select count(*) from problems p where {APPROVED} and {condition}");
    let people = |condition: &str| {
        format!("select count(distinct person_id) from posts where to_at = 'infinity' and {condition}")
    };
    let organised = |kind: &str| {
        format!(
            "select count(*) from units u where kind = '{kind}' and exists (select from problems p
             where p.top_unit_id = u.id and p.first_submitted_at is not null)"
        )
    };
    HashMap::from([
        (
            "bodies",
            "select count(*) from units where kind = 'body'".to_owned(),
        ),
        (
            "city_leaders",
            people("tier = 'city' and unit_id in (select id from units where kind = 'body')"),
        ),
        (
            "problems_city_level",
            problems(format!("(p.owner_kind = 'body' or {LEADER})")),
        ),
        ("problems_bodies", problems("p.owner_kind = 'body'".to_owned())),
        ("problems_city_leaders", problems(LEADER.to_owned())),
        (
            "problems_standing_committee",
            problems("p.unit_id = (select id from units where name = '市委常委班子')".to_owned()),
        ),
        (
            "first_pass_standing_committee",
            problems(
                "p.unit_id = (select id from units where name = '市委常委班子') and (select string_agg(v.verdict, ' ')
                 from verdicts v where v.problem_id = p.id and v.stage = 'province') = 'approved'"
                    .to_owned(),
            ),
        ),
        ("counties", organised("county")),
        ("departments", organised("department")),
        (
            "cadres_filed",
            "select count(distinct person_id) from events where act = 'problem.submitted'".to_owned(),
        ),
        ("cadres_county_level", people("tier in ('city', 'county')")),
        ("problems_county_level", problems(SENIOR.to_owned())),
        (
            "immediate_city_leaders",
            problems(format!("{LEADER} and {DONE} and {IN_TIME}")),
        ),
        (
            "immediate_county_level",
            problems(format!("{SENIOR} and {DONE} and {IN_TIME}")),
        ),
        (
            "remaining_city_leaders",
            problems(format!("{LEADER} and not ({DONE})")),
        ),
        (
            "remaining_county_level",
            problems(format!("{SENIOR} and not ({DONE})")),
        ),
    ])
}

fn report() -> HashMap<String, Known> {
    let text = include_str!("../fixtures/figures.json");
    let all: Vec<Known> = serde_json::from_str(text).expect("figures.json");
    all.into_iter().map(|known| (known.code.clone(), known)).collect()
}

#[tokio::test]
async fn the_full_citys_figures_are_the_reports_and_equal_a_recount() {
    let app = TestApp::full().await;
    let mut tx = app.tx("baicheng").await;
    let campaign = app.campaign(&mut tx).await;
    let counted = figures(&mut tx, campaign.id, None, app.clock.now())
        .await
        .expect("figures");
    let counted: HashMap<&str, &Figure> = counted.iter().map(|figure| (figure.code, figure)).collect();
    let (report, recounts) = (report(), recounts());
    for code in COUNTED {
        let (known, figure) = (&report[code], counted[code]);
        assert_eq!((figure.n, figure.of), (known.n, known.of), "{code}");
        assert_eq!(figure.percent, known.percent, "{code}");
        // As the app's role within the tenant: nobody else's rows are counted.
        let again: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(recounts[code].clone()))
            .fetch_one(&mut *tx)
            .await
            .unwrap_or_else(|error| panic!("{code}: {error}"));
        assert_eq!(again, known.n, "{code} counted in another way");
    }
    // Of those that were rectified in 30 days by no means all were in 5.
    let mut asked = Asked::read(&mut tx, campaign.id, None, app.clock.now())
        .await
        .expect("asked");
    let count = async |tx: &mut _, asked: &Asked, measure| {
        let tally = tally(tx, None, asked).await.expect("a tally");
        tally.count(
            What::Problems(Population::CountyLevel, measure),
            &Scope::default(),
        )
    };
    let rectified = count(&mut tx, &asked, Measure::Rectified).await;
    assert_eq!(count(&mut tx, &asked, Measure::Immediate).await, rectified);
    asked = asked.within(5);
    let soon = count(&mut tx, &asked, Measure::Immediate).await;
    assert!(0 < soon && soon < rectified, "{soon} of {rectified}");
    assert_eq!(count(&mut tx, &asked, Measure::Rectified).await, rectified);
}

#[tokio::test]
async fn the_full_citys_history_is_whole_and_its_signatures_hold() {
    let app = TestApp::full().await;
    let wrong = checks::of(&app.options(Role::Loader)).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let none = [
        (
            "a statement has another digest",
            "select count(*) from signatures where sha256(convert_to(statement, 'UTF8')) <> statement_sha256",
        ),
        (
            "a revision has another digest",
            "select count(*) from revisions where sha256(convert_to(content, 'UTF8')) <> digest",
        ),
        (
            "somebody signed for themself as leader",
            "select count(*) from signatures s join problems p on p.id = s.problem_id
             where s.role = 'leader' and s.signer_id = p.owner_id",
        ),
        (
            "somebody ruled on their own unit's",
            "select count(*) from verdicts v join problems p on p.id = v.problem_id
             join posts o on o.person_id = v.person_id join units u on u.id = o.unit_id where u.top_id = p.top_unit_id",
        ),
        (
            "the ledger is out of order",
            "select count(*) from (select at, lag(at) over (partition by tenant_id order by id) as before from events
             where act like 'problem.%' or act like 'rectification.%' or act like 'signature.%') e where before > at",
        ),
        (
            "somebody else than the named has a password, or no activation code that holds for two weeks",
            "select count(*) from accounts where login !~ '^[a-z]+2?$' and (password_hash is null
                or password_hash !~ '^[$]code[$][0-9a-f]{64}$' or not must_change_password
                or one_time_until is distinct from (select max(one_time_until) from accounts))",
        ),
        (
            "two have the same code",
            "select count(*) - count(distinct password_hash) from accounts where login !~ '^[a-z]+2?$'",
        ),
        (
            "a named one has a code",
            "select count(*) from accounts where login ~ '^[a-z]+2?$' and password_hash like '$code$%'",
        ),
        (
            "numbers have gaps",
            "select count(*) from (select row_number() over (order by length(number), number) as n, number from closures
             where tenant_id = (select id from tenants where slug = 'baicheng')) c where number <> '销〔2018〕' || n || '号'",
        ),
    ];
    for (what, sql) in none {
        let found: i64 = sqlx::query_scalar(sql).fetch_one(app.loader()).await.expect(what);
        assert_eq!(found, 0, "{what}");
    }
}

#[tokio::test]
async fn everybody_finds_work_in_the_full_city() {
    let app = TestApp::full().await;
    for (login, address, row) in [
        ("official", "/my", "main a[href^='/problems/']"),
        ("leader", "/to-sign", "main table tbody tr, main li a"),
        (
            "reviewer",
            "/review",
            "main a[href*='/problems/'], main table tbody tr",
        ),
        ("office", "/closures", "main table tbody tr"),
        ("office2", "/closures", "main table tbody tr"),
    ] {
        let page = app.as_login(login).await.get(address).await.expect(200);
        let rows = page.html().select(&crate::support::selector(row)).count();
        assert!(rows > 0, "{login} finds nothing at {address}");
        assert!(page.text().len() < 200_000, "{address} is endless for {login}");
    }
}
