//! The official at the form of five lists.

use super::{OFFICIAL, Walk};

/// What is first written: nobody can see in it what was done, when, by whom.
const VAGUE: &str = "对群众反映的一些问题跟踪不够。";
/// What it becomes.
const CLEAR: &str = "7月12日接到的11件投诉只签了转办单，没有到现场核实，也没有给群众回话。";

/// A problem as the walk knows it.
pub struct Problem {
    pub id: String,
    pub number: String,
}

pub async fn the_official_files_a_problem(walk: &Walk) -> Problem {
    let official = &walk.official;
    walk.city.first_sign_in(official, OFFICIAL).await;
    official.open("/my").await;
    official.says("您还没有填报问题").await;
    walk.look(official).await;

    official.submit("a[href='/problems/new']").await;
    walk.look(official).await;
    official.fill("#f-title", "重转办、轻督办").await;
    official.fill("#f-manifestation", VAGUE).await;
    official.submit("button[name=do][value=save]").await;
    // Saved half-written, left, found again.
    let draft = official.path().await;
    official.open("/my").await;
    official.says("重转办、轻督办").await;
    official.open(&draft).await;
    assert_eq!(
        official
            .eval::<String>("document.querySelector('#f-manifestation').value")
            .await,
        VAGUE
    );

    // Submitted half-written it stays a draft, and each field says what it lacks.
    official.submit("button[name=do][value=submit]").await;
    official.says("还不能提交").await;
    walk.look(official).await;

    official.click("input[name=ills][value='虚浮飘'] + span").await;
    official.choose("#f-aspect", "服务不到位").await;
    official.choose("#f-source", "群众提").await;
    official.fill("#f-duty", "督办信访转办件").await;
    official
        .fill("#f-causes-0-text", "把转办当成了办结，怕到现场被围着问。")
        .await;
    official
        .fill("#f-measures-0-text", "对11件投诉逐件到现场核实。")
        .await;
    official.fill("#f-measures-0-goal", "11件全部有回访记录").await;
    official.pick_day("#f-measures-0-due", "2018-10-10").await;
    official.pick_day("#f-due", "2018-10-10").await;
    official.submit("button[name=do][value=submit]").await;
    official.says("已提交，等待审核").await;
    walk.look(official).await;
    official.open("/my").await;
    official.submit("main table .main a").await;
    let path = official.path().await;
    let id = path.split('/').nth(2).expect("an id").to_owned();
    walk.look(official).await;
    official.says("提交第 1 稿").await;
    let crumb = official
        .text(".zg-crumb [aria-current], .zg-crumb li:last-child")
        .await;
    let number = crumb.rsplit(' ').next().expect("a number").to_owned();
    Problem { id, number }
}

pub async fn the_official_mends_what_was_meant(walk: &Walk, problem: &Problem) {
    let official = &walk.official;
    official.open("/my").await;
    official.says("退回修改").await;
    official
        .submit(&format!("a[href^='/problems/{}/edit#']", problem.id))
        .await;
    // It opens at the marked words; the reason stands at the field that it means.
    let opened: String = official.eval("location.hash").await;
    assert_eq!(opened, "#f-manifestation");
    let field = official.text(".zg-field.is-act").await;
    assert!(
        field.contains("大而化之、无具体表现") && field.contains("一些问题"),
        "{field}"
    );
    assert!(field.contains("请写清是哪几件"), "{field}");
    walk.look(official).await;
    official.fill("#f-manifestation", CLEAR).await;
    official.submit("button[name=do][value=submit]").await;
    official.says("已提交，等待审核").await;
}
