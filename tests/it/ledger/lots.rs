//! What the ledger says of lots.

use zhenggai::domain::review::Decision;

use super::rows;
use crate::review::filed::{Filed, draft};
use crate::support::TestApp;
use crate::support::taken::{take, township};

#[tokio::test]
async fn what_is_done_with_lots_is_said_in_words() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "official", &draft("甲")).await;
    let taken = take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    let yes = Decision::approval("");
    filed.rule(&app, "reviewer", &yes).await.expect("approved");
    let head = app.as_("grouphead").await;
    head.post(&format!("/lots/{}/confirmations", taken.id), &[])
        .await
        .redirected();
    Filed::by(&app, "official", &draft("乙")).await;
    let other = take(&app, "reviewer", township(&app, "dept-a"))
        .await
        .expect("a lot");
    head.post(&format!("/lots/{}/ends", other.id), &[])
        .await
        .redirected();

    let auditor = app.as_("auditor").await;
    let page = auditor.get("/ledger?act=lot.").await.expect(200);
    let said = rows(&page);
    let done: Vec<&str> = said.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(
        done,
        [
            "一批审完、放回或收回",
            "领取或分出一批",
            "组长确认一批",
            "领取或分出一批"
        ]
    );
    assert!(said.iter().all(|row| row[3] == "Department A"), "{said:?}");
    assert!(
        said[0][4].contains("组长收回") && said[0][4].contains("没审的条数1"),
        "{said:?}"
    );
    assert!(
        said[1][4].contains("层级乡科级") && said[1][4].contains("条数1"),
        "{said:?}"
    );
    let latin = |row: &Vec<String>| row[4].chars().any(|c| c.is_ascii_alphabetic());
    assert!(!said.iter().any(latin), "a word of the program: {said:?}");
    let english = auditor.in_english().get("/ledger?act=lot.").await.expect(200);
    assert!(
        rows(&english)[0][4].contains("Taken back by the head"),
        "{}",
        english.text()
    );
}
