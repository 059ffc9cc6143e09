//! Every page that can be reached or drawn again, in both languages: well-formed, one `h1`, a label for every field, no text left in the
//! other language, no link that leads nowhere.

mod checks;
mod rounds;

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use zhenggai::domain::lists::draft::Draft;
use zhenggai::domain::rectification::Gate;
use zhenggai::domain::review::{Decision, GivenReason, Ruling};
use zhenggai::domain::search::index::{Step, next};
use zhenggai::domain::signing::Purpose;
use zhenggai::web::routes::all;

use crate::imports::explained::strange;
use crate::imports::history;
use crate::imports::sheets::send;
use crate::packages::carry_all;
use crate::rights::world::{Target, World};
use crate::support::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};
use checks::{faults, links};

/// Pages that one member is followed to, at most.
const ENOUGH: usize = 250;

fn returned(ruling: Ruling) -> Decision {
    Decision {
        ruling,
        words: "Once more".to_owned(),
        reasons: vec![GivenReason {
            code: "05".to_owned(),
            field: "manifestation".to_owned(),
            quote: "有时存在".to_owned(),
            words: "Which ones".to_owned(),
        }],
    }
}

/// Problems in every state that a page speaks of.
pub async fn every_state(app: &TestApp) {
    let mut again = Filed::by(app, "official", &draft("Filed again")).await;
    let ruled = again.rule(app, "reviewer", &returned(Ruling::Returned)).await;
    again.problem = ruled.expect("returned");
    let other = Draft {
        manifestation: "在投诉办理中，3月重转办2件。".to_owned(),
        ..draft("Filed again, better")
    };
    again.submit(app, &other).await;
    for ruling in [Ruling::Returned, Ruling::Redo] {
        let filed = Filed::by(app, "official", &draft("Thrown back")).await;
        filed
            .rule(app, "reviewer", &returned(ruling))
            .await
            .expect("ruled");
    }
    let some = draft("Problem");
    let filed = || Filed::by(app, "official", &some);
    let half = filed().await.approved(app).await;
    half.sign(app, "official", Purpose::Claim).await;
    let claimed = filed().await.claimed(app).await;
    claimed.report(app, "Done, each answered").await;
    filed().await.claimed(app).await;
    filed().await.cosigned(app).await;
    filed().await.accepted(app).await;
    filed().await.closed(app).await;
    rounds::all(app).await;
    set_aside_and_handed_over(app).await;
    let back = filed().await.cosigned(app).await;
    back.send_back(app, "reviewer", Gate::Group).await;
}

/// Somebody who is deferred, and somebody whom the leader has to acknowledge.
async fn set_aside_and_handed_over(app: &TestApp) {
    let office = app.as_("office").await;
    let deferred = format!("/people/{}/aside", app.cast.person("colleague"));
    office
        .post(&deferred, &[("why", "ill"), ("until", "2018-12-01")])
        .await
        .redirected();
    sqlx::query(
        "insert into handovers (tenant_id, id, person_id, leader_id, problems, signatures, at)
         values ($1, gen_random_uuid(), $2, $3, 2, 1, now())",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.person("official"))
    .bind(app.cast.person("leader"))
    .execute(app.loader())
    .await
    .expect("handed over");
}

/// Somebody stands in for the leader, and signs, too.
async fn stands_in(app: &TestApp) {
    let office = app.as_("office").await;
    let delegations = format!("/people/{}/delegations", app.cast.person("leader"));
    let ordered = [
        ("delegate", "B003"),
        ("from", "2018-09-25"),
        ("until", "2018-12-01"),
        ("signs", "1"),
        ("reason", "City document 12"),
        ("step", "confirm"),
    ];
    office.post(&delegations, &ordered).await.redirected();
}

/// An entry of which a colleague's is half a copy.
async fn alike(app: &TestApp) -> Filed {
    let letter = |n: u32| char::from_u32(0x4e00 + n * 7 % 20_000);
    let text: String = (0..200).filter_map(letter).collect();
    let long = Draft {
        manifestation: text,
        ..draft("Copied")
    };
    Filed::by(app, "colleague", &long).await;
    let filed = Filed::by(app, "official", &long).await;
    while let Step::Indexed(_) = next(app.app.db(), None).await.expect("indexed") {}
    filed
}

/// A path without its ids, its file's hash and its question.
fn shape(path: &str) -> Vec<&str> {
    path.split(['?', '#'])
        .next()
        .unwrap_or_default()
        .split('/')
        .collect()
}

/// Whether a path is one of this pattern of the table.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (shape(pattern), shape(path));
    pattern.len() == path.len()
        && pattern
            .iter()
            .zip(&path)
            .all(|(wanted, is)| wanted.starts_with('{') || wanted == is)
}

/// What a page's links lead to, one for each route, a few for those with a question.
#[derive(Default)]
struct Walk {
    seen: BTreeSet<String>,
    by_shape: BTreeMap<String, usize>,
}

impl Walk {
    /// Whether to go there: not twice, and not to the hundredth row of a list.
    fn wants(&mut self, path: &str) -> bool {
        let short: Vec<String> = shape(path)
            .into_iter()
            .map(|part| {
                if part.len() == 36 {
                    "{}".to_owned()
                } else {
                    part.to_owned()
                }
            })
            .collect();
        let count = self.by_shape.entry(short.join("/")).or_default();
        if *count >= 12 || self.seen.len() >= ENOUGH || !self.seen.insert(path.to_owned()) {
            return false;
        }
        *count += 1;
        true
    }
}

/// Runs in what states there are: to be explained, imported, history.
async fn every_import(app: &TestApp) {
    let office = app.as_("office").await;
    send(&office, "roster", "book.xlsx", strange()).await.redirected();
    history::import(&office, "signed", Some(history::SCAN)).await;
}

async fn follow(
    client: &Client,
    english: bool,
    (who, from): (&str, &[String]),
    wrong: &mut BTreeSet<String>,
) -> BTreeSet<String> {
    let (mut walk, mut open) = (
        Walk::default(),
        ["/", "/sign-in/code"].map(str::to_owned).to_vec(),
    );
    open.extend_from_slice(from);
    while let Some(path) = open.pop() {
        if path.starts_with("/sign-out") || !walk.wants(&path) {
            continue;
        }
        let page = client.get(&path).await;
        match page.status {
            303 => open.push(page.location().to_owned()),
            200 if page.is_html() => {
                look(&page, english, &format!("{path} as {who}"), wrong);
                open.extend(links(&page, &path));
            }
            200 => {}
            status => drop(wrong.insert(format!("{path} as {who}: a link leads to {status}"))),
        }
    }
    walk.seen
}

fn look(page: &Page, english: bool, what: &str, wrong: &mut BTreeSet<String>) {
    let language = if english { "en" } else { "zh" };
    wrong.extend(
        faults(page, english)
            .into_iter()
            .map(|fault| format!("{what} ({language}): {fault}")),
    );
}

fn in_language(client: Client, english: bool) -> Client {
    if english { client.in_english() } else { client }
}

#[tokio::test]
async fn every_page_that_links_lead_to_is_whole_in_both_languages() {
    let app = TestApp::small().await;
    Box::pin(every_state(&app)).await;
    stands_in(&app).await;
    let alike = alike(&app).await;
    let world = World::build(&app).await;
    rounds::prepared(&app).await;
    rounds::typed_and_listed(&app).await;
    carry_all(&app).await;
    every_import(&app).await;
    let (mut wrong, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut members = app.cast.logins("alpha");
    members.push("province@prov".to_owned());
    for english in [false, true] {
        for who in &members {
            let client = in_language(app.as_(who).await, english);
            // What waits in hundreds is not followed to its end: an entry with a double, what can be undone.
            let mut from = Vec::new();
            if who == "reviewer" {
                from = world.after_a_verdict();
                from.push(alike.review(""));
            }
            seen.extend(follow(&client, english, (who, &from), &mut wrong).await);
        }
        let nobody = in_language(app.anonymous(), english);
        seen.extend(follow(&nobody, english, ("nobody", &[]), &mut wrong).await);
    }
    let probes = ["/healthz", "/readyz", "/metrics", "/assets/"];
    for route in all() {
        let page = route.method == Method::GET && !probes.iter().any(|probe| route.path.starts_with(probe));
        if page && !seen.iter().any(|path| fits(route.path, path)) {
            wrong.insert(format!("no link leads to {}", route.path));
        }
    }
    let wrong: Vec<_> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn every_page_drawn_again_or_refused_is_whole_in_both_languages() {
    let app = TestApp::small().await;
    let world = World::build(&app).await;
    let (mut wrong, mut drawn) = (BTreeSet::new(), 0);
    for english in [false, true] {
        for who in ["official", "reviewer", "leader", "office", "auditor"] {
            let client = in_language(app.as_(who).await, english);
            for route in all().iter().filter(|route| route.method == Method::POST) {
                if ["/sign-out", "/imports"].contains(&route.path) {
                    continue;
                }
                for target in Target::all(route) {
                    let path = world.path(route.path, target);
                    let page = client.post(&path, &[("version", "1")]).await;
                    if page.status >= 400 {
                        assert!(page.status < 500 && page.is_html(), "{path}: {page:?}");
                        look(&page, english, &format!("POST {path} as {who}"), &mut wrong);
                        drawn += 1;
                    }
                }
            }
        }
    }
    assert!(drawn > 100, "only {drawn} pages were drawn");
    let wrong: Vec<_> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
