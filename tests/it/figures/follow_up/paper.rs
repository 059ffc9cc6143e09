//! The list for paper, and the ways to it.

use super::several;
use crate::support::{Page, TestApp};

/// Owners on the list for paper, in order.
fn owners(page: &Page) -> Vec<String> {
    page.texts(".zg-owners tbody tr:not(.grp) th")
}

#[tokio::test]
async fn the_list_for_paper_has_one_line_for_each_owner() {
    let app = TestApp::small().await;
    several(&app).await;
    let office = app.as_("office").await;
    let page = office.get("/follow-up/owners?cohort=all").await.expect(200);
    let of =
        |names: &[&str]| -> Vec<String> { names.iter().map(|name| format!("{name} of alpha")).collect() };
    // Units in official order, in each the earliest date first.
    assert_eq!(
        owners(&page),
        of(&[
            "citylead",
            "cityhead",
            "countylead",
            "cadre",
            "official",
            "leader"
        ])
    );
    let line = page.texts(".zg-owners tbody tr:nth-child(2)");
    let official = line.iter().find(|line| line.contains("official of alpha"));
    let official = official.expect("a line");
    for word in ["2", "9月26日", "临期", "leader of alpha", "Member of Staff"] {
        assert!(official.contains(word), "{official}");
    }
    let groups = page.texts(".zg-owners tr.grp th");
    assert!(
        groups[0].starts_with("Standing Committee") && groups.len() == 3,
        "{groups:?}"
    );
    // The marking is above each page, since the header of a table is.
    assert!(
        page.texts(".zg-owners thead .zg-mark-row")[0]
            .starts_with("内部资料 · office of alpha · City of alpha · ")
    );
    let page = office
        .get("/follow-up/owners?cohort=all&by=leader")
        .await
        .expect(200);
    let groups = page.texts(".zg-owners tr.grp th");
    let heads: Vec<_> = groups
        .iter()
        .map(|group| group.split(" of ").next().unwrap_or_default())
        .collect();
    assert_eq!(heads[..3], ["cityhead", "citylead", "countylead"], "{groups:?}");
    assert!(
        groups.last().is_some_and(|last| last.starts_with("没有分管领导")),
        "{groups:?}"
    );
    let nobody = app.as_("county@beta").await;
    let empty = nobody.get("/follow-up/owners").await.expect(200);
    assert!(empty.has(".zg-empty") && !empty.has(".zg-owners"));
}

#[tokio::test]
async fn what_stands_there_is_said_and_nothing_else() {
    let app = TestApp::small().await;
    several(&app).await;
    // Of two that one person has, one is due soon.
    let office = app.as_("office").await;
    let page = office.get("/follow-up/owners?cohort=all").await.expect(200);
    let lines = page.texts(".zg-owners tbody tr");
    let official = lines.iter().find(|line| line.contains("official of alpha"));
    let official = official.expect("a line");
    assert!(official.contains("临期 2 个里的 1 个"), "{official}");
    // A share is explained where one is shown, and not here.
    for path in ["", "/rows", "/owners"] {
        for cohort in ["city_leaders", "county_level", "all"] {
            let page = office.get(&format!("/follow-up{path}?cohort={cohort}")).await;
            let text = page.expect(200).text();
            assert!(
                text.contains("审核通过减去已完成整改的。（口径第 1 版）"),
                "{text}"
            );
            assert!(!text.contains("占审核通过"), "{path} {cohort}: {text}");
        }
    }
}

#[tokio::test]
async fn the_dashboard_and_the_rows_lead_to_the_list() {
    let app = TestApp::small().await;
    several(&app).await;
    let office = app.as_("office").await;
    let links = "main a[href^='/follow-up']";
    // A card of nothing, as that of city leaders here, leads nowhere.
    let page = office.get("/figures").await.expect(200);
    assert_eq!(
        page.attributes(links, "href"),
        ["/follow-up?reach=all&cohort=county_level"]
    );
    let figures = app.as_("figures").await.get("/figures").await.expect(200);
    assert!(!figures.has("a[href^='/follow-up']"), "figures whose rows refuse");
    let unit = app.cast.unit("dept-a");
    let address = format!("/figures/rows?figure=remaining_county_level&unit={unit}&lamp=green");
    let page = office.get(&address).await.expect(200);
    let to = format!("/follow-up/owners?reach=all&cohort=county_level&unit={unit}&lamp=green");
    assert_eq!(page.attributes(links, "href"), [to.as_str()]);
    assert_eq!(owners(&office.get(&to).await.expect(200)), ["leader of alpha"]);
    for other in [
        "figure=rectified_all",
        "figure=remaining_all&as_of=2018-09-21",
        "figure=remaining_all&tier=county",
    ] {
        let page = office.get(&format!("/figures/rows?{other}")).await.expect(200);
        assert!(!page.has(links), "{other}");
    }
    let county = app.as_("county").await.get("/our-figures").await.expect(200);
    assert!(
        county
            .attributes(links, "href")
            .contains(&"/follow-up?reach=ours&cohort=all".to_owned())
    );
}
