//! The page: what is typed, marked, bounded, turned over.

use zhenggai::domain::lists::Draft;

use super::{found, indexed, search};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

#[tokio::test]
async fn one_character_is_enough_and_more_narrow_it() {
    let app = TestApp::small().await;
    let texts = Draft {
        manifestation: "7月12日老党员𠮷某来问救助政策，答了一句“自己上网查”，占比100%。".to_owned(),
        ..draft("对群众来访冷硬横推")
    };
    let filed = Filed::by(&app, "official", &texts).await;
    indexed(&app).await;
    let official = app.as_("official").await;
    let path = [format!("/problems/{}", filed.id())];
    for q in [
        "横",
        "群众",
        "冷硬横推",
        "群众来访冷硬横推",
        "𠮷",
        "员𠮷某",
        "７月",
        "救助 来访",
        "100%",
        "虚浮飘",
        "逐件核实",
        "OFFICIAL OF ALPHA",
        "怕麻烦 件件有回访",
    ] {
        assert_eq!(found(&official, q).await, path, "{q}");
    }
    for q in [
        "硬冷",
        "群众冷",
        "冷横",
        "救助 敷衍",
        "𠮷𠮷",
        "'; drop table problems; --",
        "%",
        "_",
        "\\",
        "\"",
        "\u{0}",
        "\u{1}\u{7f}",
        "%群%敷%",
    ] {
        assert!(found(&official, q).await.is_empty(), "{q:?}");
    }
    let page = search(&official, "救助 群众", "").await;
    assert_eq!(page.texts(".zg-hits h3 mark"), ["群众"]);
    assert_eq!(page.texts(".zg-hits .txt mark"), ["救助"]);
    assert!(page.texts(".zg-hits .txt")[0].contains("老党员𠮷某来问救助政策"));
}

#[tokio::test]
async fn what_is_typed_is_bounded_kept_and_explained() {
    let app = TestApp::small().await;
    let official = app.as_("official").await;
    let empty = official.get("/search").await.expect(200);
    assert!(empty.has("#q[autofocus]") && !empty.has(".zg-empty"));
    let nothing = search(&official, "没有这回事", "").await;
    assert!(nothing.text().contains("没有找到") && nothing.text().contains("换一个说法"));
    assert_eq!(nothing.attributes("#q", "value"), ["没有这回事"]);
    assert!(
        search(&official, " %,_ ", "")
            .await
            .text()
            .contains("请写出要找的字")
    );
    let long = search(&official, &"长".repeat(5000), "").await;
    assert_eq!(long.attributes("#q", "value")[0].chars().count(), 64);
    let script = search(&official, "<script>alert(1)</script>", "").await;
    assert!(!script.body.contains("<script>alert"));
    for after in [
        "&after=x",
        "&after=9.9",
        "&in=nothing",
        "&in=problems&after=-1.00000000000000000000000000000000",
    ] {
        search(&official, "没", after).await;
    }
}

#[tokio::test]
async fn pages_hold_every_result_once() {
    let app = TestApp::small().await;
    let mut ids = Vec::new();
    for n in 0..23 {
        let filed = Filed::draft_by(&app, "official", &draft(&format!("同样的问题{n}"))).await;
        ids.push(format!("/problems/{}", filed.id()));
        app.clock.clone().advance(chrono::TimeDelta::seconds(1));
    }
    indexed(&app).await;
    let official = app.as_("official").await;
    let first = search(&official, "同样", "").await;
    assert_eq!(first.texts(".zg-hits li").len(), 8);
    let mut next = first.attributes(".zg-pager a", "href").pop();
    let mut seen = Vec::new();
    while let Some(path) = next {
        let page = official.get(&path).await.expect(200);
        seen.extend(page.attributes(".zg-hits h3 a", "href"));

        next = page.attributes(".zg-pager span:last-child a", "href").pop();
    }
    ids.reverse();
    assert_eq!(seen, ids, "the newest first, each once");
}

/// Somebody else's draft is nobody's, a liaison's own entry is theirs until it is confirmed.
#[tokio::test]
async fn drafts_are_found_by_their_writers_alone() {
    let app = TestApp::small().await;
    Filed::draft_by(&app, "official", &draft("Hedgehog")).await;
    Filed::draft_of_body(&app, "alpha", &draft("Lapwing")).await;
    let liaison = app.as_("liaison").await;
    let new = format!("/people/{}/problems", app.cast.person("official"));
    let form = liaison.get(&format!("{new}/new")).await.expect(200).form(&new);
    liaison.submit(form.set("title", "Turnstone")).await.redirected();
    indexed(&app).await;
    for (word, finders) in [
        ("Hedgehog", &["official"][..]),
        ("Lapwing", &["citylead", "colleague"]),
        ("Turnstone", &["official", "liaison"]),
    ] {
        for who in [
            "official",
            "citylead",
            "colleague",
            "liaison",
            "leader",
            "reviewer",
            "grouphead",
            "office",
            "officehead",
            "county",
            "unithead",
        ] {
            let hits = found(&app.as_(who).await, word).await;
            assert_eq!(
                hits.len(),
                usize::from(finders.contains(&who)),
                "{who} asks {word}: {hits:?}"
            );
        }
    }
}

#[tokio::test]
async fn names_are_found_by_initials_in_every_reading_and_by_how_numbers_begin() {
    let app = TestApp::small().await;
    for (login, name) in [
        ("official", "李晓明"),
        ("colleague", "单国新"),
        ("leader", "王𠮷"),
    ] {
        sqlx::query("update persons set name = $2 where id = $1")
            .bind(app.cast.person(login))
            .bind(name)
            .execute(app.loader())
            .await
            .expect("named");
    }
    indexed(&app).await;
    let office = app.as_("office").await;
    let person = |login| vec![format!("/people/{}", app.cast.person(login))];
    for (q, who) in [
        ("lxm", "official"),
        ("LXM", "official"),
        ("晓明", "official"),
        ("李", "official"),
        ("明", "official"),
        ("sgx", "colleague"),
        ("dgx", "colleague"),
        ("cgx", "colleague"),
        ("𠮷", "leader"),
        ("a001", "official"),
        ("Ａ００１", "official"),
        ("lxm a001", "official"),
    ] {
        assert_eq!(found(&office, q).await, person(who), "{q}");
    }
    for q in ["001x", "mxl", "lxm a002"] {
        assert!(found(&office, q).await.is_empty(), "{q}");
    }
    // A middle of a number is not what anybody looks for.
    let hits = found(&office, "001").await;
    assert!(hits.is_empty(), "{hits:?}");
    let filed = Filed::draft_by(&app, "official", &draft("Problem")).await;
    indexed(&app).await;
    let official = app.as_("official").await;
    assert_eq!(
        found(&official, "lxm").await,
        [format!("/problems/{}", filed.id())],
        "problems by whose they are"
    );
}

#[tokio::test]
async fn an_index_that_is_not_complete_says_so() {
    let app = TestApp::small().await;
    indexed(&app).await;
    let official = app.as_("official").await;
    assert!(!search(&official, "x", "").await.text().contains("索引正在建立"));
    sqlx::query(
        "insert into search_pending (of_tenant, kind, subject_id)
         select $1, 'person', gen_random_uuid() from generate_series(1, 600)",
    )
    .bind(app.cast.tenants["alpha"])
    .execute(app.loader())
    .await
    .expect("a lot to do");
    let page = search(&official, "x", "").await;
    assert!(page.text().contains("索引正在建立，已完成"), "{}", page.text());
    // Another city's has nothing to do with it.
    let other = app.as_("official@beta").await;
    assert!(!search(&other, "x", "").await.text().contains("索引正在建立"));
    indexed(&app).await;
    assert!(!search(&official, "x", "").await.text().contains("索引正在建立"));
}
