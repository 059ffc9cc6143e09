//! Batches of numbers over a list of several pages: what a batch covers is said, and it covers that and no more.

use super::numbers::{given, waiting};
use super::state;
use crate::review::filed::{Filed, draft};
use crate::support::{Client, Form, TestApp};

/// Rows of one page.
const PAGE: usize = 50;

fn ticked(form: &Form) -> Vec<String> {
    let fields = form.fields().iter();
    let ticked = fields.filter(|(name, _)| name == "problem");
    ticked.map(|(_, id)| id.clone()).collect()
}

async fn form(client: &Client, path: &str) -> Form {
    client.get(path).await.expect(200).form("/closures")
}

/// The next page's path.
async fn next(client: &Client, path: &str) -> Option<String> {
    let page = client.get(path).await.expect(200);
    let links = page.attributes(".zg-pager a", "href");
    links.into_iter().find(|href| href.contains("after="))
}

#[tokio::test]
async fn what_waits_stands_on_pages_and_a_batch_covers_what_is_chosen() {
    let app = TestApp::small().await;
    let mut owners = vec!["official"; PAGE + 2];
    owners.push("cadre");
    let all = waiting(&app, &owners).await;
    let office = app.as_("office").await;
    let first = office.get("/closures").await.expect(200);
    assert!(first.text().contains("53 条已核验"), "{}", first.text());
    let one = first.form("/closures");
    // The county comes first, then the department's in order; the second page goes on where the first ends.
    let ids: Vec<String> = all.iter().map(Filed::id).collect();
    assert_eq!(ticked(&one)[0], ids[PAGE + 2]);
    assert_eq!(ticked(&one)[1..], ids[..PAGE - 1]);
    assert!(first.text().contains("本页 50 条") && first.text().contains("全部 53 条"));
    let second = next(&office, "/closures").await.expect("a second page");
    let two = form(&office, &second).await;
    assert_eq!(ticked(&two), ids[PAGE - 1..PAGE + 2]);
    assert!(next(&office, &second).await.is_none());

    // One of the second page, and nothing of the first.
    let some = two.set("problem", &ids[PAGE]);
    let to = office.submit(some).await.redirected();
    assert_eq!(to, "/closures");
    assert_eq!(given(&app).await.len(), 1);
    assert_eq!(state(&app, &all[PAGE]).await, "closed");
    assert_eq!(state(&app, &all[0]).await, "awaiting_number");

    // All that the filter leaves, on whatever page: not the county's.
    let path = format!("/closures?unit={}", app.cast.unit("dept-a"));
    let every = form(&office, &path).await.set("over", "all");
    let again = every.clone();
    assert_eq!(office.submit(every).await.redirected(), path);
    assert_eq!(given(&app).await.len(), PAGE + 2);
    assert_eq!(state(&app, &all[PAGE + 2]).await, "awaiting_number");
    // The same form once more is the same act.
    office.submit(again).await.redirected();
    assert_eq!(given(&app).await.len(), PAGE + 2);
    let batches: std::collections::BTreeSet<_> = given(&app).await.iter().map(|(batch, ..)| *batch).collect();
    assert_eq!(batches.len(), 2);

    // What has its number stands on pages, too, newest first.
    let numbers = office.get("/closures/numbers").await.expect(200);
    assert_eq!(numbers.texts("table[data-list] tbody tr").len(), PAGE);
    assert_eq!(numbers.texts("table[data-list] tbody th")[0], "销〔2018〕52号");
    let links = numbers.attributes(".zg-pager a", "href");
    let last = office.get(&links[0]).await.expect(200);
    assert_eq!(
        last.texts("table[data-list] tbody th"),
        ["销〔2018〕2号", "销〔2018〕1号"]
    );
    let found = office.get("/closures/numbers?batch=1&q=52").await.expect(200);
    assert!(found.has("main .zg-empty"));
}

#[tokio::test]
async fn whoever_means_all_means_those_that_they_saw() {
    let app = TestApp::small().await;
    waiting(&app, &["official", "official"]).await;
    let office = app.as_("office").await;
    let path = "/closures?tier=township&columns=title,number";
    let seen = form(&office, path).await;
    waiting(&app, &["colleague"]).await;
    let mut fields: Vec<(String, String)> = seen.fields().to_vec();
    fields.push(("over".to_owned(), "all".to_owned()));
    let fields: Vec<_> = fields.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let page = office.post("/closures", &fields).await.expect(422);
    assert!(page.text().contains("现在是 3 条"), "{}", page.text());
    // The page is the same list, and what it counts now may be sent.
    assert_eq!(page.texts("table[data-list] thead th"), ["选", "问题", "编号"]);
    assert!(given(&app).await.is_empty());
    let now = page.form("/closures").value("all").map(str::to_owned);
    assert_eq!(now.as_deref(), Some("3"));
}

#[tokio::test]
async fn what_was_unticked_stays_unticked_when_the_form_comes_back() {
    let app = TestApp::small().await;
    waiting(&app, &["official", "official"]).await;
    let office = app.as_("office").await;
    let at = [("at", "/closures?tier=township")];
    let page = office.post("/closures", &at).await.expect(422);
    assert!(page.text().contains("请至少选一条"));
    assert!(ticked(&page.form("/closures")).is_empty());
    assert_eq!(page.attributes("#tier option[selected]", "value"), ["township"]);
}

#[tokio::test]
async fn ones_own_waits_for_somebody_else_to_number_it() {
    let app = TestApp::small().await;
    let own = Filed::by(&app, "official", &draft("甲"))
        .await
        .accepted(&app)
        .await;
    let other = Filed::by(&app, "colleague", &draft("乙"))
        .await
        .accepted(&app)
        .await;
    sqlx::query(
        "insert into grants (tenant_id, id, account_id, role, from_at)
         select tenant_id, gen_random_uuid(), id, 'office', '2018-01-01' from accounts where id = $1",
    )
    .bind(app.cast.member("official").account)
    .execute(app.loader())
    .await
    .expect("a role");
    let official = app.as_("official").await;
    let page = official.get("/closures").await.expect(200);
    assert_eq!(page.texts("table[data-list] tbody tr").len(), 2);
    assert!(page.text().contains("有 1 条是您本人的"), "{}", page.text());
    let form = page.form("/closures");
    assert_eq!(ticked(&form), [other.id()]);
    official.submit(form).await.redirected();
    assert_eq!(state(&app, &other).await, "closed");
    assert_eq!(state(&app, &own).await, "awaiting_number");
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_finds_nothing_and_a_batch_is_read_as_it_is_written() {
    let app = TestApp::small().await;
    waiting(&app, &["official", "official"]).await;
    let office = app.as_("office").await;
    for path in ["/closures?unit=zz", "/closures?unit=%EF%BC%91"] {
        let page = office.get(path).await.expect(200);
        assert!(page.text().contains("符合的 0 条"), "{path}: {}", page.text());
    }
    let every = form(&office, "/closures").await;
    office.submit(every).await.redirected();
    let rows = async |batch: &str| {
        let page = office
            .get(&format!("/closures/numbers?batch={batch}"))
            .await
            .expect(200);
        page.texts("table[data-list] tbody tr").len()
    };
    for (batch, n) in [
        ("1", 2),
        ("第 1 批", 2),
        ("第1批", 2),
        ("１", 2),
        ("2", 0),
        ("第2批", 0),
        ("abc", 0),
    ] {
        assert_eq!(rows(batch).await, n, "{batch}");
    }
}
