//! `POST /lots`: takes the next entries of a kind, or gives them to a member of one's group.

use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;

use super::filter::{self, Asked};
use crate::domain::review::lots::{self, Kind};
use crate::domain::review::queue::Filter;
use crate::kernel::ids::PersonId;
use crate::web::shell::access::Can;
use crate::web::shell::access::rights::Review;
use crate::web::shell::{Error, FlashKind, flash, msg};

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::web::review) struct Posted {
    act_id: String,
    unit: String,
    tier: String,
    again: String,
    /// The three in one, as the button of a row says them.
    kind: String,
    /// Who is to get it; empty: whoever posts.
    to: String,
}

pub(in crate::web::review) async fn take(
    can: Can<Review>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let kind = kind(&posted).ok_or_else(Error::malformed)?;
    let mut act = can.act(&posted.act_id, "/review").await?;
    if posted.to.is_empty() {
        let desk = filter::desk(&mut can).await?;
        let opened = lots::actions::claim(&mut can.tx, &mut act, &desk, kind).await?;
        can.commit().await?;
        let said = msg("已领到 {0} 条，别人不会再审到。").with(opened.entries);
        let first = filter::entry(opened.first, Filter::default());
        return Ok(flash::redirect(&first, FlashKind::Ok, &said));
    }
    let to: PersonId = posted.to.parse().map_err(|_| Error::malformed())?;
    let (campaign, today) = (can.campaign()?.id, can.today());
    let opened = lots::actions::give(&mut can.tx, &mut act, campaign, (kind, to), today).await?;
    can.commit().await?;
    let said = msg("已分出 {0} 条，在对方的批次里。").with(opened.entries);
    Ok(flash::redirect(
        &format!("/lots/{}", opened.id),
        FlashKind::Ok,
        &said,
    ))
}

fn kind(posted: &Posted) -> Option<Kind> {
    let mut parts = posted.kind.split(' ');
    let mut part = |own: &str| match own {
        "" => parts.next().unwrap_or_default().to_owned(),
        own => own.to_owned(),
    };
    let asked = Asked {
        unit: part(&posted.unit),
        tier: part(&posted.tier),
        again: part(&posted.again),
        ..Asked::default()
    };
    let filter = asked.filter();
    Some(Kind {
        unit: filter.unit?,
        tier: filter.tier?,
        again: filter.again?,
    })
}
