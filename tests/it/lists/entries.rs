//! 代填: a liaison types for somebody of their unit; nothing goes on before that one confirms it.

use zhenggai::domain::lists::State;

use super::filled;
use crate::support::{Client, Page, TestApp};

/// The liaison types a whole draft for somebody and gives its address.
pub async fn typed(app: &TestApp, liaison: &Client, who: &str, title: &str) -> String {
    let person = format!("/people/{}", app.cast.person(who));
    let page = liaison.get(&person).await.expect(200);
    let link = page.attributes("a[href$='/problems/new']", "href").remove(0);
    let form = liaison
        .get(&link)
        .await
        .expect(200)
        .form(&format!("{person}/problems"));
    let to = liaison
        .submit(filled(form, title).set("do", "save"))
        .await
        .redirected();
    to.trim_end_matches("/edit").to_owned()
}

async fn state(app: &TestApp, problem: &str) -> (String, bool, i32) {
    let id: uuid::Uuid = problem.rsplit('/').next().expect("an id").parse().expect("an id");
    sqlx::query_as("select state, entered_by is not null, revision from problems where id = $1")
        .bind(id)
        .fetch_one(app.loader())
        .await
        .expect("the problem")
}

async fn acts(app: &TestApp, problem: &str) -> Vec<(String, String)> {
    let id: uuid::Uuid = problem.rsplit('/').next().expect("an id").parse().expect("an id");
    sqlx::query_as("select act, data from events where object_id = $1 order by id")
        .bind(id)
        .fetch_all(app.loader())
        .await
        .expect("the events")
}

/// Presses the owner's button under the form as it stands.
async fn confirm(owner: &Client, problem: &str) -> Page {
    let page = owner.get(&format!("{problem}/edit")).await.expect(200);
    assert!(page.has(&format!("button[formaction='{problem}/confirmation']")));
    let form = page.form(&format!("{problem}/draft"));
    owner.submit(form.to(&format!("{problem}/confirmation"))).await
}

#[tokio::test]
async fn what_a_liaison_typed_is_nothing_until_its_owner_confirms_it() {
    let app = TestApp::small().await;
    let (liaison, official) = (app.as_("liaison").await, app.as_("official").await);
    let problem = typed(&app, &liaison, "official", "Typed for the official").await;
    assert_eq!(state(&app, &problem).await, ("draft".to_owned(), true, 0));
    let mine = official.get("/my").await.expect(200);
    assert!(
        mine.text().contains("待本人确认") && mine.text().contains("liaison of alpha 代填"),
        "{}",
        mine.text()
    );
    // Neither of the two submits it; nobody else reads it.
    for client in [&liaison, &official] {
        let page = client.get(&format!("{problem}/edit")).await.expect(200);
        assert!(!page.has("button[value=submit]"), "{}", page.text());
        let form = page
            .form(&format!("{problem}/draft"))
            .to(&format!("{problem}/submission"));
        let refused = client.submit(form.set("do", "submit")).await.expect(422);
        assert!(
            refused.text().contains("本人确认以后才能提交"),
            "{}",
            refused.text()
        );
    }
    for (who, status) in [
        ("colleague", 403),
        ("leader", 403),
        ("office", 403),
        ("official@beta", 404),
    ] {
        assert_eq!(
            app.as_(who).await.get(&format!("{problem}/edit")).await.status,
            status,
            "{who}"
        );
    }
    assert_eq!(
        liaison.post(&format!("{problem}/confirmation"), &[]).await.status,
        403
    );
    assert_eq!(
        liaison
            .post(&format!("{problem}/entry-return"), &[("words", "No")])
            .await
            .status,
        403
    );
    assert!(
        liaison
            .get("/entries")
            .await
            .expect(200)
            .text()
            .contains("Typed for the official")
    );
    confirm(&official, &problem).await.redirected();
    assert_eq!(state(&app, &problem).await, ("draft".to_owned(), false, 0));
    // From now on it is the owner's: whoever typed it sees a number and no text.
    for page in ["", "/edit"] {
        assert_eq!(
            liaison.get(&format!("{problem}{page}")).await.status,
            403,
            "{page}"
        );
    }
    assert_eq!(liaison.post(&format!("{problem}/draft"), &[]).await.status, 403);
    let entries = liaison.get("/entries").await.expect(200);
    assert!(entries.text().contains("本人已确认") && !entries.body.contains("Typed for the official"));
    let form = official
        .get(&format!("{problem}/edit"))
        .await
        .expect(200)
        .form(&format!("{problem}/submission"));
    official.submit(form.set("do", "submit")).await.redirected();
    assert_eq!(state(&app, &problem).await.0, State::Submitted.code());
    let acts = acts(&app, &problem).await;
    let names: Vec<&str> = acts.iter().map(|(act, _)| act.as_str()).collect();
    assert_eq!(
        names,
        ["problem.entered", "problem.entry_confirmed", "problem.submitted"]
    );
    assert!(acts.iter().all(|(_, data)| !data.contains("Typed")), "{acts:?}");
    let life = official.get(&problem).await.expect(200);
    assert!(life.text().contains("联络员代填草稿") && life.text().contains("本人确认代填的草稿"));
    assert_eq!(
        official
            .post(&format!("{problem}/confirmation"), &[])
            .await
            .status,
        422,
        "once"
    );
}

#[tokio::test]
async fn its_owner_gives_it_back_with_a_word_and_it_comes_again() {
    let app = TestApp::small().await;
    let (liaison, official) = (app.as_("liaison").await, app.as_("official").await);
    let problem = typed(&app, &liaison, "official", "Not quite so").await;
    let place = format!("{problem}/entry-return");
    let page = official.get(&format!("{problem}/edit")).await.expect(200);
    let empty = official
        .submit(page.form(&place).set("words", " "))
        .await
        .expect(422);
    assert!(empty.has("#entry-words[aria-invalid=true]"));
    official
        .submit(page.form(&place).set("words", "It was two cases"))
        .await
        .redirected();
    let mine = official.get("/my").await.expect(200);
    assert!(
        !mine.has(".zg-task") && mine.text().contains("已退给代填人"),
        "{}",
        mine.text()
    );
    let note = liaison.get(&format!("{problem}/edit")).await.expect(200);
    assert!(note.text().contains("It was two cases"), "{}", note.text());
    assert!(
        liaison
            .get("/entries")
            .await
            .expect(200)
            .text()
            .contains("It was two cases")
    );
    let form = note
        .form(&format!("{problem}/draft"))
        .set("title", "Two cases")
        .set("do", "save");
    liaison.submit(form).await.redirected();
    let mine = official.get("/my").await.expect(200);
    assert!(
        mine.has(".zg-task") && mine.text().contains("Two cases"),
        "{}",
        mine.text()
    );
    let words: Vec<_> = acts(&app, &problem)
        .await
        .into_iter()
        .filter(|(_, data)| data.contains("cases"))
        .collect();
    assert!(words.is_empty(), "no words in events: {words:?}");
    // Two windows: what the owner sees is what they confirm, or nothing.
    let window = official
        .get(&format!("{problem}/edit"))
        .await
        .expect(200)
        .form(&format!("{problem}/draft"));
    let form = liaison
        .get(&format!("{problem}/edit"))
        .await
        .expect(200)
        .form(&format!("{problem}/draft"));
    liaison
        .submit(form.set("title", "Three cases").set("do", "save"))
        .await
        .redirected();
    let late = official
        .submit(window.to(&format!("{problem}/confirmation")))
        .await
        .expect(409);
    assert!(late.text().contains("Three cases"), "{}", late.text());
    assert!(state(&app, &problem).await.1);
    // What the owner changed is kept with the confirmation.
    let form = official
        .get(&format!("{problem}/edit"))
        .await
        .expect(200)
        .form(&format!("{problem}/draft"));
    official
        .submit(
            form.set("title", "In my own words")
                .to(&format!("{problem}/confirmation")),
        )
        .await
        .redirected();
    let page = official.get(&format!("{problem}/edit")).await.expect(200);
    assert!(page.body.contains("In my own words"));
}

#[tokio::test]
async fn a_liaison_types_only_for_their_own_unit_and_while_they_are_its_liaison() {
    let app = TestApp::small().await;
    let liaison = app.as_("liaison").await;
    let new = |who: &str| format!("/people/{}/problems/new", app.cast.person(who));
    for (who, whom, status) in [
        ("liaison", "official", 200),
        ("liaison", "cadre", 403),
        ("liaison", "reviewer", 403),
        ("liaison@beta", "official", 404),
        ("office", "official", 403),
        ("county", "cadre", 403),
        ("official", "colleague", 403),
    ] {
        assert_eq!(
            app.as_(who).await.get(&new(whom)).await.status,
            status,
            "{who} {whom}"
        );
    }
    let problem = typed(&app, &liaison, "colleague", "Begun by the liaison").await;
    sqlx::query("update grants set to_at = now() where account_id = $1")
        .bind(app.cast.member("liaison").account)
        .execute(app.loader())
        .await
        .expect("taken");
    assert_eq!(liaison.get(&format!("{problem}/edit")).await.status, 403);
    assert_eq!(liaison.get("/entries").await.status, 403);
    // Its owner can go on all the same.
    confirm(&app.as_("colleague").await, &problem).await.redirected();
}
