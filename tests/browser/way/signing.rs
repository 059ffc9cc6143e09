//! Two people, two signatures each, over what they see.

use super::filing::Problem;
use super::{PASSWORD, Walk};
use crate::tab::Tab;

pub async fn both_sign_the_claim(walk: &Walk, problem: &Problem) {
    let path = format!("/problems/{}/signatures/claim", problem.id);
    walk.official.open("/my").await;
    walk.official.says("待本人签字").await;
    walk.official.submit(&format!("a[href='{path}']")).await;
    walk.official.says("没有到现场核实").await;
    walk.look(&walk.official).await;

    // A wrong password signs nothing.
    walk.official.fill("#pw", "not my password").await;
    walk.official.submit(".zg-confirm .btn-primary").await;
    walk.official.says("密码不对，没有签字").await;
    sign(&walk.official).await;

    walk.leader.open("/to-sign").await;
    walk.leader.says("1 条待签").await;
    walk.look(&walk.leader).await;
    walk.leader.submit("a[href^='/to-sign/'][href$='/claim']").await;
    walk.leader.says("没有到现场核实").await;
    walk.look(&walk.leader).await;
    sign(&walk.leader).await;
    walk.leader.says("现在没有别的要签").await;
}

pub async fn both_sign_the_completion(walk: &Walk, problem: &Problem) {
    let path = format!("/problems/{}/signatures/complete", problem.id);
    // Reporting it done led there.
    assert_eq!(walk.official.path().await, path);
    walk.official.says("11件都已回访").await;
    walk.look(&walk.official).await;
    sign(&walk.official).await;
    walk.leader.open("/to-sign").await;
    walk.leader
        .submit("a[href^='/to-sign/'][href$='/complete']")
        .await;
    walk.leader.says("11件都已回访").await;
    sign(&walk.leader).await;
    walk.leader.open("/to-sign").await;
    walk.leader.says("还没有要签的").await;
    walk.look(&walk.leader).await;
}

async fn sign(tab: &Tab) {
    tab.fill("#pw", PASSWORD).await;
    tab.submit(".zg-confirm .btn-primary").await;
    tab.says("已签字").await;
}
