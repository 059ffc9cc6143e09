//! Texts of 市级领导: wherever anybody but the owner sees a word of one, the opening is in the ledger.

use std::collections::{BTreeSet, VecDeque};

use zhenggai::domain::lists::draft::Draft;
use zhenggai::domain::signing::Purpose;

use crate::support::filed::{Filed, draft};
use crate::support::{Page, TestApp};

/// Stands in every text of the guarded problems and nowhere else.
const WORD: &str = "Unmistakable";

fn guarded() -> Draft {
    let mut draft = draft(&format!("{WORD} problem"));
    draft.manifestation = format!("{WORD} manifestation");
    draft.causes[0].text = format!("{WORD} cause");
    draft.measures[0].text = format!("{WORD} measure");
    draft
}

async fn openings(app: &TestApp, who: &str) -> i64 {
    sqlx::query_scalar("select count(*) from events where act = 'problem.opened' and account_id = $1")
        .bind(app.cast.member(who).account)
        .fetch_one(app.loader())
        .await
        .expect("counted")
}

fn links(page: &Page) -> Vec<String> {
    let hrefs = page.attributes("a[href^='/']", "href").into_iter();
    let here = |href: &String| !href.starts_with("/assets/") && !href.contains("as_of=");
    hrefs
        .filter(here)
        .map(|href| href.split('#').next().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn no_page_shows_a_guarded_text_without_a_record() {
    let app = TestApp::small().await;
    let new = || async { Filed::by(&app, "citylead", &guarded()).await };
    new().await;
    let half = new().await.approved(&app).await;
    half.sign(&app, "citylead", Purpose::Claim).await;
    let reported = new().await.claimed(&app).await;
    reported.report(&app, &format!("{WORD} outcome")).await;
    reported.sign(&app, "citylead", Purpose::Complete).await;
    new().await.cosigned(&app).await;
    new().await.accepted(&app).await;
    new().await.closed(&app).await;

    let (mut unrecorded, mut recorded) = (BTreeSet::new(), 0);
    for who in app.cast.logins("alpha") {
        if who == "citylead" {
            continue;
        }
        let client = app.as_(&who).await;
        let mut seen = BTreeSet::new();
        let mut open: VecDeque<_> = ["/", "/checks", "/closures", "/to-sign", "/review", "/figures"]
            .map(str::to_owned)
            .into();
        while let Some(path) = open.pop_front() {
            if seen.len() >= 150 || !seen.insert(path.clone()) {
                continue;
            }
            let before = openings(&app, &who).await;
            let page = client.get(&path).await;
            if page.status == 200 && page.body.contains(WORD) {
                if openings(&app, &who).await > before {
                    recorded += 1;
                } else {
                    unrecorded.insert(format!("{who}: {path}"));
                }
            }
            open.extend(links(&page));
            open.extend(Some(page.location().to_owned()).filter(|to| to.starts_with('/')));
        }
    }
    assert!(
        recorded > 10,
        "only {recorded} openings: the walk found too little"
    );
    assert!(unrecorded.is_empty(), "{unrecorded:#?}");
}
