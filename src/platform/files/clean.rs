//! From what was sent to what is kept.

use bytes::Bytes;

use super::kind::NoKind;
use super::{Kind, name, pictures};
use crate::kernel::digest::{Digest, sha256};
use crate::kernel::messages::{Message, msg};

/// Most megabytes (of 1024 × 1024 bytes) in one file.
pub const LARGEST_MB: usize = 20;
/// Most bytes in one file.
pub const LARGEST: usize = LARGEST_MB << 20;

/// A file that may be kept.
#[derive(Clone, Debug)]
pub struct Clean {
    /// What it is.
    pub kind: Kind,
    /// Its name, harmless: see [`super::neutral`].
    pub name: String,
    /// What is kept: of a picture without where, when and with what it was taken.
    pub bytes: Bytes,
    /// SHA-256 of what was sent: whoever has the original can show that it is this one.
    pub uploaded: Digest,
    /// SHA-256 of what is kept, by which it is found again.
    pub kept: Digest,
}

/// Why a file can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing is in it.
    Empty,
    /// More than [`LARGEST`].
    TooLarge,
    /// Not one of the kinds that are asked for.
    OtherKind,
    /// Programs are in it.
    Macros,
    /// Other files are in it.
    Embedded,
    /// It fetches something from elsewhere when it is opened.
    Fetching,
    /// It says what it is and does not hold together.
    Damaged,
}

impl Unfit {
    /// What is said at the field, of a file of this name.
    pub fn message(self, name: &str) -> Message {
        let said = match self {
            Self::Empty => msg("“{0}”是空文件"),
            Self::TooLarge => return msg("“{0}”超过 {1} MB").with(name).with(LARGEST_MB),
            Self::OtherKind => msg("“{0}”的内容不是能收的种类，改文件名没有用"),
            Self::Macros => msg("“{0}”里带有宏或控件，请另存为不带宏的文件再上传"),
            Self::Embedded => msg("“{0}”里嵌有别的文件或对象，请另存成单独的文件，或者转成 PDF 再上传"),
            Self::Fetching => msg("“{0}”打开时要从别处取模板、对象或页面，请断开链接，或者转成 PDF 再上传"),
            Self::Damaged => msg("“{0}”已损坏，读不完整"),
        };
        said.with(name)
    }
}

/// Looks at what was sent, on a thread of its own: 20 MB take their time.
///
/// # Errors
/// [`Unfit`], when it is none of `asked` or can't be read.
pub async fn clean(name: &str, bytes: Bytes, asked: &[Kind]) -> Result<Clean, Unfit> {
    let (name, asked) = (name.to_owned(), asked.to_owned());
    let looking = tokio::task::spawn_blocking(move || look(&name, bytes, &asked));
    // A picture that brings its reader down is damaged, whatever else it is.
    looking.await.unwrap_or(Err(Unfit::Damaged))
}

fn look(name: &str, bytes: Bytes, asked: &[Kind]) -> Result<Clean, Unfit> {
    match bytes.len() {
        0 => return Err(Unfit::Empty),
        length if length > LARGEST => return Err(Unfit::TooLarge),
        _ => {}
    }
    let kind = Kind::of(&bytes).map_err(|why| match why {
        NoKind::Other => Unfit::OtherKind,
        NoKind::Macros => Unfit::Macros,
        NoKind::Embedded => Unfit::Embedded,
        NoKind::Fetching => Unfit::Fetching,
    })?;
    if !asked.contains(&kind) {
        return Err(Unfit::OtherKind);
    }
    let uploaded = sha256(&bytes);
    let bytes = pictures::bare(kind, bytes).map_err(|_| Unfit::Damaged)?;
    Ok(Clean {
        kind,
        name: name::neutral(name, kind),
        uploaded,
        kept: sha256(&bytes),
        bytes,
    })
}
