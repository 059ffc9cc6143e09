//! `GET /follow-up/owners`: who has to do it, on the screen and on A4: a line for each owner.

use axum::response::Response;
use axum_extra::extract::Query;

use super::asked::{Asked, Following, cohort_label};
use super::view::{Group, Owner, Owners};
use crate::domain::calendar::Lamp;
use crate::domain::figures::follow_up::{self, By, OwnerLine};
use crate::web::shell::access::rights::FollowUp;
use crate::web::shell::access::{Can, Visit};
use crate::web::shell::badges::LampView;
use crate::web::shell::{Error, Page, dates, render};

/// Most lines of one list.
const MOST: i64 = 2000;

pub(in crate::web::figures) async fn page(
    mut can: Can<FollowUp>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let following = Following::of(&mut can, &asked).await?;
    let of = (&following.narrowed, following.by);
    let lines = follow_up::owners(&mut can.tx, &following.at, &following.followed, of, MOST).await?;
    let view = view(&can, &following, &asked, &lines)?;
    Ok(render::ok(can.prefs.locale, &view))
}

fn view(can: &Visit, following: &Following, asked: &Asked, lines: &[OwnerLine]) -> Result<Owners, Error> {
    let kept = [
        ("unit", asked.unit.as_str()),
        ("leader", &asked.leader),
        ("lamp", &asked.lamp),
    ];
    let other = match following.by {
        By::Unit => By::Leader,
        By::Leader => By::Unit,
    };
    Ok(Owners {
        page: Page {
            body_class: "zg-followed",
            ..can.confidential_page(can.prefs.locale.t("未办责任人名单"))
        },
        campaign: can.campaign()?.name,
        cohort: cohort_label(following.narrowed.population),
        lamp: following.narrowed.lamp.map(LampView::from),
        until: Following::until(can),
        wording: following.wording(can),
        by_leader: following.by == By::Leader,
        total: lines.first().map_or(0, |line| line.total),
        lines: lines.first().map_or(0, |line| line.lines),
        shown: lines.len(),
        overview: following.address("/follow-up", &[("by", following.by.code())]),
        rows: following.address("/follow-up/rows", &kept),
        other: following.address(
            "/follow-up/owners",
            &[kept.as_slice(), &[("by", other.code())]].concat(),
        ),
        groups: groups(can, lines),
    })
}

fn groups(can: &Visit, lines: &[OwnerLine]) -> Vec<Group> {
    let mut no = 0;
    let group = |lines: &[OwnerLine]| {
        let name = lines[0].group_name.clone();
        let owners = lines.iter().map(|line| {
            no += 1;
            owner(can, no, line)
        });
        let owners: Vec<Owner> = owners.collect();
        Group {
            name: name.unwrap_or_else(|| can.prefs.locale.t("没有分管领导").to_owned()),
            n: lines.iter().map(|line| line.n).sum(),
            owners,
        }
    };
    lines
        .chunk_by(|one, other| one.group == other.group)
        .map(group)
        .collect()
}

fn owner(can: &Visit, no: usize, line: &OwnerLine) -> Owner {
    let locale = can.prefs.locale;
    let (lamp, n) = match (line.overdue, line.soon) {
        (0, 0) => (Lamp::Green, line.n - line.deferred),
        (0, soon) => (Lamp::Yellow, soon),
        (overdue, _) => (Lamp::Red, overdue),
    };
    let elsewhere = line.group_name.as_ref() != Some(&line.unit);
    Owner {
        no,
        name: line.owner.clone(),
        title: line.title.clone(),
        unit: elsewhere.then(|| line.unit.clone()),
        n: line.n,
        earliest: line
            .earliest
            .map(|day| dates::short(locale, day, can.today()))
            .unwrap_or_default(),
        // Of one that is deferred as a whole no time runs.
        lamp: (n > 0).then(|| LampView::from(lamp)),
        lit: n,
        leaders: line.leaders.clone().unwrap_or_default(),
    }
}
