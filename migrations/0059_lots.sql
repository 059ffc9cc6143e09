-- Who reads what: a lot 批次 is what one reviewer took, or was given, of the entries of one unit, tier and first or later submission.
create table lots (
    tenant_id uuid not null constraint lots_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    group_id uuid not null,
    unit_id uuid not null,
    tier text not null constraint lots_tier_known check (tier in ('city', 'county', 'township', 'body')),
    again boolean not null,
    reviewer_id uuid not null,
    given_by uuid,
    opened_at timestamptz not null,
    holds_until timestamptz not null,
    ended_at timestamptz,
    ended text constraint lots_ended_known check (ended in ('done', 'given_back', 'taken_back', 'expired')),
    confirmed_at timestamptz,
    confirmed_by uuid,
    constraint lots_pk primary key (tenant_id, id),
    constraint lots_group_fk foreign key (tenant_id, group_id) references supervision_groups (tenant_id, id),
    constraint lots_unit_fk foreign key (tenant_id, unit_id) references units (tenant_id, id),
    constraint lots_reviewer_fk foreign key (tenant_id, reviewer_id) references persons (tenant_id, id),
    constraint lots_giver_fk foreign key (tenant_id, given_by) references persons (tenant_id, id),
    constraint lots_confirmer_fk foreign key (tenant_id, confirmed_by) references persons (tenant_id, id),
    constraint lots_end_whole check ((ended_at is null) = (ended is null)),
    constraint lots_confirmation_whole check ((confirmed_at is null) = (confirmed_by is null))
);
create index lots_open on lots (tenant_id, campaign_id, reviewer_id) where ended_at is null;
create index lots_of_group on lots (tenant_id, campaign_id, group_id, id desc);
comment on table lots is 'Entries of one top unit, tier and first or later submission that one reviewer goes through.';
comment on column lots.given_by is 'Who gave it: the head of the group, or the colleague who passed entries on; null: the reviewer took it.';
comment on column lots.holds_until is 'Until when nobody else is given its entries; each verdict moves it on.';
comment on column lots.confirmed_at is 'When the head of the group confirmed what was ruled in it.';
select tenant_table('lots', 'select, insert, update');

create table lot_entries (
    tenant_id uuid not null constraint lot_entries_tenant_fk references tenants (id),
    lot_id uuid not null,
    owner_id uuid not null,
    seq integer not null,
    problem_id uuid not null,
    revision integer not null,
    held boolean not null default true,
    passed_on boolean not null default false,
    verdict_id uuid,
    constraint lot_entries_pk primary key (tenant_id, lot_id, problem_id),
    constraint lot_entries_lot_fk foreign key (tenant_id, lot_id) references lots (tenant_id, id),
    constraint lot_entries_revision_fk foreign key (tenant_id, problem_id, revision)
        references revisions (tenant_id, problem_id, revision),
    constraint lot_entries_verdict_fk foreign key (tenant_id, verdict_id) references verdicts (tenant_id, id)
);
create unique index lot_entries_one_holder on lot_entries (tenant_id, problem_id, revision) where held;
create index lot_entries_order on lot_entries (tenant_id, lot_id, owner_id, seq);
comment on table lot_entries is 'What stands in a lot, in the order of the queue: by owner and number.';
comment on column lot_entries.held is
    'Nobody else holds it: an index allows one holder. No longer once it is ruled on, passed on, or its lot has ended.';
comment on column lot_entries.verdict_id is 'The verdict given on this revision while it stood in the lot.';
select tenant_table('lot_entries', 'select, insert, update');

-- A verdict is never changed: what takes it back stands beside it.
create table verdict_revocations (
    tenant_id uuid not null constraint verdict_revocations_tenant_fk references tenants (id),
    verdict_id uuid not null,
    how text not null constraint verdict_revocations_how_known check (how in ('undone', 'revoked')),
    reason text not null default '' constraint verdict_revocations_reason_length check (length(reason) <= 1000),
    account_id uuid not null,
    person_id uuid,
    at timestamptz not null,
    constraint verdict_revocations_pk primary key (tenant_id, verdict_id),
    constraint verdict_revocations_verdict_fk foreign key (tenant_id, verdict_id) references verdicts (tenant_id, id),
    constraint verdict_revocations_reason_given check (how = 'undone' or length(reason) > 0)
);
comment on table verdict_revocations is
    'Verdicts that no longer hold: undone within seconds by whoever gave them, or revoked by the head of the group with a reason. A row here means the verdict counts nowhere.';
select tenant_table('verdict_revocations', 'select, insert');

alter table verdicts add column rest_of_route text;
comment on column verdicts.rest_of_route is
    'Stages that were to come when it was given, by which a revocation finds the way back; null before lots were known.';
