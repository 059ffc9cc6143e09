//! `GET /my`: my ledger. The answer first, then what to do, then everything.

use chrono::{DateTime, NaiveDate, Utc};

use axum::response::Response;

use super::answers;
use super::my_view::{Count, InStead, My, Plan, Row};
use super::tasks::{self, Task, Why};
use crate::domain::campaigns::{self, Campaign, groups};
use crate::domain::lists::State;
use crate::domain::lists::store::{self, Line};
use crate::domain::people::{self, Post};
use crate::domain::review::stages;
use crate::domain::signing::store::{Others, of_person};
use crate::domain::signing::{Purpose, SignerRole};
use crate::kernel::clock::day_of;
use crate::kernel::ids::{CampaignId, PersonId};
use crate::kernel::messages::n_;
use crate::web::shell::access::rights::FileOwn;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::Badge;
use crate::web::shell::list::book::{About, workbook};
use crate::web::shell::list::catalogue::MINE;
use crate::web::shell::list::cell::Look;
use crate::web::shell::list::{self, Cell, Listing, Portion, Source};
use crate::web::shell::sheet::paper::purpose_label;
use crate::web::shell::{Error, Locale, dates, render};

/// How many of the last events stand beside the ledger.
const RECENT: usize = 5;

pub(super) async fn page(can: Can<FileOwn>) -> Result<Response, Error> {
    let mut can = can.into_visit();
    let (locale, today, campaign) = (can.prefs.locale, can.today(), can.campaign()?);
    let person = can.actor.person.ok_or(Error::Forbidden)?;
    let listing = Listing::of(&mut can, &MINE).await?;
    let lines = store::mine(&mut can.tx, campaign.id, person.into()).await?;
    let terms = campaigns::store::terms(&mut can.tx, campaign.id).await?;
    let tasks = tasks::tasks(&mut can, &lines, &terms).await?;
    let led = store::waiting_for_leader(&mut can.tx, person, &[]).await?;
    let bodies = of_bodies(&mut can, campaign.id, person).await?;
    let stands_in = stands_in(&mut can).await?;
    let actor = can.actor.clone();
    let to_read = stages::waiting_for(&mut can.tx, campaign.id, &actor).await?;
    let post = people::store::main_post(&mut can.tx, person).await?;
    let plan = plan(&mut can, &campaign, post.as_ref()).await?;
    let view = My {
        page: can.confidential_page(locale.t("我的台账")),
        who: who(&mut can, post.as_ref()).await?,
        counts: counts(&tasks, led.signatures + bodies),
        sheets: own_sheets(&lines, person),
        bodies,
        led: led.signatures,
        handovers: led.handovers,
        stands_in,
        to_read: to_read.iter().map(|count| count.n).sum(),
        tasks,
        told: answers::told(&mut can, campaign.id, person.into()).await?,
        list: listing.shown(&can, lines.iter().map(|line| cells(&can, line)).collect()),
        plan,
        recent: recent(locale, &lines, today),
    };
    Ok(render::ok(locale, &view))
}

/// One's own problems: few enough to be read at once.
struct Own;

impl Source for Own {
    type After = ();

    async fn rows(&self, can: &mut Visit, _: Option<()>, _: usize) -> Result<Portion<()>, Error> {
        let campaign = can.campaign()?;
        let person = can.actor.person.ok_or(Error::Forbidden)?;
        let lines = store::mine(&mut can.tx, campaign.id, person.into()).await?;
        Ok(Portion {
            rows: lines.iter().map(|line| cells(can, line)).collect(),
            next: None,
            total: None,
        })
    }
}

/// `GET /my.xlsx`
pub(super) async fn book(can: Can<FileOwn>) -> Result<Response, Error> {
    let can = can.into_visit();
    let listing = Listing::asked(&can, &MINE);
    workbook(can, &listing, About::default(), &Own).await
}

/// What the visitor may sign with one confirmation: purpose, how many, where.
fn own_sheets(lines: &[Line], person: PersonId) -> Vec<(&'static str, usize, String)> {
    let all = [Purpose::Claim, Purpose::Complete].map(|purpose| {
        let lines = lines.iter().filter(|line| line.led && !line.moved_out);
        let waits = lines.filter(|line| match purpose {
            Purpose::Claim => line.filing() == State::AwaitingOwner,
            Purpose::Complete => line.rectification.as_deref() == Some("reported"),
        });
        let href = format!("/to-sign/{person}/{}", purpose.code());
        (purpose_label(purpose), waits.count(), href)
    });
    all.into_iter().filter(|(_, count, _)| *count > 1).collect()
}

/// How many problems of bodies wait for the visitor's signature as their principal.
async fn of_bodies(can: &mut Visit, campaign: CampaignId, person: PersonId) -> Result<i64, Error> {
    let others = Others::of(&can.actor);
    if others.bodies.is_empty() {
        return Ok(0);
    }
    let waiting = of_person(&mut can.tx, campaign, person, &others).await?;
    let of_bodies = waiting
        .iter()
        .filter(|one| one.role == SignerRole::Owner && one.owner != person.into());
    Ok(i64::try_from(of_bodies.count()).unwrap_or(i64::MAX))
}

/// For whom the visitor stands in, and what waits there.
async fn stands_in(can: &mut Visit) -> Result<Vec<InStead>, Error> {
    let (orders, mut all) = (can.actor.stands_in.clone(), Vec::new());
    let never: Vec<_> = can.actor.never_leads().map(|owner| owner.0).collect();
    for order in orders {
        all.push(InStead {
            waits: store::waiting_for_leader(&mut can.tx, order.leader, &never).await?,
            signs: order.signs,
            leader: order.name,
        });
    }
    Ok(all)
}

fn counts(tasks: &[Task], led: i64) -> Vec<Count> {
    let led = usize::try_from(led).unwrap_or(0);
    let all = [
        (Why::Back, n_("退回待改"), 0),
        (Why::Due, n_("临近或超过时限"), 0),
        (Why::Sign, n_("待我签字"), led),
        (Why::Draft, n_("草稿未提交"), 0),
    ];
    let mut own = 0;
    let mut count = |(why, label, more): (Why, &'static str, usize)| {
        let here = tasks.iter().filter(|task| task.why == why).count();
        let first = own + 1;
        own += here;
        Count {
            count: here + more,
            label,
            act: why == Why::Back && here > 0,
            href: match (here, more) {
                (0, 0) => String::new(),
                (0, _) => "/to-sign".to_owned(),
                _ => format!("#t{first}"),
            },
        }
    };
    all.into_iter().map(&mut count).collect()
}

async fn who(can: &mut Visit, post: Option<&Post>) -> Result<Vec<String>, Error> {
    let locale = can.prefs.locale;
    let name = can.session.display_name.clone();
    let Some(post) = post else {
        return Ok(vec![
            name,
            locale.t("名册里没有您的任职，请联系单位联络员。").to_owned(),
        ]);
    };
    let mut parts = vec![name, format!("{}{}", post.unit_name, post.title)];
    if let Some(leader) = post.leader
        && let Some(leader) = people::store::name_and_title(&mut can.tx, leader).await?
    {
        parts.push(locale.tf("分管领导 {0}", &[&leader]));
    }
    Ok(parts)
}

pub(super) fn row(can: &Visit, line: &Line) -> Row {
    let (locale, today) = (can.prefs.locale, can.today());
    let lamp = tasks::lamp(line, today, &can.calendar);
    let due = line.due_on.filter(|_| lamp.is_some());
    Row {
        href: format!("/problems/{}", line.id),
        number: line.number.clone(),
        title: if line.title.trim().is_empty() {
            locale.t("还没有写题目的问题").to_owned()
        } else {
            line.title.clone()
        },
        badge: match line.entered_who {
            Some(_) => Badge::of_entry(line.entry_returned),
            None => Badge::of(line.filing(), line.rectification.as_deref()),
        },
        late: lamp.is_some_and(|lamp| lamp.code == "red"),
        lamp,
        due: due.map(|due| dates::short(locale, due, today)),
    }
}

/// The same in columns.
fn cells(can: &Visit, line: &Line) -> list::Row {
    let (locale, today) = (can.prefs.locale, can.today());
    let row = row(can, line);
    let lamp = match row.lamp {
        None => Cell::default().and(locale.t("未起算"), Look::Mute),
        lamp => Cell::lamp(locale, lamp),
    };
    let on = |at: Option<DateTime<Utc>>| {
        let day = at.map(|at| dates::short(locale, day_of(at), today));
        Cell::text(day.unwrap_or_default())
    };
    let cells = list::Row::new([
        Cell::text(row.number),
        Cell::text(row.title).leading(row.href),
        Cell::state(locale, row.badge),
        lamp,
        Cell::text(row.due.unwrap_or_else(|| "—".to_owned())),
        on(line.submitted_at),
        on(line.approved_at),
        on(line.claimed_at),
        on(line.cosigned_at),
        on(line.closed_at),
    ]);
    list::Row {
        late: row.late,
        ..cells
    }
}

async fn plan(can: &mut Visit, campaign: &Campaign, post: Option<&Post>) -> Result<Plan, Error> {
    let (locale, today) = (can.prefs.locale, can.today());
    let day = |day| dates::short(locale, day, today);
    let left = (campaign.filing_ends_on - today).num_days();
    let group = match post {
        Some(post) => groups::name_of_unit(&mut can.tx, campaign.id, post.top_unit).await?,
        None => None,
    };
    Ok(Plan {
        filing: match left {
            0 => locale.tf("{0}，就是今天", &[&day(campaign.filing_ends_on)]),
            1.. => locale.tf("{0}，还有 {1} 天", &[&day(campaign.filing_ends_on), &left]),
            _ => locale.tf("{0}，已经截止", &[&day(campaign.filing_ends_on)]),
        },
        ends: locale.tf("至 {0}", &[&day(campaign.ends_on)]),
        group,
    })
}

/// The last steps of all problems, newest first.
fn recent(locale: Locale, lines: &[Line], today: NaiveDate) -> Vec<(String, String)> {
    let steps = |line: &Line| {
        [
            (line.submitted_at, n_("已提交")),
            (line.approved_at, n_("审核通过")),
            (line.claimed_at, n_("已认领")),
            (line.cosigned_at, n_("分管领导确认完成")),
            (line.closed_at, n_("已销号")),
        ]
        .map(|(at, label)| at.map(|at| (at, line.number.clone(), label)))
    };
    let mut all: Vec<_> = lines.iter().flat_map(steps).flatten().collect();
    all.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    all.truncate(RECENT);
    let say = |(at, number, label): (_, String, _)| {
        let day = dates::short(locale, day_of(at), today);
        // Within one's own ledger the last two digits tell them apart.
        let tail = number.rsplit('-').next().unwrap_or(&number).to_owned();
        (day, format!("{tail} {}", locale.t(label)))
    };
    all.into_iter().map(say).collect()
}
