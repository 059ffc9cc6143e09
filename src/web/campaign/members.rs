//! Who is in a cohort: the list on its page, and `GET /cohorts/{id}/rows.xlsx`.

use axum::response::Response;
use uuid::Uuid;

use super::cohort::SeenCohort;
use super::cohorts::shown;
use super::view::Members;
use crate::domain::campaigns::cohorts::{Member, store};
use crate::kernel::ids::CohortId;
use crate::web::shell::access::Visit;
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::MEMBERS;
use crate::web::shell::list::{Cell, Listing, Portion, Row, Source};
use crate::web::shell::{Error, n_};

/// Names on one page.
const PAGE: usize = 50;

/// Those of a cohort whom a list asks for.
struct Asked {
    cohort: CohortId,
    text: String,
}

impl Source for Asked {
    type After = Uuid;

    async fn rows(&self, can: &mut Visit, after: Option<Uuid>, limit: usize) -> Result<Portion<Uuid>, Error> {
        let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let found = store::page(&mut can.tx, self.cohort, &self.text, (after, most)).await?;
        Ok(Portion::cut(found, limit, |one| one.owner, row))
    }
}

/// The list as this request asks for it.
pub(super) async fn list(can: &mut Visit, cohort: CohortId, listing: Listing) -> Result<Members, Error> {
    let asked = Asked {
        cohort,
        text: listing.ask("q").to_owned(),
    };
    let after = can.after::<Uuid>("after");
    let portion = asked.rows(can, after, PAGE).await?;
    Ok(Members {
        filtered: listing.is_filtered(),
        next: portion.next.map(|id| listing.after(&id)),
        first: after.map(|_| listing.address()),
        shown: listing.shown(can, portion.rows),
        q: asked.text,
    })
}

pub(super) async fn book(seen: SeenCohort) -> Result<Response, Error> {
    let SeenCohort { can, cohort } = seen;
    let listing = Listing::asked(&can, &MEMBERS);
    let asked = Asked {
        cohort: cohort.id,
        text: listing.ask("q").to_owned(),
    };
    let about = About {
        name: Some(shown(can.prefs.locale, &cohort.name)),
        ..About::asked(&can, &[(n_("姓名或人员编号"), &asked.text)])
    };
    workbook(can, &listing, about, &asked).await
}

fn row(member: Member) -> Row {
    let name = if member.staff_no.is_empty() {
        Cell::text(member.name)
    } else {
        Cell::link(format!("/people/{}", member.owner), member.name)
    };
    Row::new([name, Cell::text(member.staff_no), Cell::text(member.unit)])
}
