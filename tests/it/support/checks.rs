//! What authors forget: that every change of a problem is in the ledger, and that history and columns agree.

use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgConnection};

/// What must find nothing, and what it means if it does.
const CHECKS: [(&str, &str); 6] = [
    (
        "a problem changed its state without an event of that instant",
        "select s.problem_id::text || ' at ' || s.from_at from problem_spans s where not exists (
            select from events e where e.tenant_id = s.tenant_id and e.object_id = s.problem_id and e.at = s.from_at)",
    ),
    (
        "a problem was changed by neither a saved draft nor an act that opened a span",
        "select p.id::text || ' at ' || p.updated_at from problems p where p.updated_at <> p.draft_saved_at
         and not exists (select from problem_spans s where s.tenant_id = p.tenant_id and s.problem_id = p.id
            and s.from_at = p.updated_at)",
    ),
    (
        "a problem has not exactly one open span",
        "select p.id::text || ': ' || count(s.problem_id) from problems p left join problem_spans s
            on s.tenant_id = p.tenant_id and s.problem_id = p.id and s.to_at = 'infinity'
         group by p.id having count(s.problem_id) <> 1",
    ),
    (
        "the open span differs from the problem's columns",
        "select p.id::text from problems p join problem_spans s
            on s.tenant_id = p.tenant_id and s.problem_id = p.id and s.to_at = 'infinity'
         where (s.campaign_id, s.state, s.rectification, s.owner_id, s.owner_kind, s.unit_id, s.top_unit_id, s.tier,
                s.cycle, s.revision, s.due_on, s.approved_at, s.claimed_at, s.cosigned_at, s.moved_out, s.deferred_until)
            is distinct from (p.campaign_id, p.state, p.rectification, p.owner_id, p.owner_kind, p.unit_id,
                p.top_unit_id, p.tier, p.cycle, p.revision, p.due_on, p.approved_at, p.claimed_at, p.cosigned_at,
                p.moved_out, p.deferred_until)",
    ),
    (
        "spans of a problem leave a gap or overlap",
        "select problem_id::text || ' span ' || span_no from (
            select problem_id, span_no, to_at,
                lead(from_at) over w as next_from, row_number() over w as expected_no
            from problem_spans window w as (partition by tenant_id, problem_id order by span_no)) s
         where span_no <> expected_no or coalesce(next_from, 'infinity') <> to_at",
    ),
    (
        "a record was written without an event of that instant",
        "select r.kind || ' of problem ' || r.problem_id || ' at ' || r.at from (
            select 'revision' as kind, tenant_id, problem_id, submitted_at as at from revisions
            union all select 'verdict', tenant_id, problem_id, at from verdicts
            union all select 'signature', tenant_id, problem_id, signed_at from signatures
            union all select 'note', tenant_id, problem_id, at from progress_notes
            union all select 'completion', tenant_id, problem_id, at from completions
            union all select 'evidence', tenant_id, problem_id, at from evidence
            union all select 'taking back', e.tenant_id, e.problem_id, f.taken_back_at from evidence e
                join files f on f.tenant_id = e.tenant_id and f.id = e.file_id where f.taken_back_at is not null
            union all select 'check', tenant_id, problem_id, at from checks
            union all select 'discussion', d.tenant_id, d.problem_id, h.at from discussed d
                join discussions h on h.tenant_id = d.tenant_id and h.id = d.discussion_id
            union all select 'extension', tenant_id, problem_id, at from extensions
            union all select 'decision', d.tenant_id, e.problem_id, d.at from extension_decisions d
                join extensions e on e.tenant_id = d.tenant_id and e.id = d.extension_id
            union all select 'cycle', tenant_id, problem_id, at from cycles
            union all select 'request', tenant_id, problem_id, at from reopenings
            union all select 'answer', tenant_id, problem_id, decided_at from reopenings where decided_at is not null
            union all select 'look-back', tenant_id, problem_id, at from look_back_results
            union all select 'closure', tenant_id, problem_id, at from closures) r
         where not exists (select from events e
            where e.tenant_id = r.tenant_id and e.object_id = r.problem_id and e.at = r.at)",
    ),
];

/// Runs them all as a role that passes the policies; gives what is wrong, in words.
pub async fn of(options: &PgConnectOptions) -> Vec<String> {
    let mut connection = options.connect().await.expect("a connection");
    let mut wrong = Vec::new();
    for (meaning, sql) in CHECKS {
        wrong.extend(
            found(&mut connection, sql)
                .await
                .into_iter()
                .map(|what| format!("{meaning}: {what}")),
        );
    }
    wrong
}

async fn found(connection: &mut PgConnection, sql: &'static str) -> Vec<String> {
    sqlx::query_scalar(sql)
        .fetch_all(connection)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}
