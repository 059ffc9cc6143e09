//! `GET /problems/{id}/signatures/{purpose}/evidence`: one file with all that is needed to check the signatures offline.

use axum::extract::Path;
use axum::response::Response;

use super::turn;
use crate::domain::signing::bundle;
use crate::web::shell::access::ReadableProblem;
use crate::web::shell::{Error, download};

pub(super) async fn file(
    ReadableProblem { mut can, problem, .. }: ReadableProblem,
    Path((_, purpose)): Path<(String, String)>,
) -> Result<Response, Error> {
    let purpose = turn::purpose(&purpose)?;
    if problem.revision == 0 {
        return Err(Error::NotFound);
    }
    let bundle = bundle::make(&mut can.tx, &problem, purpose).await?;
    let bytes = serde_json::to_vec_pretty(&bundle).map_err(Error::internal)?;
    let name = format!("{}-{}.json", problem.number, purpose.code());
    Ok(download::file(&name, "application/json", bytes))
}
