//! What the database holds of a problem, all of it.

use sqlx::Row as _;
use zhenggai::kernel::digest::sha256;

use super::model::Model;
use crate::support::TestApp;
use crate::support::filed::Filed;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The row, whole, and of it the state, the stage, the stages to come.
    row: String,
    state: (String, Option<String>, String),
    /// Digests of the revisions, each that of its text, in order.
    revisions: Vec<Vec<u8>>,
    /// Verdicts, those taken back, and those that give nothing back and no reason.
    verdicts: (i64, i64, i64),
    /// Acts of the ledger, in order.
    events: Vec<String>,
    /// States of the spans, in order, and what is wrong with them.
    spans: Vec<String>,
    torn: i64,
    /// Signatures and how many are broken.
    signatures: (i64, i64),
}

impl Stored {
    pub async fn of(app: &TestApp, filed: &Filed) -> Self {
        let row = sqlx::query(
            "select to_jsonb(p)::text as row, p.state, p.stage, p.rest_of_route,
                (select count(*) from verdicts v where v.problem_id = p.id) as verdicts,
                (select count(*) from verdicts v join verdict_revocations r on r.verdict_id = v.id where v.problem_id = p.id) as back,
                (select count(*) from verdicts v where v.problem_id = p.id and v.verdict <> 'approved' and not exists (
                    select from verdict_reasons r where r.verdict_id = v.id)) as bare,
                (select array_agg(act order by id) from events where object_id = p.id) as events,
                (select array_agg(state order by span_no) from problem_spans where problem_id = p.id) as spans,
                (select count(*) from (select s.*, lead(from_at) over (order by span_no) as next,
                        row_number() over (order by span_no) as nth from problem_spans s where s.problem_id = p.id) s
                    where s.nth <> s.span_no or s.to_at <> coalesce(s.next, 'infinity')
                        or s.next is null and (s.state, s.revision) is distinct from (p.state, p.revision)) as torn,
                (select count(*) from signatures s where s.problem_id = p.id) as signatures,
                (select count(*) from signatures s join signature_breaks b on b.signature_id = s.id where s.problem_id = p.id) as broken
             from problems p where p.id = $1",
        )
        .bind(filed.problem.id)
        .fetch_one(app.loader())
        .await
        .expect("the problem");
        let revisions: Vec<(String, Vec<u8>)> =
            sqlx::query_as("select content, digest from revisions where problem_id = $1 order by revision")
                .bind(filed.problem.id)
                .fetch_all(app.loader())
                .await
                .expect("revisions");
        let whole = |(content, digest): (String, Vec<u8>)| {
            assert_eq!(sha256(content.as_bytes())[..], digest[..], "{content}");
            digest
        };
        Self {
            row: row.get("row"),
            state: (row.get("state"), row.get("stage"), row.get("rest_of_route")),
            revisions: revisions.into_iter().map(whole).collect(),
            verdicts: (row.get("verdicts"), row.get("back"), row.get("bare")),
            events: row.get("events"),
            spans: row.get("spans"),
            torn: row.get("torn"),
            signatures: (row.get("signatures"), row.get("broken")),
        }
    }

    /// Holds it against what was there before, what must be there now, and what must have been recorded.
    pub fn follows(&self, before: &Self, model: &Model, acts: &[&str]) {
        let rest: Vec<_> = model.rest.iter().map(|stage| stage.code()).collect();
        let state = (
            model.state.code().to_owned(),
            model.stage.map(|stage| stage.code().to_owned()),
            rest.join(","),
        );
        assert_eq!(self.state, state, "after {acts:?}");
        assert!(
            self.revisions.starts_with(&before.revisions),
            "a revision was lost or changed"
        );
        assert_eq!(
            self.revisions.len(),
            usize::try_from(model.revision).expect("a count"),
            "after {acts:?}"
        );
        let (given, back) = model.verdicts;
        assert_eq!(
            self.verdicts,
            (given, back, 0),
            "verdicts, taken back, without a reason"
        );
        assert!(self.events.starts_with(&before.events), "the ledger only grows");
        assert_eq!(self.events[before.events.len()..], *acts);
        assert!(self.spans.starts_with(&before.spans), "history only grows");
        // A draft that is kept is no act, and opens none.
        let more = if acts.is_empty() {
            vec![]
        } else {
            vec![model.state.code()]
        };
        assert_eq!(
            self.spans[before.spans.len()..],
            more,
            "one more span, of the new state"
        );
        assert_eq!(self.torn, 0, "spans have a gap, or the open one is not the row");
        assert!(self.signatures.0 >= before.signatures.0 && self.signatures.1 >= before.signatures.1);
    }
}
