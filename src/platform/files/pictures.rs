//! Pictures without what they tell beside the picture: EXIF with its place and time, XMP, IPTC, comments, thumbnails, makers' notes, and what
//! is hidden behind the end. Which way is up is kept, so that a photo doesn't lie on its side.
//!
//! By what is allowed and not by what is known to be bad: a segment that nobody here knows is dropped.

use bytes::Bytes;
use exif::{In, Tag};
use img_parts::ImageEXIF;
use img_parts::jpeg::{Jpeg, JpegSegment};
use img_parts::png::Png;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

use super::Kind;

mod scans;

/// A picture that does not hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Damaged;

impl From<img_parts::Error> for Damaged {
    fn from(_: img_parts::Error) -> Self {
        Self
    }
}

/// What is kept of a file: of a picture only the picture, of anything else all.
pub(super) fn bare(kind: Kind, bytes: Bytes) -> Result<Bytes, Damaged> {
    match kind {
        Kind::Jpeg => jpeg(&bytes),
        Kind::Png => png(bytes),
        Kind::Webp => webp(bytes),
        Kind::Pdf | Kind::Docx | Kind::Xlsx => Ok(bytes),
    }
}

/// `APP0` of the file format, `APP2` with a colour profile, `APP14` that says how colours are stored; tables and frames.
fn is_of_a_jpeg(marker: u8, contents: &[u8]) -> bool {
    match marker {
        0xe0 => contents.starts_with(b"JFIF\0"),
        0xe2 => contents.starts_with(b"ICC_PROFILE\0"),
        0xee => contents.starts_with(b"Adobe"),
        marker => scans::is_of_the_picture(marker),
    }
}

/// Length of `JFIF\0`, version, unit, density.
const JFIF: usize = 12;

fn jpeg(bytes: &Bytes) -> Result<Bytes, Damaged> {
    let mut jpeg = Jpeg::from_bytes(bytes.clone())?;
    let turned = turned(&jpeg);
    let segments = jpeg.segments_mut();
    segments.retain(|segment| is_of_a_jpeg(segment.marker(), segment.contents()));
    for segment in segments.iter_mut() {
        let (marker, contents) = (segment.marker(), segment.contents().clone());
        if marker == 0xe0 && contents.len() >= JFIF {
            // Its thumbnail may show what was cut off the picture.
            let bare: Bytes = [&contents[..JFIF], &[0, 0]].concat().into();
            *segment = JpegSegment::new_with_contents(marker, bare);
        } else if segment.has_entropy() {
            // The rest of the file is its own.
            let length = segment.len_with_entropy() - segment.len();
            let scans = scans::bare(&bytes[bytes.len() - length..])?;
            *segment = JpegSegment::new_with_entropy(marker, contents, scans);
        }
    }
    if !segments.iter().any(JpegSegment::has_entropy) {
        return Err(Damaged);
    }
    jpeg.set_exif(turned);
    Ok(jpeg.encoder().bytes())
}

/// Chunks of the picture itself, its colours, its measures, its frames (PNG, 3rd edition, §11).
const PNG: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

fn png(bytes: Bytes) -> Result<Bytes, Damaged> {
    let mut png = Png::from_bytes(bytes)?;
    let turned = turned(&png);
    let chunks = png.chunks_mut();
    chunks.retain(|chunk| PNG.contains(&&chunk.kind()));
    let first = chunks.first().map(img_parts::png::PngChunk::kind);
    let last = chunks.last().map(img_parts::png::PngChunk::kind);
    if first != Some(*b"IHDR") || last != Some(*b"IEND") || !chunks.iter().any(|c| c.kind() == *b"IDAT") {
        return Err(Damaged);
    }
    png.set_exif(turned);
    Ok(png.encoder().bytes())
}

/// Chunks of the picture itself (RFC 9649, §2.7).
const WEBP: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// Flags of `VP8X` that announce EXIF and XMP.
const ANNOUNCED: u8 = 0b0000_1100;

fn webp(bytes: Bytes) -> Result<Bytes, Damaged> {
    let mut webp = WebP::from_bytes(bytes)?;
    let turned = turned(&webp);
    let chunks = webp.chunks_mut();
    chunks.retain(|chunk| WEBP.contains(&&chunk.id()));
    for chunk in chunks.iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
        let mut header = chunk.content().data().ok_or(Damaged)?.to_vec();
        *header.first_mut().ok_or(Damaged)? &= !ANNOUNCED;
        *chunk = RiffChunk::new(*b"VP8X", RiffContent::Data(header.into()));
    }
    let pictures: [&[u8; 4]; 3] = [b"VP8 ", b"VP8L", b"ANMF"];
    if !chunks.iter().any(|chunk| pictures.contains(&&chunk.id())) {
        return Err(Damaged);
    }
    webp.set_exif(turned);
    Ok(webp.encoder().bytes())
}

/// EXIF that says which way is up and nothing else, where it is not up already.
fn turned(picture: &impl ImageEXIF) -> Option<Bytes> {
    let told = exif::Reader::new().read_raw(picture.exif()?.to_vec()).ok()?;
    let way = told.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    let way = u8::try_from(way).ok().filter(|way| (2..=8).contains(way))?;
    // TIFF, the most significant byte first: a directory at 8 with one entry, 0x0112, of one short; no directory after it.
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    tiff[19] = way;
    Some(tiff.into())
}

#[cfg(test)]
mod tests;
