//! The door: is this a workbook at all, and will unpacking it stay within bounds?
//!
//! Everything is unpacked once here and thrown away, because the sizes that a zip states of itself may be lies.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::problem::Unreadable;

/// The largest file taken, in megabytes.
pub const MAX_FILE_MB: u64 = 20;
const MAX_UNPACKED: u64 = 300 * 1024 * 1024;
const MAX_ENTRIES: usize = 2_000;
/// Real sheets shrink about tenfold; only beyond [`RATIO_FREE`] does the ratio count.
const MAX_RATIO: u64 = 150;
const RATIO_FREE: u64 = 32 * 1024 * 1024;

/// Refuses whatever is not a harmless xlsx.
pub fn check(bytes: &[u8]) -> Result<(), Unreadable> {
    if bytes.len() as u64 > MAX_FILE_MB * 1024 * 1024 {
        return Err(Unreadable::TooBig(MAX_FILE_MB));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Unreadable::OldOrEncrypted);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::NotXlsx)?;
    if archive.len() > MAX_ENTRIES {
        return Err(Unreadable::Bomb);
    }
    let limit = MAX_UNPACKED.min((bytes.len() as u64 * MAX_RATIO).max(RATIO_FREE));
    stated(&mut archive, limit)?;
    unpack(&mut archive, limit)
}

/// What the directory says: cheap, and enough for an honest bomb.
fn stated(archive: &mut ZipArchive<Cursor<&[u8]>>, limit: u64) -> Result<(), Unreadable> {
    let mut total = 0_u64;
    let mut workbook = false;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|_| Unreadable::Damaged)?;
        total = total.saturating_add(entry.size());
        workbook |= entry.name().is_ok_and(|name| name.ends_with("workbook.xml"));
    }
    match (workbook, total > limit) {
        (_, true) => Err(Unreadable::Bomb),
        (false, _) => Err(Unreadable::NotXlsx),
        _ => Ok(()),
    }
}

fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, limit: u64) -> Result<(), Unreadable> {
    let mut left = limit;
    let mut part = Vec::new();
    for at in 0..archive.len() {
        part.clear();
        let entry = archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
        let strings = entry
            .name()
            .is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
        entry
            .take(left + 1)
            .read_to_end(&mut part)
            .map_err(|_| Unreadable::Damaged)?;
        left = left.checked_sub(part.len() as u64).ok_or(Unreadable::Bomb)?;
        if strings && !honest_count(&part) {
            return Err(Unreadable::Damaged);
        }
    }
    Ok(())
}

/// The parser reserves room for as many strings as `uniqueCount` states; a number beyond the part's own length
/// is a lie that would abort the whole program for want of memory. UTF-16 could hide it, and nobody writes it.
fn honest_count(part: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    let utf16 = part.iter().take(4).any(|b| *b == 0)
        || part.starts_with(b"\xff\xfe")
        || part.starts_with(b"\xfe\xff");
    !utf16
        && part
            .windows(NAME.len())
            .enumerate()
            .filter(|(_, window)| *window == NAME)
            .all(|(at, _)| {
                let digits: String = part[at + NAME.len()..]
                    .iter()
                    .skip_while(|b| b"= \t\r\n\"'+0".contains(b))
                    .take_while(|b| b.is_ascii_digit())
                    .map(|b| char::from(*b))
                    .collect();
                digits.is_empty() || digits.parse::<usize>().is_ok_and(|count| count <= part.len())
            })
}

#[cfg(test)]
mod tests {
    use super::{Unreadable, check, honest_count};

    #[test]
    fn what_is_no_workbook_is_named() {
        assert_eq!(check(b""), Err(Unreadable::NotXlsx));
        assert_eq!(check("姓名,单位".as_bytes()), Err(Unreadable::NotXlsx));
        assert_eq!(check(b"\xd0\xcf\x11\xe0rest"), Err(Unreadable::OldOrEncrypted));
        assert_eq!(check(&vec![0; 20 * 1024 * 1024 + 1]), Err(Unreadable::TooBig(20)));
    }

    #[test]
    fn a_lying_count_of_strings_is_seen() {
        assert!(honest_count(
            br#"<sst count="9" uniqueCount="2"><si/><si/></sst>"#
        ));
        assert!(!honest_count(br#"<sst uniqueCount = "99999999999"></sst>"#));
        assert!(!honest_count(
            br#"<sst uniqueCount="99999999999999999999999999"></sst>"#
        ));
    }
}
