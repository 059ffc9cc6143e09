//! Text documents and workbooks are zip archives: which one it is, and whether programs or other files travel inside, or are fetched from
//! elsewhere when it is opened.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::kind::{Kind, NoKind};
use super::relations::{self, Bad};

/// The archive's own table of contents.
const CONTENTS: &str = "[Content_Types].xml";
/// More of the table than this is read by nobody: real ones have some kilobytes.
const LONGEST_CONTENTS: u64 = 1 << 20;
/// The same of all relations of an archive together, in bytes: real ones have some hundred kilobytes.
const LONGEST_RELATIONS: u64 = 8 << 20;
/// Main parts without macros; the ones with macros have types of their own (ECMA-376, and the vendor's extension of it).
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn kind(bytes: &[u8]) -> Result<Kind, NoKind> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NoKind::Other)?;
    let contents = read(&mut archive, CONTENTS, LONGEST_CONTENTS)?;
    let contents = String::from_utf8_lossy(&contents);
    // A part whose name can't be read is nothing that an office program wrote.
    let names: Result<Vec<String>, _> = archive
        .file_names()
        .map(|name| name.map(|name| name.to_string()))
        .collect();
    let names = names.map_err(|_| NoKind::Other)?;
    let lower: Vec<String> = names
        .iter()
        .map(|name| name.to_ascii_lowercase().replace('\\', "/"))
        .collect();
    if lower.iter().any(|name| is_program(name)) || has_programs(&contents) {
        return Err(NoKind::Macros);
    }
    let kind = match (contents.contains(DOCX), contents.contains(XLSX)) {
        (true, false) => Kind::Docx,
        (false, true) => Kind::Xlsx,
        _ => return Err(NoKind::Other),
    };
    if lower.iter().any(|name| is_embedded(name)) || has_objects(&contents) {
        return Err(NoKind::Embedded);
    }
    let mut room = LONGEST_RELATIONS;
    for (name, lower) in names.iter().zip(&lower) {
        if ends_in(lower, "rels") {
            let relations = read(&mut archive, name, room)?;
            room = room.saturating_sub(relations.len() as u64);
            match relations::bad(&relations, is_of_a_chart(lower)) {
                None => {}
                Some(Bad::Embedded) => return Err(NoKind::Embedded),
                Some(Bad::Fetching) => return Err(NoKind::Fetching),
                Some(Bad::Unreadable) => return Err(NoKind::Other),
            }
        }
    }
    Ok(kind)
}

/// A part of at most so many bytes; a longer one is nothing that an office program wrote.
fn read(archive: &mut Archive<'_>, name: &str, most: u64) -> Result<Vec<u8>, NoKind> {
    let mut bytes = Vec::new();
    let part = archive.by_name(name).map_err(|_| NoKind::Other)?;
    let read = part.take(most + 1).read_to_end(&mut bytes);
    let read = read.map_err(|_| NoKind::Other)? as u64;
    if read > most {
        Err(NoKind::Other)
    } else {
        Ok(bytes)
    }
}

fn has_programs(contents: &str) -> bool {
    let contents = contents.to_ascii_lowercase();
    ["macroenabled", "vbaproject", "ms-excel.macrosheet"]
        .iter()
        .any(|word| contents.contains(word))
}

/// Where programs lie in such an archive: Visual Basic, the older macro sheets, controls.
fn is_program(name: &str) -> bool {
    name.ends_with("vbaproject.bin") || name.contains("/macrosheets/") || name.contains("/activex/")
}

/// An object of another program: whatever is in `embeddings` but the numbers behind a chart, which are a workbook without anything else in
/// it that runs.
fn is_embedded(name: &str) -> bool {
    name.contains("embeddings/") && !name.ends_with('/') && !ends_in(name, "xlsx")
}

fn ends_in(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, last)| last == ending)
}

fn has_objects(contents: &str) -> bool {
    contents.to_ascii_lowercase().contains("oleobject")
}

/// Relations of a chart: its numbers are an embedded workbook by right.
fn is_of_a_chart(name: &str) -> bool {
    name.contains("/charts/_rels/")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default())
                .expect("begun");
            zip.write_all(content.as_bytes()).expect("written");
        }
        zip.finish().expect("an archive").into_inner()
    }

    #[test]
    fn the_table_of_contents_says_which_it_is_whatever_comes_first() {
        let docx = archive(&[("word/document.xml", ""), (CONTENTS, DOCX)]);
        assert_eq!(kind(&docx), Ok(Kind::Docx));
        assert_eq!(kind(&archive(&[(CONTENTS, XLSX)])), Ok(Kind::Xlsx));
        assert_eq!(kind(&archive(&[("a.txt", DOCX)])), Err(NoKind::Other));
        assert_eq!(kind(b"PK\x03\x04 and no more"), Err(NoKind::Other));
    }

    #[test]
    fn programs_inside_are_found_under_any_name() {
        let macros = "application/vnd.ms-word.document.macroEnabled.main+xml";
        for parts in [
            [(CONTENTS, macros), ("word/document.xml", "")],
            [(CONTENTS, DOCX), ("word/vbaProject.bin", "")],
            [(CONTENTS, XLSX), ("xl/macrosheets/sheet1.xml", "")],
            [(CONTENTS, XLSX), ("xl/activeX/activeX1.bin", "")],
        ] {
            assert_eq!(kind(&archive(&parts)), Err(NoKind::Macros), "{parts:?}");
        }
    }

    /// Relations of a document to one part of this kind.
    fn related(kind: &str, mode: &str) -> String {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="x"{mode}/></Relationships>"#
        )
    }

    #[test]
    fn other_files_inside_and_what_is_fetched_are_found() {
        let rels = "word/_rels/document.xml.rels";
        let outside = r#" TargetMode="External""#;
        for (part, text, why) in [
            ("word/embeddings/oleObject1.bin", String::new(), NoKind::Embedded),
            ("word/embeddings/Packet.exe", String::new(), NoKind::Embedded),
            (rels, related("oleObject", ""), NoKind::Embedded),
            (rels, related("package", ""), NoKind::Embedded),
            (rels, related("oleObject", outside), NoKind::Fetching),
            (rels, related("attachedTemplate", outside), NoKind::Fetching),
            (rels, related("frame", outside), NoKind::Fetching),
            (rels, related("&#102;rame", outside), NoKind::Fetching),
            (rels, related("frame", " TargetMode='external'"), NoKind::Fetching),
            (rels, "<Relationships><".to_owned(), NoKind::Other),
        ] {
            let docx = archive(&[(CONTENTS, DOCX), (part, text.as_str())]);
            assert_eq!(kind(&docx), Err(why), "{part} {text}");
        }
    }

    #[test]
    fn links_pictures_and_the_numbers_of_a_chart_are_no_such_thing() {
        let outside = r#" TargetMode="External""#;
        let parts = [
            ("word/_rels/document.xml.rels", related("hyperlink", outside)),
            ("word/_rels/header1.xml.rels", related("image", "")),
            ("word/charts/_rels/chart1.xml.rels", related("package", "")),
            ("word/embeddings/Microsoft_Excel_Sheet1.xlsx", String::new()),
        ];
        for (part, text) in parts {
            let docx = archive(&[(CONTENTS, DOCX), (part, text.as_str())]);
            assert_eq!(kind(&docx), Ok(Kind::Docx), "{part}");
        }
        let long = " ".repeat(9 << 20);
        let docx = archive(&[(CONTENTS, DOCX), ("word/_rels/a.rels", long.as_str())]);
        assert_eq!(kind(&docx), Err(NoKind::Other), "longer than any real one");
    }
}
