//! Where files are kept.

use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

use url::Url;

/// A folder of this machine (or one that several machines share), or a bucket.
#[derive(Clone, Debug)]
pub enum Place {
    /// A folder, made when it is not there.
    Folder(PathBuf),
    /// A bucket of a service that speaks S3.
    Bucket(Box<Bucket>),
}

/// A bucket and how to reach it.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// `s3://bucket` or `s3://bucket/below/this`.
    pub url: Url,
    /// Address of the service, where it is not Amazon's.
    pub endpoint: Option<Url>,
    /// Region, where the service has them.
    pub region: Option<String>,
    /// Name of the key.
    pub key_id: Option<String>,
    /// The key.
    pub secret: Option<Secret>,
}

/// Words that are shown by nothing.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Secret {
    type Err = Infallible;
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}
