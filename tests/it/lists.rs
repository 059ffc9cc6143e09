//! Filing: the form, drafts, submission, two windows, who may read, what comes back and goes out again.

mod advice;
mod bodies;
mod drafts;
pub mod entries;
pub use entries::typed;
mod guarded;
mod lasting;
mod likeness;
mod machine;
mod paste;
mod reading;
mod returned;
mod sent;
mod submission;
pub mod table;
mod taken_back;
mod windows;

use sqlx::Row as _;
use zhenggai::kernel::digest::sha256;

use crate::support::{Form, TestApp};

/// The form as an official fills it who leaves nothing out.
pub fn filled(form: Form, title: &str) -> Form {
    form.set("title", title)
        .set(
            "manifestation",
            "7月12日老党员来问救助政策，答了一句“自己上网查”。",
        )
        .add("ills", "虚浮飘")
        .set("principal", "虚浮飘")
        .add("nots", "不愿为")
        .set("aspect", "服务不到位")
        .set("source", "群众提")
        .set("cause_text", "怕麻烦")
        .set("measure_text", "逐件核实")
        .set("measure_goal", "件件有回访")
        .set("measure_due", "2018-10-10")
        .set("due", "2018-10-20")
        .set("do", "submit")
}

/// Problems of alpha: id, state, revision.
pub async fn problems(app: &TestApp) -> Vec<(String, String, i32)> {
    let rows =
        sqlx::query("select id::text, state, revision from problems where tenant_id = $1 order by seq")
            .bind(app.cast.tenants["alpha"])
            .fetch_all(app.loader())
            .await
            .expect("read");
    rows.iter()
        .map(|row| (row.get(0), row.get(1), row.get(2)))
        .collect()
}

/// Revisions of a problem, each with whether its digest is that of its text.
pub async fn revisions(app: &TestApp, problem: &str) -> Vec<(i32, String, bool)> {
    let rows = sqlx::query(
        "select revision, content, digest from revisions where problem_id = $1::uuid order by revision",
    )
    .bind(problem)
    .fetch_all(app.loader())
    .await
    .expect("read");
    let read = |row: &sqlx::postgres::PgRow| {
        let (content, digest): (String, Vec<u8>) = (row.get(1), row.get(2));
        let whole = sha256(content.as_bytes())[..] == digest[..];
        (row.get(0), content, whole)
    };
    rows.iter().map(read).collect()
}

/// Acts of the ledger on a problem, in order.
pub async fn acts(app: &TestApp, problem: &str) -> Vec<String> {
    sqlx::query_scalar("select act from events where object_id = $1::uuid order by id")
        .bind(problem)
        .fetch_all(app.loader())
        .await
        .expect("read")
}
