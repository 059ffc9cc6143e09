//! 证明材料: files beside a progress note or the completion. Never asked for, counted nowhere (domain §2, list 5; §7).

use uuid::Uuid;

use crate::domain::files::File;
use crate::domain::signing::{Evidence as Stated, Purpose, Signature};
use crate::platform::files::{FileStore, Stored};

/// Most files that are handed in at once.
pub const MOST_AT_ONCE: usize = 3;
/// Most files of one round of rectification.
pub const MOST: usize = 30;

/// A file with what it stands beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The file.
    pub file: File,
    /// Cycle it belongs to.
    pub cycle: i32,
    /// The progress note; none beside the completion.
    pub note: Option<Uuid>,
}

impl Evidence {
    /// Whether it is there still.
    pub fn stands(&self) -> bool {
        self.file.taken_back_at.is_none()
    }

    /// Whether it stays as it is: somebody signed the completion of its round while it stood there, and that signature holds.
    pub fn is_held(&self, signatures: &[Signature]) -> bool {
        signatures.iter().any(|signature| {
            let of_round = signature.purpose == Purpose::Complete && signature.cycle == self.cycle;
            of_round && signature.broken.is_none() && signature.signed_at >= self.file.at
        })
    }

    /// Whether a statement that somebody signed names it, whatever became of that signature: what is in it stays to be read, also when it
    /// is withdrawn from the next completion.
    pub fn is_named(&self, signatures: &[Signature]) -> bool {
        let id = self.file.id.to_string();
        let named = |one: &Signature| one.purpose == Purpose::Complete && one.statement.contains(&id);
        signatures.iter().any(named)
    }

    /// What the statement of a completion says of it.
    pub fn stated(&self) -> Stated {
        Stated {
            id: self.file.id,
            name: self.file.name.clone(),
            sha256: self.file.sha256.clone(),
            uploaded_sha256: self.file.uploaded_sha256.clone(),
        }
    }
}

/// Files that were put where files lie, to be attached by the verb that takes the words.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'a> {
    /// Where they lie.
    pub store: &'a FileStore,
    /// The files.
    pub files: &'a [Stored],
}
