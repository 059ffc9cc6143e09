//! `GET /problems/{id}/revisions/{n}`: a revision beside the one before it.

use axum::extract::Path;
use axum::response::Response;

use super::view::{Change, Compare};
use crate::domain::lists::diff::{FieldChange, compare};
use crate::domain::lists::{Content, fields, store};
use crate::kernel::ids::ProblemId;
use crate::platform::db::Tx;
use crate::web::shell::access::ReadableProblem;
use crate::web::shell::{Error, Locale, dates, render};

pub(super) async fn page(
    readable: ReadableProblem,
    Path((_, n)): Path<(String, String)>,
) -> Result<Response, Error> {
    let ReadableProblem { mut can, problem, .. } = readable;
    let (locale, today) = (can.prefs.locale, can.today());
    let n: i32 = n.parse().map_err(|_| Error::NotFound)?;
    let revision = store::revision(&mut can.tx, problem.id, n)
        .await?
        .ok_or(Error::NotFound)?;
    let new = revision.read().ok_or(Error::NotFound)?;
    let old = content(&mut can.tx, problem.id, n - 1).await?;
    let fields = compare(old.as_ref().unwrap_or(&new), &new, &|word| {
        locale.t(word).to_owned()
    });
    let (changed, same): (Vec<_>, Vec<_>) = fields.into_iter().partition(FieldChange::is_change);
    let link = |n| format!("/problems/{}/revisions/{n}", problem.id);
    let view = Compare {
        page: can.confidential_page(locale.tf("第 {0} 稿", &[&n])),
        id: problem.id.to_string(),
        number: problem.number.clone(),
        title: new.title.clone(),
        n,
        submitted: dates::moment(locale, revision.submitted_at, today),
        reason: revision.reason,
        changed: changed.iter().map(|field| change(field, locale)).collect(),
        same: same.iter().map(|field| change(field, locale)).collect(),
        earlier: (n > 1).then(|| link(n - 1)),
        later: (n < problem.revision).then(|| link(n + 1)),
    };
    Ok(render::ok(locale, &view))
}

async fn content(tx: &mut Tx, id: ProblemId, n: i32) -> Result<Option<Content>, Error> {
    Ok(store::revision(tx, id, n)
        .await?
        .and_then(|revision| revision.read()))
}

fn change(field: &FieldChange, locale: Locale) -> Change {
    Change {
        label: fields::label(&field.key).text(locale),
        pieces: field.pieces.clone(),
    }
}
