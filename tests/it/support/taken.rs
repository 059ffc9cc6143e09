//! Lots taken by the domain's own verb, and entries by the hundred to take them from.

use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;
use zhenggai::domain::ledger::Act;
use zhenggai::domain::lists::Tier;
use zhenggai::domain::review::lots::actions::{Opened, claim};
use zhenggai::domain::review::lots::{Kind, Lot, store};
use zhenggai::domain::review::queue::Desk;
use zhenggai::kernel::ids::{ActId, LotId, fresh};

use super::TestApp;
use super::filed::{Filed, actor};

/// First submissions of 乡科级 in a unit of the cast.
pub fn township(app: &TestApp, unit: &str) -> Kind {
    Kind {
        unit: app.cast.unit(unit),
        tier: Tier::Township,
        again: false,
    }
}

/// What a form of a page posts to take it.
pub fn posted(kind: Kind) -> [(&'static str, String); 3] {
    [
        ("unit", kind.unit.to_string()),
        ("tier", kind.tier.code().to_owned()),
        ("again", if kind.again { "1" } else { "0" }.to_owned()),
    ]
}

/// Somebody of the cast takes what is free of a kind.
pub async fn take(app: &TestApp, who: &str, kind: Kind) -> Result<Opened, String> {
    let slug = who.split_once('@').map_or("alpha", |(_, slug)| slug);
    let mut tx = app.tx(slug).await;
    let actor = actor(app, &mut tx, who).await;
    let desk = Desk::of(&mut tx, app.cast.campaigns[slug], &actor, app.cast.person(who));
    let desk = desk.await.expect("a desk");
    let act = Act::open(&mut tx, &actor, ActId::fresh(), app.clock.now()).await;
    let taken = claim(&mut tx, &mut act.expect("an act"), &desk, kind).await;
    if taken.is_ok() {
        tx.commit().await.expect("committed");
    }
    taken.map_err(|error| format!("{error:?}"))
}

/// A lot of alpha as it stands now.
pub async fn lot(app: &TestApp, id: LotId) -> Lot {
    let mut tx = app.tx("alpha").await;
    let found = store::find(&mut tx, id).await;
    found.expect("read").expect("there")
}

/// Entries that a lot of alpha holds, with their owners.
pub async fn held(app: &TestApp, id: LotId) -> Vec<(Uuid, Uuid)> {
    sqlx::query_as(
        "select problem_id, owner_id from lot_entries where lot_id = $1 and held order by owner_id, seq",
    )
    .bind(id)
    .fetch_all(app.loader())
    .await
    .expect("read")
}

/// The same problem again for so many people who never were there before, so often each: as if each had submitted it.
pub async fn crowd(app: &TestApp, filed: &Filed, people: i32, each: i32) {
    let owners: Vec<Uuid> = sqlx::query_scalar(
        "insert into persons (tenant_id, id, staff_no, name, created_at)
         select p.tenant_id, gen_random_uuid(), 'K' || lpad(n::text, 3, '0'), 'Member ' || n, p.created_at
         from problems p, generate_series(1, $2) n where p.id = $1 returning id",
    )
    .bind(filed.problem.id)
    .bind(people)
    .fetch_all(app.loader())
    .await
    .expect("people");
    let problems: Vec<(Uuid, Uuid, i32)> = owners
        .iter()
        .flat_map(|owner| (1..=each).map(|seq| (fresh(), *owner, seq)))
        .collect();
    for (table, own) in [
        (
            "problems",
            "'id', n.id, 'owner_id', n.owner, 'seq', n.seq, 'number', 'Dept-' || left(n.owner::text, 8) || '-' || n.seq",
        ),
        ("revisions", "'problem_id', n.id"),
        ("problem_spans", "'problem_id', n.id, 'owner_id', n.owner"),
        ("events", "'act_id', gen_random_uuid(), 'object_id', n.id"),
    ] {
        copied(app, filed, (table, own), &problems).await;
    }
}

/// Copies the rows of a problem in a table for others, with what is their own in the place of its.
async fn copied(app: &TestApp, filed: &Filed, (table, own): (&str, &str), problems: &[(Uuid, Uuid, i32)]) {
    let columns = sqlx::query(
        "select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
         where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' and is_identity = 'NO'
            and not (table_name = 'events' and column_name = 'id')",
    )
    .bind(table)
    .fetch_one(app.loader())
    .await
    .expect("the catalogue");
    let columns: String = columns.get("names");
    let key = match table {
        "problems" => "id",
        "events" => "object_id",
        _ => "problem_id",
    };
    let sql = format!(
        "insert into {table} ({columns}) select {columns} from (
            select (jsonb_populate_record(t, jsonb_build_object({own}))).* from {table} t,
                unnest($2::uuid[], $3::uuid[], $4::int[]) as n (id, owner, seq) where t.{key} = $1) c"
    );
    sqlx::query(AssertSqlSafe(sql))
        .bind(filed.problem.id)
        .bind(problems.iter().map(|(id, ..)| *id).collect::<Vec<_>>())
        .bind(problems.iter().map(|(_, owner, _)| *owner).collect::<Vec<_>>())
        .bind(problems.iter().map(|(.., seq)| *seq).collect::<Vec<_>>())
        .execute(app.loader())
        .await
        .unwrap_or_else(|error| panic!("{table}: {error}"));
}
