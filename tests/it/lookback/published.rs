//! What everybody of a jurisdiction sees of its draws.

use super::{closed, draw, numbers, prepare, sha256};
use crate::support::TestApp;

#[tokio::test]
async fn everybody_sees_what_is_published_of_a_draw_and_finds_their_own_problem_in_it() {
    let app = TestApp::small().await;
    let all = closed(&app, &["official", "colleague", "official"]).await;
    let office = app.as_("office").await;
    let path = prepare(&office).await;
    let digest = office
        .get(&path)
        .await
        .expect(200)
        .texts(".zg-hash code")
        .remove(0);
    for who in ["official", "auditor", "county", "leader", "sysadmin"] {
        let page = app.as_(who).await.get("/draws").await.expect(200);
        assert_eq!(page.texts(".zg-hash code"), [digest.as_str()], "{who}");
    }
    let drawn = numbers(&draw(&office, &path, ("1", "3-5-2")).await);
    let official = app.as_("official").await;
    let page = official.get("/draws").await.expect(200);
    let shown = page.texts(".zg-hash code");
    assert_eq!(sha256(&format!("{}3-5-2", shown[1])), shown[2]);
    let file = page.attributes("main a[href$='ranks.txt']", "href").remove(0);
    let ranks = official.get(&file).await.expect(200).body;
    assert_eq!(ranks.lines().count(), 3);
    for filed in &all {
        let number = &filed.problem.number;
        assert!(!page.body.contains(number.as_str()) && !ranks.contains(number.as_str()));
        let rank = sha256(&format!("{}{number}", shown[2]));
        let place = ranks.lines().position(|line| line == rank).expect("in it");
        assert_eq!(place == 0, drawn == [number.as_str()]);
    }
    app.as_("official@beta").await.get(&file).await.expect(404);
    assert!(
        app.as_("official@beta")
            .await
            .get("/draws")
            .await
            .expect(200)
            .has(".zg-empty")
    );
}
