//! A run on which something goes on, or was cut off: what its page says then, and `POST /imports/{id}/interruption`.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::view::Running;
use crate::imports::progress::Doing;
use crate::imports::progress::store::{self, Told};
use crate::imports::runs::{self, Run};
use crate::kernel::ids::RunId;
use crate::web::shell::access::rights::Office;
use crate::web::shell::access::{Can, Carries, Visit, id_in_path};
use crate::web::shell::{Error, n_, render};
use crate::web::state::App;

/// A run, or one to be whose dry run goes on.
#[derive(Debug)]
pub(super) struct SentOrGoing {
    pub(super) can: Visit,
    pub(super) id: RunId,
    pub(super) run: Option<Run>,
    pub(super) told: Option<Told>,
}

impl Carries for SentOrGoing {
    const RIGHT: &'static str = <Can<Office> as Carries>::RIGHT;
}

impl FromRequestParts<App> for SentOrGoing {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut can = Can::<Office>::from_request_parts(parts, app).await?.into_visit();
        let id: RunId = id_in_path(parts, app).await?;
        let run = runs::store::find(&mut can.tx, id).await?;
        let told = store::find(&mut can.tx, id.0).await?;
        if run.is_none() && told.is_none() {
            return Err(Error::NotFound);
        }
        Ok(Self { can, id, run, told })
    }
}

impl SentOrGoing {
    /// What goes on, unless it has ended just now.
    pub(super) fn going(&self) -> Option<Told> {
        let ended = |doing| match (&self.run, doing) {
            (None, _) => false,
            (Some(_), Doing::Trying) => true,
            (Some(run), Doing::Applying) => run.applied_at.is_some(),
            (Some(run), Doing::Undoing) => run.undone_at.is_some(),
        };
        self.told.filter(|told| !ended(told.doing))
    }

    /// The page of what goes on.
    pub(super) fn draw(self, told: Told) -> Response {
        let Self { can, id, run, .. } = self;
        let (title, doing) = match told.doing {
            Doing::Trying => (n_("试读"), n_("正在试读，还没有写入任何内容")),
            Doing::Applying => (n_("导入"), n_("正在导入，全部办完才算数")),
            Doing::Undoing => (n_("撤销导入"), n_("正在撤销，全部办完才算数")),
        };
        let locale = can.prefs.locale;
        let view = Running {
            page: can.page(locale.t(title)),
            path: format!("/imports/{id}"),
            file: run.map(|run| run.file_name).unwrap_or_default(),
            doing,
            told,
        };
        render::ok(locale, &view)
    }
}

/// Somebody has seen that it was cut off.
pub(super) async fn over(sent: SentOrGoing) -> Result<Response, Error> {
    let SentOrGoing {
        mut can,
        id,
        run,
        told,
    } = sent;
    if told.is_some_and(|told| !told.alive) {
        store::end(&mut can.tx, id.0).await?;
        can.commit().await?;
    }
    let to = run.map_or_else(|| "/imports".to_owned(), |run| format!("/imports/{}", run.id));
    Ok(Redirect::to(&to).into_response())
}
