//! A person's sheet: their leader reads it as a whole and confirms it once; each statement on it is a signature of its own.

use zhenggai::domain::lists::State;
use zhenggai::domain::signing::{Method, Purpose};

use super::correction::retyped;
use super::offline::{all_hold, file};
use super::stored;
use crate::support::filed::{Filed, draft};
use crate::support::{Client, PASSWORD, Page, TestApp};

/// Problems of somebody that wait for their leader's claim signature.
pub async fn waiting(app: &TestApp, who: &str, titles: &[&str]) -> Vec<Filed> {
    let mut all = Vec::new();
    for title in titles {
        let filed = Filed::by(app, who, &draft(title)).await.approved(app).await;
        filed.sign(app, who, Purpose::Claim).await;
        all.push(filed);
    }
    all
}

pub fn place(app: &TestApp, who: &str, purpose: &str) -> String {
    format!("/to-sign/{}/{purpose}", app.cast.person(who))
}

pub async fn states(app: &TestApp, all: &[Filed]) -> Vec<State> {
    let mut states = Vec::new();
    for filed in all {
        states.push(filed.now(app).await.state);
    }
    states
}

async fn sign(client: &Client, page: &Page, path: &str) -> Page {
    client.submit(page.form(path).set("password", PASSWORD)).await
}

/// The owner corrects what the leader has open: another cause, which asks for no new review.
async fn corrected(app: &TestApp, filed: &Filed, who: &str, title: &str) {
    let (client, mut wanted) = (app.as_(who).await, draft(title));
    "怕被围着问".clone_into(&mut wanted.causes[0].text);
    let page = retyped(app, &client, filed, &wanted).await;
    let form = page.form(&filed.path("correction"));
    client
        .submit(form.set("reason", "原因没有找准"))
        .await
        .redirected();
}

#[tokio::test]
async fn one_confirmation_signs_each_statement_of_a_person_and_leads_on_to_the_next() {
    let app = TestApp::small().await;
    let official = waiting(&app, "official", &["甲", "乙", "丙"]).await;
    let colleague = waiting(&app, "colleague", &["丁"]).await;
    let leader = app.as_("leader").await;
    let (first, second) = (
        place(&app, "official", "claim"),
        place(&app, "colleague", "claim"),
    );
    let listed = leader.get("/to-sign").await.expect(200);
    assert!(
        listed.text().contains("4 条待签，其中分管的 2 份"),
        "{}",
        listed.text()
    );
    assert_eq!(listed.texts("td.zg-count").join(" "), "3 条 1 条");
    assert!(listed.attributes("main table a", "href").contains(&first));

    let page = leader.get(&first).await.expect(200);
    let text = page.text();
    assert!(
        text.contains("第 1 份，共 2 份") && text.contains("签字不能撤回"),
        "{text}"
    );
    for title in ["甲", "乙", "丙", "件件有回访", "怕麻烦"] {
        assert!(text.contains(title), "{title}");
    }
    assert!(
        !page.texts(".zg-doc").concat().contains('丁'),
        "another's is not on it"
    );
    let next = sign(&leader, &page, &first).await.redirected();
    assert_eq!(next, second);
    assert_eq!(states(&app, &official).await, [State::Claimed; 3]);
    assert_eq!(states(&app, &colleague).await, [State::AwaitingLeader]);
    let mut bindings = std::collections::BTreeSet::new();
    for filed in &official {
        let both = stored(&app, filed).await;
        assert_eq!(both.len(), 2);
        assert_eq!(
            (&both[0].sha256, &both[0].statement),
            (&both[1].sha256, &both[1].statement)
        );
        bindings.insert((both[1].binding.clone(), both[1].nonce.clone()));
        let checked = all_hold(&file(&leader, filed, "claim").await);
        assert_eq!(checked[1].method, Method::Password);
    }
    assert_eq!(bindings.len(), 3, "each has its own binding and nonce");

    let page = leader.get(&second).await.expect(200);
    assert!(page.text().contains("第 2 份，共 2 份") && page.text().contains("今天已签 1 份"));
    assert_eq!(sign(&leader, &page, &second).await.redirected(), "/to-sign");
    assert!(leader.get("/to-sign").await.expect(200).has(".zg-empty"));
    assert_eq!(
        leader.get(&second).await.redirected(),
        "/to-sign",
        "nothing of it waits"
    );
}

#[tokio::test]
async fn what_was_changed_since_it_was_opened_keeps_the_sheet_from_being_signed_and_is_shown() {
    let app = TestApp::small().await;
    let all = waiting(&app, "official", &["甲", "乙"]).await;
    let leader = app.as_("leader").await;
    let path = place(&app, "official", "claim");
    let opened = leader.get(&path).await.expect(200);
    corrected(&app, &all[0], "official", "甲").await;
    let again = sign(&leader, &opened, &path).await.expect(409);
    let text = again.text();
    assert!(
        text.contains("整份都没有签字") && text.contains(&all[0].problem.number),
        "{text}"
    );
    assert_eq!(
        again.attributes("tbody[id]", "id"),
        [format!("e-{}", all[1].id())]
    );
    assert_eq!(
        states(&app, &all).await,
        [State::AwaitingOwner, State::AwaitingLeader]
    );

    // Signed anew by its owner it waits again: the page that was drawn before the correction says nothing of it.
    all[0].sign(&app, "official", Purpose::Claim).await;
    let changed = sign(&leader, &opened, &path).await.expect(409);
    let marked = changed.texts(".zg-since ins").concat();
    assert!(marked.contains("围着问"), "{}", changed.text());
    assert!(changed.text().contains("打开以后有改动") && changed.text().contains("签后已改动"));
    assert_eq!(states(&app, &all).await, [State::AwaitingLeader; 2]);
    // The page as it is drawn now can be sent.
    sign(&leader, &changed, &path).await.redirected();
    assert_eq!(states(&app, &all).await, [State::Claimed; 2]);
    let statement = &stored(&app, &all[0]).await[2].statement;
    assert!(statement.contains("怕被围着问"));
}

#[tokio::test]
async fn only_what_was_opened_is_signed() {
    let app = TestApp::small().await;
    let first = waiting(&app, "official", &["甲"]).await;
    let leader = app.as_("leader").await;
    let path = place(&app, "official", "claim");
    let opened = leader.get(&path).await.expect(200);
    let later = waiting(&app, "official", &["乙"]).await;
    assert_eq!(
        sign(&leader, &opened, &path).await.redirected(),
        path,
        "what came meanwhile is next"
    );
    assert_eq!(states(&app, &first).await, [State::Claimed]);
    assert_eq!(states(&app, &later).await, [State::AwaitingLeader]);
    let page = leader.get(&path).await.expect(200);
    // Somebody else's, on whose sheet it does not stand.
    let others = waiting(&app, "colleague", &["丙"]).await;
    let foreign = leader.get(&place(&app, "colleague", "claim")).await.expect(200);
    let entry = foreign
        .form(&place(&app, "colleague", "claim"))
        .value("entry")
        .expect("an entry")
        .to_owned();
    let both = page.form(&path).add("entry", &entry).set("password", PASSWORD);
    leader.submit(both).await.expect(409);
    let twice = page.form(&path);
    let own = twice.value("entry").expect("an entry").to_owned();
    leader
        .submit(twice.add("entry", &own).set("password", PASSWORD))
        .await
        .expect(409);
    for wrong in ["", "x", "1:2:3", &own.replace(':', ";")] {
        let sent = page.form(&path).set("entry", wrong).set("password", PASSWORD);
        leader.submit(sent).await.expect(422);
    }
    assert_eq!(states(&app, &others).await, [State::AwaitingLeader]);
    assert_eq!(states(&app, &later).await, [State::AwaitingLeader]);
}

#[tokio::test]
async fn one_entry_is_refused_in_place_and_the_others_wait_on() {
    let app = TestApp::small().await;
    let all = waiting(&app, "official", &["甲", "乙"]).await;
    let leader = app.as_("leader").await;
    let path = place(&app, "official", "claim");
    let page = leader.get(&path).await.expect(200);
    let refusal = page.form(&all[0].path("refusals"));
    // Without a reason it is drawn again at its place, the other entry beside it.
    let wrong = leader.submit(refusal.clone()).await.expect(422);
    assert!(
        wrong.has(&format!("#code-e{}", all[0].id())) && wrong.text().contains('乙'),
        "{}",
        wrong.text()
    );
    assert!(!wrong.has(&format!("#code-e{}", all[1].id())));
    let code = format!("#code{} option:nth-child(2)", all[0].id());
    let code = page.attributes(&code, "value").remove(0);
    let given = refusal.set("code", &code).set("words", "没有写到具体的事");
    assert_eq!(leader.submit(given).await.redirected(), path);
    assert_eq!(states(&app, &all).await, [State::Returned, State::AwaitingLeader]);
    let page = leader.get(&path).await.expect(200);
    assert!(!page.texts(".zg-doc").concat().contains('甲'));
    assert_eq!(sign(&leader, &page, &path).await.redirected(), "/to-sign");
    assert_eq!(states(&app, &all).await, [State::Returned, State::Claimed]);
}

#[tokio::test]
async fn a_wrong_password_signs_nothing_of_the_sheet_and_twice_is_once() {
    let app = TestApp::small().await;
    let all = waiting(&app, "official", &["甲", "乙"]).await;
    let leader = app.as_("leader").await;
    let path = place(&app, "official", "claim");
    let page = leader.get(&path).await.expect(200);
    let other = leader.get(&path).await.expect(200);
    let wrong = leader
        .submit(page.form(&path).set("password", "no"))
        .await
        .expect(422);
    assert!(wrong.has("#pw-e") && wrong.text().contains('乙'));
    assert_eq!(states(&app, &all).await, [State::AwaitingLeader; 2]);
    let once = wrong.form(&path).set("password", PASSWORD);
    let (a, b) = tokio::join!(leader.submit(once.clone()), leader.submit(once.clone()));
    a.redirected();
    b.redirected();
    // From another window: it was signed already.
    let late = other.form(&path).set("password", PASSWORD);
    leader.submit(late).await.expect(409);
    for filed in &all {
        assert_eq!(stored(&app, filed).await.len(), 2);
    }
}

#[tokio::test]
async fn claims_and_completions_are_two_sheets() {
    let app = TestApp::small().await;
    let claims = waiting(&app, "official", &["甲"]).await;
    let done = Filed::by(&app, "official", &draft("乙"))
        .await
        .claimed(&app)
        .await;
    done.report(&app, "件件都回访了").await;
    done.sign(&app, "official", Purpose::Complete).await;
    let leader = app.as_("leader").await;
    let [claim, complete] = ["claim", "complete"].map(|purpose| place(&app, "official", purpose));
    let page = leader.get(&claim).await.expect(200);
    assert!(!page.texts(".zg-doc").concat().contains("件件都回访了"));
    assert_eq!(
        sign(&leader, &page, &claim).await.redirected(),
        complete,
        "the same person's other sheet"
    );
    let page = leader.get(&complete).await.expect(200);
    assert!(page.texts(".zg-doc").concat().contains("件件都回访了"));
    sign(&leader, &page, &complete).await.redirected();
    assert_eq!(states(&app, &claims).await, [State::Claimed]);
    assert_eq!(
        done.now(&app).await.rectification.as_deref(),
        Some("awaiting_check")
    );
}

#[tokio::test]
async fn a_sheet_that_waits_for_the_leader_is_theirs_alone() {
    let app = TestApp::small().await;
    let all = waiting(&app, "official", &["甲"]).await;
    let path = place(&app, "official", "claim");
    let leader = app.as_("leader").await;
    let form = leader.get(&path).await.expect(200).form(&path);
    let form = form.set("password", PASSWORD);
    for (who, status) in [
        ("colleague", 403),
        ("otherlead", 403),
        ("office", 403),
        ("reviewer", 403),
        ("leader@beta", 404),
    ] {
        let client = app.as_(who).await;
        assert_eq!(client.get(&path).await.status, status, "{who}");
        assert_eq!(client.submit(form.clone()).await.status, status, "{who}");
    }
    let official = app.as_("official").await;
    assert_eq!(official.get(&path).await.redirected(), "/to-sign");
    assert_eq!(official.submit(form).await.status, 422);
    leader
        .get(&format!("/to-sign/{}/other", app.cast.person("official")))
        .await
        .expect(404);
    assert_eq!(states(&app, &all).await, [State::AwaitingLeader]);
}
