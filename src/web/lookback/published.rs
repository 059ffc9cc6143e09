//! `GET /draws`: what is published of every draw, for everybody of the jurisdiction: the digest before it, all that its seed is made of after
//! it. `GET /draws/{id}/ranks.txt`: the order of the whole population without its numbers, in which whoever knows a number finds its place.

use axum::response::Response;

use super::access::PublishedDraw;
use super::{index, view};
use crate::domain::lookback::sample::ranked;
use crate::domain::lookback::{Draw, store};
use crate::web::shell::access::rights::SignedIn;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::{Error, dates, download, render};

/// Draws on one page.
const PAGE: i64 = 20;

pub(super) async fn page(can: Can<SignedIn>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let before = can.after::<i32>("before");
    let mut draws = match can.campaign.clone() {
        Some(campaign) => {
            let of = (None, before);
            store::draws(&mut can.tx, campaign.id, None, of, PAGE + 1).await?
        }
        None => Vec::new(),
    };
    let more = i64::try_from(draws.len()).is_ok_and(|n| n > PAGE);
    draws.truncate(usize::try_from(PAGE).unwrap_or_default());
    let locale = can.prefs.locale;
    let view = view::Published {
        next: draws
            .last()
            .filter(|_| more)
            .map(|last| format!("/draws?before={}", last.no)),
        first: before.map(|_| "/draws"),
        draws: draws.iter().map(|draw| published(&can, draw)).collect(),
        page: can.page(locale.t("回头看公示")),
    };
    Ok(render::ok(locale, &view))
}

fn published(can: &Visit, draw: &Draw) -> view::PublishedDraw {
    let (locale, today) = (can.prefs.locale, can.today());
    view::PublishedDraw {
        id: draw.id.to_string(),
        no: draw.no,
        office: index::office(locale, draw),
        commitment: draw.commitment.clone(),
        prepared: dates::moment(locale, draw.at, today),
        drawn: draw.drawn.as_ref().map(|drawn| view::PublishedSeed {
            secret: drawn.secret.clone(),
            public_words: draw.public_words.clone(),
            seed: drawn.seed.clone(),
            at: dates::moment(locale, drawn.at, today),
            from: index::from(locale, drawn),
            population_n: drawn.population_n,
            population_sha256: drawn.population_sha256.clone(),
            sample_n: drawn.sample_n,
        }),
    }
}

pub(super) async fn ranks(PublishedDraw { mut can, draw }: PublishedDraw) -> Result<Response, Error> {
    let drawn = draw.drawn.as_ref().ok_or(Error::NotFound)?;
    let list = store::population(&mut can.tx, draw.id).await?;
    let list = list.ok_or(Error::NotFound)?;
    let name = can.prefs.locale.tf("回头看第 {0} 次抽查排序值.txt", &[&draw.no]);
    Ok(download::file(
        &name,
        "text/plain; charset=utf-8",
        ranked(&drawn.seed, &list).into_bytes(),
    ))
}
