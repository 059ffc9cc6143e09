//! How the objects of the world come about.

use bytes::Bytes;
use uuid::Uuid;
use zhenggai::domain::review::Decision;
use zhenggai::domain::signing::Purpose;
use zhenggai::platform::files::{Kind, clean};

use crate::lookback;
use crate::packages::freeze;
use crate::support::TestApp;
use crate::support::filed::{Filed, draft, lay_route};
use crate::support::taken::{take, township};
/// A package of one problem, not yet carried up.
pub async fn frozen(app: &TestApp, city: &str) -> String {
    lay_route(app, city, "city", &["province"]).await;
    Filed::by(app, &format!("citylead@{city}"), &draft("Handed up")).await;
    lay_route(app, city, "city", &["group"]).await;
    freeze(app, city).await.to_string()
}

/// A scan beside a run, so that there is one to be fetched.
pub async fn scanned(app: &TestApp, run: &str) {
    sqlx::query(
        "insert into import_bases (tenant_id, run_id, name, media_type, sha256, content, kept_at)
         select tenant_id, id, 'scan.pdf', 'application/pdf', sha256, 'scan', uploaded_at from import_runs where id = $1",
    )
    .bind(run.parse::<Uuid>().expect("an id"))
    .execute(app.loader())
    .await
    .expect("a scan");
}

/// The official's claim, as a liaison enters it from paper; the leader's is still to come.
pub async fn on_paper(app: &TestApp, city: &str) -> String {
    let owner = format!("official@{city}");
    let filed = Filed::by(app, &owner, &draft("Signed on paper"))
        .await
        .approved(app)
        .await;
    filed.sign(app, "official", Purpose::Claim).await;
    let id: Uuid = sqlx::query_scalar(
        "insert into paper_signatures (tenant_id, signature_id, problem_id, signed_on, name, media_type, sha256, content, account_id, at)
         select tenant_id, id, problem_id, signed_at::date, 'scan.pdf', 'application/pdf', statement_sha256, 'scan', account_id,
            signed_at from signatures where problem_id = $1 returning signature_id",
    )
    .bind(filed.problem.id.0)
    .fetch_one(app.loader())
    .await
    .expect("on paper");
    id.to_string()
}

/// The reviewer's lot of what the department submitted, and what was ruled on in it.
pub async fn lot(app: &TestApp, city: &str) -> (String, String) {
    let (owner, reviewer) = (format!("official@{city}"), format!("reviewer@{city}"));
    let filed = Filed::by(app, &owner, &draft("Ruled on in a lot")).await;
    let kind = township(app, &format!("dept-a@{city}"));
    let taken = take(app, &reviewer, kind).await.expect("a lot");
    let yes = Decision::approval("");
    filed.rule(app, &reviewer, &yes).await.expect("approved");
    (taken.id.to_string(), filed.id())
}

/// An account that nobody signs in with, of a colleague in the same unit: the matrix may reset and disable it.
pub async fn spare(app: &TestApp, owner: &str) -> String {
    let account: Uuid = sqlx::query_scalar(
        "with own as (select * from posts where person_id = $1 limit 1),
            made as (insert into persons (tenant_id, id, staff_no, name, created_at)
                select tenant_id, gen_random_uuid(), 'S' || upper(left(gen_random_uuid()::text, 8)), 'Spare', from_at from own
                returning tenant_id, id, staff_no, created_at),
            post as (insert into posts (tenant_id, id, person_id, unit_id, title, rank, tier, from_at)
                select o.tenant_id, gen_random_uuid(), m.id, o.unit_id, 'Clerk', o.rank, o.tier, o.from_at
                from own o, made m)
         insert into accounts (id, tenant_id, login, display_name, person_id, created_at)
         select gen_random_uuid(), tenant_id, lower(staff_no), 'Spare', id, created_at from made returning id",
    )
    .bind(app.cast.person(owner))
    .fetch_one(app.loader())
    .await
    .expect("an account");
    account.to_string()
}

/// A view of the search, which every owner may open.
pub async fn saved_view(app: &TestApp, owner: &str) -> String {
    let view: Uuid = sqlx::query_scalar(
        "insert into saved_views (tenant_id, id, account_id, list, name, query, created_at, changed_at)
         select tenant_id, v.id, a.id, 'search', left(v.id::text, 20), 'q=Submitted&in=problems', now(), now()
         from accounts a, gen_random_uuid() v (id) where a.id = $1 returning id",
    )
    .bind(app.cast.member(owner).account)
    .fetch_one(app.loader())
    .await
    .expect("a view");
    view.to_string()
}

/// A clue about a problem, handed over by the head of the group.
pub async fn referred(app: &TestApp, city: &str, problem: &str) -> String {
    let id: Uuid = sqlx::query_scalar(
        "insert into referrals (tenant_id, id, campaign_id, problem_id, revision, group_id, words, account_id, at)
         select tenant_id, gen_random_uuid(), campaign_id, id, revision, $2, 'A clue', gen_random_uuid(), now()
         from problems where id = $1 returning id",
    )
    .bind(problem.parse::<Uuid>().expect("an id"))
    .bind(app.cast.groups[city])
    .fetch_one(app.loader())
    .await
    .expect("a referral");
    id.to_string()
}

/// A verdict of the reviewer's that is to be read a second time.
pub async fn drawn(app: &TestApp, city: &str, ruled: &str) -> String {
    let id: Uuid = sqlx::query_scalar(
        "insert into second_readings (tenant_id, id, campaign_id, verdict_id, group_id, drawn_at)
         select v.tenant_id, gen_random_uuid(), p.campaign_id, v.id, $2, v.at - interval '1 minute' from verdicts v
         join problems p on p.tenant_id = v.tenant_id and p.id = v.problem_id where v.problem_id = $1
         on conflict (tenant_id, verdict_id) do update set drawn_at = excluded.drawn_at returning id",
    )
    .bind(ruled.parse::<Uuid>().expect("an id"))
    .bind(app.cast.groups[city])
    .fetch_one(app.loader())
    .await
    .expect("drawn");
    id.to_string()
}

/// A sample of one closed problem of the official's.
pub async fn sampled(app: &TestApp, city: &str) -> String {
    let owner = format!("official@{city}");
    Filed::by(app, &owner, &draft("Closed and drawn"))
        .await
        .closed(app)
        .await;
    let office = app.as_(&format!("office@{city}")).await;
    let path = lookback::prepare(&office).await;
    lookback::draw(&office, &path, ("1", "3-5-2")).await;
    path.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A file beside a problem's completion, handed in by its owner when it began.
pub async fn handed_in(app: &TestApp, city: &str, problem: &str) -> String {
    let bytes = Bytes::from(format!("%PDF-1.4 beside {problem}"));
    let file = clean("a.pdf", bytes, &Kind::ALL).await.expect("fit");
    let stored = app
        .app
        .files()
        .put(app.cast.tenants[city], &file)
        .await
        .expect("put");
    let id: Uuid = sqlx::query_scalar(
        "with begun as (select tenant_id, at, account_id from events where object_id = $1 order by at limit 1),
            file as (insert into files (tenant_id, id, sha256, uploaded_sha256, size, media_type, name, account_id, at)
                select tenant_id, gen_random_uuid(), $2, $3, 30, 'application/pdf', 'a.pdf', account_id, at from begun
                returning tenant_id, id, at)
         insert into evidence (tenant_id, file_id, problem_id, cycle, at) select tenant_id, id, $1, 1, at from file returning file_id",
    )
    .bind(problem.parse::<Uuid>().expect("an id"))
    .bind(hex::encode(stored.kept))
    .bind(hex::encode(stored.uploaded))
    .fetch_one(app.loader())
    .await
    .expect("a file");
    id.to_string()
}
