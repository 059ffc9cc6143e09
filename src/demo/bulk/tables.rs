//! The rows that acts leave behind, table by table.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::city::Actor;
use super::packages::HandedUp;
use crate::domain::campaigns::Stage;
use crate::domain::lists::{Draft, Problem};
use crate::kernel::digest::canonical;
use crate::kernel::ids::TenantId;
use crate::platform::db::bulk::{Cell, Infinity, Rows};

/// One event, with what puts it in its place in the ledger.
#[derive(Debug)]
pub(super) struct Event {
    /// Recorded time, problem, place within the problem.
    pub(super) order: (DateTime<Utc>, usize, usize),
    pub(super) line: Vec<u8>,
}

/// Rows of many problems.
#[derive(Debug)]
pub(super) struct Tables {
    tenant: TenantId,
    problems: Rows,
    pub(super) revisions: Rows,
    spans: Rows,
    pub(super) verdicts: Rows,
    pub(super) reasons: Rows,
    pub(super) signatures: Rows,
    pub(super) breaks: Rows,
    pub(super) notes: Rows,
    pub(super) completions: Rows,
    pub(super) checks: Rows,
    pub(super) closures: Rows,
    pub(super) discussions: Rows,
    pub(super) discussed: Rows,
    marks: Rows,
    pub(super) events: Vec<Event>,
    pub(super) handed: Vec<HandedUp>,
}

impl Tables {
    pub(super) fn new(tenant: TenantId) -> Self {
        Self {
            tenant,
            problems: Rows::of("problems", &PROBLEMS),
            revisions: Rows::of("revisions", &REVISIONS),
            spans: Rows::of("problem_spans", &SPANS),
            verdicts: Rows::of("verdicts", &VERDICTS),
            reasons: Rows::of("verdict_reasons", &REASONS),
            signatures: Rows::of("signatures", &SIGNATURES),
            breaks: Rows::of("signature_breaks", &BREAKS),
            notes: Rows::of("progress_notes", &NOTES),
            completions: Rows::of("completions", &COMPLETIONS),
            checks: Rows::of("checks", &CHECKS),
            closures: Rows::of("closures", &CLOSURES),
            discussions: Rows::of("discussions", &DISCUSSIONS),
            discussed: Rows::of("discussed", &["tenant_id", "discussion_id", "problem_id"]),
            marks: Rows::of("search_pending", &["of_tenant", "kind", "subject_id"]),
            events: Vec::new(),
            handed: Vec::new(),
        }
    }

    /// Everything but the events, in an order in which each row finds what it refers to.
    pub(super) fn in_order(&mut self) -> Vec<Rows> {
        let mut fresh = Self::new(self.tenant);
        fresh.events = std::mem::take(&mut self.events);
        fresh.handed = std::mem::take(&mut self.handed);
        let old = std::mem::replace(self, fresh);
        vec![
            old.problems,
            old.revisions,
            old.spans,
            old.verdicts,
            old.reasons,
            old.signatures,
            old.breaks,
            old.notes,
            old.completions,
            old.checks,
            old.closures,
            old.discussions,
            old.discussed,
            old.marks,
        ]
    }

    pub(super) fn problem(
        &mut self,
        p: &Problem,
        draft: &Draft,
        saved: DateTime<Utc>,
        created: DateTime<Utc>,
    ) {
        // Where rows are loaded unchecked no trigger leaves it.
        self.marks.line(&[&self.tenant.0, &"problem", &p.id.0]);
        let rest: Vec<&str> = p.rest_of_route.iter().map(|stage| stage.code()).collect();
        self.problems.line(&[
            &self.tenant.0,
            &p.id.0,
            &p.campaign.0,
            &p.owner.0,
            &p.owner_kind.code(),
            &p.unit.0,
            &p.top_unit.0,
            &p.tier.code(),
            &p.leader.map(|leader| leader.0),
            &p.seq,
            &p.number,
            &p.title,
            &draft.json(),
            &saved,
            &p.state.code(),
            &p.stage.map(Stage::code),
            &rest.join(","),
            &p.rectification,
            &p.revision,
            &p.version,
            &p.cycle,
            &p.due_on,
            &p.first_submitted_at,
            &p.submitted_at,
            &p.approved_at,
            &p.claimed_at,
            &p.cosigned_at,
            &p.closed_at,
            &p.close_number,
            &created,
            &p.updated_at,
        ]);
    }

    /// What was known of a problem since its `updated_at`.
    pub(super) fn span(&mut self, p: &Problem, number: i32, until: Option<DateTime<Utc>>) {
        let until: &dyn Cell = match &until {
            Some(until) => until,
            None => &Infinity,
        };
        self.spans.line(&[
            &self.tenant.0,
            &p.id.0,
            &number,
            &p.campaign.0,
            &p.updated_at,
            until,
            &p.state.code(),
            &p.rectification,
            &p.owner.0,
            &p.owner_kind.code(),
            &p.unit.0,
            &p.top_unit.0,
            &p.tier.code(),
            &p.cycle,
            &p.revision,
            &p.due_on,
            &p.approved_at,
            &p.claimed_at,
            &p.cosigned_at,
        ]);
    }

    /// An event of the act `id`, at `position` within it.
    pub(super) fn event(
        &mut self,
        order: (DateTime<Utc>, usize, usize),
        act: (Uuid, i32),
        actor: Option<Actor>,
        (what, problem): (&str, Uuid),
        data: &Value,
    ) {
        let who = actor.map(|actor| (actor.account.0, actor.person.0));
        let who = (who.map(|who| who.0), who.map(|who| who.1));
        let line = line(
            (self.tenant.0, act, order.0),
            who,
            (what, "problem", problem),
            data,
        );
        self.events.push(Event { order, line });
    }
}

/// A row of the ledger without its place there: the act `id` of a tenant, and whose login and which cadre.
pub(super) fn line(
    (tenant, (id, position), at): (Uuid, (Uuid, i32), DateTime<Utc>),
    (account, person): (Option<Uuid>, Option<Uuid>),
    (what, kind, object): (&str, &str, Uuid),
    data: &Value,
) -> Vec<u8> {
    let mut rows = Rows::of("events", &EVENTS[1..]);
    rows.line(&[
        &tenant,
        &id,
        &position,
        &at,
        &account,
        &person,
        &what,
        &kind,
        &Some(object),
        &canonical(data).unwrap_or_default(),
    ]);
    rows.take()
}

/// The ledger's rows numbered from `first` in the order in which they were recorded, in so many parts.
pub(super) fn in_time(mut all: Vec<Event>, first: i64, parts: usize) -> Vec<Rows> {
    all.sort_by_key(|event| event.order);
    let numbered = (first..).zip(all).collect::<Vec<_>>();
    let part = |numbered: &[(i64, Event)]| {
        let mut rows = Rows::of("events", &EVENTS);
        for (id, event) in numbered {
            rows.append(format!("{id}\t").as_bytes());
            rows.append(&event.line);
        }
        rows
    };
    numbered
        .chunks(numbered.len().div_ceil(parts).max(1))
        .map(part)
        .collect()
}

#[rustfmt::skip]
const PROBLEMS: [&str; 31] = [
    "tenant_id", "id", "campaign_id", "owner_id", "owner_kind", "unit_id", "top_unit_id", "tier", "leader_id", "seq", "number",
    "title", "draft", "draft_saved_at", "state", "stage", "rest_of_route", "rectification", "revision", "version", "cycle",
    "due_on", "first_submitted_at", "submitted_at", "approved_at", "claimed_at", "cosigned_at", "closed_at", "close_number",
    "created_at", "updated_at",
];
#[rustfmt::skip]
const REVISIONS: [&str; 8] =
    ["tenant_id", "problem_id", "revision", "content", "digest", "reason", "submitted_at", "account_id"];
#[rustfmt::skip]
const SPANS: [&str; 19] = [
    "tenant_id", "problem_id", "span_no", "campaign_id", "from_at", "to_at", "state", "rectification", "owner_id", "owner_kind",
    "unit_id", "top_unit_id", "tier", "cycle", "revision", "due_on", "approved_at", "claimed_at", "cosigned_at",
];
#[rustfmt::skip]
const VERDICTS: [&str; 12] = [
    "tenant_id", "id", "problem_id", "revision", "stage", "verdict", "reason_count", "words", "group_id", "account_id",
    "person_id", "at",
];
const REASONS: [&str; 7] = [
    "tenant_id",
    "verdict_id",
    "position",
    "code",
    "field",
    "quote",
    "words",
];
#[rustfmt::skip]
const SIGNATURES: [&str; 19] = [
    "tenant_id", "id", "problem_id", "cycle", "revision", "purpose", "role", "signer_id", "acting_for", "account_id", "method",
    "wording_version", "statement", "statement_sha256", "statement_sm3", "nonce", "binding_sha256", "signed_at", "signed_as",
];
const BREAKS: [&str; 5] = ["tenant_id", "signature_id", "reason", "account_id", "at"];
const NOTES: [&str; 7] = [
    "tenant_id",
    "id",
    "problem_id",
    "cycle",
    "words",
    "account_id",
    "at",
];
#[rustfmt::skip]
const COMPLETIONS: [&str; 8] = ["tenant_id", "id", "problem_id", "cycle", "outcome", "done_on", "account_id", "at"];
#[rustfmt::skip]
const CHECKS: [&str; 9] =
    ["tenant_id", "id", "problem_id", "completion_id", "verdict", "words", "gate", "account_id", "at"];
#[rustfmt::skip]
const CLOSURES: [&str; 8] =
    ["tenant_id", "campaign_id", "problem_id", "cycle", "number", "batch_no", "account_id", "at"];
#[rustfmt::skip]
const DISCUSSIONS: [&str; 8] = ["tenant_id", "id", "body_id", "kind", "meeting", "held_on", "account_id", "at"];
/// The first one, the place in the ledger, is given last.
#[rustfmt::skip]
const EVENTS: [&str; 11] = [
    "id", "tenant_id", "act_id", "position", "at", "account_id", "person_id", "act", "object_kind", "object_id", "data",
];
