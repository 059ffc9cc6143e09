//! The scan of a sheet that somebody signed on paper: taken for what it is, whatever its name says.

use crate::kernel::digest::{Digest, sha256};
use crate::kernel::messages::{Message, msg};

/// The largest scan, in mebibytes.
pub const MAX_SCAN_MB: usize = 20;

/// Longest name of a file, in characters.
const LONGEST_NAME: usize = 200;

/// What a scan may be, by its first bytes.
const KINDS: [(&[u8], &str); 3] = [
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
];

/// A scan.
#[derive(Clone, Debug)]
pub struct Scan {
    /// The file's name, without a path.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// The file.
    pub content: Vec<u8>,
    /// Its digest.
    pub sha256: Digest,
}

impl Scan {
    /// Takes a file for a scan.
    ///
    /// # Errors
    /// In words for the field: nothing was sent, it is larger than [`MAX_SCAN_MB`], or neither PDF nor JPEG nor PNG.
    pub fn of(name: &str, content: Vec<u8>) -> Result<Self, Message> {
        if content.is_empty() {
            return Err(msg("请选签了字的扫描件"));
        }
        if content.len() > MAX_SCAN_MB * 1024 * 1024 {
            return Err(msg("扫描件超过 {0} MB").with(MAX_SCAN_MB));
        }
        let known = KINDS.into_iter().find(|(begins, _)| content.starts_with(begins));
        let (_, media_type) = known.ok_or_else(|| msg("扫描件要是 PDF、JPEG 或 PNG"))?;
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let plain: String = last
            .chars()
            .filter(|c| !c.is_control())
            .take(LONGEST_NAME)
            .collect();
        Ok(Self {
            name: if plain.trim().is_empty() {
                "scan".to_owned()
            } else {
                plain
            },
            media_type,
            sha256: sha256(&content),
            content,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_is_what_it_begins_with() {
        let of = |name: &str, bytes: &[u8]| Scan::of(name, bytes.to_vec());
        let taken = of("C:\\scans\\a\n.jpg", b"%PDF-1.4").expect("a scan");
        assert_eq!(
            (taken.name.as_str(), taken.media_type),
            ("a.jpg", "application/pdf")
        );
        for (name, bytes) in [
            ("a.pdf", &b""[..]),
            ("a.pdf", b"<svg onload=x>"),
            ("a.png", b"PK\x03\x04"),
        ] {
            assert!(of(name, bytes).is_err(), "{name}");
        }
        assert_eq!(of("", b"\xff\xd8\xff\xe0").expect("a scan").name, "scan");
        let mut large = b"%PDF-".to_vec();
        large.resize(MAX_SCAN_MB * 1024 * 1024 + 1, 0);
        assert!(Scan::of("a.pdf", large).is_err());
    }
}
