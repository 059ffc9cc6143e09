-- Posts that the office opens, changes and ends by hand, and whose problems a leader in charge took over by that.

alter table posts add column since_on date, add column until_on date;
comment on column posts.since_on is '任职日期 as the office states it, not after the day it was recorded; null: the day of from_at. Figures go by recorded time alone.';
comment on column posts.until_on is '免职日期, in the same way; null: the day of to_at, or held still.';

create table post_changes (
    tenant_id uuid not null constraint post_changes_tenant_fk references tenants (id),
    id uuid not null,
    person_id uuid not null,
    kind text not null constraint post_changes_kind_known check (kind in ('opened', 'changed', 'ended')),
    on_day date not null,
    reason text not null constraint post_changes_reason_length check (length(reason) between 1 and 500),
    account_id uuid not null,
    at timestamptz not null,
    constraint post_changes_pk primary key (tenant_id, id),
    constraint post_changes_person_fk foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
create index post_changes_person on post_changes (tenant_id, person_id, at);
comment on table post_changes is 'Why a post was opened, changed or ended by hand, in words; the event beside it has none.';
select tenant_table('post_changes', 'select, insert');

create table handovers (
    tenant_id uuid not null constraint handovers_tenant_fk references tenants (id),
    id uuid not null,
    person_id uuid not null,
    leader_id uuid not null,
    from_leader_id uuid,
    problems integer not null,
    signatures integer not null,
    at timestamptz not null,
    acknowledged_at timestamptz,
    constraint handovers_pk primary key (tenant_id, id),
    constraint handovers_person_fk foreign key (tenant_id, person_id) references persons (tenant_id, id),
    constraint handovers_leader_fk foreign key (tenant_id, leader_id) references persons (tenant_id, id),
    constraint handovers_leader_is_another check (leader_id <> person_id)
);
create index handovers_waiting on handovers (tenant_id, leader_id) where acknowledged_at is null;
create index handovers_person on handovers (tenant_id, person_id, at);
comment on table handovers is 'Somebody whose problems another leader in charge has now; that leader acknowledges it. Only the newest of a person waits.';
comment on column handovers.problems is 'How many submitted problems that were not closed went over.';
comment on column handovers.signatures is 'How many of them waited for the leader''s signature.';
select tenant_table('handovers', 'select, insert, update (acknowledged_at)');

comment on column problems.tier is 'Of the owner''s main post, also after a transfer; body for a leading body.';
