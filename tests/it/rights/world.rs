//! What the matrix acts on: the same problems in both cities, and paths with their ids filled in.

mod making;

use std::collections::HashMap;

use reqwest::Method;
use uuid::Uuid;
use zhenggai::domain::review::Decision;
use zhenggai::web::routes::Route;

use super::holders::Object;
use crate::imports::sheets::{three_people, try_out};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft, lay_route};
use making::{drawn, frozen, handed_in, lot, on_paper, referred, sampled, saved_view, scanned, spare};

/// Ids by city and object.
pub struct World {
    ids: HashMap<(&'static str, Object), String>,
    /// By city: a workbook that was tried out, a unit.
    runs: HashMap<&'static str, String>,
    units: HashMap<&'static str, String>,
    bodies: HashMap<&'static str, String>,
    cohorts: HashMap<&'static str, String>,
    /// By city: a department with an opinion sheet, a clue that was handed over.
    sheets: HashMap<&'static str, String>,
    referrals: HashMap<&'static str, String>,
    packages: HashMap<&'static str, String>,
    /// By city: a sample that the office drew.
    look_backs: HashMap<&'static str, String>,
    /// By city: what the official signed on paper.
    papers: HashMap<&'static str, String>,
    /// By city: the reviewer's, with an entry that was ruled on in it.
    lots: HashMap<&'static str, (String, String)>,
    /// By city: a verdict of the reviewer's to be read again.
    seconds: HashMap<&'static str, String>,
    /// The owners' accounts, by city and object.
    accounts: HashMap<(&'static str, Object), String>,
    /// Views that the owners saved, by city and object.
    views: HashMap<(&'static str, Object), String>,
    /// The owners, by city and object.
    people: HashMap<(&'static str, Object), String>,
    /// A file beside each problem, by the problem.
    files: HashMap<String, String>,
    asset: (String, String),
}

/// What the id of a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The path has no id.
    Nothing,
    /// An object of one's own city.
    Own(Object),
    /// The same in the other city.
    Foreign(Object),
    /// A well-formed id that nothing has.
    Unknown,
    /// Something that is no id.
    Malformed,
}

impl Target {
    /// Whatever can be asked for at a path.
    pub fn all(route: &Route) -> Vec<Self> {
        if !route.path.contains("{id}") {
            return vec![Self::Nothing];
        }
        let problems = ["/problems/", "/accounts/", "/people/", "/to-sign/", "/views/"]
            .iter()
            .any(|area| route.path.starts_with(area));
        let own = Object::ALL.into_iter().filter(|object| has(route, *object));
        let own = own.take(if problems { usize::MAX } else { 1 }).map(Self::Own);
        let other = [
            Self::Foreign(Object::Submitted),
            Self::Foreign(Object::Draft),
            Self::Unknown,
            Self::Malformed,
        ];
        own.chain(other).collect()
    }
}

/// A draft has neither revisions nor a sheet to look at.
fn has(route: &Route, object: Object) -> bool {
    let submitted_only =
        route.method == Method::GET && (route.path.contains("{n}") || route.path.contains("{purpose}"));
    !(submitted_only && object == Object::Draft)
}

/// Questions without which a page shows nothing.
const QUESTIONS: [(&str, &str); 4] = [
    ("/figures/rows", "?figure=problems_county_level"),
    ("/our-figures/rows", "?figure=problems_county_level"),
    ("/figures/rows.xlsx", "?figure=problems_county_level"),
    ("/our-figures/rows.xlsx", "?figure=problems_county_level"),
];

/// A file beside each problem, by the problem.
async fn beside(
    app: &TestApp,
    problems: &HashMap<(&'static str, Object), String>,
) -> HashMap<String, String> {
    let mut files = HashMap::new();
    for ((city, _), problem) in problems {
        files.insert(problem.clone(), handed_in(app, city, problem).await);
    }
    files
}

impl World {
    pub async fn build(app: &TestApp) -> Self {
        let (mut ids, mut accounts, mut people) = (HashMap::new(), HashMap::new(), HashMap::new());
        let (mut views, mut packages) = (HashMap::new(), HashMap::new());
        for city in ["alpha", "beta"] {
            for object in Object::ALL {
                let route: Option<(&str, &[&str])> = match object {
                    Object::AtLeader => Some(("township", &["leader", "group"])),
                    Object::AtUnit => Some(("township", &["unit", "group"])),
                    Object::AtForm => Some(("city", &["form", "group"])),
                    _ => None,
                };
                if let Some((tier, stages)) = route {
                    lay_route(app, city, tier, stages).await;
                }
                let who = format!("{}@{city}", object.owner());
                let filed = match object {
                    Object::Body => Filed::by_body(app, city, &draft("Of the body")).await,
                    Object::Draft => Filed::draft_by(app, &who, &draft("Draft")).await,
                    _ => Filed::by(app, &who, &draft("Submitted")).await,
                };
                if object == Object::Approved {
                    let (reviewer, yes) = (format!("reviewer@{city}"), Decision::approval(""));
                    filed.rule(app, &reviewer, &yes).await.expect("approved");
                }
                if let Some((tier, _)) = route {
                    lay_route(app, city, tier, &["group"]).await;
                }
                ids.insert((city, object), filed.id());
                accounts.insert((city, object), spare(app, &who).await);
                views.insert((city, object), saved_view(app, &who).await);
                people.insert((city, object), app.cast.person(&who).to_string());
            }
        }
        for city in ["alpha", "beta"] {
            packages.insert(city, frozen(app, city).await);
        }
        let (mut sheets, mut referrals, mut lots) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut seconds = HashMap::new();
        for city in ["alpha", "beta"] {
            sheets.insert(city, app.cast.unit(&format!("dept-a@{city}")).to_string());
            referrals.insert(city, referred(app, city, &ids[&(city, Object::Submitted)]).await);
            lots.insert(city, lot(app, city).await);
            seconds.insert(city, drawn(app, city, &lots[city].1).await);
        }
        let (mut look_backs, mut papers, mut cohorts) = (HashMap::new(), HashMap::new(), HashMap::new());
        for city in ["alpha", "beta"] {
            look_backs.insert(city, sampled(app, city).await);
            papers.insert(city, on_paper(app, city).await);
            let cohort: Uuid = sqlx::query_scalar(
                "select c.id from cohorts c join tenants t on t.id = c.tenant_id where t.slug = $1 order by c.code limit 1",
            )
            .bind(city)
            .fetch_one(app.loader())
            .await
            .expect("a cohort");
            cohorts.insert(city, cohort.to_string());
        }
        let (mut runs, mut units) = (HashMap::new(), HashMap::new());
        for city in ["alpha", "beta"] {
            let office = app.as_(&format!("office@{city}")).await;
            let run = try_out(&office, "roster", three_people()).await.0;
            scanned(app, run.rsplit('/').next().unwrap_or_default()).await;
            runs.insert(city, run);
            let unit: Uuid = sqlx::query_scalar(
                "select u.id from units u join tenants t on t.id = u.tenant_id where t.slug = $1 limit 1",
            )
            .bind(city)
            .fetch_one(app.loader())
            .await
            .expect("a unit");
            units.insert(city, unit.to_string());
        }
        let page = app.anonymous().get("/sign-in").await.expect(200);
        let sheet = page.attributes("link[rel=stylesheet]", "href").remove(0);
        let (hash, name) = sheet
            .strip_prefix("/assets/")
            .and_then(|rest| rest.split_once('/'))
            .expect("an asset");
        let body = |city| (city, app.cast.unit(&format!("committee@{city}")).to_string());
        Self {
            files: beside(app, &ids).await,
            bodies: ["alpha", "beta"].map(body).into(),
            cohorts,
            sheets,
            referrals,
            ids,
            runs,
            units,
            packages,
            look_backs,
            papers,
            lots,
            seconds,
            accounts,
            views,
            people,
            asset: (hash.to_owned(), name.to_owned()),
        }
    }

    /// What stands in the place of `{id}` in a path of the table.
    pub fn id(&self, pattern: &str, target: Target) -> &str {
        let of = |city, object| match pattern.split('/').nth(1) {
            Some("imports") => self.runs[city].rsplit('/').next().unwrap_or_default(),
            Some("packages" | "prereview") => self.packages[city].as_str(),
            Some("look-backs" | "draws") => self.look_backs[city].as_str(),
            Some("paper-signatures") => self.papers[city].as_str(),
            Some("people" | "to-sign") => self.people[&(city, object)].as_str(),
            Some("cohorts") => self.cohorts[city].as_str(),
            Some("bodies") => self.bodies[city].as_str(),
            Some("opinion-sheets") => self.sheets[city].as_str(),
            Some("referrals") => self.referrals[city].as_str(),
            Some("units") => self.units[city].as_str(),
            Some("second-readings") => self.seconds[city].as_str(),
            Some("lots") => self.lots[city].0.as_str(),
            Some("views") => self.views[&(city, object)].as_str(),
            Some("accounts") => self.accounts[&(city, object)].as_str(),
            Some("problems") => self.ids[&(city, object)].as_str(),
            _ => panic!("say here what stands in the place of {{id}} in {pattern}"),
        };
        match target {
            Target::Nothing => "",
            Target::Own(object) => of("alpha", object),
            Target::Foreign(object) => of("beta", object),
            Target::Unknown => "00000000-0000-4000-8000-000000000000",
            Target::Malformed => "not-an-id",
        }
    }

    /// Where alpha's reviewer comes to after their verdict: what they can undo there.
    pub fn after_a_verdict(&self) -> Vec<String> {
        let ((lot, ruled), waits) = (&self.lots["alpha"], &self.ids[&("alpha", Object::Submitted)]);
        vec![
            format!("/lots/{lot}?undo={ruled}"),
            format!("/problems/{waits}/review?undo={ruled}"),
        ]
    }

    /// A path of the table with its places filled.
    pub fn path(&self, pattern: &str, target: Target) -> String {
        let filled = pattern
            .replace("{purpose}", "claim")
            .replace("{n}", "1")
            .replace("{hash}", &self.asset.0)
            .replace("{name}", &self.asset.1);
        let id = self.id(pattern, target);
        let nothing = "00000000-0000-4000-8000-000000000000".to_owned();
        let file = self.files.get(id).unwrap_or(&nothing);
        let filled = filled.replace("{file}", file).replace("{id}", id);
        assert!(
            !filled.contains('{'),
            "say here what stands in the places of {pattern}"
        );
        let question = QUESTIONS.iter().find(|(path, _)| *path == pattern);
        filled + question.map_or("", |(_, question)| question)
    }
}
