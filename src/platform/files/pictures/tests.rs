use exif::Tag;
use img_parts::ImageEXIF as _;

use super::*;

/// A place in a picture's EXIF, and which way is up.
fn told(way: u16) -> Vec<u8> {
    let field = |tag, value| exif::Field {
        tag,
        ifd_num: In::PRIMARY,
        value,
    };
    let fields = [
        field(Tag::Orientation, exif::Value::Short(vec![way])),
        field(Tag::Model, exif::Value::Ascii(vec![b"Telephone 9".to_vec()])),
        field(
            Tag::GPSLatitude,
            exif::Value::Rational(vec![(45, 1).into(), (37, 1).into(), (12, 1).into()]),
        ),
    ];
    let mut writer = exif::experimental::Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    let mut tiff = std::io::Cursor::new(Vec::new());
    writer.write(&mut tiff, false).expect("written");
    tiff.into_inner()
}

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).expect("short").to_be_bytes();
    [&[0xff, marker], length.as_slice(), contents].concat()
}

fn photo(way: u16) -> Bytes {
    let parts = [
        vec![0xff, 0xd8],
        segment(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01THU"),
        segment(0xe1, &[b"Exif\0\0", told(way).as_slice()].concat()),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xe2, b"MPF\0second"),
        segment(0xed, b"Photoshop 3.0\0byline"),
        segment(0xee, b"Adobe\0d\0\0\0\0\x01"),
        segment(0xfe, b"comment before"),
        segment(0xdb, b"table"),
        segment(0xc0, b"\x08\0\x01\0\x01\x01\x01\x11\0"),
        segment(0xda, b"\x01\x01\0\0\x3f\0"),
        b"first\xff\x00scan\xff\xd0".to_vec(),
        segment(0xfe, b"comment between"),
        segment(0xc4, b"more tables"),
        segment(0xda, b"\x01\x01\0\0\x3f\0"),
        b"second scan".to_vec(),
        vec![0xff, 0xd9],
        b"a film behind the end".to_vec(),
    ];
    parts.concat().into()
}

fn has(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn of_a_photo_the_picture_is_left() {
    let kept = jpeg(&photo(1)).expect("a photo");
    for gone in [
        "Exif",
        "Telephone",
        "xmpmeta",
        "MPF",
        "Photoshop",
        "comment",
        "film",
        "THU",
    ] {
        assert!(has(&photo(1), gone) && !has(&kept, gone), "{gone}");
    }
    for stays in [
        "JFIF",
        "colours",
        "Adobe",
        "table",
        "first\u{0}",
        "more tables",
        "second scan",
    ] {
        let stays = stays.trim_end_matches('\0');
        assert!(has(&kept, stays), "{stays}");
    }
    assert!(kept.ends_with(b"second scan\xff\xd9"));
    assert_eq!(jpeg(&kept).expect("again"), kept, "what is bare stays as it is");
}

#[test]
fn which_way_is_up_is_kept_and_nothing_beside_it() {
    let kept = jpeg(&photo(6)).expect("a photo");
    let exif = Jpeg::from_bytes(kept).expect("a photo").exif().expect("told");
    let told = exif::Reader::new().read_raw(exif.to_vec()).expect("EXIF");
    let fields: Vec<_> = told
        .fields()
        .map(|field| (field.tag, field.value.get_uint(0)))
        .collect();
    assert_eq!(fields, [(Tag::Orientation, Some(6))]);
}

#[test]
fn of_a_picture_with_chunks_the_picture_is_left() {
    let mut png = Png::from_bytes(Bytes::from_static(b"\x89PNG\r\n\x1a\n")).expect("nothing yet");
    for (kind, contents) in [
        (b"IHDR", b"0123456789abc".as_slice()),
        (b"tEXt", b"Author\0somebody"),
        (b"tIME", b"\x07\xe2\x09\x19\0\0\0"),
        (b"eXIf", &told(1)),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>"),
        (b"prVt", b"private"),
        (b"IDAT", b"picture"),
        (b"IEND", b""),
    ] {
        let contents = Bytes::copy_from_slice(contents);
        png.chunks_mut()
            .push(img_parts::png::PngChunk::new(*kind, contents));
    }
    let mut sent = png.encoder().bytes().to_vec();
    sent.extend_from_slice(b"behind the end");
    let kept = super::png(sent.into()).expect("a picture");
    let kinds: Vec<_> = Png::from_bytes(kept.clone())
        .expect("a picture")
        .chunks()
        .iter()
        .map(|chunk| String::from_utf8_lossy(&chunk.kind()).into_owned())
        .collect();
    assert_eq!(kinds, ["IHDR", "IDAT", "IEND"]);
    assert!(!has(&kept, "behind"));
}

#[test]
fn of_a_picture_of_the_web_the_picture_is_left() {
    let chunk =
        |id: &[u8; 4], data: &[u8]| RiffChunk::new(*id, RiffContent::Data(Bytes::copy_from_slice(data)));
    let parts = vec![
        chunk(b"VP8X", &[0b0001_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        chunk(b"ALPH", b"alpha!"),
        chunk(b"VP8 ", b"\x50\x5a\x00\x9d\x01\x2a\x01\x00\x01\x00"),
        chunk(b"EXIF", &told(1)),
        chunk(b"XMP ", b"<x:xmpmeta/>"),
        chunk(b"ABCD", b"unknown"),
    ];
    let riff = RiffChunk::new(
        *b"RIFF",
        RiffContent::List {
            kind: Some(*b"WEBP"),
            subchunks: parts,
        },
    );
    let mut sent = riff.encoder().bytes().to_vec();
    sent.extend_from_slice(b"behind");
    let kept = webp(sent.into()).expect("a picture");
    for gone in ["EXIF", "Telephone", "xmpmeta", "unknown", "behind"] {
        assert!(!has(&kept, gone), "{gone}");
    }
    let kept = WebP::from_bytes(kept).expect("a picture");
    let header = kept
        .chunk_by_id(*b"VP8X")
        .and_then(|chunk| chunk.content().data());
    assert_eq!(
        header.expect("a header")[0],
        0b0001_0000,
        "only its transparency is announced"
    );
}

#[test]
fn what_does_not_hold_together_is_refused() {
    let photo = photo(1);
    assert_eq!(jpeg(&photo.slice(..photo.len() / 3)), Err(Damaged));
    assert_eq!(jpeg(&Bytes::from_static(b"\xff\xd8\xff\xd9")), Err(Damaged));
    assert_eq!(super::png(Bytes::from_static(b"\x89PNG\r\n\x1a\n")), Err(Damaged));
    assert_eq!(webp(Bytes::from_static(b"RIFF\x04\0\0\0WEBP")), Err(Damaged));
}
