//! What remains, followed up: as many as the figure says, of whom the visitor may follow, and no text to whom it is not open.

mod paper;

use serde_json::Value;
use zhenggai::domain::lists::draft::Draft;

use super::{Client, Filed, TestApp, draft, figure, rows};
use crate::imports::books::{part, texts};
use crate::support::{Page, selector};

/// Remaining ones of several people, the dates in no order; what is done, under review or returned beside them.
async fn several(app: &TestApp) {
    for (who, title, due) in [
        ("official", "Middle", "2018-10-12"),
        ("leader", "Of the leader", "2018-10-11"),
        ("cadre", "Of the cadre", "2018-10-20"),
        ("countylead", "Of the county's leader", "2018-09-27"),
        ("official", "First", "2018-09-26"),
        ("citylead", "Guarded", "2018-10-13"),
        ("cityhead", "Of the head", "2018-10-14"),
    ] {
        let due = due.to_owned();
        let filed = Filed::by(app, who, &Draft { due, ..draft(title) }).await;
        filed.approved(app).await;
    }
    Filed::by(app, "official", &draft("Done"))
        .await
        .cosigned(app)
        .await;
    Filed::by(app, "official", &draft("Under review")).await;
    Filed::by(app, "official@beta", &draft("Of another city"))
        .await
        .approved(app)
        .await;
}

async fn list(client: &Client, asked: &str) -> Page {
    client.get(&format!("/follow-up/rows{asked}")).await.expect(200)
}

/// Cells of a column of the rows.
fn column(page: &Page, n: usize) -> Vec<String> {
    page.texts(&format!("table[data-list] tbody tr > :nth-child({n})"))
}

fn sum(page: &Page, css: &str) -> u64 {
    let numbers = page.texts(css);
    numbers.iter().map(|n| n.parse::<u64>().expect("a number")).sum()
}

#[tokio::test]
async fn the_full_citys_lists_are_the_reports_figures() {
    let app = TestApp::full().await;
    let office = app.as_login("office").await;
    let report: Value = serde_json::from_str(include_str!("../../fixtures/figures.json")).expect("figures");
    let today = app.clock.today().to_string();
    for (cohort, code) in [
        ("city_leaders", "remaining_city_leaders"),
        ("county_level", "remaining_county_level"),
    ] {
        let known = report.as_array().into_iter().flatten();
        let known = known
            .filter(|one| one["code"] == code)
            .find_map(|one| one["n"].as_u64());
        let (n, ..) = figure(&office, code, &today).await;
        assert_eq!(Some(n), known, "{code}");
        let asked = format!("?cohort={cohort}");
        assert_eq!(
            rows(&office, &format!("/follow-up/rows{asked}")).await,
            n,
            "{code}"
        );
        for by in ["unit", "leader"] {
            let page = office
                .get(&format!("/follow-up{asked}&by={by}"))
                .await
                .expect(200);
            let numbers = "main tbody tr:not(.sum) td:nth-child(2)";
            assert_eq!(sum(&page, numbers), n, "{code} by {by}");
            assert_eq!(sum(&page, "main tbody tr.sum td:nth-child(2)"), n);
            let lamps = [3, 4, 5].map(|n| sum(&page, &format!("main tbody tr.sum td:nth-child({n})")));
            assert_eq!(lamps.iter().sum::<u64>(), n, "{code} by lamp");
            let paper = office.get(&format!("/follow-up/owners{asked}&by={by}")).await;
            let paper = paper.expect(200);
            assert_eq!(
                sum(&paper, ".zg-owners tbody tr:not(.grp) td:nth-child(4)"),
                n,
                "{code}"
            );
        }
        let book = office
            .get(&format!("/follow-up/rows.xlsx{asked}"))
            .await
            .expect(200);
        assert_eq!(texts(&book.bytes).len() as u64 - 2, n, "{code} as a workbook");
    }
}

#[tokio::test]
async fn every_number_opens_as_many_rows() {
    let app = TestApp::small().await;
    several(&app).await;
    let office = app.as_("office").await;
    let mut opened = 0;
    for asked in ["?cohort=all", "?cohort=all&by=leader", "?cohort=county_level"] {
        let page = office.get(&format!("/follow-up{asked}")).await.expect(200);
        let links: Vec<(String, String)> = {
            let html = page.html();
            let cells = selector("main tbody td a[href^='/follow-up/rows']");
            html.select(&cells)
                .map(|link| {
                    (
                        link.attr("href").unwrap_or_default().to_owned(),
                        link.text().collect::<String>(),
                    )
                })
                .collect()
        };
        for (address, n) in links {
            assert_eq!(
                rows(&office, &address).await.to_string(),
                n.trim(),
                "{asked}: {address}"
            );
            opened += 1;
        }
    }
    assert!(opened > 20, "{opened}");
    let (n, ..) = figure(&office, "remaining_all", &app.clock.today().to_string()).await;
    assert_eq!((n, rows(&office, "/follow-up/rows?cohort=all").await), (7, 7));
}

#[tokio::test]
async fn everybody_follows_up_their_own_and_nothing_else() {
    let app = TestApp::small().await;
    several(&app).await;
    // Login, what is asked, owners of the rows by date.
    let seen: [(&str, &str, &[&str]); 7] = [
        (
            "office",
            "?cohort=all",
            &[
                "official",
                "countylead",
                "leader",
                "official",
                "citylead",
                "cityhead",
                "cadre",
            ],
        ),
        ("county", "", &["countylead", "cadre"]),
        ("unithead", "", &["official", "leader", "official"]),
        ("liaison", "", &["official", "leader", "official"]),
        ("leader", "", &["official", "official"]),
        ("cityhead", "", &["citylead"]),
        ("citylead", "?reach=led", &["countylead", "leader"]),
    ];
    for (who, asked, expected) in seen {
        let page = list(&app.as_(who).await, asked).await;
        let expected: Vec<_> = expected.iter().map(|who| format!("{who} of alpha")).collect();
        assert_eq!(column(&page, 4), expected, "{who}");
        assert!(!page.body.contains("of beta"), "{who}");
    }
    for (who, reach) in [
        ("liaison", "all"),
        ("county", "all"),
        ("leader", "ours"),
        ("office", "led"),
    ] {
        for path in ["", "/rows", "/rows.xlsx", "/owners"] {
            let path = format!("/follow-up{path}?reach={reach}");
            app.as_(who).await.get(&path).await.expect(403);
        }
    }
    let office = app.as_("office").await;
    for (unit, n) in [("county", Some(2)), ("county@beta", None), ("dept-a@beta", None)] {
        let page = list(&office, &format!("?cohort=all&unit={}", app.cast.unit(unit))).await;
        assert_eq!(column(&page, 4).len(), n.unwrap_or(0), "{unit}");
        assert!(!page.body.contains("of beta"), "{unit}");
    }
    for asked in ["?reach=city", "?cohort=x", "?unit=1", "?leader=x", "?lamp=blue"] {
        let path = format!("/follow-up/rows{asked}");
        office.get(&path).await.expect(404);
    }
}

#[tokio::test]
async fn sentences_are_shown_to_whom_they_are_open() {
    let app = TestApp::small().await;
    several(&app).await;
    let texts = [
        "Middle",
        "Of the leader",
        "Of the cadre",
        "Guarded",
        "Of the head",
    ];
    for (who, asked, open) in [
        (
            "officehead",
            "?cohort=all",
            &["Middle", "Of the leader", "Of the cadre"][..],
        ),
        ("unithead", "", &[]),
        ("liaison", "", &[]),
        ("leader", "", &["Middle"]),
        // Theirs to read, and each opening is recorded: not in passing.
        ("cityhead", "", &[]),
    ] {
        let client = app.as_(who).await;
        let page = list(&client, asked).await;
        for text in texts {
            assert_eq!(page.body.contains(text), open.contains(&text), "{who}: {text}");
        }
        let paper = client.get(&format!("/follow-up/owners{asked}")).await.expect(200);
        for text in texts {
            assert!(!paper.body.contains(text), "{who}: no text on paper, {text}");
        }
    }
    let cityhead = list(&app.as_("cityhead").await, "").await;
    assert!(cityhead.has("td.main a[href^='/problems/']"));
}

#[tokio::test]
async fn the_earliest_date_comes_first_and_whoever_is_deferred_last() {
    let app = TestApp::small().await;
    several(&app).await;
    let office = app.as_("office").await;
    let page = list(&office, "?cohort=all").await;
    let due = column(&page, 1);
    let said = |page: &Page| {
        column(page, 1)
            .iter()
            .map(|day| day.replace("整改时限 ", ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said(&page),
        [
            "9月26日",
            "9月27日",
            "10月11日",
            "10月12日",
            "10月13日",
            "10月14日",
            "10月20日"
        ],
        "{due:?}"
    );
    let lamp = |page: &Page| column(page, 2);
    assert_eq!(lamp(&page)[..3], ["临期", "临期", "正常"]);
    for (lamp, n) in [("yellow", 2), ("green", 5), ("red", 0)] {
        assert_eq!(
            rows(&office, &format!("/follow-up/rows?cohort=all&lamp={lamp}")).await,
            n,
            "{lamp}"
        );
    }
    app.pass(chrono::TimeDelta::days(2)).await;
    assert_eq!(rows(&office, "/follow-up/rows?cohort=all&lamp=red").await, 1);
    // The official is ill: no time runs.
    let aside = format!("/people/{}/aside", app.cast.person("official"));
    let ill = [("why", "ill"), ("until", "2018-12-01")];
    office.post(&aside, &ill).await.redirected();
    let page = list(&office, "?cohort=all").await;
    assert_eq!(column(&page, 4)[5..], ["official of alpha", "official of alpha"]);
    assert_eq!(lamp(&page)[5..], ["暂缓", "暂缓"]);
    assert_eq!(rows(&office, "/follow-up/rows?cohort=all&lamp=red").await, 0);
}

#[tokio::test]
async fn its_workbook_has_days_with_their_year_and_no_words_of_the_program_for_texts() {
    let app = TestApp::small().await;
    several(&app).await;
    let office = app.as_("office").await;
    let book = office.get("/follow-up/rows.xlsx?cohort=all").await.expect(200);
    let sheet = part(&book.bytes, "xl/worksheets/sheet1.xml");
    let rows = texts(&book.bytes);
    let at = |name: &str| rows[1].iter().position(|head| head == name).expect("a column");
    let (due, title) = (at("整改时限"), at("问题"));
    let read = |cell: &str| chrono::NaiveDate::parse_from_str(cell, "%Y-%m-%d");
    for row in &rows[2..] {
        read(&row[due]).expect("a day with its year");
        assert!(!row[title].contains("打开"), "{}", row[title]);
    }
    // A number, which sorts: not a text that looks like one.
    assert!(!sheet.contains(r#"<c r="A3" s="1" t="#), "{sheet}");
    assert!(rows[0].concat().contains("写“未显示”的"), "{:?}", rows[0]);
}
