//! The scan of a sheet that somebody signed on paper: taken for what it is, whatever its name says.

use bytes::Bytes;

use crate::kernel::digest::Digest;
use crate::kernel::messages::{Message, msg};
use crate::kernel::text::unseen;
use crate::platform::files::{Kind, LARGEST_MB, clean};

/// The largest scan, in mebibytes.
pub const MAX_SCAN_MB: usize = LARGEST_MB;

/// A scan.
#[derive(Clone, Debug)]
pub struct Scan {
    /// The file's name, without a path.
    pub name: String,
    /// What it is.
    pub media_type: &'static str,
    /// The file, of a picture without where, when and with what it was taken.
    pub content: Bytes,
    /// Its digest.
    pub sha256: Digest,
}

impl Scan {
    /// Takes a file for a scan.
    ///
    /// # Errors
    /// In words for the field: nothing was sent, it is larger than [`MAX_SCAN_MB`], damaged, or neither PDF nor JPEG nor PNG.
    pub async fn of(name: &str, content: Bytes) -> Result<Self, Message> {
        if content.is_empty() {
            return Err(msg("请选签了字的扫描件"));
        }
        let clean = clean(name, content, &Kind::SCANS).await.map_err(|unfit| {
            let shown: String = name.chars().filter(|c| !unseen(*c)).take(60).collect();
            unfit.message(&shown)
        })?;
        Ok(Self {
            name: clean.name,
            media_type: clean.kind.media_type(),
            content: clean.bytes,
            sha256: clean.kept,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_scan_is_what_it_begins_with() {
        let of = async |name: &str, bytes: &'static [u8]| Scan::of(name, Bytes::from_static(bytes)).await;
        let taken = of("C:\\scans\\a\n.jpg", b"%PDF-1.4").await.expect("a scan");
        assert_eq!(
            (taken.name.as_str(), taken.media_type),
            ("a.jpg.pdf", "application/pdf")
        );
        for (name, bytes) in [
            ("a.pdf", &b""[..]),
            ("a.pdf", b"<svg onload=x>"),
            ("a.png", b"PK\x03\x04"),
            ("a.jpg", b"\xff\xd8\xff\xe0"),
        ] {
            assert!(of(name, bytes).await.is_err(), "{name}");
        }
    }
}
