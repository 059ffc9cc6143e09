//! Files that people hand in: looked at, cleaned, and kept outside the database, in a folder or in a bucket.
//!
//! What belongs here: what a file *is* ([`Kind`], from its bytes), what of it is kept ([`clean`]), and where ([`FileStore`]). Whose it is and
//! what it is attached to is a matter of rows, which are written after the file: what has no row is swept away later.
//!
//! ```text
//! let clean = files::clean(name, bytes, &Kind::SCANS).await?;   // Unfit says why not, in words for the field
//! let stored = store.put(tenant, &clean).await?;                // then, in the transaction, its row: `domain::files::keep`
//! let bytes = store.get(tenant, &stored.kept).await?;           // checked against the digest
//! ```

mod clean;
mod kind;
mod name;
mod office;
mod pictures;
mod place;
mod relations;
mod store;

pub use clean::{Clean, LARGEST, LARGEST_MB, Unfit, clean};
pub use kind::Kind;
pub use name::neutral;
pub use place::{Bucket, Place, Secret};
pub use store::{FileError, FileStore, Lying, Stored};
