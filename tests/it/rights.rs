//! The rights matrix: every route of the program's one table × every member of the cast × objects of the own city,
//! of the other one, and of none.

pub mod holders;
mod unchanged;
pub mod world;

use std::collections::{BTreeMap, HashMap};

use reqwest::Method;
use zhenggai::web::routes::{Route, all};

use crate::support::{Client, Page, TestApp};
use holders::{Held, held};
use unchanged::contents;
use world::{Target, World};

/// What must come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// It is shown, done, or drawn again because an empty form lacks something, be it only the version.
    Served,
    /// 403
    Forbidden,
    /// 404, the same for an object of another city as for one that never was.
    NotFound,
}

impl Answer {
    fn expected(right: &Held, who: &str, target: Target) -> Self {
        let exists = matches!(target, Target::Nothing | Target::Own(_));
        let found = if exists { Self::Served } else { Self::NotFound };
        match (right, target) {
            (Held::Anyone | Held::SignedIn, _) => found,
            (Held::By(holders), _) if holders.contains(&who) => found,
            (Held::Of(holders), Target::Own(object)) if holders(object).contains(&who) => found,
            (Held::By(_), _) | (Held::Of(_), Target::Own(_)) => Self::Forbidden,
            (Held::Of(_), _) => Self::NotFound,
        }
    }

    fn is(self, status: u16) -> bool {
        match self {
            Self::Served => matches!(status, 200 | 303 | 409 | 422),
            Self::Forbidden => status == 403,
            Self::NotFound => status == 404,
        }
    }
}

fn right_of(route: &Route) -> Held {
    held(route.right).unwrap_or_else(|| {
        let Route {
            method, path, right, ..
        } = route;
        panic!("{method} {path} asks for the right {right:?}: say in rights/holders.rs who holds it")
    })
}

async fn ask(client: &Client, route: &Route, path: &str) -> Page {
    if route.method == Method::GET {
        client.get(path).await
    } else if path.ends_with("/paper") {
        let scan = ("scan", "empty.pdf", Vec::new());
        client.post_file(path, &[("role", "owner")], scan).await
    } else if path == "/imports" {
        client
            .post_file(path, &[("kind", "roster")], ("file", "empty.xlsx", Vec::new()))
            .await
    } else {
        client.post(path, &[]).await
    }
}

/// Everybody of alpha, and the province.
fn everybody(app: &TestApp) -> Vec<String> {
    let mut everybody = app.cast.logins("alpha");
    everybody.push("province@prov".to_owned());
    everybody
}

/// Whoever comes from outside sees objects of alpha as those of another city.
fn as_seen_by(who: &str, target: Target) -> Target {
    match target {
        Target::Own(object) if who.contains('@') => Target::Foreign(object),
        other => other,
    }
}

#[test]
fn every_route_asks_for_a_right_that_somebody_was_given() {
    for route in all() {
        right_of(&route);
    }
}

/// One request of the matrix.
struct Case<'a> {
    who: &'a str,
    target: Target,
    path: String,
    expected: Answer,
}

fn cases<'a>(world: &World, route: &Route, everybody: &'a [String]) -> Vec<Case<'a>> {
    let right = right_of(route);
    let mut cases = Vec::new();
    for who in everybody {
        for target in Target::all(route) {
            cases.push(Case {
                who,
                target,
                path: world.path(route.path, target),
                expected: Answer::expected(&right, who, as_seen_by(who, target)),
            });
        }
    }
    cases
}

#[tokio::test]
async fn every_route_answers_each_member_as_the_table_of_rights_says() {
    let app = TestApp::small().await;
    let world = World::build(&app).await;
    let everybody = everybody(&app);
    let mut wrong = Vec::new();
    let mut clients = signed_in(&app, &everybody).await;
    for route in all() {
        // First those who are refused, so that what they change would show.
        let (served, refused): (Vec<_>, Vec<_>) = cases(&world, &route, &everybody)
            .into_iter()
            .partition(|case| case.expected == Answer::Served);
        let posts = route.method == Method::POST;
        let before = if posts {
            contents(&app).await
        } else {
            BTreeMap::new()
        };
        for case in &refused {
            let page = ask(&clients[case.who], &route, &case.path).await;
            judge(&mut wrong, &route, case, &page);
        }
        if posts {
            let after = contents(&app).await;
            let changed = before.iter().filter(|(table, was)| after[*table] != **was);
            wrong.extend(
                changed.map(|(table, _)| format!("POST {} without right changed {table}", route.path)),
            );
        }
        for case in &served {
            let page = ask(&clients[case.who], &route, &case.path).await;
            judge(&mut wrong, &route, case, &page);
        }
        if route.path == "/sign-out" {
            clients = signed_in(&app, &everybody).await;
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

async fn signed_in<'a>(app: &TestApp, everybody: &'a [String]) -> HashMap<&'a str, Client> {
    let mut clients = HashMap::new();
    for who in everybody {
        clients.insert(who.as_str(), app.as_(who).await);
    }
    clients
}

fn judge(wrong: &mut Vec<String>, route: &Route, case: &Case, page: &Page) {
    let Case {
        who,
        target,
        expected,
        ..
    } = case;
    let to_sign_in = page.location().starts_with("/sign-in") && route.path != "/sign-out";
    if !expected.is(page.status) || to_sign_in {
        let (method, path, status) = (&route.method, route.path, page.status);
        wrong.push(format!(
            "{method} {path} at {target:?} as {who}: {expected:?} expected, {status} came"
        ));
    }
}

/// Of a page that says no, all but the request's number and the id asked for.
fn essence(page: &Page, id: &str) -> String {
    let request = page.headers["x-request-id"].to_str().expect("a number");
    page.body.replace(request, "").replace(id, "")
}

#[tokio::test]
async fn another_citys_objects_look_like_none_at_all() {
    let app = TestApp::small().await;
    let world = World::build(&app).await;
    for route in all() {
        if !matches!(right_of(&route), Held::Of(_)) {
            continue;
        }
        for who in ["official", "reviewer", "office"] {
            let client = app.as_(who).await;
            let mut seen = Vec::new();
            for target in Target::all(&route) {
                if Answer::expected(&right_of(&route), who, target) == Answer::NotFound {
                    let page = ask(&client, &route, &world.path(route.path, target)).await;
                    assert_eq!(page.status, 404, "{} {target:?} {who}", route.path);
                    seen.push(essence(&page, world.id(route.path, target)));
                }
            }
            assert_eq!(seen.len(), 4, "{}", route.path);
            seen.dedup();
            assert_eq!(seen.len(), 1, "{} as {who}: {seen:#?}", route.path);
        }
    }
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_asked_to_before_anything_is_said() {
    let app = TestApp::small().await;
    let world = World::build(&app).await;
    let before = contents(&app).await;
    for route in all() {
        if matches!(right_of(&route), Held::Anyone) {
            continue;
        }
        let mut seen = Vec::new();
        for target in Target::all(&route) {
            let path = world.path(route.path, target);
            let page = ask(&app.anonymous(), &route, &path).await;
            if route.method == Method::GET {
                assert!(
                    page.location().starts_with("/sign-in?return_to="),
                    "{path}: {page:?}"
                );
                assert_eq!(page.status, 303, "{path}");
            } else {
                // Not a redirect: what was typed stays in the browser's form.
                assert_eq!(page.status, 401, "{path}");
                assert!(page.has("main a[href^='/sign-in']"), "{path}");
                seen.push(essence(&page, world.id(route.path, target)));
            }
        }
        seen.dedup();
        assert!(seen.len() <= 1, "{}: {seen:#?}", route.path);
    }
    assert_eq!(contents(&app).await, before);
}

/// Ids also come as questions. A unit of the other city is no unit.
#[tokio::test]
async fn a_unit_of_another_city_in_a_question_shows_nothing_of_it() {
    let app = TestApp::small().await;
    World::build(&app).await;
    let beta = app.cast.unit("dept-a@beta");
    let office = app.as_("office").await;
    let rows = format!("/figures/rows?figure=problems_county_level&unit={beta}");
    assert_eq!(office.get(&rows).await.status, 404);
    let reviewer = app.as_("reviewer").await;
    let queue = reviewer.get(&format!("/review?unit={beta}")).await;
    assert!(queue.status == 404 || queue.has(".zg-empty"), "{}", queue.text());
    assert!(!queue.body.contains("of beta"));
}
