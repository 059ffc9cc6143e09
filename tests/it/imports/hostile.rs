//! Workbooks that mean harm, or are broken: each is refused in words, quickly, and nothing of it is kept.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert, prop_oneof, proptest};
use zhenggai::imports::learned::Meanings;
use zhenggai::imports::{Kind, Unreadable, lists, organisation, roster};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::sheets::{count, fixture, rows, send, sheet};
use crate::support::TestApp;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook whose one sheet is this XML, and further parts.
fn raw(sheet: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, part) in parts.iter().chain(more) {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(part).expect("written");
    }
    zip.finish().expect("a workbook").into_inner()
}

/// The XML of a sheet with these rows of XML.
fn xml(rows: &str) -> Vec<u8> {
    let head = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;
    format!("{head}{rows}</sheetData></worksheet>").into_bytes()
}

fn cell(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn read(kind: Kind, bytes: &[u8]) -> Result<(usize, usize), Unreadable> {
    let none = Meanings::default();
    match kind {
        Kind::Organisation => organisation(bytes, &none).map(|read| (read.rows.len(), read.refused.len())),
        Kind::Roster => roster(bytes, &none).map(|read| (read.rows.len(), read.refused.len())),
        Kind::Lists => lists(bytes, &none).map(|read| (read.rows.len(), read.refused.len())),
    }
}

/// A little file that unpacks to much.
fn bomb() -> Vec<u8> {
    raw(&xml(""), &[("xl/media/zeros.bin", &vec![0; 320 * 1024 * 1024])])
}

/// The same, whose directory states that the part has ten bytes.
fn lying_bomb() -> Vec<u8> {
    let mut bytes = bomb();
    let at = (0..bytes.len() - 4)
        .rev()
        .find(|at| bytes[*at..].starts_with(b"PK\x01\x02") && bytes[*at + 46..].starts_with(b"xl/media"))
        .expect("its entry");
    bytes[at + 24..at + 28].copy_from_slice(&10_u32.to_le_bytes());
    bytes
}

#[tokio::test]
async fn bombs_and_lies_are_refused_in_words_and_nothing_is_kept() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let alpha = app.cast.tenants["alpha"];
    let before = rows(&app, alpha).await;
    let mut many = String::new();
    for n in 1..=200_001 {
        let _ = write!(many, r#"<row r="{n}"><c r="A{n}"><v>1</v></c></row>"#);
    }
    let strings = br#"<sst uniqueCount="4000000000"><si><t>x</t></si></sst>"#;
    for (what, bytes, why) in [
        ("a bomb", bomb(), "解压后过大"),
        ("a bomb that lies", lying_bomb(), "已损坏"),
        ("too many rows", raw(&xml(&many), &[]), "超过 200000 行"),
        (
            "a lying count",
            raw(&xml(""), &[("xl/sharedStrings.xml", strings)]),
            "已损坏",
        ),
        (
            "half a file",
            fixture("office/干部名册.xlsx")[..20_000].to_vec(),
            "不是 xlsx",
        ),
        (
            "an old workbook",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "加密的工作簿",
        ),
    ] {
        let page = send(&office, "roster", "book.xlsx", bytes).await.expect(422);
        let said = page.texts("[role=alert]").concat();
        assert!(
            said.contains(why) && said.contains("没有写入任何内容"),
            "{what}: {said}"
        );
    }
    assert_eq!(rows(&app, alpha).await, before);
    let kept = "select count(*) from import_runs where tenant_id = $1";
    assert_eq!(count(&app, alpha, kept).await, 0);
    assert_eq!(office.get("/imports").await.status, 200, "it goes on serving");
}

#[test]
fn entities_are_not_expanded_and_outer_ones_not_fetched() {
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>"#;
    for entity in ["&c;", "&f;"] {
        let rows = format!(
            r#"<row r="1">{}{}{}</row><row r="2">{}{}{}</row>"#,
            cell("A1", "单位名称"),
            cell("B1", "单位类别"),
            cell("C1", "上级单位"),
            cell("A2", &format!("甲{entity}局")),
            cell("B2", "部门"),
            cell("C2", "")
        );
        let sheet = String::from_utf8(xml(&rows)).expect("text");
        let sheet = sheet.replacen("?>", &format!("?>{laughs}"), 1);
        match organisation(&raw(sheet.as_bytes(), &[]), &Meanings::default()) {
            Ok(read) => {
                let names: String = read.rows.iter().map(|row| row.name.clone()).collect();
                assert!(!names.contains("haha") && !names.contains("root:"), "{names}");
            }
            Err(why) => assert_eq!(why, Unreadable::Damaged),
        }
    }
}

#[test]
fn places_far_out_and_backwards_are_no_reason_to_reserve_room() {
    let far = format!(r#"<row r="1048576">{}</row>"#, cell("XFD1048576", "单位名称"));
    assert!(read(Kind::Organisation, &raw(&xml(&far), &[])).is_err());
    let below = ["单位名称", "单位类别", "上级单位"].map(|text| cell("A9", text));
    let below = below
        .iter()
        .zip(["A9", "B9", "C9"])
        .map(|(xml, at)| xml.replacen("A9", at, 1));
    let head = format!(
        r#"<row r="9">{}</row><row r="4">{}{}</row>"#,
        below.collect::<String>(),
        cell("A4", "甲局"),
        cell("B4", "部门")
    );
    // A row above the header is none of the table.
    assert_eq!(read(Kind::Organisation, &raw(&xml(&head), &[])), Ok((0, 0)));
}

/// Cells as people and machines fill them.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ \t\n\u{3000}\u{200b}]{0,4}",
        "[=+@-][A-Z]{1,8}\\(.{0,12}\\)",
        "[0-9]{1,40}(\\.[0-9]{1,9})?",
        "(19|20)[0-9]{2}[年./-]?[0-9]{0,2}[月./-]?[0-9]{0,2}日?",
        "(1|一|①|（1）)[、.]?.{0,8}(2|二|②|（2）)[、.]?.{0,8}",
        Just("甲局".to_owned()),
        Just("部门".to_owned()),
        Just("县处级正职".to_owned()),
        Just("合计".to_owned()),
    ]
}

/// Headers of a kind in any order, with strangers between.
fn header(kind: Kind) -> impl Strategy<Value = Vec<String>> {
    let names: Vec<String> = kind
        .headings()
        .iter()
        .flat_map(|heading| heading.names.iter().take(3))
        .map(|name| (*name).to_owned())
        .collect();
    let required: Vec<String> = kind
        .headings()
        .iter()
        .filter(|heading| heading.required)
        .map(|h| h.label.to_owned())
        .collect();
    vec(proptest::sample::select(names), 0..12)
        .prop_map(move |more| required.iter().cloned().chain(more).collect())
}

fn kinds() -> impl Strategy<Value = Kind> {
    proptest::sample::select(Kind::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever stands in the cells, each line with content is taken or refused with one reason, or the file is refused in words.
    #[test]
    fn any_cells_are_taken_or_refused(
        (kind, head) in kinds().prop_flat_map(|kind| (Just(kind), header(kind))),
        body in vec(vec(anything(), 0..14), 0..12),
    ) {
        let lines: Vec<Vec<String>> = std::iter::once(head).chain(body).collect();
        // A cell takes 32,767 characters, and no control characters.
        let clean = |text: &String| text.chars().filter(|c| !c.is_control() || *c == '\n').take(2_000).collect::<String>();
        let lines: Vec<Vec<String>> = lines.iter().map(|line| line.iter().map(clean).collect()).collect();
        let refs: Vec<Vec<&str>> = lines.iter().map(|line| line.iter().map(String::as_str).collect()).collect();
        let refs: Vec<&[&str]> = refs.iter().map(Vec::as_slice).collect();
        if let Ok((taken, refused)) = read(kind, &sheet(&refs)) {
            prop_assert!(taken + refused < lines.len(), "{taken} and {refused} of {}", lines.len());
        }
    }

    /// A real workbook with bytes changed, cut or doubled never brings the program down.
    #[test]
    fn broken_bytes_are_no_catastrophe(
        kind in kinds(),
        holes in vec((any::<proptest::sample::Index>(), any::<u8>()), 0..24),
        cut in proptest::option::weighted(0.3, any::<proptest::sample::Index>()),
    ) {
        let mut bytes = sheet(&[
            &["人员编号", "姓名", "单位", "职务", "职级", "单位名称", "单位类别", "存在问题"],
            &["P1", "张三", "甲局", "局长", "县处级正职", "甲局", "部门", "会议多"],
        ]);
        for (at, byte) in holes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok((taken, refused)) = read(kind, &bytes) {
            prop_assert!(taken + refused <= 2);
        }
    }
}
