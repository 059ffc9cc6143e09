//! `GET /people/{id}`: one person: posts over time, account, problems in numbers, acts.

use axum::response::Response;

use super::access::{SeenPerson, orders};
use super::aside::{side_label, why_label};
use super::form::full_name;
use super::view::{self, Acted, Change, Count, DelegationLine, Line, Linked, Post, SideLine};
use crate::domain::accounts::managing::Reach;
use crate::domain::accounts::store::directory;
use crate::domain::ledger::{self, EventRow};
use crate::domain::lists::actions::may_enter_for;
use crate::domain::lists::{Problem, reading, store as problems};
use crate::domain::people::delegations::{self, Delegation, Standing};
use crate::domain::people::history::{self, Held};
use crate::domain::people::side::{Side, Why};
use crate::domain::people::store::{duties, outside, posting, side};
use crate::domain::people::{Person, Rank};
use crate::kernel::clock::day_of;
use crate::kernel::ids::PersonId;
use crate::web::shell::access::rights::{EnterForOthers, Office, ReadLedger};
use crate::web::shell::access::{Right as _, Visit};
use crate::web::shell::badges::Badge;
use crate::web::shell::roles::rank_label;
use crate::web::shell::{Error, acts, dates, n_, render};

/// Acts on the page; the ledger has all.
const ACTS: i64 = 30;

pub(super) async fn page(seen: SeenPerson) -> Result<Response, Error> {
    let SeenPerson { mut can, person } = seen;
    let view = draw(&mut can, person).await?;
    Ok(render::ok(can.prefs.locale, &view))
}

/// The page of a person.
pub(super) async fn draw(can: &mut Visit, person: Person) -> Result<view::Person, Error> {
    let posts = history::posts(&mut can.tx, person.id).await?;
    let own = own(can, person.id).await?;
    let lines = lines(can, &own).await?;
    let main = posts.first().filter(|post| post.to_at.is_none());
    let named = outside::find(&mut can.tx, person.id).await?;
    let orders = named.is_none() && orders(can, person.id).await?;
    let sets_aside = orders && Office::held_by(can);
    Ok(view::Person {
        rank: main
            .and_then(|post| Rank::from_code(&post.rank))
            .map_or("", rank_label),
        unit: main.map(|post| linked(can, post)),
        title: main.map(|post| post.title.clone()).unwrap_or_default(),
        counts: counts(&own),
        acts: acts_of(can, person.id, &own).await?,
        account: account(can, person.id).await?,
        posts: posts
            .iter()
            .enumerate()
            .map(|(n, held)| post(can, n, held))
            .collect(),
        lines,
        enters: enters(can, person.id).await?,
        leads: duties::of_person(&mut can.tx, person.id, can.app.clock().today())
            .await?
            .leads,
        delegations: delegations(can, person.id).await?,
        names_leader: if sets_aside && unled(can, main).await? {
            Some(format!("/people/{}/outside-leader", person.id))
        } else {
            None
        },
        outside: named.map(|named| named.title),
        sets_aside,
        sides: sides(can, person.id).await?,
        orders,
        changes: changes(can, person.id).await?,
        ledger: ledger_link(can, &person),
        path: format!("/people/{}", person.id),
        page: can.page(person.name),
        staff_no: person.staff_no,
    })
}

/// Whether the main post names nobody of the roster as leader in charge.
async fn unled(can: &mut Visit, main: Option<&Held>) -> Result<bool, Error> {
    let Some(main) = main else { return Ok(false) };
    Ok(main.leader.is_none() || outside::is_outside(&mut can.tx, main.leader).await?)
}

fn linked(can: &Visit, post: &Held) -> Linked {
    Linked {
        name: full_name(post),
        href: Office::held_by(can).then(|| format!("/units/{}", post.unit)),
    }
}

fn post(can: &Visit, n: usize, held: &Held) -> Post {
    let stated = |day| dates::full(can.prefs.locale, day);
    let day = |at| stated(day_of(at));
    Post {
        id: held.id.to_string(),
        from: held.since_on.map_or_else(|| day(held.from_at), stated),
        to: held.to_at.map(|at| held.until_on.map_or_else(|| day(at), stated)),
        unit: linked(can, held),
        title: held.title.clone(),
        rank: Rank::from_code(&held.rank).map_or("", rank_label),
        leader: held
            .leader
            .zip(held.leader_name.clone())
            .map(|(id, name)| Linked {
                name,
                href: Office::held_by(can).then(|| format!("/people/{id}")),
            }),
        further: n > 0 && held.to_at.is_none(),
    }
}

/// How the account stands, with a link where the visitor may look after it.
async fn account(can: &mut Visit, person: PersonId) -> Result<Option<(Badge, Option<String>)>, Error> {
    let now = can.now;
    let Some(account) = directory::of_person(&mut can.tx, person, now).await? else {
        return Ok(None);
    };
    let reached = match Reach::of(&can.actor) {
        Some(reach) => directory::find(&mut can.tx, reach.within().as_deref(), account.id, now).await?,
        None => None,
    };
    let href = reached.map(|line| format!("/accounts/{}", line.id));
    Ok(Some((Badge::of_account(&account, now), href)))
}

/// The person's problems in the campaign that runs.
async fn own(can: &mut Visit, person: PersonId) -> Result<Vec<Problem>, Error> {
    let Some(campaign) = can.campaign.clone() else {
        return Ok(Vec::new());
    };
    let mine = problems::mine(&mut can.tx, campaign.id, person.into()).await?;
    let ids: Vec<_> = mine.iter().map(|line| line.id.0).collect();
    let mut own = problems::find_all(&mut can.tx, &ids).await?;
    own.sort_by_key(|problem| problem.seq);
    Ok(own)
}

/// Numbers by state, in the order in which they first come.
fn counts(own: &[Problem]) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    for problem in own {
        let badge = Badge::of(problem.state, problem.rectification.as_deref());
        match counts.iter_mut().find(|count| count.badge == badge) {
            Some(count) => count.n += 1,
            None => counts.push(Count { badge, n: 1 }),
        }
    }
    counts
}

/// What was submitted, by number alone; a link where the visitor may read it.
async fn lines(can: &mut Visit, own: &[Problem]) -> Result<Vec<Line>, Error> {
    let (actor, mut lines) = (can.actor.clone(), Vec::new());
    for problem in own.iter().filter(|problem| problem.revision > 0) {
        let reading = reading::may_read(&mut can.tx, &actor, problem).await?;
        lines.push(Line {
            number: problem.number.clone(),
            href: reading.is_allowed().then(|| format!("/problems/{}", problem.id)),
            badge: Badge::of(problem.state, problem.rectification.as_deref()),
        });
    }
    Ok(lines)
}

/// The newest acts on the person and on their problems.
async fn acts_of(can: &mut Visit, person: PersonId, own: &[Problem]) -> Result<Vec<Acted>, Error> {
    let mut objects: Vec<_> = own.iter().map(|problem| problem.id.0).collect();
    objects.push(person.0);
    let events = ledger::of_objects(&mut can.tx, &objects, ACTS).await?;
    let (locale, today) = (can.prefs.locale, can.today());
    let number = |event: &EventRow| {
        let whose = |problem: &&Problem| Some(problem.id.0) == event.object_id;
        own.iter().find(whose).map(|problem| problem.number.clone())
    };
    let acted = |event: EventRow| {
        Some(Acted {
            at: dates::moment(locale, event.at, today),
            what: acts::what(&event)?,
            number: number(&event).unwrap_or_default(),
            who: acts::who(locale, &event),
        })
    };
    Ok(events.into_iter().filter_map(acted).collect())
}

/// Why posts were changed by hand.
async fn changes(can: &mut Visit, person: PersonId) -> Result<Vec<Change>, Error> {
    let all = posting::changes(&mut can.tx, person).await?;
    let change = |one: posting::Change| Change {
        on: dates::full(can.prefs.locale, one.on_day),
        what: match one.kind.as_str() {
            "opened" => n_("任职"),
            "ended" => n_("免去任职"),
            _ => n_("任职变动或调动"),
        },
        reason: one.reason,
        who: one.who.unwrap_or_default(),
    };
    Ok(all.into_iter().map(change).collect())
}

async fn sides(can: &mut Visit, person: PersonId) -> Result<Vec<SideLine>, Error> {
    let all = side::all(&mut can.tx, person).await?;
    let stated = |day| dates::full(can.prefs.locale, day);
    let line = |one: side::State| SideLine {
        side: Side::from_code(&one.kind).map_or("", side_label),
        why: Why::from_code(&one.why).map_or("", why_label),
        words: one.words,
        until: one.until_on.map(stated),
        from: stated(day_of(one.from_at)),
        to: one.to_at.map(|at| stated(day_of(at))),
        who: one.who.unwrap_or_default(),
    };
    Ok(all.into_iter().map(line).collect())
}

async fn delegations(can: &mut Visit, person: PersonId) -> Result<Vec<DelegationLine>, Error> {
    let all = delegations::store::of_person(&mut can.tx, person).await?;
    let ends = orders(can, person).await?;
    let (locale, today, links) = (can.prefs.locale, can.today(), Office::held_by(can));
    let line = |one: Delegation| {
        let (of_leader, standing) = (one.leader == person, one.standing(today));
        let open = matches!(standing, Standing::ToCome | Standing::Holds);
        let (id, name) = if of_leader {
            (one.delegate, one.delegate_name)
        } else {
            (one.leader, one.leader_name)
        };
        DelegationLine {
            id: (ends && of_leader && open).then(|| one.id.to_string()),
            badge: Badge::of_delegation(standing),
            of_leader,
            other: Linked {
                name,
                href: links.then(|| format!("/people/{id}")),
            },
            from: dates::full(locale, one.from_on),
            until: dates::full(locale, one.until_on),
            signs: one.signs,
            reason: one.reason,
            who: one.who.unwrap_or_default(),
            ended: one
                .ended_at
                .map(|at| dates::full(locale, day_of(at)))
                .zip(one.ended_why),
            refused: None,
        }
    };
    Ok(all.into_iter().map(line).collect())
}

async fn enters(can: &mut Visit, person: PersonId) -> Result<Option<String>, Error> {
    let actor = can.actor.clone();
    let enters = EnterForOthers::held_by(can) && may_enter_for(&mut can.tx, &actor, person).await?;
    Ok(enters.then(|| format!("/people/{person}/problems/new")))
}

fn ledger_link(can: &Visit, person: &Person) -> Option<String> {
    ReadLedger::held_by(can).then(|| format!("/ledger?who={}", person.staff_no))
}
