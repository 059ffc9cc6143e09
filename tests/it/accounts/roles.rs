//! Who gives which role, and whom the head of the office names.

use super::events;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft};

#[tokio::test]
async fn a_role_is_given_and_taken_and_each_is_recorded() {
    let app = TestApp::small().await;
    let secadmin = app.as_("secadmin").await;
    let path = format!("/accounts/{}", app.cast.member("colleague").account);
    let roles = format!("{path}/roles");
    let page = secadmin.get(&path).await.expect(200);
    secadmin
        .submit(page.form(&roles).set("role", "office"))
        .await
        .redirected();
    let colleague = app.as_("colleague").await;
    assert_eq!(colleague.get("/figures").await.status, 200);
    let page = secadmin.get(&path).await.expect(200);
    secadmin
        .submit(page.form(&format!("{roles}/removal")))
        .await
        .redirected();
    assert_eq!(colleague.get("/figures").await.status, 403);
    assert_eq!(
        (
            events(&app, "account.role_given").await,
            events(&app, "account.role_taken").await
        ),
        (1, 1)
    );
}

#[tokio::test]
async fn a_role_of_one_unit_belongs_to_a_unit_that_is_there() {
    let app = TestApp::small().await;
    let county = app.as_("county").await;
    let path = format!("/accounts/{}", app.cast.member("cadre").account);
    let form = county.get(&path).await.expect(200).form(&format!("{path}/roles"));
    let form = form.set("role", "liaison");
    for elsewhere in ["Department A", "Nowhere"] {
        let page = county
            .submit(form.clone().set("unit", elsewhere))
            .await
            .expect(422);
        assert!(page.has("#unit[aria-invalid]"), "{elsewhere}");
        assert_eq!(page.attributes("#unit", "value"), [elsewhere]);
    }
    county
        .submit(form.set("unit", "County Water Office"))
        .await
        .redirected();
    let page = county.get(&path).await.expect(200);
    assert!(
        page.text().contains("联络员 · County Water Office"),
        "{}",
        page.text()
    );
    // Not what reaches beyond the county.
    let beyond = county.post(&format!("{path}/roles"), &[("role", "office")]).await;
    assert_eq!(beyond.status, 403);
}

/// Whoever holds it reads the lists of 乡科级 there: of a department that is nobody's.
#[tokio::test]
async fn a_county_office_is_one_of_a_county() {
    let app = TestApp::small().await;
    let secadmin = app.as_("secadmin").await;
    let path = format!("/accounts/{}", app.cast.member("colleague").account);
    let form = secadmin.get(&path).await.expect(200);
    let form = form.form(&format!("{path}/roles")).set("role", "county_office");
    // Of a department, of a unit below a county, and of the department of the main post.
    for unit in ["Department A", "County Water Office", ""] {
        let page = secadmin.submit(form.clone().set("unit", unit)).await.expect(422);
        assert!(page.has("#unit[aria-invalid]"), "{unit}: {}", page.text());
    }
    assert_eq!(events(&app, "account.role_given").await, 0);
    secadmin.submit(form.set("unit", "County")).await.redirected();
    assert_eq!(app.as_("colleague").await.get("/our-figures").await.status, 200);
}

#[tokio::test]
async fn the_security_administrator_makes_no_administrators_and_no_administrator_gets_business() {
    let app = TestApp::small().await;
    let secadmin = app.as_("secadmin").await;
    let path = |who: &str| format!("/accounts/{}/roles", app.cast.member(who).account);
    for role in ["sysadmin", "secadmin", "auditor", "city_reader"] {
        let page = secadmin.post(&path("official"), &[("role", role)]).await;
        assert_eq!(page.status, 403, "{role}");
    }
    let page = secadmin
        .post(&path("auditor"), &[("role", "office")])
        .await
        .expect(422);
    assert!(page.has("#role[aria-invalid]"));
    assert_eq!(
        secadmin
            .post(&path("secadmin"), &[("role", "office")])
            .await
            .status,
        403,
        "oneself"
    );
    assert_eq!(events(&app, "account.role_given").await, 0);
}

#[tokio::test]
async fn the_head_of_the_office_names_who_reads_texts_of_city_leaders() {
    let app = TestApp::small().await;
    let filed = Filed::by(&app, "citylead", &draft("Guarded")).await;
    let text = format!("/problems/{}", filed.id());
    let (head, figures) = (app.as_("officehead").await, app.as_("figures").await);
    assert_eq!(figures.get(&text).await.status, 403);
    let name = |login: &'static str| {
        let head = &head;
        async move {
            let form = head.get("/readers").await.expect(200).form("/readers");
            head.submit(form.set("login", login)).await
        }
    };
    name("figures").await.redirected();
    assert_eq!(figures.get(&text).await.status, 200);
    assert_eq!(events(&app, "problem.opened").await, 1);
    let page = head.get("/readers").await.expect(200);
    assert_eq!(
        page.texts("tbody th"),
        ["office of alpha", "figures of alpha"],
        "the first first"
    );
    for refused in ["auditor", "nobody-here", "figur"] {
        let page = name(refused).await.expect(422);
        assert_eq!(page.attributes("#login", "value"), [refused]);
        assert!(page.has("#login-e"), "{refused}");
    }
    let account = app.cast.member("figures").account.to_string();
    head.post("/readers/removal", &[("account", &account)])
        .await
        .redirected();
    assert_eq!(figures.get(&text).await.status, 403);
    assert_eq!(events(&app, "account.role_taken").await, 1);
}
