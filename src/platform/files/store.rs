//! A folder or a bucket, in which each tenant's files lie under the digest of what is in them.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt as _;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};

use super::place::{Bucket, Place, Secret};
use super::{Clean, Kind};
use crate::kernel::digest::{Digest, sha256};
use crate::kernel::ids::TenantId;

/// Where all files of this program are kept. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FileStore {
    inner: Arc<dyn ObjectStore>,
    root: Path,
    name: Arc<str>,
}

/// Why a file could not be kept or given.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The place can't be used.
    #[error("{place}: {cause}")]
    Place {
        /// Which.
        place: String,
        /// Why.
        cause: String,
    },
    /// The store refuses.
    #[error("files: {0}")]
    Store(#[from] object_store::Error),
    /// It is not there.
    #[error("the file {0} is missing")]
    Missing(String),
    /// What is there is not what was put there.
    #[error("the file {0} was changed where it lies")]
    Changed(String),
}

/// A file that was put there: what its row says. Only [`FileStore::put`] makes one, so that no row is written before its file.
#[derive(Clone, Debug)]
#[expect(
    clippy::manual_non_exhaustive,
    reason = "inside of this crate, too, nobody else makes one"
)]
pub struct Stored {
    /// What it is.
    pub kind: Kind,
    /// Its name, harmless.
    pub name: String,
    /// Bytes of what is kept.
    pub size: usize,
    /// SHA-256 of what was sent.
    pub uploaded: Digest,
    /// SHA-256 of what is kept.
    pub kept: Digest,
    _put: (),
}

/// A file that lies there, with or without a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lying {
    /// SHA-256 of what is in it.
    pub digest: Digest,
    /// When it was last put there, by the clock of where it lies.
    pub at: DateTime<Utc>,
}

impl FileStore {
    /// Opens a place. A folder is made, for this program's eyes only; a bucket is not asked yet.
    ///
    /// # Errors
    /// [`FileError::Place`] when it can't be used.
    pub fn open(place: &Place) -> Result<Self, FileError> {
        match place {
            Place::Folder(folder) => {
                let name = folder.display().to_string();
                let unusable = |cause: &dyn std::fmt::Display| FileError::Place {
                    place: name.clone(),
                    cause: cause.to_string(),
                };
                // Only the folder itself is for this program's eyes: others look after what stands beside it.
                if let Some(above) = folder.parent() {
                    std::fs::create_dir_all(above).map_err(|cause| unusable(&cause))?;
                }
                let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
                made.map_err(|cause| unusable(&cause))?;
                let files = LocalFileSystem::new_with_prefix(folder).map_err(|cause| unusable(&cause))?;
                // A row that names a file is written after it: the file must not be lost when the power goes.
                Ok(Self::of(Arc::new(files.with_fsync(true)), Path::ROOT, &name))
            }
            Place::Bucket(bucket) => Self::bucket(bucket),
        }
    }

    fn bucket(bucket: &Bucket) -> Result<Self, FileError> {
        // Who serves has one provider of TLS; another may have named it already.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut builder = AmazonS3Builder::new()
            .with_url(bucket.url.as_str())
            // One at a time: not every service that speaks S3 knows how to delete many.
            .with_disable_bulk_delete(true);
        if let Some(endpoint) = &bucket.endpoint {
            let plain = endpoint.scheme() == "http";
            let endpoint = endpoint.as_str().trim_end_matches('/');
            builder = builder.with_endpoint(endpoint).with_allow_http(plain);
        }
        if let Some(region) = &bucket.region {
            builder = builder.with_region(region);
        }
        if let (Some(id), Some(secret)) = (&bucket.key_id, &bucket.secret) {
            builder = builder
                .with_access_key_id(id)
                .with_secret_access_key(Secret::reveal(secret));
        }
        let files = builder.build()?;
        let below = Path::parse(bucket.url.path().trim_matches('/')).map_err(object_store::Error::from)?;
        Ok(Self::of(Arc::new(files), below, bucket.url.as_str()))
    }

    fn of(inner: Arc<dyn ObjectStore>, root: Path, name: &str) -> Self {
        Self {
            inner,
            root,
            name: name.into(),
        }
    }

    /// Where it is, for a log or a page: a folder or an address without any key.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Puts a file there, lastingly; one that lies there already gets a new date. Call it before the row is written.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn put(&self, tenant: TenantId, file: &Clean) -> Result<Stored, FileError> {
        let path = self.path(tenant, &file.kept);
        self.inner.put(&path, file.bytes.clone().into()).await?;
        Ok(Stored {
            kind: file.kind,
            name: file.name.clone(),
            size: file.bytes.len(),
            uploaded: file.uploaded,
            kept: file.kept,
            _put: (),
        })
    }

    /// When the file was last put there; nothing when it is not there.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn since(&self, tenant: TenantId, digest: &Digest) -> Result<Option<DateTime<Utc>>, FileError> {
        match self.inner.head(&self.path(tenant, digest)).await {
            Ok(about) => Ok(Some(about.last_modified)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(other) => Err(other.into()),
        }
    }

    /// What is in a file, checked against its digest.
    ///
    /// # Errors
    /// [`FileError::Missing`], [`FileError::Changed`], or when the store refuses.
    pub async fn get(&self, tenant: TenantId, digest: &Digest) -> Result<Bytes, FileError> {
        let bytes = match self.inner.get(&self.path(tenant, digest)).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => return Err(FileError::Missing(hex::encode(digest))),
            Err(other) => return Err(other.into()),
        };
        if sha256(&bytes) != *digest {
            return Err(FileError::Changed(hex::encode(digest)));
        }
        Ok(bytes)
    }

    /// Takes a file away for good; one that is not there is away.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn remove(&self, tenant: TenantId, digest: &Digest) -> Result<(), FileError> {
        match self.inner.delete(&self.path(tenant, digest)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }

    /// Tenants of which files lie there.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn tenants(&self) -> Result<Vec<TenantId>, FileError> {
        let listed = self.inner.list_with_delimiter(Some(&self.root)).await?;
        let names = listed.common_prefixes.iter().filter_map(|path| path.filename());
        Ok(names.filter_map(|name| name.parse().ok()).collect())
    }

    /// Everything that lies there of a tenant.
    ///
    /// # Errors
    /// When the store refuses.
    pub async fn all(&self, tenant: TenantId) -> Result<Vec<Lying>, FileError> {
        let of = self.root.clone().join(tenant.to_string());
        let mut listed = self.inner.list(Some(&of));
        let mut all = Vec::new();
        while let Some(about) = listed.try_next().await? {
            let mut digest = Digest::default();
            let named = about.location.filename().unwrap_or_default();
            if hex::decode_to_slice(named, &mut digest).is_ok() {
                let at = about.last_modified;
                all.push(Lying { digest, at });
            }
        }
        Ok(all)
    }

    /// `TENANT/ab/abcd…`: no folder grows too large, and no tenant ever meets the file of another.
    fn path(&self, tenant: TenantId, digest: &Digest) -> Path {
        let digest = hex::encode(digest);
        let of = self.root.clone().join(tenant.to_string());
        of.join(&digest[..2]).join(digest)
    }
}
