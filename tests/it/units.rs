//! The organisation: its tree, a unit's people page by page, who may look.

use crate::support::{Page, TestApp};

/// Cells of the row of this unit: own people, with those below, units below, group.
/// The cells of a unit's row, without the names that they have on a phone.
fn row(page: &Page, unit: &str) -> Vec<String> {
    let cells = page.texts(".zg-tree tbody tr:not(.grp) > *");
    let rows = cells.chunks(5).find(|row| row[0] == unit);
    let row = rows.unwrap_or_else(|| panic!("no row of {unit}"));
    let said = |cell: &String| match cell.split_once(' ') {
        Some((_, value)) => value.to_owned(),
        None => cell.clone(),
    };
    row[1..].iter().map(said).collect()
}

#[tokio::test]
async fn the_tree_stands_in_official_order_with_people_and_groups() {
    let app = TestApp::small().await;
    let page = app.as_("office").await.get("/units").await.expect(200);
    assert!(page.text().contains("7 个单位，10 人"), "{}", page.text());
    assert_eq!(
        page.texts(".zg-tree th[scope=row]"),
        [
            "Region",
            "Standing Committee",
            "County",
            "County Water Office",
            "Department A",
            "Department A Archive",
            "Department B"
        ]
    );
    assert_eq!(
        page.texts(".zg-tree .grp"),
        ["本级 1 个", "班子 1 个", "县（市、区） 1 个", "部门（单位） 2 个"]
    );
    assert_eq!(row(&page, "Region"), ["0", "10", "4", ""]);
    assert_eq!(row(&page, "County"), ["1", "2", "1", "Group One"]);
    assert_eq!(row(&page, "County Water Office"), ["1", "", "", ""]);
    assert_eq!(row(&page, "Department A"), ["3", "3", "1", "Group One"]);
    assert_eq!(row(&page, "Department B"), ["3", "", "", "Group One"]);
}

#[tokio::test]
async fn a_search_finds_names_and_codes_and_keeps_the_way_down() {
    let app = TestApp::small().await;
    sqlx::query("update units set credit_code = '11220802013594178H' where name = 'Department B'")
        .execute(app.loader())
        .await
        .expect("a code");
    let office = app.as_("office").await;
    let shown = |page: &Page| page.texts(".zg-tree th[scope=row]");
    let form = office.get("/units").await.form("/units").set("q", " water ");
    let page = office.submit(form).await.expect(200);
    assert_eq!(shown(&page), ["County", "County Water Office"]);
    assert_eq!(page.texts("mark"), ["County Water Office"]);
    assert_eq!(page.attributes("#q", "value"), ["water"]);
    assert!(page.text().contains("找到 1 个"));
    let page = office.get("/units?q=013594178h").await.expect(200);
    assert_eq!(shown(&page), ["Department B"]);
    assert!(office.get("/units?q=nothing").await.expect(200).has(".zg-empty"));
    let odd = office.get("/units?q=%25%22%3Cb%3E").await.expect(200);
    assert!(odd.has(".zg-empty") && !odd.has("b:not(header b, .zg-empty b)"));
}

#[tokio::test]
async fn a_unit_shows_its_people_and_no_texts() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let unit = app.cast.unit("dept-a");
    let index = office.get("/units").await.expect(200);
    let path = format!("/units/{unit}");
    assert!(index.attributes(".zg-tree a", "href").contains(&path));
    let page = office.get(&path).await.expect(200);
    assert_eq!(page.texts("h1"), ["Department A"]);
    assert_eq!(
        page.texts(".zg-kv dd"),
        ["Region", "3 人", "Group One"],
        "no codes, nobody below"
    );
    assert_eq!(
        page.texts(".is-cards tbody th"),
        ["leader of alpha", "official of alpha", "colleague of alpha"]
    );
    let text = page.text();
    assert!(
        text.contains("乡科级正职") && text.contains("citylead of alpha") && !text.contains("beta"),
        "{text}"
    );
    assert_eq!(page.texts(".zg-parts a"), ["Department A Archive"]);
    let below = format!("/units/{}", app.cast.unit("dept-a-sub"));
    assert_eq!(
        page.attributes(".zg-parts a", "href"),
        std::slice::from_ref(&below)
    );
    let figures = page.attributes(".zg-acts a", "href");
    assert_eq!(office.get(&figures[0]).await.status, 200);
    let page = office.get(&below).await.expect(200);
    assert!(page.text().contains("没有人在这里任职") && !page.has(".zg-acts a"));
    assert_eq!(
        page.texts(".zg-crumb li"),
        ["机构", "Region", "Department A", "Department A Archive"]
    );
    let english = app.as_("office").await.in_english().get(&path).await.expect(200);
    assert!(
        english.text().contains("Township level, principal"),
        "{}",
        english.text()
    );
}

#[tokio::test]
async fn many_people_come_in_pages_and_further_posts_are_marked() {
    let app = TestApp::small().await;
    sqlx::query(
        "with made as (insert into persons (tenant_id, id, staff_no, name, created_at)
            select $1, gen_random_uuid(), 'P' || lpad(n::text, 4, '0'), 'Person ' || n, now()
            from generate_series(1, 250) n returning id, staff_no)
         insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, position, sort_no, from_at)
         select $1, gen_random_uuid(), id, $2, 'Clerk', 'township_deputy', 'township', 1,
            (right(staff_no, 4)::int + 1) / 2, now() from made
         union all select $1, gen_random_uuid(), $3, $2, 'Chair', 'county_deputy', 'county', 2, 999, now()",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.unit("dept-a-sub"))
    .bind(app.cast.person("leader"))
    .execute(app.loader())
    .await
    .expect("people");
    let office = app.as_("office").await;
    let (mut seen, mut pages) = (Vec::new(), 0);
    let mut next = vec![format!("/units/{}", app.cast.unit("dept-a-sub"))];
    while let Some(href) = next.pop() {
        let page = office.get(&href).await.expect(200);
        assert!(
            page.text().contains("250 人"),
            "a further post is no further person"
        );
        seen.extend(page.texts(".is-cards tbody td.no"));
        if page.text().contains("leader of alpha") {
            assert!(
                page.texts(".is-cards tbody tr:last-child")
                    .concat()
                    .contains("兼任")
            );
        }
        next = page.attributes(".zg-pager span:last-child a", "href");
        pages += 1;
    }
    assert_eq!((pages, seen.len()), (3, 251));
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 251, "nobody twice, nobody left out");
}

#[tokio::test]
async fn only_the_office_of_the_same_city_looks() {
    let app = TestApp::small().await;
    let path = format!("/units/{}", app.cast.unit("dept-a"));
    for (who, index, unit) in [
        ("office", 200, 200),
        ("officehead", 200, 200),
        ("official", 403, 403),
        ("reviewer", 403, 403),
        ("county", 403, 403),
        ("figures", 403, 403),
        ("auditor", 403, 403),
        ("office@beta", 200, 404),
        ("province@prov", 403, 403),
    ] {
        let client = app.as_(who).await;
        assert_eq!(client.get("/units").await.status, index, "{who}");
        assert_eq!(client.get(&path).await.status, unit, "{who}");
    }
    let office = app.as_("office").await;
    for id in ["x", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(office.get(&format!("/units/{id}")).await.status, 404);
    }
    assert_eq!(office.get(&format!("{path}?after=x")).await.status, 200);
    assert!(
        app.anonymous()
            .get(&path)
            .await
            .redirected()
            .starts_with("/sign-in")
    );
}
