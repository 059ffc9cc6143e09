//! Relations of a part of an office document to others: what it has inside, and what is fetched when it is opened (ECMA-376, part 2, §6.5).

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Why relations can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// An object of another program is inside.
    Embedded,
    /// A template, an object or a frame is fetched from elsewhere.
    Fetching,
    /// They are no XML that an office program wrote.
    Unreadable,
}

/// Last parts of the types of relations that bring an object along.
const EMBEDDING: [&str; 4] = ["oleobject", "package", "afchunk", "control"];
/// The same of those that fetch what is elsewhere without being asked; a link waits until somebody follows it.
const FETCHING: [&str; 8] = [
    "image",
    "attachedtemplate",
    "oleobject",
    "frame",
    "subdocument",
    "afchunk",
    "package",
    "control",
];

/// The first thing that is wrong with these relations. Those of a chart may have a workbook inside: its numbers.
pub(super) fn bad(xml: &[u8], of_a_chart: bool) -> Option<Bad> {
    let Ok(text) = std::str::from_utf8(xml) else {
        return Some(Bad::Unreadable);
    };
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if let Some(bad) = wrong(&tag, of_a_chart) {
                    return Some(bad);
                }
            }
            // Its entities could name anything.
            Ok(Event::DocType(_)) | Err(_) => return Some(Bad::Unreadable),
            Ok(Event::Eof) => return None,
            Ok(_) => {}
        }
    }
}

fn wrong(tag: &BytesStart<'_>, of_a_chart: bool) -> Option<Bad> {
    let (mut kind, mut outside) = (String::new(), false);
    for attribute in tag.attributes() {
        let Ok(attribute) = attribute else {
            return Some(Bad::Unreadable);
        };
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
            return Some(Bad::Unreadable);
        };
        match attribute.key.local_name().as_ref() {
            "Type" => kind = value.rsplit('/').next().unwrap_or_default().to_ascii_lowercase(),
            "TargetMode" => outside = value.trim().eq_ignore_ascii_case("external"),
            _ => {}
        }
    }
    if outside {
        return FETCHING.contains(&kind.as_str()).then_some(Bad::Fetching);
    }
    let by_right = of_a_chart && kind == "package";
    (EMBEDDING.contains(&kind.as_str()) && !by_right).then_some(Bad::Embedded)
}
