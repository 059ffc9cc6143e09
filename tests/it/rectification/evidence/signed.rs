//! Evidence and signatures: a completion names its files, and what was signed stays.

use zhenggai::domain::signing::Purpose;
use zhenggai::kernel::digest::sha256;

use super::{fixture, life, links, note, owner, pdf, report, rows};
use crate::rectification::state;
use crate::support::{PASSWORD, TestApp};

#[tokio::test]
async fn the_statement_of_a_completion_names_its_files_at_every_gate() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    note(
        &official,
        &filed,
        "走访",
        vec![("笔记.pdf", [pdf(), b" ".to_vec()].concat())],
    )
    .await
    .redirected();
    report(&app, &official, &filed, vec![("photo.jpg", fixture("photo.jpg"))])
        .await
        .redirected();
    let digest = rows(&app)
        .await
        .into_iter()
        .find(|row| row.0 == "photo.jpg")
        .expect("a row")
        .2;
    let sheet = filed.path("signatures/complete");
    let before = official.get(&sheet).await.expect(200);
    assert!(before.text().contains(&digest) && before.text().contains("photo.jpg"));
    assert!(
        !before.text().contains("笔记.pdf"),
        "what stands beside a note is not signed"
    );
    let [owner, leader] = filed.both(&app);
    filed.sign(&app, owner, Purpose::Complete).await;
    // The leader's sheet is to show all that is signed by it.
    let person = format!("/to-sign/{}/complete", app.cast.person(owner));
    let seen = app
        .as_(leader)
        .await
        .get(&person)
        .await
        .expect(200)
        .texts(".zg-doc")
        .concat();
    assert!(seen.contains("photo.jpg") && seen.contains(&digest), "{seen}");
    filed.sign(&app, leader, Purpose::Complete).await;
    let statement: String =
        sqlx::query_scalar("select statement from signatures where purpose = 'complete' limit 1")
            .fetch_one(app.loader())
            .await
            .expect("a statement");
    assert!(statement.contains(&digest));
    // The leader's sheet, the group's and the office's desk, and the sheet that is printed: each names it and leads to it.
    for (who, path) in [
        ("leader", "signatures/complete"),
        ("reviewer", "checks"),
        ("office", "checks"),
        ("official", ""),
    ] {
        let client = app.as_(who).await;
        let path = format!("{}/{path}", life(&filed));
        let page = client.get(path.trim_end_matches('/')).await.expect(200);
        assert!(page.text().contains(&digest), "{who} {path}");
        for link in links(&page) {
            client.get(&link).await.expect(200);
        }
    }
}

#[tokio::test]
async fn a_sheet_that_was_opened_before_a_file_came_is_shown_again() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    report(&app, &official, &filed, Vec::new()).await.redirected();
    let sheet = filed.path("signatures/complete");
    let opened = official.get(&sheet).await.expect(200);
    report(&app, &official, &filed, vec![("证明.pdf", pdf())])
        .await
        .redirected();
    let form = opened.form(&sheet).set("password", PASSWORD);
    let page = official.submit(form).await.expect(409);
    assert!(
        page.text().contains(&hex::encode(sha256(&pdf()))),
        "{}",
        page.text()
    );
    assert_eq!(state(&app, &filed).await, "reported");
}

#[tokio::test]
async fn a_file_is_taken_back_until_somebody_signed_it_and_not_after() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    let desk = filed.path("completion");
    let other = [pdf(), b" ".to_vec()].concat();
    report(
        &app,
        &official,
        &filed,
        vec![("一.pdf", pdf()), ("二.pdf", other)],
    )
    .await
    .redirected();
    let page = official.get(&desk).await.expect(200);
    let first = links(&page).remove(0);
    let form = page.form(&format!("{first}/taking-back"));
    official.submit(form).await.redirected();
    official.get(&first).await.expect(404);
    let page = official.get(&desk).await.expect(200);
    let [left] = links(&page).try_into().expect("the other is left");
    assert!(
        filed
            .acts(&app)
            .await
            .contains(&"rectification.withdrew".to_owned())
    );
    let page = official.get(&life(&filed)).await.expect(200);
    assert!(
        page.text().contains("撤回证明材料") && page.text().contains("一.pdf"),
        "it is not as if it had never been"
    );
    official
        .post(&format!("{first}/taking-back"), &[])
        .await
        .expect(422);

    filed.sign(&app, "official", Purpose::Complete).await;
    let back = format!("{left}/taking-back");
    let page = official.post(&back, &[]).await.expect(422);
    assert!(page.text().contains("没有撤回"), "{}", page.text());
    // Sent back, it goes on with the next completion or is withdrawn from it; what was signed names it and can be read.
    let leader = app.as_("leader").await;
    let sheet = filed.path("signatures/complete");
    let form = leader.get(&sheet).await.expect(200).form(&filed.path("refusals"));
    leader.submit(form.set("words", "再核一次")).await.redirected();
    assert_eq!(state(&app, &filed).await, "sent_back");
    let page = official.get(&desk).await.expect(200);
    assert_eq!(
        links(&page),
        std::slice::from_ref(&left),
        "it need not be handed in again"
    );
    assert!(page.text().contains("签过字的材料仍写着它"), "{}", page.text());
    let to = official.submit(page.form(&back)).await.redirected();
    assert_eq!(to, desk);
    let page = official.get(&desk).await.expect(200);
    assert!(page.text().contains("已从下一次完成里撤回"), "{}", page.text());
    assert!(!page.has(&format!("form[action='{back}']")));
    let digest = hex::encode(sha256(&[pdf(), b" ".to_vec()].concat()));
    for reader in ["official", "leader", "reviewer"] {
        let got = app.as_(reader).await.get(&left).await.expect(200);
        assert_eq!(hex::encode(sha256(&got.bytes)), digest, "{reader}");
    }
    let told = official.get(&desk).await.expect(200);
    let told = told.texts(".zg-story").concat();
    assert!(told.contains("已撤回，签过字的材料里有"), "{told}");
    // The next completion does not name it, and what was signed before does.
    report(&app, &official, &filed, Vec::new()).await.redirected();
    let page = official.get(&sheet).await.expect(200);
    assert!(!page.texts(".zg-doc").concat().contains(&digest));
    filed.sign(&app, "official", Purpose::Complete).await;
    let named: Vec<bool> = sqlx::query_scalar(
        "select strpos(statement, $1) > 0 from signatures where purpose = 'complete' order by signed_at",
    )
    .bind(&digest)
    .fetch_all(app.loader())
    .await
    .expect("statements");
    assert_eq!(named, [true, false]);
}

#[tokio::test]
async fn a_file_that_was_added_since_the_leader_opened_the_sheet_is_shown_as_what_changed() {
    let app = TestApp::small().await;
    let (filed, official) = owner(&app).await;
    report(&app, &official, &filed, vec![("一.pdf", pdf())])
        .await
        .redirected();
    filed.sign(&app, "official", Purpose::Complete).await;
    let leader = app.as_("leader").await;
    let sheet = format!("/to-sign/{}/complete", app.cast.person("official"));
    let opened = leader.get(&sheet).await.expect(200);
    // Sent back from another window; the owner adds a file, and not a word.
    let window = leader.get(&filed.path("signatures/complete")).await.expect(200);
    let refusal = window.form(&filed.path("refusals"));
    leader.submit(refusal.set("words", "再附一份")).await.redirected();
    let other = [pdf(), b" ".to_vec()].concat();
    report(&app, &official, &filed, vec![("二.pdf", other.clone())])
        .await
        .redirected();
    filed.sign(&app, "official", Purpose::Complete).await;
    let form = opened.form(&sheet).set("password", PASSWORD);
    let again = leader.submit(form).await.expect(409);
    let came = again.texts(".zg-since ins").concat();
    let digest = hex::encode(sha256(&other));
    assert!(came.contains("二.pdf") && came.contains(&digest), "{came}");
    assert!(again.texts(".zg-since del").is_empty());
    assert_eq!(state(&app, &filed).await, "awaiting_leader");
    // What is shown now can be signed.
    let form = again.form(&sheet).set("password", PASSWORD);
    leader.submit(form).await.redirected();
    assert_eq!(state(&app, &filed).await, "awaiting_check");
}
