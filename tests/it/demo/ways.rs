//! The same plots twice: each act by its verb, and computed and loaded by COPY.

use sqlx::Row as _;
use zhenggai::demo::{Size, Way};
use zhenggai::platform::postgres::Role;

use crate::support::{cluster, connect};

/// What both must have left, without the ids that no two runs share: uuids and digests of what holds them are blanked.
const LEFT: [(&str, &str); 20] = [
    (
        "problems",
        "select p.number, p.owner_kind, coalesce(o.staff_no, b.name) as owner, l.staff_no as leader, u.name, t.name as top, p.tier, p.seq, p.title, p.draft,
            p.draft_saved_at, p.state, p.stage, p.rest_of_route, p.rectification, p.revision, p.version, p.cycle, p.due_on,
            p.first_submitted_at, p.submitted_at, p.approved_at, p.claimed_at, p.cosigned_at, p.closed_at, p.close_number,
            p.created_at, p.updated_at
         from problems p left join persons o on o.id = p.owner_id left join units b on b.id = p.owner_id left join persons l on l.id = p.leader_id
         join units u on u.id = p.unit_id join units t on t.id = p.top_unit_id order by p.number",
    ),
    (
        "revisions",
        "select p.number, r.revision, r.content, r.digest, r.reason, r.submitted_at, a.login from revisions r
         join problems p on p.id = r.problem_id join accounts a on a.id = r.account_id order by 1, 2",
    ),
    (
        "spans",
        "select p.number, s.span_no, s.from_at, s.to_at, s.state, s.rectification, s.owner_kind, s.tier, s.cycle, s.revision,
            s.due_on, s.approved_at, s.claimed_at, s.cosigned_at from problem_spans s
         join problems p on p.id = s.problem_id order by 1, 2",
    ),
    (
        "verdicts",
        "select p.number, v.revision, v.stage, v.verdict, v.reason_count, v.words, g.name, a.login, n.staff_no, v.at
         from verdicts v join problems p on p.id = v.problem_id left join supervision_groups g on g.id = v.group_id
         left join accounts a on a.id = v.account_id left join persons n on n.id = v.person_id order by p.number, v.at",
    ),
    (
        "reasons",
        "select p.number, v.at, r.position, r.code, r.field, r.quote, r.words from verdict_reasons r
         join verdicts v on v.id = r.verdict_id join problems p on p.id = v.problem_id order by 1, 2, 3",
    ),
    (
        "signatures",
        "select p.number, s.cycle, s.revision, s.purpose, s.role, n.staff_no, s.acting_for, a.login, s.method,
            s.wording_version, regexp_replace(s.statement, '[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}', '*', 'g') as statement,
            s.statement_sha256 = sha256(convert_to(s.statement, 'UTF8')) as holds, length(s.statement_sm3) as sm3, s.signed_at
         from signatures s join problems p on p.id = s.problem_id join persons n on n.id = s.signer_id
         join accounts a on a.id = s.account_id order by p.number, s.signed_at",
    ),
    (
        "breaks",
        "select p.number, s.purpose, s.role, b.reason, a.login, b.at from signature_breaks b
         join signatures s on s.id = b.signature_id join problems p on p.id = s.problem_id
         join accounts a on a.id = b.account_id order by 1, 2, 3",
    ),
    (
        "notes",
        "select p.number, n.cycle, n.words, a.login, n.at from progress_notes n join problems p on p.id = n.problem_id
         join accounts a on a.id = n.account_id order by 1, n.at",
    ),
    (
        "completions",
        "select p.number, c.cycle, c.outcome, c.done_on, a.login, c.at from completions c
         join problems p on p.id = c.problem_id join accounts a on a.id = c.account_id order by 1, c.at",
    ),
    (
        "checks",
        "select p.number, c.verdict, c.words, c.gate, a.login, c.at, d.at as reported from checks c
         join problems p on p.id = c.problem_id join completions d on d.id = c.completion_id
         join accounts a on a.id = c.account_id order by 1, c.at",
    ),
    (
        "discussions",
        "select p.number, u.name, d.kind, d.meeting, d.held_on, a.login, d.at from discussed x
         join discussions d on d.id = x.discussion_id join problems p on p.id = x.problem_id join units u on u.id = d.body_id
         join accounts a on a.id = d.account_id order by 1, d.at",
    ),
    (
        "closures",
        "select c.number, p.number as problem, c.cycle, c.batch_no, a.login, c.at from closures c
         join problems p on p.id = c.problem_id join accounts a on a.id = c.account_id order by c.tenant_id, 2",
    ),
    (
        "series",
        "select t.slug, s.kind, s.last from series s join tenants t on t.id = s.tenant_id order by 1, 2",
    ),
    (
        "events",
        "select t.slug, row_number() over (partition by e.tenant_id order by e.id) as n, e.position, e.at, a.login, n.staff_no,
            e.act, e.object_kind, coalesce(p.number, k.number, r.number) as number,
            regexp_replace(e.data, '[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}', '*', 'g') as data
         from events e join tenants t on t.id = e.tenant_id left join problems p on p.id = e.object_id
         left join packages k on k.id = e.object_id and k.tenant_id = e.tenant_id
         left join received_packages r on r.id = e.object_id and r.tenant_id = e.tenant_id
         left join accounts a on a.id = e.account_id left join persons n on n.id = e.person_id
         where e.object_kind in ('problem', 'package') order by 1, 2",
    ),
    (
        "packages",
        "select t.slug, k.seq, k.number, length(k.manifest), k.sha256 = sha256(convert_to(k.manifest, 'UTF8')) as holds,
            length(k.sm3) as sm3, a.login, k.frozen_at, k.delivered_at from packages k join tenants t on t.id = k.tenant_id
         join accounts a on a.id = k.account_id order by 1, 2",
    ),
    (
        "entries",
        "select k.number as package, p.number, e.revision, v.verdict, v.at from package_entries e
         join packages k on k.id = e.package_id join problems p on p.id = e.problem_id
         left join verdicts v on v.id = e.verdict_id order by p.number, e.revision",
    ),
    (
        "received",
        "select f.slug, r.from_name, r.number, r.sha256 = k.sha256 and r.sm3 = k.sm3 and r.manifest = k.manifest as same,
            r.received_at from received_packages r join packages k on k.id = r.id join tenants f on f.id = r.from_tenant
         order by 1, 3",
    ),
    (
        "received entries",
        "select f.slug, r.number as package, e.number, e.revision, e.content, e.digest, e.verdict, e.words, a.login,
            e.decided_at, e.verdict_id is not distinct from s.verdict_id as same from received_entries e
         join received_packages r on r.id = e.package_id join tenants f on f.id = r.from_tenant
         join package_entries s on s.package_id = e.package_id and s.position = e.position
         left join accounts a on a.id = e.account_id order by 1, 3, 4",
    ),
    (
        "received reasons",
        "select e.number, e.revision, s.reason_no, s.code, s.field, s.quote, s.words from received_reasons s
         join received_entries e on e.package_id = s.package_id and e.position = s.position order by 1, 2, 3",
    ),
    (
        "outbox",
        "select o.kind, f.slug, t.slug as receiver, o.created_at, o.attempts, o.due_at, o.done_at, o.failure from outbox o
         join tenants f on f.id = o.from_tenant join tenants t on t.id = o.to_tenant",
    ),
];

async fn left(database: &str, sql: &str) -> Vec<String> {
    let mut loader = connect(Role::Loader, database).await;
    // Ids differ between the two, and with them whatever is sorted by them.
    let sql = format!("select row_to_json(r)::text from ({sql}) r");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .fetch_all(&mut loader)
        .await
        .expect("read");
    let mut rows: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    rows.sort_unstable();
    rows
}

#[tokio::test]
async fn what_is_loaded_by_copy_is_what_the_verbs_leave() {
    let cluster = cluster();
    let (verbs, copy) = (cluster.empty().await, cluster.empty().await);
    cluster.demonstrate(&verbs, Size::Small, Way::Verbs).await;
    cluster.demonstrate(&copy, Size::Small, Way::Copy).await;
    for (table, sql) in LEFT {
        let (one, other) = (left(&verbs, sql).await, left(&copy, sql).await);
        assert!(!one.is_empty(), "{table} is empty");
        let differ = one.iter().zip(&other).find(|(one, other)| one != other);
        assert!(
            differ.is_none(),
            "{table}:\nby verbs: {}\nby copy:  {}",
            differ.unwrap().0,
            differ.unwrap().1
        );
        assert_eq!(one.len(), other.len(), "{table}");
    }
    cluster.drop_database(&verbs).await;
    cluster.drop_database(&copy).await;
}
