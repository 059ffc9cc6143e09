//! Work that may take longer than somebody waits: the answer comes after a few seconds at the latest, the work goes on.

use std::time::Duration;

use uuid::Uuid;

use crate::imports::progress::{Doing, Progress};
use crate::web::shell::Error;
use crate::web::shell::access::Visit;

/// How long the answer waits for the work.
const PATIENCE: Duration = Duration::from_secs(8);

/// Tells how far the work has come on the page of its run.
pub(super) fn progress(can: &Visit, id: Uuid, doing: Doing) -> Progress {
    Progress::told(can.db(), &can.scope(), id, doing)
}

/// What the work gave; `None` while it goes on. Nobody's hanging up ends it.
///
/// # Errors
/// When it failed in time. When it fails later its transaction is rolled back, and the page says that nothing was written.
pub(super) async fn wait<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<Option<T>, Error> {
    let work = tokio::spawn(work);
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(done)) => done.map(Some),
        Ok(Err(panicked)) => Err(Error::internal(panicked)),
        Err(_) => Ok(None),
    }
}
