//! Empty workbooks: filled in they go in whole, and everything that a drop-down offers is understood.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use calamine::{Reader as _, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::books::{part, sheets, texts};
use super::sheets::{confirm, empty_city, figures, try_out};
use crate::support::{Client, TestApp};

async fn blank(client: &Client, kind: &str) -> Vec<u8> {
    let path = format!("/imports/templates/{kind}.xlsx");
    let index = client.get("/imports").await.expect(200);
    assert!(index.attributes("a[download]", "href").contains(&path));
    client.get(&path).await.expect(200).bytes
}

/// The workbook with these rows typed in below its header, everything else as it was.
fn filled(book: &[u8], rows: &[Vec<(&str, String)>]) -> Vec<u8> {
    let heads = texts(book)[0].clone();
    let mut typed = String::new();
    for (row, cells) in (2..).zip(rows) {
        let _ = write!(typed, "<row r=\"{row}\">");
        let mut cells: Vec<(usize, &String)> = cells
            .iter()
            .map(|(head, text)| {
                let at = heads.iter().position(|h| h.trim_end_matches('*') == *head);
                (at.unwrap_or_else(|| panic!("no column {head}")), text)
            })
            .collect();
        cells.sort();
        for (at, text) in cells {
            let letter = char::from(b'A' + u8::try_from(at).expect("few columns"));
            let _ = write!(
                typed,
                "<c r=\"{letter}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"
            );
        }
        typed += "</row>";
    }
    let mut archive = ZipArchive::new(Cursor::new(book)).expect("a zip");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let name = entry.name().expect("a name").to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("bytes");
        if name == "xl/worksheets/sheet1.xml" {
            let sheet = String::from_utf8(bytes).expect("text");
            bytes = sheet
                .replacen("</sheetData>", &(typed.clone() + "</sheetData>"), 1)
                .into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default())
            .expect("started");
        out.write_all(&bytes).expect("written");
    }
    out.finish().expect("a zip").into_inner()
}

/// What the drop-down of a column offers, wherever the options stand.
fn options(book: &[u8], head: &str) -> Vec<String> {
    let heads = texts(book)[0].clone();
    let at = heads
        .iter()
        .position(|h| h.trim_end_matches('*') == head)
        .expect("a column");
    let cell = char::from(b'A' + u8::try_from(at).expect("few columns"));
    let sheet = part(book, "xl/worksheets/sheet1.xml");
    let rules: Vec<&str> = sheet.split("<dataValidation ").skip(1).collect();
    let rule = rules
        .iter()
        .find(|rule| rule.contains(&format!("sqref=\"{cell}2:{cell}5001\"")))
        .unwrap_or_else(|| panic!("no drop-down at {head}"));
    let (_, rest) = rule.split_once("<formula1>").expect("a list");
    let list = rest.split("</formula1>").next().expect("its end");
    if let Some(inline) = list.strip_prefix('"') {
        return inline
            .trim_end_matches('"')
            .split(',')
            .map(str::to_owned)
            .collect();
    }
    let column = list
        .split('$')
        .nth(1)
        .expect("a column")
        .chars()
        .next()
        .expect("a letter");
    let mut xlsx = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let hidden = xlsx.worksheet_range("选项").expect("the options");
    let column = u32::from(column) - u32::from('A');
    let cells = (0..).map_while(|row| hidden.get_value((row, column)));
    cells
        .map(ToString::to_string)
        .filter(|text| !text.is_empty())
        .collect()
}

fn row(cells: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    cells
        .iter()
        .map(|(head, text)| (*head, (*text).to_owned()))
        .collect()
}

async fn take(office: &Client, kind: &str, book: Vec<u8>, rows: usize) {
    let (path, page) = try_out(office, kind, book).await;
    assert_eq!(figures(&page), [rows, 0, 0, 0], "{kind}: {}", page.text());
    confirm(office, &path, &page).await;
}

#[tokio::test]
async fn empty_workbooks_filled_in_go_in_whole_with_everything_that_they_offer() {
    let app = TestApp::small().await;
    let (_, office) = empty_city(&app).await;
    let book = blank(&office, "organisation").await;
    assert_eq!(sheets(&book)[..2], ["机构名册", "说明"]);
    let (path, page) = try_out(&office, "organisation", book.clone()).await;
    assert_eq!(
        figures(&page),
        [0, 0, 0, 0],
        "{path}: the explanations are no rows"
    );
    let kinds = options(&book, "单位类别");
    assert_eq!(kinds.len(), 5);
    let mut rows = vec![row(&[
        ("单位名称", "白城市"),
        ("单位类别", "地区"),
        ("排序", "1"),
    ])];
    for (n, kind) in kinds.iter().filter(|kind| *kind != "地区").enumerate() {
        rows.push(row(&[
            ("单位名称", &format!("单位{n}")),
            ("上级单位", "白城市"),
            ("单位类别", kind),
        ]));
    }
    // So many that their names need a sheet of their own.
    for n in 0..60 {
        let code = if n == 0 { "11220802013594178H" } else { "" };
        rows.push(row(&[
            ("单位名称", &format!("白城市第{n}局")),
            ("上级单位", "白城市"),
            ("单位类别", "部门(单位)"),
            ("统一社会信用代码", code),
        ]));
    }
    take(&office, "organisation", filled(&book, &rows), 65).await;

    let book = blank(&office, "roster").await;
    assert_eq!(sheets(&book), ["干部名册", "说明", "选项"]);
    let units = options(&book, "单位");
    assert!(
        units.contains(&"白城市第59局".to_owned()) && units.len() == 64,
        "{units:?}"
    );
    let (ranks, sexes) = (options(&book, "职级"), options(&book, "性别"));
    assert_eq!((ranks.len(), sexes.len()), (6, 2));
    let people = units.iter().enumerate().map(|(n, unit)| {
        row(&[
            ("人员编号", &format!("00{n:03}")),
            ("姓名", "张三"),
            ("单位", unit),
            ("职务", "局长"),
            ("职级", &ranks[n % 6]),
            ("性别", &sexes[n % 2]),
            ("出生年月", "1970.10"),
        ])
    });
    let people: Vec<_> = people.collect();
    take(&office, "roster", filled(&book, &people), people.len()).await;

    let book = blank(&office, "lists").await;
    let [ills, nots, aspects, sources, kinds] =
        ["五弊", "八不", "方面", "来源", "整改类型"].map(|head| options(&book, head));
    assert_eq!(
        [ills.len(), nots.len(), aspects.len(), sources.len()],
        [5, 8, 5, 7]
    );
    let problems = (0..8).map(|n| {
        row(&[
            ("人员编号", "00001"),
            ("姓名", "张三"),
            ("问题", &format!("第{n}个问题")),
            ("五弊", &ills[n % 5]),
            ("八不", &nots[n]),
            ("方面", &aspects[n % 5]),
            ("来源", &sources[n % 7]),
            ("主观原因", "1.怕麻烦 2.图省事"),
            ("措施", "1.自查 2.公示"),
            ("整改目标", "1.报告 2.清单"),
            ("整改类型", &kinds[n % kinds.len()]),
            ("整改时限", "2018-12-28"),
        ])
    });
    let problems: Vec<_> = problems.collect();
    take(&office, "lists", filled(&book, &problems), 8).await;
    let drafts: Vec<String> = sqlx::query_scalar(
        "select p.draft from problems p join persons n on n.id = p.owner_id where n.staff_no = '00001'",
    )
    .fetch_all(app.loader())
    .await
    .expect("drafts");
    assert_eq!(drafts.len(), 8);
    for draft in drafts {
        let draft: serde_json::Value = serde_json::from_str(&draft).expect("json");
        let known = |key: &str, from: &[String]| from.iter().any(|term| draft[key] == term.as_str());
        assert!(known("aspect", &aspects) && known("source", &sources), "{draft}");
        assert!(ills.iter().any(|ill| draft["ills"][0] == ill.as_str()), "{draft}");
        assert_eq!(draft["measures"][1]["goal"], "清单");
        assert_eq!(draft["causes"].as_array().map(Vec::len), Some(2));
    }
}

#[tokio::test]
async fn an_empty_workbook_is_explained_in_the_readers_language_and_only_the_office_gets_it() {
    let app = TestApp::small().await;
    let english = app.as_("office").await.in_english();
    let page = english.get("/imports/templates/roster.xlsx").await.expect(200);
    let mut book = Xlsx::new(Cursor::new(page.bytes.as_slice())).expect("a workbook");
    let notes = book.worksheet_range("说明").expect("explanations");
    let said: Vec<String> = notes.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(said.iter().any(|text| text == "Written as 1970.05."), "{said:?}");
    assert_eq!(texts(&page.bytes)[0][0], "人员编号*");
    let sheet = part(&page.bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("state=\"frozen\""), "the header stays");
    for kind in ["organisation", "roster", "lists"] {
        let path = format!("/imports/templates/{kind}.xlsx");
        assert_eq!(app.as_("official").await.get(&path).await.status, 403);
    }
}
