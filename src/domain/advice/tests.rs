use super::*;
use crate::domain::lists::draft::{DraftCause, DraftMeasure};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn solid() -> Draft {
    Draft {
        title: "重转办、轻督办".to_owned(),
        manifestation: "7月12日接到的11件投诉，本人只签了转办单，没有到现场核实，当时想的是转出去就算办了。"
            .to_owned(),
        causes: vec![DraftCause {
            kind: "subjective".to_owned(),
            text: "把转办当成办结，怕到现场被围着问。".to_owned(),
        }],
        measures: vec![DraftMeasure {
            text: "对11件投诉逐件到现场核实。".to_owned(),
            goal: "11件全部有回访记录".to_owned(),
            due: "2018-10-10".to_owned(),
        }],
        due: "2018-10-12".to_owned(),
        ..Draft::default()
    }
}

fn rules(draft: &Draft) -> Vec<&'static str> {
    let days = Days {
        today: day("2018-09-25"),
        last: day("2018-10-14"),
    };
    advise(draft, days).iter().map(|advice| advice.rule).collect()
}

#[test]
fn a_solid_text_and_an_empty_form_are_left_in_peace() {
    assert_eq!(rules(&solid()), [""; 0]);
    assert_eq!(rules(&Draft::default()), [""; 0]);
}

#[test]
fn who_when_and_how_many_are_missed() {
    let draft = Draft {
        manifestation: "对群众反映的情况跟踪督办落实，办理质量受到影响。".to_owned(),
        ..solid()
    };
    assert_eq!(rules(&draft), ["M01", "M02", "M03"]);
}

#[test]
fn empty_phrases_are_quoted() {
    let mut draft = solid();
    draft.manifestation.push_str("有时对一些群众不够耐心。");
    draft.measures[0].text = "进一步加强学习，提高认识。".to_owned();
    let days = Days {
        today: day("2018-09-25"),
        last: day("2018-10-14"),
    };
    let said: Vec<_> = advise(&draft, days)
        .into_iter()
        .map(|advice| (advice.rule, advice.field, advice.quote))
        .collect();
    let at = |rule, field: &str, quote: &str| (rule, field.to_owned(), quote.to_owned());
    assert_eq!(
        said,
        [
            at("E01", "manifestation", "有时"),
            at("E02", "measures.0.text", "进一步加强"),
        ]
    );
}

#[test]
fn a_goal_that_cannot_be_checked_or_repeats_the_measure_is_told() {
    let mut draft = solid();
    draft.measures[0].goal = "服务群众的意识明显增强，作风好转".to_owned();
    assert_eq!(rules(&draft), ["M04"]);
    draft.measures[0].goal = draft.measures[0].text.clone();
    assert_eq!(rules(&draft), ["C06"]);
}

#[test]
fn lists_that_do_not_fit_together_are_told_by_number() {
    let change = |change: fn(&mut Draft)| {
        let mut draft = solid();
        change(&mut draft);
        rules(&draft)
    };
    assert_eq!(change(|d| d.causes.clear()), ["C01"]);
    assert_eq!(change(|d| d.causes[0].kind = "objective".to_owned()), ["C02"]);
    assert_eq!(change(|d| d.measures.clear()), ["C03"]);
    assert_eq!(change(|d| d.measures[0].due = "2018-10-13".to_owned()), ["C04"]);
    let months = |d: &mut Draft| {
        d.immediate = true;
        d.measures[0].due = "2018-12-31".to_owned();
    };
    assert_eq!(change(months), ["C05"]);
    let past = |d: &mut Draft| {
        d.due = "2018-09-24".to_owned();
        d.measures[0].due = "2018-09-24".to_owned();
    };
    assert_eq!(change(past), ["C07"]);
    assert_eq!(change(|d| d.due = "2019年1月5日".to_owned()), ["C08"]);
    assert_eq!(change(|d| d.long_term = true), ["C09"]);
}

#[test]
fn words_that_may_be_secret_come_first_wherever_they_stand() {
    let mut draft = solid();
    draft.causes[0].text =
        "参加涉密会议，联系人 １３８００００００００，身份证 22080019700101123X。".to_owned();
    draft.manifestation.push_str("有时不耐烦。");
    assert_eq!(rules(&draft), ["S01", "S03", "E01"]);
    draft.causes[0].text = "对举报人态度生硬。".to_owned();
    assert_eq!(rules(&draft), ["S02", "E01"]);
}
