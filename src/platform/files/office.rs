//! Text documents and workbooks are zip archives: which one it is, and whether programs travel inside.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::kind::{Kind, NoKind};

/// The archive's own table of contents.
const CONTENTS: &str = "[Content_Types].xml";
/// More of the table than this is read by nobody: real ones have some kilobytes.
const LONGEST_CONTENTS: u64 = 1 << 20;
/// Main parts without macros; the ones with macros have types of their own (ECMA-376, and the vendor's extension of it).
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

pub(super) fn kind(bytes: &[u8]) -> Result<Kind, NoKind> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NoKind::Other)?;
    let mut contents = Vec::new();
    let table = archive.by_name(CONTENTS).map_err(|_| NoKind::Other)?;
    let read = table.take(LONGEST_CONTENTS).read_to_end(&mut contents);
    read.map_err(|_| NoKind::Other)?;
    let contents = String::from_utf8_lossy(&contents);
    // A part whose name can't be read is nothing that an office program wrote.
    let mut names = archive.file_names();
    if names.any(|name| name.is_ok_and(|name| is_program(&name))) || has_programs(&contents) {
        return Err(NoKind::Macros);
    }
    match (contents.contains(DOCX), contents.contains(XLSX)) {
        (true, false) => Ok(Kind::Docx),
        (false, true) => Ok(Kind::Xlsx),
        _ => Err(NoKind::Other),
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
    let name = name.to_ascii_lowercase().replace('\\', "/");
    name.ends_with("vbaproject.bin") || name.contains("/macrosheets/") || name.contains("/activex/")
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
}
