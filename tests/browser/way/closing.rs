//! From the first note of progress to the number.

use super::Walk;
use super::filing::Problem;

pub async fn the_official_reports_progress_and_completion(walk: &Walk, problem: &Problem) {
    let official = &walk.official;
    official
        .open(&format!("/problems/{}/completion", problem.id))
        .await;
    walk.look(official).await;
    official.fill("#words", "已核实4件。").await;
    official.submit("form[action$='/progress'] button").await;
    official.says("进展已记下").await;
    official
        .open(&format!("/problems/{}/completion", problem.id))
        .await;
    official.says("已核实4件。").await;
    official
        .fill("#outcome", "11件都已回访，群众在记录上签了字。")
        .await;
    official.pick_day("#done_on", "2018-09-25").await;
    official.submit("form[action$='/completion'] .btn-primary").await;
}

pub async fn the_group_accepts_it(walk: &Walk, problem: &Problem) {
    let reviewer = &walk.reviewer;
    reviewer.open("/checks").await;
    reviewer.says(&problem.number).await;
    walk.look(reviewer).await;
    reviewer
        .submit(&format!("a[href^='/problems/{}/checks']", problem.id))
        .await;
    reviewer.says("11件都已回访").await;
    walk.look(reviewer).await;
    reviewer.submit("button[name=verdict][value=accept]").await;
    reviewer.says("核验通过").await;
}

pub async fn the_office_numbers_it(walk: &Walk, problem: &Problem) {
    let office = &walk.office;
    office.open("/closures").await;
    office.says(&problem.number).await;
    walk.look(office).await;
    office.submit("form[action='/closures'] .btn-primary").await;
    office.says("已销号 1 条").await;
    walk.official.open(&format!("/problems/{}", problem.id)).await;
    walk.official.says("已销号").await;
    walk.look(&walk.official).await;
}
