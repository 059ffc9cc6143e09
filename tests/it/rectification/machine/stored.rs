//! What the database holds of a problem, all of it.

use sqlx::Row as _;

use super::model::Model;
use crate::rectification::reopened::kept;
use crate::support::TestApp;
use crate::support::filed::Filed;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The row, whole, and of it where it stands.
    row: String,
    at: (String, Option<String>, i32, i32, String),
    /// Acts of the ledger, in order.
    events: Vec<String>,
    /// Spans that are over, whole, in order; and what is wrong with them.
    spans: Vec<String>,
    torn: i64,
    /// Whether the open span counts as rectified.
    rectified: bool,
    /// Signatures that stand in the present cycle, of claim and completion.
    standing: (i64, i64),
    /// Signatures where the order was broken or one person signed as both.
    wrong: i64,
    /// All requests and decisions.
    requests: String,
    /// Rounds that are over, closed ones too, as they are kept; how many.
    over: (i32, String),
}

impl Stored {
    pub async fn of(app: &TestApp, filed: &Filed) -> Self {
        let row = sqlx::query(
            "select to_jsonb(p)::text as row, p.state, p.rectification, p.cycle, p.revision, p.due_on::text as due,
                (select array_agg(act order by id) from events where object_id = p.id) as events,
                (select array_agg(to_jsonb(s)::text order by span_no) from problem_spans s
                    where s.problem_id = p.id and s.to_at < 'infinity') as spans,
                (select count(*) from (select s.*, lead(from_at) over (order by span_no) as next,
                        row_number() over (order by span_no) as nth from problem_spans s where s.problem_id = p.id) s
                    where s.nth <> s.span_no or s.to_at <> coalesce(s.next, 'infinity')) as torn,
                (select s.took_days is not null from problem_spans s where s.problem_id = p.id and s.to_at = 'infinity') as rectified,
                (select count(*) from signatures s where s.problem_id = p.id and s.cycle = p.cycle and s.purpose = 'claim'
                    and not exists (select from signature_breaks b where b.signature_id = s.id)) as claim,
                (select count(*) from signatures s where s.problem_id = p.id and s.cycle = p.cycle and s.purpose = 'complete'
                    and not exists (select from signature_breaks b where b.signature_id = s.id)) as done,
                (select count(*) from signatures l left join signatures o on o.problem_id = l.problem_id and o.cycle = l.cycle
                        and o.purpose = l.purpose and o.role = 'owner' and o.revision = l.revision and o.signed_at <= l.signed_at
                        and o.statement_sha256 = l.statement_sha256
                    where l.problem_id = p.id and l.role = 'leader' and (o.id is null or o.signer_id = l.signer_id)) as wrong,
                coalesce((select jsonb_agg(to_jsonb(e) order by e.id) from extensions e where e.problem_id = p.id)::text, '')
                    || coalesce((select jsonb_agg(to_jsonb(d) order by d.at, d.gate) from extension_decisions d
                        join extensions e on e.id = d.extension_id where e.problem_id = p.id)::text, '')
                    || coalesce((select jsonb_agg(to_jsonb(r) order by r.id) from reopenings r where r.problem_id = p.id)::text, '')
                    as requests
             from problems p where p.id = $1",
        )
        .bind(filed.problem.id)
        .fetch_one(app.loader())
        .await
        .expect("the problem");
        let rectification: Option<String> = row.get("rectification");
        let cycle: i32 = row.get("cycle");
        // Of a closed round nothing changes any more either.
        let over = if rectification.as_deref() == Some("closed") {
            cycle
        } else {
            cycle - 1
        };
        Self {
            row: row.get("row"),
            at: (
                row.get("state"),
                rectification,
                cycle,
                row.get("revision"),
                row.get("due"),
            ),
            events: row.get("events"),
            spans: row.get("spans"),
            torn: row.get("torn"),
            rectified: row.get("rectified"),
            standing: (row.get("claim"), row.get("done")),
            wrong: row.get("wrong"),
            requests: row.get("requests"),
            over: (over, kept(app, filed, over).await),
        }
    }

    /// Holds it against what was there before, what must be there now, and what must have been recorded.
    pub fn follows(&self, before: &Self, model: &Model, acts: &[&str]) {
        let at = (
            model.filing.code().to_owned(),
            model.at.map(|state| state.code().to_owned()),
            model.cycle,
            model.revision,
            model.due.to_string(),
        );
        assert_eq!(self.at, at, "after {acts:?}");
        assert!(self.events.starts_with(&before.events), "the ledger only grows");
        assert_eq!(self.events[before.events.len()..], *acts);
        assert!(self.spans.starts_with(&before.spans), "the past only grows");
        assert_eq!(self.torn, 0, "spans have a gap");
        assert_eq!(
            self.standing,
            (model.claim, model.done),
            "signatures that stand, after {acts:?}"
        );
        assert_eq!(
            self.wrong, 0,
            "a leader signed alone, before the owner, or as both"
        );
        let counts = model.done == 2 && model.at.is_some();
        assert_eq!(
            self.rectified, counts,
            "rectified is what both signed, after {acts:?}"
        );
        if before.over.0 == self.over.0 {
            assert_eq!(
                self.over, before.over,
                "a round that is over was changed by {acts:?}"
            );
        }
    }
}
