//! Nobody finds what they may not read: the table of who may read, asked of the search.

use crate::lists::table::{OWNERS, TABLE, problems, strangers};
use crate::search::{found, indexed, search};
use crate::support::TestApp;

/// Owners whose texts are guarded: others than themselves open them with a record, and find them by their numbers only.
const GUARDED: [(usize, &[&str]); 3] = [
    (0, &["citylead"]),
    (1, &["citylead", "colleague"]),
    (2, &["citylead"]),
];

#[tokio::test]
async fn what_is_found_is_what_may_be_read() {
    let app = TestApp::small().await;
    let strangers = strangers(&app).await;
    let problems = problems(&app).await;
    indexed(&app).await;
    let mut wrong = Vec::new();
    for (who, line) in TABLE {
        let client = match strangers.get(who) {
            Some(account) => app.signed_in(*account, who).await,
            None => app.as_(who).await,
        };
        if client.get("/search").await.status == 403 {
            let reads = line.contains('R');
            assert!(!reads, "{who} reads something and may not search");
            continue;
        }
        let line = line.chars().filter(|c| *c != ' ');
        for (n, ((filed, (owner, word)), reads)) in problems.iter().zip(OWNERS).zip(line).enumerate() {
            let guarded = GUARDED.iter().find(|(of, _)| *of == n);
            let in_passing = guarded.is_none_or(|(_, writers)| writers.contains(&who));
            let path = format!("/problems/{}", filed.id());
            // The whole word, a part of it, one letter of each: none tells more than another.
            for (asked, expected) in [
                (word.to_owned(), reads == 'R' && in_passing),
                (word[1..4].to_uppercase(), reads == 'R' && in_passing),
                (filed.problem.number.clone(), reads == 'R'),
            ] {
                let page = search(&client, &asked, "&in=problems").await;
                let hits = page.attributes(".zg-hits h3 a", "href");
                if hits.contains(&path) != expected {
                    wrong.push(format!("{who} asks {asked:?} of the {owner}: {hits:?}"));
                }
                let says = page.texts(".zg-hits").join(" ").contains(word);
                if says && !(reads == 'R' && in_passing) {
                    wrong.push(format!("{who} asks {asked:?} and is shown {word}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Names follow the page of people: the office finds everybody, unit and county their own, all others nobody.
#[tokio::test]
async fn people_and_units_are_found_by_whoever_looks_them_up() {
    let app = TestApp::small().await;
    indexed(&app).await;
    for (who, official, cadre, department) in [
        ("office", true, true, true),
        ("officehead", true, true, true),
        ("liaison", true, false, false),
        ("unithead", true, false, false),
        ("county", false, true, false),
        ("official", false, false, false),
        ("reviewer", false, false, false),
        ("leader", false, false, false),
    ] {
        let client = app.as_(who).await;
        let person = |login| format!("/people/{}", app.cast.person(login));
        for (asked, path, expected) in [
            ("official of", person("official"), official),
            ("A001", person("official"), official),
            ("cadre of", person("cadre"), cadre),
            (
                "Department A",
                format!("/units/{}", app.cast.unit("dept-a")),
                department,
            ),
        ] {
            let hits = found(&client, asked).await;
            assert_eq!(hits.contains(&path), expected, "{who} asks {asked:?}: {hits:?}");
            // What is shown can be opened.
            for hit in hits {
                client.get(&hit).await.expect(200);
            }
        }
        let page = search(&client, "of beta", "").await;
        assert!(!page.has(".zg-hits"), "{who}: {}", page.text());
    }
}

/// Officers, the province and whoever only sees figures have neither the page nor the field.
#[tokio::test]
async fn whoever_reads_nothing_has_no_search() {
    let app = TestApp::small().await;
    for who in [
        "sysadmin",
        "secadmin",
        "auditor",
        "figures",
        "unitadmin",
        "province@prov",
    ] {
        let client = app.as_(who).await;
        client.get("/search?q=a").await.expect(403);
        let page = client.get("/account").await.expect(200);
        assert!(!page.has("[data-find]") && !page.has("[data-find-link]"), "{who}");
    }
    let page = app.as_("official").await.get("/account").await.expect(200);
    assert!(page.has("header form[role=search] [data-find]") && page.has("header a[data-find-link]"));
}
