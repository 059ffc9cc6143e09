//! Pre-review, computed: the packages of a city, what its province received and ruled, and the acts of both.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::city::City;
use super::tables::{Event, line};
use crate::demo::load::DemoError;
use crate::demo::random::Random;
use crate::domain::packages::{Item, Manifest, Package};
use crate::domain::review::actions::UNDO;
use crate::domain::review::{Decision, Ruling};
use crate::kernel::clock::day_of;
use crate::kernel::digest::Digest;
use crate::kernel::ids::{OwnerId, PackageId};
use crate::platform::db::bulk::Rows;

/// Whoever takes a delivery has it for so long; the row keeps it.
const LEASE: chrono::TimeDelta = chrono::TimeDelta::minutes(2);

/// A revision that went up, and the verdict that came back.
#[derive(Clone, Debug)]
pub(super) struct HandedUp {
    /// Which of the city's packages.
    pub(super) package: usize,
    pub(super) plot: usize,
    /// Official order: of the top unit, owner, sequence.
    pub(super) order: (i32, OwnerId, i32),
    pub(super) problem: Uuid,
    pub(super) number: String,
    pub(super) revision: i32,
    pub(super) content: String,
    pub(super) digest: Digest,
    pub(super) verdict: Option<(Uuid, Decision, DateTime<Utc>)>,
}

/// What stands behind all lives: rows, and events of both sides.
pub(super) fn rows(
    city: &City,
    mut handed: Vec<HandedUp>,
    ids: &mut Random,
) -> Result<(Vec<Rows>, Vec<Event>), DemoError> {
    let mut packages: BTreeMap<usize, Vec<HandedUp>> = BTreeMap::new();
    handed.sort_by_key(|entry| (entry.package, entry.order));
    for entry in handed {
        packages.entry(entry.package).or_default().push(entry);
    }
    let mut written = Written::new();
    for (seq, (package, entries)) in (1..).zip(packages) {
        let (at, id) = city.freezes[package];
        written.package(city, ids, (seq, at, id), &entries)?;
    }
    let events = std::mem::take(&mut written.events);
    Ok((written.in_order(), events))
}

struct Written {
    packages: Rows,
    entries: Rows,
    received: Rows,
    received_entries: Rows,
    reasons: Rows,
    outbox: Rows,
    events: Vec<Event>,
}

impl Written {
    fn new() -> Self {
        Self {
            packages: Rows::of("packages", &PACKAGES),
            entries: Rows::of("package_entries", &ENTRIES),
            received: Rows::of("received_packages", &RECEIVED),
            received_entries: Rows::of("received_entries", &RECEIVED_ENTRIES),
            reasons: Rows::of("received_reasons", &REASONS),
            outbox: Rows::of("outbox", &OUTBOX),
            events: Vec::new(),
        }
    }

    fn in_order(self) -> Vec<Rows> {
        vec![
            self.packages,
            self.entries,
            self.received,
            self.received_entries,
            self.reasons,
            self.outbox,
        ]
    }

    fn package(
        &mut self,
        city: &City,
        ids: &mut Random,
        (seq, at, id): (i32, DateTime<Utc>, PackageId),
        entries: &[HandedUp],
    ) -> Result<(), DemoError> {
        let items = (1..).zip(entries).map(|(position, entry)| Item {
            position,
            number: entry.number.clone(),
            revision: entry.revision,
            sha256: hex::encode(entry.digest),
            content: entry.content.clone(),
        });
        let (own, above) = (city.tenant.id, city.province);
        let package = Manifest {
            package: id,
            number: format!("预审〔{}〕{seq}号", day_of(at).year()),
            from: own,
            to: above.tenant,
            frozen_at: at.to_rfc3339(),
            entries: items.collect(),
        }
        .freeze()?;
        let account = city.office.account.0;
        let Package { number, manifest, .. } = &package;
        let (sha256, sm3) = (package.sha256, package.sm3);
        self.packages.line(&[
            &own.0,
            &id.0,
            &city.campaign.id.0,
            &seq,
            number,
            manifest,
            &sha256,
            &sm3,
            &account,
            &at,
            &Some(at),
        ]);
        let from = &city.tenant.name;
        self.received.line(&[
            &above.tenant.0,
            &id.0,
            &own.0,
            from,
            number,
            manifest,
            &sha256,
            &sm3,
            &at,
        ]);
        let (hash, other) = (hex::encode(sha256), hex::encode(sm3));
        let data = json!({"seq": seq, "entries": entries.len(), "sha256": hash, "sm3": other});
        let who = (Some(account), Some(city.office.person.0));
        self.event(
            ids,
            (own.0, at, (usize::MAX, 0)),
            who,
            ("package.frozen", id),
            &data,
        );
        let data = json!({"from": city.slug, "entries": entries.len(), "sha256": hash, "sm3": other});
        let at_once = (usize::MAX, 1);
        self.event(
            ids,
            (above.tenant.0, at, at_once),
            (None, None),
            ("package.received", id),
            &data,
        );
        let arrived = json!({});
        self.event(
            ids,
            (own.0, at, at_once),
            (None, None),
            ("package.delivered", id),
            &arrived,
        );
        self.delivery(ids, (own.0, above.tenant.0), (id, None), (at, at));
        for (position, entry) in (1..).zip(entries) {
            self.entry(city, ids, (id, position), entry);
        }
        Ok(())
    }

    fn entry(
        &mut self,
        city: &City,
        ids: &mut Random,
        (package, position): (PackageId, i32),
        entry: &HandedUp,
    ) {
        let (own, above) = (city.tenant.id.0, city.province.tenant.0);
        let verdict = entry.verdict.as_ref();
        let id = verdict.map(|(id, _, _)| *id);
        self.entries
            .line(&[&own, &package.0, &position, &entry.problem, &entry.revision, &id]);
        let account = city.province.account.0;
        self.received_entries.line(&[
            &above,
            &package.0,
            &position,
            &entry.number,
            &entry.revision,
            &entry.content,
            &entry.digest,
            &id,
            &verdict.map(|(_, decision, _)| decision.ruling.code()),
            &verdict.map_or("", |(_, decision, _)| decision.words.as_str()),
            &id.map(|_| account),
            &verdict.map(|(_, _, at)| *at - UNDO),
        ]);
        let Some((id, decision, at)) = verdict else { return };
        for (n, reason) in (1..).zip(&decision.reasons) {
            self.reasons.line(&[
                &above,
                &package.0,
                &position,
                &n,
                &reason.code,
                &reason.field,
                &reason.quote,
                &reason.words,
            ]);
        }
        let codes: Vec<&str> = decision.reasons.iter().map(|r| r.code.as_str()).collect();
        let what = match decision.ruling {
            Ruling::Approved => "package.entry_passed",
            Ruling::Returned | Ruling::Redo => "package.entry_returned",
        };
        let data = json!({"position": position, "number": entry.number, "verdict": id, "reasons": codes});
        let who = (Some(account), None);
        let given = *at - UNDO;
        self.event(ids, (above, given, (entry.plot, 0)), who, (what, package), &data);
        self.delivery(ids, (above, own), (package, Some(position)), (given, *at));
    }

    /// A delivery that was put there, taken once and arrived.
    fn delivery(
        &mut self,
        ids: &mut Random,
        (from, to): (Uuid, Uuid),
        (package, position): (PackageId, Option<i32>),
        (put, at): (DateTime<Utc>, DateTime<Utc>),
    ) {
        let kind = if position.is_some() { "verdict" } else { "package" };
        let (id, due) = (ids.uuid(at), at + LEASE);
        self.outbox.line(&[
            &id,
            &kind,
            &from,
            &to,
            &package.0,
            &position,
            &put,
            &1,
            &due,
            &Some(at),
        ]);
    }

    fn event(
        &mut self,
        ids: &mut Random,
        (tenant, at, place): (Uuid, DateTime<Utc>, (usize, usize)),
        who: (Option<Uuid>, Option<Uuid>),
        (what, package): (&str, PackageId),
        data: &Value,
    ) {
        let act = (ids.uuid(at), 0);
        let line = line((tenant, act, at), who, (what, "package", package.0), data);
        self.events.push(Event {
            order: (at, place.0, place.1),
            line,
        });
    }
}

#[rustfmt::skip]
const PACKAGES: [&str; 11] = [
    "tenant_id", "id", "campaign_id", "seq", "number", "manifest", "sha256", "sm3", "account_id", "frozen_at", "delivered_at",
];
#[rustfmt::skip]
const ENTRIES: [&str; 6] = ["tenant_id", "package_id", "position", "problem_id", "revision", "verdict_id"];
#[rustfmt::skip]
const RECEIVED: [&str; 9] =
    ["tenant_id", "id", "from_tenant", "from_name", "number", "manifest", "sha256", "sm3", "received_at"];
#[rustfmt::skip]
const RECEIVED_ENTRIES: [&str; 12] = [
    "tenant_id", "package_id", "position", "number", "revision", "content", "digest", "verdict_id", "verdict", "words",
    "account_id", "decided_at",
];
#[rustfmt::skip]
const REASONS: [&str; 8] =
    ["tenant_id", "package_id", "position", "reason_no", "code", "field", "quote", "words"];
#[rustfmt::skip]
const OUTBOX: [&str; 10] = [
    "id", "kind", "from_tenant", "to_tenant", "package_id", "position", "created_at", "attempts", "due_at", "done_at",
];
