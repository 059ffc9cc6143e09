//! The office and its workbooks.

use super::Walk;

pub async fn the_office_imports_both_workbooks(walk: &Walk) {
    let office = &walk.office;
    walk.city.first_sign_in(office, "office").await;
    office.open("/imports").await;
    walk.look(office).await;
    for (kind, file, rows) in [
        ("organisation", "机构名册.xlsx", "215"),
        ("roster", "干部名册.xlsx", "5877"),
    ] {
        office.open("/imports").await;
        let path = format!("{}/tests/fixtures/office/{file}", env!("CARGO_MANIFEST_DIR"));
        office.choose_file(&format!("#{kind}-f"), &path).await;
        office
            .submit(&format!("form[aria-labelledby={kind}-t] .btn"))
            .await;
        assert!(
            office.texts(".zg-figs .big").await[0].starts_with(rows),
            "{}",
            office.body().await
        );
        office.says("会新增").await;
        walk.look(office).await;
        office.submit("form[action$='/application'] button").await;
        office.says("新增了").await;
    }
    office.says("5877").await;
}
