//! `GET` and `POST /people/{id}/posting`: a post is opened, changed or ended. First it is shown what goes along; nothing is written
//! until that is confirmed.

use axum::response::Response;
use axum_extra::extract::{Form, Query};
use serde::Deserialize;

use super::access::PostedPerson;
use super::form::Typed;
use super::view::{Field, Going, PostingForm, Preview};
use crate::domain::campaigns::groups;
use crate::domain::lists::actions::{self, Moved};
use crate::domain::lists::{ListsError, Tier};
use crate::domain::people::posting::Ordered;
use crate::domain::people::{self, Post, Rank, history};
use crate::kernel::fields::FieldProblems;
use crate::web::shell::access::Visit;
use crate::web::shell::roles::{rank_label, role_label};
use crate::web::shell::{Error, FlashKind, flash, msg, n_, render};

/// What is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
    post: String,
}

pub(super) async fn page(mut posted: PostedPerson, Query(asked): Query<Asked>) -> Result<Response, Error> {
    let posts = history::posts(&mut posted.can.tx, posted.person.id).await?;
    let held = posts
        .iter()
        .find(|post| post.to_at.is_none() && post.id.to_string() == asked.post);
    let kind = match (asked.kind.as_str(), held) {
        (kind @ ("change" | "end"), Some(_)) => kind,
        _ => "open",
    };
    let leader = match held.and_then(|post| post.leader) {
        Some(leader) => people::store::find(&mut posted.can.tx, leader).await?,
        None => None,
    };
    let leader = leader.map(|leader| leader.staff_no).unwrap_or_default();
    let typed = Typed::of(kind, held, &leader, posted.can.today());
    let view = draw(&mut posted, typed, FieldProblems::new()).await?;
    Ok(render::ok(posted.can.prefs.locale, &view))
}

pub(super) async fn submit(mut posted: PostedPerson, Form(typed): Form<Typed>) -> Result<Response, Error> {
    if typed.step == "back" {
        let view = draw(&mut posted, typed, FieldProblems::new()).await?;
        return Ok(render::ok(posted.can.prefs.locale, &view));
    }
    let path = posted.path();
    let mut act = posted.can.act(&typed.act_id, &path).await?;
    let ordered = match typed.read(&mut posted).await? {
        Ok(ordered) => ordered,
        Err(wrong) => return again(posted, typed, wrong).await,
    };
    let moved = match actions::post(&mut posted.can.tx, &mut act, &ordered).await {
        Ok(moved) => moved,
        Err(ListsError::Invalid(wrong)) => return again(posted, typed, wrong).await,
        Err(ListsError::Stale) => return Err(Error::Invalid(msg("这个任职刚刚变动过，请重新打开再办。"))),
        Err(other) => return Err(other.into()),
    };
    if typed.step != "confirm" {
        return preview(posted, typed, &ordered, &moved).await;
    }
    let message = msg("{0} 的任职已记录，{1} 个问题随之变动。")
        .with(&posted.person.name)
        .with(moved.own.problems + moved.passed.problems);
    posted.can.commit().await?;
    Ok(flash::redirect(&path, FlashKind::Ok, &message))
}

/// What was written is undone; nothing that was typed is lost.
async fn again(posted: PostedPerson, typed: Typed, wrong: FieldProblems) -> Result<Response, Error> {
    let PostedPerson { can, person } = posted;
    let can = can.undo_and_go_on().await?;
    let mut posted = PostedPerson { can, person };
    let view = draw(&mut posted, typed, wrong).await?;
    Ok(render::invalid(posted.can.prefs.locale, &view))
}

async fn draw(posted: &mut PostedPerson, typed: Typed, wrong: FieldProblems) -> Result<PostingForm, Error> {
    let led = people::store::posting::led_by(&mut posted.can.tx, posted.person.id).await?;
    let can = &posted.can;
    let title = label(&typed.kind);
    Ok(PostingForm {
        page: can.page(can.prefs.locale.t(title)),
        path: posted.path(),
        name: posted.person.name.clone(),
        ranks: Rank::ALL.map(|rank| (rank.code(), rank_label(rank), rank.code() == typed.rank)),
        led: led.len(),
        ends: typed.kind == "end",
        wrong,
        typed,
    })
}

fn label(kind: &str) -> &'static str {
    match kind {
        "open" => n_("增加任职"),
        "end" => n_("免去任职"),
        _ => n_("任职变动或调动"),
    }
}

/// The dry run's outcome, with everything typed for the confirmation.
async fn preview(
    posted: PostedPerson,
    typed: Typed,
    ordered: &Ordered,
    moved: &Moved,
) -> Result<Response, Error> {
    let PostedPerson { can, person } = posted;
    let mut can = can.undo_and_go_on().await?;
    let successor = match ordered
        .successor
        .filter(|_| moved.led + moved.passed.problems > 0)
    {
        Some(id) => people::store::name_and_title(&mut can.tx, id).await?,
        None => None,
    };
    let view = Preview {
        before: going(&mut can, moved.before.as_ref()).await?,
        after: going(&mut can, moved.after.as_ref()).await?,
        own: moved.own,
        led: moved.led,
        passed: moved.passed,
        successor: successor.unwrap_or_default(),
        roles: moved.roles.iter().map(|role| role_label(*role)).collect(),
        path: format!("/people/{}", person.id),
        name: person.name,
        fields: fields(&typed),
        reason: ordered.reason.clone(),
        page: can.page(can.prefs.locale.t(label(&typed.kind))),
    };
    Ok(render::ok(can.prefs.locale, &view))
}

/// Where somebody stands with a post: unit, leader, group, and who else reads their texts.
async fn going(can: &mut Visit, post: Option<&Post>) -> Result<Option<Going>, Error> {
    let Some(post) = post else { return Ok(None) };
    let leader = match post.leader {
        Some(leader) => people::store::name_and_title(&mut can.tx, leader).await?,
        None => None,
    };
    let group = match can.campaign.clone() {
        Some(campaign) => groups::name_of_unit(&mut can.tx, campaign.id, post.top_unit).await?,
        None => None,
    };
    Ok(Some(Going {
        unit: post.unit_name.clone(),
        title: post.title.clone(),
        leader: leader.unwrap_or_default(),
        outside: people::store::outside::is_outside(&mut can.tx, post.leader).await?,
        group: group.unwrap_or_default(),
        office: match Tier::from_code(&post.tier) {
            Some(Tier::Township) => n_("县活动办（在县的）、市活动办"),
            Some(Tier::County) => n_("市活动办"),
            _ => n_("市活动办负责人指定的人，每次打开都记录"),
        },
    }))
}

fn fields(typed: &Typed) -> Vec<Field> {
    [
        ("kind", &typed.kind),
        ("post", &typed.post),
        ("unit", &typed.unit),
        ("title", &typed.title),
        ("rank", &typed.rank),
        ("leader", &typed.leader),
        ("on", &typed.on),
        ("reason", &typed.reason),
        ("successor", &typed.successor),
    ]
    .map(|(name, value)| Field {
        name,
        value: value.clone(),
    })
    .into()
}
