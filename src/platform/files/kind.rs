//! What a file is, by its bytes. Neither its name nor what a browser says of it counts.

use super::office;

/// A kind of file that may be handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A photo.
    Jpeg,
    /// A picture.
    Png,
    /// A picture.
    Webp,
    /// A document to be read.
    Pdf,
    /// A text document without macros and embedded files.
    Docx,
    /// A workbook without macros and embedded files.
    Xlsx,
}

impl Kind {
    /// Everything that may be handed in.
    pub const ALL: [Self; 6] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
    ];

    /// What a scanner or a telephone makes of paper.
    pub const SCANS: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// Its media type: what is stored, and what a download says.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// How the names of its files may end; the first is given to those that end otherwise.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
        }
    }

    /// What these bytes are.
    ///
    /// # Errors
    /// [`NoKind`] for everything that may not be handed in.
    pub fn of(bytes: &[u8]) -> Result<Self, NoKind> {
        let seen = infer::get(bytes).map(|seen| seen.mime_type());
        match seen {
            Some("image/jpeg") => Ok(Self::Jpeg),
            Some("image/png") => Ok(Self::Png),
            Some("image/webp") => Ok(Self::Webp),
            // Readers forgive what stands before the head, and so would take a page of another kind with a head further down.
            Some("application/pdf") if bytes.starts_with(b"%PDF-") => Ok(Self::Pdf),
            // Which of the zipped ones it is, its own table of contents says, and not the order of its parts.
            _ if bytes.starts_with(b"PK\x03\x04") => office::kind(bytes),
            _ => Err(NoKind::Other),
        }
    }
}

/// Why bytes are of no kind that may be handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKind {
    /// Another kind, or none that is known.
    Other,
    /// It would be, but programs are in it.
    Macros,
    /// It would be, but other files are in it.
    Embedded,
    /// It would be, but it fetches a template, an object or a frame from elsewhere when it is opened.
    Fetching,
}
