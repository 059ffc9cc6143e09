//! Texts that are alike: one's own side by side, of others' only how much.

use zhenggai::domain::likeness::store as prints;
use zhenggai::domain::lists::draft::Draft;
use zhenggai::domain::search::index::{Step, next};

use crate::support::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};

/// A text of so many letters, no run of which stands in another of a different `seed`.
fn letters(seed: u32, n: u32) -> String {
    let letter = |i| char::from_u32(0x4e00 + (seed * 1700 + i * 7) % 20000);
    (0..n).filter_map(letter).collect()
}

fn of(title: &str, manifestation: String) -> Draft {
    Draft {
        manifestation,
        ..draft(title)
    }
}

async fn indexed(app: &TestApp) {
    while let Step::Indexed(_) = next(app.app.db(), None).await.expect("indexed") {}
}

async fn form_of(client: &Client, filed: &Filed) -> Page {
    client
        .get(&format!("/problems/{}/edit", filed.problem.id))
        .await
        .expect(200)
}

fn hints(page: &Page) -> String {
    page.texts(".zg-hints li").join(" ")
}

#[tokio::test]
async fn two_hundred_copied_letters_are_told_without_name_or_text() {
    let app = TestApp::small().await;
    let copied = letters(1, 200);
    let theirs = of("别人的题目", format!("{}{copied}", letters(2, 400)));
    let source = Filed::by(&app, "colleague", &theirs).await;
    let mine = of(
        "自己的题目",
        format!("{}{copied}{}", letters(3, 500), letters(4, 300)),
    );
    let copy = Filed::draft_by(&app, "official", &mine).await;
    let official = app.as_("official").await;
    assert!(
        !hints(&form_of(&official, &copy).await).contains("L02"),
        "not indexed yet"
    );

    indexed(&app).await;
    let page = form_of(&official, &copy).await;
    let said = hints(&page);
    assert!(
        said.contains("L02") && said.contains("与其他条目有 200 字相同"),
        "{said}"
    );
    assert!(!said.contains("L01"), "{said}");
    let whole = page.text();
    let secret = letters(2, 20);
    for word in ["别人的题目", &source.problem.number, &secret] {
        assert!(!whole.contains(word), "{word} is told");
    }
    // Side by side is for one's own.
    let (this, that) = (copy.problem.id, source.problem.id);
    let beside = official
        .get(&format!("/problems/{this}/beside?with={that}"))
        .await;
    assert_eq!(beside.status, 404);
    let nearest = official
        .get(&format!("/problems/{this}/beside"))
        .await
        .expect(200);
    assert!(nearest.text().contains("没有找到与它相像"), "{}", nearest.text());

    // Put aside like all advice.
    let form = page.form(&format!("/problems/{this}/advice"));
    let form = form
        .set("rule", "L02")
        .set("field", "manifestation")
        .set("quote", "");
    official
        .submit(form.set("words", "是上级文件的原话"))
        .await
        .redirected();
    assert!(!hints(&form_of(&official, &copy).await).contains("L02"));
}

#[tokio::test]
async fn what_nobody_submitted_and_what_another_city_wrote_is_told_to_nobody() {
    let app = TestApp::small().await;
    let text = letters(5, 300);
    Filed::draft_by(&app, "colleague", &of("没有提交", text.clone())).await;
    Filed::by(&app, "official@beta", &of("另一个市", text.clone())).await;
    let copy = Filed::draft_by(&app, "official", &of("自己的", text)).await;
    indexed(&app).await;
    let said = hints(&form_of(&app.as_("official").await, &copy).await);
    assert!(!said.contains("字相同"), "{said}");
}

#[tokio::test]
async fn ones_own_earlier_text_is_read_side_by_side() {
    let app = TestApp::small().await;
    let shared = letters(6, 120);
    let earlier = of("较早的一条", format!("{}{shared}", letters(7, 50)));
    let earlier = Filed::by(&app, "official", &earlier).await;
    let again = of("又写一条", format!("{shared}{}", letters(8, 60)));
    let again = Filed::draft_by(&app, "official", &again).await;
    let official = app.as_("official").await;
    let page = form_of(&official, &again).await;
    let said = hints(&page);
    let number = &earlier.problem.number;
    assert!(
        said.contains(&format!("与您写的 {number} 有 120 字相同")),
        "{said}"
    );

    let href = format!(
        "/problems/{}/beside?with={}",
        again.problem.id, earlier.problem.id
    );
    assert!(page.attributes(".zg-hints a", "href").contains(&href), "{said}");
    let beside = official.get(&href).await.expect(200);
    assert_eq!(beside.texts(".zg-beside mark"), [shared.clone(), shared]);
    let nearest = official
        .get(href.split('?').next().expect("a path"))
        .await
        .expect(200);
    assert_eq!(
        nearest.texts(".zg-beside mark").len(),
        2,
        "it is the one that is found by itself"
    );
    let itself = format!("/problems/{0}/beside?with={0}", again.problem.id);
    assert_eq!(official.get(&itself).await.status, 404);
    let reader = app.as_("office").await;
    assert_eq!(reader.get(&href).await.status, 403);
    assert_eq!(app.as_("official@beta").await.get(&href).await.status, 404);
}

#[tokio::test]
async fn a_text_that_was_changed_or_taken_out_is_like_nothing_any_more() {
    let app = TestApp::small().await;
    let text = letters(9, 300);
    let prints = zhenggai::domain::likeness::prints([text.as_str()]);
    let filed = Filed::by(&app, "colleague", &of("先这样写", text)).await;
    indexed(&app).await;
    let mut tx = app.tx("alpha").await;
    let official = app.cast.person("official").into();
    let near = prints::others(&mut tx, official, &prints).await.expect("asked");
    assert_eq!(near.len(), 1);
    let own = filed.problem.owner;
    let near = prints::others(&mut tx, own, &prints).await.expect("asked");
    assert_eq!(near.len(), 0, "nobody is like themself");

    prints::forget(&mut tx, &[filed.problem.id.0])
        .await
        .expect("forgotten");
    let near = prints::others(&mut tx, official, &prints).await.expect("asked");
    assert_eq!(near.len(), 0);
}
