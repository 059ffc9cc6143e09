//! What the office reads, and what it opens.

use super::filing::Problem;
use super::{UNIT, Walk};

/// 县处级以上即知即改 of the city, and of the official's unit.
#[derive(Debug)]
pub struct Read {
    pub n: i64,
    pub of: i64,
    pub percent: String,
    pub unit: String,
    pub unit_n: i64,
    pub unit_of: i64,
}

const CARD: &str = ".zg-figs > div:nth-child(3)";

pub async fn read(walk: &Walk) -> Read {
    let office = &walk.office;
    office.open("/figures").await;
    walk.look(office).await;
    office.says("数据核对相符").await;
    figures(walk).await
}

async fn figures(walk: &Walk) -> Read {
    let office = &walk.office;
    assert!(
        office
            .text(&format!("{CARD} h2"))
            .await
            .contains("县处级以上即知即改")
    );
    let big = office.text(&format!("{CARD} .big")).await;
    let (n, of) = share(&office.text(&format!("{CARD} .zg-fig")).await);
    let row: Vec<String> = office
        .eval(&format!(
            "[...[...document.querySelectorAll('#units tbody tr')].find(r => r.cells[0].innerText === '{UNIT}').cells]
             .map(c => c.innerText.replace(/\\s+/g, ' ').trim())"
        ))
        .await;
    let (unit_n, unit_of) = share(&row[2]);
    Read {
        n,
        of,
        percent: big.split('%').next().unwrap_or_default().trim().to_owned() + " %",
        unit: format!("{unit_n} / {unit_of} {}", row[3]),
        unit_n,
        unit_of,
    }
}

fn share(text: &str) -> (i64, i64) {
    let mut parts = text.split('/').map(|part| part.trim().parse().expect("a number"));
    (parts.next().expect("n"), parts.next().expect("N"))
}

pub async fn every_number_opens_its_rows(walk: &Walk, problem: &Problem) {
    let office = &walk.office;
    office.submit(&format!("{CARD} .big .zg-fig a")).await;
    office.says("行数与数字相符").await;
    assert_eq!(office.texts("tbody .no").await, [problem.number.as_str()]);
    walk.look(office).await;
    // Every number of the overview that is a link opens as many rows as it says.
    office.open("/figures").await;
    let numbers: Vec<(String, i64)> = office
        .eval(
            "[...document.querySelectorAll(\"main a[href^='/figures/rows']\")]
             .map(a => [a.getAttribute('href'), Number(a.innerText.match(/\\d+$/)[0])])",
        )
        .await;
    assert!(numbers.len() > 100, "{}", numbers.len());
    let mut opened = std::collections::HashSet::new();
    for (path, says) in numbers.into_iter().filter(|(_, says)| *says > 0) {
        if !opened.insert(path.clone()) || opened.len() > 25 {
            continue;
        }
        office.open(&path).await;
        office.says("行数与数字相符").await;
        assert!(
            office.text(".zg-pager").await.contains(&format!("共 {says} 行")),
            "{path}"
        );
    }
}

pub async fn yesterday_knew_nothing_of_it(walk: &Walk, before: &Read) {
    let office = &walk.office;
    office.open("/figures?as_of=2018-09-24").await;
    office.says("2018年9月24日 24:00").await;
    let yesterday = figures(walk).await;
    assert_eq!((yesterday.n, yesterday.of), (before.n, before.of));
    office.open("/figures/definitions").await;
    walk.look(office).await;
}
