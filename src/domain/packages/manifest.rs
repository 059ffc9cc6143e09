//! The manifest: what a package holds, and whether what came is what was frozen.

use serde::{Deserialize, Serialize};

use super::Package;
use crate::domain::lists::Content;
use crate::kernel::digest::{canonical, sha256, sm3};
use crate::kernel::ids::{PackageId, TenantId};

/// One problem of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// 1, 2, 3 …
    pub position: i32,
    /// The problem's number.
    pub number: String,
    /// Which revision.
    pub revision: i32,
    /// SHA-256 of `content` in hexadecimal.
    pub sha256: String,
    /// Canonical JSON of lists 1 to 4.
    pub content: String,
}

/// What is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The package.
    pub package: PackageId,
    /// Its number.
    pub number: String,
    /// Who hands it up.
    pub from: TenantId,
    /// Who it goes to.
    pub to: TenantId,
    /// When it was frozen, RFC 3339.
    pub frozen_at: String,
    /// Its problems.
    pub entries: Vec<Item>,
}

/// What came is not what was frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Tampered {
    /// A digest of the whole differs.
    #[error("the manifest is not the one that was hashed")]
    Whole,
    /// The bytes are no canonical manifest, or their head is another package's.
    #[error("the manifest is not that of this package")]
    Head,
    /// An entry's digest differs from its content, or it is no content.
    #[error("entry {0} is not the revision that was hashed")]
    Entry(i32),
    /// It comes from somebody who is not below the receiver, or answers what was not asked.
    #[error("the sender is not the one it says")]
    Sender,
}

impl Manifest {
    /// The package with its digests.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn freeze(&self) -> Result<Package, serde_json::Error> {
        let manifest = canonical(self)?;
        Ok(Package {
            id: self.package,
            number: self.number.clone(),
            sha256: sha256(manifest.as_bytes()),
            sm3: sm3(manifest.as_bytes()),
            manifest,
        })
    }

    /// Reads a package that came from `from` to `to`, if it is whole.
    ///
    /// # Errors
    /// [`Tampered`] with what does not fit.
    pub fn open(package: &Package, from: TenantId, to: TenantId) -> Result<Self, Tampered> {
        let bytes = package.manifest.as_bytes();
        if sha256(bytes) != package.sha256 || sm3(bytes) != package.sm3 {
            return Err(Tampered::Whole);
        }
        let read: Self = serde_json::from_str(&package.manifest).map_err(|_| Tampered::Head)?;
        let head =
            (read.package, read.from, read.to) == (package.id, from, to) && read.number == package.number;
        if !head || canonical(&read).ok().as_ref() != Some(&package.manifest) {
            return Err(Tampered::Head);
        }
        for (position, item) in (1..).zip(&read.entries) {
            let whole = hex::encode(sha256(item.content.as_bytes())) == item.sha256;
            if item.position != position || !whole || Content::read(&item.content).is_err() {
                return Err(Tampered::Entry(position));
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let content = r#"{"title":"一","manifestation":"","ills":[],"nots":[],"aspect":"","source":"","duty":"","causes":[],
            "measures":[],"responsibility":{"person":"","staff_no":"","unit":"","leader":"","cooperating":"",
            "immediate":false,"due":"2018-10-10","long_term":false,"look_back":[]}}"#;
        Manifest {
            package: PackageId::fresh(),
            number: "1".to_owned(),
            from: TenantId::fresh(),
            to: TenantId::fresh(),
            frozen_at: String::new(),
            entries: vec![Item {
                position: 1,
                number: "n".to_owned(),
                revision: 1,
                sha256: hex::encode(sha256(content.as_bytes())),
                content: content.to_owned(),
            }],
        }
    }

    #[test]
    fn a_package_opens_as_it_was_frozen_and_no_other() {
        let manifest = manifest();
        let (from, to) = (manifest.from, manifest.to);
        let package = manifest.freeze().expect("frozen");
        assert_eq!(Manifest::open(&package, from, to).as_ref(), Ok(&manifest));
        assert_eq!(Manifest::open(&package, to, from), Err(Tampered::Head));

        let mut word = package.clone();
        word.manifest = word.manifest.replace('一', "二");
        assert_eq!(Manifest::open(&word, from, to), Err(Tampered::Whole));
        word.sha256 = sha256(word.manifest.as_bytes());
        assert_eq!(Manifest::open(&word, from, to), Err(Tampered::Whole), "SM3");
        word.sm3 = sm3(word.manifest.as_bytes());
        assert_eq!(Manifest::open(&word, from, to), Err(Tampered::Entry(1)));

        let other = Package {
            id: PackageId::fresh(),
            ..package
        };
        assert_eq!(Manifest::open(&other, from, to), Err(Tampered::Head));
    }
}
