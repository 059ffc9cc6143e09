//! The office's working calendar, and the lamps that go by it wherever they are shown.

use zhenggai::domain::calendar::years::known;

use crate::review::filed::{Filed, draft};
use crate::support::{Client, Page, TestApp};

const PLACE: &str = "/calendar";

async fn typed(office: &Client, year: &str, text: &str) -> Page {
    let fields = [("year", year), ("text", text), ("apply", "1")];
    office.post(PLACE, &fields).await
}

async fn lamp(app: &TestApp, path: &str) -> String {
    let page = app.as_("official").await.get(path).await.expect(200);
    page.attributes("main .zg-lamp", "class").remove(0)
}

#[tokio::test]
async fn a_notice_is_shown_before_it_is_entered_and_moves_every_lamp() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let mut text = draft("甲");
    // A Sunday that is worked in exchange; from Tuesday the 25th four days of work lead up to Saturday the 29th.
    "2018-09-30".clone_into(&mut text.due);
    let filed = Filed::by(&app, "official", &text).await.claimed(&app).await;
    let problem = format!("/problems/{}", filed.id());
    let soon = "/figures/rows?figure=remaining_all&lamp=yellow";
    assert!(
        lamp(&app, &problem).await.contains("is-yellow"),
        "Monday to Friday"
    );
    assert!(office.get(soon).await.expect(200).has("tbody tr"));
    let overview = office.get("/figures").await.expect(200);
    assert!(
        overview.has("main a[href='/calendar?year=2018']"),
        "the year is missing"
    );
    let notice = known(2018).expect("known").text;
    let shown = office
        .post(PLACE, &[("year", "2018"), ("text", notice)])
        .await
        .expect(200);
    assert!(shown.text().contains("29"), "what was read is shown");
    assert!(
        lamp(&app, &problem).await.contains("is-yellow"),
        "nothing is entered yet"
    );
    typed(&office, "2018", notice).await.redirected();
    assert!(lamp(&app, &problem).await.contains("is-green"));
    assert!(
        !office.get(soon).await.expect(200).has("tbody tr"),
        "filter and row agree"
    );
    let overview = office.get("/figures").await.expect(200);
    assert!(!overview.has("main a[href='/calendar?year=2018']"));
    let beta = app.as_("office@beta").await.get("/figures").await.expect(200);
    assert!(
        beta.has("main a[href='/calendar?year=2018']"),
        "another city's is its own"
    );
}

#[tokio::test]
async fn days_are_taken_out_and_brought_back() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let notice = known(2018).expect("known").text;
    typed(&office, "2018", notice).await.redirected();
    let page = office.get("/calendar?year=2018").await.expect(200);
    assert_eq!(page.attributes("main input[name=day]", "value").len(), 29);
    let gone = [("year", "2018"), ("day", "2018-09-29"), ("day", "2018-09-30")];
    office.post("/calendar/removals", &gone).await.redirected();
    let page = office.get("/calendar?year=2018").await.expect(200);
    assert_eq!(page.attributes("main input[name=day]", "value").len(), 27);
    let back = page
        .attributes("main input[type=hidden][name=text]", "value")
        .remove(0);
    assert_eq!(back, "2018-09-29 上班 国庆节\n2018-09-30 上班 国庆节");
    typed(&office, "2018", &back).await.redirected();
    let page = office.get("/calendar?year=2018").await.expect(200);
    assert_eq!(page.attributes("main input[name=day]", "value").len(), 29);
}

#[tokio::test]
async fn what_cannot_be_right_is_said_and_kept() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    // A Sunday in 2018 and a Monday in 2019.
    let page = typed(&office, "2019", "2月11日（星期日）上班。").await;
    assert_eq!(page.status, 422);
    assert!(page.has("#text-e") && page.text().contains("2月11日（星期日）上班。"));
    assert_eq!(typed(&office, "2019", "没有日子").await.status, 422);
}

#[tokio::test]
async fn a_year_that_is_none_is_refused_at_its_field() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    for year in ["", "18", "3018", "二〇一八"] {
        let page = typed(&office, year, "10月1日放假").await.expect(422);
        let said = page.texts("#year-e").concat();
        assert!(said.contains("不是年份"), "{year}: {said}");
        assert!(!page.has("#text-e"));
        assert_eq!(page.attributes("#year", "value"), [year], "kept");
        assert_eq!(page.texts("#text"), ["10月1日放假"], "kept");
    }
}

#[tokio::test]
async fn a_notice_of_another_year_is_refused_and_its_days_are_named() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let text = "2019年10月1日至2日放假\n2019-10-12 上班";
    let page = typed(&office, "2018", text).await.expect(422);
    let said = page.texts("#text-e").concat();
    for told in ["3 天不在 2018 年", "2019-10-01", "2019-10-12"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let titled = "国务院办公厅关于2019年部分节假日安排的通知\n国庆节：10月1日至7日放假调休，共7天。";
    let page = typed(&office, "2018", titled).await.expect(422);
    let said = page.texts("#text-e").concat();
    assert!(said.contains("这是 2019 年的通知"), "{said}");
    assert!(
        !office
            .get("/calendar?year=2018")
            .await
            .expect(200)
            .has("main input[name=day]")
    );
}

#[tokio::test]
async fn how_many_days_a_notice_says_is_held_against_what_was_read() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    let text = "国庆节：10月1日至7日放假调休，共8天。";
    let fields = [("year", "2018"), ("text", text)];
    let page = office.post(PLACE, &fields).await.expect(200);
    let said = page.texts("main [role=status]").concat();
    assert!(said.contains("写的是共 8 天，读到放假的是 7 天"), "{said}");
}

#[tokio::test]
async fn taking_out_none_or_what_is_not_there_is_told_in_its_place() {
    let app = TestApp::small().await;
    let office = app.as_("office").await;
    typed(&office, "2018", "10月1日至3日放假").await.redirected();
    let none = office.post("/calendar/removals", &[("year", "2018")]).await;
    let none = none.expect(422);
    assert!(
        none.texts("#day-e").concat().contains("请先勾选"),
        "{}",
        none.text()
    );
    assert_eq!(none.attributes("main input[name=day]", "value").len(), 3);
    let gone = [("year", "2018"), ("day", "2018-05-01")];
    let page = office.post("/calendar/removals", &gone).await.expect(422);
    assert!(
        page.texts("#day-e").concat().contains("已不在 2018 年"),
        "{}",
        page.text()
    );
    let some = [("year", "2018"), ("day", "2018-05-01"), ("day", "2018-10-01")];
    let to = office.post("/calendar/removals", &some).await.redirected();
    let page = office.get(&to).await.expect(200);
    assert!(
        page.text()
            .contains("已去掉 1 天，下面可以恢复；另有 1 天不在 2018 年"),
        "{}",
        page.text()
    );
}
