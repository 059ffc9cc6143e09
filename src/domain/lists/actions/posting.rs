//! 任职、调动、免职: a person's posts change, and what hangs on them goes along: their problems, their leader's part in them,
//! and what they themselves led.

use serde_json::json;

use super::follow::{Went, follow, pass_on};
use crate::domain::accounts::{self, store::directory};
use crate::domain::ledger::Act;
use crate::domain::lists::{ListsError, store};
use crate::domain::people::posting::{NewPost, Ordered, Posting};
use crate::domain::people::store::{outside, posting as posts};
use crate::domain::people::{self, Post};
use crate::domain::units;
use crate::kernel::fields::FieldProblems;
use crate::kernel::ids::PersonId;
use crate::kernel::messages::{Message, msg};
use crate::kernel::scope::Role;
use crate::platform::db::Tx;

/// What came of it: shown before it is done, and told after.
#[derive(Clone, Debug, Default)]
pub struct Moved {
    /// Main post before.
    pub before: Option<Post>,
    /// Main post after.
    pub after: Option<Post>,
    /// The person's own problems.
    pub own: Went,
    /// People whom they led and who have another leader now.
    pub led: usize,
    /// Problems of those.
    pub passed: Went,
    /// Roles of a unit that end with the post in it.
    pub roles: Vec<Role>,
}

fn wrong(field: &str, message: Message) -> ListsError {
    ListsError::Invalid(FieldProblems::at(field, message))
}

/// Does it, and gives what went along.
///
/// # Errors
/// [`ListsError::Invalid`] at `leader`, `title`, `successor`; [`ListsError::Stale`] when the post is not held any more.
pub async fn post(tx: &mut Tx, act: &mut Act, ordered: &Ordered) -> Result<Moved, ListsError> {
    let person = ordered.person;
    people::store::lock(tx, person)
        .await?
        .ok_or(ListsError::NotFound)?;
    if outside::is_outside(tx, Some(person)).await? {
        return Err(wrong("title", msg("名册外的分管领导没有任职")));
    }
    let before = people::store::main_post(tx, person).await?;
    apply(tx, act, ordered, before.as_ref()).await?;
    let after = people::store::main_post(tx, person).await?;
    let mut moved = Moved {
        own: follow(tx, act, person).await?,
        before,
        after,
        ..Moved::default()
    };
    succeed(tx, act, ordered, &mut moved).await?;
    moved.roles = end_roles(tx, act, &moved, person).await?;
    let what = (person, ordered.posting.code());
    let why = (ordered.on, ordered.reason.as_str());
    posts::add_change(tx, what, why, (act.actor.account, act.at)).await?;
    let data = json!({"on": ordered.on, "unit": moved.after.as_ref().map(|post| post.unit),
        "problems": moved.own.problems, "signatures": moved.own.signatures, "led": moved.led});
    let what = match ordered.posting {
        Posting::Open(_) => "post.opened",
        Posting::Change(..) => "post.changed",
        Posting::End(_) => "post.ended",
    };
    act.record(tx, what, ("person", Some(person.0)), &data).await?;
    Ok(moved)
}

async fn apply(tx: &mut Tx, act: &Act, ordered: &Ordered, before: Option<&Post>) -> Result<(), ListsError> {
    let (person, when) = (ordered.person, (ordered.on, act.at));
    let (new, place) = match &ordered.posting {
        Posting::End(post) => {
            posts::end(tx, person, *post, when)
                .await?
                .ok_or(ListsError::Stale)?;
            return Ok(());
        }
        Posting::Open(new) => (new, (posts::last_place(tx, person).await?, 0)),
        Posting::Change(post, new) => {
            let place = posts::end(tx, person, *post, when)
                .await?
                .ok_or(ListsError::Stale)?;
            (new, (place.position, place.sort_no))
        }
    };
    check(tx, (person, before), new).await?;
    match posts::open(tx, person, new, place, when).await? {
        Some(_) => Ok(()),
        None => Err(wrong("title", msg("已经在这个单位担任这个职务"))),
    }
}

/// The leader in charge is another, and somebody in post; one outside the roster only for whom the roster has nobody above.
async fn check(
    tx: &mut Tx,
    (person, before): (PersonId, Option<&Post>),
    new: &NewPost,
) -> Result<(), ListsError> {
    units::store::find(tx, new.unit)
        .await?
        .ok_or(ListsError::NotFound)?;
    if new.leader == Some(person) {
        return Err(wrong("leader", msg("分管领导不能是本人")));
    }
    let Some(leader) = new.leader else { return Ok(()) };
    if outside::is_outside(tx, Some(leader)).await? {
        let above = before.and_then(|post| post.leader);
        return if above.is_none() || outside::is_outside(tx, above).await? {
            Ok(())
        } else {
            Err(wrong("leader", msg("名册里有分管领导的人，不由名册外的领导会签")))
        };
    }
    match people::store::main_post(tx, leader).await? {
        Some(_) => Ok(()),
        None => Err(wrong("leader", msg("这个人现在没有任职，不能分管"))),
    }
}

/// Whoever leaves their county, department or body names who leads after them; what waited for them goes there.
async fn succeed(tx: &mut Tx, act: &mut Act, ordered: &Ordered, moved: &mut Moved) -> Result<(), ListsError> {
    let person = ordered.person;
    let led = posts::led_by(tx, person).await?;
    let waiting = store::moves::led_by(tx, person).await?;
    if led.is_empty() && waiting.is_empty() {
        return Ok(());
    }
    let top = |post: Option<&Post>| post.map(|post| post.top_unit);
    let (was, is) = (top(moved.before.as_ref()), top(moved.after.as_ref()));
    let leaves = was.is_some() && was != is;
    let successor = match ordered.successor {
        Some(successor) if successor == person && moved.after.is_some() => return Ok(()),
        Some(successor) if successor == person => {
            return Err(wrong("successor", msg("免去全部任职后不能再分管，请写别人")));
        }
        Some(successor) => successor,
        None if leaves => {
            let many = msg("还分管 {0} 个任职、{1} 个问题，请写继任分管领导")
                .with(led.len())
                .with(waiting.len());
            return Err(wrong("successor", many));
        }
        None => return Ok(()),
    };
    if people::store::main_post(tx, successor).await?.is_none() {
        return Err(wrong("successor", msg("这个人现在没有任职，不能分管")));
    }
    // Whoever led the person leads the successor, should that be one of those led so far.
    let above = moved.before.as_ref().and_then(|post| post.leader);
    let above = above.filter(|above| *above != successor);
    for post in &led {
        let leader = if post.person == successor {
            above
        } else {
            Some(successor)
        };
        posts::relead(tx, post.post, leader, act.at).await?;
    }
    moved.led = led.len();
    moved.passed = pass_on(tx, act, &waiting, (person, successor, above)).await?;
    Ok(())
}

/// Roles of liaison, head or administrator of a unit go with the last post in it.
async fn end_roles(
    tx: &mut Tx,
    act: &mut Act,
    moved: &Moved,
    person: PersonId,
) -> Result<Vec<Role>, ListsError> {
    let Some(account) = directory::of_person(tx, person, act.at).await? else {
        return Ok(Vec::new());
    };
    let kept = people::store::units_of(tx, person).await?;
    let left = moved.before.as_ref().map(|post| (post.unit, post.top_unit));
    let mut ended = Vec::new();
    for grant in accounts::store::grants(tx, account.id).await? {
        let Some(unit) = grant.unit else { continue };
        let was = left.is_some_and(|(at, top)| unit == at || unit == top);
        if was && !kept.contains(&unit) {
            accounts::actions::take(tx, act, account.id, &grant)
                .await
                .map_err(refused)?;
            ended.push(grant.role);
        }
    }
    Ok(ended)
}

fn refused(error: accounts::AccountError) -> ListsError {
    match error {
        accounts::AccountError::Act(error) => error.into(),
        accounts::AccountError::Db(error) => error.into(),
        _ => ListsError::NotFound,
    }
}
