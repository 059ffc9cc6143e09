//! What signing and passkeys need from outside the database: the server's key, and the site's own address.

use std::path::Path;
use std::sync::Arc;

use url::Url;

use super::Failure;
use crate::domain::accounts::passkeys::Site;
use crate::domain::signing::countersign::Countersigner;
use crate::platform::keys::load_or_make;

/// Name of the key's file in a directory of our own.
const FILE: &str = "countersign.key";

/// The key that is named, or the one of the directory; none of either is said in the log.
pub(super) fn countersigner(
    named: Option<&Path>,
    dir: Option<&Path>,
) -> Result<Option<Arc<Countersigner>>, Failure> {
    let path = named
        .map(Path::to_owned)
        .or_else(|| dir.map(|dir| dir.join(FILE)));
    let Some(path) = path else {
        tracing::warn!("signatures will not be countersigned: no --countersign-key");
        return Ok(None);
    };
    let signer = Countersigner::new(load_or_make(&path).map_err(Failure::new)?.bytes());
    tracing::info!(key = signer.id(), file = %path.display(), "countersigning");
    Ok(Some(Arc::new(signer)))
}

/// The site of a public address.
pub(super) fn site(public: Option<&Url>) -> Result<Option<Site>, Failure> {
    public.map(Site::new).transpose().map_err(Failure::new)
}
