//! Opinion sheets: what is back with a unit's people, for whoever may read it, on the page and as a document.

use chrono::TimeDelta;
use zhenggai::domain::review::Ruling;

use super::{back, events, give_back, revoke, why};
use crate::imports::books::part;
use crate::support::filed::{Filed, draft};
use crate::support::{Client, TestApp};

/// The sheet of a unit of alpha.
fn sheet(app: &TestApp, unit: &str) -> String {
    format!("/opinion-sheets/{}", app.cast.unit(unit))
}

/// The words of its document.
async fn document(client: &Client, path: &str) -> String {
    let file = client.get(&format!("{path}/sheet.docx")).await.expect(200);
    assert_eq!(
        file.headers["content-type"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    );
    part(&file.bytes, "word/document.xml")
}

#[tokio::test]
async fn a_sheet_says_person_by_person_what_is_back_and_why() {
    let app = TestApp::small().await;
    let reasons = vec![
        why("05", "manifestation", "有时存在", "写清几件"),
        why("10", "measures.0", "", "怎么检验 <&>"),
    ];
    let one = Filed::by(&app, "official", &draft("投诉重转办、轻督办")).await;
    one.rule(&app, "reviewer", &back(reasons))
        .await
        .expect("returned");
    let redo = Filed::by(&app, "colleague", &draft("会议多、落实少")).await;
    let mut begin_anew = back(vec![why("01", "title", "", "")]);
    begin_anew.ruling = Ruling::Redo;
    redo.rule(&app, "grouphead", &begin_anew).await.expect("returned");
    let revoked = Filed::by(&app, "official", &draft("撤销的不算")).await;
    revoked
        .rule(&app, "reviewer", &back(vec![why("07", "title", "", "")]))
        .await
        .expect("returned");
    revoke(&app, &revoked).await;

    let reviewer = app.as_("reviewer").await;
    let units = reviewer.get("/opinion-sheets?only=standing").await.expect(200);
    let rows = units.texts("table[data-list] tbody tr");
    assert!(
        rows.len() == 1 && rows[0].contains("Department A") && rows[0].contains('2'),
        "{rows:?}"
    );
    let path = sheet(&app, "dept-a");
    let page = reviewer.get(&path).await.expect(200);
    let said = page.texts("article").concat();
    for words in [
        "official of alpha",
        "投诉重转办、轻督办",
        "05 大而化之",
        "具体表现",
        "有时存在",
        "写清几件",
        "第 1 条措施",
        "怎么检验 <&>",
        "改好再交",
        "colleague of alpha",
        "推倒重来",
        "（印章）",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("撤销的不算"), "{said}");

    let text = document(&reviewer, &path).await;
    for words in [
        "Department A审核意见单",
        "方正小标宋简体",
        "仿宋_GB2312",
        "黑体",
        "一、official of alpha",
        "投诉重转办、轻督办",
        "05 大而化之、无具体表现（具体表现）“有时存在”：写清几件",
        "怎么检验 &lt;&amp;&gt;",
        "督察指导组组长（签字）",
        "单位主要负责人（签字）",
        "2018年9月25日",
        "w:firstLine=\"640\"",
        "w:w=\"11906\" w:h=\"16838\"",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let file = reviewer.get(&format!("{path}/sheet.docx")).await.expect(200);
    let (foot, even) = (
        part(&file.bytes, "word/footer1.xml"),
        part(&file.bytes, "word/footer2.xml"),
    );
    assert!(
        foot.contains("w:val=\"right\"") && even.contains("w:val=\"left\"") && foot.contains("PAGE"),
        "{foot}"
    );
    let head = part(&file.bytes, "word/header1.xml");
    assert!(
        head.contains("内部资料") && head.contains("reviewer of alpha"),
        "{head}"
    );
    assert_eq!(
        events(&app, "export.made").await,
        2,
        "each taking out is recorded"
    );
}

#[tokio::test]
async fn what_was_submitted_again_stands_no_more_and_is_still_in_all() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "official", &draft("第一次写的")).await;
    give_back(&app, &mut filed, "reviewer", "05", "").await;
    app.pass(TimeDelta::hours(1)).await;
    filed.submit(&app, &draft("第二次写的")).await;
    let (head, path) = (app.as_("grouphead").await, sheet(&app, "dept-a"));
    assert!(head.get(&path).await.expect(200).has(".zg-empty"));
    let all = head.get(&format!("{path}?all=1")).await.expect(200).text();
    assert!(all.contains("第一次写的") && !all.contains("第二次写的"), "{all}");
    let file = head.get(&format!("{path}/sheet.docx?all=1")).await.expect(200);
    assert!(part(&file.bytes, "word/document.xml").contains("先后退回的问题共 1 人 1 条"));
}

#[tokio::test]
async fn nobody_opens_the_sheet_of_their_own_unit_or_of_another_city() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "cadre", &draft("县里的")).await;
    give_back(&app, &mut filed, "reviewer", "05", "").await;
    for who in ["reviewer", "grouphead"] {
        let client = app.as_(who).await;
        client.get(&sheet(&app, "dept-b")).await.expect(403);
        client
            .get(&format!("{}/sheet.docx", sheet(&app, "dept-b")))
            .await
            .expect(403);
        client.get(&sheet(&app, "dept-a@beta")).await.expect(404);
        let units = client.get("/opinion-sheets").await.expect(200).texts("tbody th");
        assert!(
            units.contains(&"County".to_owned()) && !units.contains(&"Department B".to_owned()),
            "{units:?}"
        );
    }
    for who in ["official", "leader", "unithead", "county"] {
        app.as_(who).await.get(&sheet(&app, "county")).await.expect(403);
    }
    app.as_("office")
        .await
        .get(&sheet(&app, "dept-b"))
        .await
        .expect(200);
}

#[tokio::test]
async fn guarded_texts_stand_on_the_sheets_of_those_who_may_read_them_and_each_opening_is_recorded() {
    let app = TestApp::small().await;
    let mut filed = Filed::by(&app, "citylead", &draft("Guarded sentence")).await;
    give_back(&app, &mut filed, "reviewer", "05", "Guarded words").await;
    let path = sheet(&app, "committee");
    let head = app.as_("officehead").await;
    let refused = head.get(&path).await.expect(200);
    assert!(
        !refused.body.contains("Guarded") && refused.text().contains("另有 1 条"),
        "{}",
        refused.text()
    );
    assert!(!document(&head, &path).await.contains("Guarded"));
    assert_eq!(events(&app, "problem.opened").await, 0);
    for (n, who) in (1..).zip(["office", "reviewer"]) {
        let page = app.as_(who).await.get(&path).await.expect(200);
        assert!(page.body.contains("Guarded sentence"), "{who}");
        assert_eq!(events(&app, "problem.opened").await, n, "{who}");
    }
    assert!(
        document(&app.as_("office").await, &path)
            .await
            .contains("Guarded words")
    );
    assert_eq!(events(&app, "problem.opened").await, 3, "also by the document");
    let counted = head.get("/opinion-sheets").await.expect(200).texts("tbody tr");
    let committee = counted
        .iter()
        .find(|row| row.contains("Committee"))
        .expect("the body");
    assert!(
        !committee.contains('1'),
        "what they may not read is not counted: {committee}"
    );
}
