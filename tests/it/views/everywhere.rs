//! Lists of every area: columns that are chosen, views that are saved, pages that follow each other, and a workbook of what is shown.

use super::books::same;
use super::{heads, pages, rows, save, views};
use crate::rights::holders::Object;
use crate::rights::world::{Target, World};
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

/// Puts somebody into all cohorts of a city.
async fn in_all_cohorts(app: &TestApp, who: &str) {
    sqlx::query(
        "insert into cohort_members (tenant_id, cohort_id, owner_id, from_at)
         select tenant_id, id, $2, '2018-01-01' from cohorts where tenant_id = $1",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.person(who))
    .execute(app.loader())
    .await
    .expect("members");
}

/// Something at each gate, and requests.
async fn waiting(app: &TestApp) {
    for _ in 0..2 {
        Filed::by(app, "official", &draft("=乙"))
            .await
            .cosigned(app)
            .await;
        Filed::by(app, "official", &draft("＝丙"))
            .await
            .accepted(app)
            .await;
    }
    Filed::by(app, "citylead", &draft("Guarded"))
        .await
        .accepted(app)
        .await;
    Filed::by(app, "official", &draft("=丁"))
        .await
        .claimed(app)
        .await
        .extend(app, &[])
        .await;
    let closed = Filed::by(app, "official", &draft("戊")).await.closed(app).await;
    let owner = app.as_("official").await;
    let form = owner.get(&closed.path("reopening")).await.expect(200);
    let form = form.form(&closed.path("reopening"));
    owner.submit(form.set("reason", "=又有投诉")).await.redirected();
}

#[tokio::test]
async fn the_lists_of_every_area_are_chosen_saved_and_taken_out() {
    let app = TestApp::small().await;
    let world = Box::pin(World::build(&app)).await;
    Filed::by(&app, "official", &draft("甲")).await.closed(&app).await;
    in_all_cohorts(&app, "colleague").await;
    let liaison = app.as_("liaison").await;
    for title in ["Typed", "+Typed"] {
        crate::lists::typed(&app, &liaison, "official", title).await;
    }
    waiting(&app).await;
    let id = |pattern: &str| world.id(pattern, Target::Own(Object::Submitted)).to_owned();
    let package = format!("/packages/{}", id("/packages/{id}"));
    let cohort = format!("/cohorts/{}", id("/cohorts/{id}"));
    let sample = format!("/look-backs/{}", id("/look-backs/{id}"));
    let lists: [(&str, &str, &str, [&str; 2]); 22] = [
        ("reviewer", "/checks", "title,number", ["问题", "编号"]),
        (
            "grouphead",
            "/checks?tier=township",
            "tier,owner",
            ["层级", "本人"],
        ),
        ("office", "/closures", "title,since", ["问题", "到这一步"]),
        (
            "officehead",
            "/closures?tier=city",
            "lamp,title",
            ["时限灯", "问题"],
        ),
        (
            "office",
            "/closures/numbers",
            "number,close-number",
            ["编号", "销号文号"],
        ),
        ("secadmin", "/accounts", "state,name", ["状态", "姓名"]),
        ("county", "/accounts?q=c", "roles,login", ["角色", "登录名"]),
        ("office", "/packages", "sha256,number", ["SHA-256", "包号"]),
        ("office", &package, "result,number", ["结果", "问题编号"]),
        ("office", &cohort, "unit,name", ["单位", "姓名"]),
        ("leader", "/readings", "tier,title", ["层级", "问题"]),
        (
            "county",
            "/readings?stage=unit",
            "owner,number",
            ["本人", "问题编号"],
        ),
        (
            "liaison",
            "/entries?only=waiting",
            "owner,title",
            ["本人", "问题"],
        ),
        ("colleague", "/bodies", "discussed,number", ["集体研究", "编号"]),
        ("citylead", "/bodies", "due,title", ["整改时限", "问题"]),
        ("office", "/readings", "title,revision", ["问题", "第几稿"]),
        ("leader", "/extensions", "wanted,title", ["申请延到", "问题"]),
        ("office", "/look-backs", "seed,no", ["种子", "第几次"]),
        ("office", &sample, "rank,number", ["排序值", "编号"]),
        ("office", "/reopenings", "asker,number", ["谁申请", "编号"]),
        (
            "office",
            "/follow-up/rows?cohort=all",
            "due,title",
            ["整改时限", "问题"],
        ),
        ("leader", "/follow-up/rows", "lamp,owner", ["时限灯", "本人"]),
    ];
    for (who, path, columns, labels) in lists {
        let client = app.as_(who).await;
        let n = same(&client, path).await;
        assert!(n > 0, "{who} {path}");
        let and = if path.contains('?') { '&' } else { '?' };
        let asked = format!("{path}{and}columns={columns}");
        let page = client.get(&asked).await.expect(200);
        assert_eq!(heads(&page), labels, "{who} {path}");
        assert!(rows(&page).iter().all(|row| row.len() == 2), "{who} {path}");
        assert_eq!(same(&client, &asked).await, n, "{who} {path}");
        let name = format!("Of {path}").chars().take(30).collect::<String>();
        let view = save(&client, &asked, &name).await;
        let found = views(&client, path).await;
        assert!(found.contains(&name.trim().to_owned()), "{who} {path}: {found:?}");
        let page = client.get(&view).await.expect(200);
        assert_eq!(
            page.attributes(".zg-head p a", "href"),
            [asked.as_str()],
            "{who} {path}"
        );
    }
    // A guarded sentence is in neither page nor workbook.
    let page = app
        .as_("officehead")
        .await
        .get("/closures?tier=city")
        .await
        .expect(200);
    assert!(page.text().contains("内容不公开给活动办") && !page.body.contains("Guarded"));
}

#[tokio::test]
async fn views_of_a_place_stand_at_that_place_alone() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    in_all_cohorts(&app, "official").await;
    let cohorts: Vec<uuid::Uuid> =
        sqlx::query_scalar("select id from cohorts where tenant_id = $1 order by code")
            .bind(app.cast.tenants["alpha"])
            .fetch_all(app.loader())
            .await
            .expect("cohorts");
    let (one, two) = (
        format!("/cohorts/{}", cohorts[0]),
        format!("/cohorts/{}", cohorts[1]),
    );
    save(&office, &format!("{one}?columns=name"), "Names").await;
    assert_eq!(views(&office, &one).await, ["Names"]);
    assert!(views(&office, &two).await.is_empty());
    // What a query says of the place counts for nothing, and a view of no place is none.
    let page = office
        .get(&format!("{one}?cohort={}", cohorts[1]))
        .await
        .expect(200);
    assert_eq!(page.attributes("form.zg-filter", "action"), [one.as_str()]);
    for query in ["", "cohort=..%2F..%2Faccounts", "cohort=x"] {
        let forged = [("list", "cohort"), ("query", query), ("name", "Forged")];
        assert_eq!(office.post("/views", &forged).await.status, 422, "{query}");
    }
    let foreign = app.as_("office@beta").await;
    assert_eq!(foreign.get(&one).await.status, 404);
    assert_eq!(foreign.get(&format!("{one}/rows.xlsx")).await.status, 404);
}

#[tokio::test]
async fn many_accounts_and_members_stand_on_pages() {
    let app = TestApp::small().await;
    sqlx::query(
        "with made as (insert into persons (tenant_id, id, staff_no, name, created_at)
            select $1, gen_random_uuid(), 'N' || lpad(n::text, 5, '0'), 'Many ' || n, now() from generate_series(1, 120) n
            returning id, staff_no, name),
         post as (insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, from_at)
            select $1, gen_random_uuid(), id, $2, 'Clerk', 'township_deputy', 'township', '2018-01-01' from made),
         member as (insert into cohort_members (tenant_id, cohort_id, owner_id, from_at)
            select $1, (select id from cohorts where tenant_id = $1 order by code limit 1), id, '2018-01-01' from made)
         insert into accounts (id, tenant_id, login, display_name, person_id, created_at)
         select gen_random_uuid(), $1, lower(staff_no), name, id, now() from made",
    )
    .bind(app.cast.tenants["alpha"])
    .bind(app.cast.unit("dept-a"))
    .execute(app.loader())
    .await
    .expect("people");
    let cohort: uuid::Uuid =
        sqlx::query_scalar("select id from cohorts where tenant_id = $1 order by code limit 1")
            .bind(app.cast.tenants["alpha"])
            .fetch_one(app.loader())
            .await
            .expect("a cohort");
    for (who, path) in [
        ("secadmin", "/accounts?q=Many".to_owned()),
        ("office", format!("/cohorts/{cohort}?q=Many")),
    ] {
        let client = app.as_(who).await;
        assert_eq!(pages(&client, &path).await.len(), 3, "{path}");
        assert_eq!(same(&client, &path).await, 120, "{path}");
    }
}
