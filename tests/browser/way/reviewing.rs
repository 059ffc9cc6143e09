//! The leader in charge reads it first; then the reviewer at the queue and in the cockpit.

use super::filing::Problem;
use super::{LEADER, REVIEWER, UNIT, Walk};

/// 分管领导审阅, which a city's route asks for before the group's.
pub async fn the_leader_reads_it(walk: &Walk, problem: &Problem) {
    let leader = &walk.leader;
    leader.open("/readings").await;
    if leader.path().await != "/readings" {
        walk.city.first_sign_in(leader, LEADER).await;
        leader.open("/readings").await;
    }
    leader.says("分管领导审阅 1").await;
    walk.look(leader).await;
    leader
        .submit(&format!("a[href^='/problems/{}/reading']", problem.id))
        .await;
    walk.look(leader).await;
    leader.submit("button[name=verdict][value=approved]").await;
    leader.open("/readings").await;
    leader.says("现在没有等您看的").await;
}

pub async fn the_reviewer_returns_it(walk: &Walk, problem: &Problem) {
    let reviewer = &walk.reviewer;
    walk.city.first_sign_in(reviewer, REVIEWER).await;
    reviewer.open("/review").await;
    reviewer.says(UNIT).await;
    walk.look(reviewer).await;
    reviewer
        .submit(&format!("a[href^='/problems/{}/review']", problem.id))
        .await;
    walk.look(reviewer).await;

    // No return without a reason.
    reviewer.click("button[name=verdict][value=returned]").await;
    reviewer
        .until("document.querySelector('#said').textContent.includes('请先选理由')")
        .await;
    walk.look(reviewer).await;

    reviewer.click("label[for=r05]").await;
    reviewer.choose("select[name='field-05']", "manifestation").await;
    reviewer.fill("input[name='quote-05']", "一些问题").await;
    reviewer.fill("input[name='words-05']", "请写清是哪几件").await;
    reviewer.fill("#words", "写到事上再交。").await;
    reviewer.submit("button[name=verdict][value=returned]").await;
    assert!(!reviewer.has("[role=alert]").await, "{}", reviewer.body().await);
}

pub async fn the_reviewer_sees_what_changed_and_approves(walk: &Walk, problem: &Problem) {
    let reviewer = &walk.reviewer;
    reviewer.open("/review").await;
    reviewer
        .submit(&format!("a[href^='/problems/{}/review']", problem.id))
        .await;
    let (gone, new) = (
        reviewer.texts(".zg-change del").await.concat(),
        reviewer.texts(".zg-change ins").await.concat(),
    );
    assert!(gone.contains("一些问题跟踪不够"), "{gone}");
    assert!(new.contains("没有到现场核实"), "{new}");
    reviewer.says("大而化之、无具体表现").await;
    walk.look(reviewer).await;
    reviewer.submit("button[name=verdict][value=approved]").await;
    reviewer.open("/review").await;
    reviewer.says("现在没有待审的问题").await;
    walk.look(reviewer).await;
}
